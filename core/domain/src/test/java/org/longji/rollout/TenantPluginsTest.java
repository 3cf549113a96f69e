package org.longji.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.audit.Journal;
import org.longji.pluginhost.PluginArchive;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.pluginhost.TrialPlugin;
import org.longji.policy.PolicyVersions;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;

@DisplayName("A province offers a plugin, its tenants enable it, each in its own version, and nobody loses it unasked")
class TenantPluginsTest {

    private static final int PROVINCE = 230000;
    private static final int HARBIN = 230100;
    private static final int NANGANG = 230103;
    private static final int DAQING = 230600;
    private static final String PLUGIN = "trial";

    @TempDir
    Path directory;

    private final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, NANGANG, DAQING);
    private final PluginHost host = new PluginHost();
    private final NodePlugins node = new NodePlugins();
    private final Caller brings = administrator(PROVINCE, "甲");
    private final Caller approves = administrator(PROVINCE, "乙");
    private final Caller harbin = administrator(HARBIN, "丙");
    private final Caller daqing = administrator(DAQING, "丁");

    @SuppressWarnings("NullAway.Init")
    private PluginCatalogue catalogue;

    @SuppressWarnings("NullAway.Init")
    private TenantPlugins tenants;

    private static Caller administrator(int tenant, String name) {
        return new Caller(
                UUID.nameUUIDFromBytes((tenant + name).getBytes(StandardCharsets.UTF_8)),
                name,
                name,
                name,
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, Role.ADMINISTRATOR)));
    }

    @BeforeEach
    void house() {
        var transactions = database.transactions();
        var records = new PluginRecords();
        var tenantRecords = new TenantPluginRecords();
        node.transactions = transactions;
        node.records = records;
        node.tenants = tenantRecords;
        node.host = host;
        node.clock = Clock.systemUTC();
        node.bundledDirectory = Optional.empty();
        node.cacheDirectory = Optional.of(directory.resolve("cache").toString());
        node.node = "node";
        tenants = new TenantPlugins(
                transactions,
                records,
                tenantRecords,
                host,
                node,
                PolicyVersions.reader(),
                new Journal(),
                Clock.systemUTC());
        catalogue =
                new PluginCatalogue(transactions, records, host, node, tenants, new Journal(), Clock.systemUTC(), true);
    }

    private String approved(String version, String yuan) {
        try {
            var archive =
                    Files.readAllBytes(TrialPlugin.paying(yuan).version(version).in(directory));
            catalogue.bring(brings, PROVINCE, archive, Optional.empty());
            var hash = PluginArchive.read(archive).hash();
            catalogue.approve(approves, PROVINCE, hash);
            return hash;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PluginEntry decide(Caller caller, boolean enabled, String hash, String shadow) {
        int tenant = caller.tenant();
        return catalogue.decide(
                caller,
                tenant,
                PLUGIN,
                new EnablementForm(enabled, hash, shadow),
                catalogue.entry(caller, tenant, PLUGIN).here().revision());
    }

    private PluginEntry enable(Caller caller, String hash) {
        return decide(caller, true, hash, null);
    }

    private Optional<String> answering(int tenant) {
        return host.answering(tenant, PLUGIN).map(PluginIdentity::version);
    }

    private static ProblemException refused(Problem problem, ThrowingCallable call) {
        var holder = new ProblemException[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(problem);
            holder[0] = e;
        });
        return holder[0];
    }

    @Test
    @DisplayName("offered to one city, enabled there, unknown in the other; then two versions in two cities, and back")
    void twoVersionsInTwoCities() {
        var one = approved("1.0.0", "1.00");
        refused(Problem.PLUGIN_NOT_OFFERED, () -> enable(harbin, one));
        refused(Problem.NOT_PERMITTED, () -> catalogue.offer(harbin, HARBIN, PLUGIN, HARBIN));
        refused(Problem.TENANT_NOT_FOUND, () -> catalogue.offer(approves, PROVINCE, PLUGIN, 110000));
        catalogue.offer(approves, PROVINCE, PLUGIN, HARBIN);

        var here = enable(harbin, one).here();

        assertThat(here.offered()).isTrue();
        assertThat(here.answering()).contains(one);
        assertThat(answering(HARBIN)).contains("1.0.0");
        assertThat(answering(NANGANG)).as("each enables for itself").isEmpty();
        refused(Problem.PLUGIN_NOT_OFFERED, () -> enable(daqing, one));

        catalogue.offer(approves, PROVINCE, PLUGIN, PROVINCE);
        var two = approved("1.1.0", "2.00");
        enable(daqing, two);
        assertThat(answering(HARBIN)).contains("1.0.0");
        assertThat(answering(DAQING)).contains("1.1.0");
        enable(daqing, one);
        assertThat(answering(DAQING)).as("went back").contains("1.0.0");
        assertThat(catalogue.entry(approves, PROVINCE, PLUGIN).uses())
                .extracting(PluginEntry.Use::tenant)
                .containsExactly(HARBIN, DAQING);
    }

    @Test
    @DisplayName("who follows gets what runs for all; who named a version keeps it; a stop silences both and says so")
    void followsOrNames() {
        var one = approved("1.0.0", "1.00");
        catalogue.offer(approves, PROVINCE, PLUGIN, PROVINCE);
        catalogue.run(approves, PROVINCE, PLUGIN, Optional.of(one), 0);
        enable(harbin, one);
        enable(daqing, null);
        var two = approved("2.0.0", "2.00");
        catalogue.run(approves, PROVINCE, PLUGIN, Optional.of(two), 1);

        assertThat(answering(HARBIN)).contains("1.0.0");
        assertThat(answering(DAQING)).contains("2.0.0");

        catalogue.revoke(approves, PROVINCE, two, "示例");
        assertThat(answering(HARBIN)).as("another version's revocation").contains("1.0.0");
        assertThat(answering(DAQING)).isEmpty();
        assertThat(catalogue.entry(daqing, DAQING, PLUGIN).here().silent()).isPresent();
        catalogue.stop(approves, PROVINCE, PLUGIN, 2);
        assertThat(answering(HARBIN)).isEmpty();
        assertThat(catalogue.entry(harbin, HARBIN, PLUGIN).here().silent())
                .hasValueSatisfying(why -> assertThat(why.en()).contains("stopped"));
    }

    @Test
    @DisplayName("one installation is one province's: another that runs a plugin of the same name is told so")
    void anotherProvince() throws IOException {
        database.withTenants(220000);
        catalogue.run(approves, PROVINCE, PLUGIN, Optional.of(approved("1.0.0", "1.00")), 0);
        var archive =
                Files.readAllBytes(TrialPlugin.paying("2.00").version("2.0.0").in(directory));
        var hash = PluginArchive.read(archive).hash();
        catalogue.bring(administrator(220000, "戊"), 220000, archive, Optional.empty());
        catalogue.approve(administrator(220000, "己"), 220000, hash);
        refused(
                Problem.PLUGIN_OF_ANOTHER_PROVINCE,
                () -> catalogue.run(administrator(220000, "己"), 220000, PLUGIN, Optional.of(hash), 0));
        assertThat(catalogue.entry(approves, PROVINCE, PLUGIN).running()).isTrue();
    }

    @Test
    @DisplayName("who brought a version switches no tenant to it; what is unapproved, unknown or stale is refused")
    void fourEyes() {
        var one = approved("1.0.0", "1.00");
        refused(Problem.PLUGIN_SWITCH_SECOND_PERSON, () -> enable(brings, one));
        assertThat(enable(approves, one).here().enabled()).isTrue();
        refused(
                Problem.STALE_VERSION,
                () -> catalogue.decide(approves, PROVINCE, PLUGIN, new EnablementForm(false, null, null), 0));
        refused(Problem.NOT_FOUND, () -> enable(approves, "0".repeat(64)));
        refused(
                Problem.NOT_PERMITTED,
                () -> catalogue.decide(approves, HARBIN, PLUGIN, new EnablementForm(true, one, null), 0));
        assertThat(decide(approves, true, one, one).here().shadow()).contains(one);
    }

    @Test
    @DisplayName(
            "an offer is withdrawn only by naming how many lose it; they keep their choice and are answered no more")
    void withdrawal() {
        var one = approved("1.0.0", "1.00");
        catalogue.offer(approves, PROVINCE, PLUGIN, PROVINCE);
        catalogue.offer(approves, PROVINCE, PLUGIN, DAQING);
        enable(harbin, one);
        enable(daqing, one);

        var said = refused(Problem.PLUGIN_IN_USE, () -> catalogue.withdraw(approves, PROVINCE, PLUGIN, PROVINCE, 0));
        assertThat(said.errors())
                .as("Daqing has another offer")
                .extracting(ProblemException.FieldError::field)
                .containsExactly(Integer.toString(HARBIN));
        assertThat(answering(HARBIN)).isPresent();

        catalogue.withdraw(approves, PROVINCE, PLUGIN, PROVINCE, 1);

        assertThat(answering(HARBIN)).isEmpty();
        assertThat(answering(DAQING)).contains("1.0.0");
        var here = catalogue.entry(harbin, HARBIN, PLUGIN).here();
        assertThat(here.enabled()).isFalse();
        assertThat(here.chosen()).contains(one);
    }

    @Test
    @DisplayName(
            "an archive in use, or with decisions, is not uninstalled; otherwise it goes, and with the last one all that was decided")
    void uninstall() {
        var one = approved("1.0.0", "1.00");
        catalogue.offer(approves, PROVINCE, PLUGIN, PROVINCE);
        enable(harbin, one);
        assertThat(refused(Problem.PLUGIN_IN_USE, () -> catalogue.uninstall(approves, PROVINCE, one))
                        .errors())
                .hasSize(1);
        decide(harbin, false, one, null);
        database.asOwner(
                "insert into entitlement (id, tenant, subject_id, beneficiary_name, beneficiary_kind, year, policy_id, policy_tenant, policy_version, side,"
                        + " beneficiary_code, status, assessed_amount, entitled_amount, record, record_hash, plugin_id, plugin_version,"
                        + " plugin_hash, peak_amount, peak_policy_tenant, peak_version, peak_on) values (gen_random_uuid(), "
                        + DAQING
                        + ", gen_random_uuid(), '单位', 'ENTERPRISE', 2018, 'trial', 230000, '1', 'PROVIDER', 'X', 'ENTITLED', 1, 1, '{}', 'h', 'trial',"
                        + " '1.0.0', '" + one + "', 1, 230000, '1', '2018-01-01')");
        var pinned = refused(Problem.PLUGIN_PINNED, () -> catalogue.uninstall(approves, PROVINCE, one));
        assertThat(pinned.errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly(Integer.toString(DAQING));
        assertThat(tenants.remains(approves, PROVINCE, PLUGIN).tenants())
                .filteredOn(at -> at.decisions() > 0)
                .extracting(Remains.At::tenant)
                .containsExactly(DAQING);
        database.asOwner("delete from entitlement");

        catalogue.uninstall(approves, PROVINCE, one);

        assertThat(catalogue.entries(approves, PROVINCE)).isEmpty();
        assertThat(host.states()).isEmpty();
        refused(Problem.NOT_FOUND, () -> enable(harbin, one));
        assertThat(catalogue.entry(approves, PROVINCE, approvedAgain()).offers())
                .as("an offer of before is no offer")
                .isEmpty();
    }

    private String approvedAgain() {
        approved("1.0.0", "1.00");
        return PLUGIN;
    }

    @Test
    @DisplayName("a province that ran an uploaded plugin before tenants chose loses it nowhere")
    void migration() {
        var old = TestDatabase.at("33").withTenants(HARBIN, DAQING);
        old.asOwner(
                "insert into plugin_archive (hash, tenant, upper_code, plugin, version, requires, provider, description, needs,"
                        + " policies, languages, registers, size, content, uploaded_by, uploaded_at) values (repeat('a', 64), 230000,"
                        + " 239999, 'uploaded', '1.0.0', '', '', '', '{}', '{}', '{}', '{}', 1, '', '甲', now())",
                "insert into plugin_rollout (plugin, tenant, upper_code, hash, running, changed_by, changed_at)"
                        + " values ('uploaded', 230000, 239999, repeat('a', 64), true, '甲', now())");

        old.migrate();

        var enabled =
                old.transactions().within(TenantScope.EVERYWHERE, em -> new TenantPluginRecords().enablements(em));
        assertThat(enabled)
                .extracting(TenantPluginRecords.Enablement::tenant)
                .containsExactly(PROVINCE, HARBIN, DAQING);
        assertThat(enabled).allMatch(one -> one.enabled() && one.hash().isEmpty());
    }

    @Test
    @DisplayName("what a city sees of its province's archives it cannot remove, not even by hand")
    void wallOfRemoval() {
        var one = approved("1.0.0", "1.00");
        int removed = database.transactions()
                .within(
                        TenantScope.subtree(HARBIN),
                        em -> Sql.update(em, "delete from plugin_archive where hash = ?", one));
        assertThat(removed).isZero();
    }
}
