package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.job.Job;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.Jobs;
import org.longji.party.PersonalNumbers;
import org.longji.plugin.api.Discretion;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyDefinition;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.Policies;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** The decisions of a tenant: ordering them, reading them, and making one again from its record. */
@Dependent
public class Entitlements {

    private static final String COLUMNS = """
            select e.id, e.tenant, e.contract_id, c.registration_number, c.title, e.year, e.policy_id, e.policy_version, e.side,
                e.beneficiary_code, coalesce(e.beneficiary_name, case e.side when 'PROVIDER' then c.provider_name else c.recipient_name end) as beneficiary_name,
                coalesce(e.beneficiary_kind, case e.side when 'PROVIDER' then c.provider_kind else c.recipient_kind end) as beneficiary_kind,
                e.status, e.assessed_amount, e.entitled_amount, e.record_hash, e.decided_at,
                coalesce(p.title_zh, e.policy_id) as title_zh, coalesce(p.title_en, e.policy_id) as title_en
            """;

    private static final String TABLES = """
             from entitlement e
             left join contract c on c.id = e.contract_id
             left join policy_version p
                on p.tenant = e.policy_tenant and p.policy_id = e.policy_id and p.version = e.policy_version
            """;

    private final Transactions transactions;
    private final Jobs jobs;
    private final Policies policies;
    private final PluginHost plugins;

    @Inject
    public Entitlements(Transactions transactions, Jobs jobs, Policies policies, PluginHost plugins) {
        this.transactions = transactions;
        this.policies = policies;
        this.jobs = jobs;
        this.plugins = plugins;
    }

    /**
     * Orders the assessment of a year and returns the job that does it.
     *
     * @param year calendar year, 2000 to 2100
     */
    public Job assess(Caller caller, int tenant, int year) {
        var scope = caller.scope(tenant, Capability.ASSESS);
        new FieldChecks()
                .require(
                        year >= 2000 && year <= 2100,
                        "year",
                        "请填写 2000 至 2100 之间的年度。",
                        "Give a year between 2000 and 2100.")
                .done();
        var id = jobs.submit(
                new JobOrder(tenant, JobKind.ASSESSMENT, caller, scope, Map.of("year", Integer.toString(year))));
        return jobs.get(TenantScope.exactly(tenant), id);
    }

    /** Decisions of a tenant and, for oversight, of what lies below it: latest year first, then the largest amounts. */
    public Page<EntitlementSummary> list(
            Caller caller, int tenant, EntitlementFilter filter, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.ENTITLEMENT_READ);
        return transactions.within(scope, em -> {
            // An applicant's own years are decided by the tenants of the measures, wherever they lie; the wall admits
            // the own ones.
            var where = new StringBuilder(
                    scope.party().isPresent()
                            ? " where (e.tenant between ? and ? or e.contract_id is null)"
                            : " where e.tenant between ? and ?");
            var parameters = new ArrayList<Object>(List.of(scope.low(), scope.high()));
            narrow(where, parameters, "e.year = ?", filter.year());
            narrow(where, parameters, "e.status = ?", filter.status());
            narrow(where, parameters, "e.subject_id = ?", filter.contract());
            narrow(where, parameters, "e.policy_id = ?", filter.policy());
            if (after != null) {
                var position = after.split("\\|", -1);
                where.append(" and (-e.year, -e.entitled_amount, -e.assessed_amount, e.id) > (?, ?, ?, ?::uuid)");
                parameters.add(-Integer.parseInt(position[0]));
                parameters.add(Money.of(position[1]).negate());
                parameters.add(Money.of(position[2]).negate());
                parameters.add(UUID.fromString(position[3]));
            }
            parameters.add(limit + 1);
            var rows = Sql.query(
                    em,
                    COLUMNS + TABLES + where
                            + " order by -e.year, -e.entitled_amount, -e.assessed_amount, e.id limit ?",
                    Entitlements::summary,
                    parameters.toArray());
            return Page.of(
                    rows, limit, e -> e.year() + "|" + e.entitledAmount() + "|" + e.assessedAmount() + "|" + e.id());
        });
    }

    private static void narrow(StringBuilder where, List<Object> parameters, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            parameters.add(value);
        }
    }

    /** One decision with its record. */
    public EntitlementDetails details(Caller caller, int tenant, UUID id) {
        return transactions.within(caller.scope(tenant, Capability.ENTITLEMENT_READ), em -> details(em, id));
    }

    private Optional<Recovery> recovery(EntityManager em, EntitlementSummary summary) {
        record Peak(Money amount, int tenant, String version, LocalDate on, LocalDate lowered, LocalDate today) {}
        return Sql.first(
                        em,
                        "select peak_amount, peak_policy_tenant, peak_version, peak_on, lowered_on,"
                                + " (now() at time zone 'Asia/Shanghai')::date as today"
                                + " from entitlement where id = ? and lowered_on is not null",
                        row -> new Peak(
                                row.money("peak_amount"),
                                row.integer("peak_policy_tenant"),
                                row.text("peak_version"),
                                row.date("peak_on"),
                                row.date("lowered_on"),
                                row.date("today")),
                        summary.id())
                .flatMap(peak -> Recovery.of(
                        peak.amount(),
                        summary.entitledAmount(),
                        policies.visible(em).stream()
                                .filter(version -> version.tenant() == peak.tenant()
                                        && version.policyId().equals(summary.policyId())
                                        && version.version().equals(peak.version()))
                                .findFirst(),
                        peak.on(),
                        peak.lowered(),
                        peak.today()));
    }

    private EntitlementDetails details(EntityManager em, UUID id) {
        var record = Json.read(text(em, id), DecisionRecord.class);
        // What an officer sets is no change that anybody else could make.
        var change = found(em, record)
                .filter(computed -> interval(record.outcome().questions()).isEmpty())
                .map(computed -> new Hindsight(record, computed.handle(), computed.definition()).smallestChange())
                .orElseGet(() -> SmallestChange.NONE.with(Remedies.of(record).orElse(null)));
        var summary = found(em, id);
        return new EntitlementDetails(
                summary,
                record,
                change,
                interval(em, record).orElse(null),
                Determinations.of(em, id),
                recovery(em, summary).orElse(null));
    }

    /**
     * The decision as a letter (兑付说明书).
     *
     * @param english whether in English; in Chinese otherwise
     */
    public Letter letter(Caller caller, int tenant, UUID id, boolean english) {
        return transactions.within(caller.scope(tenant, Capability.ENTITLEMENT_READ), em -> {
            var details = details(em, id);
            var inputs = found(em, details.record())
                    .map(computed -> computed.handle().inputs())
                    .orElse(List.of());
            var office = Sql.first(
                            em,
                            "select name_zh, name_en from tenant where code = ?",
                            row -> new Text(row.text("name_zh"), row.text("name_en")),
                            details.summary().tenant())
                    .orElse(new Text("—", "-"));
            return new Letter(
                    "entitlement-" + details.summary().recordHash().substring(0, 16) + ".pdf",
                    new EntitlementLetter(details, office, bearers(em, details.record()), inputs, english).pages());
        });
    }

    private static Map<Integer, Text> bearers(EntityManager em, DecisionRecord record) {
        record Named(int code, Text name) {}
        return Sql.query(
                        em,
                        "select code, name_zh, name_en from tenant where code = any (?::int[])",
                        row -> new Named(row.integer("code"), new Text(row.text("name_zh"), row.text("name_en"))),
                        record.host().bearers().stream()
                                .map(DecisionRecord.Bearer::tenant)
                                .toList())
                .stream()
                .collect(Collectors.toMap(Named::code, Named::name));
    }

    /**
     * A file to hand out.
     *
     * @param name what it is to be saved as
     */
    public record Letter(String name, byte[] pdf) {}

    /**
     * What making a decision again showed.
     *
     * @param identical whether the new record has the very bytes of the stored one
     */
    public record Recomputation(boolean identical, String storedHash, String recomputedHash) {}

    /**
     * Makes a decision again from its stored inputs with the very plugin archive that made it; nothing is written.
     *
     * @throws ProblemException PLUGIN_VERSION_GONE when that archive is not loaded
     */
    public Recomputation recompute(Caller caller, int tenant, UUID id) {
        var stored = transactions.within(caller.scope(tenant, Capability.ENTITLEMENT_READ), em -> {
            found(em, id);
            var text = text(em, id);
            var record = Json.read(text, DecisionRecord.class);
            return new Stored(text, record, handle(em, record));
        });
        var text = stored.text();
        var again = Json.write(again(stored.record(), stored.handle()));
        return new Recomputation(text.equals(again), Sha256.hex(text), Sha256.hex(again));
    }

    /** What was decided, by its id. */
    DecisionRecord record(EntityManager em, UUID id) {
        return Json.read(text(em, id), DecisionRecord.class);
    }

    /**
     * The interval inside which the rule of a decision leaves an amount to somebody: one still asked for, else, so that an amount
     * set can be corrected, what the rule would ask for without it. On the server only such amounts are evidence.
     */
    Optional<Discretion> interval(EntityManager em, DecisionRecord record) {
        return interval(record.outcome().questions())
                .or(() -> record.facts().evidence().isEmpty()
                        ? Optional.empty()
                        : found(em, record)
                                .map(computed -> Terms.ask(
                                        computed.handle(),
                                        record.policy(),
                                        record.facts().withEvidence(Map.of()),
                                        record.values()))
                                .flatMap(asked -> asked instanceof NeedsJudgement open
                                        ? interval(open.questions())
                                        : Optional.empty()));
    }

    private static Optional<Discretion> interval(List<Question> questions) {
        return questions.stream()
                .flatMap(question -> question.discretion().stream())
                .findFirst();
    }

    private record Stored(String text, DecisionRecord record, PolicyHandle handle) {}

    private PolicyHandle handle(EntityManager em, DecisionRecord record) {
        var plugin = record.plugin();
        return found(em, record)
                .map(Computed::handle)
                .orElseThrow(() -> new ProblemException(
                        Problem.PLUGIN_VERSION_GONE, Map.of("plugin", plugin.id(), "version", plugin.version())));
    }

    private record Computed(PolicyHandle handle, Optional<PolicyDefinition> definition) {}

    /** What computed the decision, if it is still there: the very archive and, for a measure, the very definition. */
    private Optional<Computed> found(EntityManager em, DecisionRecord record) {
        var policy = record.policy();
        var plugin = record.plugin();
        return plugin.definition().isEmpty()
                ? plugins.pinned(plugin.id(), policy.id(), plugin.hash())
                        .map(handle -> new Computed(handle, Optional.empty()))
                : plugin.definition()
                        .flatMap(definition -> policies.definition(em, policy.tenant(), definition.hash())
                                .flatMap(text -> plugins.pinnedComposed(
                                                plugin.id(),
                                                plugin.hash(),
                                                text,
                                                new PolicyHeading(
                                                        policy.id(),
                                                        policy.title(),
                                                        policy.tenant(),
                                                        policy.basis(),
                                                        definition.capParameter()))
                                        .map(handle -> new Computed(handle, Optional.of(text)))));
    }

    private static DecisionRecord again(DecisionRecord record, PolicyHandle handle) {
        var policy = record.policy();
        var plugin = record.plugin();
        var assessment = Terms.ask(handle, policy, record.facts(), record.values());
        var host = record.host();
        return new DecisionRecord(
                record.schema(),
                policy,
                record.year(),
                record.side(),
                record.governingDate(),
                plugin,
                record.facts(),
                record.parameters(),
                host,
                HostRules.decide(assessment, policy, record.facts(), record.side(), host));
    }

    private static EntitlementSummary found(EntityManager em, UUID id) {
        return Sql.first(em, COLUMNS + TABLES + " where e.id = ?", Entitlements::summary, id)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private static String text(EntityManager em, UUID id) {
        Optional<String> text =
                Sql.first(em, "select record from entitlement where id = ?", row -> row.text("record"), id);
        return text.orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private static EntitlementSummary summary(Row row) {
        return new EntitlementSummary(
                row.uuid("id"),
                row.integer("tenant"),
                row.optionalUuid("contract_id").orElse(null),
                row.optionalText("registration_number").orElse(null),
                row.optionalText("title").orElse(null),
                row.integer("year"),
                row.text("policy_id"),
                new Text(row.text("title_zh"), row.text("title_en")),
                row.text("policy_version"),
                row.constant("side", Side.class),
                new EntitlementSummary.Beneficiary(
                        PersonalNumbers.masked(
                                row.constant("beneficiary_kind", PartyKind.class), row.text("beneficiary_code")),
                        row.text("beneficiary_name")),
                row.constant("status", EntitlementStatus.class),
                row.money("assessed_amount"),
                row.money("entitled_amount"),
                row.text("record_hash"),
                row.instant("decided_at"));
    }
}
