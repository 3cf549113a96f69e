package org.longji.entitlement;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.longji.contract.ContractStatus;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Side;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** Reads contracts with everything policies may know of them, in three statements however many they are. */
final class ContractCases {

    // Money counts in the year it arrived, even when the contract was registered after that year: the rules ask for a
    // registered contract, not for one registered in time; a version whose clock is REGISTERED looks at that date
    // itself.
    // What was decided on a registration that ended since is decided again, so that nothing stays granted on it.
    private static final String OF_THE_YEAR = """
             from contract c
            where c.tenant between ? and ? and (c.status = 'REGISTERED'
              and (c.registered_on between ? and ? or exists (
                    select 1 from receipt r where r.contract_id = c.id and r.received_on between ? and ?))
              or c.status in ('CANCELLED', 'REVOKED')
              and exists (select 1 from entitlement e where e.subject_id = c.id and e.year = ?))
            """;

    private ContractCases() {}

    /** A contract of the year and the project the one-side rule and the caps count it by. */
    record Pointer(UUID id, String project) {}

    /**
     * The contracts that were registered, or received money, in the year. Those of one project stand together, the first
     * registered first: that is the order in which they take from a cap they share.
     */
    static List<Pointer> ofYear(EntityManager em, TenantScope scope, int year) {
        return Sql.query(
                em,
                "select c.id, coalesce(c.project_key, c.id::text) as project" + OF_THE_YEAR
                        + " order by 2, c.registered_on, c.id",
                row -> new Pointer(row.uuid("id"), row.text("project")),
                yearOf(scope, year).toArray());
    }

    /**
     * What shares decisions with a contract, by year: its own years, contracts of its project, and those that draw on the same
     * caps. The contract itself comes first, so that what it gives back is there for the others.
     */
    static Map<Integer, List<UUID>> dependingOn(EntityManager em, TenantScope scope, UUID contract) {
        var byYear = new TreeMap<Integer, List<UUID>>();
        Sql.stream(
                em,
                """
                select e.year, c.id, c.registered_on from entitlement e join contract c on c.id = e.subject_id
                where e.tenant between ? and ? and c.tenant between ? and ? and (c.id = ?
                    or c.project_key = (select project_key from contract where id = ?)
                    or exists (select 1 from cap_claim mine join cap_claim theirs using (policy_id, scope_key)
                        where mine.subject_id = ? and theirs.subject_id = e.subject_id and theirs.year = e.year))
                group by 1, 2, 3 order by e.year, (c.id = ?) desc, coalesce(c.project_key, c.id::text), c.registered_on, c.id
                """,
                0,
                row -> byYear.computeIfAbsent(row.integer("year"), y -> new ArrayList<>())
                        .add(row.uuid("id")),
                scope.low(),
                scope.high(),
                scope.low(),
                scope.high(),
                contract,
                contract,
                contract,
                contract);
        return byYear;
    }

    /** The contracts of these ids in their order, with everything known of them when {@code year} is assessed. */
    static List<ContractCase> load(EntityManager em, List<UUID> ids, int year) {
        var contracts = Sql.query(em, """
                select c.*, coalesce(c.assessed_technology_amount, c.declared_technology_amount) as technology_amount
                from unnest(?::uuid[]) with ordinality as wanted(id, position) join contract c on c.id = wanted.id
                where c.status in ('REGISTERED', 'CANCELLED', 'REVOKED') order by wanted.position
                """, ContractCases::withoutMoney, ids);
        if (contracts.isEmpty()) {
            return List.of();
        }
        var receipts = receipts(em, ids);
        var support = support(em, ids, year);
        return contracts.stream()
                .map(c -> new ContractCase(
                        c.id(),
                        c.tenant(),
                        c.declaredProject(),
                        c.ended(),
                        c.contract(),
                        c.provider(),
                        c.recipient(),
                        receipts.getOrDefault(c.id(), List.of()),
                        support.getOrDefault(c.id(), List.of())))
                .toList();
    }

    private static List<Object> yearOf(TenantScope scope, int year) {
        var first = LocalDate.of(year, 1, 1);
        var last = LocalDate.of(year, 12, 31);
        return List.of(scope.low(), scope.high(), first, last, first, last, year);
    }

    static Map<UUID, List<ReceiptFacts>> receipts(EntityManager em, List<UUID> contracts) {
        var byContract = new HashMap<UUID, List<ReceiptFacts>>();
        Sql.stream(
                em,
                "select contract_id, sequence, received_on, received from receipt where contract_id = any (?)"
                        + " order by contract_id, received_on, sequence",
                0,
                row -> byContract
                        .computeIfAbsent(row.uuid("contract_id"), id -> new ArrayList<>())
                        .add(new ReceiptFacts(row.integer("sequence"), row.date("received_on"), row.money("received"))),
                contracts);
        return byContract;
    }

    private static Map<UUID, List<PriorSupport>> support(EntityManager em, List<UUID> contracts, int year) {
        var byContract = new HashMap<UUID, List<PriorSupport>>();
        Sql.stream(
                em,
                "select * from prior_support(?, ?)",
                0,
                row -> byContract
                        .computeIfAbsent(row.uuid("contract_id"), id -> new ArrayList<>())
                        .add(new PriorSupport(
                                row.text("policy_id"),
                                row.integer("year"),
                                row.constant("side", Side.class),
                                row.money("granted"))),
                contracts,
                year);
        return byContract;
    }

    static ContractCase withoutMoney(Row row) {
        Optional<String> project = row.optionalText("project_key");
        var id = row.uuid("id");
        return new ContractCase(
                id,
                row.integer("tenant"),
                project.orElse(null),
                Optional.of(row.constant("status", ContractStatus.class))
                        .filter(status -> status != ContractStatus.REGISTERED),
                new ContractFacts(
                        row.text("registration_number"),
                        project.orElse(id.toString()),
                        row.constant("type", ContractType.class),
                        row.text("subtype"),
                        row.date("signed_on"),
                        row.date("registered_on"),
                        row.money("contract_amount"),
                        row.money("technology_amount"),
                        row.constant("affiliated_parties", Answer.class),
                        row.constant("landed_in_province", Answer.class),
                        row.constant("title_transferred", Answer.class)),
                party(row, "provider"),
                party(row, "recipient"),
                List.of(),
                List.of());
    }

    private static PartyFacts party(Row row, String side) {
        return new PartyFacts(
                row.text(side + "_code"),
                row.constant(side + "_kind", PartyKind.class),
                row.integer(side + "_division"));
    }
}
