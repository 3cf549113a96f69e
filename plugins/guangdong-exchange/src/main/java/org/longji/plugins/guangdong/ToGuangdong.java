package org.longji.plugins.guangdong;

import java.util.ArrayList;
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

/** Listings to and from Guangdong. */
@Extension
public final class ToGuangdong implements ExchangeChannel<Listing, Notice> {

    @Override
    public ChannelDefinition<Listing, Notice> definition() {
        return ChannelDefinition.of(
                        "to-guangdong",
                        Words.of(
                                "粤龙供需交换（格式为示例）",
                                "Exchange with Guangdong (sample form)",
                                "Обмен с Гуандуном (форма — пример)"),
                        Words.of("广东", "Guangdong", "Гуандун"),
                        Listing.class,
                        Notice.class)
                .writtenAs(Format.JSON)
                .sharedIn("PUBLISHED")
                .consentedBy("shared")
                .partnersFields("kind", "title", "unit", "city", "shared")
                .receivedBy("receive")
                .withdrawnBy("withdraw")
                .build();
    }

    @Override
    public Notice outgoing(Row<Listing> row, Mark mark) {
        Listing listing = row.record();
        return new Notice(
                mark.key(),
                mark.revision(),
                Notice.Status.VALID,
                switch (listing.kind()) {
                    case ACHIEVEMENT -> Notice.Category.ACHIEVEMENT;
                    case NEED -> Notice.Category.NEED;
                },
                listing.title(),
                Optional.of(listing.summary()),
                listing.keywords(),
                listing.maturity().map(ToGuangdong::stage),
                listing.cooperation().stream().map(ToGuangdong::mode).toList(),
                new Notice.Terms(listing.price(), listing.until()),
                new Notice.Provider(Optional.of(listing.unit()), listing.city()));
    }

    @Override
    public Notice withdrawing(Notice sent, Mark mark) {
        return new Notice(
                mark.key(),
                mark.revision(),
                Notice.Status.WITHDRAWN,
                sent.category(),
                sent.title(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                new Notice.Terms(Optional.empty(), Optional.empty()),
                new Notice.Provider(Optional.empty(), Optional.empty()));
    }

    @Override
    public Mark mark(Notice notice) {
        return new Mark(notice.key(), notice.revision(), notice.status() == Notice.Status.WITHDRAWN);
    }

    @Override
    public Reading<Listing> incoming(Notice notice) {
        List<Obstacle> reasons = new ArrayList<>();
        if (notice.category() == Notice.Category.PROJECT) {
            reasons.add(refusal(
                    "NO_PROJECTS",
                    "这里只接收成果和需求，项目请另行登记。",
                    "Achievements and needs are taken here; projects are recorded elsewhere.",
                    "Принимаются разработки и запросы; проекты учитываются отдельно."));
        }
        if (notice.summary().isEmpty()) {
            reasons.add(refusal("NO_SUMMARY", "缺少简介。", "The introduction is missing.", "Нет описания."));
        }
        if (notice.provider().unit().isEmpty()) {
            reasons.add(refusal("NO_UNIT", "缺少发布单位。", "It does not say who lists it.", "Не указана организация."));
        }
        if (!reasons.isEmpty()) {
            return Reading.unusable(reasons);
        }
        return Reading.of(new Listing(
                notice.category() == Notice.Category.NEED ? Listing.Kind.NEED : Listing.Kind.ACHIEVEMENT,
                notice.title(),
                notice.summary().orElseThrow(),
                notice.keywords(),
                notice.stage().map(ToGuangdong::maturity),
                notice.modes().stream().map(ToGuangdong::cooperation).toList(),
                notice.terms().price(),
                notice.terms().until(),
                notice.provider().unit().orElseThrow(),
                notice.provider().city(),
                Optional.empty(),
                new Listing.Contact(Optional.empty(), Optional.empty()),
                // Theirs is not ours to pass on.
                false));
    }

    private static Obstacle refusal(String code, String zh, String en, String ru) {
        return new Obstacle(code, Words.of(zh, en, ru), Optional.empty());
    }

    private static Notice.Stage stage(Listing.Maturity maturity) {
        return switch (maturity) {
            case LABORATORY -> Notice.Stage.BENCH;
            case PILOT -> Notice.Stage.PILOT;
            case PRODUCTION -> Notice.Stage.PRODUCTION;
        };
    }

    /** What is between a pilot and production was piloted. */
    private static Listing.Maturity maturity(Notice.Stage stage) {
        return switch (stage) {
            case BENCH -> Listing.Maturity.LABORATORY;
            case PILOT, BATCH -> Listing.Maturity.PILOT;
            case PRODUCTION -> Listing.Maturity.PRODUCTION;
        };
    }

    private static Notice.Mode mode(Listing.Cooperation cooperation) {
        return switch (cooperation) {
            case DEVELOPMENT -> Notice.Mode.DEVELOPMENT;
            case TRANSFER -> Notice.Mode.TRANSFER;
            case LICENCE -> Notice.Mode.LICENCE;
            case CONSULTING -> Notice.Mode.CONSULTING;
            case SERVICE -> Notice.Mode.SERVICE;
        };
    }

    private static Listing.Cooperation cooperation(Notice.Mode mode) {
        return switch (mode) {
            case DEVELOPMENT -> Listing.Cooperation.DEVELOPMENT;
            case TRANSFER -> Listing.Cooperation.TRANSFER;
            case LICENCE -> Listing.Cooperation.LICENCE;
            case CONSULTING -> Listing.Cooperation.CONSULTING;
            case SERVICE -> Listing.Cooperation.SERVICE;
        };
    }
}
