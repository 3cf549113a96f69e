package org.longji.screening;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.job.JobWork;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Screens again what another version of a plugin or its lists screened, and what it failed on. What two officers settled stays settled
 * where the same is found in the same subject; what is new is open.
 */
@Dependent
class ScreeningRefreshWork implements JobWork {

    private static final int AT_A_TIME = 100;

    private final Transactions transactions;
    private final Screenings screenings;

    @Inject
    ScreeningRefreshWork(Transactions transactions, Screenings screenings) {
        this.transactions = transactions;
        this.screenings = screenings;
    }

    @Override
    public JobKind kind() {
        return JobKind.SCREENING_REFRESH;
    }

    @Override
    public Map<String, Long> run(JobContext context) {
        int tenant = context.tenant();
        var scope = TenantScope.exactly(tenant);
        long refreshed = 0;
        long seen = 0;
        var after = new UUID(0, 0);
        while (true) {
            var from = after;
            var some = transactions.within(scope, em -> ScreeningRecords.current(em, tenant, from, AT_A_TIME));
            for (var one : some) {
                // Each in a transaction of its own: what was screened again is not screened a second time after a
                // crash.
                boolean again =
                        transactions.within(scope, em -> screenings.refreshed(em, context.caller(), tenant, one));
                refreshed += again ? 1 : 0;
                after = one.id();
            }
            seen += some.size();
            context.progress(seen, 0);
            context.stopIfCancelled();
            if (some.size() < AT_A_TIME) {
                return Map.of("refreshed", refreshed);
            }
        }
    }
}
