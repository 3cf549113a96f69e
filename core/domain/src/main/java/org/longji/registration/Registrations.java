package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractDetails;
import org.longji.contract.Contracts;
import org.longji.contract.RefusalReason;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;

/**
 * Takes a contract from the provider's submission to its registration or refusal. A number is given once, from the serials
 * of the registration point and year, and never again, whatever becomes of the contract.
 */
@Dependent
public class Registrations {

    private final Contracts contracts;
    private final Clock clock;

    @Inject
    public Registrations(Contracts contracts, Clock clock) {
        this.contracts = contracts;
        this.clock = clock;
    }

    /** The provider files its draft (提交). */
    public ContractDetails submit(Caller caller, int tenant, UUID id, Optional<Integer> version) {
        return contracts.change(
                caller,
                caller.scope(tenant, Capability.CONTRACT_WRITE),
                id,
                version,
                "CONTRACT_SUBMITTED",
                (em, contract) -> contract.submit(caller, LocalDate.now(clock)));
    }

    /** The agency takes the filing (受理). */
    public ContractDetails accept(Caller caller, int tenant, UUID id, Optional<Integer> version) {
        return contracts.change(
                caller,
                caller.scope(tenant, Capability.REGISTRATION_DECIDE),
                id,
                version,
                "CONTRACT_ACCEPTED",
                (em, contract) -> contract.accept(caller, LocalDate.now(clock)));
    }

    /**
     * The registrar recognises and registers the contract (认定登记).
     *
     * @param technologyAmount assessed 技术交易额; the declared one when absent
     * @param technologyIncome 核定技术性收入; the technology amount when absent
     */
    public ContractDetails register(
            Caller caller,
            int tenant,
            UUID id,
            Optional<Integer> version,
            @Nullable Money technologyAmount,
            @Nullable Money technologyIncome) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        var today = LocalDate.now(clock);
        return contracts.change(caller, scope, id, version, "CONTRACT_REGISTERED", (em, contract) -> {
            contract.expectDecidable(caller);
            var amount = technologyAmount == null ? contract.declaredTechnologyAmount() : technologyAmount;
            var income = technologyIncome == null ? amount : technologyIncome;
            contract.register(caller, nextNumber(em, contract.tenant(), today.getYear()), amount, income, today);
        });
    }

    /** The registrar refuses the contract (不予登记); at least one reason, each with words the applicant can act on. */
    public ContractDetails refuse(
            Caller caller, int tenant, UUID id, Optional<Integer> version, List<RefusalReason> reasons) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        var checks =
                new FieldChecks().require(!reasons.isEmpty(), "reasons", "请至少写明一条理由。", "Give at least one reason.");
        for (int i = 0; i < reasons.size(); i++) {
            checks.present(reasons.get(i).code(), "reasons[" + i + "].code")
                    .present(reasons.get(i).text(), "reasons[" + i + "].text");
        }
        checks.done();
        return contracts.change(
                caller,
                scope,
                id,
                version,
                "CONTRACT_REFUSED",
                (em, contract) -> contract.refuse(caller, reasons, LocalDate.now(clock)));
    }

    private static String nextNumber(EntityManager em, int tenant, int year) {
        var point = Sql.first(
                        em,
                        "select registration_point from tenant where code = ?",
                        row -> RegistrationNumber.point(tenant, row.text("registration_point")),
                        tenant)
                .orElseThrow(() -> new ProblemException(Problem.TENANT_NOT_FOUND, Map.of("tenant", tenant)));
        int serial = Sql.first(
                        em,
                        "select next_registration_serials(?, ?, 1) as serial",
                        row -> row.integer("serial"),
                        point,
                        year)
                .orElseThrow();
        return RegistrationNumber.of(point, year, serial);
    }
}
