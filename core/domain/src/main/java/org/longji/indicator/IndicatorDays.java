package org.longji.indicator;

import jakarta.enterprise.context.ApplicationScoped;
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
@ApplicationScoped
class IndicatorDays extends Recurring {

    @Inject
    Transactions transactions;

    @Inject
    PluginHost host;

    @Inject
    Jobs jobs;

    @Inject
    Clock clock;

    IndicatorDays() {
        // The demo data are there after the first minutes.
        super(Duration.ofMinutes(2), Duration.ofMinutes(10));
    }

    @Override
    protected void turn() {
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
                EVERYWHERE,
                em -> Sql.query(
                        em,
                        "select code from tenant where level = 'PROVINCE' order by code",
                        row -> row.integer("code")));
    }
}
