package org.longji.entitlement;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;
import org.longji.policy.CapScope;
import org.longji.policy.HostTerms;
import org.longji.shared.TenantScope;

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
        var determined = ledger.determined(wanted, year);
        var cases = new ArrayList<Case>(wanted.size());
        for (var one : wanted) {
            var facts = figures.with(one.matter().facts(year, one.governingDate()), one.terms());
            cases.add(new Case(one, determined.with(facts, one), asker));
        }
        settle(cases, year, ledger);
        return cases;
    }

    /** Decides applicants' years, those of one applicant together. */
    static List<Case> decideYears(
            List<ApplicantYear> applicants,
            TenantScope scope,
            int year,
            InForce inForce,
            Ledger ledger,
            Case.Asker asker) {
        record Of(ApplicantYear applicant, Case.Wanted wanted) {}
        var all = new ArrayList<Of>();
        for (var applicant : applicants) {
            inForce.on(applicant, scope).forEach(one -> all.add(new Of(applicant, one)));
        }
        var determined = ledger.determined(all.stream().map(Of::wanted).toList(), year);
        var cases = new ArrayList<Case>();
        for (var one : all) {
            var facts = one.applicant().facts(one.wanted().terms(), one.wanted().governingDate());
            cases.add(new Case(one.wanted(), determined.with(facts, one.wanted()), asker));
        }
        settle(cases, year, ledger);
        return cases;
    }

    /** Applies what spans cases to those of one year. */
    static void settle(List<Case> cases, int year, Ledger ledger) {
        if (cases.isEmpty()) {
            return;
        }
        ledger.begin(cases, year);
        applyOneSide(cases, year, ledger);
        apply(cases, new Drawing(ledger, year));
        ledger.finish();
    }

    private static void applyOneSide(List<Case> cases, int year, Ledger ledger) {
        var oneSided = new ArrayList<Case>(cases.size());
        var projects = new LinkedHashSet<String>();
        for (var one : cases) {
            if (one.oneSided()) {
                oneSided.add(one);
                projects.add(one.matter().project());
            }
        }
        if (oneSided.isEmpty()) {
            return;
        }
        var elected = new HashMap<>(ledger.elected(List.copyOf(projects), year));
        var sidesOf = new HashMap<UUID, Set<Side>>();
        for (var one : oneSided) {
            if (one.ruleGivesSomething()) {
                sidesOf.computeIfAbsent(one.subject(), id -> EnumSet.noneOf(Side.class))
                        .add(one.side());
            }
        }
        // A project of several contracts, perhaps in several tenants, is taken by the first side that gets something;
        // the
        // primary key of side_election decides between two transactions. All elections come before the first decision,
        // so
        // that assessing again finds nothing new.
        for (var one : oneSided) {
            var project = one.matter().project();
            if (one.matter().declaredProject() != null
                    && one.ruleGivesSomething()
                    && !otherSideToo(one, sidesOf)
                    && !elected.containsKey(project)) {
                elected.put(project, ledger.elect(one, project, year));
            }
        }
        for (var one : oneSided) {
            one.tell(Optional.ofNullable(elected.get(one.matter().project())), otherSideToo(one, sidesOf));
        }
    }

    private static boolean otherSideToo(Case one, Map<UUID, Set<Side>> sidesOf) {
        var sides = sidesOf.get(one.subject());
        return sides != null && sides.size() > (sides.contains(one.side()) ? 1 : 0);
    }

    /** Each alone where nothing is said of other policies; otherwise project by project. */
    private static void apply(List<Case> cases, Drawing draw) {
        if (aloneEach(cases)) {
            for (var one : cases) {
                draw.caps(one);
                draw.pool(one);
            }
        } else {
            var projects = new LinkedHashMap<String, List<Case>>();
            for (var one : cases) {
                projects.computeIfAbsent(one.matter().project(), key -> new ArrayList<>())
                        .add(one);
            }
            projects.values().forEach(project -> Stacking.apply(project, draw));
        }
        cases.forEach(Payment::tell);
    }

    private static boolean aloneEach(List<Case> cases) {
        for (var one : cases) {
            if (!one.version().relations().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** What cases take out of what they share with others. */
    private record Drawing(Ledger ledger, int year) implements Stacking.Draw {

        @Override
        public void caps(Case one) {
            one.capLimit().ifPresent(limit -> {
                var scope = one.version().cap().orElseThrow().scope();
                if (!standsAlone(one, scope)) {
                    var wanted = one.due();
                    var granted = take(one, scope, "", wanted, limit);
                    if (wanted.isMoreThan(Money.ZERO)) {
                        one.tellCap(limit, granted);
                    }
                }
            });
            for (var cap : furtherCaps(one)) {
                var scope = Objects.requireNonNull(cap.scope());
                one.terms().figure(cap.limit(), cap.basis()).ifPresent(figure -> {
                    var limit = Money.of(figure.value(), RoundingMode.DOWN);
                    var wanted = one.due();
                    var granted =
                            standsAlone(one, scope) ? wanted.min(limit) : take(one, scope, FURTHER, wanted, limit);
                    if (wanted.isMoreThan(Money.ZERO)) {
                        one.tell(DecisionRecord.Limit.of(
                                        DecisionRecord.LimitKind.CAP,
                                        HostTerms.basis(one.version(), cap.basis()),
                                        List.of(),
                                        Optional.of(granted))
                                .of(Optional.of(limit), Optional.empty())
                                .over(scope));
                    }
                });
            }
        }

        @Override
        public void release(Case one) {
            one.capLimit().ifPresent(limit -> {
                var scope = one.version().cap().orElseThrow().scope();
                if (!standsAlone(one, scope)) {
                    take(one, scope, "", Money.ZERO, limit);
                }
            });
            for (var cap : furtherCaps(one)) {
                var scope = Objects.requireNonNull(cap.scope());
                if (!standsAlone(one, scope)) {
                    take(one, scope, FURTHER, Money.ZERO, Money.ZERO);
                }
            }
            one.forgetCaps();
        }

        @Override
        public void pool(Case one) {
            var wanted = one.due();
            var pool = one.version().terms().map(HostTerms::pool);
            if (pool.isPresent() && wanted.isPositive()) {
                var grant = ledger.fromPool(one, wanted);
                var limit = DecisionRecord.Limit.of(
                        DecisionRecord.LimitKind.POOL,
                        HostTerms.basis(one.version(), pool.get().basis()),
                        List.of(),
                        grant.map(PoolBook.Grant::granted));
                one.tell(grant.map(given -> limit.of(given.share())).orElse(limit));
            }
        }

        private static List<HostTerms.FurtherCap> furtherCaps(Case one) {
            return one.version().terms().map(HostTerms::caps).orElse(List.of());
        }

        private Money take(Case one, CapScope scope, String prefix, Money wanted, Money limit) {
            var key = prefix + scope.key(one.matter().project(), one.beneficiary(), one.subject(), year);
            return ledger.take(one, key, year, wanted, limit);
        }
    }

    /** Keeps the claims on a further cap apart from those on the first one, whose scope may be the same after a change of law. */
    private static final String FURTHER = "further:";

    /** A cap nobody else can claim on is the policy's own business; it already cut its answer there. */
    private static boolean standsAlone(Case one, CapScope scope) {
        return scope == CapScope.CONTRACT
                || (scope == CapScope.PROJECT_YEAR && one.matter().declaredProject() == null);
    }
}
