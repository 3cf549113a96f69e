package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** What the calendar does to rounds: the time for answers ends, notices end. */
@Dependent
public class RoundDeadlines {

    private static final TenantScope EVERYWHERE = new TenantScope(100_000, 999_999, Optional.empty());

    private final Transactions transactions;
    private final Clock clock;

    @Inject
    public RoundDeadlines(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Moves on every round whose last day has passed. */
    public void pass() {
        var today = LocalDate.now(clock);
        transactions.within(EVERYWHERE, em -> {
            Sql.query(
                            em,
                            "select id from payment_round where status = 'ANSWERS' and answer_until < ? order by id for update skip locked",
                            row -> row.uuid("id"),
                            today)
                    .forEach(id -> PaymentRounds.endAnswers(em, id));
            return Sql.update(
                    em,
                    "update public_notice set ended_at = ? where ended_at is null and until_day < ?",
                    clock.instant(),
                    today);
        });
    }
}
