package org.longji.contract;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.longji.approval.ApprovalCase;
import org.longji.approval.ApprovalKind;
import org.longji.approval.Approvals;
import org.longji.audit.Journal;
import org.longji.party.Organizations;
import org.longji.party.PersonalNumbers;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Side;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** The technology contracts of a tenant: filing, reading, and the one door through which {@code registration} moves them on. */
@Dependent
public class Contracts {

    private static final String SUMMARY_COLUMNS = """
            select c.id, c.tenant, c.registration_number, c.status, c.title, c.type, c.subtype, c.project_key, c.signed_on,
                c.registered_on, c.provider_id, c.provider_code, c.provider_name, c.provider_kind, c.provider_division,
                c.recipient_id, c.recipient_code, c.recipient_name, c.recipient_kind, c.recipient_division,
                c.contract_amount, c.declared_technology_amount, c.assessed_technology_amount, c.version,
                c.national_number, c.ip_class, c.technology_field,
                (select coalesce(sum(r.received), 0) from receipt r where r.contract_id = c.id) as received_total, p.day
            """;
    private static final String REPORTED_COLUMNS = """
            , c.valid_from, c.valid_until, c.approved_technology_income, c.payment_mode, c.technology_field_secondary,
                c.economic_goal, c.industry, c.plan_source, c.plan_number, c.intermediary, c.expected_investment,
                c.expected_output, c.affiliated_parties, c.first_registration::text, c.original_currency, c.original_contract_amount,
                s.country as provider_country, s.nature_code as provider_nature,
                b.country as recipient_country, b.nature_code as recipient_nature
            from contract_page(?::jsonb, ?::date, ?::uuid, ?) p join contract c on c.id = p.id
            join organization s on s.id = c.provider_id join organization b on b.id = c.recipient_id
            where c.tenant between ? and ? order by p.day desc, p.id desc
            """;
    private static final String PAGE = """
            from contract_page(?::jsonb, ?::date, ?::uuid, ?) p join contract c on c.id = p.id
            where c.tenant between ? and ? order by p.day desc, p.id desc
            """;
    private static final int FETCH_SIZE = 500;

    private final Transactions transactions;
    private final Organizations organizations;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Contracts(Transactions transactions, Organizations organizations, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.organizations = organizations;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Contracts of a tenant and, for oversight, of what lies below it, the latest signed first; the latest registered first
     * when a period of registration is asked for.
     *
     * @param after position of the previous page's last row, from {@link Page#next()}
     */
    public Page<ContractSummary> list(
            Caller caller, int tenant, ContractFilter filter, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.CONTRACT_READ);
        filter.check();
        return transactions.within(scope, em -> {
            var rows = Sql.query(
                    em,
                    SUMMARY_COLUMNS + PAGE,
                    row -> Map.entry(row.date("day"), summary(row)),
                    filter.json(),
                    after == null ? null : LocalDate.parse(after.substring(0, after.indexOf('|'))),
                    after == null ? null : UUID.fromString(after.substring(after.indexOf('|') + 1)),
                    limit + 1,
                    scope.low(),
                    scope.high());
            return Page.of(
                            rows,
                            limit,
                            row -> row.getKey() + "|" + row.getValue().id())
                    .map(Map.Entry::getValue);
        });
    }

    /**
     * Hands over every contract the filter finds, in the order of the list, a few at a time so that no memory is needed.
     *
     * @param most how many are handed over at the most
     */
    public void each(Caller caller, int tenant, ContractFilter filter, int most, Consumer<ContractSummary> reader) {
        var scope = caller.scope(tenant, Capability.CONTRACT_READ);
        each(scope, SUMMARY_COLUMNS + PAGE, filter, most, row -> reader.accept(summary(row)));
    }

    /**
     * Hands over every registered contract the filter finds with what is reported of it, in the same way; to officers only.
     *
     * @param most how many are handed over at the most
     */
    public void eachReported(
            Caller caller, int tenant, ContractFilter filter, int most, Consumer<ReportedContract> reader) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_READ);
        each(
                scope,
                SUMMARY_COLUMNS + REPORTED_COLUMNS,
                filter.registeredOnly(),
                most,
                row -> reader.accept(reported(row)));
    }

    private void each(TenantScope scope, String sql, ContractFilter filter, int most, Consumer<Row> reader) {
        filter.check();
        transactions.within(scope, em -> {
            Sql.stream(em, sql, FETCH_SIZE, reader, filter.json(), null, null, most, scope.low(), scope.high());
            return most;
        });
    }

    /** One contract with everything on record; a read from a tenant above leaves a trace where the contract is kept. */
    public ContractDetails details(Caller caller, int tenant, UUID id) {
        return transactions.within(caller.scope(tenant, Capability.CONTRACT_READ), em -> {
            var details = details(em, found(em, id));
            if (details.holdsPersonalData() && caller.standsAbove(details.tenant())) {
                journal.append(
                        em, details.tenant(), caller, "PERSONAL_DATA_READ", "contract", id.toString(), null, null);
            }
            return details;
        });
    }

    /** Records a draft at the tenant; the same contract anywhere else in the province refuses it. */
    public ContractDetails draft(Caller caller, int tenant, ContractForm form) {
        var scope = caller.scope(tenant, Capability.CONTRACT_WRITE);
        form.check(LocalDate.now(clock));
        expectFiler(caller, form);
        return transactions.within(scope, em -> {
            var parties = organizations.forContract(em, caller, tenant, form.provider(), form.recipient());
            var contract = new TechnologyContract(tenant, form, parties.provider(), parties.recipient(), caller);
            refuseRecorded(em, contract);
            em.persist(contract);
            em.flush();
            var details = details(em, contract);
            journal.append(
                    em,
                    tenant,
                    caller,
                    "CONTRACT_DRAFTED",
                    "contract",
                    contract.id().toString(),
                    null,
                    details);
            return details;
        });
    }

    private static void expectFiler(Caller caller, ContractForm form) {
        if (caller.party()
                .filter(party -> !party.equals(form.filer().creditCode()))
                .isPresent()) {
            throw new ProblemException(Problem.NOT_A_PARTY, Map.of());
        }
    }

    /** Rewrites a draft, or what was handed back. */
    public ContractDetails revise(Caller caller, int tenant, UUID id, int version, ContractForm form) {
        form.check(LocalDate.now(clock));
        expectFiler(caller, form);
        return change(
                caller,
                caller.scope(tenant, Capability.CONTRACT_WRITE),
                id,
                Optional.of(version),
                "CONTRACT_REVISED",
                (em, contract) -> {
                    contract.expectOpenTo(caller);
                    var parties =
                            organizations.forContract(em, caller, contract.tenant(), form.provider(), form.recipient());
                    contract.revise(form, parties.provider(), parties.recipient());
                    refuseRecorded(em, contract);
                });
    }

    /** Throws a draft away; what was ever submitted stays. Whatever hangs on it must have gone before. */
    public static void discard(EntityManager em, TechnologyContract contract) {
        em.remove(contract);
        em.flush();
    }

    /** What is done to a contract inside a transaction that locks it. */
    @FunctionalInterface
    public interface Step {
        void take(EntityManager em, TechnologyContract contract);
    }

    /**
     * Moves a contract on: locks it, takes the step, writes the journal with what was and what is, all or nothing.
     *
     * @param version version the caller read, if it said one
     * @param action what the journal calls the step
     */
    public ContractDetails change(
            Caller caller, TenantScope scope, UUID id, Optional<Integer> version, String action, Step step) {
        return transactions.within(scope, em -> change(em, caller, locked(em, id), version, action, step));
    }

    /** The same inside a transaction that has locked the contract. */
    public ContractDetails change(
            EntityManager em,
            Caller caller,
            TechnologyContract contract,
            Optional<Integer> version,
            String action,
            Step step) {
        version.ifPresent(contract::expectVersion);
        var before = details(em, contract);
        step.take(em, contract);
        em.flush();
        var after = details(em, contract);
        journal.append(
                em, contract.tenant(), caller, action, "contract", contract.id().toString(), before, after);
        return after;
    }

    /** @throws ProblemException NOT_FOUND when the transaction does not see such a contract */
    public static TechnologyContract found(EntityManager em, UUID id) {
        return present(em.find(TechnologyContract.class, id), id);
    }

    /** The contract, locked until the transaction ends. */
    public static TechnologyContract locked(EntityManager em, UUID id) {
        return present(em.find(TechnologyContract.class, id, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE), id);
    }

    private static TechnologyContract present(@Nullable TechnologyContract contract, UUID id) {
        if (contract == null) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
        }
        return contract;
    }

    /** The contract with what hangs on it, inside a transaction. */
    public static ContractDetails details(EntityManager em, TechnologyContract contract) {
        var received = Sql.first(
                em,
                "select coalesce(sum(received), 0) as total from receipt where contract_id = ?",
                row -> row.money("total"),
                contract.id());
        var elections = Sql.query(
                em,
                "select year, side, elected_on from side_election where project_key = ? order by year",
                row -> new SideElection(
                        contract.projectOrSelf(),
                        row.integer("year"),
                        row.constant("side", Side.class),
                        row.date("elected_on")),
                contract.projectOrSelf());
        var approval = Approvals.latest(em, ApprovalKind.REGISTRATION, contract.id());
        return contract.details(
                received.orElse(Money.ZERO),
                elections,
                approval.map(ApprovalCase::id).orElse(null));
    }

    /** @throws ProblemException CONTRACT_ALREADY_RECORDED when the province has the same contract under another record */
    public static void refuseRecorded(EntityManager em, TechnologyContract contract) {
        // Asked across the walls: the answer names the other record only where the caller may see it anyway.
        Consumer<Optional<UUID>> refuse = holder -> {
            if (holder.filter(contract.id()::equals).isEmpty()) {
                throw new ProblemException(Problem.CONTRACT_ALREADY_RECORDED, Map.of());
            }
        };
        Sql.query(
                        em,
                        "select contract_id from recorded_identities(array[?::bytea])",
                        row -> row.optionalUuid("contract_id"),
                        (Object) contract.identityKey())
                .forEach(refuse);
    }

    private static ContractSummary summary(Row row) {
        return new ContractSummary(
                row.uuid("id"),
                row.integer("tenant"),
                row.optionalText("registration_number").orElse(null),
                row.optionalText("national_number").orElse(null),
                row.constant("status", ContractStatus.class),
                row.text("title"),
                row.constant("type", ContractType.class),
                row.text("subtype"),
                row.optionalText("ip_class").orElse(null),
                row.optionalText("technology_field").orElse(null),
                row.optionalText("project_key").orElse(null),
                row.date("signed_on"),
                row.optionalDate("registered_on").orElse(null),
                party(row, "provider"),
                party(row, "recipient"),
                row.money("contract_amount"),
                row.money("declared_technology_amount"),
                row.optionalMoney("assessed_technology_amount").orElse(null),
                row.money("received_total"),
                row.integer("version"));
    }

    private static ReportedContract reported(Row row) {
        return new ReportedContract(
                summary(row),
                row.optionalDate("valid_from").orElse(null),
                row.optionalDate("valid_until").orElse(null),
                row.optionalMoney("approved_technology_income").orElse(null),
                row.optionalText("payment_mode").orElse(null),
                row.optionalText("technology_field_secondary").orElse(null),
                row.optionalText("economic_goal").orElse(null),
                row.optionalText("industry").orElse(null),
                row.optionalText("plan_source").orElse(null),
                row.optionalText("plan_number").orElse(null),
                row.optionalText("intermediary").orElse(null),
                row.optionalMoney("expected_investment").orElse(null),
                row.optionalMoney("expected_output").orElse(null),
                row.constant("affiliated_parties", Answer.class),
                row.optionalText("first_registration").map(Boolean::valueOf).orElse(null),
                row.optionalText("original_currency").orElse(null),
                row.optionalMoney("original_contract_amount").orElse(null),
                row.text("provider_country"),
                row.optionalText("provider_nature").orElse(null),
                row.text("recipient_country"),
                row.optionalText("recipient_nature").orElse(null));
    }

    private static ContractParty party(Row row, String side) {
        var kind = row.constant(side + "_kind", PartyKind.class);
        return new ContractParty(
                row.uuid(side + "_id"),
                PersonalNumbers.masked(kind, row.text(side + "_code")),
                row.text(side + "_name"),
                kind,
                row.integer(side + "_division"));
    }
}
