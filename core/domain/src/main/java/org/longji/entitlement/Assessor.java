package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
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
import org.longji.pluginhost.PluginHost;
import org.longji.policy.CapScope;
import org.longji.policy.Policies;
import org.longji.policy.PolicyVersion;
import org.longji.shared.Sql;

/**
 * Decides a handful of contracts for one year inside one transaction: asks every policy in force, then applies what spans
 * cases. All assessments of the province take turns chunk by chunk, so that the one-side rule and the caps see each
 * other's results.
 */
@Dependent
class Assessor {

    private final Policies policies;
    private final PluginHost plugins;

    @Inject
    Assessor(Policies policies, PluginHost plugins) {
        this.policies = policies;
        this.plugins = plugins;
    }

    /** A decision and the contract it is about. */
    record Decision(UUID contractId, int tenant, String beneficiary, DecisionRecord record) {}

    /** Keeps every other assessment of the province waiting until this transaction ends. */
    static void awaitTurn(EntityManager em) {
        Sql.query(em, "select pg_advisory_xact_lock(hashtextextended('assessment', 0))::text as locked", row -> 0);
    }

    /** Decides; the transaction must have its turn already, and have read the contracts after it came. */
    List<Decision> assess(EntityManager em, List<ContractCase> contracts, int year) {
        var versions = policies.visible(em);
        var inForce = new ArrayList<YearFiguresOf.Wanted>();
        for (var contract : contracts) {
            for (var line : Policies.lines(versions, contract.tenant())) {
                inForce(contract, line, year).ifPresent(inForce::add);
            }
        }
        var figures = YearFiguresOf.load(em, inForce, year);
        var cases = new ArrayList<Case>();
        for (var one : inForce) {
            var date = one.contract().governingDate(one.version().clock(), year);
            cases.add(new Case(one.contract(), one.version(), one.handle(), year, date.orElseThrow(), figures));
        }
        applyOneSide(em, cases, year);
        applyCaps(em, cases, year);
        return cases.stream()
                .map(c -> new Decision(c.contractId(), c.contract().tenant(), c.beneficiary(), c.record()))
                .toList();
    }

    private Optional<YearFiguresOf.Wanted> inForce(ContractCase contract, List<PolicyVersion> line, int year) {
        for (var version : line) {
            var date = contract.governingDate(version.clock(), year).filter(version::inForceOn);
            if (date.isEmpty()) {
                continue;
            }
            var handle = version.definition().isPresent()
                    ? plugins.composed(version.pluginId(), version.definition().get(), version.heading())
                    : plugins.policy(version.pluginId(), version.policyId());
            if (handle.isPresent()) {
                return Optional.of(new YearFiguresOf.Wanted(contract, version, handle.get()));
            }
        }
        return Optional.empty();
    }

    private static void applyOneSide(EntityManager em, List<Case> cases, int year) {
        var oneSided = cases.stream().filter(Case::oneSided).toList();
        var projects =
                oneSided.stream().map(c -> c.contract().project()).distinct().toList();
        if (projects.isEmpty()) {
            return;
        }
        var elected = new HashMap<String, Side>();
        Sql.query(
                        em,
                        "select project_key, side from elected_sides(?, ?)",
                        row -> Map.entry(row.text("project_key"), row.constant("side", Side.class)),
                        projects,
                        year)
                .forEach(e -> elected.put(e.getKey(), e.getValue()));
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
                elected.put(project, elect(em, one, project, year));
            }
        }
        for (var one : oneSided) {
            one.tell(Optional.ofNullable(elected.get(one.contract().project())), otherSideToo(one, sidesOf));
        }
    }

    private static boolean otherSideToo(Case one, Map<UUID, Set<Side>> sidesOf) {
        return sidesOf.getOrDefault(one.contractId(), Set.of()).stream().anyMatch(side -> side != one.side());
    }

    private static Side elect(EntityManager em, Case one, String project, int year) {
        Sql.update(em, """
                insert into side_election (project_key, year, side, tenant, contract_id, elected_by)
                values (?, ?, ?, ?, ?, 'assessment') on conflict do nothing
                """, project, year, one.side(), one.contract().tenant(), one.contractId());
        return Sql.first(
                        em,
                        "select side from elected_sides(array[?], ?)",
                        row -> row.constant("side", Side.class),
                        project,
                        year)
                .orElse(one.side());
    }

    private static void applyCaps(EntityManager em, List<Case> cases, int year) {
        for (var one : cases) {
            var limit = one.capLimit();
            var cap = one.version().cap();
            if (limit.isEmpty() || cap.isEmpty() || standsAlone(one, cap.get().scope())) {
                continue;
            }
            var granted = Sql.first(
                            em,
                            "select take_cap(?, ?, ?, ?, ?, ?, ?) as granted",
                            row -> row.money("granted"),
                            one.version().policyId(),
                            cap.get().scope().key(one.contract().project(), one.beneficiary(), one.contractId(), year),
                            one.contractId(),
                            year,
                            one.contract().tenant(),
                            one.wanted(),
                            limit.get())
                    .orElse(Money.ZERO);
            if (one.wanted().isMoreThan(Money.ZERO)) {
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
