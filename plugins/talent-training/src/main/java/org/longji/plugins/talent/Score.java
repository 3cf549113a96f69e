package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.longji.plugin.api.register.Obstacle;

/**
 * What the marks of an examination come to. Marks are of a hundred and weights are whole percents, so that everything is exact
 * and nothing is rounded.
 */
final class Score {

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int PERCENT = 2;

    private Score() {}

    /** {@return the mean of two marks} */
    static BigDecimal mean(BigDecimal one, BigDecimal other) {
        return one.add(other).multiply(HALF).stripTrailingZeros();
    }

    /** {@return whether two markers agree} */
    static boolean agree(BigDecimal one, BigDecimal other, BigDecimal tolerance) {
        return one.subtract(other).abs().compareTo(tolerance) <= 0;
    }

    /** {@return the mark of a paper on which two markers did not agree and a third gave the last of these} */
    static BigDecimal arbitrated(BigDecimal first, BigDecimal second, BigDecimal third, Scheme.Arbitration rule) {
        return switch (rule) {
            case THIRD_COUNTS -> third;
            case MEAN_OF_CLOSEST -> {
                int nearer = first.subtract(third)
                        .abs()
                        .compareTo(second.subtract(third).abs());
                // As far from the one as from the other: the higher of the two means, in the examinee's favour.
                BigDecimal closest = nearer == 0 ? first.max(second) : nearer < 0 ? first : second;
                yield mean(closest, third);
            }
        };
    }

    /** {@return the weighted total of the papers that there are marks of} */
    static BigDecimal total(List<Scheme.Paper> papers, Map<String, BigDecimal> marks) {
        BigDecimal total = BigDecimal.ZERO;
        for (Scheme.Paper paper : papers) {
            BigDecimal mark = marks.get(paper.code());
            if (mark != null) {
                total = total.add(mark.multiply(BigDecimal.valueOf(paper.weight())));
            }
        }
        return total.movePointLeft(PERCENT).stripTrailingZeros();
    }

    /** {@return everything that keeps these marks from passing} */
    static List<Obstacle> missing(Scheme scheme, Map<String, BigDecimal> marks) {
        List<Obstacle> missing = new ArrayList<>();
        for (Scheme.Paper paper : scheme.papers()) {
            BigDecimal mark = marks.get(paper.code());
            if (mark == null) {
                missing.add(Reasons.of(
                        "NO_MARK",
                        "科目“" + paper.name() + "”还没有有效成绩。",
                        "There is no valid mark of the paper '" + paper.name() + "'.",
                        "Нет действительной оценки по предмету «" + paper.name() + "»."));
            } else if (mark.compareTo(paper.passMark()) < 0) {
                missing.add(Reasons.of(
                        "PAPER_BELOW_PASS_MARK",
                        "科目“" + paper.name() + "”" + mark.toPlainString() + " 分，低于合格线 "
                                + paper.passMark().toPlainString() + " 分。",
                        "The paper '" + paper.name() + "' got " + mark.toPlainString() + ", below its pass mark "
                                + paper.passMark().toPlainString() + ".",
                        "Предмет «" + paper.name() + "»: " + mark.toPlainString() + ", ниже проходного балла "
                                + paper.passMark().toPlainString() + "."));
            }
        }
        BigDecimal total = total(scheme.papers(), marks);
        if (marks.keySet()
                        .containsAll(
                                scheme.papers().stream().map(Scheme.Paper::code).toList())
                && total.compareTo(scheme.passMark()) < 0) {
            missing.add(Reasons.of(
                    "TOTAL_BELOW_PASS_MARK",
                    "总分 " + total.toPlainString() + "，低于合格线 "
                            + scheme.passMark().toPlainString() + "。",
                    "The total is " + total.toPlainString() + ", below the pass mark "
                            + scheme.passMark().toPlainString() + ".",
                    "Итог " + total.toPlainString() + ", ниже проходного балла "
                            + scheme.passMark().toPlainString() + "."));
        }
        return missing;
    }
}
