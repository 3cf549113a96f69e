package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Printed;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Unique;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** The register of brokers, managers and evaluators: one row for each person and profession, kept by their certificates. */
@Extension
public final class Professionals implements Register<Professional> {

    /** The certificate somebody stands on the list with. */
    record Held(
            @Field(zh = "级别", en = "Level", ru = "Уровень") Level level,

            @Field(zh = "证书", en = "Certificate", ru = "Удостоверение", refersTo = "certificate")
            RowRef certificate,

            @Field(zh = "证书编号", en = "Number", ru = "Номер", maxLength = 60)
            String number,

            @Field(zh = "培训方案", en = "Scheme", ru = "Программа", refersTo = "scheme")
            RowRef scheme,

            @Field(zh = "培训基地", en = "Base", ru = "База", refersTo = "base")
            RowRef base,

            @Field(zh = "证书有效期至", en = "Certificate valid until", ru = "Удостоверение до")
            Optional<LocalDate> validUntil) {

        static Held of(RowRef ref, Certificate certificate) {
            return new Held(
                    certificate.level(),
                    ref,
                    certificate.number().orElseThrow(),
                    certificate.scheme(),
                    certificate.base(),
                    certificate.validUntil());
        }
    }

    @Override
    public RegisterDefinition<Professional> definition() {
        return RegisterDefinition.of(
                        "professional",
                        Words.of("技术转移人才名册", "Brokers, managers and evaluators", "Брокеры, менеджеры и оценщики"),
                        Professional.class)
                .partOf(Schemes.MODULE)
                .under(PEOPLE, 120)
                .about(
                        Words.of(
                                "发证时自动入册，一人一职业一条，取最高级别；业绩只认已登记合同；可导出职称申报用的业绩档案。",
                                "Whoever gets a certificate is listed, once for each profession, with the highest level; deals count from"
                                        + " registered contracts alone; the dossier for a title is printed from here.",
                                "Вносится при выдаче, одна запись на человека и профессию; сделки — только зарегистрированные."))
                .states(
                        State.ending("LISTED", Words.of("在册", "listed", "в реестре")),
                        State.ending("SUSPENDED", Words.of("暂停", "suspended", "приостановлен")),
                        State.ending("STRUCK", Words.of("已除名", "struck off", "исключён")))
                .needs(HostData.REGISTERED_CONTRACTS)
                .ownedBy("owner")
                .titledBy("name", "profession", "level")
                .columns("profession", "level", "number", "validUntil")
                .filters("profession", "level", "base", "validUntil", "certificate")
                .unique(Unique.of("identity", "profession"))
                .attachments(new Attached("AWARD", Words.of("获奖证明", "Award", "Награда")))
                // What becomes of certificates; nobody does it by hand.
                .step(Step.<Professional>transition(
                                "hold", Words.of("登记证书", "Hold a certificate", "Внести удостоверение"))
                        .from("LISTED", "SUSPENDED", "STRUCK")
                        .to("LISTED")
                        .asking(Held.class)
                        .then((row, held, context) -> row.holding(held)))
                .step(Step.<Professional>transition("strike", Words.of("除名", "Strike off", "Исключить"))
                        .from("LISTED", "SUSPENDED")
                        .to("STRUCK")
                        .asking(Reasons.Why.class))
                .step(Step.<Professional>transition("suspend", Words.of("暂停", "Suspend", "Приостановить"))
                        .from("LISTED")
                        .to("SUSPENDED")
                        .by(ADMINISTRATOR)
                        .asking(Reasons.Why.class))
                .step(Step.<Professional>transition("restore", Words.of("恢复", "Restore", "Восстановить"))
                        .from("SUSPENDED")
                        .to("LISTED")
                        .by(ADMINISTRATOR))
                .derived(Derived.of(
                        "deals",
                        Words.of("促成的登记合同", "Registered contracts brokered", "Зарегистрированные договоры"),
                        (row, context) -> Optional.of(deals(row, context))))
                .derived(Derived.of(
                        "learning",
                        Words.of("本年继续教育", "Continuing education this year", "Повышение квалификации в этом году"),
                        (row, context) -> Optional.of(learning(row, context))))
                .figure(Figure.countOnce(
                                "listed",
                                Words.of("在册人数（一人一次）", "Persons listed, each once", "В реестре, человек"),
                                "identity")
                        .unit("人")
                        .in("LISTED")
                        .by("profession"))
                .printed(new Printed<>(
                        Words.of("业绩档案（职称申报）", "Dossier for a title", "Досье для звания"),
                        Set.of("LISTED", "SUSPENDED"),
                        Professionals::dossier))
                .build();
    }

    private static final Words PEOPLE = Certificates.PEOPLE;

    private static Words deals(Professional row, Context context) {
        List<Row<Credit>> credits = Practice.valid(row.identity(), context);
        String amount = Practice.amount(credits, context).grouped();
        return Words.of(
                credits.size() + " 份，计入本人技术交易额 " + amount + " 元",
                credits.size() + ", technology amount credited " + amount + " yuan",
                credits.size() + ", зачтено " + amount + " юаней");
    }

    private static Words learning(Professional row, Context context) {
        int year = context.today().getYear();
        ContinuingHours hours = LearningRecords.hours(row.identity(), year, context);
        String total = hours.total().toPlainString();
        String professional = hours.professional().toPlainString();
        boolean enough = context.rows()
                .find(Scheme.class, row.scheme())
                .flatMap(scheme -> scheme.record().continuing())
                .map(hours::satisfy)
                .orElse(true);
        return Words.of(
                year + " 年 " + total + " 学时，其中专业科目 " + professional + "，" + (enough ? "已达标" : "未达标"),
                year + ": " + total + " hours, " + professional + " professional, "
                        + (enough ? "enough" : "not enough"),
                year + ": " + total + " часов, профессиональных " + professional + ", "
                        + (enough ? "достаточно" : "недостаточно"));
    }

    private static Printed.Sheet dossier(Professional row, Context context) {
        List<Map.Entry<String, String>> lines = new ArrayList<>(List.of(
                Map.entry("姓名", row.name()),
                Map.entry("证件号码", row.identity()),
                Map.entry("职业及级别", row.profession().zh() + " " + row.level().zh())));
        for (Row<Certificate> one : context.rows()
                .of(Certificate.class)
                .with("identity", row.identity())
                .in("ISSUED")
                .list()) {
            Certificate certificate = one.record();
            lines.add(Map.entry(
                    "证书",
                    certificate.number().orElse("") + "，"
                            + certificate.profession().zh()
                            + certificate.level().zh() + "，"
                            + certificate.issuedOn().map(Object::toString).orElse("") + " 发"));
        }
        List<Row<Credit>> credits = Practice.valid(row.identity(), context);
        for (Row<Credit> one : credits) {
            context.contracts()
                    .find(one.record().contract())
                    .ifPresent(contract -> lines.add(Map.entry(
                            "技术合同",
                            contract.number() + " " + contract.title() + "；"
                                    + one.record().part().zh() + "；技术交易额 "
                                    + contract.technologyAmount().grouped() + " 元，计入 "
                                    + Practice.part(
                                                    contract.technologyAmount(),
                                                    one.record().share())
                                            .grouped()
                                    + " 元（" + one.record().share() + "%）")));
        }
        Money total = Practice.amount(credits, context);
        lines.add(Map.entry("合同合计", credits.size() + " 份，计入本人 " + total.grouped() + " 元"));
        int year = context.today().getYear();
        for (int each = year - 2; each <= year; each++) {
            ContinuingHours hours = LearningRecords.hours(row.identity(), each, context);
            lines.add(Map.entry(
                    each + " 年继续教育",
                    hours.total().toPlainString() + " 学时，专业科目 "
                            + hours.professional().toPlainString() + " 学时"));
        }
        return new Printed.Sheet(
                "技术转移专业人员业绩档案",
                List.of("以下内容由系统按已发证书、已确认且登记有效的技术合同和已确认的继续教育学时汇总。"),
                lines,
                List.of("（出具单位盖章）", context.today().toString()));
    }
}
