package org.longji.rollout;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.longji.audit.Journal;
import org.longji.entitlement.Shadows;
import org.longji.exchange.Deliveries;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.pluginhost.TenantChoices.Choice;
import org.longji.policy.Policies;
import org.longji.register.RegisterData;
import org.longji.rollout.PluginRecords.Archive;
import org.longji.rollout.PluginRecords.Rollout;
import org.longji.rollout.TenantPluginRecords.Enablement;
import org.longji.rollout.TenantPluginRecords.Offer;
import org.longji.screening.Screenings;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Which tenant has which plugin: offered by the province, enabled by the tenant's own administrator, each in its own version. What
 * came with Longji is offered to everybody and enabled until a tenant says otherwise.
 */
@Dependent
public class TenantPlugins {

    private static final String SUBJECT = "plugin";

    private final Transactions transactions;
    private final PluginRecords records;
    private final TenantPluginRecords tenants;
    private final PluginHost host;
    private final NodePlugins node;
    private final Policies policies;
    private final Journal journal;
    private final Clock clock;

    @Inject
    TenantPlugins(
            Transactions transactions,
            PluginRecords records,
            TenantPluginRecords tenants,
            PluginHost host,
            NodePlugins node,
            Policies policies,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.records = records;
        this.tenants = tenants;
        this.host = host;
        this.node = node;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
    }

    void decide(Caller caller, int tenant, String plugin, EnablementForm form, int revision) {
        var scope = caller.ownScope(tenant, Capability.PLUGIN_MANAGE);
        var choice = new Choice(
                form.enabled(),
                Optional.ofNullable(form.hash()),
                form.enabled() ? Optional.ofNullable(form.shadow()) : Optional.empty());
        transactions.within(scope, em -> {
            check(em, caller, tenant, plugin, choice);
            return tenant;
        });
        if (choice.enabled()) {
            Stream.concat(choice.hash().stream(), choice.shadow().stream())
                    .forEach(hash -> node.prepare(plugin, hash.substring(0, 12), hash));
        }
        transactions.within(scope, em -> {
            check(em, caller, tenant, plugin, choice);
            var before = tenants.enablement(em, tenant, plugin);
            int current = before.map(Enablement::revision).orElse(0);
            if (current != revision || !tenants.put(em, tenant, plugin, choice, revision, caller, clock.instant())) {
                throw new ProblemException(Problem.STALE_VERSION, Map.of("current", current));
            }
            journal.append(
                    em,
                    tenant,
                    caller,
                    action(before, choice, host.isEveryones(plugin)),
                    SUBJECT,
                    plugin,
                    before.orElse(null),
                    tenants.enablement(em, tenant, plugin).orElseThrow());
            return tenant;
        });
        node.follow();
    }

    private static String action(Optional<Enablement> before, Choice choice, boolean everyones) {
        boolean had = before.map(Enablement::enabled).orElse(everyones);
        if (!choice.enabled()) {
            return "PLUGIN_DISABLED";
        }
        if (!had) {
            return "PLUGIN_ENABLED";
        }
        return before.flatMap(Enablement::hash).equals(choice.hash()) ? "PLUGIN_TRIED" : "PLUGIN_SWITCHED";
    }

    private void check(EntityManager em, Caller caller, int tenant, String plugin, Choice choice) {
        var archives = records.archives(em).stream()
                .filter(archive -> archive.plugin().equals(plugin))
                .toList();
        if (archives.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", plugin));
        }
        if (!choice.enabled()) {
            return;
        }
        if (!offered(tenants.offers(em), tenant, plugin)) {
            throw new ProblemException(Problem.PLUGIN_NOT_OFFERED, Map.of("plugin", plugin));
        }
        choice.shadow().ifPresent(hash -> usable(archives, hash));
        choice.hash()
                .map(hash -> usable(archives, hash))
                .or(() -> following(em, plugin, archives))
                .flatMap(Archive::uploadedById)
                .filter(caller.accountId()::equals)
                .ifPresent(own -> {
                    var version = choice.hash()
                            .map(hash -> usable(archives, hash))
                            .or(() -> following(em, plugin, archives))
                            .map(Archive::version)
                            .orElse("");
                    throw new ProblemException(Problem.PLUGIN_SWITCH_SECOND_PERSON, Map.of("version", version));
                });
    }

    /** What a tenant has that names no version. */
    private Optional<Archive> following(EntityManager em, String plugin, List<Archive> archives) {
        return records.rollout(em, plugin)
                .flatMap(Rollout::hash)
                .or(() -> node.bundled(plugin))
                .flatMap(hash -> archives.stream()
                        .filter(archive -> archive.hash().equals(hash))
                        .findFirst());
    }

    private static Archive usable(List<Archive> archives, String hash) {
        var archive = archives.stream()
                .filter(one -> one.hash().equals(hash))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", hash)));
        if (archive.approvedAt().isEmpty()) {
            throw new ProblemException(Problem.PLUGIN_NOT_APPROVED, Map.of("version", archive.version()));
        }
        if (!archive.trusted()) {
            throw new ProblemException(Problem.PLUGIN_REVOKED, Map.of("version", archive.version()));
        }
        return archive;
    }

    /** Whether a tenant may enable a plugin: it came with Longji, the tenant is the province, or the province offers it. */
    private boolean offered(List<Offer> offers, int tenant, String plugin) {
        return node.bundled(plugin).isPresent()
                || host.isEveryones(plugin)
                || tenant % 10_000 == 0
                || offers.stream().anyMatch(offer -> offer.plugin().equals(plugin) && offer.covers(tenant));
    }

    void offer(Caller caller, int tenant, String plugin, int subtree) {
        var scope = PluginCatalogue.managing(caller, tenant);
        transactions.within(scope, em -> {
            known(em, tenant, plugin, subtree);
            if (tenants.offer(em, tenant, plugin, subtree, caller, clock.instant())) {
                journal.append(em, tenant, caller, "PLUGIN_OFFERED", SUBJECT, plugin, null, Map.of("subtree", subtree));
            }
            return subtree;
        });
    }

    private void known(EntityManager em, int tenant, String plugin, int subtree) {
        if (host.isEveryones(plugin) || node.bundled(plugin).isPresent()) {
            throw new ProblemException(Problem.PLUGIN_COMES_WITH_LONGJI, Map.of("plugin", plugin));
        }
        if (records.archives(em).stream().noneMatch(archive -> archive.plugin().equals(plugin))) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", plugin));
        }
        if (!TenantScope.subtree(tenant).contains(subtree) || !tenants.names(em).containsKey(subtree)) {
            throw new ProblemException(Problem.TENANT_NOT_FOUND, Map.of("tenant", subtree));
        }
    }

    void withdraw(Caller caller, int tenant, String plugin, int subtree, int confirmed) {
        var scope = PluginCatalogue.managing(caller, tenant);
        transactions.within(scope, em -> {
            known(em, tenant, plugin, subtree);
            var left = tenants.offers(em).stream()
                    .filter(offer -> offer.subtree() != subtree)
                    .toList();
            var losing = tenants.enablements(em).stream()
                    .filter(one -> one.plugin().equals(plugin) && one.enabled() && !offered(left, one.tenant(), plugin))
                    .toList();
            if (losing.size() != confirmed) {
                var names = tenants.names(em);
                throw new ProblemException(
                        Problem.PLUGIN_IN_USE,
                        Map.of("count", losing.size()),
                        losing.stream().map(one -> place(names, one.tenant())).toList());
            }
            if (!tenants.withdraw(em, tenant, plugin, subtree)) {
                throw new ProblemException(Problem.NOT_FOUND, Map.of("what", subtree));
            }
            journal.append(em, tenant, caller, "PLUGIN_WITHDRAWN", SUBJECT, plugin, Map.of("subtree", subtree), null);
            for (var one : losing) {
                var off = new Choice(false, one.hash(), Optional.empty());
                tenants.put(em, one.tenant(), plugin, off, one.revision(), caller, clock.instant());
                journal.append(
                        em,
                        one.tenant(),
                        caller,
                        "PLUGIN_DISABLED",
                        SUBJECT,
                        plugin,
                        one,
                        tenants.enablement(em, one.tenant(), plugin).orElseThrow());
            }
            return subtree;
        });
        node.follow();
    }

    private static FieldError place(Map<Integer, Text> names, int tenant) {
        var name = TenantPluginRecords.name(names, tenant);
        return new FieldError(Integer.toString(tenant), name.zh(), name.en());
    }

    /** Counts by tenant, as a problem tells them. */
    List<FieldError> places(EntityManager em, Map<Integer, Long> counts, String zh, String en) {
        var names = tenants.names(em);
        return counts.entrySet().stream()
                .map(entry -> {
                    var name = TenantPluginRecords.name(names, entry.getKey());
                    return new FieldError(
                            Integer.toString(entry.getKey()),
                            name.zh() + ":" + entry.getValue() + " " + zh,
                            name.en() + ": " + entry.getValue() + " " + en);
                })
                .toList();
    }

    /** @throws ProblemException PLUGIN_IN_USE while an archive runs for all, or a tenant has or tries it */
    void refuseWhileUsed(EntityManager em, Archive archive, Optional<Rollout> rollout) {
        var names = tenants.names(em);
        var uses = new ArrayList<FieldError>();
        rollout.filter(Rollout::running)
                .filter(runs -> runs.hash().filter(archive.hash()::equals).isPresent())
                .ifPresent(runs -> uses.add(new FieldError("rollout", "当前运行的版本", "the version that runs for all")));
        tenants.enablements(em).stream()
                .filter(one -> one.uses(archive.hash()))
                .forEach(one -> uses.add(place(names, one.tenant())));
        if (!uses.isEmpty()) {
            throw new ProblemException(Problem.PLUGIN_IN_USE, Map.of("count", uses.size()), uses);
        }
    }

    void forget(EntityManager em, Archive archive) {
        tenants.forget(em, archive.plugin(), archive.hash());
    }

    /** What there is of a plugin, by tenant: what somebody sees before giving it up. */
    public Remains remains(Caller caller, int tenant, String plugin) {
        var scope = caller.scope(tenant, Capability.PLUGIN_READ);
        return transactions.within(scope, em -> {
            var names = tenants.names(em);
            var rows = RegisterData.everywhere(em, plugin);
            var decisions = Shadows.decided(em, plugin);
            var packages = Deliveries.exchanged(em, plugin);
            var screenings = Screenings.made(em, plugin);
            var versions = new TreeMap<Integer, Long>();
            policies.visible(em).stream()
                    .filter(version -> version.pluginId().equals(plugin) && scope.contains(version.tenant()))
                    .forEach(version -> versions.merge(version.tenant(), 1L, Long::sum));
            var enabled = new TreeMap<Integer, Boolean>();
            tenants.enablements(em).stream()
                    .filter(one -> one.plugin().equals(plugin) && scope.contains(one.tenant()))
                    .forEach(one -> enabled.put(one.tenant(), one.enabled()));
            var nothing = new RegisterData.Holdings(plugin, 0, 0, Map.of());
            var all = new TreeSet<Integer>();
            Stream.of(rows, decisions, packages, screenings, versions, enabled)
                    .map(Map::keySet)
                    .forEach(all::addAll);
            return new Remains(
                    plugin,
                    all.stream()
                            .map(at -> {
                                var held = rows.getOrDefault(at, nothing);
                                return new Remains.At(
                                        at,
                                        TenantPluginRecords.name(names, at),
                                        enabled.getOrDefault(at, host.isEveryones(plugin)),
                                        held.rows(),
                                        held.files(),
                                        held.registers(),
                                        decisions.getOrDefault(at, 0L),
                                        versions.getOrDefault(at, 0L),
                                        packages.getOrDefault(at, 0L),
                                        screenings.getOrDefault(at, 0L));
                            })
                            .toList());
        });
    }

    /** How a tenant, and those below it, stand with every plugin. */
    final class Standings {

        private final TenantScope scope;
        private final int tenant;
        private final Map<Integer, Text> names;
        private final List<Offer> offers;
        private final List<Enablement> decided;
        private final Map<String, Rollout> rollouts = new TreeMap<>();

        private Standings(EntityManager em, TenantScope scope, int tenant) {
            this.scope = scope;
            this.tenant = tenant;
            names = tenants.names(em);
            offers = tenants.offers(em);
            decided = tenants.enablements(em);
            records.rollouts(em).forEach(rollout -> rollouts.put(rollout.plugin(), rollout));
        }

        List<PluginEntry.Offer> offers(String plugin) {
            return offers.stream()
                    .filter(offer ->
                            offer.plugin().equals(plugin) && (scope.contains(offer.subtree()) || offer.covers(tenant)))
                    .map(offer -> new PluginEntry.Offer(
                            offer.tenant(),
                            offer.subtree(),
                            TenantPluginRecords.name(names, offer.subtree()),
                            offer.offeredBy(),
                            offer.offeredAt(),
                            users(offer)))
                    .toList();
        }

        private int users(Offer offer) {
            var left = offers.stream()
                    .filter(other -> other.subtree() != offer.subtree())
                    .toList();
            return Math.toIntExact(decided.stream()
                    .filter(one -> one.plugin().equals(offer.plugin())
                            && one.enabled()
                            && !offered(left, one.tenant(), offer.plugin()))
                    .count());
        }

        List<PluginEntry.Use> uses(String plugin) {
            return decided.stream()
                    .filter(one -> one.plugin().equals(plugin) && scope.contains(one.tenant()))
                    .map(one -> new PluginEntry.Use(
                            one.tenant(),
                            TenantPluginRecords.name(names, one.tenant()),
                            one.enabled(),
                            one.hash(),
                            one.shadow(),
                            one.changedBy(),
                            one.changedAt()))
                    .toList();
        }

        /** Whether a tenant in sight has a version of its own that may run. */
        boolean chosen(String plugin, List<Archive> archives) {
            return decided.stream()
                    .filter(one -> one.plugin().equals(plugin) && one.enabled())
                    .anyMatch(one -> archives.stream()
                            .anyMatch(archive -> archive.trusted()
                                    && one.hash().filter(archive.hash()::equals).isPresent()));
        }

        PluginEntry.Here here(String plugin, List<Archive> archives) {
            var own = decided.stream()
                    .filter(one -> one.plugin().equals(plugin) && one.tenant() == tenant)
                    .findFirst();
            boolean enabled = own.map(Enablement::enabled).orElse(host.isEveryones(plugin));
            var answering = host.answering(tenant, plugin).map(PluginIdentity::hash);
            return new PluginEntry.Here(
                    offered(offers, tenant, plugin),
                    enabled,
                    own.flatMap(Enablement::hash),
                    answering,
                    own.flatMap(Enablement::shadow),
                    own.map(Enablement::revision).orElse(0),
                    own.map(Enablement::changedBy),
                    own.map(Enablement::changedAt),
                    enabled && answering.isEmpty()
                            ? Optional.of(silent(plugin, archives, own.flatMap(Enablement::hash)))
                            : Optional.empty());
        }

        private Text silent(String plugin, List<Archive> archives, Optional<String> chosen) {
            if (Optional.ofNullable(rollouts.get(plugin))
                    .filter(rollout -> !rollout.running())
                    .isPresent()) {
                return new Text(
                        "该插件已由省级停用,本单位的政策暂不计算。", "The province stopped the plugin; the policies here are not asked.");
            }
            if (chosen.isEmpty()) {
                return new Text(
                        "没有供所有单位运行的版本;请选定一个版本,或请省级运行一个版本。",
                        "No version runs for all: choose one, or let the province run one.");
            }
            boolean revoked = archives.stream()
                    .anyMatch(archive ->
                            archive.hash().equals(Objects.requireNonNull(chosen.get())) && !archive.trusted());
            return revoked
                    ? new Text(
                            "所选版本已被撤销信任,本单位的政策暂不计算;请切换到其他版本。",
                            "The chosen version was revoked; the policies here are not asked. Switch to another.")
                    : new Text(
                            "所选版本未能在此节点启动;请查看节点信息,或切换到其他版本。",
                            "The chosen version did not start on this node: see the nodes, or switch to another.");
        }
    }

    Standings standings(EntityManager em, TenantScope scope, int tenant) {
        return new Standings(em, scope, tenant);
    }
}
