package org.longji.entitlement;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Page;
import org.longji.shared.Row;
import org.longji.shared.Sql;

/** Keeps what a tried version of a plugin answered otherwise. */
final class ShadowRecords {

    private ShadowRecords() {}

    /**
     * One case that a tried version was asked about.
     *
     * @param tenant whose case it is
     * @param subject number of the contract, or name of the applicant
     */
    record Asked(
            int tenant,
            UUID subjectId,
            Optional<UUID> contractId,
            String subject,
            DecisionRecord decided,
            ShadowAnswer answer) {

        boolean differs() {
            return answer.differs(decided.outcome());
        }
    }

    private record Tally(int tenant, int policyTenant, String hash, int year) {}

    /** Writes down what was asked; what does not differ any more is no longer listed. */
    static long keep(EntityManager em, List<Asked> cases, Instant now) {
        if (cases.isEmpty()) {
            return 0;
        }
        var gone = new ArrayList<Object[]>();
        var differing = new ArrayList<Object[]>();
        var tallies = new LinkedHashMap<Tally, Long>();
        var plugins = new TreeMap<String, String>();
        for (var one : cases) {
            var policy = one.decided().policy();
            var hash = one.answer().hash();
            tallies.merge(
                    new Tally(one.tenant(), policy.tenant(), hash, one.decided().year()), 1L, Long::sum);
            plugins.put(hash, one.decided().plugin().id());
            gone.add(new Object[] {
                hash, one.subjectId(), policy.id(), one.decided().year()
            });
            if (one.differs()) {
                differing.add(row(one, now));
            }
        }
        Sql.batch(
                em,
                "delete from shadow_difference where shadow_hash = ? and subject_id = ? and policy_id = ? and year = ?",
                gone);
        if (!differing.isEmpty()) {
            Sql.batch(em, """
                    insert into shadow_difference (id, tenant, policy_tenant, plugin, shadow_hash, plugin_hash, policy_id, year,
                        subject_id, contract_id, subject, status, shadow_status, assessed_amount, shadow_assessed, entitled_amount,
                        shadow_entitled, reason_zh, reason_en, shadow_reason_zh, shadow_reason_en, found_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, differing);
        }
        var counted = new ArrayList<Object[]>();
        tallies.forEach((tally, asked) -> counted.add(new Object[] {
            tally.tenant(), tally.policyTenant(), plugins.get(tally.hash()), tally.hash(), tally.year(), asked, now, now
        }));
        Sql.batch(em, """
                insert into shadow_tally values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (tenant, policy_tenant, shadow_hash, year) do update set
                    asked = shadow_tally.asked + excluded.asked, last_at = excluded.last_at
                """, counted);
        return differing.size();
    }

    private static Object[] row(Asked one, Instant now) {
        var record = one.decided();
        var decided = record.outcome();
        var tried = one.answer().outcome();
        var why = ShadowAnswer.why(decided);
        var shadowWhy = one.answer().why();
        return new Object[] {
            UUID.randomUUID(),
            one.tenant(),
            record.policy().tenant(),
            record.plugin().id(),
            one.answer().hash(),
            record.plugin().hash(),
            record.policy().id(),
            record.year(),
            one.subjectId(),
            one.contractId(),
            one.subject(),
            decided.status(),
            tried.map(DecisionRecord.Outcome::status),
            decided.assessedAmount(),
            tried.map(DecisionRecord.Outcome::assessedAmount).orElse(Money.ZERO),
            decided.entitledAmount(),
            tried.map(DecisionRecord.Outcome::entitledAmount).orElse(Money.ZERO),
            why.zh(),
            why.en(),
            shadowWhy.zh(),
            shadowWhy.en(),
            now
        };
    }

    static List<ShadowReport.Tally> tallies(EntityManager em, String plugin, String hash) {
        return Sql.query(
                em,
                """
                select t.year, sum(t.asked)::bigint as asked, max(t.last_at) as last_at,
                    (select count(*) from shadow_difference d
                        where d.plugin = t.plugin and d.shadow_hash = t.shadow_hash and d.year = t.year) as differing
                from shadow_tally t where t.plugin = ? and t.shadow_hash = ?
                group by t.year, t.plugin, t.shadow_hash order by t.year desc
                """,
                row -> new ShadowReport.Tally(
                        row.integer("year"), row.bigint("asked"), row.bigint("differing"), row.instant("last_at")),
                plugin,
                hash);
    }

    static Page<ShadowReport.Difference> differences(
            EntityManager em, String plugin, String hash, Optional<String> after, int limit) {
        var parameters = new ArrayList<Object>(List.of(plugin, hash));
        var beyond = "";
        if (after.isPresent()) {
            var parts = after.get().split(" ", 2);
            beyond = " and (d.found_at, d.id) < (?, ?)";
            parameters.add(Instant.parse(parts[0]));
            parameters.add(UUID.fromString(parts[1]));
        }
        parameters.add(limit + 1);
        var found = Sql.query(
                em,
                "select d.* from shadow_difference d where d.plugin = ? and d.shadow_hash = ?" + beyond
                        + " order by d.found_at desc, d.id desc limit ?",
                ShadowRecords::difference,
                parameters.toArray());
        return Page.of(found, limit, one -> one.foundAt() + " " + one.id());
    }

    private static ShadowReport.Difference difference(Row row) {
        return new ShadowReport.Difference(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("policy_id"),
                row.integer("year"),
                row.optionalUuid("contract_id"),
                row.text("subject"),
                row.text("plugin_hash"),
                row.constant("status", EntitlementStatus.class),
                row.optionalText("shadow_status").map(EntitlementStatus::valueOf),
                row.money("assessed_amount"),
                row.money("shadow_assessed"),
                row.money("entitled_amount"),
                row.money("shadow_entitled"),
                new Text(row.text("reason_zh"), row.text("reason_en")),
                new Text(row.text("shadow_reason_zh"), row.text("shadow_reason_en")),
                row.instant("found_at"));
    }

    /** Forgets what an archive answered that is gone. */
    static void forget(EntityManager em, String hash) {
        Sql.update(em, "delete from shadow_difference where shadow_hash = ?", hash);
        Sql.update(em, "delete from shadow_tally where shadow_hash = ?", hash);
    }

    static Map<String, Long> counts(long asked, long differing) {
        return Map.of("cases", asked, "differences", differing);
    }
}
