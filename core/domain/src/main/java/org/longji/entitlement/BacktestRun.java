package org.longji.entitlement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.ImaginedLedger.Recorded;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.pluginhost.PluginHost;
import org.longji.policy.PolicyVersion;
import org.longji.shared.TenantScope;

/** One thread of a back-test: decides project after project in every world and counts. Nothing is written. */
final class BacktestRun {

    private static final String BELOW_THRESHOLD = "BELOW_THRESHOLD";

    private final BacktestPlan plan;
    private final List<String> policies;
    private final List<InForce> worlds = new ArrayList<>();
    private final List<ImaginedLedger> ledgers = new ArrayList<>();
    private final Set<PolicyVersion> shared;
    private final Map<Asked, Assessment> answers = new HashMap<>();
    private final BacktestTally tally;
    /** What the present pass counted; thrown away where the pass turns out not to be the last one of its year. */
    private BacktestTally pass;

    private int firstYear;
    private int lastYear;
    private boolean counting = true;
    private boolean again;
    private final List<ContractCase> project = new ArrayList<>();
    /** What each world granted so far to the contracts at hand. */
    private final List<Map<UUID, List<PriorSupport>>> granted = new ArrayList<>();

    private record Asked(Terms terms, String registrationNumber, int year, List<PriorSupport> support) {}

    BacktestRun(BacktestPlan plan, PluginHost plugins, Recorded recorded) {
        this.plan = plan;
        this.policies = plan.policies();
        this.shared = plan.shared();
        this.tally = new BacktestTally(plan);
        this.pass = new BacktestTally(plan);
        this.lastYear = plan.years().size() - 1;
        var first = new InForce(plan.worlds().get(0), plugins, plan.settings());
        for (int world = 0; world < plan.worlds().size(); world++) {
            worlds.add(world == 0 ? first : first.beside(plan.worlds().get(world)));
            ledgers.add(new ImaginedLedger(recorded));
            granted.add(new HashMap<>());
        }
    }

    /** Takes the next contract; a project is decided once its last contract was taken. */
    void take(ContractCase contract) {
        if (!project.isEmpty()
                && (contract.declaredProject() == null
                        || !contract.project().equals(project.get(0).project()))) {
            decide();
        }
        project.add(contract);
        pass.contracts += counting ? 1 : 0;
    }

    /** From now on only this year is decided; contracts taken again are not counted again. */
    void only(int yearIndex) {
        firstYear = yearIndex;
        lastYear = yearIndex;
        counting = yearIndex == 0;
        again = true;
    }

    /**
     * Ends a pass: shares out the pools of the year just decided. Where somebody gets something else than before, the pass does
     * not count, and the year is to be taken again.
     */
    boolean settle(TenantScope scope) {
        if (!plan.anyPool()) {
            return true;
        }
        int year = plan.years().get(firstYear);
        boolean changed = false;
        for (int world = 0; world < worlds.size(); world++) {
            changed |= ledgers.get(world).pools().shareOut(plan.worlds().get(world), scope, year);
        }
        if (changed) {
            pass = new BacktestTally(plan);
            granted.forEach(world ->
                    world.values().forEach(support -> support.removeIf(earlier -> earlier.year() == year)));
        }
        return !changed;
    }

    /** Decides what is left of the contracts taken. */
    void finish() {
        decide();
    }

    /** What was decided since counts. */
    void keep() {
        tally.merge(pass);
        pass = new BacktestTally(plan);
    }

    BacktestTally tally() {
        return tally;
    }

    private void decide() {
        for (int y = firstYear; y <= lastYear; y++) {
            int year = plan.years().get(y);
            var counted = new ArrayList<ContractCase>(project.size());
            for (var contract : project) {
                if (countsIn(contract, year)) {
                    counted.add(contract);
                }
            }
            if (!counted.isEmpty()) {
                decide(counted, y);
            }
        }
        project.clear();
        if (!answers.isEmpty()) {
            answers.clear();
        }
        // Where the contracts come again for the next year, what this one granted must be known then.
        granted.forEach(world -> {
            if (!again && !world.isEmpty()) {
                world.clear();
            }
        });
    }

    /** A contract counts in the year it was registered in and in every year in which money arrived. */
    private static boolean countsIn(ContractCase contract, int year) {
        if (contract.contract().registeredOn().getYear() == year) {
            return true;
        }
        for (ReceiptFacts receipt : contract.receipts()) {
            if (receipt.receivedOn().getYear() == year) {
                return true;
            }
        }
        return false;
    }

    private void decide(List<ContractCase> contracts, int yearIndex) {
        int year = plan.years().get(yearIndex);
        var places = places(contracts);
        var before = new Answers(contracts.size());
        for (int world = 0; world < worlds.size(); world++) {
            var known = granted.get(world);
            var supported = new ArrayList<ContractCase>(contracts.size());
            for (var contract : contracts) {
                supported.add(withSupport(contract, known.get(contract.id()), year));
            }
            var cases = Round.decide(supported, year, worlds.get(world), ledgers.get(world), this::ask);
            var answers = world == 0 ? before : new Answers(contracts.size());
            for (var one : cases) {
                int policy = policies.indexOf(one.version().policyId());
                var outcome = one.outcome();
                pass.count(world, yearIndex, policy == 0, one, outcome);
                long due = outcome.entitledAmount().fen();
                int at = places.getOrDefault(one.subject(), 0) * policies.size() + policy;
                if (due > 0) {
                    answers.due[at] = due;
                    known.computeIfAbsent(one.subject(), id -> new ArrayList<>())
                            .add(new PriorSupport(
                                    one.version().policyId(), year, one.side(), outcome.entitledAmount()));
                }
                answers.missed[at] = belowThreshold(outcome);
            }
            if (world > 0) {
                compare(world, yearIndex, contracts, before, answers);
            }
        }
    }

    /** Where each contract stands among those decided together; most stand alone, at the first place. */
    private static Map<UUID, Integer> places(List<ContractCase> contracts) {
        if (contracts.size() == 1) {
            return Map.of();
        }
        var places = new HashMap<UUID, Integer>();
        for (var contract : contracts) {
            places.put(contract.id(), places.size());
        }
        return places;
    }

    /** What one world gives, contract by contract and for each policy: fen, and whether the threshold was missed. */
    private final class Answers {
        private final long[] due;
        private final boolean[] missed;

        Answers(int contracts) {
            due = new long[contracts * policies.size()];
            missed = new boolean[due.length];
        }
    }

    static boolean belowThreshold(DecisionRecord.Outcome outcome) {
        for (var reason : outcome.reasons()) {
            if (reason.code().equals(BELOW_THRESHOLD)) {
                return true;
            }
        }
        return false;
    }

    private void compare(int world, int yearIndex, List<ContractCase> contracts, Answers before, Answers after) {
        for (int at = 0; at < before.due.length; at++) {
            long was = before.due[at];
            long becomes = after.due[at];
            if (was != becomes) {
                boolean reached = was == 0 && before.missed[at];
                boolean lost = becomes == 0 && after.missed[at];
                var contract = contracts.get(at / policies.size());
                pass.changed(world, contract, yearIndex, at % policies.size(), was, becomes, reached || lost);
            }
        }
    }

    private Assessment ask(Terms terms, Facts facts) {
        if (!shared.contains(terms.version())) {
            return terms.ask(facts);
        }
        // The governing date is part of the terms; what is left to differ between worlds is what was granted before.
        var asked = new Asked(terms, facts.contract().registrationNumber(), facts.year(), facts.priorSupport());
        return answers.computeIfAbsent(asked, a -> terms.ask(facts));
    }

    /** The contract with what was granted before the year: what is on record, and what this world decided itself. */
    private static ContractCase withSupport(ContractCase contract, @Nullable List<PriorSupport> decided, int year) {
        var onRecord = contract.priorSupport();
        if (onRecord.isEmpty() && decided == null) {
            return contract;
        }
        var support = new ArrayList<PriorSupport>();
        onRecord.stream().filter(earlier -> earlier.year() < year).forEach(support::add);
        if (decided != null) {
            support.addAll(decided);
        }
        support.sort(Comparator.comparing(PriorSupport::year).thenComparing(PriorSupport::policyId));
        return contract.with(support);
    }
}
