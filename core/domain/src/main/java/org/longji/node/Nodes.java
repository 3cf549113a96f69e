package org.longji.node;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.longji.shared.Sql;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Says once a second, by the clock of the database, that this node is there. One that has not said so for
 * ten seconds counts as gone ({@code node_is_there} in the database); one that stops in good order the launcher strikes out.
 */
@ApplicationScoped
class Nodes implements StartupStep {

    private static final Logger LOG = System.getLogger(Nodes.class.getName());
    private static final int DAYS_REMEMBERED = 1;

    @Inject
    Transactions transactions;

    @Inject
    @ConfigProperty(name = "longji.node.id", defaultValue = "node")
    String id;

    @Inject
    @ConfigProperty(name = "longji.node", defaultValue = "node")
    String name;

    @Resource
    ManagedScheduledExecutorService schedule;

    private @Nullable Future<?> running;

    @Override
    public Stage stage() {
        return Stage.TENANTS;
    }

    @Override
    public void run() {
        transactions.within(TenantScope.EVERYWHERE, em -> {
            Sql.update(em, "delete from node where seen_at < now() - make_interval(days => ?)", DAYS_REMEMBERED);
            return Sql.update(
                    em,
                    "insert into node (id, name, started_at, seen_at) values (?, ?, now(), now())"
                            + " on conflict (id) do update set name = excluded.name, started_at = excluded.started_at,"
                            + " seen_at = excluded.seen_at",
                    id,
                    name);
        });
        running = schedule.scheduleWithFixedDelay(this::say, 1, 1, TimeUnit.SECONDS);
    }

    private void say() {
        try {
            transactions.within(
                    TenantScope.EVERYWHERE,
                    em -> Sql.update(em, "update node set seen_at = clock_timestamp() where id = ?", id));
        } catch (RuntimeException e) {
            // A schedule ends with the first exception; the database may be back the next time.
            LOG.log(Level.WARNING, "This node could not say that it is there", e);
        }
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }
}
