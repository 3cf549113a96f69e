package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.longji.audit.Journal;
import org.longji.contract.ContractIdentity;
import org.longji.job.Jobs;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.ComposedPolicy;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Discretion;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.YearFigures;
import org.longji.pluginhost.Extensions;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.pluginhost.PolicyDefinition;
import org.longji.policy.CapScope;
import org.longji.policy.DatedValue;
import org.longji.policy.Exclusivity;
import org.longji.policy.GoverningClock;
import org.longji.policy.PolicyVersion;
import org.longji.policy.PolicyVersions;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;

/** Measures of a tenant on a real database: the years they read, what decisions are pinned to, and what needs a claim. */
class MeasureAssessmentTest {

    private static final int HARBIN = 230100;
    private static final int DAQING = 230600;
    private static final String SELLER = "12230103FGF1LYQP3T";
    private static final String BUYER = "91230604EWNG4M6U05";
    private static final String OTHER_BUYER = "91230604EWNG4M6U06";
    private static final LegalBasis BASIS = LegalBasis.of("试〔2018〕1号", "第一条");

    private final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, DAQING);
    private final Transactions transactions = database.transactions();
    private final Journal journal = new Journal();
    private final Caller province = new Caller(
            UUID.randomUUID(),
            "officer",
            "测试员",
            "Tester",
            230000,
            Optional.empty(),
            List.of(new RoleGrant(230000, org.longji.shared.Role.ADMINISTRATOR)));
    private final PluginHost plugins = PluginHost.of(
            new PluginIdentity("trial", "1.0", "archive"), Extensions.NONE.languages(List.of(new Years())));
    private final Entitlements entitlements = entitlements(plugins);

    private Entitlements entitlements(PluginHost host) {
        var assessor = new Assessor(PolicyVersions.reader(), host);
        var decisions = new Decisions(journal);
        var jobs = Jobs.of(transactions, Runnable::run, List.of(new AssessmentWork(transactions, assessor, decisions)));
        return new Entitlements(transactions, jobs, PolicyVersions.reader(), host);
    }

    /** A language of one sentence: a share of what the provider sold in as many years as the definition names. */
    private record Years() implements PolicyLanguage {
        @Override
        public String id() {
            return "years";
        }

        @Override
        public String schema() {
            return "{}";
        }

        @Override
        public List<Finding> check(PolicyHeading heading, Definition definition) {
            return List.of();
        }

        @Override
        public ComposedPolicy compile(PolicyHeading heading, Definition definition) {
            return new Composed(heading, (Definition.Fields) definition);
        }
    }

    private record Composed(PolicyHeading heading, Definition.Fields definition) implements ComposedPolicy {

        private String text(String name) {
            return ((Definition.Scalar) definition.fields().get(name)).text();
        }

        @Override
        public PolicyDescriptor descriptor() {
            return new PolicyDescriptor(
                    heading.policyId(),
                    heading.title(),
                    Side.PROVIDER,
                    Kind.REWARD,
                    heading.jurisdiction(),
                    List.of(heading.basis()));
        }

        @Override
        public Subject subject() {
            return Subject.valueOf(text("subject"));
        }

        @Override
        public Role beneficiary() {
            return Role.PROVIDER;
        }

        @Override
        public List<ParameterDescription> parameters() {
            return List.of(
                    new ParameterDescription("rate", new Text("比例", "rate"), "1", BigDecimal.class, false, false));
        }

        @Override
        public List<InputDescription> inputs() {
            return List.of();
        }

        @Override
        public int yearsOfFigures() {
            return Integer.parseInt(text("years"));
        }

        @Override
        public boolean readsYearContracts() {
            return false;
        }

        @Override
        public List<Finding> checkValues(Map<String, String> values) {
            return List.of();
        }

        /** What the bureau sets between 1,000 and 5,000. */
        private static Assessment left(Facts facts) {
            var set = facts.evidence().get("award");
            if (set == null) {
                return new NeedsJudgement(List.of(Question.amountToBeDecided(
                        new Discretion(
                                "award", Money.of("1000.00"), Money.of("5000.00"), new Text("局务会", "the bureau")),
                        BASIS)));
            }
            var amount = Money.of(set);
            return Entitled.of(List.of(
                    new CalculationStep("SET", new Text("核定", "set"), Map.of("award", set), set, amount, BASIS)));
        }

        @Override
        public Bound bind(Map<String, String> values, LocalDate from, Optional<LocalDate> until) {
            var rate = new BigDecimal(values.get("rate"));
            if (definition.fields().containsKey("open")) {
                return Composed::left;
            }
            return facts -> {
                var sold = Money.sum(facts.applicant().orElseThrow().figures().stream()
                        .filter(figures -> figures.role() == Role.PROVIDER)
                        .map(YearFigures::technologyAmount)
                        .toList());
                var amount = sold.times(rate, RoundingMode.HALF_UP);
                return Entitled.of(List.of(new CalculationStep(
                        "YEARS", new Text("历年", "years"), Map.of("sold", sold.toString()), "", amount, BASIS)));
            };
        }
    }

    private final Jobs work = Jobs.of(
            transactions,
            Runnable::run,
            List.of(
                    new AssessmentWork(
                            transactions, new Assessor(PolicyVersions.reader(), plugins), new Decisions(journal)),
                    new ReassessmentWork(
                            transactions, new Assessor(PolicyVersions.reader(), plugins), new Decisions(journal))));
    private final Determinations determinations =
            new Determinations(transactions, entitlements, work, journal, Clock.system(Clocks.CHINA));
    private final Caller reviewer = officer(HARBIN, org.longji.shared.Role.REVIEWER);
    private final Caller finance = officer(HARBIN, org.longji.shared.Role.FINANCE);

    private static Caller officer(int tenant, org.longji.shared.Role role) {
        return new Caller(
                UUID.randomUUID(),
                role.name().toLowerCase(Locale.ROOT),
                role.name(),
                role.name(),
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, role)));
    }

    private UUID propose(Caller by, UUID decision, String amount) {
        return determinations.propose(
                by, HARBIN, decision, new Determination.Proposal(Money.of(amount), "贡献突出，按上限的六成"));
    }

    private void decide(Caller by, UUID decision, UUID determination, boolean approved) {
        determinations.decide(by, HARBIN, decision, determination, new Determination.Verdict(approved, "已核"));
    }

    private static Problem problem(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTRACT", "APPLICANT_YEAR"})
    @DisplayName(
            "an amount left open is proposed inside its interval by one officer, approved by another, and then due")
    void amountLeftOpen(String subject) {
        enact(HARBIN, subject, 1, "0.01", ",\"open\":\"yes\"");
        assess(entitlements);
        var id = open();
        var asked = entitlements.details(reviewer, HARBIN, id);
        assertThat(asked.summary().status()).isEqualTo(EntitlementStatus.NEEDS_JUDGEMENT);
        assertThat(asked.interval()).isNotNull();
        assertThat(asked.smallestChange()).isEqualTo(SmallestChange.NONE);
        assertThat(problem(() -> propose(reviewer, id, "999.99"))).isEqualTo(Problem.INVALID_FIELDS);
        assertThat(problem(() -> propose(reviewer, id, "5000.01"))).isEqualTo(Problem.INVALID_FIELDS);
        var first = propose(reviewer, id, "3000.00");
        assertThat(problem(() -> propose(finance, id, "4000.00"))).isEqualTo(Problem.DETERMINATION_PENDING);
        assertThat(entitlements.details(reviewer, HARBIN, id).summary().status())
                .isEqualTo(EntitlementStatus.NEEDS_JUDGEMENT);
        assertThat(problem(() -> decide(reviewer, id, first, true))).isEqualTo(Problem.DETERMINATION_SECOND_PERSON);
        decide(finance, id, first, true);

        var due = entitlements.details(reviewer, HARBIN, id);
        assertThat(due.summary().status()).isEqualTo(EntitlementStatus.ENTITLED);
        assertThat(due.summary().entitledAmount()).hasToString("3000.00");
        assertThat(due.record().facts().evidence()).isEqualTo(Map.of("award", "3000.00"));
        assertThat(entitlements.recompute(province, 230000, id).identical()).isTrue();
        assertThat(problem(() -> decide(finance, id, first, false))).isEqualTo(Problem.DETERMINATION_DECIDED);

        // What was turned down changes nothing; a later amount takes the place of the first.
        decide(reviewer, id, propose(finance, id, "5000.00"), false);
        assess(entitlements);
        assertThat(entitlements.details(reviewer, HARBIN, id).summary().entitledAmount())
                .hasToString("3000.00");
        decide(reviewer, id, propose(finance, id, "1000.00"), true);
        var changed = entitlements.details(reviewer, HARBIN, id);
        assertThat(changed.summary().entitledAmount()).hasToString("1000.00");
        assertThat(changed.determinations().stream().map(Determination::approved))
                .containsExactly(true, false, true);
    }

    @Test
    @DisplayName(
            "nobody sets an amount where the rule leaves none open, from elsewhere, or without the office; what was decided stays")
    void noAmountLeftOpen() {
        enact(HARBIN, "CONTRACT", 1, "0.01");
        assess(entitlements);
        var computed = open();
        assertThat(problem(() -> propose(reviewer, computed, "3000.00"))).isEqualTo(Problem.NOTHING_TO_DETERMINE);
        enact(HARBIN, "CONTRACT", 1, "0.01", ",\"open\":\"yes\"");
        assess(entitlements);
        var id = open();
        assertThat(problem(() -> propose(officer(DAQING, org.longji.shared.Role.REVIEWER), id, "3000.00")))
                .isEqualTo(Problem.TENANT_NOT_FOUND);
        assertThat(problem(() -> propose(province, id, "3000.00"))).isEqualTo(Problem.NOT_PERMITTED);
        assertThat(problem(() -> propose(officer(HARBIN, org.longji.shared.Role.REGISTRAR), id, "3000.00")))
                .isEqualTo(Problem.NOT_PERMITTED);
        var proposed = propose(reviewer, id, "3000.00");
        var stranger = officer(DAQING, org.longji.shared.Role.FINANCE);
        assertThat(problem(() -> decide(stranger, id, proposed, true))).isEqualTo(Problem.TENANT_NOT_FOUND);
        // By way of their own tenant neither the decision nor the proposal is there.
        var verdict = new Determination.Verdict(true, "越权");
        assertThat(problem(() -> determinations.decide(stranger, DAQING, id, proposed, verdict)))
                .isEqualTo(Problem.NOT_FOUND);
        var wanted = new Determination.Proposal(Money.of("3000.00"), "越权");
        assertThat(problem(() -> determinations.propose(stranger, DAQING, id, wanted)))
                .isEqualTo(Problem.NOT_FOUND);
        decide(finance, id, proposed, true);
        int changed = transactions.within(
                TenantScope.exactly(HARBIN),
                em -> Sql.update(em, "update determination set amount = 4000 where id = ?", proposed));
        assertThat(changed).isZero();
        assertThatThrownBy(() -> database.asOwner(
                        "update determination set decided_by_id = proposed_by_id where id = '" + proposed + "'"))
                .hasMessageContaining("check constraint");
    }

    @Test
    @DisplayName("the contracts a back-test has before it are counted inside the walls, and an applicant counts none")
    void countedInsideTheWalls() {
        assertThat(counted(TenantScope.exactly(HARBIN))).isEqualTo(2);
        assertThat(counted(TenantScope.exactly(DAQING))).isEqualTo(1);
        assertThat(counted(TenantScope.subtree(230000))).isEqualTo(3);
        assertThat(counted(TenantScope.subtree(230000).asParty(SELLER))).isZero();
    }

    private long counted(TenantScope scope) {
        return transactions.within(scope, BacktestReader::count);
    }

    /** The decision of the first contract, or of its seller's year. */
    private UUID open() {
        return entitlements
                .list(province, 230000, new EntitlementFilter(2018, null, null, null), null, 10)
                .items()
                .get(0)
                .id();
    }

    private UUID first = UUID.randomUUID();
    private int numbered;

    @BeforeEach
    void threeContractsOfTwoYearsInTwoTenants() {
        first = contract(HARBIN, BUYER, LocalDate.of(2018, 5, 1), "1000000.00");
        contract(HARBIN, OTHER_BUYER, LocalDate.of(2017, 5, 1), "500000.00");
        contract(DAQING, OTHER_BUYER, LocalDate.of(2018, 6, 1), "7000000.00");
    }

    @Test
    @DisplayName("a city's measure reads the years it asks for, over the contracts of that city")
    void readsYears() {
        enact(HARBIN, "CONTRACT", 1, "0.01");
        assess(entitlements);
        assertThat(due()).hasToString("10000.00");
        enact(HARBIN, "CONTRACT", 2, "0.01");
        assess(entitlements);
        assertThat(due()).hasToString("15000.00");
    }

    @Test
    @DisplayName("the province's measure reads the whole province")
    void readsProvince() {
        enact(230000, "CONTRACT", 2, "0.01");
        assess(entitlements);
        assertThat(due()).hasToString("85000.00");
    }

    @Test
    @DisplayName(
            "a decision is made again to the same bytes after the measure was rewritten, but not by another archive")
    void pinned() {
        enact(HARBIN, "CONTRACT", 1, "0.01");
        assess(entitlements);
        var id = decision().id();
        enact(HARBIN, "CONTRACT", 2, "0.02");
        assertThat(entitlements.recompute(province, 230000, id).identical()).isTrue();
        var record = entitlements.details(province, 230000, id).record();
        assertThat(record.plugin().definition())
                .hasValueSatisfying(definition -> assertThat(definition.hash())
                        .isEqualTo(new PolicyDefinition("years", definition("CONTRACT", 1)).hash()));
        assertThat(record.facts().applicant()).isPresent();
        var upgraded = entitlements(PluginHost.of(
                new PluginIdentity("trial", "1.0", "another archive"),
                Extensions.NONE.languages(List.of(new Years()))));
        assertThatThrownBy(() -> upgraded.recompute(province, 230000, id)).isInstanceOf(ProblemException.class);
    }

    @Test
    @DisplayName("a measure about a whole year is decided once for the applicant, over the contracts of the city alone")
    void wholeYear() {
        enact(HARBIN, "APPLICANT_YEAR", 2, "0.01");
        assess(entitlements);
        var decided = entitlements
                .list(province, 230000, new EntitlementFilter(2018, null, null, null), null, 10)
                .items()
                .get(0);
        assertThat(decided.contractId()).isNull();
        assertThat(decided.tenant()).isEqualTo(HARBIN);
        assertThat(decided.beneficiary().name()).isEqualTo("大学");
        assertThat(decided.entitledAmount()).hasToString("15000.00");
        assertThat(entitlements.recompute(province, 230000, decided.id()).identical())
                .isTrue();
    }

    @Test
    @DisplayName("a measure about a claim has nothing to do with contracts: no contract is asked")
    void claimIsNoContract() {
        enact(HARBIN, "CLAIM", 1, "0.01");
        assess(entitlements);
        assertThat(entitlements
                        .list(province, 230000, new EntitlementFilter(2018, null, first, null), null, 10)
                        .items())
                .isEmpty();
    }

    private EntitlementSummary decision() {
        return entitlements
                .list(province, 230000, new EntitlementFilter(2018, null, first, null), null, 10)
                .items()
                .get(0);
    }

    private Money due() {
        return decision().entitledAmount();
    }

    private void assess(Entitlements by) {
        var job = by.assess(province, 230000, 2018);
        List<String> statuses = transactions.within(
                TenantScope.subtree(230000),
                em -> Sql.query(em, "select status from job where id = ?", row -> row.text("status"), job.id()));
        assertThat(statuses).containsExactly("SUCCEEDED");
    }

    private static String definition(String subject, int years) {
        return definition(subject, years, "");
    }

    private static String definition(String subject, int years, String more) {
        return "{\"subject\":\"" + subject + "\",\"years\":" + years + more + "}";
    }

    private void enact(int tenant, String subject, int years, String rate) {
        enact(tenant, subject, years, rate, "");
    }

    private void enact(int tenant, String subject, int years, String rate, String more) {
        var from = LocalDate.of(2016, 1, 1);
        PolicyVersions.enact(
                transactions,
                new PolicyVersion(
                        tenant,
                        "years-award",
                        "1",
                        "trial",
                        new Text("试行", "trial"),
                        BASIS.document(),
                        BASIS.article(),
                        from,
                        Optional.empty(),
                        GoverningClock.REGISTERED,
                        true,
                        Exclusivity.NONE,
                        Optional.empty(),
                        Optional.of(new PolicyVersion.Cap(CapScope.APPLICANT_LIFETIME, "limit")),
                        Optional.empty(),
                        Map.of(
                                "rate",
                                List.of(new DatedValue(from, Optional.empty(), rate, "1", BASIS, Optional.empty()))),
                        Optional.of(new PolicyDefinition("years", definition(subject, years, more))),
                        Optional.empty()));
    }

    private UUID contract(int tenant, String buyer, LocalDate signed, String amount) {
        var id = UUID.randomUUID();
        var key = HexFormat.of().formatHex(ContractIdentity.key(SELLER, buyer, signed, Money.of(amount)));
        database.asOwner(
                "insert into contract (id, tenant, identity_key, registration_number, status, title, type, subtype,"
                        + " signed_on, registered_on, provider_id, provider_code, provider_name, provider_kind, provider_division, recipient_id,"
                        + " recipient_code, recipient_name, recipient_kind, recipient_division, contract_amount, declared_technology_amount)"
                        + " values ('" + id + "', " + tenant + ", decode('" + key + "', 'hex'), '"
                        + number()
                        + "', 'REGISTERED', '合同', 'TRANSFER', '21', '" + signed + "', '" + signed + "', '"
                        + organization(tenant, SELLER) + "', '" + SELLER + "', '大学', 'UNIVERSITY', 230103, '"
                        + organization(tenant, buyer) + "', '" + buyer + "', '公司', 'ENTERPRISE', 230604, " + amount
                        + ", "
                        + amount + ")");
        return id;
    }

    private String number() {
        return "2301002018" + (++numbered + 100_000);
    }

    private UUID organization(int tenant, String code) {
        var id = UUID.nameUUIDFromBytes((tenant + code).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        database.asOwner("insert into organization (id, tenant, credit_code, name, kind, division) values ('" + id
                + "', " + tenant + ", '" + code + "', '单位', 'ENTERPRISE', 230103) on conflict do nothing");
        return id;
    }
}
