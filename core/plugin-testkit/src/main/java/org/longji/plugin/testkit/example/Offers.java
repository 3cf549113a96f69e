package org.longji.plugin.testkit.example;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Offers and wants that another region is told of, and those it tells of (示例). */
@Extension
public final class Offers implements Register<Offer> {

    @Override
    public RegisterDefinition<Offer> definition() {
        return RegisterDefinition.of(
                        "offer",
                        Words.of("跨区域供需（示例）", "Offers elsewhere (sample)", "Предложения (пример)"),
                        Offer.class)
                .states(
                        State.of("DRAFT", Words.of("草稿", "draft", "черновик")).revisedBy(ADMINISTRATOR, REGISTRAR),
                        State.of("PUBLISHED", Words.of("已发布", "published", "опубликовано"))
                                .revisedBy(ADMINISTRATOR, REGISTRAR),
                        State.of("RECEIVED", Words.of("外地来件", "received", "получено"))
                                .revisedBy(ADMINISTRATOR, REGISTRAR),
                        State.ending("CLOSED", Words.of("已成交", "closed", "закрыто")),
                        State.ending("WITHDRAWN", Words.of("已撤回", "withdrawn", "отозвано")))
                .createdBy(ADMINISTRATOR, REGISTRAR)
                .titledBy("title")
                .columns("kind", "title", "price", "shared")
                .filters("kind")
                .step(Step.<Offer>transition("publish", Words.of("发布", "Publish", "Опубликовать"))
                        .from("DRAFT")
                        .to("PUBLISHED")
                        .by(ADMINISTRATOR, REGISTRAR))
                .step(Step.<Offer>transition("receive", Words.of("接收", "Receive", "Принять"))
                        .from("DRAFT")
                        .to("RECEIVED")
                        .when((offer, context) -> Obstacle.unless(
                                !offer.shared(),
                                "NOT_OURS",
                                "外地来件不再外发。",
                                "What came from elsewhere is not passed on.")))
                .step(Step.<Offer>transition("close", Words.of("成交", "Close", "Закрыть"))
                        .from("PUBLISHED", "RECEIVED")
                        .to("CLOSED")
                        .by(ADMINISTRATOR, REGISTRAR))
                .step(Step.<Offer>transition("withdraw", Words.of("撤回", "Withdraw", "Отозвать"))
                        .from("PUBLISHED", "RECEIVED")
                        .to("WITHDRAWN")
                        .by(ADMINISTRATOR, REGISTRAR))
                .build();
    }

    /** An offer that everything is filled in of. */
    public static Offer sample() {
        return new Offer(
                Offer.Kind.ACHIEVEMENT,
                "寒地水稻催芽装置（示例）",
                Optional.of("低温下均匀催芽。"),
                Optional.of(Money.of("120000.00")),
                Optional.of(LocalDate.of(2027, 12, 31)),
                true,
                Optional.of("王建国"));
    }
}
