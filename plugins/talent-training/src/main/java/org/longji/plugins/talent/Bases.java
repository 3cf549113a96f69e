package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;
import static org.longji.plugin.api.register.UserRole.APPLICANT;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;
import static org.longji.plugin.api.register.UserRole.REVIEWER;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Training bases, and what became of those they trained. */
@Extension
public final class Bases implements Register<Base> {

    private static final int PERCENT = 100;

    @Override
    public RegisterDefinition<Base> definition() {
        return RegisterDefinition.of("base", Words.of("培训基地", "Training bases", "Учебные базы"), Base.class)
                .partOf(Schemes.MODULE)
                .under(Schemes.GROUNDWORK, 20)
                .about(Words.of(
                        "基地由承办单位申请或由登记员录入，审核员认定后才能开班；每年考核一次，培训人数、合格率、满意度和后续业绩自动汇总。",
                        "Applied for by whoever runs it, or entered by a registrar; recognised by a reviewer before it can hold a"
                                + " class; assessed every year, with persons trained, pass rate, satisfaction and later deals added up.",
                        "Подаётся организацией или регистратором, признаётся проверяющим, оценивается ежегодно."))
                .states(
                        State.of("APPLIED", Words.of("申请中", "applied", "заявлена"))
                                .revisedBy(REGISTRAR, APPLICANT),
                        State.of("RECOGNISED", Words.of("已认定", "recognised", "признана")),
                        State.of("SUSPENDED", Words.of("暂停", "suspended", "приостановлена")),
                        State.ending("REFUSED", Words.of("未认定", "refused", "отклонена")),
                        State.ending("WITHDRAWN", Words.of("已取消", "withdrawn", "отозвана")))
                .createdBy(REGISTRAR, APPLICANT)
                .ownedBy("party")
                .inherited()
                .openToApplicants("RECOGNISED")
                .titledBy("name")
                .columns("code", "rank", "party", "places")
                .filters("rank", "party")
                .attachments(
                        new Attached(
                                "QUALIFICATION", Words.of("培训资质证明", "Proof of qualification", "Подтверждение права")),
                        new Attached("PLAN", Words.of("年度培训计划", "Yearly plan", "Годовой план")),
                        new Attached("REPORT", Words.of("年度总结", "Yearly report", "Годовой отчёт")))
                .step(Step.<Base>transition("recognise", Words.of("认定", "Recognise", "Признать"))
                        .from("APPLIED")
                        .to("RECOGNISED")
                        .by(REVIEWER, ADMINISTRATOR)
                        .notBy(Step.CREATION)
                        .within(20)
                        .when((base, context) -> Reasons.unless(
                                base.qualified(),
                                "NOT_QUALIFIED",
                                "承办单位不是具有职业培训资质的法人。",
                                "Whoever runs it is no legal person qualified for vocational training.",
                                "Организация не имеет права профессионального обучения.")))
                .step(Step.<Base>transition("refuse", Words.of("不予认定", "Refuse", "Отклонить"))
                        .from("APPLIED")
                        .to("REFUSED")
                        .by(REVIEWER, ADMINISTRATOR)
                        .notBy(Step.CREATION)
                        .asking(Reasons.Why.class))
                .step(Step.<Base>action("assess", Words.of("年度考核", "Assess a year", "Оценить год"))
                        .from("RECOGNISED", "SUSPENDED")
                        .by(REVIEWER, ADMINISTRATOR)
                        .asking(Base.Yearly.class)
                        .given((base, year, context) -> Reasons.unless(
                                year.year() < context.today().getYear() + 1
                                        && base.assessments().stream().noneMatch(one -> one.year() == year.year()),
                                "YEAR_NOT_OPEN",
                                year.year() + " 年已考核过，或尚未到来。",
                                "The year " + year.year() + " was assessed, or is still to come.",
                                "Год " + year.year() + " уже оценён или ещё не наступил."))
                        .then((base, year, context) -> base.assessed(year)))
                .step(Step.<Base>transition("suspend", Words.of("暂停", "Suspend", "Приостановить"))
                        .from("RECOGNISED")
                        .to("SUSPENDED")
                        .by(ADMINISTRATOR)
                        .asking(Reasons.Why.class))
                .step(Step.<Base>transition("resume", Words.of("恢复", "Resume", "Возобновить"))
                        .from("SUSPENDED")
                        .to("RECOGNISED")
                        .by(ADMINISTRATOR))
                .step(Step.<Base>transition("withdraw", Words.of("取消认定", "Withdraw", "Отозвать"))
                        .from("RECOGNISED", "SUSPENDED")
                        .to("WITHDRAWN")
                        .by(ADMINISTRATOR)
                        .asking(Reasons.Why.class)
                        .approved())
                .derived(new Derived<>(
                        "trained",
                        Words.of("培训取证人数（一人一次）", "Persons certified, each once", "Получили удостоверение, человек"),
                        "人",
                        (base, context) -> context.row().map(id -> trained(new RowRef(id), context))))
                .derived(new Derived<>(
                        "passRate",
                        Words.of("结业合格率", "Pass rate", "Доля сдавших"),
                        "%",
                        (base, context) -> context.row().flatMap(id -> passRate(new RowRef(id), context))))
                .derived(new Derived<>(
                        "satisfaction",
                        Words.of("学员满意度（1–5）", "Satisfaction, 1 to 5", "Удовлетворённость, 1–5"),
                        "",
                        (base, context) -> context.row().flatMap(id -> satisfaction(new RowRef(id), context))))
                .derived(Derived.of(
                        "deals",
                        Words.of("人均后续促成合同", "Later contracts brokered, each", "Договоров на человека позднее"),
                        (base, context) -> context.row().flatMap(id -> deals(new RowRef(id), context))))
                .figure(Figure.count("bases", Words.of("基地数", "Bases", "Базы"))
                        .unit("个")
                        .in("RECOGNISED")
                        .by("rank"))
                .build();
    }

    private static long trained(RowRef base, Context context) {
        return context.rows()
                .of(Certificate.class)
                .with("base", base)
                .in("ISSUED")
                .countOnce("identity");
    }

    private static Optional<BigDecimal> passRate(RowRef base, Context context) {
        var ended = context.rows().of(Enrolment.class).with("base", base);
        long passed = ended.in("PASSED").count();
        return quotient(passed * PERCENT, ended.in("PASSED", "NOT_PASSED").count());
    }

    private static Optional<BigDecimal> satisfaction(RowRef base, Context context) {
        var rated = context.rows().of(Enrolment.class).with("base", base).between("satisfaction", 1, 5);
        return rated.count() == 0
                ? Optional.empty()
                : Optional.of(
                        rated.sum("satisfaction").divide(BigDecimal.valueOf(rated.count()), 1, RoundingMode.HALF_UP));
    }

    private static Optional<BigDecimal> deals(RowRef base, Context context) {
        return quotient(
                context.rows()
                        .of(Credit.class)
                        .with("base", base)
                        .in("CONFIRMED")
                        .count(),
                trained(base, context));
    }

    private static Optional<BigDecimal> quotient(long part, long of) {
        return of == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(of), 1, RoundingMode.HALF_UP));
    }
}
