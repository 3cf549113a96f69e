package org.longji.rollout;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.TenantChoices.Choice;
import org.longji.shared.Caller;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** Keeps to whom plugins are offered, and what tenants decided about them. */
@Dependent
class TenantPluginRecords {

    record Offer(int tenant, String plugin, int subtree, String offeredBy, Instant offeredAt) {

        boolean covers(int division) {
            return TenantScope.subtree(subtree).contains(division);
        }
    }

    record Enablement(
            int tenant,
            String plugin,
            boolean enabled,
            Optional<String> hash,
            Optional<String> shadow,
            int revision,
            String changedBy,
            Instant changedAt) {

        Choice choice() {
            return new Choice(enabled, hash, shadow);
        }

        boolean uses(String archive) {
            return enabled
                    && (hash.filter(archive::equals).isPresent()
                            || shadow.filter(archive::equals).isPresent());
        }
    }

    List<Offer> offers(EntityManager em) {
        return Sql.query(
                em,
                "select * from plugin_offer order by plugin, subtree",
                row -> new Offer(
                        row.integer("tenant"),
                        row.text("plugin"),
                        row.integer("subtree"),
                        row.text("offered_by"),
                        row.instant("offered_at")));
    }

    /** Offers; false where it was offered already. */
    boolean offer(EntityManager em, int tenant, String plugin, int subtree, Caller caller, Instant now) {
        return Sql.update(
                        em,
                        "insert into plugin_offer values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                        tenant,
                        TenantScope.upperCode(tenant),
                        plugin,
                        subtree,
                        caller.displayName(),
                        now)
                > 0;
    }

    boolean withdraw(EntityManager em, int tenant, String plugin, int subtree) {
        return Sql.update(
                        em,
                        "delete from plugin_offer where tenant = ? and plugin = ? and subtree = ?",
                        tenant,
                        plugin,
                        subtree)
                > 0;
    }

    List<Enablement> enablements(EntityManager em) {
        return Sql.query(
                em,
                "select * from plugin_enablement order by plugin, tenant",
                row -> new Enablement(
                        row.integer("tenant"),
                        row.text("plugin"),
                        row.bool("enabled"),
                        row.optionalText("hash"),
                        row.optionalText("shadow_hash"),
                        row.integer("revision"),
                        row.text("changed_by"),
                        row.instant("changed_at")));
    }

    Optional<Enablement> enablement(EntityManager em, int tenant, String plugin) {
        return enablements(em).stream()
                .filter(one -> one.tenant() == tenant && one.plugin().equals(plugin))
                .findFirst();
    }

    /** Writes down what a tenant decided, unless it decided since that revision; 0 where it never did. */
    boolean put(EntityManager em, int tenant, String plugin, Choice choice, int revision, Caller caller, Instant now) {
        return Sql.update(
                        em,
                        """
                        insert into plugin_enablement (tenant, upper_code, plugin, enabled, hash, shadow_hash, changed_by, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (tenant, plugin) do update set enabled = excluded.enabled, hash = excluded.hash,
                            shadow_hash = excluded.shadow_hash, changed_by = excluded.changed_by, changed_at = excluded.changed_at,
                            revision = plugin_enablement.revision + 1
                        where plugin_enablement.revision = ?
                        """,
                        tenant,
                        TenantScope.upperCode(tenant),
                        plugin,
                        choice.enabled(),
                        choice.hash(),
                        choice.shadow(),
                        caller.displayName(),
                        now,
                        revision)
                > 0;
    }

    /** Forgets the choice of an archive that goes, and of a plugin whose last archive it is, everything. */
    void forget(EntityManager em, String plugin, String hash) {
        Sql.update(
                em,
                "update plugin_enablement set hash = null, revision = revision + 1 where not enabled and hash = ?",
                hash);
        Sql.update(
                em,
                "update plugin_enablement set shadow_hash = null, revision = revision + 1"
                        + " where not enabled and shadow_hash = ?",
                hash);
        var others = " and not exists (select 1 from plugin_archive a where a.plugin = ? and a.hash <> ?)";
        Sql.update(em, "delete from plugin_enablement where plugin = ?" + others, plugin, plugin, hash);
        Sql.update(em, "delete from plugin_offer where plugin = ?" + others, plugin, plugin, hash);
    }

    /** Names of the tenants in sight. */
    Map<Integer, Text> names(EntityManager em) {
        var names = new TreeMap<Integer, Text>();
        Sql.stream(
                em,
                "select code, name_zh, name_en from tenant",
                0,
                row -> names.put(row.integer("code"), new Text(row.text("name_zh"), row.text("name_en"))));
        return names;
    }

    static Text name(Map<Integer, Text> names, int tenant) {
        @Nullable Text name = names.get(tenant);
        return name == null ? new Text(Integer.toString(tenant), Integer.toString(tenant)) : name;
    }
}
