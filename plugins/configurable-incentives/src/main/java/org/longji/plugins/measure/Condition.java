package org.longji.plugins.measure;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Jurisdiction;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;

/** Something that must hold before anything is calculated. */
interface Condition {

    void check(Evaluation in, Verdict verdict);

    /** What a check writes down of it once everything holds; what is no figure of the case needs no line. */
    default Optional<CalculationStep> held(Evaluation in) {
        return Optional.empty();
    }

    private static CalculationStep held(Text what, Expr formula, Evaluation in, boolean holds, LegalBasis basis) {
        Map<String, String> inputs = formula instanceof Comparison compare
                ? CalculationStep.inputsOf(
                        compare.left().label().zh(),
                        compare.left().plain(in),
                        compare.right().label().zh(),
                        compare.right().plain(in))
                : CalculationStep.inputsOf(formula.label().zh(), holds ? "YES" : "NO");
        return new CalculationStep("HELD", what, inputs, formula.shown(in), Money.ZERO, basis);
    }

    /** A party: its side if it is one of a contract, and the word the codes begin with. */
    record Who(@Nullable Side side, String code, Text words, Function<Evaluation, @Nullable PartyFacts> party) {}

    /** The party is of one of these kinds. */
    record Kinds(Who who, Expr allowed, Chosen<PartyKind> chosen, LegalBasis basis) implements Condition {
        Kinds(Who who, Expr allowed, LegalBasis basis) {
            this(who, allowed, new Chosen<>(PartyKind.class), basis);
        }

        @Override
        public void check(Evaluation in, Verdict verdict) {
            PartyFacts party = who.party().apply(in);
            Set<?> kinds = (Set<?>) allowed.value(in);
            if (party == null || kinds == null) {
                in.lacks(Ask.YEAR_FIGURES);
                verdict.ask(in, basis);
                return;
            }
            Set<PartyKind> covered = chosen.of(kinds);
            if (covered.contains(party.kind())) {
                return;
            }
            Side side = who.side();
            verdict.refuse(
                    side != null
                            ? Reason.partyKindNotCovered(side, party.kind(), covered, basis)
                            : new Reason(
                                    who.code() + "_KIND_NOT_COVERED",
                                    new Text(
                                            who.words().zh() + "的单位性质(" + party.kind() + ")不在本政策支持范围" + covered + "内。",
                                            "The " + who.words().en() + " is of kind " + party.kind()
                                                    + "; this policy supports " + covered + " only."),
                                    party.kind().name(),
                                    covered.toString(),
                                    Optional.empty(),
                                    basis));
        }
    }

    /** The party is registered inside, or outside, a division. */
    record Inside(Who who, Expr division, boolean wanted, LegalBasis basis) implements Condition {
        @Override
        public void check(Evaluation in, Verdict verdict) {
            PartyFacts party = who.party().apply(in);
            Integer code = (Integer) division.value(in);
            if (party == null || code == null) {
                in.lacks(Ask.YEAR_FIGURES);
                verdict.ask(in, basis);
                return;
            }
            Jurisdiction place = Jurisdiction.of(code);
            if (place.contains(party.division()) == wanted) {
                return;
            }
            Side side = who.side();
            if (wanted && side != null) {
                verdict.refuse(Reason.outsideJurisdiction(side, party.division(), place, basis));
                return;
            }
            verdict.refuse(new Reason(
                    who.code() + (wanted ? "_OUTSIDE_JURISDICTION" : "_INSIDE_JURISDICTION"),
                    new Text(
                            who.words().zh() + "登记地(" + party.division() + ")" + (wanted ? "不在" : "在") + "行政区划代码 "
                                    + place.low() + " 至 " + place.high() + " 的范围内。",
                            "The " + who.words().en() + " is registered in " + party.division() + ", "
                                    + (wanted ? "outside" : "inside") + " divisions " + place.low() + " to "
                                    + place.high() + "."),
                    Integer.toString(party.division()),
                    (wanted ? "" : "not ") + place.low() + ".." + place.high(),
                    Optional.empty(),
                    basis));
        }
    }

    /** The contract is of one of these types. */
    record Types(Expr allowed, Chosen<ContractType> chosen, LegalBasis basis) implements Condition {
        Types(Expr allowed, LegalBasis basis) {
            this(allowed, new Chosen<>(ContractType.class), basis);
        }

        @Override
        public void check(Evaluation in, Verdict verdict) {
            Set<?> types = (Set<?>) allowed.value(in);
            if (types == null) {
                return;
            }
            Set<ContractType> covered = chosen.of(types);
            if (covered.contains(in.contract.type())) {
                return;
            }
            verdict.refuse(Reason.contractTypeNotCovered(in.contract.type(), covered, basis));
        }
    }

    /** The contract's finer kind is, or is not, one of these. */
    record Subtypes(Expr words, boolean wanted, LegalBasis basis) implements Condition {
        @Override
        public void check(Evaluation in, Verdict verdict) {
            Set<?> known = (Set<?>) words.value(in);
            if (known == null || known.contains(in.contract.subtype()) == wanted) {
                return;
            }
            String shown = in.contract.subtype().isEmpty() ? "-" : in.contract.subtype();
            verdict.refuse(new Reason(
                    wanted ? "CONTRACT_SUBTYPE_NOT_COVERED" : "CONTRACT_SUBTYPE_EXCLUDED",
                    new Text(
                            "合同小类为" + shown + (wanted ? "，不在支持范围" : "，属于不予支持的") + new TreeSet<>(known) + "。",
                            "The contract's subtype is " + Shown.inEnglish(shown) + ", which is "
                                    + (wanted ? "not covered." : "excluded.")),
                    shown,
                    (wanted ? "" : "not ") + new TreeSet<>(known),
                    Optional.empty(),
                    basis));
        }
    }

    /** A date of the contract lies in a window; a limit without a value on that day does not bind. */
    record Window(Comparison compare, String code, LegalBasis basis) implements Condition {
        @Override
        public void check(Evaluation in, Verdict verdict) {
            if (compare.right().value(in) == null) {
                return;
            }
            Boolean holds = compare.truth(in);
            if (holds == null) {
                verdict.ask(in, basis);
            } else if (!holds) {
                verdict.refuse(Verdict.because(compare, in, code, null, basis));
            }
        }
    }

    /** A date of the contract lies in the year assessed. */
    record WithinYear(boolean registered, LegalBasis basis) implements Condition {
        @Override
        public void check(Evaluation in, Verdict verdict) {
            LocalDate day = registered ? in.contract.registeredOn() : in.contract.signedOn();
            int year = in.facts.year();
            if (day.getYear() == year) {
                return;
            }
            verdict.refuse(new Reason(
                    registered ? "REGISTERED_IN_ANOTHER_YEAR" : "SIGNED_IN_ANOTHER_YEAR",
                    new Text(
                            "合同" + (registered ? "登记" : "签订") + "日期为 " + day + ",不在申报年度 " + year + " 年内。",
                            "The contract was " + (registered ? "registered" : "signed") + " on " + day
                                    + ", not within the year assessed, " + year + "."),
                    day.toString(),
                    Integer.toString(year),
                    Optional.empty(),
                    basis));
        }
    }

    /** One of the contract's three answers is the one needed, where the switch is on. */
    record Answered(
            Function<Evaluation, Answer> answer,
            Answer wanted,
            Expr active,
            String code,
            Text failed,
            Ask question,
            LegalBasis basis)
            implements Condition {
        @Override
        public void check(Evaluation in, Verdict verdict) {
            Boolean on = active.truth(in);
            if (on == null || !on) {
                if (on == null) {
                    verdict.ask(in, basis);
                }
                return;
            }
            Answer actual = answer.apply(in);
            if (actual == Answer.UNKNOWN) {
                verdict.ask(question.question(basis));
            } else if (actual != wanted) {
                verdict.refuse(Reason.answeredOtherwise(code, failed, actual, wanted, basis));
            }
        }
    }

    /** No other money was granted for an earlier year, where the switch is on. */
    record NoEarlierSupport(Expr earlier, Expr active, LegalBasis basis) implements Condition {
        @Override
        public void check(Evaluation in, Verdict verdict) {
            Exact granted = earlier.number(in);
            if (!Boolean.TRUE.equals(active.truth(in)) || granted == null || granted.signum() <= 0) {
                return;
            }
            String shown = granted.money().grouped();
            verdict.refuse(new Reason(
                    "EARLIER_PROVINCIAL_SUPPORT",
                    new Text(
                            "该合同以前年度已享受财政补助 " + shown + " 元。",
                            "The contract was already granted CNY " + shown + " of support for an earlier year."),
                    granted.money().toString(),
                    "0.00",
                    Optional.empty(),
                    basis));
        }
    }

    /** A formula that must hold, where it applies. */
    record Require(
            @Nullable Expr when,
            Expr formula,
            @Nullable String code,
            @Nullable Text text,
            LegalBasis basis) implements Condition {
        @Override
        public void check(Evaluation in, Verdict verdict) {
            if (when != null) {
                Boolean applies = when.truth(in);
                if (applies == null) {
                    verdict.ask(in, basis);
                    return;
                }
                if (!applies) {
                    return;
                }
            }
            Boolean holds = formula.truth(in);
            if (holds == null) {
                verdict.ask(in, basis);
            } else if (!holds) {
                verdict.refuse(Verdict.because(formula, in, code, text, basis));
            }
        }

        @Override
        public Optional<CalculationStep> held(Evaluation in) {
            if (when != null && !Boolean.TRUE.equals(when.truth(in))) {
                return Optional.empty();
            }
            Text what = new Text(
                    "满足：" + formula.label().zh(),
                    "Held: " + Shown.inEnglish(formula.label().en()));
            return Optional.of(Condition.held(what, formula, in, true, basis));
        }
    }

    /** A line of the negative list: where it holds, nothing is paid. */
    record Excluded(Expr formula, String code, @Nullable Text text, LegalBasis basis) implements Condition {
        @Override
        public void check(Evaluation in, Verdict verdict) {
            Boolean hit = formula.truth(in);
            if (hit == null) {
                verdict.ask(in, basis);
            } else if (hit) {
                Text label = formula.label();
                verdict.refuse(new Reason(
                        code,
                        text != null
                                ? text
                                : new Text("属于不予支持的情形：" + label.zh() + "。", "Excluded: " + label.en() + "."),
                        "YES",
                        "NO",
                        Optional.empty(),
                        basis));
            }
        }

        @Override
        public Optional<CalculationStep> held(Evaluation in) {
            Text what = new Text(
                    "不属于：" + formula.label().zh(),
                    "Not so: " + Shown.inEnglish(formula.label().en()));
            return Optional.of(Condition.held(what, formula, in, false, basis));
        }
    }
}
