package org.longji.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
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
}
