package org.longji.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.exchange.ChannelDefinition;
import org.longji.plugin.api.exchange.ExchangeChannel;
import org.longji.plugin.api.exchange.Format;
import org.longji.plugin.api.exchange.Mark;
import org.longji.plugin.api.exchange.Reading;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.testkit.example.FarEast;
import org.longji.plugin.testkit.example.FarEastLine;
import org.longji.plugin.testkit.example.Offer;
import org.longji.plugin.testkit.example.Offers;
import org.pf4j.Extension;

@DisplayName("the conformance kit for channels")
class ExchangeConformanceOfTheKitTest {

    /** Set before the launcher makes the suite, which has no way to be told. */
    private static ExchangeChannel<?, ?> underTest = new FarEast();

    private static List<? extends Record> messages = List.of();

    /** Sound but for the mark, which is inherited; what follows is wrong in one place. */
    static class NotMarked implements ExchangeChannel<Offer, FarEastLine> {
        private final FarEast sound = new FarEast();

        @Override
        public ChannelDefinition<Offer, FarEastLine> definition() {
            return sound.definition();
        }

        @Override
        public FarEastLine outgoing(Row<Offer> listing, Mark mark) {
            return sound.outgoing(listing, mark);
        }

        @Override
        public FarEastLine withdrawing(FarEastLine sent, Mark mark) {
            return sound.withdrawing(sent, mark);
        }

        @Override
        public Mark mark(FarEastLine message) {
            return sound.mark(message);
        }

        @Override
        public Reading<Offer> incoming(FarEastLine message) {
            return sound.incoming(message);
        }
    }

    @Extension
    static class Sound extends NotMarked {}

    static <R extends Record, M extends Record> ChannelDefinition.Builder<R, M> usual(Class<R> type, Class<M> message) {
        return ChannelDefinition.of(
                        "usual", Words.of("试验", "Trial", "Проба"), Words.of("外地", "Elsewhere", "Регион"), type, message)
                .writtenAs(Format.CSV)
                .sharedIn("PUBLISHED")
                .consentedBy("shared")
                .withdrawnBy("withdraw");
    }

    @Extension
    static class SharesNowhere extends Sound {
        @Override
        public ChannelDefinition<Offer, FarEastLine> definition() {
            return usual(Offer.class, FarEastLine.class).sharedIn("NOWHERE").build();
        }
    }

    @Extension
    static class SpeaksNoRussian extends Sound {
        @Override
        public ChannelDefinition<Offer, FarEastLine> definition() {
            return ChannelDefinition.of(
                            "mute",
                            Words.of("试验", "Trial"),
                            Words.of("外地", "Elsewhere", "Регион"),
                            Offer.class,
                            FarEastLine.class)
                    .writtenAs(Format.CSV)
                    .sharedIn("PUBLISHED")
                    .consentedBy("shared")
                    .withdrawnBy("withdraw")
                    .build();
        }
    }

    /** A column name with a comma and a blank is no name of an element. */
    @Extension
    static class WritesXml extends Sound {
        @Override
        public ChannelDefinition<Offer, FarEastLine> definition() {
            return usual(Offer.class, FarEastLine.class).writtenAs(Format.XML).build();
        }
    }

    @Extension
    static class LosesThePrice extends Sound {
        @Override
        public Reading<Offer> incoming(FarEastLine message) {
            return super.incoming(new FarEastLine(
                    message.key(),
                    message.revision(),
                    message.status(),
                    message.kind(),
                    message.title(),
                    message.summary(),
                    Optional.empty(),
                    message.until()));
        }
    }

    @Extension
    static class CountsItself extends Sound {
        @Override
        public FarEastLine outgoing(Row<Offer> listing, Mark mark) {
            return super.outgoing(listing, new Mark(mark.key(), 1, mark.withdrawn()));
        }
    }

    @Extension
    static class Remembers extends Sound {
        private static int asked;

        @Override
        public FarEastLine withdrawing(FarEastLine sent, Mark mark) {
            var sound = super.withdrawing(sent, mark);
            return new FarEastLine(
                    sound.key(),
                    sound.revision(),
                    sound.status(),
                    sound.kind(),
                    "第 " + ++asked + " 次",
                    sound.summary(),
                    sound.price(),
                    sound.until());
        }
    }

    @Extension
    static class ThrowsOverEvents extends Sound {
        @Override
        public Reading<Offer> incoming(FarEastLine message) {
            if (message.kind() == FarEastLine.Kind.EVENT) {
                throw new IllegalStateException("no events");
            }
            return super.incoming(message);
        }
    }

    @Extension
    static class LooksAtTheClock extends Sound {
        @Override
        public FarEastLine outgoing(Row<Offer> listing, Mark mark) {
            return LocalDate.now().getYear() > 2000 ? super.outgoing(listing, mark) : super.outgoing(listing, mark);
        }
    }

    record Told(
            @Field(zh = "标识", en = "Key", ru = "Ключ") String key,

            @Field(zh = "版次", en = "Revision", ru = "Версия", min = "1")
            long revision,

            @Field(zh = "撤回", en = "Withdrawn", ru = "Отозвано")
            boolean withdrawn,

            @Field(zh = "名称", en = "Title", ru = "Наименование", personal = Personal.NAME)
            String title,

            @Field(zh = "简介", en = "Summary", ru = "Описание", maxLength = 200_000)
            Optional<String> summary) {}

    /** Its message has something personal, and is longer than a page. */
    @Extension
    static class Telltale implements ExchangeChannel<Offer, Told> {
        @Override
        public ChannelDefinition<Offer, Told> definition() {
            return usual(Offer.class, Told.class).build();
        }

        @Override
        public Told outgoing(Row<Offer> listing, Mark mark) {
            var offer = listing.record();
            return new Told(
                    mark.key(),
                    mark.revision(),
                    false,
                    offer.title(),
                    offer.summary().map(text -> text.repeat(20_000)));
        }

        @Override
        public Told withdrawing(Told sent, Mark mark) {
            return new Told(mark.key(), mark.revision(), true, sent.title(), Optional.empty());
        }

        @Override
        public Mark mark(Told message) {
            return new Mark(message.key(), message.revision(), message.withdrawn());
        }

        @Override
        public Reading<Offer> incoming(Told message) {
            return Reading.of(new Offer(
                    Offer.Kind.NEED,
                    message.title(),
                    message.summary().map(any -> "低温下均匀催芽。"),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty()));
        }
    }

    static FarEastLine line(String title, FarEastLine.Kind kind, FarEastLine.Status status) {
        return new FarEastLine(
                "FE-1",
                4,
                status,
                kind,
                title,
                Optional.empty(),
                Optional.of(Money.of("5.00")),
                Optional.of(LocalDate.of(2027, 1, 1)));
    }

    private static final FarEastLine STANDING =
            line("催芽装置（示例）", FarEastLine.Kind.DEVELOPMENT, FarEastLine.Status.STANDS);

    @Test
    @DisplayName("accepts the example and a sound sample")
    void acceptsSound() {
        assertThat(failed(
                        new FarEast(),
                        STANDING,
                        line("求购（示例）", FarEastLine.Kind.REQUEST, FarEastLine.Status.WITHDRAWN),
                        line("展会（示例）", FarEastLine.Kind.EVENT, FarEastLine.Status.STANDS)))
                .isEmpty();
        assertThat(failed(new Sound(), STANDING)).isEmpty();
    }

    @Test
    @DisplayName("rejects each fault by the check that is about it")
    void rejectsFaults() {
        assertThat(failed(new NotMarked(), STANDING)).containsExactly(1);
        assertThat(failed(new SharesNowhere(), STANDING)).containsExactly(2);
        assertThat(failed(new SpeaksNoRussian(), STANDING)).containsExactly(3);
        assertThat(failed(new Telltale(), new Told("K", 1, false, "张三的装置", Optional.empty())))
                .containsExactly(4, 11);
        assertThat(failed(new WritesXml(), STANDING)).containsExactly(5);
        assertThat(failed(new Sound(), line("", FarEastLine.Kind.DEVELOPMENT, FarEastLine.Status.STANDS)))
                .containsExactly(6);
        assertThat(failed(new LosesThePrice(), STANDING)).containsExactly(7);
        assertThat(failed(new CountsItself(), STANDING)).containsExactly(8);
        assertThat(failed(new Remembers(), STANDING)).containsExactly(9);
        assertThat(failed(new ThrowsOverEvents(), STANDING)).containsExactly(10);
        assertThat(failed(new LooksAtTheClock(), STANDING)).containsExactly(12);
    }

    private static Set<Integer> failed(ExchangeChannel<?, ?> channel, Record... sent) {
        underTest = channel;
        messages = List.of(sent);
        var failed = new TreeSet<Integer>();
        var all = new AtomicInteger();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Suite.class))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    all.incrementAndGet();
                                    var name = test.getDisplayName();
                                    if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                                        failed.add(Integer.parseInt(name.substring(0, name.indexOf('.'))));
                                    }
                                }
                            }
                        });
        assertThat(all.get()).as("all checks ran").isEqualTo(12);
        return failed;
    }

    /** Run by the launcher alone: no test of its own. */
    static class Suite extends ExchangeConformance<Record, Record> {
        @Override
        @SuppressWarnings("unchecked")
        protected ExchangeChannel<Record, Record> channel() {
            return (ExchangeChannel<Record, Record>) underTest;
        }

        @Override
        @SuppressWarnings("unchecked")
        protected Register<Record> register() {
            return (Register<Record>) (Register<?>) new Offers();
        }

        @Override
        protected List<Record> listings() {
            return List.of(Offers.sample());
        }

        @Override
        @SuppressWarnings("unchecked")
        protected List<Record> messages() {
            return (List<Record>) messages;
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(underTest.getClass(), messages.get(0).getClass());
        }
    }
}
