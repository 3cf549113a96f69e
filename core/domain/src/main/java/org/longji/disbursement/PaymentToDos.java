package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.longji.inbox.ToDo;
import org.longji.inbox.ToDoSource;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** What waits for a finance officer: debts whose day has passed, mismatches, holds that somebody else began, and accounts to confirm. */
@Dependent
public class PaymentToDos implements ToDoSource {

    private final Clock clock;

    @Inject
    public PaymentToDos(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<ToDo> waiting(EntityManager em, Caller caller, int tenant, TenantScope scope, int limit) {
        if (caller.party().isPresent() || !caller.capabilities(tenant).contains(Capability.PAY)) {
            return List.of();
        }
        var today = LocalDate.now(clock);
        var toDos = new ArrayList<ToDo>(Sql.query(
                em,
                """
                select c.id, c.number, c.beneficiary_name, c.due_on from recovery_case c
                where c.tenant = ? and c.status = 'DEMANDED' and c.due_on < ?
                order by c.due_on, c.id limit ?
                """,
                row -> new ToDo(
                        tenant,
                        "RECOVERY_OVERDUE",
                        "recovery",
                        row.uuid("id").toString(),
                        new Text(
                                "追回逾期：" + row.text("beneficiary_name") + " " + row.text("number"),
                                "Recovery overdue: " + row.text("beneficiary_name") + " " + row.text("number")),
                        row.optionalDate("due_on"),
                        ToDo.Urgency.OVERDUE),
                tenant,
                today,
                limit));
        counted(
                em,
                toDos,
                tenant,
                new Lot(
                        "BANK_MISMATCHES",
                        "reconciliation",
                        new Text("银行回单差异待处理", "mismatches with the bank to look into")),
                "select count(*)::int as n from bank_mismatch where tenant = ? and closed_at is null",
                tenant);
        counted(
                em,
                toDos,
                tenant,
                new Lot("PAYMENT_HOLDS", "holds", new Text("暂缓项目待核实", "held items to look into")),
                "select count(*)::int as n from payment_hold where tenant = ? and lifted_at is null and set_by_id <> ?",
                tenant,
                caller.accountId());
        counted(
                em,
                toDos,
                tenant,
                new Lot("PAYEE_ACCOUNTS", "holds", new Text("更正账户待确认", "replaced accounts to confirm")),
                "select count(*)::int as n from payee_account where tenant = ? and confirmed is null and entered_by_id <> ?",
                tenant,
                caller.accountId());
        return toDos.subList(0, Math.min(toDos.size(), limit));
    }

    /** Things of one kind, worked through on one page. */
    private record Lot(String kind, String page, Text words) {}

    private static void counted(
            EntityManager em, List<ToDo> toDos, int tenant, Lot lot, String sql, Object... parameters) {
        int count = Sql.first(em, sql, row -> row.integer("n"), parameters).orElse(0);
        if (count > 0) {
            toDos.add(new ToDo(
                    tenant,
                    lot.kind(),
                    "payment",
                    lot.page(),
                    new Text(
                            lot.words().zh() + "：" + count,
                            count + " " + lot.words().en()),
                    Optional.empty(),
                    ToDo.Urgency.NORMAL));
        }
    }
}
