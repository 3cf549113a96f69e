package org.longji.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.longji.plugin.api.Money;

/** Contract amount = technology amount + non-technology cost, whatever becomes of a price. */
class PricePropertiesTest {

    @Provide
    Arbitrary<List<PriceItem>> items() {
        var yuan = Combinators.combine(
                        Arbitraries.longs().between(0, 1_000_000_000_000L), Arbitraries.of(PriceClass.values()))
                .as((fen, priceClass) -> PriceItem.of("分项", "X", priceClass, Money.ofFen(fen)));
        var foreign = Combinators.combine(
                        Arbitraries.longs().between(0, 100_000_000_000L),
                        Arbitraries.longs().between(1, 2_000_000_000L),
                        Arbitraries.of(PriceClass.values()))
                .as((cents, rate, priceClass) -> foreign(cents, rate, priceClass));
        return Arbitraries.oneOf(yuan, foreign).list().ofMinSize(1).ofMaxSize(20);
    }

    private static PriceItem foreign(long cents, long rate, PriceClass priceClass) {
        return new PriceItem(
                "外币分项",
                "X",
                priceClass,
                null,
                "USD",
                BigDecimal.valueOf(cents, 2),
                BigDecimal.valueOf(rate, 8),
                "AGREED",
                LocalDate.of(2026, 3, 2),
                null,
                null);
    }

    private static void addsUp(Price price) {
        assertThat(price.technologyAmount().plus(price.nonTechnologyCost())).isEqualTo(price.contractAmount());
        assertThat(price.declaredTechnologyAmount().isMoreThan(price.contractAmount()))
                .isFalse();
    }

    @Property
    void holdsThroughAssessmentsSettlementsAndAnEarlyEnd(
            @ForAll("items") List<PriceItem> items,
            @ForAll @IntRange(max = 1000) int which,
            @ForAll PriceClass found,
            @ForAll @LongRange(max = 1_000_000_000_000L) long settled,
            @ForAll @IntRange(max = 100) int technicalPercent) {
        var price = new Price(items);
        addsUp(price);
        var assessed = price.assess(which % items.size(), found, "核查");
        addsUp(assessed);
        assertThat(assessed.contractAmount()).isEqualTo(price.contractAmount());
        assertThat(assessed.declaredTechnologyAmount()).isEqualTo(price.declaredTechnologyAmount());

        var part = Money.ofFen(settled / 100 * technicalPercent);
        var grown = assessed.plus(Money.ofFen(settled), part);
        addsUp(grown);
        assertThat(grown.contractAmount()).isEqualTo(price.contractAmount().plus(Money.ofFen(settled)));
        assertThat(grown.technologyAmount())
                .isEqualTo(assessed.technologyAmount().plus(part));

        var ended = Price.performed(Money.ofFen(settled), part);
        addsUp(ended);
        assertThat(ended.contractAmount()).isEqualTo(Money.ofFen(settled));
        assertThat(ended.technologyAmount()).isEqualTo(part);
    }

    @Property
    void aForeignItemIsTheRoundedProduct(
            @ForAll @LongRange(max = 100_000_000_000L) long cents,
            @ForAll @LongRange(min = 1, max = 2_000_000_000L) long rate) {
        var exact = BigDecimal.valueOf(cents, 2).multiply(BigDecimal.valueOf(rate, 8));
        assertThat(foreign(cents, rate, PriceClass.TECH).amount().toBigDecimal())
                .isEqualByComparingTo(exact.setScale(2, RoundingMode.HALF_UP));
    }
}
