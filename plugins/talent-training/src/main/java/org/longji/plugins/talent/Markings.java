package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.EXPERT;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;

import java.math.BigDecimal;
import java.util.List;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.Hint;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Outcome;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** What markers see: a code, a paper, and the scan of what was written. */
@Extension
public final class Markings implements Register<Marking> {

    /** Marks have at most one decimal, so that the mean of two is exact. */
    private static final int DECIMALS = 1;

    /** A mark that somebody gives. */
    record Mark(
            @Field(
                    zh = "分数",
                    en = "Mark",
                    ru = "Оценка",
                    hint =
                            @Hint(
                                    zh = "百分制，至多一位小数；提交后不能修改。",
                                    en = "Out of a hundred, one decimal at the most; it cannot be changed.",
                                    ru = "Из ста, не более одного знака; изменить нельзя."),
                    min = "0",
                    max = "100",
                    hiddenIn = {"MARKING", "THIRD_MARKING"})
            BigDecimal mark) {}

    @Override
    public RegisterDefinition<Marking> definition() {
        return RegisterDefinition.of("marking", Words.of("盲评阅卷", "Blind marking", "Анонимная проверка"), Marking.class)
                .partOf(Schemes.MODULE)
                .under(AnswerPapers.EXAMINATION, 100)
                .about(Words.of(
                        "两位专家各自评分，看不到考生，也看不到对方的分数；分差过大由第三位专家评。登记员在此上传答卷扫描件。",
                        "Two experts mark alone, seeing neither the examinee nor each other's mark; a third marks where they differ too"
                                + " much. A registrar uploads the scan.",
                        "Два эксперта оценивают независимо и анонимно; при расхождении — третий."))
                .states(
                        State.of("MARKING", Words.of("评卷中", "marking", "проверка")),
                        State.of("THIRD_MARKING", Words.of("待三评", "third marking", "третья проверка")),
                        State.ending("SETTLED", Words.of("已定分", "settled", "оценено")),
                        State.ending("VOID", Words.of("作废", "void", "аннулировано")))
                .titledBy("paperName", "code")
                .columns("paperName", "mark")
                .filters("paperName", "code")
                .attachments(new Attached("SCRIPT", Words.of("答卷扫描件", "Scan of the paper", "Скан работы")))
                .step(Step.<Marking>action("mark-first", Words.of("一评打分", "Give the first mark", "Первая оценка"))
                        .from("MARKING")
                        .by(EXPERT)
                        .awaited()
                        .when((row, context) -> Reasons.unless(
                                row.first().isEmpty(),
                                "MARKED",
                                "一评已打分，请办理二评。",
                                "The first mark was given; the second is awaited.",
                                "Первая оценка дана, ожидается вторая."))
                        .asking(Mark.class)
                        .given((row, given, context) -> exact(given))
                        .then((row, given, context) -> row.first(given.mark())))
                .step(Step.<Marking>action("mark-second", Words.of("二评打分", "Give the second mark", "Вторая оценка"))
                        .from("MARKING")
                        .by(EXPERT)
                        .notBy("mark-first")
                        .awaited()
                        .when((row, context) -> Reasons.unless(
                                row.first().isPresent(),
                                "NOT_MARKED",
                                "一评尚未打分。",
                                "There is no first mark yet.",
                                "Первой оценки ещё нет."))
                        .asking(Mark.class)
                        .given((row, given, context) -> exact(given))
                        .producing(Markings::marked))
                .step(Step.<Marking>transition("mark-third", Words.of("三评打分", "Give the third mark", "Третья оценка"))
                        .from("THIRD_MARKING")
                        .to("SETTLED")
                        .by(EXPERT)
                        .notBy("mark-first", "mark-second")
                        .awaited()
                        .asking(Mark.class)
                        .given((row, given, context) -> exact(given))
                        .producing((row, given, context) -> settled(row.third(given.mark()))))
                .step(Step.<Marking>transition("void", Words.of("答卷作废", "Annul", "Аннулировать"))
                        .from("MARKING", "THIRD_MARKING")
                        .to("VOID")
                        .by(REGISTRAR)
                        .asking(Reasons.Why.class)
                        .producing((row, why, context) -> Outcome.of(row).taking(row.answerPaper(), "annul")))
                // Where the second mark leads; nobody does it by hand.
                .step(Step.<Marking>transition("settle", Words.of("定分", "Settle", "Установить"))
                        .from("MARKING")
                        .to("SETTLED")
                        .producing((row, nothing, context) -> settled(row)))
                .step(Step.<Marking>transition("differ", Words.of("转三评", "To a third marker", "Третьему эксперту"))
                        .from("MARKING")
                        .to("THIRD_MARKING"))
                .figure(Figure.count("papers", Words.of("答卷", "Papers", "Работы"))
                        .unit("份")
                        .byState())
                .build();
    }

    private static List<Obstacle> exact(Mark given) {
        return Reasons.unless(
                given.mark().stripTrailingZeros().scale() <= DECIMALS,
                "TOO_FINE",
                "分数至多一位小数。",
                "A mark has one decimal at the most.",
                "Не более одного знака после запятой.");
    }

    private static Outcome<Marking> marked(Marking row, Mark given, Context context) {
        Marking both = row.second(given.mark());
        boolean agree = Score.agree(row.first().orElseThrow(), given.mark(), row.tolerance());
        return Outcome.of(both).taking(new RowRef(context.row().orElseThrow()), agree ? "settle" : "differ");
    }

    private static Outcome<Marking> settled(Marking row) {
        Marking done = row.settled();
        BigDecimal mark = done.mark().orElseThrow();
        return Outcome.of(done).taking(row.answerPaper(), "settle", new AnswerPapers.Settled(mark));
    }
}
