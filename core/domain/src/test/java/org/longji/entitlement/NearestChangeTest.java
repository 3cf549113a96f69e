package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.longji.entitlement.DecisionRecord.Outcome;
import org.longji.entitlement.SmallestChange.Change;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.StatedFacts;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;

/** The smallest change is verified by the policy itself, and it is the smallest. */
class NearestChangeTest {

    private static final LegalBasis BASIS = LegalBasis.of("试〔2018〕1号", "第一条");
    private static final Money AWARD = Money.of("150000.00");

    private record Condition(String code, Predicate<Facts> holds) {}

    /** A policy that lists every condition that fails and says nothing of how far it was missed. */
    private static Outcome decide(Facts facts, List<Condition> conditions) {
        var reasons = conditions.stream()
                .filter(condition -> !condition.holds().test(facts))
                .map(condition ->
                        new Reason(condition.code(), new Text("不符合", "not met"), "", "", Optional.empty(), BASIS))
                .toList();
        var due = reasons.isEmpty() ? AWARD : Money.ZERO;
        return new Outcome(
                reasons.isEmpty() ? EntitlementStatus.ENTITLED : EntitlementStatus.NOT_ENTITLED,
                due,
                due,
                List.of(),
                List.of(),
                reasons,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static SmallestChange search(Facts facts, Condition... conditions) {
        var levers = new Levers(Subject.CONTRACT, List.of(), Levers.Words.of(230000, List.of()));
        return new NearestChange(levers, List.of(), changed -> Optional.of(decide(changed, List.of(conditions))))
                .from(facts, decide(facts, List.of(conditions)));
    }

    private static Facts facts(long receivedFen, Answer affiliated) {
        return new StatedFacts(
                        2018,
                        new StatedFacts.Contract(
                                null, null, null, null, "90000000.00", "80000000.00", affiliated, null, null),
                        null,
                        null,
                        List.of(new StatedFacts.Receipt(
                                LocalDate.of(2018, 6, 1),
                                Money.ofFen(receivedFen).toString())),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)
                .in(230100)
                .facts(LocalDate.of(2018, 12, 31), Role.PROVIDER);
    }

    private static long received(Facts facts) {
        return facts.receivedWithin(2018).fen();
    }

    @Property(tries = 500)
    void includedThresholdIsReachedExactly(
            @ForAll @LongRange(min = 1, max = 100_000_000_000L) long threshold,
            @ForAll @LongRange(min = 0, max = 99_999_999_999L) long any) {
        long has = any % threshold;
        var change = search(facts(has, Answer.NO), new Condition("BELOW", f -> received(f) >= threshold))
                .alone()
                .get(0);
        assertThat(change.field()).isEqualTo("receipts");
        assertThat(Money.of(change.to()).fen()).isEqualTo(threshold);
        assertThat(Money.of(String.valueOf(change.difference())).fen()).isEqualTo(threshold - has);
        assertThat(change.amount()).isEqualTo(AWARD);
    }

    @Property(tries = 500)
    void excludedThresholdIsPassedByOneFen(
            @ForAll @LongRange(min = 1, max = 100_000_000_000L) long threshold,
            @ForAll @LongRange(min = 0, max = 99_999_999_999L) long any) {
        long has = any % (threshold + 1);
        var change = search(facts(has, Answer.NO), new Condition("BELOW", f -> received(f) > threshold))
                .alone()
                .get(0);
        assertThat(Money.of(change.to()).fen()).isEqualTo(threshold + 1);
    }

    @Property(tries = 200)
    void tooMuchIsLoweredExactly(
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long most,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long over) {
        var change = search(facts(most + over, Answer.NO), new Condition("ABOVE", f -> received(f) <= most))
                .alone()
                .get(0);
        assertThat(Money.of(change.to()).fen()).isEqualTo(most);
        assertThat(change.difference()).startsWith("-");
    }

    @Test
    @DisplayName("a condition answered the other way is the change, in words of both languages")
    void answer() {
        var found = search(
                facts(50_000_000, Answer.YES),
                new Condition("AFFILIATED", f -> f.contract().affiliatedParties() == Answer.NO));
        assertThat(found.alone()).extracting(Change::field).containsExactly("contract.affiliatedParties");
        assertThat(found.alone().get(0).sentence())
                .isEqualTo(
                        new Text(
                                "双方存在关联关系为“否”（现为“是”）即符合，可得 150,000.00 元。",
                                "parties are affiliated: 'no' instead of 'yes' would have qualified and give 150,000.00 yuan."));
    }

    @Test
    @DisplayName("a day outside a window is moved to its edge")
    void day() {
        var edge = LocalDate.of(2018, 5, 31);
        var change = search(
                        facts(50_000_000, Answer.NO),
                        new Condition(
                                "LATE", f -> !f.receipts().get(0).receivedOn().isAfter(edge)))
                .alone()
                .get(0);
        assertThat(change.field()).isEqualTo("receipts.0.on");
        assertThat(change.to()).isEqualTo("2018-05-31");
    }

    @Test
    @DisplayName("where no single change is enough, those that are enough together are named, each at its least")
    void together() {
        var found = search(
                facts(48_000_000, Answer.YES),
                new Condition("BELOW", f -> received(f) >= 50_000_000),
                new Condition("AFFILIATED", f -> f.contract().affiliatedParties() == Answer.NO));
        assertThat(found.alone()).isEmpty();
        assertThat(found.together())
                .extracting(Change::field, Change::to)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("receipts", "500000.00"),
                        org.assertj.core.groups.Tuple.tuple("contract.affiliatedParties", "NO"));
        assertThat(found.together()).extracting(Change::amount).containsOnly(AWARD);
    }

    @Test
    @DisplayName("where nothing helps, nothing is invented")
    void nothing() {
        assertThat(search(facts(48_000_000, Answer.NO), new Condition("NEVER", f -> false))
                        .found())
                .isFalse();
    }

    @TestFactory
    @DisplayName("every change for a refused case of the sample measures is verified, and with a step less it is none")
    Stream<DynamicTest> samples() {
        var found = new ArrayList<DynamicTest>();
        for (var sample : SampleMeasures.all()) {
            var imagined = new Imagined(
                    sample.version(),
                    sample.version().handle(SampleMeasures.PLUGINS).orElseThrow());
            for (var one : sample.cases()) {
                if (one.expect().refused() != null && one.pool() == null && one.line() == null) {
                    found.add(DynamicTest.dynamicTest(
                            sample + ": " + one.title(),
                            () -> verified(imagined, one.facts(imagined.handle().beneficiary()))));
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(20);
        return found.stream();
    }

    private static void verified(Imagined imagined, Facts stated) {
        var calculation =
                Calculator.calculation(imagined, imagined.decide(stated).orElseThrow());
        var facts = calculation.record().facts();
        var levers = new Levers(
                        imagined.handle().subject(), imagined.handle().inputs(), Levers.Words.of(imagined.version()))
                .of(facts);
        for (var change : calculation.smallestChange().alone()) {
            var lever = levers.stream()
                    .filter(one -> one.field().equals(change.field()))
                    .findFirst()
                    .orElseThrow();
            if (lever instanceof Lever.Quantity quantity) {
                long to = read(change, change.to());
                long from = read(change, change.from());
                assertThat(due(imagined, quantity.with(facts, to))).isEqualTo(change.amount());
                assertThat(due(imagined, quantity.with(facts, to > from ? to - 1 : to + 1)))
                        .isEqualTo(Money.ZERO);
            } else {
                assertThat(due(imagined, ((Lever.Choice) lever).with(facts, change.to())))
                        .isEqualTo(change.amount());
            }
            assertThat(change.amount().isPositive()).isTrue();
        }
    }

    private static Money due(Imagined imagined, Facts facts) {
        // Of a pool that is not shared out yet: what is asked of it.
        return imagined.decide(facts)
                .map(Case::outcome)
                .map(outcome -> outcome.status() == EntitlementStatus.AWAITING_ALLOCATION
                        ? outcome.assessedAmount()
                        : outcome.entitledAmount())
                .orElse(Money.ZERO);
    }

    private static long read(Change change, String value) {
        return switch (change.kind()) {
            case MONEY -> Money.of(value).fen();
            case DATE -> LocalDate.parse(value).toEpochDay();
            case RATIO -> new java.math.BigDecimal(value).movePointRight(4).longValueExact();
            default -> Long.parseLong(value);
        };
    }
}
