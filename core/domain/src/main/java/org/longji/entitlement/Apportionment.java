package org.longji.entitlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.longji.plugin.api.Money;

/**
 * Cuts an amount into parts by weight, to the fen: each part is rounded down, and the fen that are left go one by one to the
 * largest remainders, of equal ones to the earlier part. The parts add up to the whole.
 */
final class Apportionment {

    private Apportionment() {}

    static List<Money> parts(Money whole, List<BigDecimal> weights) {
        var sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (weights.isEmpty() || sum.signum() <= 0 || whole.isNegative()) {
            throw new IllegalArgumentException("Nothing to cut " + whole + " by: " + weights);
        }
        var fen = BigDecimal.valueOf(whole.fen());
        long[] parts = new long[weights.size()];
        var remainders = new ArrayList<BigDecimal>(parts.length);
        long left = whole.fen();
        for (int i = 0; i < parts.length; i++) {
            var exact = fen.multiply(weights.get(i));
            var floor = exact.divide(sum, 0, RoundingMode.DOWN);
            parts[i] = floor.longValueExact();
            // Over the common denominator: exact, thirds included.
            remainders.add(exact.subtract(floor.multiply(sum)));
            left -= parts[i];
        }
        var order = new ArrayList<Integer>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.<Integer, BigDecimal>comparing(remainders::get).reversed());
        for (int i = 0; i < left; i++) {
            parts[order.get(i)]++;
        }
        var cut = new ArrayList<Money>(parts.length);
        for (long part : parts) {
            cut.add(Money.ofFen(part));
        }
        return List.copyOf(cut);
    }
}
