package org.longji.screening;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.longji.inbox.ToDo;
import org.longji.inbox.ToDoSource;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** What screenings have for officers: a find nobody dealt with, and a verdict that waits for somebody else to agree. */
@Dependent
public class ScreeningToDos implements ToDoSource {

    @Override
    public List<ToDo> waiting(EntityManager em, Caller caller, int tenant, TenantScope scope, int limit) {
        if (!caller.capabilities(tenant).contains(Capability.SCREENING_WRITE)) {
            return List.of();
        }
        return Sql.query(
                em,
                """
                select s.id, s.title, count(*) as open,
                    count(*) filter (where exists (select 1 from screening_verdict v
                        where v.screening_id = h.screening_id and v.number = h.number and v.agreed is null)) as proposed
                from screening s join screening_hit h on h.screening_id = s.id and h.settled_by is null
                where s.tenant = ? and s.superseded_at is null
                    and not exists (select 1 from screening_verdict v where v.screening_id = h.screening_id and v.number = h.number
                        and v.agreed is null and v.proposed_by_id = ?)
                group by s.id, s.title, s.screened_at order by s.screened_at, s.id limit ?
                """,
                row -> new ToDo(
                        tenant,
                        row.bigint("proposed") > 0 ? "SCREENING_VERDICT" : "SCREENING_HIT",
                        "screening",
                        row.uuid("id").toString(),
                        row.bigint("proposed") > 0
                                ? new Text(
                                        "复核出境筛查结论：" + row.text("title"),
                                        "Agree or not on a screening: " + row.text("title"))
                                : new Text(
                                        "处置出境筛查命中（" + row.bigint("open") + "）：" + row.text("title"),
                                        "Deal with what a screening found (" + row.bigint("open") + "): "
                                                + row.text("title")),
                        Optional.empty(),
                        ToDo.Urgency.WARNING),
                tenant,
                caller.accountId(),
                limit);
    }
}
