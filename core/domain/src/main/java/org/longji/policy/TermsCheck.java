package org.longji.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.longji.policy.HostTerms.Allocation;
import org.longji.policy.HostTerms.Figure;
import org.longji.policy.HostTerms.Instalment;
import org.longji.policy.HostTerms.Pool;
import org.longji.policy.HostTerms.Relation;
import org.longji.policy.HostTerms.Rule;
import org.longji.policy.HostTerms.SharedCost;

/** What is wrong with a version's own terms, whatever else is law; what contradicts other versions is for {@link Contradictions}. */
final class TermsCheck {

    private final HostTerms terms;
    private final PolicyVersion version;
    private final List<Fault> faults = new ArrayList<>();

    private TermsCheck(HostTerms terms, PolicyVersion version) {
        this.terms = terms;
        this.version = version;
    }

    /** One thing that is wrong, by its field in a draft. */
    record Fault(String field, String zh, String en) {}

    static List<Fault> faults(HostTerms terms, PolicyVersion version) {
        return new TermsCheck(terms, version).faults();
    }

    private List<Fault> faults() {
        for (int i = 0; i < terms.groups().size(); i++) {
            that(
                    terms.groups().get(i).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
                    "groups." + i,
                    "组名由小写字母、数字和连字符组成。",
                    "A group's name is made of lower-case words joined by hyphens.");
        }
        for (int i = 0; i < terms.caps().size(); i++) {
            var cap = terms.caps().get(i);
            given(cap.scope(), "caps." + i + ".scope");
            money(cap.limit(), true, "caps." + i + ".limit");
        }
        for (int i = 0; i < terms.relations().size(); i++) {
            relation(terms.relations().get(i), "relations." + i);
        }
        if (terms.sharedCost() != null) {
            sharedCost(terms.sharedCost());
        }
        if (terms.pool() != null) {
            pool(terms.pool());
        }
        sumsToOne(terms.instalments().stream().map(Instalment::share).toList(), "instalments");
        for (int i = 0; i < terms.instalments().size(); i++) {
            var part = terms.instalments().get(i);
            that(
                    (part.on() == null) != (part.yearsLater() == null)
                            && (part.yearsLater() == null || part.yearsLater() >= 0 && part.yearsLater() <= 20),
                    "instalments." + i,
                    "请填写到期日，或评定年度之后的年数（0 至 20），二者择一。",
                    "Give either a day or how many years after the assessed one (0 to 20).");
        }
        var clawback = terms.clawback();
        if (clawback != null) {
            ratio(clawback.rate(), true, "clawback.rate");
            given(clawback.dayCount(), "clawback.dayCount");
            given(clawback.from(), "clawback.from");
        }
        return faults;
    }

    private void relation(Relation relation, String at) {
        given(relation.rule(), at + ".rule");
        that(
                relation.with().isEmpty()
                        == (relation.group() != null && !relation.group().isBlank()),
                at + ".with",
                "请列出政策，或填写一个组名，二者择一。",
                "Name policies, or one group.");
        that(
                !relation.with().contains(version.policyId()),
                at + ".with",
                "不能与本政策自身叠加。",
                "A policy cannot stand beside itself.");
        given(relation.basis() == null ? null : relation.basis().article(), at + ".basis");
        that(
                relation.rule() == Rule.TOP_UP || relation.rate() == null && relation.upTo() == null,
                at + ".rate",
                "只有补差（TOP_UP）才有比例或补足总额。",
                "Only a top-up has a rate or a total.");
        that(
                relation.rate() == null || relation.upTo() == null,
                at + ".upTo",
                "比例与补足总额择一填写。",
                "Give a rate or a total, not both.");
        that(
                relation.rule() == Rule.CUMULATIVE || relation.ceiling() == null,
                at + ".ceiling",
                "只有可叠加（CUMULATIVE）才有合计上限。",
                "Only a cumulative relation has a ceiling.");
        ratio(relation.rate(), false, at + ".rate");
        money(relation.upTo(), false, at + ".upTo");
        money(relation.ceiling(), false, at + ".ceiling");
    }

    private void sharedCost(SharedCost cost) {
        that(!cost.parts().isEmpty(), "sharedCost.parts", "请填写各级分担比例。", "Name the levels and their shares.");
        sumsToOne(cost.parts().stream().map(SharedCost.Part::share).toList(), "sharedCost.parts");
        that(
                cost.parts().stream().map(SharedCost.Part::level).distinct().count()
                        == cost.parts().size(),
                "sharedCost.parts",
                "同一级只能出现一次。",
                "A level stands there once.");
        cost.parts().forEach(part -> given(part.level(), "sharedCost.parts"));
        given(cost.basis() == null ? null : cost.basis().article(), "sharedCost.basis");
    }

    private void pool(Pool pool) {
        given(pool.allocation(), "pool.allocation");
        boolean ranking = pool.allocation() == Allocation.RANKING;
        money(pool.amount(), !ranking, "pool.amount");
        that(
                ranking == (pool.places() != null && !pool.places().isBlank()),
                "pool.places",
                "名额与择优排名须同时填写。",
                "Places go with a ranking, and a ranking with places.");
        that(
                pool.places() == null
                        || value(pool.places(), v -> v.stripTrailingZeros().scale() <= 0),
                "pool.places",
                "名额须为整数。",
                "Places are a whole number.");
        that(
                ranking == (pool.by() != null) && ranking == (pool.ties() != null),
                "pool.by",
                "择优排名须写明按什么排、并列如何处理；其他方式不填。",
                "A ranking says by what it ranks and what becomes of ties; other ways do not.");
        given(pool.basis() == null ? null : pool.basis().article(), "pool.basis");
    }

    private void that(boolean holds, String field, String zh, String en) {
        if (!holds) {
            faults.add(new Fault("terms." + field, zh, en));
        }
    }

    private void given(@Nullable Object value, String field) {
        that(
                value != null && !(value instanceof String text && text.isBlank()),
                field,
                "此项必填。",
                "This field is required.");
    }

    private boolean value(String text, Predicate<BigDecimal> holds) {
        if (HostTerms.number(text)) {
            return holds.test(new BigDecimal(text.strip()));
        }
        var values = version.parameters().get(text.strip());
        return values != null
                && values.stream()
                        .allMatch(
                                dated -> HostTerms.number(dated.value()) && holds.test(new BigDecimal(dated.value())));
    }

    private void money(@Nullable String text, boolean needed, String field) {
        figure(text, needed, field, value -> value.stripTrailingZeros().scale() <= 2);
    }

    private void ratio(@Nullable String text, boolean needed, String field) {
        figure(text, needed, field, value -> value.compareTo(BigDecimal.TEN) <= 0);
    }

    private void figure(@Nullable String text, boolean needed, String field, Predicate<BigDecimal> holds) {
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
    private void sumsToOne(List<@Nullable String> shares, String field) {
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
