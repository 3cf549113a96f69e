package org.longji.entitlement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;

/**
 * The ledger as it would become: it begins with what is on record, and what is elected and taken in it stays in it. Whoever
 * assesses after the enactment finds the same record and takes the same turns, so both come to the same amounts.
 */
final class ImaginedLedger implements Ledger {

    private final Recorded recorded;
    private final Map<String, Side> elected = new HashMap<>();
    private final Map<String, Pot> pots = new HashMap<>();

    private final PoolBook pools;

    ImaginedLedger(Recorded recorded) {
        this.recorded = recorded;
        this.pools = recorded.pools.copy();
    }

    @Override
    public void begin(List<Case> cases, int year) {
        if (!pools.claims().isEmpty()) {
            cases.forEach(one -> pools.forget(one.subject(), year));
        }
    }

    @Override
    public Optional<PoolBook.Grant> fromPool(Case one, Money wanted) {
        return pools.ask(one, wanted);
    }

    @Override
    public void finish() {}

    PoolBook pools() {
        return pools;
    }

    /** One claim on a cap. */
    record Claim(UUID contract, int year) {}

    /** What was taken out of one cap, by whom within the run's range, and how much beyond it. */
    static final class Pot {

        private final Map<Claim, Money> taken = new HashMap<>();
        private Money sum = Money.ZERO;

        private Pot copy() {
            var copy = new Pot();
            copy.taken.putAll(taken);
            copy.sum = sum;
            return copy;
        }

        void outside(Money amount) {
            sum = sum.plus(amount);
        }

        void put(Claim claim, Money amount) {
            var before = taken.put(claim, amount);
            sum = sum.plus(amount).minus(before == null ? Money.ZERO : before);
        }

        Money take(Claim claim, Money wanted, Money limit) {
            var others = sum.minus(taken.getOrDefault(claim, Money.ZERO));
            var share = wanted.min(limit.minus(others)).max(Money.ZERO);
            put(claim, share);
            return share;
        }
    }

    /** What is on record when the run begins; read by all its ledgers, changed by none. */
    static final class Recorded {

        final Map<String, Side> elected = new HashMap<>();
        final Map<String, Pot> pots = new HashMap<>();
        YearFiguresOf figures = YearFiguresOf.none();
        DeterminedAmounts determined = DeterminedAmounts.none();
        PoolBook pools = new PoolBook();

        static String project(String project, int year) {
            return year + "|" + project;
        }

        Pot pot(String policy, String scopeKey) {
            return pots.computeIfAbsent(policy + "|" + scopeKey, key -> new Pot());
        }
    }

    @Override
    public YearFiguresOf figures(List<Case.Wanted> wanted, int year) {
        return recorded.figures;
    }

    @Override
    public DeterminedAmounts determined(List<Case.Wanted> wanted, int year) {
        return recorded.determined;
    }

    @Override
    public Map<String, Side> elected(List<String> projects, int year) {
        var sides = new HashMap<String, Side>();
        for (var project : projects) {
            var key = Recorded.project(project, year);
            var side = recorded.elected.getOrDefault(key, elected.get(key));
            if (side != null) {
                sides.put(project, side);
            }
        }
        return sides;
    }

    @Override
    public Side elect(Case one, String project, int year) {
        elected.put(Recorded.project(project, year), one.side());
        return one.side();
    }

    @Override
    public Money take(Case one, String scopeKey, int year, Money wanted, Money limit) {
        var key = one.version().policyId() + "|" + scopeKey;
        var pot = pots.get(key);
        if (pot == null) {
            var known = recorded.pots.get(key);
            if (known == null && wanted.isZero()) {
                return Money.ZERO;
            }
            pot = known == null ? new Pot() : known.copy();
            pots.put(key, pot);
        }
        return pot.take(new Claim(one.subject(), year), wanted, limit);
    }
}
