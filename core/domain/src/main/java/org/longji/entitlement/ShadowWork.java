package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.job.JobWork;
import org.longji.pluginhost.PluginHost;
import org.longji.policy.Policies;
import org.longji.policy.PolicyVersion;
import org.longji.setting.SettingsBook;
import org.longji.shared.Json;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/** Asks a tried version of a plugin about what was decided already, and lists where it answers otherwise. Nothing is decided. */
@Dependent
class ShadowWork implements JobWork {

    private static final int CHUNK = 500;

    private final Transactions transactions;
    private final Policies policies;
    private final PluginHost plugins;
    private final Clock clock;

    @Inject
    ShadowWork(Transactions transactions, Policies policies, PluginHost plugins, Clock clock) {
        this.transactions = transactions;
        this.policies = policies;
        this.plugins = plugins;
        this.clock = clock;
    }

    @Override
    public JobKind kind() {
        return JobKind.SHADOW;
    }

    @Override
    public Map<String, Long> run(JobContext context) {
        var hash = context.parameters().getOrDefault("hash", "");
        var ids = transactions.within(context.scope(), em -> cases(em, context));
        long differing = 0;
        for (int from = 0; from < ids.size(); ) {
            var chunk = ids.subList(from, Math.min(from + CHUNK, ids.size()));
            differing += transactions.within(context.scope(), em -> compared(em, chunk, hash));
            from += chunk.size();
            context.counted(ShadowRecords.counts(from, differing));
            context.progress(from, ids.size());
            context.stopIfCancelled();
        }
        return ShadowRecords.counts(ids.size(), differing);
    }

    private static List<UUID> cases(EntityManager em, JobContext context) {
        return Sql.query(
                em,
                "select id from entitlement where plugin_id = ? and policy_tenant = ? and (?::int is null or year = ?::int)"
                        + " order by decided_at desc, id limit ?",
                row -> row.uuid("id"),
                context.parameters().get("plugin"),
                context.tenant(),
                year(context),
                year(context),
                Integer.parseInt(context.parameters().getOrDefault("latest", "0")));
    }

    private static Optional<Integer> year(JobContext context) {
        return Optional.ofNullable(context.parameters().get("year")).map(Integer::valueOf);
    }

    private record Decided(int tenant, UUID subject, Optional<UUID> contract, String name, DecisionRecord record) {}

    private long compared(EntityManager em, List<UUID> ids, String hash) {
        var versions = new HashMap<String, PolicyVersion>();
        policies.visible(em)
                .forEach(
                        version -> versions.put(key(version.tenant(), version.policyId(), version.version()), version));
        var asker = new ShadowAnswer.Asker(plugins, SettingsBook.read(em, plugins));
        var cases = Sql.query(
                        em,
                        "select tenant, subject_id, contract_id, beneficiary_name, record from entitlement where id = any (?)",
                        row -> new Decided(
                                row.integer("tenant"),
                                row.uuid("subject_id"),
                                row.optionalUuid("contract_id"),
                                row.optionalText("beneficiary_name").orElse(""),
                                Json.read(row.text("record"), DecisionRecord.class)),
                        ids)
                .stream()
                .flatMap(one -> Optional.ofNullable(versions.get(key(
                                one.record().policy().tenant(),
                                one.record().policy().id(),
                                one.record().policy().version())))
                        .map(version -> new ShadowRecords.Asked(
                                one.tenant(),
                                one.subject(),
                                one.contract(),
                                subject(one.record(), one.name()),
                                one.record(),
                                asker.ask(version, one.record(), hash)))
                        .stream())
                .toList();
        return ShadowRecords.keep(em, cases, clock.instant());
    }

    private static String key(int tenant, String policy, String version) {
        return tenant + "|" + policy + "|" + version;
    }

    /** How people know the case. */
    static String subject(DecisionRecord record, String applicant) {
        var number = record.facts().contract().registrationNumber();
        return number.isEmpty() ? applicant : number;
    }
}
