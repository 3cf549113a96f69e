package org.longji.disbursement;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.longji.inbox.Inbox;

/**
 * What a beneficiary is told of its items, one message for all of them that a round moved at once: written with the change it speaks
 * of, in one statement however many beneficiaries there are.
 */
final class RoundMessages {

    private static final String OWN_MONEY = "own-money";

    /** Yuan as a reader groups them. */
    private static final String YUAN = "to_char(sum(%s), 'FM999,999,999,999,990.00')";

    private RoundMessages() {}

    /** The round waits for an answer. */
    static void asked(EntityManager em, UUID round) {
        Inbox.deliverToParties(em, "ROUND_ASKS", OWN_MONEY, """
                select r.tenant, i.beneficiary_code, r.id::text, '请答复：' || r.title_zh, 'Please answer: ' || r.title_en,
                    '您有 ' || count(*) || ' 项、共 ' || %1$s || ' 元待兑现。请于 ' || r.answer_until || ' 前（含当日）'
                        || case r.track when 'CLAIM' then '上传佐证材料并申领' else '确认收款账户' end || '；逾期未答复的，转入以后批次。',
                    count(*) || ' items, ' || %1$s || ' CNY together. Please '
                        || case r.track when 'CLAIM' then 'upload evidence and claim them' else 'confirm where the money goes' end
                        || ' by ' || r.answer_until || ' at the latest; what is not answered is due again in a later round.'
                from payment_round r join round_item i on i.round_id = r.id
                where r.id = ? and i.status = 'CANDIDATE' group by r.id, i.beneficiary_code
                """.formatted(YUAN.formatted("i.due")), round);
    }

    /** The time for answers ended without one. */
    static void lapsed(EntityManager em, UUID round) {
        Inbox.deliverToParties(em, "ROUND_LAPSED", OWN_MONEY, """
                select r.tenant, i.beneficiary_code, r.id::text, '逾期未答复：' || r.title_zh, 'Not answered: ' || r.title_en,
                    count(*) || ' 项、共 ' || %1$s || ' 元截至 ' || r.answer_until || ' 未答复，本批次不再办理，转入以后批次；届时另行通知，请按期答复。',
                    count(*) || ' items, ' || %1$s || ' CNY together, were not answered by ' || r.answer_until
                        || ' and are not part of this round any more. They are due again in a later one, of which you will be told; please answer in time.'
                from payment_round r join round_item i on i.round_id = r.id
                where r.id = ? and i.status = 'LAPSED' group by r.id, i.beneficiary_code
                """.formatted(YUAN.formatted("i.due")), round);
    }

    /** Its items were excluded by one review. */
    static void excluded(EntityManager em, UUID round, Instant reviewedAt) {
        Inbox.deliverToParties(
                em, "ROUND_ITEMS_EXCLUDED", OWN_MONEY, """
                select r.tenant, i.beneficiary_code, r.id::text, '审核未通过：' || r.title_zh, 'Not passed: ' || r.title_en,
                    count(*) || ' 项、共 ' || %1$s || ' 元未通过审核。理由：' || min(i.reason),
                    count(*) || ' items, ' || %1$s || ' CNY together, did not pass the review. Reason: ' || min(i.reason)
                from payment_round r join round_item i on i.round_id = r.id
                where r.id = ? and i.status = 'EXCLUDED' and i.reviewed_at = ? group by r.id, i.beneficiary_code
                """.formatted(YUAN.formatted("i.due")), round, reviewedAt);
    }

    /** The list is public: what stands on it, and what the budget left nothing for. */
    static void published(EntityManager em, UUID round) {
        Inbox.deliverToParties(
                em,
                "ROUND_PUBLISHED",
                "public-notice",
                """
                select r.tenant, i.beneficiary_code, n.id::text, '已公示：' || r.title_zh, 'Published: ' || r.title_en,
                    count(*) || ' 项、共 ' || %1$s || ' 元正在公示，至 ' || n.until_day || ' 止，其间任何人可提出异议；期满经审批后拨付。'
                        || case when sum(i.allocated) < sum(i.due) then '应享 ' || %2$s || ' 元，因预算不足，差额转入以后批次。' else '' end,
                    count(*) || ' items, ' || %1$s || ' CNY together, are public until ' || n.until_day
                        || '; anybody may object until then. They are paid once the notice has ended and the round is approved.'
                        || case when sum(i.allocated) < sum(i.due) then ' ' || %2$s
                            || ' CNY are due; the budget does not suffice, and the rest is due again in a later round.' else '' end
                from payment_round r join round_item i on i.round_id = r.id join public_notice n on n.round_id = r.id
                where r.id = ? and i.status = 'LISTED' group by r.id, n.id, i.beneficiary_code
                """.formatted(YUAN.formatted("i.allocated"), YUAN.formatted("i.due")),
                round);
        Inbox.deliverToParties(em, "ROUND_UNFUNDED", OWN_MONEY, """
                select r.tenant, i.beneficiary_code, r.id::text, '本批次未安排资金：' || r.title_zh, 'No money in this round: ' || r.title_en,
                    count(*) || ' 项、共 ' || %1$s || ' 元因预算不足未列入本批次，转入以后批次。',
                    count(*) || ' items, ' || %1$s || ' CNY together: the budget left nothing for them; they are due again in a later round.'
                from payment_round r join round_item i on i.round_id = r.id
                where r.id = ? and i.status = 'UNFUNDED' group by r.id, i.beneficiary_code
                """.formatted(YUAN.formatted("i.due")), round);
    }

    /** An objection was upheld: the item is taken out of the list. */
    static void stopped(EntityManager em, UUID item) {
        Inbox.deliverToParties(em, "ROUND_ITEM_STOPPED", OWN_MONEY, """
                select r.tenant, i.beneficiary_code, r.id::text, '已停止兑现：' || r.title_zh, 'Stopped: ' || r.title_en,
                    i.subject || '：公示期异议成立，不再拨付。理由：' || i.reason,
                    i.subject || ': an objection to the public notice was upheld, and it is not paid. Reason: ' || i.reason
                from payment_round r join round_item i on i.round_id = r.id where i.id = ? and i.status = 'STOPPED'
                """, item);
    }

    /** Every step of the approval was signed. */
    static void approved(EntityManager em, UUID round) {
        Inbox.deliverToParties(em, "ROUND_APPROVED", OWN_MONEY, """
                select r.tenant, i.beneficiary_code, r.id::text, '已批准：' || r.title_zh, 'Approved: ' || r.title_en,
                    count(*) || ' 项、共 ' || %1$s || ' 元已批准，等待拨付。',
                    count(*) || ' items, ' || %1$s || ' CNY together, were approved and are going to be paid.'
                from payment_round r join round_item i on i.round_id = r.id
                where r.id = ? and i.status = 'APPROVED' group by r.id, i.beneficiary_code
                """.formatted(YUAN.formatted("i.allocated")), round);
    }

    /** The round ended without them. */
    static void dropped(EntityManager em, UUID round, String reason) {
        Inbox.deliverToParties(
                em,
                "ROUND_ENDED",
                OWN_MONEY,
                """
                select r.tenant, i.beneficiary_code, r.id::text, '批次已结束：' || r.title_zh, 'The round ended: ' || r.title_en,
                    count(*) || ' 项、共 ' || %1$s || ' 元未在本批次拨付，转入以后批次。原因：' || ?::text,
                    count(*) || ' items, ' || %1$s || ' CNY together, were not paid in this round and are due again in a later one. Reason: ' || ?::text
                from payment_round r join round_item i on i.round_id = r.id
                where r.id = ? and i.status = 'DROPPED' group by r.id, i.beneficiary_code
                """.formatted(YUAN.formatted("coalesce(i.allocated, i.due)")),
                reason,
                reason,
                round);
    }

    /** The bank reported these payments as paid. */
    static void paid(EntityManager em, List<UUID> payments) {
        if (payments.isEmpty()) {
            return;
        }
        Inbox.deliverToParties(em, "ROUND_PAID", OWN_MONEY, """
                select r.tenant, i.beneficiary_code, r.id::text, '已到账：' || r.title_zh, 'Paid: ' || r.title_en,
                    count(*) || ' 项、共 ' || %1$s || ' 元已拨付到账，请核对。',
                    count(*) || ' items, ' || %1$s || ' CNY together, arrived by the bank''s report. Please check your account.'
                from payment p join round_item i on i.id = p.item_id join payment_round r on r.id = i.round_id
                where p.id = any (?) and p.status = 'SUCCEEDED' group by r.id, i.beneficiary_code
                """.formatted(YUAN.formatted("p.amount")), payments);
    }

    /** The bank did not carry these payments out, or the money came back: what the beneficiary can do about it. */
    static void notPaid(EntityManager em, List<UUID> payments) {
        if (payments.isEmpty()) {
            return;
        }
        Inbox.deliverToParties(em, "ROUND_NOT_PAID", OWN_MONEY, """
                select r.tenant, i.beneficiary_code, r.id::text, '拨付未成功：' || r.title_zh, 'Payment failed: ' || r.title_en,
                    count(*) || ' 项、共 ' || %1$s || ' 元' || case p.status when 'RETURNED' then '被银行退汇' else '银行未能办理' end
                        || coalesce('，原因：' || string_agg(distinct p.bank_reason, '；'), '')
                        || '。请核对户名、开户银行和账号；有误的，请将更正后的账户资料送交负责拨付的财务人员，经确认后重新拨付。',
                    count(*) || ' items, ' || %1$s || ' CNY together, ' || case p.status when 'RETURNED' then 'came back' else 'were refused by the bank' end
                        || coalesce(', reason: ' || string_agg(distinct p.bank_reason, '; '), '')
                        || '. Please check name, bank and number of your account. If one is wrong, hand the right ones to the finance office'
                        || ' that pays you; once they are confirmed, it is paid again.'
                from payment p join round_item i on i.id = p.item_id join payment_round r on r.id = i.round_id
                where p.id = any (?) and p.status in ('FAILED', 'RETURNED') group by r.id, i.beneficiary_code, p.status
                """.formatted(YUAN.formatted("p.amount")), payments);
    }
}
