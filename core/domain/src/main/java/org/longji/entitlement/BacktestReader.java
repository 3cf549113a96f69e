package org.longji.entitlement;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.ImaginedLedger.Claim;
import org.longji.entitlement.ImaginedLedger.Recorded;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Side;
import org.longji.pluginhost.PluginHost;
import org.longji.shared.CopyOut;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/**
 * Reads the registered contracts of a range with what policies may know of them, one after another and each once; those of a
 * declared project stand together, in the order in which an assessment decides them.
 */
final class BacktestReader {

    /**
     * How the contracts are divided: where no more than a project hangs together, those without one are read as they lie, and may be
     * decided in any order. Applicants' years are a slice of their own.
     */
    enum Slice {
        YEARS("false", "false", ""),
        /** All, in the order of an assessment. */
        WHOLE("true", "true", "order by coalesce(c.project_key, c.id::text), c.registered_on, c.id"),
        ALONE("c.project_key is null", "true", ""),
        PROJECTS(
                "c.project_key is not null",
                "exists (select 1 from contract c where c.id = r.contract_id and c.project_key is not null)",
                "order by c.project_key, c.registered_on, c.id");

        private final String contracts;
        private final String receipts;
        private final String order;

        Slice(String contracts, String receipts, String order) {
            this.contracts = contracts;
            this.receipts = receipts;
            this.order = order;
        }

        boolean inAnyOrder() {
            return this == ALONE;
        }
    }

    private final EntityManager em;
    private final TenantScope scope;
    private final BacktestPlan plan;

    BacktestReader(EntityManager em, TenantScope scope, BacktestPlan plan) {
        this.em = em;
        this.scope = scope;
        this.plan = plan;
    }

    /** How many contracts there are to read. */
    static long count(EntityManager em) {
        return Sql.first(em, "select registered_contracts() as n", row -> row.bigint("n"))
                .orElse(0L);
    }

    /** What was elected and claimed when the run begins; other tenants' as far as it meets the range's own. */
    Recorded recorded(PluginHost plugins) {
        var recorded = new Recorded();
        var years = plan.yearsOfFigures(plugins);
        if (!years.isEmpty()) {
            recorded.figures = YearFiguresOf.load(
                    em,
                    years,
                    parties(),
                    plan.years().get(0),
                    plan.years().get(plan.years().size() - 1));
        }
        if (plan.anyOneSided()) {
            elections(recorded);
        }
        return shared(recorded);
    }

    /** The same for applicants' years, which read their figures themselves and have no sides to elect. */
    Recorded recordedForYears() {
        return shared(new Recorded());
    }

    private Recorded shared(Recorded recorded) {
        recorded.determined = DeterminedAmounts.of(em, scope, plan.years());
        if (plan.anyPool()) {
            recorded.pools = PoolRecords.of(em, scope, plan.years());
        }
        if (plan.anySharedCap()) {
            claims(recorded);
        }
        return recorded;
    }

    private Set<String> parties() {
        return new HashSet<>(Sql.query(
                em,
                "select provider_code as code from contract where status = 'REGISTERED' and tenant between ? and ?"
                        + " union select recipient_code from contract where status = 'REGISTERED' and tenant between ? and ?",
                row -> row.text("code"),
                scope.low(),
                scope.high(),
                scope.low(),
                scope.high()));
    }

    private void elections(Recorded recorded) {
        CopyOut.read(
                em,
                "select e.project_key, e.year, e.side from side_election e where " + within("e") + " and e.year in "
                        + years(),
                row -> recorded.elected.put(elected(row.text(), row.integer()), Side.valueOf(row.word())));
        if (!wholeProvince()) {
            for (int year : plan.years()) {
                Sql.stream(
                        em,
                        "select e.project_key, e.side from elected_sides((select array_agg(distinct c.project_key) from contract c"
                                + " where c.tenant between ? and ? and c.project_key is not null), ?) e",
                        0,
                        row -> recorded.elected.put(
                                elected(row.text("project_key"), year), row.constant("side", Side.class)),
                        scope.low(),
                        scope.high(),
                        year);
            }
        }
    }

    private static String elected(String project, int year) {
        return Recorded.project(project, year);
    }

    private void claims(Recorded recorded) {
        // What ended since gives back what it holds when it is decided again.
        Sql.stream(
                em,
                """
                select k.policy_id, k.scope_key, k.subject_id, k.year, k.granted from cap_claim k
                    left join contract c on c.id = k.subject_id
                where k.tenant between ? and ? and k.granted > 0 and k.policy_id = any (?)
                  and (c.id is null or c.status = 'REGISTERED')
                """,
                10_000,
                row -> recorded.pot(row.text("policy_id"), row.text("scope_key"))
                        .put(new Claim(row.uuid("subject_id"), row.integer("year")), row.money("granted")),
                scope.low(),
                scope.high(),
                plan.policies());
        if (wholeProvince()) {
            return;
        }
        var years = plan.years().stream().map(Object::toString).toList();
        for (var policy : plan.policies()) {
            Sql.stream(
                    em,
                    """
                    select o.scope_key, o.granted from claimed_outside(?, (
                        select array_agg(distinct p.prefix || k.key) from contract c cross join unnest(?::text[]) y(year)
                            cross join (values (''), ('further:')) p(prefix)
                            cross join lateral (values ('project:' || c.project_key), ('project:' || c.project_key || '|' || y.year),
                                ('applicant:' || c.provider_code || '|' || y.year), ('applicant:' || c.recipient_code || '|' || y.year),
                                ('applicant:' || c.provider_code), ('applicant:' || c.recipient_code)) k(key)
                        where c.tenant between ? and ? and c.status = 'REGISTERED' and k.key is not null)) o
                    """,
                    0,
                    row -> recorded.pot(policy, row.text("scope_key")).outside(row.money("granted")),
                    policy,
                    years,
                    scope.low(),
                    scope.high());
        }
    }

    /** Reads a slice; the reader says whether it wants to go on by throwing when it does not. */
    void read(Slice slice, Consumer<ContractCase> reader) {
        var receipts = new ReceiptBook();
        CopyOut.read(
                em,
                "select r.contract_id, r.sequence, r.received_on - date '1970-01-01', r.received from receipt r where "
                        + within("r") + " and " + slice.receipts,
                row -> receipts.add(row.uuid(), row.integer(), row.integer(), row.fen()));
        var support = support();
        CopyOut.read(
                em,
                """
                select c.id, c.tenant, c.project_key, c.registration_number, c.type, c.subtype, c.signed_on - date '1970-01-01',
                    c.registered_on - date '1970-01-01', c.contract_amount,
                    coalesce(c.assessed_technology_amount, c.declared_technology_amount), c.affiliated_parties, c.landed_in_province,
                    c.title_transferred, c.provider_code, c.provider_kind, c.provider_division, c.recipient_code, c.recipient_kind,
                    c.recipient_division from contract c where c.status = 'REGISTERED' and\s""" + within("c") + " and " + slice.contracts + " " + slice.order,
                row -> reader.accept(contract(row, receipts, support)));
    }

    private static ContractCase contract(
            CopyOut.Tuple row, ReceiptBook receipts, Map<UUID, List<PriorSupport>> support) {
        var id = row.uuid();
        int tenant = row.integer();
        @Nullable String project = row.optionalText().orElse(null);
        var facts = new ContractFacts(
                row.text(),
                project == null ? id.toString() : project,
                ContractType.valueOf(row.word()),
                row.word(),
                day(row),
                day(row),
                row.money(),
                row.money(),
                Answer.valueOf(row.word()),
                Answer.valueOf(row.word()),
                Answer.valueOf(row.word()));
        return new ContractCase(
                id,
                tenant,
                project,
                Optional.empty(),
                facts,
                party(row),
                party(row),
                receipts.of(id),
                support.getOrDefault(id, List.of()));
    }

    private static LocalDate day(CopyOut.Tuple row) {
        return LocalDate.ofEpochDay(row.integer());
    }

    private static PartyFacts party(CopyOut.Tuple row) {
        return new PartyFacts(row.text(), PartyKind.valueOf(row.word()), row.integer());
    }

    /** What is on record for earlier years, except what this run decides itself. */
    private Map<UUID, List<PriorSupport>> support() {
        var byContract = new HashMap<UUID, List<PriorSupport>>();
        int last = plan.years().get(plan.years().size() - 1);
        var policies = Set.copyOf(plan.policies());
        CopyOut.read(
                em,
                "select e.contract_id, e.policy_id, e.year, e.side, e.entitled_amount from entitlement e where "
                        + within("e") + " and e.contract_id is not null and e.entitled_amount > 0 and e.year < " + last,
                row -> {
                    var contract = row.uuid();
                    var earlier = new PriorSupport(row.word(), row.integer(), Side.valueOf(row.word()), row.money());
                    if (!policies.contains(earlier.policyId()) || !plan.years().contains(earlier.year())) {
                        byContract
                                .computeIfAbsent(contract, id -> new ArrayList<>(1))
                                .add(earlier);
                    }
                });
        return byContract;
    }

    /** The predicate on the tenant, which the planner needs; the database is the wall all the same. */
    private String within(String alias) {
        return alias + ".tenant between " + scope.low() + " and " + scope.high();
    }

    private String years() {
        return plan.years().stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    private boolean wholeProvince() {
        return scope.low() % 10_000 == 0;
    }
}
