package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;
import static org.longji.plugin.api.register.UserRole.REVIEWER;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Outcome;
import org.longji.plugin.api.register.Printed;
import org.longji.plugin.api.register.PublicCheck;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Certificates: issued by somebody else than who let the trainee complete, numbered, printed, checked by anybody, revoked. */
@Extension
public final class Certificates implements Register<Certificate> {

    /** Certificates and the people who hold them. */
    static final Words PEOPLE = Words.of("证书与人才", "Certificates and people", "Удостоверения и специалисты");

    /** How long before its end a certificate can be renewed. */
    private static final int RENEWAL_MONTHS = 6;

    /** The number that the national office gave. */
    record National(
            @Field(zh = "国家编号", en = "National number", ru = "Национальный номер", maxLength = 60)
            String number) {}

    @Override
    public RegisterDefinition<Certificate> definition() {
        return RegisterDefinition.of(
                        "certificate", Words.of("培训证书", "Certificates", "Удостоверения"), Certificate.class)
                .partOf(Schemes.MODULE)
                .under(PEOPLE, 110)
                .about(Words.of(
                        "准予结业后自动生成待发证记录；管理员发证取号，可打印 PDF，任何人扫码核验；撤销须说明原因，核验页随即显示失效。",
                        "Prepared when a trainee completes; an administrator issues and numbers it; printed as PDF, checked by anybody"
                                + " by its code; once revoked the check says so.",
                        "Готовится при завершении; выдаёт администратор; проверяется по коду; отзыв виден сразу."))
                .states(
                        State.of("PREPARED", Words.of("待发证", "prepared", "подготовлено")),
                        State.ending("ISSUED", Words.of("已发证", "issued", "выдано")),
                        State.ending("DROPPED", Words.of("未发证", "not issued", "не выдано")),
                        State.ending("REVOKED", Words.of("已撤销", "revoked", "отозвано")))
                .ownedBy("owner")
                .titledBy("name", "profession", "level")
                .columns("number", "profession", "level", "base", "issuedOn", "validUntil")
                .filters("profession", "level", "base", "enrolment", "issuedOn", "validUntil", "number")
                .step(Step.<Certificate>transition("issue", Words.of("发证", "Issue", "Выдать"))
                        .from("PREPARED")
                        .to("ISSUED")
                        .by(ADMINISTRATOR)
                        .notBy(Step.CREATION)
                        .within(10)
                        .numbered((row, context) -> "%s-%s%s-%d-%s"
                                .formatted(
                                        scheme(row, context).numberPrefix(),
                                        row.profession().digit(),
                                        row.level().digit(),
                                        context.today().getYear(),
                                        base(row, context).code()))
                        .producing((row, nothing, context) -> issued(row, context)))
                .step(Step.<Certificate>transition("drop", Words.of("不予发证", "Do not issue", "Не выдавать"))
                        .from("PREPARED")
                        .to("DROPPED")
                        .by(ADMINISTRATOR)
                        .asking(Reasons.Why.class))
                .step(Step.<Certificate>action(
                                "national-number",
                                Words.of("登记国家编号", "Enter the national number", "Внести национальный номер"))
                        .from("ISSUED")
                        .by(REGISTRAR, ADMINISTRATOR)
                        .when((row, context) -> Reasons.unless(
                                row.level() != Level.JUNIOR,
                                "JUNIOR_HAS_NONE",
                                "初级证书不报国家编号。",
                                "Junior certificates get no national number.",
                                "Начальный уровень не получает национального номера."))
                        .asking(National.class)
                        .then((row, given, context) -> row.numbered(given.number())))
                .step(Step.<Certificate>action("renew", Words.of("延续", "Renew", "Продлить"))
                        .from("ISSUED")
                        .by(REVIEWER)
                        .when(Certificates::renewable)
                        .producing((row, nothing, context) -> renewed(row, context)))
                .step(Step.<Certificate>transition("revoke", Words.of("撤销", "Revoke", "Отозвать"))
                        .from("ISSUED")
                        .to("REVOKED")
                        .by(ADMINISTRATOR)
                        .asking(Reasons.Why.class)
                        .producing(Certificates::revoked))
                .figure(Figure.countOnce(
                                "certified",
                                Words.of("持证人数（一人一次）", "Persons certified, each once", "Человек с удостоверением"),
                                "identity")
                        .unit("人")
                        .in("ISSUED")
                        .on("issuedOn")
                        .by("profession"))
                .figure(Figure.count("certificates", Words.of("证书数", "Certificates", "Удостоверений"))
                        .unit("本")
                        .byState())
                .publicCheck(PublicCheck.by("number")
                        .showing(
                                "number",
                                "name",
                                "identity",
                                "profession",
                                "level",
                                "schemeCode",
                                "base",
                                "issuedOn",
                                "validUntil",
                                "revokedOn")
                        .holdingIn("ISSUED")
                        .alsoTelling("REVOKED")
                        .until("validUntil"))
                .printed(new Printed<>(
                        Words.of("打印证书", "Certificate as PDF", "Удостоверение (PDF)"),
                        Set.of("ISSUED"),
                        Certificates::sheet))
                .build();
    }

    private static Scheme scheme(Certificate row, Context context) {
        return context.rows().find(Scheme.class, row.scheme()).orElseThrow().record();
    }

    private static Base base(Certificate row, Context context) {
        return context.rows().find(Base.class, row.base()).orElseThrow().record();
    }

    private static Outcome<Certificate> issued(Certificate row, Context context) {
        Scheme scheme = scheme(row, context);
        LocalDate today = context.today();
        Certificate issued = row.issued(
                Numbers.certificate(
                        scheme.numberPrefix(),
                        row.profession(),
                        row.level(),
                        today.getYear(),
                        context.tenant(),
                        base(row, context).code(),
                        context.serial()),
                today,
                // The day itself still counts: three years from the first of May end on the last of April.
                scheme.validMonths().map(months -> today.plusMonths(months).minusDays(1)));
        return listed(Outcome.of(issued), issued, context);
    }

    /** Puts the holder on the list, or raises who stands there with a lower level. */
    private static Outcome<Certificate> listed(Outcome<Certificate> outcome, Certificate issued, Context context) {
        RowRef certificate = new RowRef(context.row().orElseThrow());
        Optional<Row<Professional>> standing = professional(issued, context);
        if (standing.isEmpty()) {
            return outcome.beginning(new Professional(
                    issued.name(),
                    issued.identity(),
                    issued.profession(),
                    issued.level(),
                    certificate,
                    issued.number().orElseThrow(),
                    issued.scheme(),
                    issued.base(),
                    issued.owner(),
                    context.today(),
                    issued.validUntil()));
        }
        boolean higher = standing.get().state().equals("STRUCK")
                || issued.level().compareTo(standing.get().record().level()) >= 0;
        return higher
                ? outcome.taking(standing.get().ref(), "hold", Professionals.Held.of(certificate, issued))
                : outcome;
    }

    private static Optional<Row<Professional>> professional(Certificate of, Context context) {
        return context.rows()
                .of(Professional.class)
                .with("identity", of.identity())
                .with("profession", of.profession())
                .first();
    }

    private static List<Obstacle> renewable(Certificate row, Context context) {
        Scheme scheme = scheme(row, context);
        if (row.validUntil().isEmpty() || scheme.validMonths().isEmpty()) {
            return List.of(
                    Reasons.of("NO_TERM", "该证书长期有效。", "The certificate has no term.", "Удостоверение бессрочно."));
        }
        List<Obstacle> found = new ArrayList<>();
        LocalDate until = row.validUntil().get();
        found.addAll(Reasons.unless(
                !context.today().isBefore(until.minusMonths(RENEWAL_MONTHS)),
                "TOO_EARLY",
                "有效期至 " + until + "，期满前 " + RENEWAL_MONTHS + " 个月内才能延续。",
                "It is valid until " + until + " and can be renewed in the last " + RENEWAL_MONTHS + " months.",
                "Действует до " + until + ", продление — за " + RENEWAL_MONTHS + " месяцев до конца."));
        if (scheme.continuing().isPresent()) {
            Scheme.Continuing rule = scheme.continuing().get();
            int first = row.issuedOn().orElseThrow().getYear() + 1;
            // Whole calendar years between the issue and now; no year lends hours to another.
            for (int year = first; year < context.today().getYear(); year++) {
                ContinuingHours hours = LearningRecords.hours(row.identity(), year, context);
                found.addAll(Reasons.unless(
                        hours.satisfy(rule),
                        "HOURS_OF_" + year,
                        year + " 年继续教育不足：" + hours.total().toPlainString() + " 学时，其中专业科目 "
                                + hours.professional().toPlainString() + " 学时。",
                        "Continuing education of " + year + ": " + hours.total().toPlainString() + " hours, "
                                + hours.professional().toPlainString() + " of them professional; not enough.",
                        "Повышение квалификации за " + year + ": "
                                + hours.total().toPlainString() + " часов — недостаточно."));
            }
        }
        return found;
    }

    private static Outcome<Certificate> renewed(Certificate row, Context context) {
        LocalDate until = row.validUntil().orElseThrow();
        LocalDate longer = until.plusDays(1)
                .plusMonths(scheme(row, context).validMonths().orElseThrow())
                .minusDays(1);
        Certificate renewed = row.renewed(longer);
        RowRef self = new RowRef(context.row().orElseThrow());
        Outcome<Certificate> outcome = Outcome.of(renewed);
        return professional(row, context)
                .filter(one -> one.record().certificate().equals(self))
                .map(one -> outcome.taking(one.ref(), "hold", Professionals.Held.of(self, renewed)))
                .orElse(outcome);
    }

    /** Whoever stands on the list with it falls back to the highest of the other certificates, or is struck off. */
    private static Outcome<Certificate> revoked(Certificate row, Reasons.Why why, Context context) {
        Outcome<Certificate> outcome = Outcome.of(row.revoked(context.today(), why.reason()));
        RowRef self = new RowRef(context.row().orElseThrow());
        Optional<Row<Professional>> standing = professional(row, context)
                .filter(one -> one.record().certificate().equals(self));
        if (standing.isEmpty()) {
            return outcome;
        }
        Optional<Row<Certificate>> other = context
                .rows()
                .of(Certificate.class)
                .with("identity", row.identity())
                .with("profession", row.profession())
                .in("ISSUED")
                .except(self)
                .list()
                .stream()
                .filter(one -> one.record().holdsOn(context.today()))
                .max(Comparator.comparing(one -> one.record().level()));
        return other.map(one ->
                        outcome.taking(standing.get().ref(), "hold", Professionals.Held.of(one.ref(), one.record())))
                .orElseGet(() -> outcome.taking(standing.get().ref(), "strike", why));
    }

    private static Printed.Sheet sheet(Certificate row, Context context) {
        Scheme scheme = scheme(row, context);
        List<Map.Entry<String, String>> lines = new ArrayList<>(List.of(
                Map.entry("证书编号", row.number().orElse("")),
                Map.entry("姓名", row.name()),
                Map.entry("证件号码", row.identity()),
                Map.entry("职业及级别", row.profession().zh() + " " + row.level().zh()),
                Map.entry("培训方案", scheme.name() + "（" + scheme.edition() + "）"),
                Map.entry("培训基地", base(row, context).name()),
                Map.entry("发证日期", row.issuedOn().map(Object::toString).orElse("")),
                Map.entry("有效期至", row.validUntil().map(Object::toString).orElse("长期"))));
        row.nationalNumber().ifPresent(number -> lines.add(Map.entry("国家编号", number)));
        row.revokedOn()
                .ifPresent(day ->
                        lines.add(Map.entry("撤销", day + " " + row.revokedFor().orElse(""))));
        return new Printed.Sheet(
                row.profession().zh() + "培训证书",
                List.of(row.name() + "完成“" + scheme.name() + "”规定的全部学时，考试合格，准予结业，特发此证。"),
                lines,
                List.of("（发证单位盖章）", row.issuedOn().map(Object::toString).orElse("")));
    }
}
