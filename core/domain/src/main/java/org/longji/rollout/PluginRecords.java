package org.longji.rollout;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.longji.pluginhost.PluginArchive;
import org.longji.pluginhost.PluginHost;
import org.longji.shared.Caller;
import org.longji.shared.Ed25519;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** Keeps the archives, the keys and what runs. */
@Dependent
class PluginRecords {

    /** One archive without its content. */
    record Archive(
            String hash,
            Optional<Integer> tenant,
            String plugin,
            String version,
            String requires,
            String provider,
            String description,
            List<String> needs,
            PluginHost.Brings brings,
            int size,
            Optional<String> fingerprint,
            Optional<String> signedBy,
            boolean keyRevoked,
            String uploadedBy,
            Optional<UUID> uploadedById,
            Instant uploadedAt,
            Optional<String> approvedBy,
            Optional<Instant> approvedAt,
            Optional<String> revokedBy,
            Optional<String> revokeReason) {

        boolean bundled() {
            return tenant.isEmpty();
        }

        /** Whether a node may run it. */
        boolean trusted() {
            return approvedAt.isPresent() && revokedBy.isEmpty() && !keyRevoked;
        }
    }

    /**
     * What of a plugin runs.
     *
     * @param hash absent for the one that came with Longji
     */
    record Rollout(
            String plugin,
            int tenant,
            Optional<String> hash,
            Optional<String> previous,
            boolean running,
            int revision,
            String changedBy,
            Instant changedAt) {}

    private static final String ARCHIVE = """
            select a.hash, a.tenant, a.plugin, a.version, a.requires, a.provider, a.description, a.needs, a.policies, a.languages, a.registers, a.settings, a.endpoints, a.indicators, a.screenings, a.channels, a.size,
                a.fingerprint, k.name as signed_by, k.revoked_at is not null as key_revoked, a.uploaded_by, a.uploaded_by_id,
                a.uploaded_at, a.approved_by, a.approved_at, a.revoked_by, a.revoke_reason
            from plugin_archive a left join plugin_key k on k.tenant = a.tenant and k.fingerprint = a.fingerprint
            """;

    List<Archive> archives(EntityManager em) {
        return Sql.query(em, ARCHIVE + " order by a.plugin, a.uploaded_at desc, a.hash", PluginRecords::archive);
    }

    Optional<Archive> archive(EntityManager em, String hash) {
        return Sql.first(em, ARCHIVE + " where a.hash = ?", PluginRecords::archive, hash);
    }

    Optional<byte[]> content(EntityManager em, String hash) {
        return Sql.first(em, "select content from plugin_archive where hash = ?", row -> row.bytes("content"), hash);
    }

    /** Keeps an archive; false if it is there already. */
    boolean keep(
            EntityManager em,
            PluginArchive archive,
            PluginHost.Brings brings,
            byte[] content,
            Optional<ArchiveSignature> signature,
            Optional<Caller> by,
            Optional<Integer> tenant,
            Instant now) {
        boolean bundled = tenant.isEmpty();
        return Sql.update(
                        em,
                        """
                        insert into plugin_archive (hash, tenant, upper_code, plugin, version, requires, provider, description, needs,
                            policies, languages, registers, settings, endpoints, indicators, screenings, channels, size, content, fingerprint, signature, uploaded_by, uploaded_by_id, uploaded_at,
                            approved_by, approved_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (hash) do nothing
                        """,
                        archive.hash(),
                        tenant,
                        tenant.map(TenantScope::upperCode),
                        archive.id(),
                        archive.version(),
                        archive.requires(),
                        archive.provider(),
                        archive.description(),
                        archive.needs(),
                        brings.policies(),
                        brings.languages(),
                        brings.registers(),
                        brings.settings(),
                        brings.endpoints(),
                        brings.indicators(),
                        brings.screenings(),
                        brings.channels(),
                        content.length,
                        content,
                        signature.map(ArchiveSignature::fingerprint),
                        signature.map(ArchiveSignature::signature),
                        by.map(Caller::displayName).orElse(bundled ? "Longji" : "folder"),
                        by.map(Caller::accountId),
                        now,
                        bundled ? "Longji" : null,
                        bundled ? now : null)
                > 0;
    }

    void approve(EntityManager em, String hash, Caller caller, Instant now) {
        Sql.update(
                em,
                "update plugin_archive set approved_by = ?, approved_at = ? where hash = ?",
                caller.displayName(),
                now,
                hash);
    }

    void revoke(EntityManager em, String hash, Caller caller, String reason, Instant now) {
        Sql.update(
                em,
                "update plugin_archive set revoked_by = ?, revoked_at = ?, revoke_reason = ? where hash = ?",
                caller.displayName(),
                now,
                reason,
                hash);
    }

    /** Removes an archive and what the nodes said of it; of a plugin that has none left, what was decided about it as well. */
    void remove(EntityManager em, Archive archive) {
        var hash = archive.hash();
        Sql.update(em, "update plugin_rollout set previous_hash = null where previous_hash = ?", hash);
        Sql.update(em, "update plugin_rollout set hash = null, revision = revision + 1 where hash = ?", hash);
        Sql.update(em, "delete from plugin_node where hash = ?", hash);
        Sql.update(em, "delete from plugin_archive where hash = ?", hash);
        Sql.update(
                em,
                "delete from plugin_rollout r where plugin = ?"
                        + " and not exists (select 1 from plugin_archive a where a.plugin = r.plugin)",
                archive.plugin());
    }

    List<Rollout> rollouts(EntityManager em) {
        return Sql.query(em, "select * from plugin_rollout order by plugin", PluginRecords::rollout);
    }

    Optional<Rollout> rollout(EntityManager em, String plugin) {
        return Sql.first(em, "select * from plugin_rollout where plugin = ?", PluginRecords::rollout, plugin);
    }

    /** Writes down what runs, unless somebody else did since that revision; 0 where nothing was ever decided. */
    boolean put(
            EntityManager em,
            String plugin,
            int tenant,
            Optional<String> hash,
            Optional<String> previous,
            boolean running,
            int revision,
            Caller caller,
            Instant now) {
        return Sql.update(
                        em,
                        """
                        insert into plugin_rollout (plugin, tenant, upper_code, hash, previous_hash, running, changed_by, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (plugin) do update set hash = excluded.hash, previous_hash = excluded.previous_hash,
                            running = excluded.running, changed_by = excluded.changed_by, changed_at = excluded.changed_at,
                            revision = plugin_rollout.revision + 1
                        where plugin_rollout.revision = ?
                        """,
                        plugin,
                        tenant,
                        TenantScope.upperCode(tenant),
                        hash,
                        previous,
                        running,
                        caller.displayName(),
                        now,
                        revision)
                > 0;
    }

    List<TrustedKey> keys(EntityManager em) {
        return Sql.query(em, "select * from plugin_key order by accepted_at, fingerprint", PluginRecords::key);
    }

    Optional<byte[]> publicKey(EntityManager em, int tenant, String fingerprint) {
        return Sql.first(
                em,
                "select public_key from plugin_key where tenant = ? and fingerprint = ?",
                row -> row.bytes("public_key"),
                tenant,
                fingerprint);
    }

    /** The province that accepted a key. */
    Optional<Integer> accepting(EntityManager em, String fingerprint) {
        return Sql.first(
                em,
                "select tenant from plugin_key where fingerprint = ? order by tenant",
                row -> row.integer("tenant"),
                fingerprint);
    }

    boolean accept(EntityManager em, int tenant, String name, PublicKey key, Caller caller, Instant now) {
        return Sql.update(
                        em,
                        "insert into plugin_key (tenant, upper_code, fingerprint, name, public_key, accepted_by, accepted_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        tenant,
                        TenantScope.upperCode(tenant),
                        Ed25519.fingerprint(key),
                        name,
                        key.getEncoded(),
                        caller.displayName(),
                        now)
                > 0;
    }

    void revokeKey(EntityManager em, int tenant, String fingerprint, Caller caller, String reason, Instant now) {
        Sql.update(
                em,
                "update plugin_key set revoked_by = ?, revoked_at = ?, revoke_reason = ? where tenant = ? and fingerprint = ?",
                caller.displayName(),
                now,
                reason,
                tenant,
                fingerprint);
    }

    /** Changes whenever something was decided that a node has to follow. */
    String stamp(EntityManager em) {
        return Sql.first(em, """
                        select (select coalesce(md5(string_agg(r::text, ' ' order by tenant, plugin)), '') from plugin_rollout r)
                            || ':' || (select count(*) from plugin_archive where revoked_at is not null) || ':'
                            || (select count(*) from plugin_key where revoked_at is not null) || ':'
                            || (select coalesce(md5(string_agg(e::text, ' ' order by tenant, plugin)), '')
                                from plugin_enablement e) as stamp
                        """, row -> row.text("stamp")).orElseThrow();
    }

    void tell(EntityManager em, String node, String hash, boolean running, Optional<String> message, Instant now) {
        Sql.update(em, """
                insert into plugin_node values (?, ?, ?, ?, ?) on conflict (node, hash) do update set running = excluded.running,
                    message = excluded.message, seen_at = excluded.seen_at
                """, node, hash, running, message, now);
    }

    List<PluginEntry.Node> nodes(EntityManager em) {
        return Sql.query(
                em,
                "select p.*, n.name, node_is_there(n.id) as there, n.seen_at as last_seen"
                        + " from plugin_node p join node n on n.id = p.node where n.seen_at > now() - interval '1 day'"
                        + " order by n.name, n.id, p.seen_at desc",
                row -> new PluginEntry.Node(
                        row.text("name"),
                        row.bool("there"),
                        row.instant("last_seen"),
                        row.text("hash"),
                        row.bool("running"),
                        row.optionalText("message"),
                        row.instant("seen_at")));
    }

    private static Archive archive(Row row) {
        return new Archive(
                row.text("hash"),
                row.optionalInteger("tenant"),
                row.text("plugin"),
                row.text("version"),
                row.text("requires"),
                row.text("provider"),
                row.text("description"),
                row.texts("needs"),
                new PluginHost.Brings(
                        row.texts("policies"),
                        row.texts("languages"),
                        row.texts("registers"),
                        row.texts("settings"),
                        row.texts("endpoints"),
                        row.texts("indicators"),
                        row.texts("screenings"),
                        row.texts("channels")),
                row.integer("size"),
                row.optionalText("fingerprint"),
                row.optionalText("signed_by"),
                row.bool("key_revoked"),
                row.text("uploaded_by"),
                row.optionalUuid("uploaded_by_id"),
                row.instant("uploaded_at"),
                row.optionalText("approved_by"),
                row.optionalInstant("approved_at"),
                row.optionalText("revoked_by"),
                row.optionalText("revoke_reason"));
    }

    private static Rollout rollout(Row row) {
        return new Rollout(
                row.text("plugin"),
                row.integer("tenant"),
                row.optionalText("hash"),
                row.optionalText("previous_hash"),
                row.bool("running"),
                row.integer("revision"),
                row.text("changed_by"),
                row.instant("changed_at"));
    }

    private static TrustedKey key(Row row) {
        return new TrustedKey(
                row.integer("tenant"),
                row.text("fingerprint"),
                row.text("name"),
                row.text("accepted_by"),
                row.instant("accepted_at"),
                row.optionalText("revoked_by"),
                row.optionalInstant("revoked_at"),
                row.optionalText("revoke_reason"));
    }
}
