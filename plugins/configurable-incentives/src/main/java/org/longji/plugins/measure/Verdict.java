package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Text;

/**
 * What speaks against a case so far. All conditions are looked at, so that a refusal lists everything; questions matter only
 * if nothing has failed: there is no use in asking about a case that is out anyway.
 */
final class Verdict {

    private List<Reason> reasons = List.of();
    private List<Question> questions = List.of();

    void refuse(Reason reason) {
        if (reasons.isEmpty()) {
            reasons = new ArrayList<>();
        }
        reasons.add(reason);
    }

    /** Turns everything that was missing into questions. */
    void ask(Evaluation in, LegalBasis basis) {
        for (Ask ask : in.takeMissing()) {
            Question question = ask.question(basis);
            if (questions.stream().noneMatch(known -> known.code().equals(question.code()))) {
                ask(question);
            }
        }
    }

    void ask(Question question) {
        if (questions.isEmpty()) {
            questions = new ArrayList<>();
        }
        questions.add(question);
    }

    boolean open() {
        return !questions.isEmpty();
    }

    @Nullable
    Assessment assessment() {
        if (!reasons.isEmpty()) {
            return new NotEntitled(reasons);
        }
        return questions.isEmpty() ? null : new NeedsJudgement(questions);
    }

    /** Why a formula that must hold does not: what there was, what was needed, and the smallest change that would do. */
    static Reason because(Expr failed, Evaluation in, @Nullable String code, @Nullable Text said, LegalBasis basis) {
        Expr part = decisive(failed, in);
        if (part instanceof Comparison compare) {
            return because(compare, in, code, said, basis);
        }
        if (part instanceof Among among) {
            Object actual = among.left().value(in);
            Object wanted = among.right().value(in);
            return new Reason(
                    code == null ? "CONDITION_NOT_MET" : code,
                    said != null
                            ? said
                            : new Text(
                                    among.left().label().zh() + "为 " + Shown.plain(Type.TEXT, actual) + "，不在 "
                                            + Shown.plain(Type.SET, wanted) + " 之内。",
                                    among.left().label().en() + " is " + Shown.inEnglish(Shown.plain(Type.TEXT, actual))
                                            + ", not among " + Shown.inEnglish(Shown.plain(Type.SET, wanted)) + "."),
                    Shown.plain(Type.TEXT, actual),
                    Shown.plain(Type.SET, wanted),
                    Optional.empty(),
                    basis);
        }
        return new Reason(
                code == null ? "CONDITION_NOT_MET" : code,
                said != null
                        ? said
                        : new Text(
                                "不符合条件：" + part.label().zh() + "。",
                                "Not met: " + part.label().en() + "."),
                "NO",
                "YES",
                Optional.empty(),
                basis);
    }

    static Reason because(
            Comparison compare, Evaluation in, @Nullable String code, @Nullable Text said, LegalBasis basis) {
        Expr left = compare.left();
        Expr right = compare.right();
        Object l = left.value(in);
        Object r = right.value(in);
        String missing = compare.missing(in);
        Comparison.Order order = compare.order();
        String actual = l == null ? "?" : Shown.plain(left.type, l);
        String required = order.sign + " " + (r == null ? "?" : Shown.plain(right.type, r));
        StringBuilder zh = new StringBuilder();
        StringBuilder en = new StringBuilder();
        if (said != null) {
            zh.append(said.zh());
            en.append(said.en());
            stripStop(zh, '。');
            stripStop(en, '.');
            zh.append("：");
            en.append(": ");
        }
        String unitZh = left.type == Type.MONEY ? " 元" : "";
        String unitEn = left.type == Type.MONEY ? "CNY " : "";
        zh.append(left.label().zh()).append(' ');
        left.showValue(in, zh);
        zh.append(unitZh).append("，应").append(order.zh).append(' ');
        right.showValue(in, zh);
        zh.append(unitZh).append(boundary(order));
        en.append(left.label().en()).append(" is ").append(unitEn).append(inEnglish(left, in));
        en.append(", which must be ")
                .append(order.en)
                .append(' ')
                .append(unitEn)
                .append(inEnglish(right, in));
        if (missing != null) {
            Type unit = compare.missingUnit();
            boolean tooMuch = order == Comparison.Order.AT_MOST || order == Comparison.Order.LESS;
            String distance =
                    unit == Type.MONEY ? Shown.forReaders(unit, Exact.of(new java.math.BigDecimal(missing))) : missing;
            zh.append(tooMuch ? "，超出 " : "，还差 ").append(distance).append(unitOf(unit));
            en.append(tooMuch ? "; too much by " : "; missing ")
                    .append(unit == Type.MONEY ? "CNY " : "")
                    .append(distance)
                    .append(unit == Type.DATE ? " days" : "");
        }
        return new Reason(
                code != null ? code : codeOf(compare),
                new Text(zh.append('。').toString(), en.append('.').toString()),
                actual,
                required,
                Optional.ofNullable(missing),
                basis);
    }

    /** The base of a line is zero or less. */
    static Reason nothing(Expr of, Evaluation in, LegalBasis basis) {
        Object value = of.value(in);
        String shown = value == null ? "?" : Shown.forReaders(of.type, value);
        return new Reason(
                "NOTHING_TO_CALCULATE_FROM",
                new Text(
                        of.label().zh() + "为 " + shown + "，没有可计算的基数。",
                        of.label().en() + " is " + shown + ", so there is no base to calculate from."),
                of.plain(in),
                "> 0",
                Optional.empty(),
                basis);
    }

    private static String unitOf(Type unit) {
        return switch (unit) {
            case MONEY -> " 元";
            case DATE -> " 天";
            default -> "";
        };
    }

    private static String inEnglish(Expr expression, Evaluation in) {
        StringBuilder text = new StringBuilder();
        expression.showValue(in, text);
        return Shown.inEnglish(text.toString());
    }

    private static String boundary(Comparison.Order order) {
        return switch (order) {
            case AT_LEAST, AT_MOST -> "（含本数）";
            case MORE, LESS -> "（不含本数）";
            default -> "";
        };
    }

    private static void stripStop(StringBuilder text, char stop) {
        if (text.length() > 0 && text.charAt(text.length() - 1) == stop) {
            text.setLength(text.length() - 1);
        }
    }

    private static String codeOf(Comparison compare) {
        boolean date = compare.left().type == Type.DATE;
        return switch (compare.order()) {
            case AT_LEAST, MORE -> date ? "TOO_EARLY" : "BELOW_THRESHOLD";
            case AT_MOST, LESS -> date ? "TOO_LATE" : "ABOVE_LIMIT";
            default -> "CONDITION_NOT_MET";
        };
    }

    /**
     * The part that decided: of several that must all hold the first that fails, of several of which one would do the one
     * that is nearest, where their distances can be compared.
     */
    private static Expr decisive(Expr failed, Evaluation in) {
        if (failed instanceof Expr.Figure figure) {
            return decisive(figure.expression(), in);
        }
        if (!(failed instanceof Logic logic)) {
            return failed;
        }
        if (logic.isAnd()) {
            for (Expr part : logic.parts()) {
                if (Boolean.FALSE.equals(part.truth(in))) {
                    return decisive(part, in);
                }
            }
            return failed;
        }
        Comparison nearest = null;
        java.math.BigDecimal least = null;
        for (Expr part : logic.parts()) {
            if (!(part instanceof Comparison compare)
                    || nearest != null && compare.missingUnit() != nearest.missingUnit()) {
                return failed;
            }
            String missing = compare.missing(in);
            if (missing == null) {
                return failed;
            }
            var distance = new java.math.BigDecimal(missing);
            if (least == null || distance.compareTo(least) < 0) {
                least = distance;
                nearest = compare;
            }
        }
        return nearest == null ? failed : nearest;
    }
}
