package org.longji.screening;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.longji.job.Jobs;
import org.longji.shared.Caller;
import org.longji.shared.Recurring;
import org.longji.shared.Role;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Looks every few minutes whether a tenant has a newer version of a plugin or its lists than what it screened with. */
@Dependent
class ScreeningWatch implements Recurring {

    private final Transactions transactions;
    private final Screenings screenings;
    private final Jobs jobs;

    @Inject
    ScreeningWatch(Transactions transactions, Screenings screenings, Jobs jobs) {
        this.transactions = transactions;
        this.screenings = screenings;
        this.jobs = jobs;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run() {
        outdated().forEach(tenant -> {
            var system = Caller.system(tenant, Role.REVIEWER, "系统（名单更新）", "System (lists changed)");
            jobs.submit(Screenings.refreshOrder(system, tenant));
        });
    }

    private record Version(int tenant, String plugin, String screening, String hash) {}

    private List<Integer> outdated() {
        return transactions
                .within(
                        TenantScope.EVERYWHERE,
                        em -> Sql.query(
                                em,
                                """
                                select distinct s.tenant, s.plugin, s.screening, s.plugin_hash from screening s
                                where s.superseded_at is null and not exists (select 1 from job j where j.tenant = s.tenant
                                    and j.kind = 'SCREENING_REFRESH' and j.status in ('QUEUED', 'RUNNING'))
                                """,
                                row -> new Version(
                                        row.integer("tenant"),
                                        row.text("plugin"),
                                        row.text("screening"),
                                        row.text("plugin_hash"))))
                .stream()
                .filter(one -> screenings.isOutdated(one.tenant(), one.plugin(), one.screening(), one.hash()))
                .map(Version::tenant)
                .distinct()
                .toList();
    }
}
