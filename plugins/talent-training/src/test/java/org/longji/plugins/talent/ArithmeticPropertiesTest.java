package org.longji.plugins.talent;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.longji.plugin.api.Money;

@Label("what training counts and computes")
class ArithmeticPropertiesTest {

    private static final LocalDateTime MONDAY = LocalDateTime.of(2026, 4, 6, 8, 0);
    private static final long MOST = 480;

    @Provide
    Arbitrary<List<AttendedTime.Stay>> stays() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 600),
                        Arbitraries.integers().between(-5, 300))
                .as((course, group, from, length) -> new AttendedTime.Stay(
                        "course " + course,
                        course == 2 ? "B" : "A",
                        "class " + group,
                        MOST,
                        MONDAY.plusMinutes(from),
                        MONDAY.plusMinutes(from + length)))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<BigDecimal> marks() {
        return Arbitraries.integers().between(0, 1000).map(tenths -> BigDecimal.valueOf(tenths, 1));
    }

    private static long sum(Map<String, Long> minutes) {
        return minutes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Written another way than what it judges: minute by minute. */
    private static long minutesThere(List<AttendedTime.Stay> stays) {
        long there = 0;
        for (int minute = 0; minute < 1000; minute++) {
            LocalDateTime at = MONDAY.plusMinutes(minute);
            there += stays.stream()
                            .anyMatch(stay ->
                                    !stay.from().isAfter(at) && stay.until().isAfter(at))
                    ? 1
                    : 0;
        }
        return there;
    }

    @Property
    @Label("no minute counts twice, however stays overlap")
    void noMinuteTwice(@ForAll("stays") List<AttendedTime.Stay> stays) {
        assertThat(sum(AttendedTime.minutesByModule(stays))).isLessThanOrEqualTo(minutesThere(stays));
    }

    @Property
    @Label("the same stay told twice changes nothing, and neither does the order")
    void toldTwice(@ForAll("stays") List<AttendedTime.Stay> stays, @ForAll long seed) {
        List<AttendedTime.Stay> twice = new ArrayList<>(stays);
        twice.addAll(stays);
        Collections.shuffle(twice, new Random(seed));
        assertThat(AttendedTime.minutesByModule(twice)).isEqualTo(AttendedTime.minutesByModule(stays));
    }

    @Property
    @Label("one version of a course counts once, and for no more than it has")
    void oneVersionOnce(
            @ForAll @IntRange(min = 1, max = 900) int first, @ForAll @IntRange(min = 1, max = 900) int second) {
        List<AttendedTime.Stay> both = List.of(
                new AttendedTime.Stay("c", "A", "spring", MOST, MONDAY, MONDAY.plusMinutes(first)),
                new AttendedTime.Stay(
                        "c",
                        "A",
                        "autumn",
                        MOST,
                        MONDAY.plusDays(100),
                        MONDAY.plusDays(100).plusMinutes(second)));
        assertThat(AttendedTime.minutesByModule(both).get("A")).isEqualTo(Math.min(MOST, Math.max(first, second)));
    }

    @Property
    @Label("stays that do not overlap, of one class, count in full up to the course's hours")
    void apart(@ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 200) Integer> lengths) {
        List<AttendedTime.Stay> stays = new ArrayList<>();
        LocalDateTime from = MONDAY;
        for (int length : lengths) {
            stays.add(new AttendedTime.Stay("c", "A", "k", MOST, from, from.plusMinutes(length)));
            from = from.plusMinutes(length + 10L);
        }
        long wanted = lengths.stream().mapToLong(Integer::longValue).sum();
        assertThat(AttendedTime.minutesByModule(stays)).isEqualTo(Map.of("A", Math.min(MOST, wanted)));
        assertThat(stays.stream()
                        .map(stay -> Duration.between(stay.from(), stay.until()).toMinutes())
                        .max(Comparator.naturalOrder()))
                .isPresent();
    }

    @Property
    @Label("the mean of two marks is exact, whichever came first")
    void meanIsExact(@ForAll("marks") BigDecimal one, @ForAll("marks") BigDecimal other) {
        BigDecimal mean = Score.mean(one, other);
        assertThat(mean.add(mean)).isEqualByComparingTo(one.add(other));
        assertThat(mean).isEqualByComparingTo(Score.mean(other, one));
    }

    @Property
    @Label("the total is exact: a hundred totals are the weighted marks, to the last digit")
    void totalIsExact(@ForAll("marks") BigDecimal one, @ForAll("marks") BigDecimal other) {
        Scheme scheme = Schemes.juniorBroker();
        BigDecimal total = Score.total(scheme.papers(), Map.of("P1", one, "P2", other));
        BigDecimal weighted = one.multiply(new BigDecimal("40")).add(other.multiply(new BigDecimal("60")));
        assertThat(total.multiply(new BigDecimal("100"))).isEqualByComparingTo(weighted);
    }

    @Property
    @Label("who passes passes every paper and the total, and a higher mark fails nobody")
    void passing(@ForAll("marks") BigDecimal one, @ForAll("marks") BigDecimal other, @ForAll("marks") BigDecimal more) {
        Scheme scheme = Schemes.juniorBroker();
        Map<String, BigDecimal> marks = new HashMap<>(Map.of("P1", one, "P2", other));
        boolean passes = Score.missing(scheme, marks).isEmpty();
        BigDecimal sixty = new BigDecimal("60");
        assertThat(passes).isEqualTo(one.compareTo(sixty) >= 0 && other.compareTo(sixty) >= 0);
        marks.put("P1", one.max(more));
        assertThat(!passes || Score.missing(scheme, marks).isEmpty()).isTrue();
    }

    @Property
    @Label("a third mark never leads outside the marks that were given")
    void arbitration(@ForAll("marks") BigDecimal a, @ForAll("marks") BigDecimal b, @ForAll("marks") BigDecimal c) {
        for (Scheme.Arbitration rule : Scheme.Arbitration.values()) {
            BigDecimal mark = Score.arbitrated(a, b, c, rule);
            assertThat(mark).isBetween(a.min(b).min(c), a.max(b).max(c));
            assertThat(mark).isEqualByComparingTo(Score.arbitrated(b, a, c, rule));
        }
    }

    @Property
    @Label("the parts of a contract that people are credited with never exceed it")
    void partsOfAContract(@ForAll @IntRange(min = 1, max = 98) int one, @ForAll @IntRange(max = 1_000_000) int fen) {
        Money amount = Money.ofFen(fen);
        Money parts = Money.sum(
                List.of(Practice.part(amount, one), Practice.part(amount, 1), Practice.part(amount, 99 - one)));
        assertThat(amount.isAtLeast(parts)).isTrue();
        assertThat(Practice.part(amount, 100)).isEqualTo(amount);
    }

    @Property
    @Label("a certificate's number with one digit wrong is found out")
    void checkDigit(@ForAll @IntRange(min = 1, max = 99_999) int serial, @ForAll @IntRange(min = 1, max = 9) int off) {
        String number = Numbers.certificate("HLJ-TT", Profession.BROKER, Level.JUNIOR, 2026, 230100, "01", serial);
        String digits =
                number.substring("HLJ-TT-".length(), number.length() - 1).replace("-", "");
        char check = number.charAt(number.length() - 1);
        assertThat(Numbers.check(digits)).isEqualTo(check);
        for (int i = 0; i < digits.length(); i++) {
            char wrong = (char) ('0' + (digits.charAt(i) - '0' + off) % 10);
            assertThat(Numbers.check(digits.substring(0, i) + wrong + digits.substring(i + 1)))
                    .isNotEqualTo(check);
        }
    }
}
