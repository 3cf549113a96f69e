package org.longji.rollout;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.entitlement.Shadows;
import org.longji.pluginhost.PluginArchive;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginRefusedException;
import org.longji.rollout.PluginRecords.Archive;
import org.longji.rollout.PluginRecords.Rollout;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Ed25519;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * The plugins of a province: brought by one administrator, approved by another, run, stopped, rolled back and revoked without a
 * restart. Whatever fails leaves running what ran.
 */
@Dependent
public class PluginCatalogue {

    private static final String SUBJECT = "plugin";
    private static final String KEY = "plugin_key";

    private final Transactions transactions;
    private final PluginRecords records;
    private final PluginHost host;
    private final NodePlugins node;
    private final TenantPlugins tenants;
    private final Journal journal;
    private final Clock clock;
    private final boolean development;

    @Inject
    PluginCatalogue(
            Transactions transactions,
            PluginRecords records,
            PluginHost host,
            NodePlugins node,
            TenantPlugins tenants,
            Journal journal,
            Clock clock,
            @ConfigProperty(name = "longji.dev", defaultValue = "false") boolean development) {
        this.transactions = transactions;
        this.records = records;
        this.host = host;
        this.node = node;
        this.tenants = tenants;
        this.journal = journal;
        this.clock = clock;
        this.development = development;
    }

    /** Every plugin there is, with its versions. */
    public List<PluginEntry> entries(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.PLUGIN_READ);
        return transactions.within(scope, em -> entries(em, scope, tenant));
    }

    public PluginEntry entry(Caller caller, int tenant, String plugin) {
        return entries(caller, tenant).stream()
                .filter(entry -> entry.plugin().equals(plugin))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", plugin)));
    }

    public List<TrustedKey> keys(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.PLUGIN_READ);
        return transactions.within(scope, records::keys);
    }

    /**
     * Accepts a key: archives it signed may be brought from now on.
     *
     * @param publicKey Ed25519, as PEM or its base64
     */
    public TrustedKey accept(Caller caller, int tenant, @Nullable String name, @Nullable String publicKey) {
        var scope = managing(caller, tenant);
        var key = Optional.ofNullable(publicKey).flatMap(Ed25519::key);
        new FieldChecks()
                .require(name != null && !name.isBlank(), "name", "请填写密钥所有者的名称。", "Say whose key it is.")
                .require(
                        key.isPresent(),
                        "publicKey",
                        "不是 Ed25519 公钥;请粘贴 deploy/plugin key 生成的 .pub 文件内容。",
                        "This is no Ed25519 public key; paste the .pub file that deploy/plugin key made.")
                .done();
        var fingerprint = Ed25519.fingerprint(key.orElseThrow());
        return transactions.within(scope, em -> {
            if (!records.accept(em, tenant, String.valueOf(name).strip(), key.get(), caller, clock.instant())) {
                throw new ProblemException(Problem.PLUGIN_KEY_KNOWN, Map.of("fingerprint", fingerprint));
            }
            var accepted = key(em, tenant, fingerprint);
            journal.append(em, tenant, caller, "PLUGIN_KEY_ACCEPTED", KEY, fingerprint, null, accepted);
            return accepted;
        });
    }

    /** Takes the trust back: nothing this key signed runs from now on, on any node. */
    public TrustedKey revokeKey(Caller caller, int tenant, String fingerprint, @Nullable String reason) {
        var scope = managing(caller, tenant);
        var why = reason(reason);
        var revoked = transactions.within(scope, em -> {
            var before = key(em, tenant, fingerprint);
            if (before.revokedAt().isPresent()) {
                throw new ProblemException(Problem.PLUGIN_KEY_REVOKED, Map.of("name", before.name()));
            }
            records.revokeKey(em, tenant, fingerprint, caller, why, clock.instant());
            var after = key(em, tenant, fingerprint);
            journal.append(em, tenant, caller, "PLUGIN_KEY_REVOKED", KEY, fingerprint, before, after);
            return after;
        });
        node.follow();
        return revoked;
    }

    /**
     * Takes an archive in: looked through, its signature checked, started once to see that it does, and kept for another
     * administrator to approve. Nothing of it is asked yet.
     *
     * @param signature the text of the file beside the archive; may be missing in development alone
     */
    public PluginEntry bring(Caller caller, int tenant, byte[] content, Optional<String> signature) {
        var scope = managing(caller, tenant);
        return entry(caller, tenant, take(scope, tenant, Optional.of(caller), content, signature));
    }

    /**
     * Takes an archive in that whoever runs this node laid into its folder, for the province that accepted its key.
     *
     * @return the plugin
     */
    String bring(byte[] content, Optional<String> signature) {
        var fingerprint = signature
                .flatMap(ArchiveSignature::parse)
                .map(ArchiveSignature::fingerprint)
                .orElseThrow(() -> new ProblemException(Problem.PLUGIN_UNSIGNED, Map.of("plugin", "-")));
        int tenant = transactions
                .within(TenantScope.EVERYWHERE, em -> records.accepting(em, fingerprint))
                .orElseThrow(
                        () -> new ProblemException(Problem.PLUGIN_KEY_UNKNOWN, Map.of("fingerprint", fingerprint)));
        return take(TenantScope.subtree(tenant), tenant, Optional.empty(), content, signature);
    }

    private String take(
            TenantScope scope, int tenant, Optional<Caller> by, byte[] content, Optional<String> signature) {
        try {
            var archive = PluginArchive.read(content);
            var signed = transactions.within(scope, em -> {
                var found = signature(em, tenant, archive, signature);
                refuseDowngrade(em, archive);
                return found;
            });
            var brings = tried(content);
            return transactions.within(scope, em -> {
                if (!records.keep(em, archive, brings, content, signed, by, Optional.of(tenant), clock.instant())) {
                    throw new ProblemException(
                            Problem.PLUGIN_ALREADY_THERE, Map.of("plugin", archive.id(), "version", archive.version()));
                }
                journal.append(
                        em,
                        tenant,
                        by.map(Caller::username).orElse(Journal.SYSTEM),
                        "PLUGIN_BROUGHT",
                        SUBJECT,
                        archive.id(),
                        null,
                        Map.of(
                                "version", archive.version(),
                                "hash", archive.hash(),
                                "signedBy",
                                        signed.map(ArchiveSignature::fingerprint)
                                                .orElse("-")));
                return archive.id();
            });
        } catch (PluginRefusedException e) {
            throw new ProblemException(
                    Problem.PLUGIN_REFUSED,
                    Map.of("count", e.faults().size()),
                    e.faults().stream()
                            .map(fault -> new FieldError("archive", fault.zh(), fault.en()))
                            .toList());
        }
    }

    private PluginHost.Brings tried(byte[] content) {
        try {
            var file = Files.createTempFile("longji-plugin", ".jar");
            try {
                Files.write(file, content);
                return host.tryOut(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ArchiveSignature> signature(
            EntityManager em, int tenant, PluginArchive archive, Optional<String> text) {
        if (text.isEmpty()) {
            if (development) {
                return Optional.empty();
            }
            throw new ProblemException(Problem.PLUGIN_UNSIGNED, Map.of("plugin", archive.id()));
        }
        var signature = text.flatMap(ArchiveSignature::parse)
                .orElseThrow(
                        () -> new ProblemException(Problem.PLUGIN_SIGNATURE_WRONG, Map.of("plugin", archive.id())));
        var key = records.publicKey(em, tenant, signature.fingerprint())
                .flatMap(Ed25519::key)
                .orElseThrow(() -> new ProblemException(
                        Problem.PLUGIN_KEY_UNKNOWN, Map.of("fingerprint", signature.fingerprint())));
        if (!signature.hash().equals(archive.hash()) || !signature.isOf(key)) {
            throw new ProblemException(Problem.PLUGIN_SIGNATURE_WRONG, Map.of("plugin", archive.id()));
        }
        var trusted = key(em, tenant, signature.fingerprint());
        if (trusted.revokedAt().isPresent()) {
            throw new ProblemException(Problem.PLUGIN_KEY_REVOKED, Map.of("name", trusted.name()));
        }
        return Optional.of(signature);
    }

    /** An older archive with a known hole would be as well signed as ever; going back is a decision of its own. */
    private void refuseDowngrade(EntityManager em, PluginArchive archive) {
        var latest = records.archives(em).stream()
                .filter(each ->
                        each.plugin().equals(archive.id()) && each.revokedBy().isEmpty())
                .map(Archive::version)
                .max(PluginHost::compareVersions);
        if (!development && latest.isPresent() && PluginHost.compareVersions(archive.version(), latest.get()) <= 0) {
            throw new ProblemException(
                    Problem.PLUGIN_DOWNGRADE,
                    Map.of("plugin", archive.id(), "version", archive.version(), "latest", latest.get()));
        }
    }

    /** Approves an archive that somebody else brought. */
    public PluginEntry approve(Caller caller, int tenant, String hash) {
        var scope = managing(caller, tenant);
        var plugin = transactions.within(scope, em -> {
            var archive = own(em, tenant, hash);
            if (archive.revokedBy().isPresent() || archive.keyRevoked()) {
                throw new ProblemException(Problem.PLUGIN_REVOKED, Map.of("version", archive.version()));
            }
            if (archive.uploadedById().filter(caller.accountId()::equals).isPresent()) {
                throw new ProblemException(Problem.PLUGIN_SECOND_PERSON, Map.of("version", archive.version()));
            }
            if (archive.approvedAt().isPresent()) {
                throw new ProblemException(Problem.WRONG_STATUS, Map.of("status", "APPROVED"));
            }
            records.approve(em, hash, caller, clock.instant());
            journal.append(
                    em, tenant, caller, "PLUGIN_APPROVED", SUBJECT, archive.plugin(), null, Map.of("hash", hash));
            return archive.plugin();
        });
        return entry(caller, tenant, plugin);
    }

    /**
     * Runs a version: here at once, on every other node as it looks. What the version that ran began, it ends.
     *
     * @param hash the version; absent for the one that came with Longji
     */
    public PluginEntry run(Caller caller, int tenant, String plugin, Optional<String> hash, int revision) {
        var scope = managing(caller, tenant);
        var chosen = transactions.within(scope, em -> {
            var archive = hash.or(() -> node.bundled(plugin))
                    .map(wanted -> records.archive(em, wanted)
                            .filter(found -> found.plugin().equals(plugin))
                            .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", wanted))))
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", plugin)));
            if (archive.approvedAt().isEmpty()) {
                throw new ProblemException(Problem.PLUGIN_NOT_APPROVED, Map.of("version", archive.version()));
            }
            if (!archive.trusted()) {
                throw new ProblemException(Problem.PLUGIN_REVOKED, Map.of("version", archive.version()));
            }
            return archive;
        });
        node.prepare(plugin, chosen.version(), chosen.hash());
        decide(caller, tenant, scope, plugin, revision, true, Optional.of(chosen.hash()), "PLUGIN_RUN");
        return entry(caller, tenant, plugin);
    }

    /** Goes back to the version that ran before. */
    public PluginEntry rollBack(Caller caller, int tenant, String plugin, int revision) {
        var scope = managing(caller, tenant);
        var previous = transactions
                .within(scope, em -> records.rollout(em, plugin))
                .flatMap(Rollout::previous)
                .orElseThrow(() -> new ProblemException(Problem.PLUGIN_NO_PREVIOUS, Map.of("plugin", plugin)));
        return run(caller, tenant, plugin, Optional.of(previous), revision);
    }

    /** Asks a plugin no more; what is pinned to it can still be computed. */
    public PluginEntry stop(Caller caller, int tenant, String plugin, int revision) {
        var scope = managing(caller, tenant);
        decide(caller, tenant, scope, plugin, revision, false, Optional.empty(), "PLUGIN_STOPPED");
        return entry(caller, tenant, plugin);
    }

    private void decide(
            Caller caller,
            int tenant,
            TenantScope scope,
            String plugin,
            int revision,
            boolean running,
            Optional<String> chosen,
            String action) {
        transactions
                .within(TenantScope.EVERYWHERE, em -> records.rollout(em, plugin))
                .filter(other -> other.tenant() != tenant)
                .ifPresent(other -> {
                    throw new ProblemException(Problem.PLUGIN_OF_ANOTHER_PROVINCE, Map.of("plugin", plugin));
                });
        transactions.within(scope, em -> {
            var before = records.rollout(em, plugin);
            var shipped = node.bundled(plugin);
            var asked = before.flatMap(Rollout::hash).or(() -> shipped);
            var next = chosen.or(() -> asked);
            // A plugin that tenants chose versions of is stopped for all of them, though none runs for all.
            if (next.isEmpty()
                    && (running
                            || records.archives(em).stream()
                                    .noneMatch(any -> any.plugin().equals(plugin)))) {
                throw new ProblemException(Problem.NOT_FOUND, Map.of("what", plugin));
            }
            var previous = next.equals(asked) ? before.flatMap(Rollout::previous) : asked;
            // What came with Longji is not written down: with the next Longji it is another.
            var kept = next.filter(hash -> !shipped.equals(Optional.of(hash)));
            int current = before.map(Rollout::revision).orElse(0);
            if (current != revision
                    || !records.put(em, plugin, tenant, kept, previous, running, revision, caller, clock.instant())) {
                throw new ProblemException(Problem.STALE_VERSION, Map.of("current", current));
            }
            journal.append(
                    em,
                    tenant,
                    caller,
                    action,
                    SUBJECT,
                    plugin,
                    before.orElse(null),
                    records.rollout(em, plugin).orElseThrow());
            return plugin;
        });
        node.follow();
    }

    /**
     * Decides for a tenant whether it has a plugin, in which version, and which one it tries beside it.
     *
     * @param revision the tenant's, 0 while it decided nothing
     */
    public PluginEntry decide(Caller caller, int tenant, String plugin, EnablementForm form, int revision) {
        tenants.decide(caller, tenant, plugin, form, revision);
        return entry(caller, tenant, plugin);
    }

    /** Offers a plugin to a division and everything below it. */
    public PluginEntry offer(Caller caller, int tenant, String plugin, int subtree) {
        tenants.offer(caller, tenant, plugin, subtree);
        return entry(caller, tenant, plugin);
    }

    /**
     * Takes an offer back.
     *
     * @param confirmed how many tenants it is switched off for, as the administrator was told
     * @throws ProblemException PLUGIN_IN_USE naming the tenants that have it and have no other offer, unless confirmed
     */
    public PluginEntry withdraw(Caller caller, int tenant, String plugin, int subtree, int confirmed) {
        tenants.withdraw(caller, tenant, plugin, subtree, confirmed);
        return entry(caller, tenant, plugin);
    }

    /**
     * Removes an archive that nobody uses and no decision is pinned to. What tenants keep in its registers stays, and can be
     * exported and removed by each.
     *
     * @throws ProblemException PLUGIN_IN_USE or PLUGIN_PINNED, saying where
     */
    public void uninstall(Caller caller, int tenant, String hash) {
        var scope = managing(caller, tenant);
        transactions.within(scope, em -> {
            var archive = own(em, tenant, hash);
            uninstall(em, archive);
            journal.append(em, tenant, caller, "PLUGIN_UNINSTALLED", SUBJECT, archive.plugin(), archive, null);
            return archive;
        });
        node.follow();
    }

    /** The same for whoever runs this node and asks for it in its folder. */
    void uninstall(String hash) {
        transactions.within(TenantScope.EVERYWHERE, em -> {
            var archive = records.archive(em, hash)
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", hash)));
            int province = archive.tenant()
                    .orElseThrow(() ->
                            new ProblemException(Problem.PLUGIN_COMES_WITH_LONGJI, Map.of("plugin", archive.plugin())));
            uninstall(em, archive);
            journal.append(
                    em, province, Journal.SYSTEM, "PLUGIN_UNINSTALLED", SUBJECT, archive.plugin(), archive, null);
            return archive;
        });
        node.follow();
    }

    private void uninstall(EntityManager em, Archive archive) {
        tenants.refuseWhileUsed(em, archive, records.rollout(em, archive.plugin()));
        var pinned = Shadows.pinned(em, archive.hash());
        if (!pinned.isEmpty()) {
            throw new ProblemException(
                    Problem.PLUGIN_PINNED,
                    Map.of(
                            "version",
                            archive.version(),
                            "count",
                            pinned.values().stream().mapToLong(Long::longValue).sum()),
                    tenants.places(em, pinned, "件决定", "decisions"));
        }
        Shadows.forget(em, archive.hash());
        tenants.forget(em, archive);
        records.remove(em, archive);
    }

    /** Takes the trust in one archive back: it runs nowhere from now on. */
    public PluginEntry revoke(Caller caller, int tenant, String hash, @Nullable String reason) {
        var scope = managing(caller, tenant);
        var why = reason(reason);
        var plugin = transactions.within(scope, em -> {
            var archive = own(em, tenant, hash);
            if (archive.revokedBy().isPresent()) {
                throw new ProblemException(Problem.PLUGIN_REVOKED, Map.of("version", archive.version()));
            }
            records.revoke(em, hash, caller, why, clock.instant());
            journal.append(
                    em,
                    tenant,
                    caller,
                    "PLUGIN_REVOKED",
                    SUBJECT,
                    archive.plugin(),
                    null,
                    Map.of("hash", hash, "reason", why));
            return archive.plugin();
        });
        node.follow();
        return entry(caller, tenant, plugin);
    }

    private List<PluginEntry> entries(EntityManager em, TenantScope scope, int tenant) {
        var standings = tenants.standings(em, scope, tenant);
        var rollouts = records.rollouts(em).stream().collect(Collectors.toMap(Rollout::plugin, rollout -> rollout));
        var states = host.states().stream()
                .collect(Collectors.toMap(state -> state.plugin().hash(), state -> state));
        var nodes = records.nodes(em);
        var byPlugin = new TreeMap<String, List<Archive>>();
        records.archives(em)
                .forEach(archive -> byPlugin.computeIfAbsent(archive.plugin(), id -> new ArrayList<>())
                        .add(archive));
        var entries = new ArrayList<PluginEntry>();
        byPlugin.forEach((plugin, archives) -> {
            var rollout = Optional.ofNullable(rollouts.get(plugin));
            // Of several that came with Longji over the years the one that came with this one runs.
            var asked = states.values().stream()
                    .filter(state -> state.current() && state.plugin().id().equals(plugin))
                    .map(state -> state.plugin().hash())
                    .findFirst();
            var current = rollout.flatMap(Rollout::hash).or(() -> asked);
            boolean forAll = archives.stream()
                    .anyMatch(archive -> archive.trusted()
                            && current.filter(archive.hash()::equals).isPresent());
            entries.add(new PluginEntry(
                    plugin,
                    archives.stream()
                            .filter(archive ->
                                    current.filter(archive.hash()::equals).isPresent())
                            .findFirst()
                            .orElse(archives.get(0))
                            .description(),
                    rollout.map(Rollout::running).orElse(true) && (forAll || standings.chosen(plugin, archives)),
                    current,
                    rollout.flatMap(Rollout::previous),
                    rollout.map(Rollout::revision).orElse(0),
                    rollout.map(Rollout::changedBy),
                    rollout.map(Rollout::changedAt),
                    archives.stream()
                            .map(archive -> version(archive, Optional.ofNullable(states.get(archive.hash()))))
                            .toList(),
                    nodes.stream()
                            .filter(at -> archives.stream()
                                    .anyMatch(archive -> archive.hash().equals(at.hash())))
                            .toList(),
                    host.isEveryones(plugin),
                    standings.offers(plugin),
                    standings.here(plugin, archives),
                    standings.uses(plugin)));
        });
        return entries;
    }

    private static PluginEntry.Version version(Archive archive, Optional<PluginHost.State> state) {
        return new PluginEntry.Version(
                archive.hash(),
                archive.version(),
                archive.requires(),
                archive.provider(),
                archive.size(),
                archive.bundled(),
                archive.signedBy(),
                archive.needs(),
                // What was kept before all of it was kept is known of those that run.
                state.map(PluginHost.State::brings).orElse(archive.brings()),
                archive.uploadedBy(),
                archive.uploadedAt(),
                archive.approvedBy(),
                archive.approvedAt(),
                archive.revokedBy(),
                archive.revokeReason(),
                state.map(PluginHost.State::health));
    }

    private Archive own(EntityManager em, int tenant, String hash) {
        return records.archive(em, hash)
                .filter(archive -> archive.tenant().filter(at -> at == tenant).isPresent())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", hash)));
    }

    private TrustedKey key(EntityManager em, int tenant, String fingerprint) {
        return records.keys(em).stream()
                .filter(key -> key.tenant() == tenant && key.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", fingerprint)));
    }

    private static String reason(@Nullable String reason) {
        new FieldChecks()
                .require(
                        reason != null && !reason.isBlank(),
                        "reason",
                        "请说明撤销的原因;各节点与审计会看到它。",
                        "Say why it is revoked; nodes and auditors read it.")
                .done();
        return String.valueOf(reason).strip();
    }

    /** Code that runs for everybody is the province's to let in. */
    static TenantScope managing(Caller caller, int tenant) {
        var scope = caller.ownScope(tenant, Capability.PLUGIN_MANAGE);
        if (tenant % 10_000 != 0) {
            throw new ProblemException(
                    Problem.NOT_PERMITTED, Map.of("capability", Capability.PLUGIN_MANAGE, "tenant", tenant));
        }
        return scope;
    }
}
