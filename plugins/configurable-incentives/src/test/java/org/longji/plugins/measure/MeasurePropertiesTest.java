package org.longji.plugins.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.ComposedPolicy;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Money;

/** Random amounts against arithmetic written down a second time, in plain BigDecimal and without the language. */
class MeasurePropertiesTest {

    private static final Map<String, String> UNITS =
            Map.of("t1", "CNY", "t2", "CNY", "r1", "1", "r2", "1", "r3", "1", "cap", "CNY", "up", "1");
    private static final Map<String, String> VALUES = Map.of(
            "t1",
            "1000000.00",
            "t2",
            "50000000.00",
            "r1",
            "0.0333",
            "r2",
            "0.0007",
            "r3",
            "0.0001",
            "cap",
            "90000.00",
            "up",
            "0.15");

    private static final ComposedPolicy.Bound SLICES = bound(
            UNITS,
            VALUES,
            Map.of(
                    "slices",
                    List.of(
                            Map.of("upTo", "$t1", "rate", "$r1"),
                            Map.of("upTo", "$t2", "rate", "$r2"),
                            Map.of("rate", "$r3")),
                    "of",
                    "contract.technologyAmount"),
            Map.of("increase", "$up"),
            Map.of("cap", "$cap"));

    private static final ComposedPolicy.Bound TIERS = bound(
            Map.of("t1", "CNY", "t2", "CNY", "r1", "1", "r2", "1", "r3", "1"),
            Map.of("t1", "1000000.00", "t2", "50000000.00", "r1", "0.0333", "r2", "0.0007", "r3", "0.0002"),
            Map.of(
                    "tiers",
                    List.of(
                            Map.of("rate", "$r3"),
                            Map.of("from", "$t1", "rate", "$r2"),
                            Map.of("above", "$t2", "rate", "$r1")),
                    "of",
                    "contract.technologyAmount"));

    private static final ComposedPolicy.Bound QUOTIENT = bound(
            Map.of("r1", "1", "cap", "CNY"),
            Map.of("r1", "0.07", "cap", "123456789.01"),
            Map.of(
                    "formula",
                    "contract.technologyAmount * $r1 * (received.year / contract.technologyAmount) / 3",
                    "cap",
                    "$cap"));

    private static ComposedPolicy.Bound bound(Map<String, String> units, Map<String, String> values, Object... steps) {
        return new MeasureLanguage()
                .compile(Trial.HEADING, Definition.of(Trial.definition(units, steps)))
                .bind(values, LocalDate.of(2024, 1, 1), Optional.empty());
    }

    private static BigDecimal of(String name) {
        return new BigDecimal(VALUES.get(name));
    }

    @Property(tries = 100_000)
    void slicesAreExact(@ForAll @LongRange(min = 1, max = 20_000_000_000L) long fen) {
        BigDecimal amount = BigDecimal.valueOf(fen, 2);
        BigDecimal first = amount.min(of("t1")).multiply(of("r1"));
        BigDecimal second =
                amount.min(of("t2")).subtract(of("t1")).max(BigDecimal.ZERO).multiply(of("r2"));
        BigDecimal third = amount.subtract(of("t2")).max(BigDecimal.ZERO).multiply(of("r3"));
        BigDecimal expected = first.add(second)
                .add(third)
                .multiply(new BigDecimal("1.15"))
                .min(of("cap"))
                .setScale(2, RoundingMode.HALF_UP);
        var answer = SLICES.assess(Trial.facts(Money.ofFen(fen)));
        assertThat(Trial.amount(answer).toBigDecimal()).isEqualByComparingTo(expected);
        if (answer instanceof Entitled entitled) {
            assertThat(Money.sum(entitled.steps().stream()
                            .map(CalculationStep::contribution)
                            .toList()))
                    .isEqualTo(entitled.amount());
        }
    }

    @Property(tries = 100_000)
    void slicesNeverFall(
            @ForAll @LongRange(min = 1, max = 20_000_000_000L) long fen,
            @ForAll @LongRange(min = 0, max = 1_000_000L) long more) {
        Money less = Trial.amount(SLICES.assess(Trial.facts(Money.ofFen(fen))));
        assertThat(Trial.amount(SLICES.assess(Trial.facts(Money.ofFen(fen + more)))))
                .isGreaterThanOrEqualTo(less);
    }

    @Property(tries = 100_000)
    void tiersAreExact(@ForAll @LongRange(min = 1, max = 20_000_000_000L) long fen) {
        BigDecimal amount = BigDecimal.valueOf(fen, 2);
        String rate = amount.compareTo(new BigDecimal("50000000")) > 0
                ? "0.0333"
                : amount.compareTo(new BigDecimal("1000000")) >= 0 ? "0.0007" : "0.0002";
        assertThat(Trial.amount(TIERS.assess(Trial.facts(Money.ofFen(fen)))).toBigDecimal())
                .isEqualByComparingTo(amount.multiply(new BigDecimal(rate)).setScale(2, RoundingMode.HALF_UP));
    }

    @Property(tries = 100_000)
    void divisionLosesNothing(
            @ForAll @LongRange(min = 1, max = 20_000_000_000L) long fen,
            @ForAll @LongRange(min = 1, max = 20_000_000_000L) long received) {
        // The technology amount cancels out: only arithmetic that never cut a digit on the way can know it.
        BigDecimal expected = BigDecimal.valueOf(received, 2)
                .multiply(new BigDecimal("0.07"))
                .divide(new BigDecimal(3), 2, RoundingMode.HALF_UP);
        assertThat(Trial.amount(QUOTIENT.assess(Trial.facts(Money.ofFen(fen), Money.ofFen(received))))
                        .toBigDecimal())
                .isEqualByComparingTo(expected);
    }
}
