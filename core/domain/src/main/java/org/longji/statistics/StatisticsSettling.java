package org.longji.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.longji.shared.Recurring;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * Adds changed months up soon after their change, so that whoever asks for a report after a large import need not wait; where a turn
 * fails, readers settle for themselves.
 */
@ApplicationScoped
class StatisticsSettling extends Recurring {

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    @Inject
    Transactions transactions;

    StatisticsSettling() {
        super(BETWEEN, BETWEEN);
    }

    @Override
    protected void turn() {
        transactions.within(
                EVERYWHERE, em -> Sql.first(em, "select settle_statistics() as months", row -> row.integer("months")));
    }
}
