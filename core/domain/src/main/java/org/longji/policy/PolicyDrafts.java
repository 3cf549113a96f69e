package org.longji.policy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.plugin.api.ComposedPolicy;
import org.longji.plugin.api.DefinitionException;
import org.longji.plugin.api.ParameterException;
import org.longji.pluginhost.PluginFailure;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyHandle;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * The drafts of a tenant. What is not finished is kept and says what it lacks; what other law forbids, the chain or a parent's
 * rail, is refused when it is saved, as soon as the draft can be read as a version.
 */
@Dependent
public class PolicyDrafts {

    static final String SUBJECT = "policy_draft";

    private final Transactions transactions;
    private final Policies policies;
    private final RailRecords rails;
    private final PluginHost plugins;
    private final Journal journal;

    @Inject
    PolicyDrafts(Transactions transactions, Policies policies, RailRecords rails, PluginHost plugins, Journal journal) {
        this.transactions = transactions;
        this.policies = policies;
        this.rails = rails;
        this.plugins = plugins;
        this.journal = journal;
    }

    /** The drafts of a tenant outside a container. */
    public static PolicyDrafts of(Transactions transactions, PluginHost plugins) {
        return new PolicyDrafts(transactions, new Policies(), new RailRecords(), plugins, new Journal());
    }

    /**
     * A version or another draft to begin from.
     *
     * @param tenant whose version it is: the drafting tenant itself or one above it
     * @param draft a draft of the same policy in sight, instead of a version
     * @param name name of the draft
     * @param from first day of the draft
     */
    public record Copy(
            int tenant,
            @Nullable String version,
            @Nullable UUID draft,
            @Nullable String name,
            @Nullable LocalDate from) {

        /** A version to begin from. */
        public Copy(int tenant, String version, String name, LocalDate from) {
            this(tenant, version, null, name, from);
        }
    }

    public PolicyDraft get(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        return transactions.within(scope, em -> found(em, id));
    }

    public PolicyDraft create(Caller caller, int tenant, String policyId, DraftForm form) {
        var scope = caller.ownScope(tenant, Capability.POLICY_WRITE);
        return transactions.within(scope, em -> insert(em, caller, tenant, policyId, form));
    }

    /** Begins a draft from a version in force, the tenant's own or an inherited one, or from another draft; its cases come along. */
    public PolicyDraft copy(Caller caller, int tenant, String policyId, Copy copy) {
        var scope = caller.ownScope(tenant, Capability.POLICY_WRITE);
        new FieldChecks()
                .require(
                        (copy.version() == null) != (copy.draft() == null),
                        "version",
                        "请指明所复制的版本或草案。",
                        "Name the version or the draft to copy.")
                .present(copy.name(), "name")
                .present(copy.from(), "from")
                .done();
        var name = String.valueOf(copy.name());
        var from = Objects.requireNonNull(copy.from());
        return transactions.within(
                scope,
                em -> insert(
                        em,
                        caller,
                        tenant,
                        policyId,
                        copy.draft() == null
                                ? copied(em, tenant, policyId, copy, name, from)
                                : copied(em, tenant, policyId, copy.draft(), name, from)));
    }

    private DraftForm copied(EntityManager em, int tenant, String policyId, Copy copy, String name, LocalDate from) {
        var source = policies.enacted(em, policyId).stream()
                .filter(link -> link.version().tenant() == copy.tenant()
                        && link.version().version().equals(copy.version()))
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(Problem.NOT_FOUND, Map.of("what", String.valueOf(copy.version()))));
        return DraftForm.copyOf(source.version(), name, from, source.version().tenant() == tenant)
                .withCases(source.cases().orElse(null));
    }

    private DraftForm copied(EntityManager em, int tenant, String policyId, UUID id, String name, LocalDate from) {
        return read(em, "where d.id = ? and d.tenant = ? and d.policy_id = ?", id, tenant, policyId).stream()
                .findFirst()
                .map(draft -> draft.form().named(name, from))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private PolicyDraft insert(EntityManager em, Caller caller, int tenant, String policyId, DraftForm form) {
        var standing = kept(em, tenant, policyId, form);
        refuseTaken(em, tenant, policyId, standing.name(), null);
        var id = UUID.randomUUID();
        Sql.update(
                em,
                """
                insert into policy_draft (id, tenant, policy_id, plugin_id, version, content, hash, authors, drafted_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                tenant,
                policyId,
                standing.pluginId(),
                standing.name(),
                Json.write(form),
                standing.hash(),
                List.of(caller.accountId()),
                caller.displayName());
        journal.append(em, tenant, caller, "POLICY_DRAFTED", SUBJECT, id.toString(), null, form);
        return found(em, id);
    }

    public PolicyDraft change(Caller caller, int tenant, UUID id, int revision, DraftForm form) {
        var scope = caller.ownScope(tenant, Capability.POLICY_WRITE);
        return transactions.within(scope, em -> {
            var before = own(em, tenant, id, revision);
            var standing = kept(em, tenant, before.policyId(), form);
            refuseTaken(em, tenant, before.policyId(), standing.name(), id);
            Sql.update(
                    em,
                    """
                    update policy_draft set version = ?, plugin_id = ?, content = ?, hash = ?, drafted_by = ?, changed_at = now(),
                        authors = case when ? = any (authors) then authors else authors || ?::uuid end, revision = revision + 1
                    where id = ? and tenant = ?
                    """,
                    standing.name(),
                    standing.pluginId(),
                    Json.write(form),
                    standing.hash(),
                    caller.displayName(),
                    caller.accountId(),
                    caller.accountId(),
                    id,
                    tenant);
            journal.append(em, tenant, caller, "POLICY_DRAFT_CHANGED", SUBJECT, id.toString(), before.form(), form);
            return found(em, id);
        });
    }

    public void discard(Caller caller, int tenant, UUID id, int revision) {
        var scope = caller.ownScope(tenant, Capability.POLICY_WRITE);
        transactions.within(scope, em -> {
            var before = own(em, tenant, id, revision);
            remove(em, tenant, id);
            journal.append(em, tenant, caller, "POLICY_DRAFT_DISCARDED", SUBJECT, id.toString(), before.form(), null);
            return id;
        });
    }

    static void remove(EntityManager em, int tenant, UUID id) {
        Sql.update(em, "delete from policy_draft where id = ? and tenant = ?", id, tenant);
    }

    /** The drafts a transaction sees, of one policy. */
    List<PolicyDraft> of(EntityManager em, String policyId) {
        return read(em, "where d.policy_id = ? order by d.tenant, d.changed_at desc", policyId);
    }

    List<PolicyDraft> all(EntityManager em) {
        return read(em, "order by d.policy_id, d.tenant, d.changed_at desc");
    }

    PolicyDraft found(EntityManager em, UUID id) {
        return read(em, "where d.id = ?", id).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    /** The tenant's own draft, locked until the transaction ends. */
    PolicyDraft own(EntityManager em, int tenant, UUID id, int revision) {
        Sql.query(em, "select 1 as one from policy_draft where id = ? and tenant = ? for update", row -> 1, id, tenant);
        var draft = found(em, id);
        if (draft.tenant() != tenant) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
        }
        if (draft.revision() != revision) {
            throw new ProblemException(Problem.STALE_VERSION, Map.of("current", draft.revision()));
        }
        return draft;
    }

    private List<PolicyDraft> read(EntityManager em, String where, Object... parameters) {
        return Sql.query(em, """
                select d.*, b.id as tried, b.completed_at as tried_at, b.untried from policy_draft d
                left join lateral (
                    select b.id, b.completed_at, s.untried from backtest_scenario s join backtest b on b.id = s.backtest_id
                    where s.tenant = d.tenant and s.hash = d.hash and b.completed_at is not null
                    order by b.completed_at desc limit 1) b on true
                """ + where, row -> draft(em, row), parameters);
    }

    private PolicyDraft draft(EntityManager em, Row row) {
        var form = Json.read(row.text("content"), DraftForm.class);
        var policyId = row.text("policy_id");
        var standing = standing(row.integer("tenant"), policyId, row.text("plugin_id"), form);
        var version = standing.version();
        return new PolicyDraft(
                row.uuid("id"),
                row.integer("tenant"),
                policyId,
                row.text("plugin_id"),
                row.text("version"),
                form,
                row.optionalText("hash").orElse(null),
                row.uuids("authors"),
                row.text("drafted_by"),
                row.instant("changed_at"),
                standing.faults().stream()
                        .map(fault -> new Measures.Fault(fault.field(), null, fault.message(), fault.messageEn()))
                        .toList(),
                form.complete().errors().stream().map(FieldError::field).toList(),
                version.map(one -> breaches(em, one)).orElse(List.of()),
                version.map(one -> contradictions(em, one)).orElse(List.of()),
                row.optionalUuid("tried").orElse(null),
                row.optionalInstant("tried_at").orElse(null),
                row.optionalText("untried").isPresent(),
                row.integer("revision"));
    }

    private List<Breach> breaches(EntityManager em, PolicyVersion version) {
        var enacted = policies.enacted(em, version.policyId()).stream()
                .map(EnactedVersion::version)
                .toList();
        return new Rails(rails.of(em, version.policyId()), enacted).breaches(version);
    }

    /** What a version does not go with among all that is law here, above and below. */
    private List<Contradiction> contradictions(EntityManager em, PolicyVersion version) {
        var enacted = policies.enacted(em).stream().map(EnactedVersion::version).toList();
        return new Contradictions(enacted, this::about).of(version);
    }

    private Optional<Contradictions.About> about(PolicyVersion version) {
        return handle(version).map(Contradictions.About::of);
    }

    static void refuseContradictions(List<Contradiction> contradictions) {
        var grave = contradictions.stream()
                .filter(contradiction -> !contradiction.warning())
                .toList();
        if (!grave.isEmpty()) {
            throw new ProblemException(
                    Problem.TERMS_CONTRADICT,
                    Map.of("count", grave.size()),
                    grave.stream()
                            .map(contradiction -> new FieldError(
                                    contradiction.field(),
                                    contradiction.words().zh(),
                                    contradiction.words().en()))
                            .toList());
        }
    }

    static void refuseUnfinished(PolicyDraft draft) {
        refuseUnfinished(
                draft.name(),
                draft.faults().stream()
                        .map(fault -> new FieldError(fault.field(), fault.message(), fault.messageEn()))
                        .toList());
    }

    private static void refuseUnfinished(String name, List<FieldError> faults) {
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    Problem.DRAFT_UNFINISHED, Map.of("version", name, "count", faults.size()), faults);
        }
    }

    /** The version a draft would become; nothing while it cannot be read as one. */
    Optional<PolicyVersion> version(PolicyDraft draft) {
        return draft.form().unfinished().isEmpty()
                ? Optional.of(version(draft.tenant(), draft.policyId(), draft.pluginId(), draft.form()))
                : Optional.empty();
    }

    /**
     * What a form amounts to.
     *
     * @param version what it makes, as soon as it can be read as a version
     * @param faults everything in it that is not finished
     */
    private record Standing(String name, String pluginId, Optional<PolicyVersion> version, List<FieldError> faults) {

        /** Only what is finished can be the text of a back-test. */
        Optional<String> hash() {
            return faults.isEmpty() ? version.map(PolicyVersion::hash) : Optional.empty();
        }
    }

    private Standing standing(int tenant, String policyId, String pluginId, DraftForm form) {
        var name = String.valueOf(form.version()).strip();
        var faults = new ArrayList<>(form.unfinished());
        boolean readable = faults.isEmpty();
        form.measure()
                .ifPresent(definition -> plugins.check(pluginId, definition, form.heading(tenant, policyId))
                        .forEach(finding -> faults.add(new FieldError(
                                "definition" + finding.pointer(),
                                finding.message().zh(),
                                finding.message().en()))));
        if (!readable) {
            return new Standing(name, pluginId, Optional.empty(), faults);
        }
        var version = version(tenant, policyId, pluginId, form);
        var checks = new FieldChecks();
        handle(version).ifPresent(handle -> bind(version, handle, checks));
        version.terms()
                .ifPresent(terms -> TermsCheck.faults(terms, version)
                        .forEach(fault -> checks.require(false, fault.field(), fault.zh(), fault.en())));
        faults.addAll(checks.errors());
        return new Standing(name, pluginId, Optional.of(version), faults);
    }

    private PolicyVersion version(int tenant, String policyId, String pluginId, DraftForm form) {
        var undescribed = form.version(tenant, policyId, pluginId, List.of());
        return form.version(
                tenant,
                policyId,
                pluginId,
                handle(undescribed).map(PolicyHandle::parameters).orElse(List.of()));
    }

    /** What computes a version; nothing where its definition has faults, which are named elsewhere. */
    private Optional<PolicyHandle> handle(PolicyVersion version) {
        try {
            return version.handle(plugins);
        } catch (DefinitionException e) {
            return Optional.empty();
        }
    }

    /** What a form to be kept amounts to, after everything that other law forbids was refused. */
    private Standing kept(EntityManager em, int tenant, String policyId, DraftForm form) {
        form.check();
        var enacted = policies.enacted(em, policyId).stream()
                .map(EnactedVersion::version)
                .toList();
        var standing = standing(tenant, policyId, pluginOf(tenant, policyId, enacted, form), form);
        standing.version().ifPresent(version -> {
            forbidden(version, enacted).done();
            refuseOutsideRails(breaches(em, version));
        });
        return standing;
    }

    /** The version a finished form makes. */
    PolicyVersion checked(EntityManager em, int tenant, String policyId, DraftForm form) {
        var standing = kept(em, tenant, policyId, form);
        refuseUnfinished(standing.name(), standing.faults());
        return standing.version().orElseThrow();
    }

    /** Where a version clashes with those that are law: the chain of its tenant, and the same policy at other levels. */
    private FieldChecks forbidden(PolicyVersion version, List<PolicyVersion> enacted) {
        var checks = new FieldChecks();
        new Chain(enacted.stream()
                        .filter(link -> link.tenant() == version.tenant())
                        .toList())
                .place(version, checks);
        sameClock(version, enacted, checks);
        sameSubject(version, enacted, checks);
        return checks;
    }

    /** Everything wrong with a form as it is being written, whether it is only unfinished or could not be kept. */
    List<FieldError> faults(EntityManager em, int tenant, String policyId, DraftForm form) {
        var faults = new ArrayList<FieldError>();
        var enacted = policies.enacted(em, policyId).stream()
                .map(EnactedVersion::version)
                .toList();
        var pluginId = form.measure()
                .flatMap(definition -> plugins.speaking(tenant, definition.language()))
                .orElse("");
        try {
            form.check();
            pluginId = pluginOf(tenant, policyId, enacted, form);
        } catch (ProblemException e) {
            faults.addAll(e.errors());
            if (e.problem() == Problem.NOT_FOUND) {
                faults.add(new FieldError(
                        "policyId",
                        "政策编号只用小写字母、数字和连字符，例如 city-award。",
                        "A policy id is lower-case letters, digits and hyphens, such as city-award."));
            }
        }
        var standing = standing(tenant, policyId, pluginId, form);
        faults.addAll(standing.faults());
        if (faults.isEmpty()) {
            try {
                forbidden(standing.version().orElseThrow(), enacted).done();
                refuseOutsideRails(breaches(em, standing.version().orElseThrow()));
            } catch (ProblemException e) {
                faults.addAll(e.errors());
            }
        }
        return faults;
    }

    /** What became of the worked cases of a form; nothing where it has none. */
    Optional<CaseReport> cases(EntityManager em, int tenant, String policyId, DraftForm form) {
        return Optional.ofNullable(form.cases())
                .filter(text -> !text.isBlank())
                .map(text -> DraftCases.of(text, tenant, policyId, ready(em, tenant, policyId, form)));
    }

    private Optional<DraftCases.Ready> ready(EntityManager em, int tenant, String policyId, DraftForm form) {
        try {
            var version = trial(em, tenant, policyId, form);
            return handle(version).map(handle -> new DraftCases.Ready(version, handle, handle.settings()));
        } catch (ProblemException unfinished) {
            return Optional.empty();
        }
    }

    /** A draft is held to its own worked cases. */
    void refuseDifferences(EntityManager em, PolicyDraft draft) {
        var report = cases(em, draft.tenant(), draft.policyId(), draft.form()).filter(one -> !one.holds());
        if (report.isPresent()) {
            var errors = new ArrayList<FieldError>();
            report.get()
                    .faults()
                    .forEach(fault -> errors.add(new FieldError(
                            "cases",
                            "第 " + fault.line() + " 行：" + fault.message(),
                            "Line " + fault.line() + ": " + fault.messageEn())));
            for (var one : report.get().cases()) {
                for (var difference : one.differences()) {
                    errors.add(new FieldError(
                            "cases",
                            "“" + one.title() + "”：应为 " + difference.expected() + "，实为 " + difference.actual() + "。",
                            "“" + one.title() + "”: expected " + difference.expected() + ", got " + difference.actual()
                                    + "."));
                }
            }
            throw new ProblemException(
                    Problem.CASES_DIFFER, Map.of("version", draft.name(), "count", errors.size()), errors);
        }
    }

    /** What the definition of a form makes; nothing while it has faults. */
    Optional<ComposedPolicy> composed(int tenant, String policyId, DraftForm form) {
        return form.measure().flatMap(definition -> {
            try {
                return plugins.speaking(tenant, definition.language())
                        .flatMap(plugin -> plugins.composed(plugin, definition, form.heading(tenant, policyId)))
                        .flatMap(PolicyHandle::composed);
            } catch (DefinitionException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * The version a draft would become, with some parameters having one value throughout: what a back-test tries.
     *
     * @param field of the request that names the draft
     */
    public PolicyVersion trial(
            EntityManager em, int tenant, String policyId, UUID id, Map<String, String> values, String field) {
        var draft = read(em, "where d.id = ? and d.tenant = ? and d.policy_id = ?", id, tenant, policyId).stream()
                .findFirst()
                .orElse(null);
        new FieldChecks()
                .require(draft != null, field + ".draft", "没有这个草案。", "There is no such draft.")
                .done();
        refuseUnfinished(Objects.requireNonNull(draft));
        var version = version(draft).orElseThrow();
        var checks = new FieldChecks();
        var parameters = new LinkedHashMap<>(version.parameters());
        values.forEach((name, value) -> {
            var known = parameters.get(name);
            checks.require(
                    known != null && !known.isEmpty() && value != null && !value.isBlank(),
                    field + ".values." + name,
                    "草案没有这个参数，或未填写取值。",
                    "The draft has no such parameter, or no value is given.");
            if (known != null) {
                parameters.put(
                        name,
                        known.stream()
                                .map(dated -> new DatedValue(
                                        dated.from(),
                                        dated.until(),
                                        String.valueOf(value).strip(),
                                        dated.unit(),
                                        dated.basis(),
                                        dated.note()))
                                .toList());
            }
        });
        checks.done();
        var varied = version.with(parameters);
        handle(varied).ifPresent(handle -> bind(varied, handle, checks));
        checks.done();
        return varied;
    }

    /** The version a form would become, saved or not: what the calculation beside the form counts with. */
    public PolicyVersion trial(EntityManager em, int tenant, String policyId, DraftForm form) {
        form.check();
        var enacted = policies.enacted(em, policyId).stream()
                .map(EnactedVersion::version)
                .toList();
        var standing = standing(tenant, policyId, pluginOf(tenant, policyId, enacted, form), form);
        refuseUnfinished(standing.name(), standing.faults());
        return standing.version().orElseThrow();
    }

    static void refuseOutsideRails(List<Breach> breaches) {
        if (!breaches.isEmpty()) {
            throw new ProblemException(
                    Problem.OUTSIDE_RAILS,
                    Map.of("count", breaches.size()),
                    breaches.stream()
                            .map(breach -> new FieldError(
                                    "parameters." + breach.parameter(),
                                    breach.words().zh(),
                                    breach.words().en()))
                            .toList());
        }
    }

    private String pluginOf(int tenant, String policyId, List<PolicyVersion> enacted, DraftForm form) {
        return enacted.stream()
                .map(PolicyVersion::pluginId)
                .findFirst()
                .or(() -> plugins.policies(tenant).stream()
                        .filter(policy -> policy.descriptor().id().equals(policyId))
                        .map(PolicyHandle::pluginId)
                        .findFirst())
                // A measure needs no programmer: its name is new, its language is not.
                .or(() -> form.measure()
                        .filter(definition -> policyId.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"))
                        .flatMap(definition -> plugins.speaking(tenant, definition.language())))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", policyId)));
    }

    /** Two levels that look at different dates could both pay for one receipt, in different years (ADR 0021). */
    private static void sameClock(PolicyVersion version, List<PolicyVersion> enacted, FieldChecks checks) {
        for (var other : enacted) {
            boolean related = other.tenant() != version.tenant()
                    && (other.covers(version.tenant()) || version.covers(other.tenant()));
            boolean together = other.until()
                            .map(last -> !last.isBefore(version.from()))
                            .orElse(true)
                    && version.until().map(last -> !last.isBefore(other.from())).orElse(true);
            if (related && together && other.clock() != version.clock()) {
                checks.require(
                        false,
                        "clock",
                        "区划 " + other.tenant() + " 的同一政策版本“" + other.version() + "”按 " + other.clock()
                                + " 取日期；两级并行的版本须一致，否则同一笔到账可能两级都支持。",
                        "The version " + other.version() + " of tenant " + other.tenant() + " goes by " + other.clock()
                                + "; versions of two levels at one time must agree, or both could support one receipt.");
                return;
            }
        }
    }

    /** A child's version replaces the parent's where it holds; what is about years cannot replace what is about contracts. */
    private void sameSubject(PolicyVersion version, List<PolicyVersion> enacted, FieldChecks checks) {
        var mine = about(version).map(Contradictions.About::subject);
        for (var other : enacted) {
            var theirs = about(other).map(Contradictions.About::subject);
            if (other.tenant() != version.tenant()
                    && Contradictions.meet(version, other)
                    && mine.isPresent()
                    && theirs.isPresent()
                    && !mine.equals(theirs)) {
                checks.require(
                        false,
                        "definition",
                        "区划 " + other.tenant() + " 的同一政策版本“" + other.version() + "”以另一种对象计算；两级并行的版本须以同一对象计算。",
                        "The version " + other.version() + " of tenant " + other.tenant()
                                + " is about something else; versions of two levels at one time must be about the same.");
                return;
            }
        }
    }

    private static void bind(PolicyVersion version, PolicyHandle handle, FieldChecks checks) {
        if (!version.computable()) {
            return;
        }
        for (var day : version.changes()) {
            var values = new LinkedHashMap<String, String>();
            version.valuesFor(handle, day).forEach((name, value) -> values.put(name, value.value()));
            try {
                handle.bind(values, version.from(), version.until());
            } catch (PluginFailure e) {
                var wrong = e.getCause() instanceof ParameterException cause ? cause.parameter() : "";
                var described = handle.parameters().stream()
                        .filter(p -> p.name().equals(wrong))
                        .findFirst();
                if (described.isPresent() && !values.containsKey(wrong)) {
                    var label = described.get().label();
                    checks.require(
                            false,
                            "parameters." + wrong,
                            "“" + label.zh() + "”自 " + day + " 起没有取值，请填写。",
                            "“" + label.en() + "” has no value from " + day + "; fill it in.");
                    return;
                }
                var reason = Optional.ofNullable(e.getCause())
                        .map(Throwable::getMessage)
                        .orElse(e.getMessage());
                checks.require(
                        false,
                        described.isPresent() || values.containsKey(wrong) ? "parameters." + wrong : "parameters",
                        day + " 起的取值不能使用：" + reason,
                        "The values from " + day + " cannot be used: " + reason);
                return;
            }
        }
    }

    private static void refuseTaken(EntityManager em, int tenant, String policyId, String name, @Nullable UUID own) {
        boolean taken = Sql.first(
                        em,
                        "select id from policy_draft where tenant = ? and policy_id = ? and version = ?",
                        row -> row.uuid("id"),
                        tenant,
                        policyId,
                        name)
                .filter(id -> !id.equals(own))
                .isPresent();
        new FieldChecks()
                .require(!taken, "version", "本政策已有同名草案。", "The policy has a draft of this name.")
                .done();
    }
}
