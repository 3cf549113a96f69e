package org.longji.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.disbursement.PaymentHouse.HARBIN;
import static org.longji.disbursement.PaymentHouse.form;
import static org.longji.disbursement.PaymentHouse.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.longji.disbursement.PaymentHouse.Due;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Whatever order things happen in, and whatever the bank says twice, late or wrongly. */
class PaymentInterleavingTest {

    private static final PaymentHouse HOUSE = new PaymentHouse();
    private static final List<String> WORDS = List.of("成功", "成功", "成功", "失败", "失败", "退汇", "处理中");
    private static final Set<Problem> REFUSALS =
            Set.of(Problem.NOT_NOW, Problem.PAYMENTS_HELD, Problem.HOLD_SECOND_PERSON);

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    @Label(
            "any interleaving of prepare, send, status, retry and cancel pays no item twice and keeps the ledger balanced")
    void interleavings(@ForAll @IntRange(max = 1_000_000) int seed) {
        var random = new Random(seed);
        int items = 1 + random.nextInt(6);
        // Beneficiaries of their own, so that no check of one run sees those of another.
        int base = 1 + random.nextInt(90_000) * 10;
        var round = HOUSE.round(IntStream.range(0, items)
                .mapToObj(i -> Due.of(base + i, (1 + random.nextInt(1_000_000)) + ".0" + random.nextInt(10)))
                .toList());
        var said = new ArrayList<String>();
        var arrived = new HashMap<UUID, Set<String>>();
        for (int step = 0; step < 30; step++) {
            try {
                act(random, round, said);
            } catch (ProblemException e) {
                assertThat(REFUSALS).contains(e.problem());
            }
            remember(round, arrived);
        }
        HOUSE.assertBalanced();
        // Of each item at most one payment stands; the others failed, came back or never left.
        arrived.values().forEach(ids -> assertThat(ids).hasSizeLessThanOrEqualTo(1));
    }

    /** The payments of each item that the bank may have carried out and that did not come back. */
    private static void remember(PaymentHouse.Round round, Map<UUID, Set<String>> arrived) {
        arrived.clear();
        for (var payment : HOUSE.batches()
                .payments(HOUSE.finance, HARBIN, round.id(), null, null, null, 10_000)
                .items()) {
            if (payment.status() == PaymentStatus.SENT || payment.status() == PaymentStatus.SUCCEEDED) {
                arrived.computeIfAbsent(payment.item(), ignored -> new HashSet<>())
                        .add(payment.endToEndId());
            }
        }
        assertThat(PaymentHouse.doubled(HOUSE.database)).isZero();
        assertThat(PaymentHouse.unbalanced(HOUSE.database)).isZero();
    }

    private static void act(Random random, PaymentHouse.Round round, List<String> said) {
        var officer = random.nextBoolean() ? HOUSE.finance : HOUSE.finance2;
        var batches = HOUSE.batches()
                .list(HOUSE.finance, HARBIN, round.id(), null, 1_000)
                .items();
        var payments = HOUSE.batches()
                .payments(HOUSE.finance, HARBIN, round.id(), null, null, null, 10_000)
                .items();
        switch (random.nextInt(9)) {
            case 0, 1 ->
                HOUSE.batches().prepare(officer, HARBIN, round.id(), form(1 + random.nextInt(3), random.nextBoolean()));
            case 2, 3 -> {
                if (!batches.isEmpty()) {
                    HOUSE.batches().send(officer, HARBIN, any(random, batches).id());
                }
            }
            case 4 -> {
                if (!batches.isEmpty()) {
                    HOUSE.batches().cancel(officer, HARBIN, any(random, batches).id(), "试验");
                }
            }
            case 5, 6 -> {
                if (!payments.isEmpty()) {
                    var lines = new ArrayList<String>();
                    for (int i = 0; i <= random.nextInt(4); i++) {
                        var payment = any(random, payments);
                        var amount = random.nextInt(12) == 0
                                ? "0.01"
                                : payment.amount().toString();
                        lines.add(payment.endToEndId() + "," + any(random, WORDS) + "," + amount + ",,,");
                    }
                    said.add(report(lines));
                    HOUSE.take(said.get(said.size() - 1));
                }
            }
            case 7 -> {
                // An old report again, or one of its words in another file.
                if (!said.isEmpty()) {
                    HOUSE.take(any(random, said) + (random.nextBoolean() ? "" : "\n"));
                }
            }
            default -> {
                var open = HOUSE.reports()
                        .mismatches(HOUSE.finance, HARBIN, null, true, null, 1_000)
                        .items();
                if (!open.isEmpty()) {
                    HOUSE.reports()
                            .close(
                                    officer,
                                    HARBIN,
                                    any(random, open).id(),
                                    new BankMismatch.Closing(random.nextBoolean(), "试验"));
                }
            }
        }
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
