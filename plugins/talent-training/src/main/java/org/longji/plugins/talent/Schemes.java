package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Unique;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** The schemes of a province or city, read by all tenants below it. */
@Extension
public final class Schemes implements Register<Scheme> {

    /** What all of it is called. */
    static final Words MODULE = Words.of("人才培训", "Talent training", "Подготовка кадров");

    /** Schemes, bases, teachers and courses. */
    static final Words GROUNDWORK =
            Words.of("方案、基地与师资", "Schemes, bases and teachers", "Программы, базы и преподаватели");

    private static final String SAMPLE_BASIS = "示例数值，须按所执行的大纲和办法逐项核对后方可启用";

    @Override
    public RegisterDefinition<Scheme> definition() {
        return RegisterDefinition.of("scheme", Words.of("培训方案", "Training schemes", "Программы обучения"), Scheme.class)
                .partOf(MODULE)
                .under(GROUNDWORK, 10)
                .about(Words.of(
                        "一个职业一个级别一份方案：入学条件、模块学时、考试、证书和继续教育。先由省级制定并启用，各市共用；也可从示例填入，核对后再启用。",
                        "One scheme for each level of a profession: whom it admits, hours, papers, certificate, continuing"
                                + " education. The province puts it in force and all cities use it; a sample fills the form in, to be"
                                + " verified before it is in force.",
                        "Одна программа на уровень профессии: приём, часы, экзамены, удостоверение. Вводит провинция, пользуются"
                                + " все города."))
                .states(
                        State.of("DRAFT", Words.of("草稿", "draft", "черновик")).revisedBy(ADMINISTRATOR, REGISTRAR),
                        State.of("IN_FORCE", Words.of("执行中", "in force", "действует")),
                        State.ending("SUPERSEDED", Words.of("已停用", "superseded", "отменена")))
                .createdBy(ADMINISTRATOR, REGISTRAR)
                .inherited()
                .openToApplicants("IN_FORCE")
                .titledBy("name", "edition")
                .columns("code", "profession", "level", "standing")
                .filters("profession", "level", "code")
                .unique(Unique.of("code", "edition"))
                .attachments(new Attached("DOCUMENT", Words.of("依据文件", "Document it rests on", "Документ-основание")))
                .step(Step.<Scheme>transition("enact", Words.of("启用", "Put in force", "Ввести"))
                        .from("DRAFT")
                        .to("IN_FORCE")
                        .by(ADMINISTRATOR)
                        .notBy(Step.CREATION)
                        .awaited()
                        .when((scheme, context) -> verified(scheme))
                        .when((scheme, context) -> Reasons.unless(
                                context.rows()
                                                .of(Scheme.class)
                                                .with("code", scheme.code())
                                                .in("IN_FORCE")
                                                .count()
                                        == 0,
                                "ANOTHER_IN_FORCE",
                                "同一代码的另一版本正在执行，请先停用它。",
                                "Another edition with this code is in force; take it out of force first.",
                                "Действует другая редакция с этим кодом; сначала отмените её.")))
                .step(Step.<Scheme>transition("supersede", Words.of("停用", "Take out of force", "Отменить"))
                        .from("IN_FORCE")
                        .to("SUPERSEDED")
                        .by(ADMINISTRATOR))
                .sample(
                        Words.of("技术经纪人初级（示例，待核）", "Junior broker (sample)", "Брокер, начальный (пример)"),
                        juniorBroker())
                .sample(
                        Words.of("技术经理人中级（示例，待核）", "Intermediate manager (sample)", "Менеджер, средний (пример)"),
                        intermediateManager())
                .sample(
                        Words.of("技术评价师初级（示例，待核）", "Junior evaluator (sample)", "Оценщик, начальный (пример)"),
                        juniorEvaluator())
                .build();
    }

    private static List<Obstacle> verified(Scheme scheme) {
        return Reasons.unless(
                scheme.standing() == Scheme.Standing.VERIFIED && scheme.basis().isPresent(),
                "NOT_VERIFIED",
                "方案数值仍是示例或缺依据文件。请逐项核对，填写依据文件，把“数值来源”改为“已按文件核实”。",
                "Its figures are samples, or the document is missing. Verify each, name the document, and say that they are"
                        + " verified.",
                "Значения — пример или не указан документ. Сверьте их, укажите документ и отметьте «сверено».");
    }

    /** The modules are those of the national syllabus; hours, marks and years are made up. */
    static Scheme juniorBroker() {
        return sample(
                "BROKER-1",
                "技术经纪人初级培训方案（示例）",
                Profession.BROKER,
                Level.JUNIOR,
                new Scheme.Entry(
                        Optional.of(Education.COLLEGE), Optional.of(1), Optional.empty(), Optional.empty(), nothing()),
                nothing(),
                "8",
                "8",
                "12",
                "4");
    }

    static Scheme intermediateManager() {
        return sample(
                "MANAGER-2",
                "技术经理人中级培训方案（示例）",
                Profession.MANAGER,
                Level.INTERMEDIATE,
                new Scheme.Entry(
                        Optional.of(Education.COLLEGE),
                        Optional.empty(),
                        Optional.of("BROKER-1"),
                        Optional.of(1),
                        new Scheme.Deals(Optional.of(1), Optional.of(Money.of("100000.00")))),
                new Scheme.Deals(Optional.of(2), Optional.empty()),
                "12",
                "16",
                "24",
                "12");
    }

    static Scheme juniorEvaluator() {
        return sample(
                "EVALUATOR-1",
                "技术评价师初级培训方案（示例）",
                Profession.EVALUATOR,
                Level.JUNIOR,
                new Scheme.Entry(
                        Optional.of(Education.BACHELOR), Optional.of(3), Optional.empty(), Optional.empty(), nothing()),
                nothing(),
                "8",
                "8",
                "16",
                "8");
    }

    private static Scheme.Deals nothing() {
        return new Scheme.Deals(Optional.empty(), Optional.empty());
    }

    private static Scheme sample(
            String code,
            String name,
            Profession profession,
            Level level,
            Scheme.Entry entry,
            Scheme.Deals practice,
            String common,
            String law,
            String skills,
            String growth) {
        return new Scheme(
                code,
                "示例",
                name,
                profession,
                level,
                Scheme.Standing.SAMPLE,
                Optional.of(SAMPLE_BASIS),
                45,
                entry,
                List.of(
                        new Scheme.Module("A", "公共知识", new BigDecimal(common), true),
                        new Scheme.Module("B", "政策法规", new BigDecimal(law), true),
                        new Scheme.Module("C", "实务技能", new BigDecimal(skills), true),
                        new Scheme.Module("D", "能力提升", new BigDecimal(growth), false)),
                80,
                30,
                practice,
                List.of(
                        new Scheme.Paper("P1", "基础知识", 40, new BigDecimal("60")),
                        new Scheme.Paper("P2", "实务案例", 60, new BigDecimal("60"))),
                new BigDecimal("60"),
                2,
                24,
                new BigDecimal("10"),
                Scheme.Arbitration.MEAN_OF_CLOSEST,
                "HLJ-TT",
                Optional.of(36),
                Optional.of(new Scheme.Continuing(new BigDecimal("90"), 2, 3, Scheme.ShareOf.REQUIRED)));
    }
}
