package org.longji.quality;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Rounds of blind second registration. A round draws, from the decisions of a period, the same number of cases of every
 * registrar, by the SHA-256 of a seed and the contract, so that nobody chooses and anybody can draw it again. Each case goes
 * to another registrar of the same tenant who has no tie to it.
 */
@Dependent
public class QualityRounds {

    private static final String COLUMNS = """
            select r.*, k.cases, k.judged, k.without_second from quality_round r,
                lateral (select count(*)::int as cases, count(c.decided_at)::int as judged,
                            count(*) filter (where c.second_registrar is null)::int as without_second
                         from quality_case c where c.round_id = r.id) k
            """;

    /** Decisions that were made in this system: who imports a ledger decides nothing. */
    private static final String DECIDED = """
            c.tenant between ? and ? and c.decided_by is not null and c.decided_on between ? and ?
                and c.status in ('REGISTERED', 'REFUSED', 'CANCELLED', 'REVOKED')
            """;

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public QualityRounds(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Draws a sample at the tenant and what lies below it and hands its cases out.
     *
     * @throws ProblemException NOTHING_TO_SAMPLE when nothing was decided in the period
     */
    public QualityRound order(Caller caller, int tenant, RoundForm form) {
        var scope = caller.scope(tenant, Capability.QUALITY_ORDER);
        form.check(LocalDate.now(clock));
        long seed = form.seed() == null ? new SecureRandom().nextLong(1L << 52) : form.seed();
        return transactions.within(scope, em -> {
            int population = Sql.first(
                            em,
                            "select count(*)::int as n from contract c where " + DECIDED,
                            row -> row.integer("n"),
                            scope.low(),
                            scope.high(),
                            form.from(),
                            form.until())
                    .orElseThrow();
            if (population == 0) {
                throw new ProblemException(
                        Problem.NOTHING_TO_SAMPLE, Map.of("from", form.from(), "until", form.until()));
            }
            var id = UUID.randomUUID();
            Sql.update(
                    em,
                    """
                    insert into quality_round (id, tenant, decided_from, decided_until, cases_per_registrar, seed, population, ordered_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    tenant,
                    form.from(),
                    form.until(),
                    form.casesPerRegistrar(),
                    seed,
                    population,
                    caller.username());
            draw(em, scope, id, form, seed);
            var round = found(em, scope, id);
            journal.append(em, tenant, caller, "QUALITY_ROUND_ORDERED", "quality-round", id.toString(), null, round);
            return round;
        });
    }

    private static void draw(EntityManager em, TenantScope scope, UUID round, RoundForm form, long seed) {
        Sql.update(
                em,
                """
                with drawn as (
                    select c.*, row_number() over (partition by c.decided_by
                            order by sha256(convert_to(? || c.id::text, 'UTF8')), c.id) as place
                    from contract c where\s""" + DECIDED + """
                )
                insert into quality_case (id, tenant, round_id, contract_id, first_registrar, first_category,
                    first_technology_amount, second_registrar)
                select gen_random_uuid(), d.tenant, ?, d.id, d.decided_by,
                    case when d.status = 'REFUSED' then 'REFUSED' else d.type end,
                    case when d.status <> 'REFUSED' then d.assessed_technology_amount end,
                    (select g.account_id from role_grant g join account a on a.id = g.account_id
                     where g.tenant = d.tenant and g.role = 'REGISTRAR' and g.account_id <> d.decided_by
                       and g.account_id is distinct from d.accepted_by and g.account_id is distinct from d.submitted_by
                       and g.account_id is distinct from d.created_by
                       and (a.party is null or a.party not in (d.provider_code, d.recipient_code))
                     order by sha256(convert_to(? || d.id::text || g.account_id::text, 'UTF8')) limit 1)
                from drawn d where d.place <= ?
                """,
                seed + "|",
                scope.low(),
                scope.high(),
                form.from(),
                form.until(),
                round,
                seed + "|",
                form.casesPerRegistrar());
    }

    /** Rounds of the tenant and below, the newest first. */
    public Page<QualityRound> list(Caller caller, int tenant, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.QUALITY_READ);
        Instant afterInstant = after == null ? null : Instant.parse(after.substring(0, after.indexOf('|')));
        UUID afterId = after == null ? null : UUID.fromString(after.substring(after.indexOf('|') + 1));
        return transactions.within(scope, em -> {
            var rows = Sql.query(
                    em,
                    COLUMNS + """
                             where r.tenant between ? and ?
                               and (?::timestamptz is null or (r.created_at, r.id) < (?::timestamptz, ?::uuid))
                             order by r.created_at desc, r.id desc limit ?
                            """,
                    QualityRounds::round,
                    scope.low(),
                    scope.high(),
                    afterInstant,
                    afterInstant,
                    afterId,
                    limit + 1);
            return Page.of(rows, limit, round -> round.createdAt() + "|" + round.id());
        });
    }

    private record Judged(
            int tenant,
            Agreement.Pair pair,
            String registrar,
            Text registrarName,
            Text agencyName,
            Optional<BigDecimal> firstAmount,
            Optional<BigDecimal> secondAmount) {}

    /** The agreement of a round, as far as it has been judged. */
    public QualityReport report(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.QUALITY_READ);
        return transactions.within(scope, em -> {
            var round = found(em, scope, id);
            var judged = Sql.query(em, """
                    select k.tenant, k.first_category, k.second_category, k.first_technology_amount, k.second_technology_amount,
                        k.first_registrar, coalesce(a.display_name, '—') as registrar_zh, coalesce(a.display_name_en, '—') as registrar_en,
                        t.name_zh as agency_zh, t.name_en as agency_en
                    from quality_case k
                    join tenant t on t.code = k.tenant
                    left join account a on a.id = k.first_registrar
                    where k.round_id = ? and k.tenant between ? and ? and k.decided_at is not null
                    order by k.tenant, registrar_zh, k.id
                    """, QualityRounds::judged, id, scope.low(), scope.high());
            return new QualityReport(
                    round,
                    Agreement.of(judged.stream().map(Judged::pair).toList()),
                    each(judged, Judged::registrar, Judged::registrarName),
                    each(judged, one -> Integer.toString(one.tenant()), Judged::agencyName),
                    confusion(judged),
                    sameAmount(judged));
        });
    }

    private static List<QualityReport.OfOne> each(
            List<Judged> judged, Function<Judged, String> key, Function<Judged, Text> name) {
        var groups = new LinkedHashMap<String, List<Judged>>();
        for (var one : judged) {
            groups.computeIfAbsent(key.apply(one), ignored -> new ArrayList<>()).add(one);
        }
        return groups.entrySet().stream()
                .map(group -> new QualityReport.OfOne(
                        group.getValue().get(0).tenant(),
                        group.getKey(),
                        name.apply(group.getValue().get(0)),
                        Agreement.of(group.getValue().stream().map(Judged::pair).toList())))
                .toList();
    }

    private static List<QualityReport.Meeting> confusion(List<Judged> judged) {
        var counts = new java.util.TreeMap<String, Integer>();
        judged.forEach(one -> counts.merge(one.pair().first() + "|" + one.pair().second(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> {
                    var categories = count.getKey().split("\\|");
                    return new QualityReport.Meeting(categories[0], categories[1], count.getValue());
                })
                .toList();
    }

    private static Optional<BigDecimal> sameAmount(List<Judged> judged) {
        var both = judged.stream()
                .filter(one ->
                        one.firstAmount().isPresent() && one.secondAmount().isPresent())
                .toList();
        if (both.isEmpty()) {
            return Optional.empty();
        }
        long same = both.stream()
                .filter(one -> one.firstAmount()
                                .orElseThrow()
                                .compareTo(one.secondAmount().orElseThrow())
                        == 0)
                .count();
        return Optional.of(BigDecimal.valueOf(same).divide(BigDecimal.valueOf(both.size()), 4, RoundingMode.HALF_UP));
    }

    private static Judged judged(Row row) {
        return new Judged(
                row.integer("tenant"),
                new Agreement.Pair(row.text("first_category"), row.text("second_category")),
                row.uuid("first_registrar").toString(),
                new Text(row.text("registrar_zh"), row.text("registrar_en")),
                new Text(row.text("agency_zh"), row.text("agency_en")),
                row.optionalMoney("first_technology_amount").map(money -> new BigDecimal(money.toString())),
                row.optionalMoney("second_technology_amount").map(money -> new BigDecimal(money.toString())));
    }

    private static QualityRound found(EntityManager em, TenantScope scope, UUID id) {
        return Sql.first(
                        em,
                        COLUMNS + " where r.id = ? and r.tenant between ? and ?",
                        QualityRounds::round,
                        id,
                        scope.low(),
                        scope.high())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private static QualityRound round(Row row) {
        return new QualityRound(
                row.uuid("id"),
                row.integer("tenant"),
                row.date("decided_from"),
                row.date("decided_until"),
                row.integer("cases_per_registrar"),
                row.bigint("seed"),
                row.integer("population"),
                row.text("ordered_by"),
                row.instant("created_at"),
                row.integer("cases"),
                row.integer("judged"),
                row.integer("without_second"));
    }
}
