package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.ComposedPolicy;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;

/**
 * Random amounts through a measure with a threshold, slices, a bonus and a cap, beside the same rule in plain BigDecimal. The
 * test runs some, {@code deploy/bench/run policies} a million.
 */
final class FenErrors {

    private static final long THRESHOLD = 100_000_000;
    private static final long BRACKET = 5_000_000_000L;
    /** Where the cap is just reached. */
    private static final long CAPPED = 111_179_689_441L;

    private static final BigDecimal RATE = new BigDecimal("0.0333");
    private static final BigDecimal LOWER = new BigDecimal("0.0007");
    private static final BigDecimal BONUS = new BigDecimal("1.15");
    private static final BigDecimal CAP = new BigDecimal("2769496.50");

    private final ComposedPolicy.Bound measure = measure();

    private static ComposedPolicy.Bound measure() {
        Map<String, Object> definition = Trial.definition(
                Map.of("least", "CNY", "bracket", "CNY", "rate", "1", "lower", "1", "bonus", "1", "cap", "CNY"),
                Map.of(
                        "slices",
                        List.of(Map.of("upTo", "$bracket", "rate", "$rate"), Map.of("rate", "$lower")),
                        "of",
                        "contract.technologyAmount"),
                Map.of("increase", "$bonus"),
                Map.of("cap", "$cap"));
        definition.put("conditions", List.of(Map.of("require", "contract.technologyAmount >= $least")));
        Map<String, String> values = new LinkedHashMap<>();
        values.put("least", "1000000.00");
        values.put("bracket", "50000000.00");
        values.put("rate", "0.0333");
        values.put("lower", "0.0007");
        values.put("bonus", "0.15");
        values.put("cap", "2769496.50");
        return new MeasureLanguage()
                .compile(Trial.HEADING, Definition.of(definition))
                .bind(values, LocalDate.of(2024, 1, 1), Optional.empty());
    }

    /** {@return how many of so many amounts are not what they should be, to the fen, or whose steps do not add up} */
    int of(int amounts) {
        Random random = new Random(20240101);
        int errors = 0;
        for (int i = 0; i < amounts; i++) {
            long fen = amount(random, i % 8);
            Money expected = Money.of(expected(BigDecimal.valueOf(fen, 2)));
            if (!isRight(Trial.facts(Money.ofFen(fen)), expected)) {
                errors++;
            }
        }
        return errors;
    }

    private boolean isRight(Facts facts, Money expected) {
        var answer = measure.assess(facts);
        Money steps = answer instanceof Entitled entitled
                ? Money.sum(entitled.steps().stream()
                        .map(CalculationStep::contribution)
                        .toList())
                : Money.ZERO;
        return Trial.amount(answer).equals(expected) && steps.equals(expected);
    }

    private static long amount(Random random, int kind) {
        return switch (kind) {
            case 0 -> random.nextInt((int) THRESHOLD);
            case 1 -> THRESHOLD - 1 + random.nextInt(3);
            case 2 -> BRACKET - 2 + random.nextInt(5);
            case 3 -> CAPPED - 200 + random.nextInt(400);
            // Products that end in half a fen, which rounds up.
            case 4 -> 10_000L * (10_000 + random.nextInt(490_000)) + 1_000L * random.nextInt(10);
            case 5 -> (long) (random.nextDouble() * 1e17);
            default -> THRESHOLD + (long) (random.nextDouble() * 2 * BRACKET);
        };
    }

    private static BigDecimal expected(BigDecimal amount) {
        if (amount.compareTo(new BigDecimal("1000000.00")) < 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal limit = new BigDecimal("50000000");
        BigDecimal first = amount.min(limit).multiply(RATE);
        BigDecimal rest = amount.subtract(limit).max(BigDecimal.ZERO).multiply(LOWER);
        return first.add(rest).multiply(BONUS).min(CAP).setScale(2, RoundingMode.HALF_UP);
    }

    public static void main(String[] arguments) {
        int amounts = Integer.parseInt(arguments[0]);
        System.out.println("fen_errors: " + new FenErrors().of(amounts) + " of " + amounts + " amounts");
    }
}
