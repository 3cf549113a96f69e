package org.longji.approval;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Role;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** Looks for cases together with the step they are at. */
final class CaseQuery {

    private final StringBuilder where = new StringBuilder();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    CaseQuery(TenantScope scope) {
        where.append("(c.tenant between ? and ? or c.reach between ? and ?)");
        parameters.addAll(List.of(scope.low(), scope.high(), scope.low(), scope.high()));
    }

    /** A case and the step that is open. */
    record Found(ApprovalCase one, Optional<Text> step, Optional<LocalDate> dueOn) {}

    CaseQuery and(String condition, @Nullable Object... values) {
        where.append(" and ").append(condition);
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    /** Narrows to open cases of the tenant, or handed up to it, that may wait for the caller; the docket of each has the last word. */
    CaseQuery mayWaitFor(EntityManager em, Caller caller, int tenant, LocalDate today) {
        var me = caller.accountId();
        var persons = new HashSet<UUID>();
        persons.add(me);
        Absences.standIns(em, tenant, today).forEach((away, deputy) -> {
            if (deputy.equals(me)) {
                persons.add(away);
            }
        });
        var officers = CaseRecords.officers(em, tenant);
        var roles = persons.stream()
                .flatMap(person -> Optional.ofNullable(officers.get(person)).stream())
                .flatMap(officer -> officer.roles().stream())
                .distinct()
                .map(Role::name)
                .toArray(String[]::new);
        return and("""
                s.number is not null and c.initiator <> ? and not ? = any (c.excluded)
                and ((s.tenant = ? and s.roles && ?) or (s.escalated_to = ? and s.escalated_role = any (?))
                    or (s.tenant = ? and exists (select 1 from approval_signer n where n.case_id = c.id and n.step = s.number
                        and n.round in (0, s.round) and n.account = any (?))))
                and not exists (select 1 from approval_signature g where g.case_id = c.id and g.step = s.number and g.round = s.round
                    and g.account = ?)
                """, me, me, tenant, roles, tenant, roles, tenant, persons.toArray(UUID[]::new), me);
    }

    List<Found> newest(EntityManager em, @Nullable String after, int limit) {
        if (after != null) {
            int bar = after.indexOf('|');
            and(
                    "(c.begun_at, c.id) < (?::timestamptz, ?::uuid)",
                    Instant.parse(after.substring(0, bar)),
                    UUID.fromString(after.substring(bar + 1)));
        }
        return run(em, "c.begun_at desc, c.id desc", limit);
    }

    List<Found> mostUrgent(EntityManager em, int limit) {
        return run(em, "s.due_on nulls last, c.id", limit);
    }

    static String position(Found found) {
        return found.one().begunAt() + "|" + found.one().id();
    }

    private List<Found> run(EntityManager em, String order, int limit) {
        parameters.add(limit);
        return Sql.query(
                em,
                "select c.*, s.name_zh, s.name_en, s.due_on from approval_case c"
                        + " left join approval_step s on s.case_id = c.id and s.state = 'OPEN' and c.state = 'OPEN' where "
                        + where + " order by " + order + " limit ?",
                CaseQuery::found,
                parameters.toArray());
    }

    private static Found found(Row row) {
        return new Found(
                CaseRecords.one(row),
                row.optionalText("name_zh").map(zh -> new Text(zh, row.text("name_en"))),
                row.optionalDate("due_on"));
    }
}
