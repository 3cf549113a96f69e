package org.longji.indicator;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.longji.job.Jobs;
import org.longji.pluginhost.PluginHost;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Recurring;
import org.longji.shared.Role;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Orders the figures of each province once a day, on whichever node comes first. */
@Dependent
class IndicatorDays implements Recurring {

    private final Transactions transactions;
    private final PluginHost host;
    private final Jobs jobs;
    private final Clock clock;

    @Inject
    IndicatorDays(Transactions transactions, PluginHost host, Jobs jobs, Clock clock) {
        this.transactions = transactions;
        this.host = host;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(2);
    }

    @Override
    public void run() {
        var today = LocalDate.ofInstant(clock.instant(), Clocks.CHINA);
        for (int province : provinces()) {
            if (!host.indicators(province).isEmpty()
                    && transactions.within(
                            TenantScope.exactly(province), em -> IndicatorRecords.takeTurn(em, province, today))) {
                var system = Caller.system(province, Role.ADMINISTRATOR, "系统（每日指标）", "System (figures of the day)");
                jobs.submit(Indicators.orderOf(system, province, today));
            }
        }
    }

    private List<Integer> provinces() {
        return transactions.within(
                TenantScope.EVERYWHERE,
                em -> Sql.query(
                        em,
                        "select code from tenant where level = 'PROVINCE' order by code",
                        row -> row.integer("code")));
    }
}
