package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.DecisionRecord.Outcome;
import org.longji.plugin.api.DefinitionException;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.StatedFacts;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.CapScope;
import org.longji.policy.DraftForm;
import org.longji.policy.Exclusivity;
import org.longji.policy.HostTerms;
import org.longji.policy.Policies;
import org.longji.policy.PolicyDrafts;
import org.longji.policy.PolicyVersion;
import org.longji.setting.SettingsBook;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Calculates imagined cases: for the public on what was enacted, for officers also on a draft. It asks the policy the way an
 * assessment does and writes nothing.
 */
@Dependent
public class Calculator {

    private static final int MOST_ROWS = 60;

    private final Transactions transactions;
    private final Policies policies;
    private final PolicyDrafts drafts;
    private final PluginHost plugins;
    private final Questionnaires questionnaires;

    @Inject
    Calculator(
            Transactions transactions,
            Policies policies,
            PolicyDrafts drafts,
            PluginHost plugins,
            Questionnaires questionnaires) {
        this.transactions = transactions;
        this.policies = policies;
        this.drafts = drafts;
        this.plugins = plugins;
        this.questionnaires = questionnaires;
    }

    /** A place whose policies can be calculated. */
    public record Place(int code, int parent, Text name) {}

    /**
     * A policy in force.
     *
     * @param tenant the tenant that enacted it
     * @param computable whether its amounts are known
     */
    public record Offer(
            String policyId,
            int tenant,
            String version,
            Text title,
            String document,
            String article,
            LocalDate from,
            @Nullable LocalDate until,
            boolean computable,
            Subject subject) {}

    /** Every place that runs Longji, for whoever asks: the divisions of a province are no secret. */
    public List<Place> places() {
        return transactions.within(
                TenantScope.EVERYWHERE,
                em -> Sql.query(
                        em,
                        "select code, coalesce(parent, 0) as parent, name_zh, name_en from tenant where valid_until is null"
                                + " or valid_until >= (now() at time zone 'Asia/Shanghai')::date order by code",
                        row -> new Place(
                                row.integer("code"),
                                row.integer("parent"),
                                new Text(row.text("name_zh"), row.text("name_en")))));
    }

    /** The policies in force at a place on a day, its own and those it inherits; without amounts and without drafts. */
    public List<Offer> offers(int tenant, LocalDate on) {
        return publicly(tenant, em -> {
            var offers = new ArrayList<Offer>();
            for (var line : Policies.lines(policies.visible(em), tenant)) {
                line.stream()
                        .filter(version -> version.inForceOn(on))
                        .findFirst()
                        .ifPresent(version ->
                                version.handle(plugins).ifPresent(handle -> offers.add(offer(version, handle))));
            }
            offers.sort(Comparator.comparing(Offer::tenant).thenComparing(Offer::policyId));
            return offers;
        });
    }

    private static Offer offer(PolicyVersion version, PolicyHandle handle) {
        return new Offer(
                version.policyId(),
                version.tenant(),
                version.version(),
                version.title(),
                version.document(),
                version.article(),
                version.from(),
                version.until().orElse(null),
                version.computable(),
                handle.subject());
    }

    /** What the version in force on a day asks of a case. */
    public Questionnaire questionnaire(int tenant, String policyId, LocalDate on) {
        return questionnaires.of(publicly(
                tenant,
                em -> imagined(
                        line(em, tenant, policyId).stream()
                                .filter(version -> version.inForceOn(on))
                                .findFirst()
                                .orElseThrow(() -> notInForce(policyId)),
                        SettingsBook.read(em, plugins))));
    }

    /** Calculates a case on the version that governs it. */
    public Calculation calculate(int tenant, String policyId, CaseForm form) {
        record Law(List<PolicyVersion> line, SettingsBook settings) {}
        var law = publicly(tenant, em -> new Law(line(em, tenant, policyId), SettingsBook.read(em, plugins)));
        var line = law.line();
        if (line.isEmpty()) {
            throw notInForce(policyId);
        }
        checkDays(form);
        for (var version : line) {
            var imagined = imagined(version, law.settings());
            var facts = facts(form, tenant, imagined);
            var decided = imagined.decide(facts);
            if (decided.isPresent()) {
                return calculation(imagined, decided.get());
            }
        }
        throw outside(line, facts(form, tenant, imagined(line.get(0), law.settings())));
    }

    /** What a draft asks of a case. */
    public Questionnaire questionnaire(Caller caller, int tenant, String policyId, UUID draft) {
        return questionnaires.of(drafted(caller, tenant, policyId, draft));
    }

    /** Calculates a case on a draft as it stands. */
    public Calculation calculate(Caller caller, int tenant, String policyId, UUID draft, CaseForm form) {
        return calculation(drafted(caller, tenant, policyId, draft), tenant, form);
    }

    /** What a form asks of a case, saved or not. */
    public Questionnaire questionnaire(Caller caller, int tenant, String policyId, DraftForm form) {
        return questionnaires.of(drafted(caller, tenant, policyId, form));
    }

    /** Calculates a case on a form as it stands, saved or not. */
    public Calculation calculate(Caller caller, int tenant, String policyId, DraftForm form, CaseForm stated) {
        return calculation(drafted(caller, tenant, policyId, form), tenant, stated);
    }

    private Imagined drafted(Caller caller, int tenant, String policyId, DraftForm form) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        return transactions.within(
                scope, em -> imagined(drafts.trial(em, tenant, policyId, form), SettingsBook.read(em, plugins)));
    }

    private Calculation calculation(Imagined imagined, int tenant, CaseForm form) {
        checkDays(form);
        return calculation(
                imagined,
                imagined.decide(facts(form, tenant, imagined))
                        .orElseThrow(() -> outside(List.of(imagined.version()), facts(form, tenant, imagined))));
    }

    private Imagined drafted(Caller caller, int tenant, String policyId, UUID draft) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        var found = drafts.get(caller, tenant, draft);
        if (!found.policyId().equals(policyId)) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", draft));
        }
        return transactions.within(
                scope,
                em -> imagined(
                        drafts.trial(em, found.tenant(), policyId, draft, Map.of(), "draft"),
                        SettingsBook.read(em, plugins)));
    }

    /** As anybody: sees what was enacted at the place and above it, and nothing else. */
    private <T> T publicly(int tenant, Function<EntityManager, T> work) {
        return transactions.within(TenantScope.exactly(tenant), em -> {
            if (Sql.query(em, "select code from tenant where code = ?", row -> row.integer("code"), tenant)
                    .isEmpty()) {
                throw new ProblemException(Problem.TENANT_NOT_FOUND, Map.of("tenant", tenant));
            }
            return work.apply(em);
        });
    }

    private List<PolicyVersion> line(EntityManager em, int tenant, String policyId) {
        return Policies.lines(policies.visible(em), tenant).stream()
                .filter(line -> line.get(0).policyId().equals(policyId))
                .findFirst()
                .orElse(List.of());
    }

    private Imagined imagined(PolicyVersion version, SettingsBook settings) {
        try {
            var handle = version.handle(plugins)
                    .orElseThrow(() -> new ProblemException(
                            Problem.PLUGIN_VERSION_GONE,
                            Map.of("plugin", version.pluginId(), "version", version.version())));
            return new Imagined(version, handle, day -> InForce.chosen(settings, version, handle, day));
        } catch (DefinitionException e) {
            var checks = new FieldChecks();
            e.findings()
                    .forEach(finding -> checks.require(
                            false,
                            "definition" + finding.pointer(),
                            finding.message().zh(),
                            finding.message().en()));
            checks.done();
            throw e;
        }
    }

    private static void checkDays(CaseForm form) {
        var given = form.given();
        new FieldChecks()
                .present(given, "given")
                .require(
                        given == null || given.year() >= 2000 && given.year() <= 2100,
                        "given.year",
                        "请填写 2000 至 2100 之间的年度。",
                        "Give a year between 2000 and 2100.")
                .done();
        // Whoever asks needs no account: a case is as large as a person fills in, not as a machine sends.
        new FieldChecks()
                .require(
                        few(given == null ? null : given.receipts())
                                && few(given == null ? null : given.priorSupport())
                                && few(given == null ? null : given.figures())
                                && few(given == null ? null : given.contracts()),
                        "given",
                        "到账、以往支持、年度和合同各不得超过 " + MOST_ROWS + " 行。",
                        "At most " + MOST_ROWS + " receipts, earlier supports, years and contracts each.")
                .done();
    }

    private static boolean few(@Nullable List<?> rows) {
        return rows == null || rows.size() <= MOST_ROWS;
    }

    private static Facts facts(CaseForm form, int tenant, Imagined imagined) {
        var handle = imagined.handle();
        var given = Objects.requireNonNull(form.given());
        if (handle.subject() == Subject.CONTRACT && given.contract() == null) {
            given = withContract(given);
        }
        var checks = new FieldChecks();
        given.faults(handle.inputs())
                .forEach(fault -> checks.require(
                        false,
                        "given." + fault.pointer(),
                        fault.message().zh(),
                        fault.message().en()));
        checks.done();
        var on = form.on() == null ? LocalDate.of(given.year(), 12, 31) : form.on();
        return given.in(tenant).facts(on, handle.beneficiary());
    }

    private static StatedFacts withContract(StatedFacts given) {
        return new StatedFacts(
                given.year(),
                new StatedFacts.Contract(null, null, null, null, null, null, null, null, null),
                given.provider(),
                given.recipient(),
                given.receipts(),
                given.priorSupport(),
                given.evidence(),
                given.applicant(),
                given.figures(),
                given.contracts(),
                given.project(),
                given.score());
    }

    static Calculation calculation(Imagined imagined, Case decided) {
        var record = decided.record();
        return new Calculation(record, assumptions(decided), smallestChange(imagined, record));
    }

    private static SmallestChange smallestChange(Imagined imagined, DecisionRecord record) {
        if (!record.policy().computable()) {
            return SmallestChange.NONE;
        }
        var handle = imagined.handle();
        return new NearestChange(
                        new Levers(handle.subject(), handle.inputs(), Levers.Words.of(imagined.version())),
                        List.copyOf(record.values().values()),
                        changed -> imagined.decide(changed).map(Calculator::beforeThePool))
                .from(record.facts(), record.outcome())
                .with(Remedies.of(record).orElse(null));
    }

    /** Whether a change of the case earns something is for the rule to say; what the pool leaves of it nobody knows yet. */
    private static Outcome beforeThePool(Case decided) {
        var outcome = decided.outcome();
        return outcome.status() == EntitlementStatus.AWAITING_ALLOCATION
                ? outcome.entitledTo(outcome.assessedAmount())
                : outcome;
    }

    private static List<Text> assumptions(Case decided) {
        var assumptions = new ArrayList<Text>();
        assumptions.add(
                new Text(
                        "试算以所填内容为准，不是决定；实际结论以登记、到账等核实后的情况为准。",
                        "A calculation rests on what was filled in and decides nothing; the decision rests on what is found on record."));
        var version = decided.version();
        if (version.exclusivity() == Exclusivity.ONE_SIDE_PER_PROJECT_YEAR) {
            assumptions.add(
                    new Text(
                            "假定同一项目本年度由本方申请；如另一方已申请，本方不再享受。",
                            "It is assumed that this side claims for the project's year; if the other side does, this one gets nothing."));
        }
        if (version.exclusivity() == Exclusivity.NO_EARLIER_PROVINCIAL_SUPPORT
                && decided.record().facts().priorSupport().isEmpty()) {
            assumptions.add(new Text(
                    "假定以前年度未获得省级财政资金支持。", "It is assumed that no provincial money was granted in earlier years."));
        }
        if (version.cap().filter(cap -> cap.scope() != CapScope.CONTRACT).isPresent()) {
            assumptions.add(
                    new Text(
                            "封顶按首次申报计算，未计入其他合同或以前年度已占用的额度。",
                            "Caps are applied as for a first case; what other contracts or earlier years took of them is not counted."));
        }
        if (!version.relations().isEmpty()) {
            assumptions.add(
                    new Text(
                            "按没有其他政策的支持计算；与其他政策的叠加、补差、就高在评定时适用。",
                            "It is calculated as if no other policy paid anything; how this stands beside others is applied when it is assessed."));
        }
        if (version.terms().map(HostTerms::pool).isPresent()) {
            assumptions.add(
                    new Text(
                            "年度资金须待各项申请齐备后分配，所示金额是分配前的最高数。",
                            "The year's money is shared out among all who ask for it; the amount shown is the most before that."));
        }
        return List.copyOf(assumptions);
    }

    private static ProblemException notInForce(String policyId) {
        return new ProblemException(Problem.NOT_FOUND, Map.of("what", policyId));
    }

    /** The day that governs, where the case has one, the times of the versions, and the nearest day that would be in one. */
    private ProblemException outside(List<PolicyVersion> versions, Facts facts) {
        var times = new ArrayList<String>();
        versions.forEach(version -> times.add(
                version.from() + "…" + version.until().map(LocalDate::toString).orElse("")));
        var first = versions.get(0);
        var governing = Imagined.governingDate(
                first.clock(), imagined(first, SettingsBook.EMPTY).handle().subject(), facts);
        var zh = new StringBuilder("适用日期")
                .append(governing.map(day -> " " + day + " ").orElse(""))
                .append("不在本政策的施行期间内：")
                .append(String.join("、", times))
                .append("。");
        var en = new StringBuilder("The governing date")
                .append(governing.map(day -> " " + day).orElse(""))
                .append(" is outside the time the policy is in force: ")
                .append(String.join(", ", times))
                .append(".");
        governing.flatMap(day -> nearest(versions, day)).ifPresent(day -> {
            zh.append("最近的可用日期为 ").append(day).append("。");
            en.append(" The nearest day that is inside is ").append(day).append(".");
        });
        if (governing.isEmpty()) {
            zh.append("签订或登记日期不在 ").append(facts.year()).append(" 年度，该年度没有适用日期。");
            en.append(" The day of signature or registration is not in ")
                    .append(facts.year())
                    .append(", so no day governs that year.");
        }
        return new ProblemException(
                Problem.INVALID_FIELDS,
                Map.of("count", 1),
                List.of(new ProblemException.FieldError("on", zh.toString(), en.toString())));
    }

    private static Optional<LocalDate> nearest(List<PolicyVersion> versions, LocalDate day) {
        return versions.stream()
                .flatMap(version -> Stream.concat(Stream.of(version.from()), version.until().stream()))
                .min(Comparator.comparingLong(edge -> Math.abs(ChronoUnit.DAYS.between(edge, day))));
    }
}
