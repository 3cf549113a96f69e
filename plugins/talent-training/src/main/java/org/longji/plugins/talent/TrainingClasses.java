package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.Hint;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Outcome;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.Rows;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** The classes of a tenant. */
@Extension
public final class TrainingClasses implements Register<TrainingClass> {

    /** Classes, enrolment, sessions and attendance. */
    static final Words TEACHING = Words.of("开班与教学", "Classes and teaching", "Группы и занятия");

    /** A sitting of one paper. */
    record Sitting(
            @Field(
                    zh = "科目代码",
                    en = "Paper",
                    ru = "Предмет",
                    hint =
                            @Hint(
                                    zh = "填写方案中科目的代码，如 P1。",
                                    en = "The code of a paper of the scheme, such as P1.",
                                    ru = "Код предмета из программы, например P1."),
                    maxLength = 10)
            String paper,

            @Field(zh = "考试日期", en = "Held on", ru = "Дата") LocalDate heldOn) {}

    @Override
    public RegisterDefinition<TrainingClass> definition() {
        return RegisterDefinition.of(
                        "training-class", Words.of("培训班", "Training classes", "Учебные группы"), TrainingClass.class)
                .partOf(Schemes.MODULE)
                .under(TEACHING, 50)
                .about(Words.of(
                        "先选方案和基地开班，开放报名后学员可自行报名；开课后排课、考勤，最后组织考试。",
                        "Choose scheme and base, open the enrolment, start teaching, hold the sessions, then examine.",
                        "Выберите программу и базу, откройте запись, начните занятия, затем проведите экзамен."))
                .states(
                        State.of("PLANNED", Words.of("筹备", "planned", "готовится"))
                                .revisedBy(ADMINISTRATOR, REGISTRAR),
                        State.of("ENROLLING", Words.of("报名中", "enrolling", "запись")),
                        State.of("TEACHING", Words.of("教学中", "teaching", "занятия")),
                        State.ending("ENDED", Words.of("已结束", "ended", "завершена")),
                        State.ending("CANCELLED", Words.of("已取消", "cancelled", "отменена")))
                .createdBy(ADMINISTRATOR, REGISTRAR)
                .createdWhen(TrainingClasses::ready)
                .openToApplicants("ENROLLING", "TEACHING", "ENDED")
                .titledBy("title")
                .columns("scheme", "base", "beginsOn", "examOn", "places", "admitted")
                .filters("scheme", "base", "beginsOn")
                .attachments(new Attached("NOTICE", Words.of("招生通知", "Notice", "Объявление")))
                .step(Step.<TrainingClass>transition("open", Words.of("开放报名", "Open the enrolment", "Открыть запись"))
                        .from("PLANNED")
                        .to("ENROLLING")
                        .by(ADMINISTRATOR, REGISTRAR)
                        .when(TrainingClasses::ready)
                        .dueOn(one -> Optional.of(one.enrolFrom())))
                .step(Step.<TrainingClass>transition("start", Words.of("开课", "Start teaching", "Начать занятия"))
                        .from("ENROLLING")
                        .to("TEACHING")
                        .by(ADMINISTRATOR, REGISTRAR)
                        .dueOn(one -> Optional.of(one.beginsOn()))
                        .when((one, context) -> Reasons.unless(
                                !context.today().isBefore(one.beginsOn()),
                                "TOO_EARLY",
                                "开班日期 " + one.beginsOn() + " 未到。",
                                "It begins on " + one.beginsOn() + ".",
                                "Начало " + one.beginsOn() + ".")))
                .step(Step.<TrainingClass>action("examine", Words.of("组织考试", "Hold an examination", "Провести экзамен"))
                        .from("TEACHING")
                        .by(ADMINISTRATOR, REGISTRAR)
                        .when((one, context) -> Reasons.unless(
                                context.row().isPresent() && admitted(context).count() > 0,
                                "NOBODY",
                                "没有已录取的学员。",
                                "Nobody was admitted.",
                                "Нет зачисленных."))
                        .asking(Sitting.class)
                        .given(TrainingClasses::sittable)
                        .producing(TrainingClasses::papers))
                .step(Step.<TrainingClass>transition("end", Words.of("结班", "End", "Завершить"))
                        .from("TEACHING")
                        .to("ENDED")
                        .by(ADMINISTRATOR, REGISTRAR)
                        .when((one, context) -> Reasons.unless(
                                context.row().isEmpty() || admitted(context).count() == 0,
                                "STILL_ADMITTED",
                                "还有学员没有结业结论。",
                                "Some have neither passed nor failed yet.",
                                "Не по всем слушателям есть решение.")))
                .step(Step.<TrainingClass>transition("cancel", Words.of("取消", "Cancel", "Отменить"))
                        .from("PLANNED", "ENROLLING")
                        .to("CANCELLED")
                        .by(ADMINISTRATOR)
                        .asking(Reasons.Why.class))
                .derived(new Derived<>(
                        "admitted",
                        Words.of("报名与录取", "Enrolled and admitted", "Записано и зачислено"),
                        "人",
                        (one, context) -> context.row()
                                .map(id -> context.rows()
                                        .of(Enrolment.class)
                                        .with("trainingClass", new RowRef(id))
                                        .in("APPLIED", "ADMITTED", "PASSED", "NOT_PASSED")
                                        .count())))
                .figure(Figure.count("classes", Words.of("班次", "Classes", "Группы"))
                        .unit("个")
                        .byState())
                .build();
    }

    private static List<Obstacle> ready(TrainingClass one, Context context) {
        List<Obstacle> found = new ArrayList<>();
        Optional<Row<Scheme>> scheme = context.rows().find(Scheme.class, one.scheme());
        found.addAll(Reasons.unless(
                scheme.filter(row -> row.state().equals("IN_FORCE")).isPresent(),
                "SCHEME_NOT_IN_FORCE",
                "所选方案没有启用。",
                "The scheme is not in force.",
                "Программа не введена."));
        Optional<Row<Base>> base = context.rows().find(Base.class, one.base());
        found.addAll(Reasons.unless(
                base.filter(row -> row.state().equals("RECOGNISED")).isPresent(),
                "BASE_NOT_RECOGNISED",
                "所选基地未认定或已暂停。",
                "The base is not recognised, or suspended.",
                "База не признана или приостановлена."));
        if (scheme.isPresent() && base.isPresent()) {
            found.addAll(Reasons.unless(
                    base.get()
                            .record()
                            .professions()
                            .contains(scheme.get().record().profession()),
                    "BASE_OF_OTHER_PROFESSION",
                    "该基地不培训这一职业。",
                    "The base does not train this profession.",
                    "База не обучает этой профессии."));
            found.addAll(Reasons.unless(
                    one.places() <= base.get().record().places(),
                    "BASE_TOO_SMALL",
                    "名额超过基地可容纳的 " + base.get().record().places() + " 人。",
                    "The base has room for " + base.get().record().places() + ".",
                    "База вмещает " + base.get().record().places() + "."));
        }
        return found;
    }

    private static Rows.Query<Enrolment> admitted(Context context) {
        return context.rows()
                .of(Enrolment.class)
                .with("trainingClass", new RowRef(context.row().orElseThrow()))
                .in("ADMITTED");
    }

    private static List<Obstacle> sittable(TrainingClass one, Sitting sitting, Context context) {
        List<Obstacle> found = new ArrayList<>();
        context.rows().find(Scheme.class, one.scheme()).ifPresent(scheme -> {
            String papers = scheme.record().papers().stream()
                    .map(paper -> paper.code() + " " + paper.name())
                    .collect(Collectors.joining("、"));
            found.addAll(Reasons.unless(
                    scheme.record().paper(sitting.paper()).isPresent(),
                    "NO_SUCH_PAPER",
                    "方案没有科目“" + sitting.paper() + "”。可填：" + papers + "。",
                    "The scheme has no paper '" + sitting.paper() + "', but: " + papers + ".",
                    "В программе нет предмета «" + sitting.paper() + "», есть: " + papers + "."));
            found.addAll(Reasons.unless(
                    scheme.record().paper(sitting.paper()).isEmpty()
                            || !sitters(scheme, sitting, context).isEmpty(),
                    "NOBODY_TO_SIT",
                    "没有需要考这一科目的学员：都已有合格成绩、答卷待评，或补考次数已用完。",
                    "Nobody has to sit this paper: all have passed it, wait for a mark, or have no retake left.",
                    "Некому сдавать: все сдали, ждут оценки или исчерпали пересдачи."));
        });
        found.addAll(Reasons.unless(
                !sitting.heldOn().isBefore(one.endsOn()),
                "BEFORE_THE_END",
                "考试日期不得早于结课日期 " + one.endsOn() + "。",
                "It cannot be held before teaching ends on " + one.endsOn() + ".",
                "Экзамен не раньше окончания занятий " + one.endsOn() + "."));
        return found;
    }

    private static List<Row<Enrolment>> sitters(Row<Scheme> scheme, Sitting sitting, Context context) {
        return admitted(context).list().stream()
                .filter(enrolment -> Sittings.of(scheme, enrolment.record().identity(), context)
                        .maySit(sitting.paper(), sitting.heldOn()))
                .toList();
    }

    private static Outcome<TrainingClass> papers(TrainingClass one, Sitting sitting, Context context) {
        Outcome<TrainingClass> outcome = Outcome.of(one);
        Row<Scheme> scheme = context.rows().find(Scheme.class, one.scheme()).orElseThrow();
        Scheme.Paper paper = scheme.record().paper(sitting.paper()).orElseThrow();
        for (Row<Enrolment> enrolment : sitters(scheme, sitting, context)) {
            String identity = enrolment.record().identity();
            int attempt = Sittings.of(scheme, identity, context).attempts(paper.code()) + 1;
            outcome = outcome.beginning(new AnswerPaper(
                    AnswerPaper.code(enrolment.ref(), paper.code(), attempt),
                    enrolment.ref(),
                    new RowRef(context.row().orElseThrow()),
                    scheme.ref(),
                    identity,
                    paper.code(),
                    paper.name(),
                    sitting.heldOn(),
                    attempt,
                    Optional.empty()));
        }
        return outcome;
    }
}
