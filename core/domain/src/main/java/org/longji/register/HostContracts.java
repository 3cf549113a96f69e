package org.longji.register;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.register.ContractRef;
import org.longji.plugin.api.register.Contracts;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.PartyRef;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** The registered contracts that a plugin's function is lent: of the tenant and what lies below it. */
final class HostContracts implements Contracts {

    private static final String REGISTERED = """
            select c.id, c.registration_number, c.title, c.type, c.registered_on, c.contract_amount,
                coalesce(c.assessed_technology_amount, c.declared_technology_amount) as technology_amount,
                c.provider_code, c.recipient_code, c.intermediary
            from contract c where c.tenant between ? and ? and c.status = 'REGISTERED'
            """;

    private final EntityManager em;
    private final TenantScope scope;

    private HostContracts(EntityManager em, int tenant) {
        this.em = em;
        this.scope = TenantScope.subtree(tenant);
    }

    /**
     * Lends them to whoever said that it needs them.
     *
     * @param asker what asks, for its author
     */
    static Contracts lent(EntityManager em, int tenant, Set<HostData> needs, String asker) {
        if (!needs.contains(HostData.REGISTERED_CONTRACTS)) {
            throw new IllegalStateException(asker + " asks for contracts without needing REGISTERED_CONTRACTS");
        }
        return new HostContracts(em, tenant);
    }

    @Override
    public Optional<Registered> find(ContractRef ref) {
        return Sql.first(
                em, REGISTERED + " and c.id = ?", HostContracts::registered, scope.low(), scope.high(), ref.id());
    }

    @Override
    public List<Registered> with(PartyRef party) {
        var found = Sql.query(
                em,
                REGISTERED
                        + " and (c.provider_code = ? or c.recipient_code = ?) order by c.registered_on, c.id limit ?",
                HostContracts::registered,
                scope.low(),
                scope.high(),
                party.code(),
                party.code(),
                MOST + 1);
        if (found.size() > MOST) {
            throw new IllegalStateException("more than " + MOST + " contracts of one party were asked for");
        }
        return found;
    }

    private static Registered registered(Row row) {
        return new Registered(
                new ContractRef(row.uuid("id")),
                row.text("registration_number"),
                row.text("title"),
                row.constant("type", ContractType.class),
                row.date("registered_on"),
                row.money("contract_amount"),
                row.money("technology_amount"),
                new PartyRef(row.text("provider_code")),
                new PartyRef(row.text("recipient_code")),
                row.optionalText("intermediary"));
    }
}
