package org.longji.registration;

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
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/**
 * What registration has for people: filings to accept and to decide for registrars, and what still waits for its approval when
 * the period is about to end; corrections for filers, opinions for experts, and, for those who oversee, what is past its period.
 */
@Dependent
public class RegistrationToDos implements ToDoSource {

    private final Clock clock;

    @Inject
    RegistrationToDos(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<ToDo> waiting(EntityManager em, Caller caller, int tenant, TenantScope scope, int limit) {
        var able = caller.capabilities(tenant);
        var today = LocalDate.now(clock);
        var toDos = new ArrayList<ToDo>();
        if (able.contains(Capability.REGISTRATION_DECIDE)) {
            toDos.addAll(contracts(
                    em,
                    today,
                    scope,
                    limit,
                    "(c.status in ('SUBMITTED', 'ACCEPTED') or c.status = 'IN_APPROVAL' and c.decision_warn <= ?)",
                    today));
            toDos.addAll(changes(em, today, scope, limit));
        } else if (able.contains(Capability.ACCESS_ADMINISTER)) {
            toDos.addAll(contracts(
                    em,
                    today,
                    scope,
                    limit,
                    "c.status in ('ACCEPTED', 'EXPERT_REVIEW', 'IN_APPROVAL') and c.decision_due < ?",
                    today));
        }
        if (caller.party().isPresent()) {
            toDos.addAll(contracts(
                    em,
                    today,
                    scope,
                    limit,
                    "c.status = 'RETURNED' and c.provider_code = ?",
                    caller.party().get()));
        }
        if (able.contains(Capability.EXPERT_REVIEW)) {
            toDos.addAll(opinions(em, caller, today, scope, limit));
        }
        return toDos;
    }

    private static List<ToDo> contracts(
            EntityManager em, LocalDate today, TenantScope scope, int limit, String which, Object... parameters) {
        var all = new ArrayList<Object>(List.of(scope.low(), scope.high()));
        all.addAll(List.of(parameters));
        all.add(limit);
        return Sql.query(
                em,
                "select c.tenant, c.id, c.status, c.title, c.decision_due, c.decision_warn from contract c"
                        + " where c.tenant between ? and ? and " + which
                        + " order by c.decision_due nulls last, c.submitted_on, c.id limit ?",
                row -> contract(row, today),
                all.toArray());
    }

    private static ToDo contract(Row row, LocalDate today) {
        var status = row.text("status");
        var title = row.text("title");
        // A filing that waits to be accepted has no period of its own yet, whatever an earlier one left on record.
        Optional<LocalDate> due = status.equals("SUBMITTED") ? Optional.empty() : row.optionalDate("decision_due");
        var urgency = urgency(due, row.optionalDate("decision_warn"), today);
        var what = switch (status) {
            case "SUBMITTED" -> new Text("待受理：" + title, "To accept: " + title);
            case "RETURNED" -> new Text("待补正：" + title, "To correct: " + title);
            case "EXPERT_REVIEW" -> new Text("专家评审超期：" + title, "Expert review overdue: " + title);
            case "IN_APPROVAL" -> new Text("审批中，办理期限将至：" + title, "Under approval, its period ends: " + title);
            default -> new Text("待认定：" + title, "To decide: " + title);
        };
        return new ToDo(
                row.integer("tenant"),
                "CONTRACT_" + status,
                "contract",
                row.uuid("id").toString(),
                what,
                due,
                urgency);
    }

    private static List<ToDo> changes(EntityManager em, LocalDate today, TenantScope scope, int limit) {
        return Sql.query(
                em,
                """
                select k.tenant, k.contract_id, k.kind, k.due_on, k.warn_on, c.title
                from registration_change k join contract c on c.id = k.contract_id
                where k.tenant between ? and ? and k.status = 'PENDING' order by k.due_on, k.contract_id limit ?
                """,
                row -> {
                    var kind = row.constant("kind", ChangeForm.Kind.class).words();
                    var title = row.text("title");
                    return new ToDo(
                            row.integer("tenant"),
                            "REGISTRATION_CHANGE",
                            "contract",
                            row.uuid("contract_id").toString(),
                            new Text("待办理" + kind.zh() + "：" + title, "To decide (" + kind.en() + "): " + title),
                            Optional.of(row.date("due_on")),
                            urgency(Optional.of(row.date("due_on")), row.optionalDate("warn_on"), today));
                },
                scope.low(),
                scope.high(),
                limit);
    }

    private static List<ToDo> opinions(EntityManager em, Caller caller, LocalDate today, TenantScope scope, int limit) {
        return Sql.query(
                em,
                """
                select o.tenant, o.contract_id, o.due_on, c.title from expert_opinion o join contract c on c.id = o.contract_id
                where o.tenant between ? and ? and o.expert = ? and o.opinion is null and c.status = 'EXPERT_REVIEW'
                order by o.due_on, o.contract_id limit ?
                """,
                row -> new ToDo(
                        row.integer("tenant"),
                        "EXPERT_OPINION",
                        "expert-review",
                        row.uuid("contract_id").toString(),
                        new Text("待评审：" + row.text("title"), "Opinion asked: " + row.text("title")),
                        Optional.of(row.date("due_on")),
                        urgency(Optional.of(row.date("due_on")), Optional.empty(), today)),
                scope.low(),
                scope.high(),
                caller.accountId(),
                limit);
    }

    private static ToDo.Urgency urgency(Optional<LocalDate> due, Optional<LocalDate> warn, LocalDate today) {
        if (due.filter(today::isAfter).isPresent()) {
            return ToDo.Urgency.OVERDUE;
        }
        return due.isPresent() && warn.filter(from -> !today.isBefore(from)).isPresent()
                ? ToDo.Urgency.WARNING
                : ToDo.Urgency.NORMAL;
    }
}
