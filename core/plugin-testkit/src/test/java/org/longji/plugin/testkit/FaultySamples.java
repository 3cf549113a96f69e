package org.longji.plugin.testkit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.setting.Settings;
import org.pf4j.Extension;

/** Policies that are wrong in exactly one way each. */
final class FaultySamples {

    private FaultySamples() {}

    /** 3,333,333.33 × 0.3 is 999,999.999; cutting off what double leaves loses a fen. */
    @Extension
    public static class RoundsWithDouble extends ExampleSubsidy {
        @Override
        Money share(Money received, ExampleParameters parameters) {
            double share = received.fen() * parameters.rate().doubleValue();
            return Money.ofFen((long) share);
        }
    }

    /** The rate depends on the day on which somebody happens to ask. */
    @Extension
    public static class UsesToday extends ExampleSubsidy {
        @Override
        Money capped(Money share, ExampleParameters parameters) {
            boolean tooEarly = LocalDate.now().isBefore(LocalDate.of(2020, 1, 1));
            return tooEarly ? Money.ZERO : super.capped(share, parameters);
        }
    }

    /** A big contract earns without limit. */
    @Extension
    public static class ForgetsCap extends ExampleSubsidy {
        @Override
        Money capped(Money share, ExampleParameters parameters) {
            return share;
        }
    }

    /** From two million on only half is paid: whoever earns a little more gets much less. */
    @Extension
    public static class FallsOverACliff extends ExampleSubsidy {
        private static final Money CLIFF = Money.of("2000000.00");

        @Override
        Money share(Money received, ExampleParameters parameters) {
            Money share = super.share(received, parameters);
            return received.isAtLeast(CLIFF) ? share.times(new BigDecimal("0.5"), RoundingMode.HALF_UP) : share;
        }
    }

    /** After a refund the contract earns less than nothing. */
    @Extension
    public static class NegativeOnRefund extends ExampleSubsidy {
        @Override
        boolean reachesThreshold(Money received, ExampleParameters parameters) {
            return received.isNegative() || super.reachesThreshold(received, parameters);
        }
    }

    /** Money without a clause. */
    @Extension
    public static class NoLegalBasis extends ExampleSubsidy {
        @Override
        List<LegalBasis> basis() {
            return List.of();
        }
    }

    /** The calculation shown is not the one that was made. */
    @Extension
    public static class StepsDoNotAddUp extends ExampleSubsidy {
        @Override
        Entitled entitled(Money granted, List<CalculationStep> steps) {
            return super.entitled(granted, List.of(steps.get(0), steps.get(0)));
        }
    }

    /** What a tenant may choose about the example. */
    public record House(
            @Field(zh = "补助到元", en = "Whole yuan") boolean wholeYuan) {}

    /** Pays to the fen unless a tenant chooses otherwise. */
    @Extension
    public static class HouseSettings implements Settings<House> {
        @Override
        public Words words() {
            return Words.of("示例设置", "Sample settings");
        }

        @Override
        public House defaults() {
            return new House(false);
        }
    }

    /** Correct code that asks what the tenant chose. */
    @Extension
    public static class AsksTheHouse extends ExampleSubsidy {
        @Override
        public Assessment assess(Facts facts, ExampleParameters parameters) {
            boolean whole = facts.settings(House.class).wholeYuan();
            return super.assess(facts, parameters) instanceof Entitled paid && whole
                    ? super.entitled(
                            yuan(paid.amount()),
                            List.of(new CalculationStep(
                                    "RATE",
                                    new Text("补助到元", "In whole yuan"),
                                    Map.of(),
                                    "30%",
                                    yuan(paid.amount()),
                                    BASIS)))
                    : super.assess(facts, parameters);
        }

        private static Money yuan(Money amount) {
            return Money.ofFen(amount.fen() / 100 * 100);
        }
    }

    /** Correct code in a jar that brings its own copy of the API. */
    @Extension
    public static class BundlesTheApi extends ExampleSubsidy {}

    /** Correct code that the extension index, and so PF4J, does not know of. */
    public static class NotInTheIndex extends ExampleSubsidy {}

    /** Pays whatever the date. */
    @Extension
    public static class IgnoresItsDates extends ExampleSubsidy {
        @Override
        public Assessment assess(Facts facts, ExampleParameters parameters) {
            return super.assess(facts.governedOn(parameters.inForceFrom()), parameters);
        }
    }
}
