package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.disbursement.BudgetEntry.Account;
import org.longji.disbursement.BudgetEntry.Kind;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.SqlFailure;
import org.longji.shared.Transactions;

/**
 * The budgets of a tenant, one for each measure and year, in double entry. Nothing is promised or paid that is not there: the
 * database refuses to overdraw, and moves the same thing once however often it is asked to.
 */
@Dependent
public class Budgets {

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Budgets(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Puts money into a budget, which is there from then on, or takes it out again.
     *
     * @throws ProblemException INVALID_FIELDS, BUDGET_SHORT where less is left than is to be taken out, POLICY_NOT_BORNE where the
     *     tenant has no such measure and none above it has
     */
    public Budget appropriate(Caller caller, int tenant, AppropriationForm form) {
        var scope = caller.ownScope(tenant, Capability.BUDGET_WRITE);
        form.check();
        var policy = Objects.requireNonNull(form.policy());
        int year = Objects.requireNonNull(form.year());
        var amount = Objects.requireNonNull(form.amount());
        boolean reduction = Boolean.TRUE.equals(form.reduction());
        return transactions.within(scope, em -> {
            if (Sql.query(em, "select 1 as one from policy_version where policy_id = ? limit 1", row -> 1, policy)
                    .isEmpty()) {
                throw new ProblemException(Problem.POLICY_NOT_BORNE, Map.of("policy", policy));
            }
            if (reduction && left(em, tenant, policy, year).compareTo(amount) < 0) {
                throw shortage(left(em, tenant, policy, year), amount);
            }
            var id = UUID.randomUUID();
            post(
                    em,
                    caller,
                    new Book(tenant, policy, year),
                    reduction ? Kind.REDUCTION : Kind.APPROPRIATION,
                    List.of(new Movement("order:" + id, amount)),
                    form.document(),
                    form.note());
            journal.append(
                    em,
                    tenant,
                    caller,
                    reduction ? "BUDGET_REDUCED" : "BUDGET_APPROPRIATED",
                    "budget",
                    policy + "/" + year,
                    null,
                    form);
            return list(em, tenant, year).stream()
                    .filter(budget -> budget.policyId().equals(policy))
                    .findFirst()
                    .orElseThrow();
        });
    }

    /** The budgets of a tenant, the latest year first. */
    public List<Budget> list(Caller caller, int tenant, @Nullable Integer year) {
        return transactions.within(caller.scope(tenant, Capability.DISBURSEMENT_READ), em -> list(em, tenant, year));
    }

    /** The book of one budget, the latest entry first. */
    public Page<BudgetEntry> entries(
            Caller caller, int tenant, String policy, int year, @Nullable String after, int limit) {
        return transactions.within(
                caller.scope(tenant, Capability.DISBURSEMENT_READ),
                em -> Page.of(
                        Sql.query(
                                em,
                                "select * from budget_entry where tenant = ? and policy_id = ? and year = ? and seq < ? order by seq desc limit ?",
                                Budgets::entry,
                                tenant,
                                policy,
                                year,
                                after == null ? Long.MAX_VALUE : Long.parseLong(after),
                                limit + 1),
                        limit,
                        entry -> Long.toString(entry.seq())));
    }

    private List<Budget> list(EntityManager em, int tenant, @Nullable Integer year) {
        var today = LocalDate.now(clock);
        return Sql.query(em, """
                select b.*, coalesce(p.title_zh, b.policy_id) as title_zh, coalesce(p.title_en, b.policy_id) as title_en, pace.amount as pace,
                    pace.since
                from budget b
                left join lateral (select v.title_zh, v.title_en from policy_version v where v.policy_id = b.policy_id
                    order by v.valid_from desc limit 1) p on true
                left join lateral (select sum(case e.kind when 'COMMITMENT' then e.amount else -e.amount end) as amount,
                        (min(e.at) at time zone 'Asia/Shanghai')::date as since
                    from budget_entry e where e.tenant = b.tenant and e.policy_id = b.policy_id and e.year = b.year
                        and e.kind in ('COMMITMENT', 'RELEASE')) pace on true
                where b.tenant = ? and (?::int is null or b.year = ?::int) order by b.year desc, b.policy_id
                """, row -> budget(row, today), tenant, year, year);
    }

    private static Budget budget(Row row, LocalDate today) {
        int year = row.integer("year");
        var available = row.money("available");
        return new Budget(
                row.text("policy_id"),
                new Text(row.text("title_zh"), row.text("title_en")),
                year,
                row.money("appropriated"),
                available,
                row.money("committed"),
                row.money("paid"),
                row.optionalDate("since")
                        .flatMap(since -> exhaustedOn(available, row.money("pace"), since, today, year))
                        .orElse(null));
    }

    /**
     * The day the money runs out if it goes on being promised at the pace since the first promise, that day included.
     *
     * @param promised what is promised on balance since then
     */
    static Optional<LocalDate> exhaustedOn(
            Money available, Money promised, LocalDate since, LocalDate today, int year) {
        if (!promised.isPositive()) {
            return Optional.empty();
        }
        long days = ChronoUnit.DAYS.between(since, today) + 1;
        long left = BigDecimal.valueOf(available.fen())
                .multiply(BigDecimal.valueOf(days))
                .divide(BigDecimal.valueOf(promised.fen()), 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(100_000))
                .longValueExact();
        var day = today.plusDays(left);
        return day.isAfter(LocalDate.of(year, 12, 31)) ? Optional.empty() : Optional.of(day);
    }

    private static BudgetEntry entry(Row row) {
        return new BudgetEntry(
                row.bigint("seq"),
                row.constant("kind", Kind.class),
                row.constant("debit", Account.class),
                row.constant("credit", Account.class),
                row.money("amount"),
                row.text("reference"),
                row.optionalText("document").orElse(null),
                row.optionalText("note").orElse(null),
                row.text("actor"),
                row.instant("at"));
    }

    /** Which budget. */
    record Book(int tenant, String policy, int year) {}

    /** What is to be moved, and for what. */
    record Movement(String reference, Money amount) {}

    /** What is left, kept from everybody else until the transaction ends; zero where there is no budget. */
    static Money left(EntityManager em, int tenant, String policy, int year) {
        return Sql.first(
                        em,
                        "select budget_left(?, ?, ?) as remaining",
                        row -> row.money("remaining"),
                        tenant,
                        policy,
                        year)
                .orElse(Money.ZERO);
    }

    /**
     * Moves money, each reference once, and says how much moved now.
     *
     * @throws ProblemException BUDGET_SHORT where the budget would be overdrawn
     */
    static Money post(
            EntityManager em,
            Caller caller,
            Book book,
            Kind kind,
            List<Movement> movements,
            @Nullable String document,
            @Nullable String note) {
        try {
            return Sql.first(
                            em,
                            "select budget_post(?, ?, ?, ?, ?, ?::numeric[], ?, ?, ?) as moved",
                            row -> row.money("moved"),
                            book.tenant(),
                            book.policy(),
                            book.year(),
                            kind,
                            movements.stream().map(Movement::reference).toList(),
                            movements.stream()
                                    .map(movement -> movement.amount().toString())
                                    .toList(),
                            document,
                            note,
                            caller.username())
                    .orElse(Money.ZERO);
        } catch (SqlFailure e) {
            if (e.violates("budget_available")) {
                throw shortage(
                        Money.ZERO,
                        Money.sum(movements.stream().map(Movement::amount).toList()));
            }
            throw e;
        }
    }

    static ProblemException shortage(Money left, Money wanted) {
        return new ProblemException(Problem.BUDGET_SHORT, Map.of("left", left.grouped(), "wanted", wanted.grouped()));
    }
}
