package org.longji.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.LegalBasis;

/**
 * What a version asks the host to apply after its rule has answered (ADR 0022): how it stands beside other policies, who bears
 * the cost, what there is to spend, in which parts it is paid, and on which terms it is claimed back. A figure is a plain
 * decimal, or the name of a dated parameter of the version. What is not declared is absent from the JSON.
 *
 * @param groups names under which others may refer to this policy
 * @param caps caps over several cases beside the version's first one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HostTerms(
        List<String> groups,
        List<FurtherCap> caps,
        List<Relation> relations,
        @Nullable SharedCost sharedCost,
        @Nullable Pool pool,
        List<Instalment> instalments,
        @Nullable Clawback clawback) {

    public HostTerms {
        groups = groups == null ? List.of() : List.copyOf(groups);
        caps = caps == null ? List.of() : List.copyOf(caps);
        relations = relations == null ? List.of() : List.copyOf(relations);
        instalments = instalments == null ? List.of() : List.copyOf(instalments);
    }

    /**
     * Where it is written.
     *
     * @param document null for the version's own
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Clause(
            @Nullable String document, @Nullable String article) {

        LegalBasis basis(PolicyVersion version) {
            return LegalBasis.of(or(document, version.document()), or(article, version.article()));
        }

        private static String or(@Nullable String text, String otherwise) {
            return text == null || text.isBlank() ? otherwise : text.strip();
        }
    }

    /** A cap over several cases. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FurtherCap(
            @Nullable CapScope scope,
            @Nullable String limit,
            @Nullable Clause basis) {}

    /** How a policy stands beside others. */
    public enum Rule {
        /** Both are paid, together at most a ceiling where one is named. */
        CUMULATIVE,
        /** 就高不重复: the highest is paid; of equals the upper level's, then the older one. */
        HIGHEST,
        /** The lower level pays a rate of what the other decided, or up to a total, or what its own amount exceeds it by. */
        TOP_UP,
        /** Paid only where the others pay nothing. */
        NOT_BESIDE;

        /** Whether the others are decided first. */
        public boolean after() {
            return this == TOP_UP || this == NOT_BESIDE;
        }
    }

    /** What must be the same for two awards to meet. */
    public enum Meeting {
        CONTRACT,
        /** The declared project; a contract without one is its own. */
        PROJECT
    }

    /**
     * A relation to other policies.
     *
     * @param on null for the contract
     * @param with ids of policies
     * @param group or every policy of this group
     * @param rate of a top-up
     * @param upTo total up to which it is topped up
     * @param ceiling of what is paid together
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Relation(
            @Nullable Rule rule,
            @Nullable Meeting on,
            List<String> with,
            @Nullable String group,
            @Nullable String rate,
            @Nullable String upTo,
            @Nullable String ceiling,
            @Nullable Clause basis) {

        public Relation {
            with = with == null ? List.of() : List.copyOf(with);
        }

        /** Whether it speaks of that version; never of another version of the policy that declares it. */
        public boolean concerns(PolicyVersion declaring, PolicyVersion other) {
            return !declaring.policyId().equals(other.policyId())
                    && (with.contains(other.policyId())
                            || group != null
                                    && other.terms()
                                            .map(HostTerms::groups)
                                            .orElse(List.of())
                                            .contains(group));
        }

        @JsonIgnore
        public Meeting meeting() {
            return on == null ? Meeting.CONTRACT : on;
        }
    }

    /** A level that bears a part of the cost. */
    public enum Level {
        PROVINCE,
        PREFECTURE,
        COUNTY;

        /** The level of a division. */
        public static Level of(int tenant) {
            return tenant % 10_000 == 0 ? PROVINCE : tenant % 100 == 0 ? PREFECTURE : COUNTY;
        }

        /** The division of this level above, or at, another; empty where that one stands above this level. */
        public Optional<Integer> above(int division) {
            return of(division).compareTo(this) < 0
                    ? Optional.empty()
                    : Optional.of(
                            this == PROVINCE
                                    ? division - division % 10_000
                                    : this == PREFECTURE ? division - division % 100 : division);
        }
    }

    /** One amount split between levels; cut to the fen by the largest remainder. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record SharedCost(List<Part> parts, @Nullable Clause basis) {

        public SharedCost {
            parts = parts == null ? List.of() : List.copyOf(parts);
        }

        public record Part(@Nullable Level level, @Nullable String share) {}
    }

    /** How a pool is shared out. */
    public enum Allocation {
        /** By governing date, then registration number, until it is empty. */
        FIRST_COME,
        /** Each the same share, cut to the fen by the largest remainder. */
        PRO_RATA,
        /** The first by rank, as many as there are places. */
        RANKING
    }

    /** What applicants are ranked by. */
    public enum Ranking {
        AWARD,
        TECHNOLOGY_AMOUNT,
        RECEIVED
    }

    /** What becomes of those who tie for the last place. */
    public enum Ties {
        /** The earlier governing date goes first, then the lower registration number. */
        EARLIER_FIRST,
        /** All of them get one. */
        ALL,
        /** None of them does. */
        NONE
    }

    /**
     * What there is to spend in a year.
     *
     * @param amount null where only places are limited
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pool(
            @Nullable Allocation allocation,
            @Nullable String amount,
            @Nullable String places,
            @Nullable Ranking by,
            @Nullable Ties ties,
            @Nullable Clause basis) {}

    /**
     * A part of what is due.
     *
     * @param on day on which it is due
     * @param yearsLater or how many years after the assessed one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Instalment(
            @Nullable String share,
            @Nullable LocalDate on,
            @Nullable Integer yearsLater,
            @Nullable Clause basis) {}

    /** How days become a year of interest. */
    public enum DayCount {
        ACTUAL_365,
        ACTUAL_360,
        THIRTY_360
    }

    /** The day from which interest runs. */
    public enum InterestFrom {
        /** The day the amount was decided. */
        DECIDED,
        /** The day it was lowered. */
        LOWERED
    }

    /**
     * Terms of claiming back.
     *
     * @param rate of interest a year; zero where none is charged
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Clawback(
            @Nullable String rate,
            @Nullable DayCount dayCount,
            @Nullable InterestFrom from,
            @Nullable Clause basis) {}

    /**
     * A figure as it stands on a day.
     *
     * @param basis where the value is from
     */
    public record Figure(BigDecimal value, LegalBasis basis) {}

    /** The value of a figure; empty where a named parameter has none on that day. */
    public static Optional<Figure> figure(
            PolicyVersion version, @Nullable String text, @Nullable Clause clause, LocalDate day) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        if (number(text)) {
            return Optional.of(new Figure(new BigDecimal(text.strip()), basis(version, clause)));
        }
        return Optional.ofNullable(version.valuesOn(day).get(text.strip()))
                .filter(value -> number(value.value()))
                .map(value -> new Figure(new BigDecimal(value.value()), value.basis()));
    }

    /** The clause, or what the version as a whole rests on. */
    public static LegalBasis basis(PolicyVersion version, @Nullable Clause clause) {
        return Objects.requireNonNullElse(clause, new Clause(null, null)).basis(version);
    }

    static boolean number(String text) {
        return text.strip().matches("[0-9]{1,16}(\\.[0-9]{1,10})?");
    }

    /** The parameters that figures name. */
    Set<String> parameterNames() {
        var names = new HashSet<String>();
        figures(text -> {
            if (text != null && !text.isBlank() && !number(text)) {
                names.add(text.strip());
            }
        });
        return names;
    }

    private void figures(Consumer<@Nullable String> each) {
        caps.forEach(cap -> each.accept(cap.limit()));
        relations.forEach(relation -> {
            each.accept(relation.rate());
            each.accept(relation.upTo());
            each.accept(relation.ceiling());
        });
        if (sharedCost != null) {
            sharedCost.parts().forEach(part -> each.accept(part.share()));
        }
        if (pool != null) {
            each.accept(pool.amount());
            each.accept(pool.places());
        }
        instalments.forEach(part -> each.accept(part.share()));
        if (clawback != null) {
            each.accept(clawback.rate());
        }
    }

    /** Whether nothing is declared at all. */
    @JsonIgnore
    boolean isNothing() {
        return groups.isEmpty()
                && caps.isEmpty()
                && relations.isEmpty()
                && sharedCost == null
                && pool == null
                && instalments.isEmpty()
                && clawback == null;
    }

    /** One thing that is wrong within a version's own terms. */
    record Fault(String field, String zh, String en) {}

    /** What is wrong with the terms themselves, whatever else is law. */
    List<Fault> faults(PolicyVersion version) {
        var faults = new ArrayList<Fault>();
        var check = new Check(version, faults);
        for (int i = 0; i < groups.size(); i++) {
            check.that(
                    groups.get(i).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
                    "groups." + i,
                    "组名由小写字母、数字和连字符组成。",
                    "A group's name is made of lower-case words joined by hyphens.");
        }
        for (int i = 0; i < caps.size(); i++) {
            var cap = caps.get(i);
            check.given(cap.scope(), "caps." + i + ".scope");
            check.money(cap.limit(), true, "caps." + i + ".limit");
        }
        for (int i = 0; i < relations.size(); i++) {
            relation(relations.get(i), "relations." + i, check);
        }
        if (sharedCost != null) {
            sharedCost(sharedCost, check);
        }
        if (pool != null) {
            pool(pool, check);
        }
        check.sumsToOne(instalments.stream().map(Instalment::share).toList(), "instalments");
        for (int i = 0; i < instalments.size(); i++) {
            var part = instalments.get(i);
            check.that(
                    (part.on() == null) != (part.yearsLater() == null)
                            && (part.yearsLater() == null || part.yearsLater() >= 0 && part.yearsLater() <= 20),
                    "instalments." + i,
                    "请填写到期日，或评定年度之后的年数（0 至 20），二者择一。",
                    "Give either a day or how many years after the assessed one (0 to 20).");
        }
        if (clawback != null) {
            check.ratio(clawback.rate(), true, "clawback.rate");
            check.given(clawback.dayCount(), "clawback.dayCount");
            check.given(clawback.from(), "clawback.from");
        }
        return faults;
    }

    private static void relation(Relation relation, String at, Check check) {
        check.given(relation.rule(), at + ".rule");
        check.that(
                relation.with().isEmpty()
                        == (relation.group() != null && !relation.group().isBlank()),
                at + ".with",
                "请列出政策，或填写一个组名，二者择一。",
                "Name policies, or one group.");
        check.that(
                !relation.with().contains(check.version.policyId()),
                at + ".with",
                "不能与本政策自身叠加。",
                "A policy cannot stand beside itself.");
        check.given(relation.basis() == null ? null : relation.basis().article(), at + ".basis");
        check.that(
                relation.rule() == Rule.TOP_UP || relation.rate() == null && relation.upTo() == null,
                at + ".rate",
                "只有补差（TOP_UP）才有比例或补足总额。",
                "Only a top-up has a rate or a total.");
        check.that(
                relation.rate() == null || relation.upTo() == null,
                at + ".upTo",
                "比例与补足总额择一填写。",
                "Give a rate or a total, not both.");
        check.that(
                relation.rule() == Rule.CUMULATIVE || relation.ceiling() == null,
                at + ".ceiling",
                "只有可叠加（CUMULATIVE）才有合计上限。",
                "Only a cumulative relation has a ceiling.");
        check.ratio(relation.rate(), false, at + ".rate");
        check.money(relation.upTo(), false, at + ".upTo");
        check.money(relation.ceiling(), false, at + ".ceiling");
    }

    private static void sharedCost(SharedCost cost, Check check) {
        check.that(!cost.parts().isEmpty(), "sharedCost.parts", "请填写各级分担比例。", "Name the levels and their shares.");
        check.sumsToOne(cost.parts().stream().map(SharedCost.Part::share).toList(), "sharedCost.parts");
        check.that(
                cost.parts().stream().map(SharedCost.Part::level).distinct().count()
                        == cost.parts().size(),
                "sharedCost.parts",
                "同一级只能出现一次。",
                "A level stands there once.");
        cost.parts().forEach(part -> check.given(part.level(), "sharedCost.parts"));
        check.given(cost.basis() == null ? null : cost.basis().article(), "sharedCost.basis");
    }

    private static void pool(Pool pool, Check check) {
        check.given(pool.allocation(), "pool.allocation");
        boolean ranking = pool.allocation() == Allocation.RANKING;
        check.money(pool.amount(), !ranking, "pool.amount");
        check.that(
                ranking == (pool.places() != null && !pool.places().isBlank()),
                "pool.places",
                "名额与择优排名须同时填写。",
                "Places go with a ranking, and a ranking with places.");
        check.that(
                pool.places() == null
                        || check.value(
                                pool.places(), v -> v.stripTrailingZeros().scale() <= 0),
                "pool.places",
                "名额须为整数。",
                "Places are a whole number.");
        check.that(
                ranking == (pool.by() != null) && ranking == (pool.ties() != null),
                "pool.by",
                "择优排名须写明按什么排、并列如何处理；其他方式不填。",
                "A ranking says by what it ranks and what becomes of ties; other ways do not.");
        check.given(pool.basis() == null ? null : pool.basis().article(), "pool.basis");
    }

    private record Check(PolicyVersion version, List<Fault> faults) {

        void that(boolean holds, String field, String zh, String en) {
            if (!holds) {
                faults.add(new Fault("terms." + field, zh, en));
            }
        }

        void given(@Nullable Object value, String field) {
            that(
                    value != null && !(value instanceof String text && text.isBlank()),
                    field,
                    "此项必填。",
                    "This field is required.");
        }

        boolean value(String text, java.util.function.Predicate<BigDecimal> holds) {
            if (number(text)) {
                return holds.test(new BigDecimal(text.strip()));
            }
            var values = version.parameters().get(text.strip());
            return values != null
                    && values.stream()
                            .allMatch(dated -> number(dated.value()) && holds.test(new BigDecimal(dated.value())));
        }

        void money(@Nullable String text, boolean needed, String field) {
            figure(text, needed, field, value -> value.stripTrailingZeros().scale() <= 2);
        }

        void ratio(@Nullable String text, boolean needed, String field) {
            figure(text, needed, field, value -> value.compareTo(BigDecimal.TEN) <= 0);
        }

        private void figure(
                @Nullable String text, boolean needed, String field, java.util.function.Predicate<BigDecimal> holds) {
            if (text == null || text.isBlank()) {
                that(!needed, field, "此项必填。", "This field is required.");
                return;
            }
            that(
                    value(text, holds),
                    field,
                    "请填写数值（金额至多两位小数，比例不超过 10），或本版本的参数名。",
                    "Write a figure (money with at most two decimals, a ratio of at most 10), or the name of a parameter of this version.");
        }

        /** The shares of one day add up to one, on every day on which any of them changes. */
        void sumsToOne(List<@Nullable String> shares, String field) {
            if (shares.isEmpty()) {
                return;
            }
            shares.forEach(share -> ratio(share, true, field));
            for (var day : version.changes()) {
                var sum = BigDecimal.ZERO;
                for (var share : shares) {
                    sum = sum.add(HostTerms.figure(version, share, null, day)
                            .map(Figure::value)
                            .orElse(BigDecimal.ZERO));
                }
                if (sum.compareTo(BigDecimal.ONE) != 0) {
                    that(
                            false,
                            field,
                            day + " 起各份比例合计为 " + sum.toPlainString() + "，应为 1。",
                            "From " + day + " the shares add up to " + sum.toPlainString() + ", not to 1.");
                    return;
                }
            }
        }
    }
}
