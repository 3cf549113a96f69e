package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * Accounts that replace those of claims, because a bank refused one or a beneficiary wrote in: one officer enters it with the paper it
 * rests on, another confirms it. What was sent keeps the account it was sent to.
 */
@Dependent
public class PaymentAccounts {

    private static final String ACCOUNTS = """
            select a.*, i.number, i.beneficiary_name, a.confirmed is not null as decided, coalesce(a.confirmed, false) as yes
            from payee_account a join round_item i on i.id = a.item_id
            """;
    private static final int LONG = 500;

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public PaymentAccounts(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** Those that wait to be confirmed and the latest that were, at most two hundred. */
    public List<PaymentAccount> list(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        return transactions.within(
                scope,
                em -> Sql.query(
                        em,
                        ACCOUNTS
                                + " where a.tenant between ? and ? order by a.confirmed is not null, a.entered_at desc, a.id limit 200",
                        row -> read(row, caller),
                        scope.low(),
                        scope.high()));
    }

    /**
     * Enters another account for an approved item.
     *
     * @throws ProblemException ACCOUNT_PENDING while one waits
     */
    public PaymentAccount enter(Caller caller, int tenant, PaymentAccount.Form form) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        var checks = new FieldChecks()
                .present(form.item(), "item")
                .present(form.payee(), "payee")
                .present(form.bank(), "bank")
                .present(form.account(), "account")
                .present(form.document(), "document")
                .atMost(form.document(), LONG, "document");
        if (form.account() != null) {
            checks.require(
                    PaymentChecks.isAccount(PaymentChecks.digits(form.account())),
                    "account",
                    "账号应为 8 至 32 位数字。",
                    "An account number has 8 to 32 digits.");
        }
        checks.done();
        var item = Objects.requireNonNull(form.item());
        var id = UUID.randomUUID();
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            var status = Sql.first(
                            em,
                            "select status from round_item where id = ? and tenant = ?",
                            row -> row.text("status"),
                            item,
                            tenant)
                    .orElseThrow(() -> PaymentActs.notFound(item));
            if (!status.equals("APPROVED")) {
                throw PaymentActs.wrongStatus(new Text("该项目", "the item"), status);
            }
            int entered = Sql.update(
                    em,
                    """
                    insert into payee_account (id, tenant, item_id, payee, bank, account, document, entered_by_id, entered_by, entered_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                    """,
                    id,
                    tenant,
                    item,
                    Objects.requireNonNull(form.payee()).strip(),
                    Objects.requireNonNull(form.bank()).strip(),
                    PaymentChecks.digits(Objects.requireNonNull(form.account())),
                    Objects.requireNonNull(form.document()).strip(),
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant());
            if (entered == 0) {
                throw new ProblemException(Problem.ACCOUNT_PENDING, Map.of());
            }
            var one = found(em, caller, tenant, id);
            journal.append(em, tenant, caller, "PAYEE_ACCOUNT_ENTERED", "round-item", item.toString(), null, one);
            return one;
        });
    }

    /**
     * Confirms an account or turns it down.
     *
     * @throws ProblemException HOLD_SECOND_PERSON for whoever entered it
     */
    public PaymentAccount decide(Caller caller, int tenant, UUID id, @Nullable Boolean confirmed) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        new FieldChecks().present(confirmed, "confirmed").done();
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            var one = found(em, caller, tenant, id);
            if (one.own()) {
                throw new ProblemException(Problem.HOLD_SECOND_PERSON, Map.of());
            }
            if (one.confirmed() != null) {
                throw PaymentActs.wrongStatus(
                        new Text("该账户", "the account"), one.confirmed() ? "CONFIRMED" : "REFUSED");
            }
            Sql.update(
                    em,
                    "update payee_account set confirmed = ?, decided_by_id = ?, decided_by = ?, decided_at = ? where id = ?",
                    confirmed,
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant(),
                    id);
            var decided = found(em, caller, tenant, id);
            journal.append(
                    em,
                    tenant,
                    caller,
                    "PAYEE_ACCOUNT_DECIDED",
                    "round-item",
                    one.item().toString(),
                    one,
                    decided);
            return decided;
        });
    }

    private static PaymentAccount found(EntityManager em, Caller caller, int tenant, UUID id) {
        return Sql.first(em, ACCOUNTS + " where a.id = ? and a.tenant = ?", row -> read(row, caller), id, tenant)
                .orElseThrow(() -> PaymentActs.notFound(id));
    }

    private static PaymentAccount read(Row row, Caller caller) {
        return new PaymentAccount(
                row.uuid("id"),
                row.integer("tenant"),
                row.uuid("item_id"),
                row.text("number"),
                row.text("beneficiary_name"),
                row.text("payee"),
                row.text("bank"),
                row.text("account"),
                row.text("document"),
                row.bool("decided") ? row.bool("yes") : null,
                row.text("entered_by"),
                row.instant("entered_at"),
                row.uuid("entered_by_id").equals(caller.accountId()),
                row.optionalText("decided_by").orElse(null),
                row.optionalInstant("decided_at").orElse(null));
    }
}
