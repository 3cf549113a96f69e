package org.longji.approval;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.longji.shared.Clocks;
import org.longji.shared.Recurring;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** What happens when the limit of a step has passed: told, handed up or sent back, once. */
@Dependent
public class TimeLimits implements Recurring {

    private static final Logger LOG = System.getLogger(TimeLimits.class.getName());
    private final Transactions transactions;
    private final Approvals approvals;
    private final Clock clock;

    @Inject
    public TimeLimits(Transactions transactions, Approvals approvals, Clock clock) {
        this.transactions = transactions;
        this.approvals = approvals;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        enforce();
    }

    /** Goes through every step whose limit passed before today and says how many; a case somebody is acting on waits for the next turn. */
    public int enforce() {
        int handled = 0;
        List<UUID> failed = new ArrayList<>();
        while (true) {
            var next = new ArrayList<UUID>();
            try {
                transactions.within(TenantScope.EVERYWHERE, em -> {
                    next.addAll(Sql.query(
                            em,
                            """
                            select c.id from approval_case c join approval_step s on s.case_id = c.id
                            where c.state = 'OPEN' and s.state = 'OPEN' and s.due_on < ? and s.overdue_at is null and c.id <> all (?)
                            order by s.due_on, c.id limit 1 for update of c skip locked
                            """,
                            row -> row.uuid("id"),
                            LocalDate.now(clock.withZone(Clocks.CHINA)),
                            failed.toArray(UUID[]::new)));
                    next.forEach(id -> approvals.overdue(em, id));
                    return next;
                });
            } catch (RuntimeException e) {
                if (next.isEmpty()) {
                    throw e;
                }
                failed.addAll(next);
                LOG.log(Level.WARNING, "The limit of approval " + next.get(0) + " was not looked after", e);
                continue;
            }
            if (next.isEmpty()) {
                return handled;
            }
            handled++;
        }
    }
}
