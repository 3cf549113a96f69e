package org.longji.plugin.testkit.example;

import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.exchange.ChannelDefinition;
import org.longji.plugin.api.exchange.ExchangeChannel;
import org.longji.plugin.api.exchange.Format;
import org.longji.plugin.api.exchange.Mark;
import org.longji.plugin.api.exchange.Reading;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Offers to and from a region beyond the border, as a table with Russian columns (示例). */
@Extension
public final class FarEast implements ExchangeChannel<Offer, FarEastLine> {

    @Override
    public ChannelDefinition<Offer, FarEastLine> definition() {
        return ChannelDefinition.of(
                        "far-east",
                        Words.of(
                                "远东供需交换（示例）",
                                "Exchange with the Far East (sample)",
                                "Обмен с Дальним Востоком (пример)"),
                        Words.of("俄罗斯远东（示例）", "Russian Far East (sample)", "Дальний Восток (пример)"),
                        Offer.class,
                        FarEastLine.class)
                .writtenAs(Format.CSV)
                .sharedIn("PUBLISHED")
                .consentedBy("shared")
                .partnersFields("kind", "title")
                .receivedBy("receive")
                .withdrawnBy("withdraw")
                .build();
    }

    @Override
    public FarEastLine outgoing(Row<Offer> listing, Mark mark) {
        Offer offer = listing.record();
        return new FarEastLine(
                mark.key(),
                mark.revision(),
                FarEastLine.Status.STANDS,
                switch (offer.kind()) {
                    case ACHIEVEMENT -> FarEastLine.Kind.DEVELOPMENT;
                    case NEED -> FarEastLine.Kind.REQUEST;
                },
                offer.title(),
                offer.summary(),
                offer.price(),
                offer.until());
    }

    @Override
    public FarEastLine withdrawing(FarEastLine sent, Mark mark) {
        return new FarEastLine(
                mark.key(),
                mark.revision(),
                FarEastLine.Status.WITHDRAWN,
                sent.kind(),
                sent.title(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Mark mark(FarEastLine message) {
        return new Mark(message.key(), message.revision(), message.status() == FarEastLine.Status.WITHDRAWN);
    }

    @Override
    public Reading<Offer> incoming(FarEastLine message) {
        return switch (message.kind()) {
            case DEVELOPMENT -> listed(message, Offer.Kind.ACHIEVEMENT);
            case REQUEST -> listed(message, Offer.Kind.NEED);
            case EVENT ->
                Reading.unusable(List.of(new Obstacle(
                        "NO_EVENTS",
                        Words.of("本通道不接收活动信息。", "This channel takes no events.", "Мероприятия не принимаются."),
                        Optional.empty())));
        };
    }

    private static Reading<Offer> listed(FarEastLine line, Offer.Kind kind) {
        return Reading.of(
                new Offer(kind, line.title(), line.summary(), line.price(), line.until(), false, Optional.empty()));
    }
}
