package org.longji.exchange;

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

/** What exchanges have for officers: packages with something that both sides changed. */
@Dependent
public class ExchangeToDos implements ToDoSource {

    @Override
    public List<ToDo> waiting(EntityManager em, Caller caller, int tenant, TenantScope scope, int limit) {
        if (!caller.capabilities(tenant).contains(Capability.EXCHANGE_WRITE)) {
            return List.of();
        }
        return Sql.query(
                em,
                """
                select d.id, d.plugin, d.channel, count(*) as n from exchange_delivery d
                    join exchange_item i on i.delivery = d.id and i.tenant = d.tenant and i.state = 'CONFLICT'
                where d.tenant = ? and d.direction = 'IN' group by d.id order by d.created_at limit ?
                """,
                row -> new ToDo(
                        tenant,
                        "EXCHANGE_CONFLICT",
                        "exchange-delivery",
                        Channels.place(row.text("plugin"), row.text("channel")) + "/" + row.uuid("id"),
                        new Text(
                                "区域交换：" + row.bigint("n") + " 条双方都改过的信息待决定（" + row.text("channel") + "）",
                                "Exchange: " + row.bigint("n") + " listings that both sides changed ("
                                        + row.text("channel") + ")"),
                        Optional.empty(),
                        ToDo.Urgency.NORMAL),
                tenant,
                limit);
    }
}
