package org.longji.server;

import java.io.IOException;

/** A plugin of one policy, compiled and packed as its author's build would: it pays a share of what arrived, and a bonus. */
final class MoneyPlugin {

    static final String POLICY = "it-city-award";

    private static final String SOURCE = """
            package org.example.award;

            import java.math.BigDecimal;
            import java.math.RoundingMode;
            import java.util.List;
            import java.util.Map;
            import org.longji.plugin.api.*;
            import org.pf4j.Extension;

            @Extension
            public class CityAward implements IncentivePolicy<CityAward.Terms> {
                public record Terms(@Parameter(zh = "比例", en = "Rate", unit = "1") BigDecimal rate) {}

                static final LegalBasis BASIS = LegalBasis.of("示例（平台演示）", "示例条款");

                @Override
                public PolicyDescriptor descriptor() {
                    return new PolicyDescriptor(
                        "it-city-award", new Text("示例市级奖励", "Sample city award"), Side.RECIPIENT, Kind.REWARD, 230000,
                        List.of(BASIS));
                }

                @Override
                public Class<Terms> parametersType() {
                    return Terms.class;
                }

                @Override
                public Assessment assess(Facts facts, Terms terms) {
                    var received = facts.receivedWithin(facts.year());
                    var amount = received.times(terms.rate(), RoundingMode.HALF_UP);
                    if (received.isAtLeast(Money.of("1000000.00"))) {
                        amount = amount.plus(Money.of("BONUS"));
                    }
                    if (amount.isZero()) {
                        return new NotEntitled(List.of(
                            Reason.belowThreshold(received, Money.of("0.01"), BASIS)));
                    }
                    return Entitled.of(List.of(new CalculationStep(
                        "SHARE", new Text("到账比例", "share of receipts"), Map.of(), "rate", amount, BASIS)));
                }
            }
            """;

    private MoneyPlugin() {}

    static byte[] packed(String id, String version, String bonus, String needs) throws IOException {
        return PackedPlugin.of(id, version, needs, "org.example.award.CityAward", SOURCE.replace("BONUS", bonus));
    }
}
