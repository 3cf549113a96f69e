package org.longji.statistics;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.longji.shared.Recurring;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Adds changed months up soon after their change, so that whoever asks for a report after a large import need not wait. */
@Dependent
class StatisticsSettling implements Recurring {

    private final Transactions transactions;

    @Inject
    StatisticsSettling(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        transactions.within(
                TenantScope.EVERYWHERE,
                em -> Sql.first(em, "select settle_statistics() as months", row -> row.integer("months")));
    }
}
