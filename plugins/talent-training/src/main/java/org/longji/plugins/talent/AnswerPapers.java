package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.REGISTRAR;

import java.math.BigDecimal;
import java.util.Optional;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Outcome;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Whose paper is whose: kept by the officers, never shown to a marker. */
@Extension
public final class AnswerPapers implements Register<AnswerPaper> {

    /** Papers and their marking. */
    static final Words EXAMINATION = Words.of("考试与评卷", "Examination", "Экзамены");

    /** The mark that was settled. */
    record Settled(
            @Field(zh = "成绩", en = "Mark", ru = "Оценка", min = "0", max = "100")
            BigDecimal mark) {}

    @Override
    public RegisterDefinition<AnswerPaper> definition() {
        return RegisterDefinition.of(
                        "answer-paper", Words.of("考试答卷", "Answer papers", "Экзаменационные работы"), AnswerPaper.class)
                .partOf(Schemes.MODULE)
                .under(EXAMINATION, 90)
                .about(Words.of(
                        "在培训班办理“组织考试”后自动生成，每人每科一份，带密号；收卷后转入评卷。",
                        "Made by 'Hold an examination' of a class: one for each person and paper, with a code; handed in, it goes to"
                                + " the markers.",
                        "Создаются шагом «Провести экзамен» группы, с шифром; после сдачи идут на проверку."))
                .states(
                        State.of("AWAITED", Words.of("待考", "awaited", "ожидается")),
                        State.of("HANDED_IN", Words.of("评卷中", "being marked", "проверяется")),
                        State.ending("MARKED", Words.of("已出分", "marked", "оценена")),
                        State.ending("ABSENT", Words.of("缺考", "absent", "неявка")),
                        State.ending("ANNULLED", Words.of("作废", "annulled", "аннулирована")))
                .titledBy("code", "paperName")
                .columns("enrolment", "paperName", "heldOn", "attempt", "mark")
                .filters("trainingClass", "enrolment", "heldOn")
                .step(Step.<AnswerPaper>transition("hand-in", Words.of("收卷", "Hand in", "Принять работу"))
                        .from("AWAITED")
                        .to("HANDED_IN")
                        .by(REGISTRAR)
                        .dueOn(paper -> Optional.of(paper.heldOn()))
                        .when((paper, context) -> Reasons.unless(
                                !context.today().isBefore(paper.heldOn()),
                                "NOT_YET",
                                "考试日期未到。",
                                "The day has not come.",
                                "День ещё не наступил."))
                        .producing((paper, nothing, context) -> toMarkers(paper, context)))
                .step(Step.<AnswerPaper>transition("absent", Words.of("缺考", "Absent", "Неявка"))
                        .from("AWAITED")
                        .to("ABSENT")
                        .by(REGISTRAR))
                // What becomes of the marking; nobody does it by hand.
                .step(Step.<AnswerPaper>transition("settle", Words.of("出分", "Mark", "Оценить"))
                        .from("HANDED_IN")
                        .to("MARKED")
                        .asking(Settled.class)
                        .then((paper, settled, context) -> paper.marked(settled.mark())))
                .step(Step.<AnswerPaper>transition("annul", Words.of("作废", "Annul", "Аннулировать"))
                        .from("HANDED_IN")
                        .to("ANNULLED"))
                .build();
    }

    private static Outcome<AnswerPaper> toMarkers(AnswerPaper paper, Context context) {
        Scheme scheme =
                context.rows().find(Scheme.class, paper.scheme()).orElseThrow().record();
        return Outcome.of(paper)
                .beginning(new Marking(
                        paper.code(),
                        paper.paperName(),
                        new RowRef(context.row().orElseThrow()),
                        scheme.tolerance(),
                        scheme.arbitration(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }
}
