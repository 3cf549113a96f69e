package org.longji.entitlement;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;
import org.longji.policy.CapScope;

/**
 * Decides some contracts for one year, those of a project together: asks every policy in force, then applies what spans cases.
 * An assessment and a back-test differ in their ledger alone.
 */
final class Round {

    private Round() {}

    static List<Case> decide(List<ContractCase> contracts, int year, InForce inForce, Ledger ledger, Case.Asker asker) {
        var wanted = new ArrayList<Case.Wanted>();
        for (var contract : contracts) {
            wanted.addAll(inForce.on(contract, year));
        }
        var figures = ledger.figures(wanted, year);
        var cases = new ArrayList<Case>(wanted.size());
        for (var one : wanted) {
            cases.add(new Case(one, figures.with(one.contract().facts(year, one.governingDate()), one.terms()), asker));
        }
        settle(cases, year, ledger);
        return cases;
    }

    /** Applies what spans cases to those of one year. */
    static void settle(List<Case> cases, int year, Ledger ledger) {
        applyOneSide(cases, year, ledger);
        applyCaps(cases, year, ledger);
    }

    private static void applyOneSide(List<Case> cases, int year, Ledger ledger) {
        var oneSided = cases.stream().filter(Case::oneSided).toList();
        var projects =
                oneSided.stream().map(c -> c.contract().project()).distinct().toList();
        if (projects.isEmpty()) {
            return;
        }
        var elected = new HashMap<>(ledger.elected(projects, year));
        var sidesOf = new HashMap<UUID, Set<Side>>();
        for (var one : oneSided) {
            if (one.ruleGivesSomething()) {
                sidesOf.computeIfAbsent(one.contractId(), id -> EnumSet.noneOf(Side.class))
                        .add(one.side());
            }
        }
        // A project of several contracts, perhaps in several tenants, is taken by the first side that gets something;
        // the
        // primary key of side_election decides between two transactions. All elections come before the first decision,
        // so that assessing again finds nothing new.
        for (var one : oneSided) {
            var project = one.contract().project();
            if (one.contract().declaredProject() != null
                    && one.ruleGivesSomething()
                    && !otherSideToo(one, sidesOf)
                    && !elected.containsKey(project)) {
                elected.put(project, ledger.elect(one, project, year));
            }
        }
        for (var one : oneSided) {
            one.tell(Optional.ofNullable(elected.get(one.contract().project())), otherSideToo(one, sidesOf));
        }
    }

    private static boolean otherSideToo(Case one, Map<UUID, Set<Side>> sidesOf) {
        return sidesOf.getOrDefault(one.contractId(), Set.of()).stream().anyMatch(side -> side != one.side());
    }

    private static void applyCaps(List<Case> cases, int year, Ledger ledger) {
        for (var one : cases) {
            var limit = one.capLimit();
            var cap = one.version().cap();
            if (limit.isEmpty() || cap.isEmpty() || standsAlone(one, cap.get().scope())) {
                continue;
            }
            var wanted = one.wanted();
            var key = cap.get().scope().key(one.contract().project(), one.beneficiary(), one.contractId(), year);
            var granted = ledger.take(one, key, year, wanted, limit.get());
            if (wanted.isMoreThan(Money.ZERO)) {
                one.tellCap(limit.get(), granted);
            }
        }
    }

    /** A cap nobody else can claim on is the policy's own business; it already cut its answer there. */
    private static boolean standsAlone(Case one, CapScope scope) {
        return scope == CapScope.CONTRACT
                || (scope == CapScope.PROJECT_YEAR && one.contract().declaredProject() == null);
    }
}
