package org.longji.party;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/** The organisations a tenant knows. */
@Dependent
public class Organizations {

    private final Transactions transactions;
    private final Journal journal;

    @Inject
    public Organizations(Transactions transactions, Journal journal) {
        this.transactions = transactions;
        this.journal = journal;
    }

    /**
     * Organisations of a tenant and, for oversight, of what lies below it, by credit code.
     *
     * @param search part of a name or a credit code, or null for all
     * @param after position of the previous page's last row, from {@link Page#next()}
     */
    public Page<OrganizationSummary> list(
            Caller caller, int tenant, @Nullable String search, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.ORGANIZATION_READ);
        var afterCode = after == null ? "" : after.substring(0, after.lastIndexOf('|'));
        var afterTenant = after == null ? 0 : Integer.parseInt(after.substring(after.lastIndexOf('|') + 1));
        return transactions.within(scope, em -> {
            var rows = Sql.query(
                    em,
                    """
                    select id, tenant, credit_code, name, kind, division, country, version from organization
                    where tenant between ? and ? and (credit_code, tenant) > (?, ?)
                      and (?::text is null or credit_code = ? or position(lower(?) in lower(name)) > 0)
                    order by credit_code, tenant limit ?
                    """,
                    row -> new OrganizationSummary(
                            row.uuid("id"),
                            row.integer("tenant"),
                            row.text("credit_code"),
                            row.text("name"),
                            row.constant("kind", PartyKind.class),
                            row.integer("division"),
                            row.text("country"),
                            row.integer("version")),
                    scope.low(),
                    scope.high(),
                    afterCode,
                    afterTenant,
                    search,
                    search,
                    search,
                    limit + 1);
            return Page.of(rows, limit, o -> o.creditCode() + '|' + o.tenant()).map(OrganizationSummary::masked);
        });
    }

    /**
     * One organisation with its contacts; a read from a tenant above leaves a trace in the journal of the tenant below. The
     * other party of a contract learns no contacts and no bank account.
     */
    public OrganizationDetails details(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.ORGANIZATION_READ);
        return transactions.within(scope, em -> {
            var details = found(em, id).details();
            if (caller.party().filter(own -> !own.equals(details.creditCode())).isPresent()) {
                return details.withoutPersonalData();
            }
            if (details.holdsPersonalData() && caller.standsAbove(details.tenant())) {
                journal.append(
                        em, details.tenant(), caller, "PERSONAL_DATA_READ", "organization", id.toString(), null, null);
            }
            return details;
        });
    }

    /** Records an organisation the tenant does not have yet. */
    public OrganizationDetails create(Caller caller, int tenant, OrganizationForm form) {
        var scope = caller.scope(tenant, Capability.ORGANIZATION_WRITE);
        check(form);
        return transactions.within(
                scope,
                em -> record(em, caller, tenant, form)
                        .orElseThrow(() -> new ProblemException(
                                Problem.ORGANIZATION_ALREADY_RECORDED, Map.of("creditCode", form.creditCode())))
                        .details());
    }

    /** Changes what is known of an organisation; the credit code stays. */
    public OrganizationDetails change(Caller caller, int tenant, UUID id, int version, OrganizationForm form) {
        var scope = caller.scope(tenant, Capability.ORGANIZATION_WRITE);
        check(form);
        return transactions.within(scope, em -> {
            var organization = found(em, id);
            if (organization.version() != version) {
                throw new ProblemException(Problem.STALE_VERSION, Map.of("current", organization.version()));
            }
            new FieldChecks()
                    .require(
                            organization.creditCode().equals(form.creditCode()),
                            "creditCode",
                            "统一社会信用代码不能修改；请另建档案。",
                            "The credit code cannot change; record another organisation.")
                    .done();
            var before = organization.details();
            organization.describe(form);
            em.flush();
            var after = organization.details();
            journal.append(
                    em,
                    organization.tenant(),
                    caller,
                    "ORGANIZATION_CHANGED",
                    "organization",
                    id.toString(),
                    before,
                    after);
            return after;
        });
    }

    /** The parties of a contract as a tenant has them on record. */
    public record Parties(Organization provider, Organization recipient) {}

    /** The tenant's records of a contract's parties, made where it has none; works inside the caller's transaction. */
    public Parties forContract(
            EntityManager em, Caller caller, int tenant, OrganizationForm provider, OrganizationForm recipient) {
        // By credit code, as an import takes them: two that wait for each other would never end.
        boolean inOrder = provider.creditCode().compareTo(recipient.creditCode()) <= 0;
        var first = onRecord(em, caller, tenant, inOrder ? provider : recipient);
        var second = onRecord(em, caller, tenant, inOrder ? recipient : provider);
        return inOrder ? new Parties(first, second) : new Parties(second, first);
    }

    private Organization onRecord(EntityManager em, Caller caller, int tenant, OrganizationForm form) {
        return find(em, tenant, form.creditCode())
                .or(() -> record(em, caller, tenant, form))
                // Whoever came first, a request or an import, has committed by now.
                .or(() -> find(em, tenant, form.creditCode()))
                .orElseThrow();
    }

    /** Makes the record, unless somebody else makes it at the same instant, whose end is waited for. */
    private Optional<Organization> record(EntityManager em, Caller caller, int tenant, OrganizationForm form) {
        var made = new Organization(tenant, form).details();
        int inserted = Sql.update(
                em,
                """
                insert into organization (id, tenant, credit_code, name, kind, nature_code, division, country, address, postal_code,
                    legal_representative, contact_person, contact_phone, bank_name, bank_account)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                made.id(),
                tenant,
                made.creditCode(),
                made.name(),
                made.kind(),
                made.natureCode(),
                made.division(),
                made.country(),
                made.address(),
                made.postalCode(),
                made.legalRepresentative(),
                made.contactPerson(),
                made.contactPhone(),
                made.bankName(),
                made.bankAccount());
        if (inserted == 0) {
            return Optional.empty();
        }
        var organization = find(em, tenant, form.creditCode()).orElseThrow();
        journal.append(
                em,
                tenant,
                caller,
                "ORGANIZATION_RECORDED",
                "organization",
                organization.id().toString(),
                null,
                organization.details());
        return Optional.of(organization);
    }

    private static Optional<Organization> find(EntityManager em, int tenant, String creditCode) {
        @SuppressWarnings("unchecked")
        List<Organization> found = em.createNativeQuery("select * from recorded_party(?1, ?2)", Organization.class)
                .setParameter(1, tenant)
                .setParameter(2, creditCode)
                .getResultList();
        return found.stream().findFirst();
    }

    private static Organization found(EntityManager em, UUID id) {
        var organization = em.find(Organization.class, id);
        if (organization == null) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
        }
        return organization;
    }

    private static void check(OrganizationForm form) {
        var checks = new FieldChecks();
        form.check(checks, "");
        checks.done();
    }
}
