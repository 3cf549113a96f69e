package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.audit.Journal;
import org.longji.entitlement.Assessor.Decision;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;

/** Keeps decisions: writes what is new or says something else than before, with the journal, and leaves the rest alone. */
@Dependent
class Decisions {

    private final Journal journal;

    @Inject
    Decisions(Journal journal) {
        this.journal = journal;
    }

    /** What a job of decisions counts, at zero. */
    static Map<String, Long> counts() {
        var counts = new LinkedHashMap<String, Long>();
        for (var name : List.of("contracts", "decisions", "created", "changed", "unchanged")) {
            counts.put(name, 0L);
        }
        return counts;
    }

    private static List<ShadowRecords.Asked> tried(List<Decision> decisions) {
        return decisions.stream()
                .flatMap(decision -> decision
                        .shadow()
                        .map(answer -> new ShadowRecords.Asked(
                                decision.matter().tenant(),
                                decision.matter().id(),
                                decision.matter().contractId(),
                                ShadowWork.subject(
                                        decision.record(),
                                        applicant(decision)
                                                .map(ApplicantYear::name)
                                                .orElse("")),
                                decision.record(),
                                answer))
                        .stream())
                .toList();
    }

    private record Stored(UUID id, String hash, String text) {}

    /** Stores the decisions of one year and adds to the counts. */
    void store(EntityManager em, Caller caller, List<Decision> decisions, Map<String, Long> counts) {
        if (decisions.isEmpty()) {
            return;
        }
        var stored = stored(em, decisions);
        var inserts = new ArrayList<Object[]>();
        var updates = new ArrayList<Object[]>();
        var changes = new ArrayList<Change>();
        for (var decision : decisions) {
            var text = Json.write(decision.record());
            var hash = Sha256.hex(text);
            var before = stored.get(
                    key(decision.matter().id(), decision.record().policy().id()));
            if (before == null) {
                var id = UUID.randomUUID();
                inserts.add(insert(id, decision, text, hash));
                changes.add(new Change(decision.matter().tenant(), id, "", summary(decision.record(), hash)));
            } else if (!before.hash().equals(hash)) {
                updates.add(update(before.id(), decision, text, hash));
                var old = Json.read(before.text(), DecisionRecord.class);
                changes.add(new Change(
                        decision.matter().tenant(),
                        before.id(),
                        summary(old, before.hash()),
                        summary(decision.record(), hash)));
            }
        }
        write(em, inserts, updates);
        ShadowRecords.keep(em, tried(decisions), Instant.now());
        journalise(em, caller, changes);
        counts.merge("decisions", (long) decisions.size(), Long::sum);
        counts.merge("created", (long) inserts.size(), Long::sum);
        counts.merge("changed", (long) updates.size(), Long::sum);
        counts.merge("unchanged", (long) (decisions.size() - inserts.size() - updates.size()), Long::sum);
    }

    private static Map<String, Stored> stored(EntityManager em, List<Decision> decisions) {
        var ids = decisions.stream()
                .map(decision -> decision.matter().id())
                .distinct()
                .toList();
        var stored = new HashMap<String, Stored>();
        Sql.stream(
                em,
                "select id, subject_id, policy_id, record_hash, record from entitlement where subject_id = any (?) and year = ?",
                0,
                row -> stored.put(
                        key(row.uuid("subject_id"), row.text("policy_id")),
                        new Stored(row.uuid("id"), row.text("record_hash"), row.text("record"))),
                ids,
                decisions.get(0).record().year());
        return stored;
    }

    private static String key(UUID subject, String policy) {
        return subject + "|" + policy;
    }

    /** The applicant, where the decision is about a year; a contract names its parties itself. */
    private static Optional<ApplicantYear> applicant(Decision decision) {
        return decision.matter() instanceof ApplicantYear year ? Optional.of(year) : Optional.empty();
    }

    private static Object[] insert(UUID id, Decision decision, String text, String hash) {
        var record = decision.record();
        return new Object[] {
            id,
            decision.matter().tenant(),
            decision.matter().id(),
            decision.matter().contractId(),
            applicant(decision).map(ApplicantYear::name),
            applicant(decision).map(year -> year.party().kind()),
            record.year(),
            record.policy().id(),
            record.policy().tenant(),
            record.policy().version(),
            record.side(),
            decision.beneficiary(),
            record.outcome().status(),
            record.outcome().assessedAmount(),
            record.outcome().entitledAmount(),
            text,
            hash,
            record.plugin().id(),
            record.plugin().version(),
            record.plugin().hash(),
            record.outcome().entitledAmount(),
            record.policy().tenant(),
            record.policy().version()
        };
    }

    private static Object[] update(UUID id, Decision decision, String text, String hash) {
        var record = decision.record();
        return new Object[] {
            record.policy().tenant(),
            record.policy().version(),
            decision.beneficiary(),
            applicant(decision).map(ApplicantYear::name),
            applicant(decision).map(year -> year.party().kind()),
            record.outcome().status(),
            record.outcome().assessedAmount(),
            record.outcome().entitledAmount(),
            text,
            hash,
            record.plugin().id(),
            record.plugin().version(),
            record.plugin().hash(),
            record.policy().tenant(),
            record.policy().version(),
            record.outcome().entitledAmount(),
            id
        };
    }

    private static void write(EntityManager em, List<Object[]> inserts, List<Object[]> updates) {
        if (!inserts.isEmpty()) {
            Sql.batch(em, """
                    insert into entitlement (id, tenant, subject_id, contract_id, beneficiary_name, beneficiary_kind, year, policy_id, policy_tenant, policy_version, side,
                        beneficiary_code, status, assessed_amount, entitled_amount, record, record_hash, plugin_id, plugin_version,
                        plugin_hash, peak_amount, peak_policy_tenant, peak_version, peak_on)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (now() at time zone 'Asia/Shanghai')::date)
                    """, inserts);
        }
        if (!updates.isEmpty()) {
            Sql.batch(em, """
                    update entitlement e set policy_tenant = ?, policy_version = ?, beneficiary_code = ?, beneficiary_name = ?,
                        beneficiary_kind = ?, status = ?,
                        assessed_amount = ?, entitled_amount = ?, record = ?, record_hash = ?, plugin_id = ?, plugin_version = ?,
                        plugin_hash = ?, decided_at = now(), version = e.version + 1,
                        peak_amount = greatest(e.peak_amount, d.amount),
                        peak_policy_tenant = case when d.amount >= e.peak_amount then d.tenant else e.peak_policy_tenant end,
                        peak_version = case when d.amount >= e.peak_amount then d.version else e.peak_version end,
                        peak_on = case when d.amount > e.peak_amount then d.today else e.peak_on end,
                        lowered_on = case when d.amount >= e.peak_amount then null else coalesce(e.lowered_on, d.today) end
                    from (select ?::int as tenant, ?::text as version, ?::numeric as amount,
                        (now() at time zone 'Asia/Shanghai')::date as today) d
                    where e.id = ?
                    """, updates);
        }
    }

    private record Change(int tenant, UUID id, String before, String after) {}

    private record JournalLine(
            EntitlementStatus status, Money assessedAmount, Money entitledAmount, String recordHash) {}

    private static String summary(DecisionRecord record, String hash) {
        var outcome = record.outcome();
        return Json.write(new JournalLine(outcome.status(), outcome.assessedAmount(), outcome.entitledAmount(), hash));
    }

    private void journalise(EntityManager em, Caller caller, List<Change> changes) {
        // In the order of their codes: two transactions that lock the heads of several chains must not cross.
        changes.stream().map(Change::tenant).distinct().sorted().forEach(tenant -> {
            var ofTenant = changes.stream().filter(c -> c.tenant() == tenant).toList();
            journal.appendAll(
                    em,
                    tenant,
                    caller,
                    "ENTITLEMENT_DECIDED",
                    "entitlement",
                    ofTenant.stream().map(c -> c.id().toString()).toList(),
                    ofTenant.stream().map(Change::before).toList(),
                    ofTenant.stream().map(Change::after).toList());
        });
    }
}
