package org.longji.policy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.DefinitionException;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyHandle;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/** The policies of a tenant for reading: what is law there, since when and by whom, what is drafted, and what the rails allow. */
@Dependent
public class PolicyLines {

    private final Transactions transactions;
    private final Policies policies;
    private final PolicyDrafts drafts;
    private final RailRecords rails;
    private final PluginHost plugins;
    private final Clock clock;

    @Inject
    PolicyLines(
            Transactions transactions,
            Policies policies,
            PolicyDrafts drafts,
            RailRecords rails,
            PluginHost plugins,
            Clock clock) {
        this.transactions = transactions;
        this.policies = policies;
        this.drafts = drafts;
        this.rails = rails;
        this.plugins = plugins;
        this.clock = clock;
    }

    /** The policies of a tenant outside a container. */
    public static PolicyLines of(Transactions transactions, PluginHost plugins, Clock clock) {
        return new PolicyLines(
                transactions,
                new Policies(),
                PolicyDrafts.of(transactions, plugins),
                new RailRecords(),
                plugins,
                clock);
    }

    /** Where an enacted version stands today. */
    public enum Standing {
        COMING,
        IN_FORCE,
        ENDED
    }

    /**
     * An enacted version.
     *
     * @param text what it says, in the shape of a draft
     * @param until its effective last day
     * @param breaches where it lies outside a rail that was set since
     * @param silent why nothing computes it although it is law
     */
    public record Version(
            int tenant,
            Text tenantName,
            String version,
            Text title,
            LocalDate from,
            @Nullable LocalDate until,
            Standing standing,
            Origin origin,
            String hash,
            @Nullable String draftedBy,
            @Nullable String enactedBy,
            @Nullable Instant enactedAt,
            @Nullable UUID backtest,
            DraftForm text,
            List<Breach> breaches,
            int revision,
            @Nullable Text silent) {}

    /**
     * One policy with the versions that apply at the tenant or below it.
     *
     * @param inForce versions in force today at the tenant itself, the nearest tenant's; none while nothing is
     */
    public record Line(
            String policyId, Text title, @Nullable Version inForce, List<Version> versions, List<PolicyDraft> drafts) {}

    /**
     * A parameter as forms show it.
     *
     * @param type Money, BigDecimal, int, boolean, LocalDate, String or the name of an enumeration
     * @param choices the constants of an enumeration
     */
    public record ParameterField(
            String name, Text label, String unit, String type, boolean set, boolean optional, List<String> choices) {}

    /**
     * A policy with everything known of it here.
     *
     * @param rails rails that bind the tenant or that it set
     */
    public record Details(
            Line line,
            String pluginId,
            @Nullable Side side,
            @Nullable Kind kind,
            List<ParameterField> parameters,
            List<Rail> rails) {}

    /** Every policy visible at the tenant, and those of the plugins that nobody has enacted yet. */
    public List<Line> list(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        return transactions.within(scope, em -> {
            var byPolicy = new TreeMap<String, List<EnactedVersion>>();
            plugins.policies(tenant)
                    .forEach(policy -> byPolicy.put(policy.descriptor().id(), new ArrayList<>()));
            policies.enacted(em)
                    .forEach(version -> byPolicy.computeIfAbsent(
                                    version.version().policyId(), id -> new ArrayList<>())
                            .add(version));
            var allRails = rails.all(em);
            var names = names(em);
            var allDrafts = drafts.all(em);
            allDrafts.forEach(draft -> byPolicy.computeIfAbsent(draft.policyId(), id -> new ArrayList<>()));
            return byPolicy.entrySet().stream()
                    .map(entry -> line(
                            tenant,
                            entry.getKey(),
                            entry.getValue(),
                            allRails.stream()
                                    .filter(rail -> rail.policyId().equals(entry.getKey()))
                                    .toList(),
                            allDrafts.stream()
                                    .filter(draft -> draft.policyId().equals(entry.getKey()))
                                    .toList(),
                            names))
                    .toList();
        });
    }

    public Details details(Caller caller, int tenant, String policyId) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        return transactions.within(scope, em -> details(em, tenant, policyId));
    }

    private Details details(EntityManager em, int tenant, String policyId) {
        var versions = policies.enacted(em, policyId);
        var drafted = drafts.of(em, policyId);
        // A measure is described by what is written in it: by the latest version, or a draft while there is none.
        Optional<PolicyHandle> handle = plugins.policies(tenant).stream()
                .filter(policy -> policy.descriptor().id().equals(policyId))
                .findFirst()
                .or(() -> Stream.concat(
                                versions.stream().map(EnactedVersion::version),
                                drafted.stream().map(drafts::version).flatMap(Optional::stream))
                        .map(this::described)
                        .flatMap(Optional::stream)
                        .reduce((earlier, later) -> later));
        if (versions.isEmpty() && drafted.isEmpty() && handle.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", policyId));
        }
        var own = rails.of(em, policyId);
        return new Details(
                line(tenant, policyId, versions, own, drafted, names(em)),
                handle.map(PolicyHandle::pluginId)
                        .or(() -> versions.stream()
                                .map(version -> version.version().pluginId())
                                .findFirst())
                        .orElse(""),
                handle.map(policy -> policy.descriptor().side()).orElse(null),
                handle.map(policy -> policy.descriptor().kind()).orElse(null),
                handle.map(PolicyHandle::parameters).orElse(List.of()).stream()
                        .map(PolicyLines::field)
                        .toList(),
                own);
    }

    /** Names of the tenants in sight, those above among them: a caller's own tree ends at the caller's tenant. */
    private static Map<Integer, Text> names(EntityManager em) {
        var names = new TreeMap<Integer, Text>();
        Sql.stream(
                em,
                "select code, name_zh, name_en from tenant",
                0,
                row -> names.put(row.integer("code"), new Text(row.text("name_zh"), row.text("name_en"))));
        return names;
    }

    private Optional<PolicyHandle> described(PolicyVersion version) {
        try {
            return version.handle(plugins);
        } catch (DefinitionException e) {
            return Optional.empty();
        }
    }

    private Line line(
            int tenant,
            String policyId,
            List<EnactedVersion> enacted,
            List<Rail> own,
            List<PolicyDraft> ownDrafts,
            Map<Integer, Text> names) {
        var check = new Rails(own, enacted.stream().map(EnactedVersion::version).toList());
        var versions =
                enacted.stream().map(version -> version(version, check, names)).toList();
        var today = LocalDate.now(clock);
        // The nearest tenant's answers: of those above one division, the one with the highest code.
        Optional<Version> inForce = Optional.empty();
        for (int i = 0; i < enacted.size(); i++) {
            var version = enacted.get(i).version();
            if (version.covers(tenant) && version.inForceOn(today)) {
                inForce = Optional.of(versions.get(i));
            }
        }
        var title = inForce.map(Version::title)
                .or(() -> versions.stream().reduce((a, b) -> b).map(Version::title))
                .or(() -> plugins.policies(tenant).stream()
                        .filter(policy -> policy.descriptor().id().equals(policyId))
                        .findFirst()
                        .map(policy -> policy.descriptor().title()))
                .orElse(new Text(policyId, policyId));
        return new Line(policyId, title, inForce.orElse(null), versions, ownDrafts);
    }

    private Version version(EnactedVersion enacted, Rails check, Map<Integer, Text> names) {
        var version = enacted.version();
        var today = LocalDate.now(clock);
        var standing = today.isBefore(version.from())
                ? Standing.COMING
                : version.inForceOn(today) ? Standing.IN_FORCE : Standing.ENDED;
        return new Version(
                version.tenant(),
                names.getOrDefault(
                        version.tenant(),
                        new Text(Integer.toString(version.tenant()), Integer.toString(version.tenant()))),
                version.version(),
                version.title(),
                version.from(),
                version.until().orElse(null),
                standing,
                enacted.origin(),
                enacted.hash(),
                enacted.draftedBy().orElse(null),
                enacted.enactedBy().orElse(null),
                enacted.enactedAt().orElse(null),
                enacted.backtest().orElse(null),
                DraftForm.copyOf(version, version.version(), version.from(), true)
                        .withCases(enacted.cases().orElse(null)),
                check.breaches(version),
                enacted.revision(),
                silent(version, names));
    }

    /** Why nothing computes a version although it is law; nothing where something does, or is not meant to. */
    private @Nullable Text silent(PolicyVersion version, Map<Integer, Text> names) {
        if (!version.computable() || described(version).isPresent()) {
            return null;
        }
        var tenant = names.getOrDefault(
                version.tenant(), new Text(Integer.toString(version.tenant()), Integer.toString(version.tenant())));
        return new Text(
                tenant.zh() + "没有启用插件“" + version.pluginId() + "”,或其所选版本未在运行:该版本仍然有效,但暂不计算,已有决定不变。",
                tenant.en() + " has the plugin '" + version.pluginId()
                        + "' switched off, or the version it chose does not run: the version stays law and is not"
                        + " computed; what was decided stands.");
    }

    static ParameterField field(ParameterDescription parameter) {
        return new ParameterField(
                parameter.name(),
                parameter.label(),
                parameter.unit(),
                parameter.valueType().getSimpleName(),
                parameter.set(),
                parameter.optional(),
                parameter.valueType().isEnum()
                        ? Arrays.stream(parameter.valueType().getEnumConstants())
                                .map(constant -> ((Enum<?>) constant).name())
                                .toList()
                        : List.of());
    }
}
