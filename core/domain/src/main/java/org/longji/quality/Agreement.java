package org.longji.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far two judgements of the same cases agree, beyond what chance alone would give.
 *
 * @param cases cases judged twice
 * @param agreed cases judged alike
 * @param observed share judged alike, four decimals
 * @param kappa Cohen's kappa (J. Cohen 1960), four decimals, HALF_UP; empty without cases, and when both sides used one
 *     and the same category throughout, where it is not defined
 */
public record Agreement(int cases, int agreed, Optional<BigDecimal> observed, Optional<BigDecimal> kappa) {

    private static final int DECIMALS = 4;

    /** The two judgements of one case. */
    public record Pair(String first, String second) {

        boolean agrees() {
            return first.equals(second);
        }
    }

    /** The agreement over these cases. */
    public static Agreement of(List<Pair> pairs) {
        long n = pairs.size();
        if (n == 0) {
            return new Agreement(0, 0, Optional.empty(), Optional.empty());
        }
        Map<String, Long> firsts = new TreeMap<>();
        Map<String, Long> seconds = new TreeMap<>();
        long agreed = 0;
        for (var pair : pairs) {
            firsts.merge(pair.first(), 1L, Long::sum);
            seconds.merge(pair.second(), 1L, Long::sum);
            agreed += pair.agrees() ? 1 : 0;
        }
        long byChance = 0;
        for (var first : firsts.entrySet()) {
            byChance += first.getValue() * seconds.getOrDefault(first.getKey(), 0L);
        }
        // (observed - chance) / (1 - chance), both multiplied by n squared: whole numbers until the one division.
        long divisor = n * n - byChance;
        Optional<BigDecimal> kappa =
                divisor == 0 ? Optional.empty() : Optional.of(ratio(n * agreed - byChance, divisor));
        return new Agreement((int) n, (int) agreed, Optional.of(ratio(agreed, n)), kappa);
    }

    private static BigDecimal ratio(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), DECIMALS, RoundingMode.HALF_UP);
    }
}
