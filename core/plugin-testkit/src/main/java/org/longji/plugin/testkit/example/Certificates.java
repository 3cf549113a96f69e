package org.longji.plugin.testkit.example;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;
import static org.longji.plugin.api.register.UserRole.APPLICANT;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;
import static org.longji.plugin.api.register.UserRole.REVIEWER;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Contracts;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Migration;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Printed;
import org.longji.plugin.api.register.PublicCheck;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Unique;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Certificates from the enrolment to the revocation (示例). */
@Extension
public final class Certificates implements Register<Certificate> {

    private static final int PASS = 60;

    /** A mark that somebody gives. */
    public record Mark(
            @Field(zh = "分数", en = "Mark", min = "0", max = "100", hiddenIn = "MARKING")
            int mark) {}

    /** Why something is undone. */
    public record Why(
            @Field(zh = "原因", en = "Reason", maxLength = 500, multiline = true)
            String reason) {}

    @Override
    public RegisterDefinition<Certificate> definition() {
        return RegisterDefinition.of(
                        "certificate",
                        Words.of("结业证书（示例）", "Certificates (sample)", "Удостоверения (пример)"),
                        Certificate.class)
                .version(2)
                .migration(new Migration(1, Certificates::fromFirst))
                .states(
                        State.of("APPLIED", Words.of("已报名", "applied", "подана"))
                                .revisedBy(REGISTRAR, APPLICANT),
                        State.of("MARKING", Words.of("评卷中", "marking", "проверка")),
                        State.of("PASSED", Words.of("已通过", "passed", "сдано")),
                        State.ending("FAILED", Words.of("未通过", "failed", "не сдано")),
                        State.ending("ISSUED", Words.of("已发证", "issued", "выдано")),
                        State.ending("REVOKED", Words.of("已撤销", "revoked", "отозвано")))
                .createdBy(REGISTRAR, APPLICANT)
                .createdWhen(Certificates::open)
                .createdWhen(Certificates::placeLeft)
                .ownedBy("owner")
                .titledBy("name", "course")
                .columns("name", "course", "number", "issuedOn", "brokered")
                .filters("course", "name", "issuedOn", "firstMark")
                .unique(Unique.of("identity", "course").exceptIn("FAILED"))
                .attachments(new Attached("IDENTITY", Words.of("身份证件", "Identity paper")))
                .needs(HostData.REGISTERED_CONTRACTS)
                .step(Step.<Certificate>transition("accept", Words.of("受理", "Accept", "Принять"))
                        .from("APPLIED")
                        .to("MARKING")
                        .by(REGISTRAR)
                        .within(5))
                .step(Step.<Certificate>action("mark-first", Words.of("一评打分", "Give the first mark"))
                        .from("MARKING")
                        .by(REVIEWER, REGISTRAR)
                        .awaited()
                        .when((row, context) -> Obstacle.unless(
                                row.firstMark().isEmpty(), "MARKED", "一评已打分。", "The first mark was given."))
                        .asking(Mark.class)
                        .then((row, given, context) -> row.markedFirst(given.mark())))
                .step(Step.<Certificate>transition("mark-second", Words.of("二评打分", "Give the second mark"))
                        .from("MARKING")
                        .to("PASSED")
                        .by(REVIEWER, REGISTRAR)
                        .notBy("mark-first")
                        .when((row, context) -> Obstacle.unless(
                                row.firstMark().isPresent(), "NOT_MARKED", "一评尚未打分。", "There is no first mark yet."))
                        .asking(Mark.class)
                        .given((row, given, context) -> Obstacle.unless(
                                row.firstMark().orElse(0) + given.mark() >= 2 * PASS,
                                "BELOW_PASS_MARK",
                                "平均分低于 " + PASS + " 分，请改用“不通过”。",
                                "The average is below " + PASS + "; use 'Fail'."))
                        .then((row, given, context) -> row.markedSecond(given.mark())))
                .step(Step.<Certificate>transition("fail", Words.of("不通过", "Fail"))
                        .from("MARKING")
                        .to("FAILED")
                        .by(REVIEWER, REGISTRAR)
                        .asking(Why.class))
                .step(Step.<Certificate>transition("issue", Words.of("发证", "Issue", "Выдать"))
                        .from("PASSED")
                        .to("ISSUED")
                        .by(ADMINISTRATOR, REGISTRAR)
                        .notBy(Step.CREATION)
                        .within(10)
                        .numbered((row, context) -> "SAMPLE-" + context.tenant() + "-"
                                + context.today().getYear())
                        .then((row, given, context) -> row.issued(
                                "SAMPLE-%d-%d-%04d"
                                        .formatted(
                                                context.tenant(),
                                                context.today().getYear(),
                                                context.serial()),
                                context.today())))
                .step(Step.<Certificate>transition("revoke", Words.of("撤销", "Revoke", "Отозвать"))
                        .from("ISSUED")
                        .to("REVOKED")
                        .by(ADMINISTRATOR)
                        .asking(Why.class)
                        .then((row, given, context) -> row.revoked(given.reason())))
                .derived(Derived.of(
                        "brokered",
                        Words.of("促成交易额", "Amount brokered"),
                        (row, context) -> Optional.of(brokered(row, context))))
                .figure(Figure.countOnce("persons", Words.of("持证人数", "Persons certified"), "identity")
                        .unit("人")
                        .in("ISSUED")
                        .on("issuedOn"))
                .figure(Figure.count("rows", Words.of("记录数", "Rows")).byState())
                .publicCheck(PublicCheck.by("number")
                        .showing("number", "name", "course", "issuedOn", "validUntil")
                        .holdingIn("ISSUED")
                        .alsoTelling("REVOKED")
                        .until("validUntil"))
                .printed(new Printed<>(Words.of("结业证书", "Certificate"), Set.of("ISSUED"), Certificates::sheet))
                .build();
    }

    /** In the first version the number of the identity card was called {@code idCard}. */
    private static Map<String, Object> fromFirst(Map<String, Object> old) {
        Map<String, Object> row = new LinkedHashMap<>(old);
        Object number = row.remove("idCard");
        if (number != null) {
            row.put("identity", number);
        }
        return row;
    }

    private static List<Obstacle> open(Certificate row, Context context) {
        return context.rows()
                .find(Course.class, row.course())
                .map(course -> Obstacle.unless(
                        course.state().equals("OPEN"), "COURSE_NOT_OPEN", "课程不在报名期。", "The course is not open."))
                .orElse(List.of(Obstacle.of("NO_COURSE", "没有这门课程。", "There is no such course.")));
    }

    private static List<Obstacle> placeLeft(Certificate row, Context context) {
        List<Obstacle> found = new ArrayList<>();
        context.rows()
                .find(Course.class, row.course())
                .ifPresent(course -> course.record().places().ifPresent(places -> {
                    long taken = context.rows()
                            .of(Certificate.class)
                            .with("course", row.course())
                            .count();
                    found.addAll(Obstacle.unless(
                            taken < places,
                            "NO_PLACE",
                            "名额 " + places + " 个，已报满。",
                            "All " + places + " places are taken."));
                }));
        return found;
    }

    private static Money brokered(Certificate row, Context context) {
        return Money.sum(row.contracts().stream()
                .distinct()
                .flatMap(ref -> context.contracts().find(ref).stream())
                .map(Contracts.Registered::technologyAmount)
                .toList());
    }

    private static Printed.Sheet sheet(Certificate row, Context context) {
        String course = context.rows()
                .find(Course.class, row.course())
                .map(found -> found.record().title())
                .orElse("");
        return new Printed.Sheet(
                "结业证书（示例）",
                List.of(row.name() + " 已完成“" + course + "”的学习，考试合格，准予结业。"),
                List.of(
                        Map.entry("证书编号", row.number().orElse("")),
                        Map.entry("姓名", row.name()),
                        Map.entry("有效期至", row.validUntil().map(Object::toString).orElse(""))),
                List.of("（示例，不具效力）", row.issuedOn().map(Object::toString).orElse("")));
    }
}
