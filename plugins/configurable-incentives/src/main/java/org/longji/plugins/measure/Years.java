package org.longji.plugins.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.YearFigures;

/** The beneficiary's calendar years: sums over all its contracts in one role. */
final class Years {

    private Years() {}

    private record Field(Text label, Type type, Function<YearFigures, Exact> read) {}

    private static final Map<String, Field> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put(
                "contracts",
                new Field(new Text("技术合同份数", "contracts"), Type.COUNT, figures -> Exact.of(figures.contracts())));
        FIELDS.put(
                "contractAmount",
                new Field(
                        new Text("合同成交额", "contract amount"),
                        Type.MONEY,
                        figures -> Exact.of(figures.contractAmount())));
        FIELDS.put(
                "technologyAmount",
                new Field(
                        new Text("技术交易额", "technology amount"),
                        Type.MONEY,
                        figures -> Exact.of(figures.technologyAmount())));
        FIELDS.put(
                "received",
                new Field(new Text("到账金额", "money received"), Type.MONEY, figures -> Exact.of(figures.received())));
    }

    private static Field field(String name) {
        Field field = FIELDS.get(name);
        if (field == null) {
            throw new Fault(
                    "“" + name + "”不是年度数据，可用：" + FIELDS.keySet(),
                    "'" + name + "' is no figure of a year; there are " + FIELDS.keySet());
        }
        return field;
    }

    static Expr yearTotal(String name, int offset, Role role, Names names) {
        Field field = field(name);
        names.readsYear(offset);
        Text when = yearWords(offset);
        return Vocabulary.fact(
                field.type(),
                when.zh() + field.label().zh(),
                field.label().en() + " of " + when.en(),
                in -> total(in, field, offset, role));
    }

    /** How far back the figures of a year go that is named by its number. */
    private static final int REMEMBERED = 10;

    /** {@code totalIn(field, year)}: the figure of a calendar year, such as the base year of a plan. */
    static Expr totalIn(String name, Expr year, Role role, Names names) {
        Field field = field(name);
        Vocabulary.wants("totalIn", year, Type.COUNT);
        names.readsYear(-REMEMBERED);
        Text when = year.label();
        return new Call(
                field.type(),
                "totalIn",
                new Text(when.zh() + "的" + field.label().zh(), field.label().en() + " of " + when.en()),
                List.of(year),
                true,
                (in, arguments) -> {
                    Exact wanted = arguments.get(0).number(in);
                    if (wanted == null) {
                        return null;
                    }
                    int offset = wanted.intValue() - in.facts.year();
                    return offset > 0 || offset < -REMEMBERED
                            ? in.lacks(Ask.YEAR_FIGURES)
                            : total(in, field, offset, role);
                });
    }

    private static Text yearWords(int offset) {
        return switch (offset) {
            case 0 -> new Text("本年度", "this year");
            case -1 -> new Text("上年度", "last year");
            default -> new Text("前第" + -offset + "年", "the year " + -offset + " before");
        };
    }

    private static @Nullable Exact total(Evaluation in, Field field, int offset, Role role) {
        ApplicantFacts applicant = in.applicant();
        if (applicant == null) {
            return (Exact) in.lacks(Ask.YEAR_FIGURES);
        }
        int year = in.facts.year() + offset;
        Exact sum = Exact.ZERO;
        for (YearFigures figures : applicant.figures()) {
            if (figures.year() == year && figures.role() == role) {
                sum = sum.plus(field.read().apply(figures));
            }
        }
        return sum;
    }

    /** Average, highest or lowest of the years before; an average {@code OfActive} is of those in which there was anything. */
    static Expr earlierYears(String function, String name, int years, Role role, Names names) {
        Field field = field(name);
        names.readsYear(-years);
        boolean activeOnly = function.equals("yearAverageOfActive");
        boolean average = activeOnly || function.equals("yearAverage");
        boolean largest = function.equals("yearMax");
        String zh = "前" + years + "年" + field.label().zh()
                + (average ? activeOnly ? "（有业务年份）平均值" : "平均值" : largest ? "最高值" : "最低值");
        String en = (average ? "average " : largest ? "highest " : "lowest ")
                + field.label().en() + " of the " + years + " years before";
        return Vocabulary.fact(field.type() == Type.COUNT && average ? Type.NUMBER : field.type(), zh, en, in -> {
            Exact sum = Exact.ZERO;
            Exact extreme = null;
            int active = 0;
            for (int i = 1; i <= years; i++) {
                Exact one = total(in, field, -i, role);
                if (one == null) {
                    return null;
                }
                sum = sum.plus(one);
                extreme = extreme == null ? one : largest ? extreme.max(one) : extreme.min(one);
                active += one.signum() == 0 ? 0 : 1;
            }
            if (!average) {
                return extreme;
            }
            int over = activeOnly ? active : years;
            return over == 0 ? Exact.ZERO : sum.over(Exact.of(over));
        });
    }

    static Expr hasYear(int offset, Role role, Names names) {
        names.readsYear(offset);
        Text when = yearWords(offset);
        return Vocabulary.fact(Type.TRUTH, when.zh() + "有技术合同", "contracts in " + when.en(), in -> {
            ApplicantFacts applicant = in.applicant();
            if (applicant == null) {
                return in.lacks(Ask.YEAR_FIGURES);
            }
            int year = in.facts.year() + offset;
            return applicant.figures().stream()
                    .anyMatch(f -> f.year() == year
                            && f.role() == role
                            && (f.contracts() > 0
                                    || f.contractAmount().isPositive()
                                    || f.technologyAmount().isPositive()));
        });
    }
}
