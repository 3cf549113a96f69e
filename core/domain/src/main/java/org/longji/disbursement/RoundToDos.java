package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.inbox.ToDo;
import org.longji.inbox.ToDoSource;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.WorkingDays;

/**
 * Rounds that wait for somebody: for the tenant's own reviewers and finance officers where they stand, for beneficiaries the items
 * that ask for an answer.
 */
@Dependent
class RoundToDos implements ToDoSource {

    private final WorkingDays workingDays;
    private final Clock clock;

    @Inject
    RoundToDos(WorkingDays workingDays, Clock clock) {
        this.workingDays = workingDays;
        this.clock = clock;
    }

    @Override
    public List<ToDo> waiting(EntityManager em, Caller caller, int tenant, TenantScope scope, int limit) {
        var today = LocalDate.now(clock);
        if (caller.party().isPresent()) {
            return caller.capabilities(tenant).contains(Capability.CLAIM)
                    ? unanswered(em, caller.party().get(), today, limit)
                    : List.of();
        }
        var found = new ArrayList<ToDo>();
        if (holds(caller, tenant, Capability.DISBURSE_REVIEW)) {
            found.addAll(toReview(em, tenant, today, limit));
            found.addAll(objections(em, caller, tenant, limit));
        }
        if (holds(caller, tenant, Capability.PAY)) {
            found.addAll(toPay(em, tenant, limit));
        }
        return found;
    }

    /** Work on rounds is their own tenant's: a role held above does not reach down to it. */
    private static boolean holds(Caller caller, int tenant, Capability capability) {
        return caller.roles().stream()
                .anyMatch(grant -> grant.tenant() == tenant && grant.role().grants(capability));
    }

    private List<ToDo> unanswered(EntityManager em, String party, LocalDate today, int limit) {
        return Sql.query(
                em,
                """
                select i.tenant, i.id, i.due as amount, r.title_zh, r.title_en, r.answer_until as until from round_item i
                join payment_round r on r.id = i.round_id
                where i.beneficiary_code = ? and i.status = 'CANDIDATE' and r.status = 'ANSWERS' and r.answer_until >= ?
                    and not exists (select 1 from round_claim c where c.item_id = i.id)
                order by r.answer_until, i.id limit ?
                """,
                row -> {
                    var until = row.date("until");
                    return toDo(
                            row,
                            "ROUND_ITEM_TO_ANSWER",
                            "own-money",
                            new Text("请答复", "Please answer"),
                            row.money("amount").grouped(),
                            until,
                            ToDo.Urgency.on(today, Optional.of(until), workingDays));
                },
                party,
                today,
                limit);
    }

    private static List<ToDo> toReview(EntityManager em, int tenant, LocalDate today, int limit) {
        return Sql.query(
                em,
                """
                select r.tenant, r.id, r.title_zh, r.title_en, r.status from payment_round r left join public_notice n on n.round_id = r.id
                where r.tenant = ? and (r.status = 'REVIEW' or r.status = 'NOTICE' and (n.ended_at is not null or n.until_day < ?))
                order by r.opened_at limit ?
                """,
                row -> row.constant("status", RoundStatus.class) == RoundStatus.REVIEW
                        ? round(row, "ROUND_TO_REVIEW", new Text("审核兑现批次", "Review a round"))
                        : round(
                                row,
                                "ROUND_TO_BRING",
                                new Text("公示期满，提请审批", "The notice has ended, bring to approval")),
                tenant,
                today,
                limit);
    }

    /** Those that the caller may decide: not on a list of its own, nor on an item it let pass. */
    private static List<ToDo> objections(EntityManager em, Caller caller, int tenant, int limit) {
        return Sql.query(
                em,
                """
                select o.tenant, o.id, r.title_zh, r.title_en from objection o join public_notice n on n.id = o.notice_id
                join payment_round r on r.id = n.round_id join round_item i on i.id = o.item_id
                where o.tenant = ? and o.upheld is null and n.published_by_id <> ? and i.reviewed_by_id is distinct from ?
                order by o.raised_at limit ?
                """,
                row -> toDo(
                        row,
                        "OBJECTION_TO_DECIDE",
                        "objection",
                        new Text("处理异议", "Decide an objection"),
                        null,
                        null,
                        ToDo.Urgency.NORMAL),
                tenant,
                caller.accountId(),
                caller.accountId(),
                limit);
    }

    private static List<ToDo> toPay(EntityManager em, int tenant, int limit) {
        return Sql.query(
                em,
                "select r.tenant, r.id, r.title_zh, r.title_en from payment_round r where r.tenant = ? and r.status = 'PAYMENT'"
                        + " order by r.opened_at limit ?",
                row -> toDo(
                        row,
                        "ROUND_TO_PAY",
                        "round-payment",
                        new Text("拨付兑现批次", "Pay a round"),
                        null,
                        null,
                        ToDo.Urgency.NORMAL),
                tenant,
                limit);
    }

    private static ToDo round(Row row, String kind, Text what) {
        return toDo(row, kind, PaymentRounds.SUBJECT, what, null, null, ToDo.Urgency.NORMAL);
    }

    private static ToDo toDo(
            Row row,
            String kind,
            String subjectType,
            Text what,
            @Nullable String yuan,
            @Nullable LocalDate due,
            ToDo.Urgency urgency) {
        return new ToDo(
                row.integer("tenant"),
                kind,
                subjectType,
                row.uuid("id").toString(),
                new Text(
                        what.zh() + "：" + row.text("title_zh") + (yuan == null ? "" : "，" + yuan + " 元"),
                        what.en() + ": " + row.text("title_en") + (yuan == null ? "" : ", " + yuan + " CNY")),
                Optional.ofNullable(due),
                urgency);
    }
}
