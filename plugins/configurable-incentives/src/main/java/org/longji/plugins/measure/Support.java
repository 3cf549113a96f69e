package org.longji.plugins.measure;

import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Text;

/** What was granted before. */
final class Support {

    private Support() {}

    static @Nullable Expr prior(String member, Names names) {
        String own = names.policyId;
        return switch (member) {
            case "total" -> granted("以前已获支持", "support granted before", (in, p) -> true);
            case "earlier" ->
                granted("以前年度已获支持", "support granted for earlier years", (in, p) -> p.year() < in.facts.year());
            case "thisYear" ->
                granted("本年度已获其他支持", "support granted for this year", (in, p) -> p.year() == in.facts.year());
            case "own" ->
                granted(
                        "本政策已给予的支持",
                        "support this policy granted before",
                        (in, p) -> p.policyId().equals(own));
            default -> null;
        };
    }

    private interface Counts {
        boolean counts(Evaluation in, PriorSupport support);
    }

    private static Expr granted(String zh, String en, Counts counts) {
        return Vocabulary.fact(Type.MONEY, zh, en, in -> {
            Money sum = Money.ZERO;
            for (PriorSupport support : in.facts.priorSupport()) {
                // What was granted for a later year did not come before.
                if (support.year() <= in.facts.year() && counts.counts(in, support)) {
                    sum = sum.plus(support.granted());
                }
            }
            return Exact.of(sum);
        });
    }

    /** What a formula calls the measure itself, whatever its id. */
    static final String SELF = "SELF";

    /**
     * {@return what that policy granted, or all policies of a level if the name ends with a star, in the last {@code years}
     * years with the one assessed, or ever if that is zero}
     */
    static Expr grantedBy(String policy, int years, Names names) {
        Text who = policyWords(policy, years);
        return granted(who.zh() + "已给予的支持", "support granted by " + who.en(), by(policy, years, names));
    }

    /** {@return in how many years it granted anything, in the same words} */
    static Expr yearsGranted(String policy, int years, Names names) {
        Text who = policyWords(policy, years);
        Counts counts = by(policy, years, names);
        return Vocabulary.fact(
                Type.COUNT,
                who.zh() + "已支持的年数",
                "years supported by " + who.en(),
                in -> Exact.of(in.facts.priorSupport().stream()
                        .filter(support -> support.year() <= in.facts.year()
                                && support.granted().isPositive()
                                && counts.counts(in, support))
                        .map(PriorSupport::year)
                        .distinct()
                        .count()));
    }

    private static Counts by(String policy, int years, Names names) {
        boolean family = policy.endsWith("*");
        String start =
                policy.equals(SELF) ? names.policyId : family ? policy.substring(0, policy.length() - 1) : policy;
        return (in, support) -> (years == 0 || support.year() > in.facts.year() - years)
                && (family
                        ? support.policyId().startsWith(start)
                        : support.policyId().equals(start));
    }

    private static Text policyWords(String policy, int years) {
        boolean self = policy.equals(SELF);
        String zh = self ? "本政策" : "“" + policy + "”";
        String en = self ? "this policy" : policy;
        return years == 0 ? new Text(zh, en) : new Text("近" + years + "年内" + zh, en + " within " + years + " years");
    }
}
