package org.longji.policy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.inbox.Inbox;
import org.longji.inbox.Message;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginHost;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.Transactions;

/** The rails a tenant sets for those below it. One that enacted versions would break is set only when that is confirmed. */
@Dependent
public class GuardRails {

    private static final String SUBJECT = "policy_rail";

    private final Transactions transactions;
    private final Policies policies;
    private final RailRecords records;
    private final PluginHost plugins;
    private final Journal journal;

    @Inject
    GuardRails(Transactions transactions, Policies policies, RailRecords records, PluginHost plugins, Journal journal) {
        this.transactions = transactions;
        this.policies = policies;
        this.records = records;
        this.plugins = plugins;
        this.journal = journal;
    }

    /** A guard-rails facade outside a container. */
    public static GuardRails of(Transactions transactions, PluginHost plugins) {
        return new GuardRails(transactions, new Policies(), new RailRecords(), plugins, new Journal());
    }

    /** One rail of the tenant or of what lies below it. */
    public Rail get(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        return transactions.within(
                scope,
                em -> records.find(em, id)
                        .filter(rail -> scope.contains(rail.tenant()))
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id))));
    }

    /** The enacted versions a rail would leave outside; nothing is written. */
    public List<Breach> tryOut(Caller caller, int tenant, String policyId, RailForm form) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        var rail = form.rail(UUID.randomUUID(), tenant, policyId, Origin.CONSOLE, null, 1);
        return transactions.within(scope, em -> broken(em, rail));
    }

    /** Sets a rail. */
    public Rail set(Caller caller, int tenant, String policyId, RailForm form) {
        var scope = caller.ownScope(tenant, Capability.POLICY_WRITE);
        var rail = form.rail(UUID.randomUUID(), tenant, policyId, Origin.CONSOLE, caller.displayName(), 1);
        checkParameter(rail);
        return transactions.within(scope, em -> {
            write(em, rail, form.confirmed());
            journal.append(
                    em, tenant, caller, "POLICY_RAIL_SET", SUBJECT, rail.id().toString(), null, rail);
            return rail;
        });
    }

    /** Changes a rail; what was decided under it stays decided. */
    public Rail change(Caller caller, int tenant, UUID id, int revision, RailForm form) {
        var scope = caller.ownScope(tenant, Capability.POLICY_WRITE);
        return transactions.within(scope, em -> {
            var before = own(em, tenant, id, revision);
            var rail = form.rail(
                    id, tenant, before.policyId(), Origin.CONSOLE, caller.displayName(), before.revision() + 1);
            checkParameter(rail);
            write(em, rail, form.confirmed());
            journal.append(em, tenant, caller, "POLICY_RAIL_CHANGED", SUBJECT, id.toString(), before, rail);
            return rail;
        });
    }

    public void remove(Caller caller, int tenant, UUID id, int revision) {
        var scope = caller.ownScope(tenant, Capability.POLICY_WRITE);
        transactions.within(scope, em -> {
            var before = own(em, tenant, id, revision);
            records.remove(em, id);
            journal.append(em, tenant, caller, "POLICY_RAIL_REMOVED", SUBJECT, id.toString(), before, null);
            return id;
        });
    }

    private void write(EntityManager em, Rail rail, boolean confirmed) {
        Lines.lock(em, rail.policyId());
        var broken = broken(em, rail);
        if (!broken.isEmpty() && !confirmed) {
            throw new ProblemException(
                    Problem.RAIL_BREAKS_VERSIONS,
                    Map.of("count", broken.size()),
                    broken.stream()
                            .map(breach -> new FieldError(
                                    breach.tenant() + "/" + breach.version(),
                                    breach.words().zh(),
                                    breach.words().en()))
                            .toList());
        }
        records.put(em, rail);
        broken.forEach(breach -> tell(em, rail, breach));
    }

    private static void tell(EntityManager em, Rail rail, Breach breach) {
        Inbox.deliver(
                em,
                List.of(Message.toHolders(
                        breach.tenant(),
                        Capability.POLICY_WRITE,
                        "POLICY",
                        "policy",
                        rail.policyId(),
                        new Text(
                                "政策版本超出上级护栏：" + rail.policyId() + " " + breach.version(),
                                "A policy version lies outside a parent's rail: " + rail.policyId() + " "
                                        + breach.version()),
                        breach.words())));
    }

    private List<Breach> broken(EntityManager em, Rail rail) {
        var versions = policies.enacted(em, rail.policyId()).stream()
                .map(EnactedVersion::version)
                .toList();
        var rails = new Rails(List.of(rail), versions);
        var broken = new ArrayList<Breach>();
        versions.forEach(version -> broken.addAll(rails.breaches(version)));
        return broken;
    }

    private void checkParameter(Rail rail) {
        var handle = plugins.policies(rail.tenant()).stream()
                .filter(policy -> policy.descriptor().id().equals(rail.policyId()))
                .findFirst();
        new FieldChecks()
                .require(
                        handle.isEmpty()
                                || handle.get().parameters().stream()
                                        .anyMatch(parameter -> parameter.name().equals(rail.parameter())),
                        "parameter",
                        "该政策没有这个参数。",
                        "The policy has no such parameter.")
                .done();
    }

    private Rail own(EntityManager em, int tenant, UUID id, int revision) {
        @Nullable Rail rail = records.find(em, id).orElse(null);
        if (rail == null || rail.tenant() != tenant) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
        }
        if (rail.origin() == Origin.CONFIGURATION) {
            throw new ProblemException(Problem.FROM_CONFIGURATION, Map.of("what", new Text("该护栏", "The rail")));
        }
        if (rail.revision() != revision) {
            throw new ProblemException(Problem.STALE_VERSION, Map.of("current", rail.revision()));
        }
        return rail;
    }
}
