package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.audit.Journal;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.job.JobWork;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Takes down what a tenant owes by a measure: one set-based statement over the decisions of its subtree, in one transaction that
 * ends with the round waiting for answers. Run again after a crash it finds the round as it was, or done.
 */
@Dependent
class RoundFreezing implements JobWork {

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    RoundFreezing(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public JobKind kind() {
        return JobKind.ROUND;
    }

    @Override
    public Map<String, Long> run(JobContext context) {
        var id = UUID.fromString(context.parameters().get("round"));
        return transactions.within(context.scope(), em -> {
            var round = RoundRecords.locked(em, context.tenant(), id, RoundStatus.values());
            if (round.status() != RoundStatus.FREEZING) {
                // Cancelled meanwhile, or frozen before a crash.
                var counts = Map.of("items", (long) round.items());
                context.succeedWithin(em, counts);
                return counts;
            }
            // What one round takes up is not taken up by another one that opens at the same time.
            RoundRecords.lock(em, round.tenant(), round.policyId());
            int items = freeze(em, round);
            var counts = Map.of("items", (long) items);
            Sql.update(
                    em,
                    """
                    update payment_round r set status = ?, reason = ?, frozen_at = ?, version = version + 1, frozen_hash = coalesce((
                        select encode(sha256(convert_to(string_agg(i.ordinal || '|' || i.entitlement_id || '|' || i.record_hash || '|' || i.due,
                            E'\\n' order by i.ordinal), 'UTF8')), 'hex')
                        from round_item i where i.round_id = r.id), encode(sha256(''), 'hex'))
                    where r.id = ?
                    """,
                    items == 0 ? RoundStatus.CANCELLED : RoundStatus.ANSWERS,
                    items == 0 ? Optional.of("没有应兑现的事项 Nothing is due") : Optional.empty(),
                    clock.instant(),
                    id);
            RoundMessages.asked(em, id);
            journal.append(
                    em,
                    round.tenant(),
                    context.caller(),
                    "ROUND_FROZEN",
                    PaymentRounds.SUBJECT,
                    id.toString(),
                    null,
                    Map.of("items", items));
            context.succeedWithin(em, counts);
            return counts;
        });
    }

    private static int freeze(EntityManager em, RoundSummary round) {
        int items =
                Sql.update(em, """
                insert into round_item (id, tenant, round_id, ordinal, entitlement_id, contract_id, number, subject, about_year, beneficiary_code,
                    beneficiary_name, beneficiary_kind, record_hash, due, status)
                select gen_random_uuid(), o.round_tenant, o.round_id, row_number() over (order by o.governing_date, o.number, o.id), o.id, o.contract_id,
                    o.number, o.subject, o.year, o.beneficiary_code, o.beneficiary_name, o.beneficiary_kind, o.record_hash, o.due, 'CANDIDATE'
                from (
                    select r.tenant as round_tenant, r.id as round_id, e.id, e.contract_id, e.year, e.beneficiary_code, e.record_hash,
                        coalesce(c.registration_number, e.beneficiary_code) as number, coalesce(c.title, r.title_zh) as subject,
                        coalesce(e.beneficiary_name, case e.side when 'PROVIDER' then c.provider_name else c.recipient_name end) as beneficiary_name,
                        coalesce(e.beneficiary_kind, case e.side when 'PROVIDER' then c.provider_kind else c.recipient_kind end) as beneficiary_kind,
                        d.record ->> 'governingDate' as governing_date,
                        owed_by(d.record, r.tenant, e.policy_tenant, r.year, r.cut_off) - coalesce(t.amount, 0) as due
                    from payment_round r
                    join entitlement e on e.policy_id = r.policy_id and e.year between r.first_year and r.year
                        and e.tenant between ? and ? and e.status = 'ENTITLED' and e.entitled_amount > 0
                    -- Read once: an offset keeps the planner from reading it where it is used, which is twice.
                    cross join lateral (select e.record::jsonb as record offset 0) d
                    left join contract c on c.id = e.contract_id
                    left join (select i.entitlement_id, sum(takes_up(i.status, i.due, i.allocated)) as amount
                        from round_item i where i.tenant = ? group by 1) t on t.entitlement_id = e.id
                    where r.id = ?
                ) o where o.due > 0
                """, round.tenant(), TenantScope.upperCode(round.tenant()), round.tenant(), round.id());
        Sql.update(em, """
                insert into frozen_decision (tenant, hash, record)
                select distinct on (e.record_hash) i.tenant, e.record_hash, e.record from round_item i join entitlement e on e.id = i.entitlement_id
                where i.round_id = ? on conflict do nothing
                """, round.id());
        return items;
    }
}
