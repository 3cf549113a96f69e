package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.longji.plugin.api.Money;

class ApportionmentPropertiesTest {

    @Property
    @Label("the parts add up to the whole to the fen, and none is a fen or more away from its exact share")
    void exact(
            @ForAll @LongRange(min = 0, max = 100_000_000_000_000L) long fen,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 1_000_000) Integer> weights) {
        var exact = weights.stream().map(BigDecimal::valueOf).toList();
        var parts = Apportionment.parts(Money.ofFen(fen), exact);
        assertThat(Money.sum(parts)).isEqualTo(Money.ofFen(fen));
        var sum = exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        for (int i = 0; i < parts.size(); i++) {
            var share = BigDecimal.valueOf(fen).multiply(exact.get(i)).divide(sum, 10, RoundingMode.HALF_UP);
            assertThat(BigDecimal.valueOf(parts.get(i).fen()).subtract(share).abs())
                    .isLessThanOrEqualTo(BigDecimal.ONE);
        }
    }

    @Property
    @Label("whoever has more never gets less")
    void monotone(
            @ForAll @LongRange(min = 0, max = 1_000_000) long fen,
            @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 1, max = 1_000) Integer> weights) {
        var parts = Apportionment.parts(
                Money.ofFen(fen), weights.stream().map(BigDecimal::valueOf).toList());
        for (int i = 0; i < parts.size(); i++) {
            for (int k = 0; k < parts.size(); k++) {
                if (weights.get(i) > weights.get(k)) {
                    assertThat(parts.get(i)).isGreaterThanOrEqualTo(parts.get(k));
                }
            }
        }
    }
}
