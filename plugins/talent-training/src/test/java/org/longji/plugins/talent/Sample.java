package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.ContractRef;
import org.longji.plugin.api.register.Contracts;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.testkit.SampleContext;

/** A class of brokers at Harbin in the spring of 2026, made up throughout (示例). */
final class Sample {

    static final LocalDateTime NOW = LocalDateTime.of(2026, 5, 6, 9, 0);
    static final LocalDate BEGIN = LocalDate.of(2026, 4, 1);
    static final LocalDate EXAM = LocalDate.of(2026, 4, 20);

    /** The right check digit, and nobody's number. */
    static final String IDENTITY = "230103199001010015";

    static final RowRef SCHEME = ref("scheme");
    static final RowRef BASE = ref("base");
    static final RowRef TEACHER = ref("teacher");
    static final RowRef COURSE = ref("course");
    static final RowRef CLASS = ref("class");
    static final RowRef SESSION = ref("session");
    static final RowRef ENROLMENT = ref("enrolment");
    static final RowRef ATTENDANCE = ref("attendance");
    static final RowRef PAPER = ref("paper");
    static final RowRef CERTIFICATE = ref("certificate");
    static final RowRef PROFESSIONAL = ref("professional");
    static final RowRef CREDIT = ref("credit");
    static final ContractRef CONTRACT = new ContractRef(ref("contract").id());

    private Sample() {}

    static RowRef ref(String name) {
        return new RowRef(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** Everything up to a session that was held and two papers that were handed in. */
    static SampleContext context() {
        SampleContext context = SampleContext.on(NOW);
        context.having(SCHEME, "IN_FORCE", Schemes.juniorBroker());
        context.having(BASE, "RECOGNISED", base());
        context.having(TEACHER, "APPOINTED", teacher());
        context.having(COURSE, "OFFERED", course());
        context.having(CLASS, "TEACHING", trainingClass());
        context.having(SESSION, "PLANNED", session());
        context.having(ENROLMENT, "ADMITTED", enrolment());
        context.having(PROFESSIONAL, "LISTED", professional());
        context.having(contract());
        return context;
    }

    static Base base() {
        return new Base(
                "示例培训基地",
                "01",
                Base.Rank.PROVINCIAL,
                new PartyRef("12230103FGF1LYQP3T"),
                true,
                List.of(Profession.BROKER, Profession.MANAGER),
                "哈尔滨市（示例）",
                60,
                Optional.empty(),
                List.of());
    }

    static Teacher teacher() {
        return new Teacher("示例教师", "哈尔滨松江大学（演示）", "教授", "技术转移实务", Optional.empty());
    }

    static Course course() {
        return new Course("技术转移公共知识（示例）", "C-A", "2026", SCHEME, "A", new BigDecimal("8"), Optional.empty());
    }

    static TrainingClass trainingClass() {
        return new TrainingClass(
                "2026年第一期初级班（示例）",
                SCHEME,
                BASE,
                BEGIN.minusDays(20),
                BEGIN.minusDays(1),
                BEGIN,
                BEGIN.plusDays(10),
                EXAM,
                30,
                Optional.empty(),
                Optional.empty());
    }

    static Session session() {
        return new Session(
                CLASS,
                COURSE,
                TEACHER,
                BEGIN.atTime(9, 0),
                BEGIN.atTime(12, 0),
                Session.Way.ON_SITE,
                Optional.of("一号教室（示例）"));
    }

    static Enrolment enrolment() {
        return new Enrolment(
                CLASS,
                "示例甲",
                IDENTITY,
                Optional.empty(),
                Optional.of("哈尔滨松江大学（演示）"),
                Education.BACHELOR,
                0,
                Optional.empty(),
                Optional.of(BEGIN.minusDays(5)),
                Optional.empty(),
                Optional.of(SCHEME),
                Optional.of(BASE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Attendance attendance() {
        return new Attendance(
                SESSION,
                ENROLMENT,
                Optional.of(BEGIN.atTime(8, 50)),
                Optional.of(BEGIN.atTime(12, 10)),
                Optional.of(IDENTITY),
                Optional.empty());
    }

    static AnswerPaper paper(String code, Optional<String> mark) {
        return new AnswerPaper(
                AnswerPaper.code(ENROLMENT, code, 1),
                ENROLMENT,
                CLASS,
                SCHEME,
                IDENTITY,
                code,
                "科目" + code,
                EXAM,
                1,
                mark.map(BigDecimal::new));
    }

    static Marking marking() {
        return new Marking(
                "0A1B2C3D4E",
                "基础知识",
                PAPER,
                new BigDecimal("10"),
                Scheme.Arbitration.MEAN_OF_CLOSEST,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Certificate certificate() {
        return new Certificate(
                "示例甲",
                IDENTITY,
                Profession.BROKER,
                Level.JUNIOR,
                "BROKER-1",
                SCHEME,
                BASE,
                ENROLMENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Professional professional() {
        return new Professional(
                "示例乙",
                "230103199202020025",
                Profession.BROKER,
                Level.JUNIOR,
                CERTIFICATE,
                "HLJ-TT-11-2025-230100-01-00001X",
                SCHEME,
                BASE,
                Optional.empty(),
                LocalDate.of(2025, 6, 1),
                Optional.of(LocalDate.of(2028, 5, 31)));
    }

    static Credit credit(int share) {
        return new Credit(
                PROFESSIONAL,
                CONTRACT,
                Credit.Part.LED,
                share,
                Optional.empty(),
                Optional.of("230103199202020025"),
                Optional.of(BASE),
                Optional.empty());
    }

    static LearningRecord learning() {
        return new LearningRecord(
                PROFESSIONAL,
                "技术合同认定登记（示例）",
                Subject.PROFESSIONAL,
                new BigDecimal("24"),
                LocalDate.of(2026, 3, 2),
                "示例培训基地",
                Optional.of(2026),
                Optional.of("230103199202020025"),
                Optional.empty());
    }

    static Contracts.Registered contract() {
        return new Contracts.Registered(
                CONTRACT,
                "2301012026000001",
                "寒地检测技术转让（示例）",
                ContractType.TRANSFER,
                LocalDate.of(2026, 2, 2),
                Money.of("1000000.00"),
                Money.of("999999.99"),
                new PartyRef("12230103FGF1LYQP3T"),
                new PartyRef("91230604EWNG4M6U05"),
                Optional.empty());
    }
}
