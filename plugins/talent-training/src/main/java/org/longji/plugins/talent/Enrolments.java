package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.APPLICANT;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;
import static org.longji.plugin.api.register.UserRole.REVIEWER;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.Hint;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Outcome;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Unique;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Who enrols in which class, is admitted or not, and completes or not; always with the reasons. */
@Extension
public final class Enrolments implements Register<Enrolment> {

    /** How content a trainee was. */
    record Rating(
            @Field(
                    zh = "满意度",
                    en = "Satisfaction",
                    ru = "Удовлетворённость",
                    hint = @Hint(zh = "1 最低，5 最高。", en = "From 1, the lowest, to 5.", ru = "От 1 до 5."),
                    min = "1",
                    max = "5")
            int stars) {}

    @Override
    public RegisterDefinition<Enrolment> definition() {
        return RegisterDefinition.of("enrolment", Words.of("报名与学员", "Enrolments", "Слушатели"), Enrolment.class)
                .partOf(Schemes.MODULE)
                .under(TrainingClasses.TEACHING, 60)
                .about(Words.of(
                        "选班报名，不符合条件的当场说明原因；录取后看得到每个模块还差多少学时、每科成绩和还缺什么。",
                        "Enrol in a class; whoever is not eligible is told why at once. Once admitted, hours by module, marks and"
                                + " what is missing are shown.",
                        "Запись в группу; причины отказа сообщаются сразу. Видны часы по модулям и оценки."))
                .states(
                        // Not by the applicant, whose day of enrolment decides which hours count: who erred withdraws.
                        State.of("APPLIED", Words.of("已报名", "applied", "подана"))
                                .revisedBy(REGISTRAR),
                        State.of("ADMITTED", Words.of("在读", "admitted", "обучается")),
                        State.ending("PASSED", Words.of("已结业", "completed", "завершил")),
                        State.ending("NOT_PASSED", Words.of("未结业", "not completed", "не завершил")),
                        State.ending("REFUSED", Words.of("未录取", "refused", "отказано")),
                        State.ending("WITHDRAWN", Words.of("已退出", "withdrawn", "отозвана")))
                .createdBy(REGISTRAR, APPLICANT)
                .completedBy((row, context) -> context.rows()
                        .find(TrainingClass.class, row.trainingClass())
                        .map(one -> row.begun(one.record(), context.today()))
                        .orElse(row))
                .createdWhen(Eligibility::of)
                .needs(HostData.REGISTERED_CONTRACTS)
                .ownedBy("owner")
                .titledBy("name", "trainingClass")
                .columns("trainingClass", "employer", "education", "enrolledOn", "total")
                .filters("trainingClass", "scheme", "name", "enrolledOn")
                .unique(Unique.of("identity", "trainingClass").exceptIn("REFUSED", "WITHDRAWN"))
                .attachments(
                        new Attached("EDUCATION", Words.of("学历证明", "Proof of education", "Документ об образовании")),
                        new Attached("WORK", Words.of("工作年限证明", "Proof of work", "Подтверждение стажа")))
                .step(Step.<Enrolment>transition("admit", Words.of("录取", "Admit", "Зачислить"))
                        .from("APPLIED")
                        .to("ADMITTED")
                        .by(REGISTRAR)
                        .notBy(Step.CREATION)
                        .within(5)
                        .when(Eligibility::of))
                .step(Step.<Enrolment>transition("refuse", Words.of("不予录取", "Refuse", "Отказать"))
                        .from("APPLIED")
                        .to("REFUSED")
                        .by(REGISTRAR)
                        .asking(Reasons.Why.class))
                .step(Step.<Enrolment>transition("withdraw", Words.of("退出", "Withdraw", "Отозвать"))
                        .from("APPLIED", "ADMITTED")
                        .to("WITHDRAWN")
                        .by(REGISTRAR, APPLICANT)
                        .asking(Reasons.Why.class))
                .step(Step.<Enrolment>transition("complete", Words.of("准予结业", "Complete", "Завершить"))
                        .from("ADMITTED")
                        .to("PASSED")
                        .by(REVIEWER)
                        .notBy(Step.CREATION, "admit")
                        .when(Enrolments::missing)
                        .producing((row, nothing, context) -> completed(row, context)))
                .step(Step.<Enrolment>transition("fail", Words.of("不予结业", "Do not complete", "Не завершать"))
                        .from("ADMITTED")
                        .to("NOT_PASSED")
                        .by(REVIEWER)
                        .notBy(Step.CREATION)
                        .asking(Reasons.Why.class))
                .step(Step.<Enrolment>action("rate", Words.of("评价", "Rate", "Оценить"))
                        .from("ADMITTED", "PASSED", "NOT_PASSED")
                        .by(APPLICANT)
                        .asking(Rating.class)
                        .then((row, rating, context) -> row.rated(rating.stars())))
                .derived(Derived.of(
                        "hours",
                        Words.of("模块学时", "Hours by module", "Часы по модулям"),
                        (row, context) -> Progress.of(row, context).map(Progress::hoursInWords)))
                .derived(Derived.of(
                        "marks",
                        Words.of("考试成绩", "Marks", "Оценки"),
                        (row, context) -> Progress.of(row, context).flatMap(Progress::marksInWords)))
                .figure(Figure.count("enrolments", Words.of("报名人次", "Enrolments", "Записей"))
                        .unit("人次")
                        .byState())
                .build();
    }

    private static List<Obstacle> missing(Enrolment row, Context context) {
        List<Obstacle> missing = new ArrayList<>();
        Progress.of(row, context).ifPresent(progress -> {
            missing.addAll(progress.missing());
            missing.addAll(Practice.missing(
                    progress.scheme().record().practice(),
                    row.identity(),
                    "PRACTICE",
                    "结业业绩",
                    "Practice",
                    "Практика",
                    context));
        });
        return missing;
    }

    private static Outcome<Enrolment> completed(Enrolment row, Context context) {
        Progress progress = Progress.of(row, context).orElseThrow();
        Scheme scheme = progress.scheme().record();
        BigDecimal total = progress.total();
        return Outcome.of(row.passed(total, context.today()))
                .beginning(new Certificate(
                        row.name(),
                        row.identity(),
                        scheme.profession(),
                        scheme.level(),
                        scheme.code(),
                        progress.scheme().ref(),
                        row.base().orElseThrow(),
                        new RowRef(context.row().orElseThrow()),
                        row.owner(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }
}
