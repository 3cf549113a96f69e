package org.longji.disbursement;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;

/** Rounds and their items as they are kept; whoever changes one has locked it first. What may be done to them says {@link PaymentRounds}. */
final class RoundRecords {

    private static final String SUMMARY = """
            select r.*, coalesce(i.items, 0) as items, coalesce(i.due, 0) as due, coalesce(i.allocated, 0) as allocated, coalesce(i.paid, 0) as paid,
                n.id as notice_id, n.until_day, n.ended_at
            from payment_round r
            left join lateral (select count(*)::int as items, sum(i.due) as due,
                    sum(i.allocated) filter (where i.status not in ('STOPPED', 'DROPPED')) as allocated,
                    sum(i.allocated) filter (where i.status = 'PAID') as paid
                from round_item i where i.round_id = r.id) i on true
            left join public_notice n on n.round_id = r.id
            """;

    private static final String ITEM = """
            select i.*, r.title_zh, r.title_en, r.status as round_status, r.track, r.answer_until, c.agreed, c.payee, c.bank, c.account, c.statement, c.claimed_at,
                (select count(*)::int from round_evidence v where v.item_id = i.id) as evidence,
                case when e.record_hash <> i.record_hash
                    then owed_by(e.record::jsonb, i.tenant, e.policy_tenant, r.year, r.cut_off) end as owed_now,
                r.frozen_at, w.notice, w.published_on, w.notice_until, w.approved_at,
                (select coalesce(p.bank_day, (p.settled_at at time zone 'Asia/Shanghai')::date) from payment p where p.item_id = i.id and p.status = 'SUCCEEDED') as paid_on
            from round_item i
            join payment_round r on r.id = i.round_id
            left join way_of_round(i.round_id) w on i.allocated is not null
            left join round_claim c on c.item_id = i.id
            left join entitlement e on e.id = i.entitlement_id
            """;

    private RoundRecords() {}

    /** Rounds of a tenant, the latest first. */
    static Page<RoundSummary> list(EntityManager em, int tenant, @Nullable String after, int limit) {
        var where = new StringBuilder(" where r.tenant = ?");
        var values = new ArrayList<Object>(List.of(tenant));
        if (after != null) {
            var position = after.split("\\|", -1);
            where.append(" and (r.opened_at, r.id) < (?::timestamptz, ?::uuid)");
            values.add(position[0]);
            values.add(position[1]);
        }
        values.add(limit + 1);
        return Page.of(
                Sql.query(
                        em,
                        SUMMARY + where + " order by r.opened_at desc, r.id desc limit ?",
                        RoundRecords::summary,
                        values.toArray()),
                limit,
                round -> round.openedAt() + "|" + round.id());
    }

    static RoundSummary found(EntityManager em, int tenant, UUID id) {
        return Sql.first(em, SUMMARY + " where r.id = ? and r.tenant = ?", RoundRecords::summary, id, tenant)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    /** The round, kept from everybody else until the transaction ends. */
    static RoundSummary locked(EntityManager em, int tenant, UUID id, RoundStatus... allowed) {
        Sql.query(
                em, "select 1 as one from payment_round where id = ? and tenant = ? for update", row -> 1, id, tenant);
        var round = found(em, tenant, id);
        if (!List.of(allowed).contains(round.status())) {
            throw new ProblemException(
                    Problem.ROUND_STATUS,
                    Map.of(
                            "status",
                            round.status(),
                            "allowed",
                            String.join(
                                    ", ",
                                    List.of(allowed).stream().map(Enum::name).toList())));
        }
        return round;
    }

    private record Times(Optional<Instant> frozenAt, Optional<Instant> publishedAt) {}

    /** One round and how its items stand. */
    static RoundDetails details(EntityManager em, int tenant, UUID id) {
        var round = found(em, tenant, id);
        var times = Sql.first(
                        em,
                        "select r.frozen_at, n.published_at from payment_round r left join public_notice n on n.round_id = r.id where r.id = ?",
                        row -> new Times(row.optionalInstant("frozen_at"), row.optionalInstant("published_at")),
                        id)
                .orElseThrow();
        var standing = Sql.query(
                em,
                "select status, hold is not null as held, count(*)::int as items, sum(due) as due, coalesce(sum(allocated), 0) as allocated"
                        + " from round_item where round_id = ? group by 1, 2 order by 1, 2",
                row -> new RoundDetails.Standing(
                        row.constant("status", ItemStatus.class),
                        row.bool("held"),
                        row.integer("items"),
                        row.money("due"),
                        row.money("allocated")),
                id);
        var left = Sql.first(
                        em,
                        "select available from budget where tenant = ? and policy_id = ? and year = ?",
                        row -> row.money("available"),
                        tenant,
                        round.policyId(),
                        round.year())
                .orElse(Money.ZERO);
        int differing = Sql.first(
                        em,
                        "select count(*)::int as n from round_item i join entitlement e on e.id = i.entitlement_id"
                                + " where i.round_id = ? and e.record_hash <> i.record_hash",
                        row -> row.integer("n"),
                        id)
                .orElse(0);
        return new RoundDetails(
                round, times.frozenAt().orElse(null), times.publishedAt().orElse(null), left, standing, differing);
    }

    /** The items of a round in their order, as they are shown to who asks. */
    static Page<RoundItem> items(
            EntityManager em,
            UUID id,
            ItemFilter filter,
            @Nullable String after,
            int limit,
            UnaryOperator<RoundItem> shown) {
        var where = new StringBuilder(" where i.round_id = ? and i.ordinal > ?");
        var values = new ArrayList<Object>(List.of(id, after == null ? 0 : Integer.parseInt(after)));
        if (filter.status() != null) {
            where.append(" and i.status = ?");
            values.add(filter.status());
        }
        if (filter.held() != null) {
            where.append(filter.held() ? " and i.hold is not null" : " and i.hold is null");
        }
        if (filter.differing()) {
            where.append(" and e.record_hash <> i.record_hash");
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            where.append(" and (strpos(i.beneficiary_name, ?) > 0 or i.beneficiary_code = ? or i.number = ?)");
            var text = filter.text().strip();
            values.addAll(List.of(text, text, text));
        }
        values.add(limit + 1);
        return Page.of(
                Sql.query(
                        em,
                        ITEM + where + " order by i.ordinal limit ?",
                        row -> shown.apply(item(row)),
                        values.toArray()),
                limit,
                item -> Integer.toString(item.ordinal()));
    }

    /** The items of one beneficiary, wherever they are paid; the latest first. */
    static List<RoundItem> own(EntityManager em, String party) {
        return Sql.query(
                em,
                ITEM
                        + " where i.beneficiary_code = ? and r.status <> 'FREEZING' order by r.opened_at desc, i.ordinal limit 500",
                RoundRecords::item,
                party);
    }

    /** Keeps all rounds of a measure from being numbered, frozen or widened by others until the transaction ends. */
    static void lock(EntityManager em, int tenant, String policy) {
        Sql.query(
                em,
                "select pg_advisory_xact_lock(hashtextextended(?, 0))::text as locked",
                row -> 0,
                "round|" + tenant + "|" + policy);
    }

    private static RoundSummary summary(Row row) {
        return new RoundSummary(
                row.uuid("id"),
                row.integer("tenant"),
                row.integer("year"),
                row.text("policy_id"),
                row.integer("number"),
                new Text(row.text("title_zh"), row.text("title_en")),
                row.constant("track", Track.class),
                row.constant("allocation", Allocation.class),
                row.constant("status", RoundStatus.class),
                row.integer("first_year"),
                row.date("cut_off"),
                row.date("answer_until"),
                row.integer("notice_days"),
                row.text("notice_basis"),
                row.integer("items"),
                row.money("due"),
                row.money("allocated"),
                row.money("paid"),
                row.optionalUuid("notice_id").orElse(null),
                row.optionalDate("until_day").orElse(null),
                row.optionalInstant("ended_at").orElse(null),
                row.optionalUuid("approval_id").orElse(null),
                row.optionalText("frozen_hash").orElse(null),
                row.optionalText("reason").orElse(null),
                row.text("opened_by"),
                row.instant("opened_at"));
    }

    static RoundItem item(Row row) {
        return new RoundItem(
                row.uuid("id"),
                row.integer("tenant"),
                row.uuid("round_id"),
                new Text(row.text("title_zh"), row.text("title_en")),
                row.constant("round_status", RoundStatus.class),
                row.constant("track", Track.class),
                row.date("answer_until"),
                row.integer("ordinal"),
                row.uuid("entitlement_id"),
                row.text("number"),
                row.text("subject"),
                row.integer("about_year"),
                row.text("beneficiary_code"),
                row.text("beneficiary_name"),
                row.text("record_hash"),
                row.money("due"),
                row.optionalMoney("allocated").orElse(null),
                row.constant("status", ItemStatus.class),
                row.optionalConstant("hold", Hold.class).orElse(null),
                row.optionalText("reason").orElse(null),
                row.optionalMoney("owed_now").orElse(null),
                row.optionalText("account")
                        .map(account -> new RoundItem.Payee(
                                row.optionalText("payee").orElse(""),
                                row.optionalText("bank").orElse(""),
                                account))
                        .orElse(null),
                row.optionalInstant("claimed_at").isPresent() ? row.bool("agreed") : null,
                row.optionalText("statement").orElse(null),
                row.optionalInstant("claimed_at").orElse(null),
                row.integer("evidence"),
                row.optionalText("reviewed_by").orElse(null),
                row.optionalInstant("reviewed_at").orElse(null),
                new RoundItem.Way(
                        row.optionalInstant("frozen_at").orElse(null),
                        row.optionalUuid("notice").orElse(null),
                        row.optionalDate("published_on").orElse(null),
                        row.optionalDate("notice_until").orElse(null),
                        row.optionalInstant("approved_at").orElse(null),
                        row.optionalDate("paid_on").orElse(null)));
    }
}
