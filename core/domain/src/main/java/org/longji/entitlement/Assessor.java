package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.longji.pluginhost.PluginHost;
import org.longji.policy.Policies;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/**
 * Decides a handful of contracts for one year inside one transaction. All assessments of the province take turns chunk by
 * chunk, so that the one-side rule and the caps see each other's results.
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

    /** Shares out the pools of a year that the scope sees whole; true where somebody gets something else than before. */
    boolean shareOut(EntityManager em, TenantScope scope, int year) {
        return !PoolRecords.shareOut(em, policies.visible(em), scope, year).isEmpty();
    }

    /** Decides; the transaction must have its turn already, and have read the contracts after it came. */
    List<Decision> assess(EntityManager em, List<ContractCase> contracts, int year) {
        var inForce = new InForce(policies.visible(em), plugins);
        return Round.decide(contracts, year, inForce, new RecordedLedger(em), Terms::ask).stream()
                .map(c -> new Decision(c.contractId(), c.contract().tenant(), c.beneficiary(), c.record()))
                .toList();
    }
}
