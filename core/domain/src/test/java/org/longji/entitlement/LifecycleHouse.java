package org.longji.entitlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.contract.Receipts;
import org.longji.job.Job;
import org.longji.job.Jobs;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.Parameter;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.YearFigures;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.CapScope;
import org.longji.policy.DatedValue;
import org.longji.policy.DraftForm;
import org.longji.policy.Enactments;
import org.longji.policy.Exclusivity;
import org.longji.policy.GoverningClock;
import org.longji.policy.GuardRails;
import org.longji.policy.HostTerms;
import org.longji.policy.PolicyDrafts;
import org.longji.policy.PolicyLines;
import org.longji.policy.PolicyVersion;
import org.longji.policy.PolicyVersions;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;

/** A province with two policies of receipts, one for each side, and everything that drafts, tries, enacts and decides. */
final class LifecycleHouse {

    static final int PROVINCE = 230000;
    static final int HARBIN = 230100;
    static final int NANGANG = 230103;
    static final int DAQING = 230600;
    static final String BUYER_POLICY = "trial-recipient";
    static final String SELLER_POLICY = "trial-provider";
    /** Further policies that pay the buyer, for whoever wants to enact them. */
    static final String SECOND_POLICY = "trial-second";

    static final String THIRD_POLICY = "trial-third";
    /** Two about a seller's whole year. */
    static final String YEAR_POLICY = "trial-year";

    static final String OTHER_YEAR_POLICY = "trial-year-other";
    /** One for claims, of which the register knows nothing. */
    static final String CLAIM_POLICY = "trial-claim";

    static final LegalBasis BASIS = LegalBasis.of("试〔2018〕1号", "第一条");
    static final LocalDate BEGINNING = LocalDate.of(2016, 1, 1);

    final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, NANGANG, DAQING);
    final Transactions transactions = database.transactions();
    final PluginHost plugins = PluginHost.of(List.of(
            handle(BUYER_POLICY, Side.RECIPIENT),
            handle(SELLER_POLICY, Side.PROVIDER),
            handle(SECOND_POLICY, Side.RECIPIENT),
            handle(THIRD_POLICY, Side.RECIPIENT),
            handle(new ShareOfYear(YEAR_POLICY, Subject.APPLICANT_YEAR)),
            handle(new ShareOfYear(OTHER_YEAR_POLICY, Subject.APPLICANT_YEAR)),
            handle(new ShareOfYear(CLAIM_POLICY, Subject.CLAIM))));
    final Clock clock = Clock.system(Clocks.CHINA);
    final Journal journal = new Journal();
    final Assessor assessor = new Assessor(PolicyVersions.reader(), plugins);
    final Decisions decisions = new Decisions(journal);
    final BacktestRecords records = new BacktestRecords(PolicyVersions.reader(), journal);
    final Jobs jobs = Jobs.of(
            transactions,
            Runnable::run,
            List.of(
                    new AssessmentWork(transactions, assessor, decisions),
                    new ReassessmentWork(transactions, assessor, decisions),
                    new ShadowWork(transactions, PolicyVersions.reader(), plugins, clock),
                    new BacktestWork(transactions, records, plugins, Runnable::run)));
    final Shadows shadows = new Shadows(transactions, jobs, plugins);
    final Entitlements entitlements = new Entitlements(transactions, jobs, PolicyVersions.reader(), plugins);
    final PolicyDrafts drafts = PolicyDrafts.of(transactions, plugins);
    final GuardRails rails = GuardRails.of(transactions, plugins);
    final PolicyLines lines = PolicyLines.of(transactions, plugins, clock);
    final Enactments enactments = new Enactments(transactions, PolicyVersions.reader(), drafts, jobs, journal, clock);
    final Backtests backtests = new Backtests(transactions, records, drafts, PolicyVersions.reader(), plugins, jobs);
    final Receipts receipts = new Receipts(transactions, journal, clock);

    private int contracts;
    private final Map<UUID, String> projects = new HashMap<>();

    /** The project a contract was made in: the declared one, else the contract itself. */
    String project(UUID contract) {
        return Objects.requireNonNull(projects.get(contract));
    }

    LifecycleHouse() {
        database.asOwner("insert into policy_gate values (230000, 239999, '2016-01-01', null, 30, '测试')");
    }

    /** A share of what arrived in the year, from a threshold on, up to a cap. */
    record Terms(
            @Parameter(zh = "起点", en = "Threshold", unit = "CNY")
            Money threshold,

            @Parameter(zh = "比例", en = "Rate", unit = "1") BigDecimal rate,
            @Parameter(zh = "封顶", en = "Cap", unit = "CNY") Money cap) {}

    private record ShareOfReceipts(String id, Side side) implements IncentivePolicy<Terms> {

        @Override
        public PolicyDescriptor descriptor() {
            return new PolicyDescriptor(id, new Text("试行", "trial"), side, Kind.SUBSIDY, PROVINCE, List.of(BASIS));
        }

        @Override
        public Class<Terms> parametersType() {
            return Terms.class;
        }

        @Override
        public Assessment assess(Facts facts, Terms terms) {
            var received = facts.receivedWithin(facts.year());
            if (!received.isAtLeast(terms.threshold())) {
                return new NotEntitled(List.of(Reason.belowThreshold(received, terms.threshold(), BASIS)));
            }
            var amount = received.times(terms.rate(), RoundingMode.HALF_UP).min(terms.cap());
            return Entitled.of(
                    List.of(new CalculationStep("RATE", new Text("比例", "rate"), Map.of(), "", amount, BASIS)));
        }
    }

    /**
     * A share of what a seller received in the year and of half of what it received in the year before, from a threshold on; fifty
     * yuan for each of its contracts; less a tenth of what the policy gave it in earlier years.
     */
    private record ShareOfYear(String id, Subject subject) implements IncentivePolicy<Terms> {

        @Override
        public PolicyDescriptor descriptor() {
            return new PolicyDescriptor(
                    id, new Text("年度", "year"), Side.PROVIDER, Kind.REWARD, PROVINCE, List.of(BASIS));
        }

        @Override
        public Class<Terms> parametersType() {
            return Terms.class;
        }

        @Override
        public Assessment assess(Facts facts, Terms terms) {
            var applicant = facts.applicant().orElseThrow();
            var received = received(applicant, facts.year());
            if (!received.isAtLeast(terms.threshold())) {
                return new NotEntitled(List.of(Reason.belowThreshold(received, terms.threshold(), BASIS)));
            }
            var base = received.plus(
                    received(applicant, facts.year() - 1).times(new BigDecimal("0.5"), RoundingMode.HALF_UP));
            long contracts = applicant.contracts().stream()
                    .filter(deal -> deal.role() == org.longji.plugin.api.Role.PROVIDER)
                    .count();
            var earlier = Money.sum(facts.priorSupport().stream()
                    .filter(support -> support.policyId().equals(id))
                    .map(PriorSupport::granted)
                    .toList());
            var amount = base.times(terms.rate(), RoundingMode.HALF_UP)
                    .plus(Money.ofFen(contracts * 5_000))
                    .minus(earlier.times(new BigDecimal("0.1"), RoundingMode.HALF_UP))
                    .max(Money.ZERO)
                    .min(terms.cap());
            return Entitled.of(
                    List.of(new CalculationStep("YEAR", new Text("年度", "year"), Map.of(), "", amount, BASIS)));
        }

        private static Money received(ApplicantFacts applicant, int year) {
            return Money.sum(applicant.figures().stream()
                    .filter(figures -> figures.year() == year && figures.role() == org.longji.plugin.api.Role.PROVIDER)
                    .map(YearFigures::received)
                    .toList());
        }
    }

    private static PolicyHandle handle(String id, Side side) {
        return handle(new ShareOfReceipts(id, side));
    }

    private static PolicyHandle handle(IncentivePolicy<Terms> policy) {
        return new PolicyHandle(
                "trial", "1.0", "hash", policy.descriptor(), ParameterBinder.describe(Terms.class), policy);
    }

    static Caller administrator(int tenant, String name) {
        return new Caller(
                UUID.nameUUIDFromBytes((tenant + name).getBytes(StandardCharsets.UTF_8)),
                name + "." + tenant,
                name,
                name,
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, Role.ADMINISTRATOR)));
    }

    /** A version of the configuration. */
    void configured(
            int tenant, String policyId, Exclusivity exclusivity, CapScope scope, String threshold, String rate) {
        PolicyVersions.enact(transactions, version(tenant, policyId, exclusivity, scope, threshold, rate));
    }

    /** The same with terms. */
    void configured(int tenant, String policyId, String rate, HostTerms terms) {
        PolicyVersions.enact(
                transactions,
                version(tenant, policyId, Exclusivity.NONE, CapScope.CONTRACT, "1.00", rate)
                        .with(terms));
    }

    static PolicyVersion version(
            int tenant, String policyId, Exclusivity exclusivity, CapScope scope, String threshold, String rate) {
        return new PolicyVersion(
                tenant,
                policyId,
                "1",
                "trial",
                new Text("试行", "trial"),
                BASIS.document(),
                BASIS.article(),
                BEGINNING,
                Optional.empty(),
                GoverningClock.RECEIVED,
                true,
                exclusivity,
                exclusivity == Exclusivity.NONE ? Optional.empty() : Optional.of(BASIS),
                Optional.of(new PolicyVersion.Cap(scope, "cap")),
                Optional.empty(),
                Map.of(
                        "threshold", List.of(value(threshold, "CNY")),
                        "rate", List.of(value(rate, "1")),
                        "cap", List.of(value("1000000.00", "CNY"))));
    }

    private static DatedValue value(String value, String unit) {
        return new DatedValue(BEGINNING, Optional.empty(), value, unit, BASIS, Optional.empty());
    }

    static DraftForm form(String name, LocalDate from, @Nullable LocalDate until, String threshold, String rate) {
        return form(name, from, until, threshold, rate, Exclusivity.NONE, CapScope.CONTRACT);
    }

    static DraftForm form(
            String name,
            LocalDate from,
            @Nullable LocalDate until,
            String threshold,
            String rate,
            Exclusivity exclusivity,
            CapScope scope) {
        var parameters = new LinkedHashMap<String, List<DraftForm.Value>>();
        parameters.put("rate", List.of(new DraftForm.Value(from, null, rate, "1", null, null, null)));
        parameters.put("threshold", List.of(new DraftForm.Value(from, null, threshold, "CNY", null, null, null)));
        parameters.put("cap", List.of(new DraftForm.Value(from, null, "1000000.00", "CNY", null, null, null)));
        return new DraftForm(
                name,
                "试行" + name,
                "trial " + name,
                "哈试〔2026〕示例",
                "第二条",
                from,
                until,
                GoverningClock.RECEIVED,
                true,
                exclusivity,
                exclusivity == Exclusivity.NONE ? null : "哈试〔2026〕示例",
                exclusivity == Exclusivity.NONE ? null : "第三条",
                scope,
                "cap",
                null,
                parameters,
                null,
                null,
                null);
    }

    /** Tries a draft alone and waits for the result. */
    Backtest tried(Caller caller, int tenant, String policyId, UUID draft, Integer... years) {
        return tried(
                caller,
                tenant,
                policyId,
                new BacktestForm(List.of(years), Map.of(), List.of(new BacktestForm.Scenario(null, draft, null))));
    }

    Backtest tried(Caller caller, int tenant, String policyId, BacktestForm form) {
        var job = backtests.order(caller, tenant, policyId, form);
        return backtests.get(caller, tenant, job.id());
    }

    Job assess(int year) {
        return assess(PROVINCE, year);
    }

    Job assess(int tenant, int year) {
        var job = entitlements.assess(administrator(tenant, "甲"), tenant, year);
        return jobs.get(TenantScope.subtree(PROVINCE), job.id());
    }

    List<EntitlementSummary> all(int year) {
        var found = new ArrayList<EntitlementSummary>();
        @Nullable String after = null;
        do {
            var page = entitlements.list(
                    administrator(PROVINCE, "甲"), PROVINCE, new EntitlementFilter(year, null, null, null), after, 200);
            found.addAll(page.items());
            after = page.next().orElse(null);
        } while (after != null);
        return found;
    }

    /** A registered contract that received these amounts in these years. */
    UUID contract(
            int tenant, @Nullable String project, String seller, String buyer, Map<Integer, List<String>> received) {
        var id = UUID.randomUUID();
        int n = ++contracts;
        projects.put(id, project == null ? id.toString() : project);
        database.asOwner(
                organization(tenant, seller),
                organization(tenant, buyer),
                "insert into contract (id, tenant, identity_key, registration_number, status, title, type, subtype, project_key,"
                        + " signed_on, registered_on, provider_id, provider_code, provider_name, provider_kind, provider_division,"
                        + " recipient_id, recipient_code, recipient_name, recipient_kind, recipient_division, contract_amount,"
                        + " declared_technology_amount) values ('" + id + "', " + tenant + ", sha256('" + id + "'), '"
                        + tenant
                        + "2018" + String.format("%06d", n) + "', 'REGISTERED', '合同" + n + "', 'TRANSFER', '21', "
                        + (project == null ? "null" : "'" + project + "'") + ", '2018-01-15', date '2018-01-20' + " + n
                        + ", '" + organizationId(tenant, seller) + "', '" + seller + "', '大学" + seller
                        + "', 'UNIVERSITY', 230103, '"
                        + organizationId(tenant, buyer) + "', '" + buyer
                        + "', '公司', 'ENTERPRISE', 230604, 900000000.00, 900000000.00)");
        int sequence = 0;
        for (var year : received.entrySet()) {
            for (var amount : year.getValue()) {
                sequence++;
                database.asOwner(
                        "insert into receipt (id, tenant, contract_id, sequence, received_on, received) values ('"
                                + UUID.randomUUID() + "', " + tenant + ", '" + id + "', " + sequence + ", '"
                                + LocalDate.of(year.getKey(), 1 + sequence % 12, 15) + "', " + amount + ")");
            }
        }
        return id;
    }

    private static UUID organizationId(int tenant, String code) {
        return UUID.nameUUIDFromBytes((tenant + code).getBytes(StandardCharsets.UTF_8));
    }

    private static String organization(int tenant, String code) {
        return "insert into organization (id, tenant, credit_code, name, kind, division) values ('"
                + organizationId(tenant, code) + "', " + tenant + ", '" + code
                + "', '单位', 'ENTERPRISE', 230103) on conflict do nothing";
    }
}
