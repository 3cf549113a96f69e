package org.longji.disbursement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.longji.plugin.api.Money;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;

/**
 * Officers, beneficiaries and the public act on the same money at once, in whatever order; afterwards, and all the while, the sums hold.
 * {@code deploy/bench/run disbursement} tries as many of them as it is told.
 */
@Label("Under any interleaving")
class RoundPropertiesTest {

    /** After so many a new database is taken: what is asked of a city with thousands of budgets is another question. */
    private static final int IN_A_DATABASE = 50;

    private static final TestDatabase DATABASE = database();
    private static final AtomicInteger TRIES = new AtomicInteger();
    private static final ExecutorService ACTORS = Executors.newCachedThreadPool();

    private static TestDatabase database() {
        return TestDatabase.fresh().withTenants(RoundHouse.HARBIN, RoundHouse.DAQING);
    }

    @AfterContainer
    static void leave() {
        ACTORS.shutdown();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    @Label("a budget is never overdrawn, nothing is taken up twice, what is frozen or published never changes")
    void sumsHold(@ForAll long seed) throws InterruptedException, ExecutionException {
        new Interleaving(DATABASE, seed).run();
    }

    /** Tries as many interleavings as are asked for, for whoever measures; says how many broke an invariant. */
    static int breaks(int interleavings, long seed) throws InterruptedException {
        int broken = 0;
        var random = new Random(seed);
        for (int left = interleavings; left > 0; left -= IN_A_DATABASE) {
            try (var database = database()) {
                for (int i = 0; i < Math.min(left, IN_A_DATABASE); i++) {
                    long one = random.nextLong();
                    try {
                        new Interleaving(database, one).run();
                    } catch (AssertionError | ExecutionException e) {
                        broken++;
                        System.err.println("The interleaving of seed " + one + " broke:");
                        e.printStackTrace();
                    }
                }
            }
        }
        return broken;
    }

    /** Three actors with a list of acts each, at once. */
    private static final class Interleaving {

        private final RoundHouse house;
        private final Random random;
        private final List<UUID> owed = new ArrayList<>();

        Interleaving(TestDatabase database, long seed) {
            house = new RoundHouse(database, "trial-" + TRIES.incrementAndGet());
            random = new Random(seed);
        }

        void run() throws InterruptedException, ExecutionException {
            for (var beneficiary : List.of("A", "B", "C", "D")) {
                owed.add(house.owes(
                        RoundHouse.HARBIN,
                        house.policy,
                        beneficiary,
                        "ENTERPRISE",
                        amount(1, 20_000).toString()));
            }
            house.appropriate(amount(1, 50_000).toString());
            house.open(
                    Track.values()[random.nextInt(2)], Allocation.values()[random.nextInt(Allocation.values().length)]);
            var acts = new ArrayList<Callable<Object>>();
            for (int actor = 0; actor < 3; actor++) {
                var own = new Random(random.nextLong());
                acts.add(() -> {
                    for (int act = 0; act < 8; act++) {
                        act(own);
                    }
                    return own;
                });
            }
            for (var ended : ACTORS.invokeAll(acts)) {
                ended.get();
            }
            holds();
        }

        private Money amount(int least, int most) {
            return Money.ofFen(least + random.nextInt(most));
        }

        /** One act of somebody; what is not possible just now is refused and changes nothing. */
        private void act(Random own) {
            try {
                attempt(own);
            } catch (ProblemException refused) {
                assertThat(refused.problem().status()).isBetween(400, 499);
            }
        }

        private void attempt(Random own) {
            var rounds = house.opened();
            var round = rounds.get(own.nextInt(rounds.size()));
            var id = round.id();
            switch (own.nextInt(16)) {
                case 0 -> house.open(Track.AUTOMATIC, Allocation.values()[own.nextInt(3)]);
                case 1 -> house.appropriate(Money.ofFen(1 + own.nextInt(20_000)).toString());
                case 2 ->
                    house.budgets.appropriate(
                            house.finance,
                            RoundHouse.HARBIN,
                            new AppropriationForm(
                                    house.policy, 2025, Money.ofFen(1 + own.nextInt(20_000)), true, "示例", null));
                case 3 ->
                    house.decidedAgain(
                            owed.get(own.nextInt(owed.size())),
                            Money.ofFen(1 + own.nextInt(20_000)).toString());
                case 4, 5, 6 ->
                    house.items(id).forEach(item -> {
                        if (item.status() == ItemStatus.CANDIDATE) {
                            house.agree(item);
                        }
                    });
                case 7, 8 -> house.rounds.endAnswers(house.reviewer, RoundHouse.HARBIN, id);
                case 9 -> house.rounds.review(house.reviewer, RoundHouse.HARBIN, id, new Review(null, true, null));
                case 10 -> {
                    var items = house.items(id);
                    if (items.isEmpty()) {
                        return;
                    }
                    house.rounds.review(
                            house.reviewer,
                            RoundHouse.HARBIN,
                            id,
                            new Review(
                                    List.of(items.get(own.nextInt(items.size())).id()), own.nextBoolean(), "示例"));
                }
                case 11, 12 -> house.rounds.publish(house.reviewer, RoundHouse.HARBIN, id);
                case 13 -> object(round, own);
                case 14 -> {
                    var open = house.notices.objections(house.secondReviewer, RoundHouse.HARBIN, id);
                    if (!open.isEmpty()) {
                        house.notices.decide(
                                house.secondReviewer,
                                RoundHouse.HARBIN,
                                open.get(0).id(),
                                new Objection.Verdict(own.nextBoolean(), "示例"));
                    }
                }
                default -> house.rounds.cancel(house.reviewer, RoundHouse.HARBIN, id, "示例");
            }
        }

        private void object(RoundSummary round, Random own) {
            if (round.notice() != null) {
                house.notices.object(round.notice(), new Objection.Form(1 + own.nextInt(4), "某", "1", "示例"));
            }
        }

        private void holds() {
            var budget = house.budget();
            var balances = house.balances();
            assertThat(budget.appropriated())
                    .isEqualTo(budget.available().plus(budget.committed()).plus(budget.paid()));
            assertThat(balances.getOrDefault("AVAILABLE", Money.ZERO)).isEqualTo(budget.available());
            assertThat(balances.getOrDefault("COMMITTED", Money.ZERO)).isEqualTo(budget.committed());
            assertThat(balances.getOrDefault("APPROPRIATED", Money.ZERO).negate())
                    .isEqualTo(budget.appropriated());
            assertThat(budget.available().isNegative() || budget.committed().isNegative())
                    .isFalse();
            var wrong = house.transactions.within(
                    TenantScope.exactly(RoundHouse.HARBIN),
                    em -> Sql.query(
                            em,
                            """
                            select 'committed is not what stands in lists' as what from budget b where b.policy_id = ? and b.committed <>
                                (select coalesce(sum(i.allocated), 0) from round_item i join payment_round r on r.id = i.round_id
                                    where r.policy_id = b.policy_id and i.status in ('LISTED', 'APPROVED'))
                            union all
                            select 'taken up twice' from round_item i join payment_round r on r.id = i.round_id
                                join entitlement e on e.id = i.entitlement_id where r.policy_id = ?
                                group by e.id having sum(takes_up(i.status, i.due, i.allocated)) > e.peak_amount
                            union all
                            select 'frozen items changed' from payment_round r where r.policy_id = ? and r.frozen_hash is not null
                                and r.frozen_hash <> coalesce((select encode(sha256(convert_to(string_agg(i.ordinal || '|' || i.entitlement_id || '|'
                                    || i.record_hash || '|' || i.due, E'\\n' order by i.ordinal), 'UTF8')), 'hex')
                                    from round_item i where i.round_id = r.id), encode(sha256(''), 'hex'))
                            union all
                            select 'a list changed' from public_notice n join payment_round r on r.id = n.round_id where r.policy_id = ?
                                and (n.list_hash, n.total) <> (select encode(sha256(convert_to(string_agg(
                                    notice_text(l.ordinal, l.beneficiary, l.subject, l.amount), E'\\n' order by l.ordinal), 'UTF8')), 'hex'), sum(l.amount)
                                    from notice_line l where l.notice_id = n.id)
                            union all
                            select 'published another amount' from notice_line l join round_item i on i.id = l.item_id
                                join payment_round r on r.id = i.round_id where r.policy_id = ? and l.amount <> i.allocated
                            union all
                            select 'held up without an objection' from round_item i join payment_round r on r.id = i.round_id where r.policy_id = ?
                                and i.status = 'LISTED' and (i.hold = 'OBJECTION') is distinct from
                                    case when exists (select 1 from objection o where o.item_id = i.id and o.upheld is null) then true end
                            """,
                            row -> row.text("what"),
                            house.policy,
                            house.policy,
                            house.policy,
                            house.policy,
                            house.policy,
                            house.policy));
            assertThat(wrong).isEmpty();
        }
    }
}
