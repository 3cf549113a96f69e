package org.longji.pluginhost;

import java.nio.charset.StandardCharsets;

/** A plugin with a register {@code offer} and a channel {@code far-east}, which loops for ever over a row called {@code loop}. */
public final class TrialExchange {

    private TrialExchange() {}

    public static TrialPlugin plugin() {
        return plugin("", "");
    }

    /** The same with something else in its channel. */
    static TrialPlugin plugin(String instead, String with) {
        return TrialPlugin.of("Trial", "class Trial {}")
                .manifest("Plugin-Needs", "registers, channels")
                .source("Offer", OFFER)
                .source("Line", LINE)
                .source("Offers", REGISTER)
                .source("Looping", CHANNEL.replace(instead, with))
                .file("META-INF/extensions.idx", "trial.Offers\ntrial.Looping\n".getBytes(StandardCharsets.UTF_8));
    }

    private static final String PACKAGE = "package trial; import java.util.*; import org.longji.plugin.api.register.*;"
            + " import org.longji.plugin.api.exchange.*; import org.pf4j.Extension; ";

    private static final String OFFER = PACKAGE
            + "public record Offer(@Field(zh = \"名称\", en = \"Title\") String title, @Field(zh = \"同意\", en = \"Consents\") boolean shared) {}";

    private static final String LINE = PACKAGE
            + "public record Line(@Field(zh = \"标识\", en = \"Key\") String key, @Field(zh = \"版次\", en = \"Revision\") long revision,"
            + " @Field(zh = \"撤回\", en = \"Withdrawn\") boolean withdrawn, @Field(zh = \"名称\", en = \"Title\") String title) {}";

    private static final String REGISTER = PACKAGE + """
            @Extension public class Offers implements Register<Offer> {
                public RegisterDefinition<Offer> definition() {
                    return RegisterDefinition.of("offer", Words.of("供需", "Offers"), Offer.class)
                        .states(State.of("DRAFT", Words.of("草稿", "draft")), State.ending("PUBLISHED", Words.of("发布", "published")),
                            State.ending("GONE", Words.of("撤回", "gone")))
                        .createdBy(UserRole.REGISTRAR).titledBy("title")
                        .step(Step.<Offer>transition("publish", Words.of("发布", "Publish")).from("DRAFT").to("PUBLISHED")
                            .by(UserRole.REGISTRAR))
                        .step(Step.<Offer>transition("withdraw", Words.of("撤回", "Withdraw")).from("DRAFT", "PUBLISHED").to("GONE")
                            .by(UserRole.REGISTRAR))
                        .build();
                }
            }
            """;

    private static final String CHANNEL = PACKAGE + """
            @Extension public class Looping implements ExchangeChannel<Offer, Line> {
                public ChannelDefinition<Offer, Line> definition() {
                    return ChannelDefinition.of("far-east", Words.of("试", "Trial"), Words.of("外地", "Elsewhere"), Offer.class, Line.class)
                        .sharedIn("PUBLISHED").consentedBy("shared").withdrawnBy("withdraw").build();
                }
                public Line outgoing(Row<Offer> listing, Mark mark) {
                    long n = 0;
                    while (listing.record().title().equals("loop")) { n++; }
                    return new Line(mark.key(), mark.revision(), false, listing.record().title());
                }
                public Line withdrawing(Line sent, Mark mark) { return new Line(mark.key(), mark.revision(), true, sent.title()); }
                public Mark mark(Line line) { return new Mark(line.key(), line.revision(), line.withdrawn()); }
                public Reading<Offer> incoming(Line line) { return Reading.of(new Offer(line.title(), false)); }
            }
            """;
}
