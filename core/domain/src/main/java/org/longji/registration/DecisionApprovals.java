package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.approval.ApprovalKind;
import org.longji.approval.ApprovalRequest;
import org.longji.approval.Approvals;
import org.longji.approval.Chains;
import org.longji.contract.TechnologyContract;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Row;
import org.longji.shared.Sql;

/** Decisions to register that take effect only when they have been approved: what was decided waits here, and the contract with it. */
@Dependent
class DecisionApprovals {

    private final Chains chains;
    private final Approvals approvals;

    @Inject
    DecisionApprovals(Chains chains, Approvals approvals) {
        this.chains = chains;
        this.approvals = approvals;
    }

    /** A decision that waits. */
    record Brought(
            Money technologyAmount,
            Money technologyIncome,
            @Nullable String deviation,
            Caller caller) {}

    /** Whether a decision at the tenant of the contract takes an approval. */
    boolean areAsked(EntityManager em, TechnologyContract contract) {
        return chains.asks(em, contract.tenant(), ApprovalKind.REGISTRATION);
    }

    /** Begins the case of a decision that nothing stands in the way of; whoever belongs to a party, filed it or decided it before does not sign. */
    void begin(EntityManager em, TechnologyContract contract, Brought decision) {
        approvals.begin(
                em,
                decision.caller(),
                new ApprovalRequest(
                        contract.tenant(),
                        ApprovalKind.REGISTRATION,
                        contract.id(),
                        new Text("认定登记：《" + contract.title() + "》", "Registration of \"" + contract.title() + "\""),
                        "contracts/" + contract.id(),
                        // No less than any technology amount, and no secret to the parties.
                        Optional.of(contract.contractAmount()),
                        contract.barredAccounts(),
                        contract.partyCodes()));
        Sql.update(
                em,
                """
                insert into registration_brought (contract_id, tenant, technology_amount, technology_income, deviation, caller)
                values (?, ?, ?, ?, ?, ?::jsonb)
                """,
                contract.id(),
                contract.tenant(),
                decision.technologyAmount(),
                decision.technologyIncome(),
                decision.deviation(),
                Json.write(decision.caller()));
    }

    /** What waits, if anything does. */
    static Optional<Brought> waiting(EntityManager em, TechnologyContract contract) {
        return Sql.first(
                em,
                "select technology_amount, technology_income, deviation, caller::text as caller from registration_brought"
                        + " where contract_id = ?",
                DecisionApprovals::read,
                contract.id());
    }

    /** Takes what waits out of its place, and the contract out of its approval. */
    static Brought taken(EntityManager em, TechnologyContract contract) {
        var brought = waiting(em, contract).orElseThrow();
        Sql.update(em, "delete from registration_brought where contract_id = ?", contract.id());
        contract.returnFromApproval();
        return brought;
    }

    private static Brought read(Row row) {
        return new Brought(
                row.money("technology_amount"),
                row.money("technology_income"),
                row.optionalText("deviation").orElse(null),
                Json.read(row.text("caller"), Caller.class));
    }
}
