package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.longji.shared.Recurring;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** What nobody has to do by hand: the time for answers ends, notices end, a round of which everything is paid is closed. */
@Dependent
public class RoundDeadlines implements Recurring {

    private final Transactions transactions;
    private final Clock clock;

    @Inject
    public RoundDeadlines(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    /** Moves on every round whose last day has passed. */
    @Override
    public void run() {
        var today = LocalDate.now(clock);
        transactions.within(TenantScope.EVERYWHERE, em -> {
            Sql.query(
                            em,
                            "select id from payment_round where status = 'ANSWERS' and answer_until < ? order by id for update skip locked",
                            row -> row.uuid("id"),
                            today)
                    .forEach(id -> PaymentRounds.endAnswers(em, id, clock.instant()));
            Sql.update(em, """
                    update payment_round r set status = 'CLOSED', version = r.version + 1 where r.status = 'PAYMENT'
                        and not exists (select 1 from round_item i where i.round_id = r.id and i.status = 'APPROVED')
                        and not exists (select 1 from payment_batch b where b.round_id = r.id and b.status in ('PREPARED', 'SENT'))
                    """);
            return Sql.update(
                    em,
                    "update public_notice set ended_at = ? where ended_at is null and until_day < ?",
                    clock.instant(),
                    today);
        });
    }
}
