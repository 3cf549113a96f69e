package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.audit.Journal;
import org.longji.contract.ContractIdentity;
import org.longji.job.JobStatus;
import org.longji.job.Jobs;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Parameter;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.setting.Settings;
import org.longji.pluginhost.Extensions;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.pluginhost.PolicyHandle;
import org.longji.pluginhost.SettingsHandle;
import org.longji.policy.DatedValue;
import org.longji.policy.Exclusivity;
import org.longji.policy.GoverningClock;
import org.longji.policy.PolicyVersion;
import org.longji.policy.PolicyVersions;
import org.longji.setting.PluginSettings;
import org.longji.setting.SettingRecords;
import org.longji.setting.SettingsForm;
import org.longji.shared.Caller;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;

@DisplayName("A policy reads what the tenant whose law it is chose; what it saw stands in the record")
class SettingsInDecisionsTest {

    private static final int PROVINCE = 230000;
    private static final int HARBIN = 230100;
    private static final String PLUGIN = "trial";
    private static final LegalBasis BASIS = LegalBasis.of("试〔2018〕1号", "第一条");
    private static final LocalDate FROM = LocalDate.of(2016, 1, 1);

    /** Whole thousands are paid, or whatever the tenant chose. */
    record HouseRules(
            @Field(zh = "取整到（元）", en = "Rounded down to", unit = "元", min = "1")
            Money wholes) {}

    record Figures(
            @Parameter(zh = "比例", en = "Rate", unit = "1") BigDecimal rate) {}

    private static final class Rounding implements Settings<HouseRules> {
        @Override
        public Words words() {
            return Words.of("取整", "Rounding");
        }

        @Override
        public HouseRules defaults() {
            return new HouseRules(Money.of("1.00"));
        }
    }

    private static final class RoundedShare implements IncentivePolicy<Figures> {
        @Override
        public PolicyDescriptor descriptor() {
            return new PolicyDescriptor(
                    "rounded-share", new Text("试行", "trial"), Side.RECIPIENT, Kind.SUBSIDY, PROVINCE, List.of(BASIS));
        }

        @Override
        public Class<Figures> parametersType() {
            return Figures.class;
        }

        @Override
        public Assessment assess(Facts facts, Figures figures) {
            long wholes = facts.settings(HouseRules.class).wholes().fen();
            long share = facts.receivedWithin(facts.year())
                    .times(figures.rate(), java.math.RoundingMode.DOWN)
                    .fen();
            var amount = Money.ofFen(share / wholes * wholes);
            return new Entitled(
                    amount,
                    List.of(new CalculationStep("RATE", new Text("比例", "rate"), Map.of(), "", amount, BASIS)),
                    List.of(),
                    List.of());
        }
    }

    private final TestDatabase database = TestDatabase.fresh().withTenants(PROVINCE, HARBIN);
    private final Transactions transactions = database.transactions();
    private final Journal journal = new Journal();
    private final PluginHost plugins = PluginHost.of(
            new PluginIdentity(PLUGIN, "1.0", "hash"),
            Extensions.NONE
                    .settings(Optional.of(new SettingsHandle(PLUGIN, "1.0", "hash", new Rounding())))
                    .policies(List.of(new PolicyHandle(
                            PLUGIN,
                            "1.0",
                            "hash",
                            new RoundedShare().descriptor(),
                            ParameterBinder.describe(Figures.class),
                            new RoundedShare()))));
    private final Assessor assessor = new Assessor(PolicyVersions.reader(), plugins);
    private final Decisions decisions = new Decisions(journal);
    private final Entitlements entitlements = new Entitlements(
            transactions,
            Jobs.of(transactions, Runnable::run, List.of(new AssessmentWork(transactions, assessor, decisions))),
            PolicyVersions.reader(),
            plugins);
    private final PluginSettings settings =
            new PluginSettings(transactions, plugins, new SettingRecords(), journal, Clock.systemUTC());

    private static Caller administrator(int tenant) {
        return new Caller(
                UUID.randomUUID(),
                "officer." + tenant,
                "测试员",
                "Tester",
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, Role.ADMINISTRATOR)));
    }

    private void choose(int tenant, LocalDate from, String wholes) {
        var caller = administrator(tenant);
        int revision = (int) settings.view(caller, tenant, PLUGIN, from).revision();
        settings.choose(caller, tenant, PLUGIN, revision, new SettingsForm(from, Map.of("wholes", wholes), null, null));
    }

    private EntitlementSummary assessed() {
        var id = entitlements.assess(administrator(PROVINCE), PROVINCE, 2018).id();
        assertThat(Jobs.of(transactions, Runnable::run, List.of())
                        .get(TenantScope.subtree(PROVINCE), id)
                        .status())
                .isEqualTo(JobStatus.SUCCEEDED);
        return entitlements
                .list(administrator(PROVINCE), PROVINCE, new EntitlementFilter(2018, null, null, null), null, 200)
                .items()
                .get(0);
    }

    @Test
    @DisplayName("as of the governing date, of the enacting tenant, and a later choice changes no record")
    void seenAndKept() {
        PolicyVersions.enact(
                transactions,
                new PolicyVersion(
                        PROVINCE,
                        "rounded-share",
                        "1",
                        PLUGIN,
                        new Text("试行", "trial"),
                        BASIS.document(),
                        BASIS.article(),
                        FROM,
                        Optional.empty(),
                        GoverningClock.RECEIVED,
                        true,
                        Exclusivity.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(
                                "rate",
                                List.of(new DatedValue(
                                        FROM, Optional.empty(), "0.10", "1", BASIS, Optional.empty())))));
        contract();
        assertThat(assessed().entitledAmount()).hasToString("123456.00");

        choose(PROVINCE, LocalDate.of(2018, 1, 1), "1000");
        choose(PROVINCE, LocalDate.of(2019, 1, 1), "100000");
        choose(HARBIN, LocalDate.of(2018, 1, 1), "50000");
        var decided = assessed();
        assertThat(decided.entitledAmount()).hasToString("123000.00");
        var record = entitlements
                .details(administrator(PROVINCE), PROVINCE, decided.id())
                .record();
        assertThat(record.facts().settings()).containsEntry("wholes", "1000.00");

        choose(PROVINCE, LocalDate.of(2018, 1, 1), "10000");
        assertThat(entitlements
                        .recompute(administrator(PROVINCE), PROVINCE, decided.id())
                        .identical())
                .isTrue();
        assertThat(assessed().entitledAmount()).hasToString("120000.00");
    }

    private void contract() {
        final String seller = "12230103FGF1LYQP3T";
        final String buyer = "91230604EWNG4M6U05";
        var id = UUID.randomUUID();
        for (var code : List.of(seller, buyer)) {
            database.asOwner("insert into organization (id, tenant, credit_code, name, kind, division) values ('"
                    + UUID.nameUUIDFromBytes(code.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + "', " + HARBIN
                    + ", '" + code + "', '单位', 'ENTERPRISE', 230103)");
        }
        var key = HexFormat.of()
                .formatHex(ContractIdentity.key(seller, buyer, LocalDate.of(2018, 1, 15), Money.of("5000000.00")));
        database.asOwner(
                "insert into contract (id, tenant, identity_key, registration_number, status, title, type, subtype, project_key,"
                        + " signed_on, registered_on, provider_id, provider_code, provider_name, provider_kind, provider_division, recipient_id,"
                        + " recipient_code, recipient_name, recipient_kind, recipient_division, contract_amount, declared_technology_amount)"
                        + " values ('" + id + "', " + HARBIN + ", decode('" + key
                        + "', 'hex'), '2301002018000001', 'REGISTERED', '合同', 'TRANSFER', '21', null,"
                        + " '2018-01-15', '2018-01-20', '"
                        + UUID.nameUUIDFromBytes(seller.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + "', '"
                        + seller + "', '大学', 'UNIVERSITY', 230103, '"
                        + UUID.nameUUIDFromBytes(buyer.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + "', '"
                        + buyer + "', '公司', 'ENTERPRISE', 230604, 5000000.00, 5000000.00)");
        database.asOwner("insert into receipt (id, tenant, contract_id, sequence, received_on, received) values ('"
                + UUID.randomUUID() + "', " + HARBIN + ", '" + id + "', 1, '2018-05-01', 1234567.00)");
    }
}
