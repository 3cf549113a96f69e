package org.longji.plugins.guangdong;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;
import static org.longji.plugin.api.register.UserRole.APPLICANT;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;
import static org.longji.plugin.api.register.UserRole.REVIEWER;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Listings across regions: ours, which a reviewer publishes, and those that came from Guangdong. */
@Extension
public final class Listings implements Register<Listing> {

    /** What came of it. */
    record Outcome(
            @Field(zh = "对接结果", en = "What came of it", ru = "Результат", maxLength = 500, multiline = true)
            String words) {}

    @Override
    public RegisterDefinition<Listing> definition() {
        return RegisterDefinition.of(
                        "listing",
                        Words.of("粤龙供需信息", "Listings with Guangdong", "Предложения и запросы"),
                        Listing.class)
                .partOf(Words.of("对粤合作", "Cooperation with Guangdong", "Сотрудничество с Гуандуном"))
                .about(Words.of(
                        "权利人同意、审核员发布之后，才会随“区域交换”发往广东；广东的来件由交换写入。",
                        "It leaves for Guangdong once its owner consents and a reviewer published it; those of Guangdong come in by the exchange.",
                        "Передаётся после согласия владельца и публикации; записи Гуандуна поступают через обмен."))
                .sample(Words.of("成果（示例）", "An achievement (sample)", "Разработка (пример)"), achievement())
                .sample(Words.of("需求（示例）", "A need (sample)", "Запрос (пример)"), need())
                .states(
                        State.of("DRAFT", Words.of("草稿", "draft", "черновик")).revisedBy(APPLICANT, REGISTRAR),
                        State.of("SUBMITTED", Words.of("待发布", "submitted", "на публикации")),
                        State.of("PUBLISHED", Words.of("已发布", "published", "опубликовано")),
                        State.of("RECEIVED", Words.of("广东来件", "from Guangdong", "из Гуандуна"))
                                .revisedBy(REGISTRAR),
                        State.ending("MATCHED", Words.of("已对接", "matched", "согласовано")),
                        State.ending("WITHDRAWN", Words.of("已撤回", "withdrawn", "отозвано")))
                .createdBy(APPLICANT, REGISTRAR)
                .ownedBy("owner")
                .titledBy("title")
                .columns("kind", "title", "unit", "price", "until", "shared")
                .filters("kind", "until", "shared")
                .step(Step.<Listing>transition("submit", Words.of("提交", "Submit", "Подать"))
                        .from("DRAFT")
                        .to("SUBMITTED")
                        .by(APPLICANT, REGISTRAR))
                .step(Step.<Listing>transition("publish", Words.of("发布", "Publish", "Опубликовать"))
                        .from("SUBMITTED")
                        .to("PUBLISHED")
                        .by(REVIEWER)
                        .notBy(Step.CREATION)
                        .when(Listings::stillValid)
                        .within(5))
                .step(Step.<Listing>transition("return", Words.of("退回", "Return", "Вернуть"))
                        .from("SUBMITTED")
                        .to("DRAFT")
                        .by(REVIEWER))
                .step(Step.<Listing>transition("receive", Words.of("接收来件", "Receive", "Принять"))
                        .from("DRAFT")
                        .to("RECEIVED"))
                .step(Step.<Listing>action("consent", Words.of("记录同意", "Record consent", "Записать согласие"))
                        .from("SUBMITTED", "PUBLISHED")
                        .by(APPLICANT, REGISTRAR)
                        .when((listing, context) -> unless(
                                !listing.shared(),
                                "CONSENTED",
                                "已经同意。",
                                "It is consented to already.",
                                "Согласие уже есть."))
                        .then((listing, input, context) -> listing.consented(true)))
                .step(Step.<Listing>action("revoke-consent", Words.of("撤回同意", "Revoke consent", "Отозвать согласие"))
                        .from("SUBMITTED", "PUBLISHED")
                        .by(APPLICANT, REGISTRAR)
                        .when((listing, context) -> unless(
                                listing.shared(), "NOT_CONSENTED", "尚未同意。", "Nobody consented to it.", "Согласия нет."))
                        .then((listing, input, context) -> listing.consented(false)))
                .step(Step.<Listing>transition("match", Words.of("登记对接", "Record a match", "Записать результат"))
                        .from("PUBLISHED", "RECEIVED")
                        .to("MATCHED")
                        .by(REGISTRAR)
                        .asking(Outcome.class))
                .step(Step.<Listing>transition("withdraw", Words.of("撤回", "Withdraw", "Отозвать"))
                        .from("DRAFT", "SUBMITTED", "PUBLISHED", "RECEIVED")
                        .to("WITHDRAWN")
                        .by(APPLICANT, REGISTRAR, ADMINISTRATOR))
                .figure(Figure.count("listings", Words.of("供需信息数", "Listings", "Записей"))
                        .by("kind")
                        .unit("条"))
                .figure(Figure.count("matches", Words.of("已对接", "Matched", "Согласовано"))
                        .unit("条")
                        .in("MATCHED"))
                .build();
    }

    private static List<Obstacle> stillValid(Listing listing, Context context) {
        return unless(
                listing.until().filter(day -> day.isBefore(context.today())).isEmpty(),
                "EXPIRED",
                "有效期已过。",
                "It is valid no more.",
                "Срок действия истёк.");
    }

    private static List<Obstacle> unless(boolean holds, String code, String zh, String en, String ru) {
        return holds ? List.of() : List.of(new Obstacle(code, Words.of(zh, en, ru), Optional.empty()));
    }

    /** A made-up achievement. */
    static Listing achievement() {
        return new Listing(
                Listing.Kind.ACHIEVEMENT,
                "寒地水稻智能催芽装置（示例）",
                "示例信息：低温环境下均匀催芽的成套装置，已完成一个作业季的试用。",
                List.of("水稻", "催芽"),
                Optional.of(Listing.Maturity.PILOT),
                List.of(Listing.Cooperation.LICENCE, Listing.Cooperation.SERVICE),
                Optional.of(Money.of("350000.00")),
                Optional.of(LocalDate.of(2030, 12, 31)),
                "示例研究院",
                Optional.of("哈尔滨"),
                Optional.empty(),
                new Listing.Contact(Optional.of("示例联系人"), Optional.of("0451-00000000")),
                true);
    }

    /** A made-up need. */
    static Listing need() {
        return new Listing(
                Listing.Kind.NEED,
                "求高寒地区电池低温启动技术（示例）",
                "示例信息：零下三十摄氏度以下可靠启动。",
                List.of(),
                Optional.empty(),
                List.of(Listing.Cooperation.DEVELOPMENT),
                Optional.empty(),
                Optional.empty(),
                "示例企业",
                Optional.empty(),
                Optional.empty(),
                new Listing.Contact(Optional.empty(), Optional.empty()),
                true);
    }
}
