package org.longji.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.audit.Journal;
import org.longji.plugin.testkit.example.TrainingSettings;
import org.longji.pluginhost.Extensions;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.pluginhost.SettingsHandle;
import org.longji.pluginhost.TenantChoices;
import org.longji.pluginhost.TenantChoices.Choice;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;

@DisplayName("What tenants choose about a plugin is inherited, held by rails, dated and journalled")
class PluginSettingsTest {

    private static final String PLUGIN = "example";
    private static final int PROVINCE = 230000;
    private static final int HARBIN = 230100;
    private static final int NANGANG = 230103;
    private static final int DAQING = 230600;
    private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    private final TestDatabase database = TestDatabase.fresh().withTenants(PROVINCE, HARBIN, NANGANG, DAQING);
    private final PluginHost host = PluginHost.of(
            new PluginIdentity(PLUGIN, "1.0", "hash"),
            Extensions.NONE.settings(Optional.of(new SettingsHandle(PLUGIN, "1.0", "hash", new TrainingSettings()))));
    private final PluginSettings settings = new PluginSettings(
            database.transactions(),
            host,
            new SettingRecords(),
            new Journal(),
            Clock.fixed(Instant.parse("2026-04-01T02:00:00Z"), ZoneOffset.ofHours(8)));

    private static Caller administrator(int tenant) {
        return caller(tenant, Role.ADMINISTRATOR);
    }

    private static Caller caller(int tenant, Role role) {
        return new Caller(
                UUID.randomUUID(),
                "officer." + tenant,
                "测试员",
                "Tester",
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, role)));
    }

    @Test
    @DisplayName("who has not enabled a plugin itself lays down rails and defaults for those below that have")
    void fromAbove() {
        var one = new Choice(true, Optional.of("hash"), Optional.empty());
        var not = new Choice(false, Optional.empty(), Optional.empty());
        host.choose(new TenantChoices(Map.of(PLUGIN, Map.of(PROVINCE, not, HARBIN, not, NANGANG, one)), Set.of()));
        assertThat(host.answering(HARBIN, PLUGIN)).isEmpty();

        choose(HARBIN, null, "leastHours", 20);
        layDown(PROVINCE, false, null, "30", null);
        assertThat(hours(NANGANG, TODAY)).isEqualTo(20);
        assertThatThrownBy(() -> choose(NANGANG, null, "leastHours", 40))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SETTING_OUTSIDE_RAIL));

        host.choose(new TenantChoices(Map.of(PLUGIN, Map.of(NANGANG, one)), Set.of(PLUGIN)));
        assertThatThrownBy(() -> view(HARBIN, TODAY)).as("stopped for all").hasMessageContaining("NOT_FOUND");
    }

    private SettingsView choose(int tenant, @Nullable LocalDate from, String field, @Nullable Object value) {
        int revision = (int) view(tenant, TODAY).revision();
        return settings.choose(
                administrator(tenant),
                tenant,
                PLUGIN,
                revision,
                new SettingsForm(
                        from,
                        value == null ? Map.of() : Map.of(field, value),
                        value == null ? List.of(field) : List.of(),
                        "测试"));
    }

    private SettingsView view(int tenant, LocalDate on) {
        return settings.view(administrator(tenant), tenant, PLUGIN, on);
    }

    private Object hours(int tenant, LocalDate on) {
        return field(tenant, on).value().orElseThrow();
    }

    private SettingsView.Field field(int tenant, LocalDate on) {
        return view(tenant, on).fields().get(0);
    }

    private SettingsView layDown(
            int tenant, boolean locked, @Nullable String lowest, @Nullable String highest, @Nullable LocalDate from) {
        return settings.layDown(
                administrator(tenant),
                tenant,
                PLUGIN,
                new SettingRailForm(
                        "leastHours",
                        locked,
                        lowest == null ? null : new BigDecimal(lowest),
                        highest == null ? null : new BigDecimal(highest),
                        from,
                        null,
                        "示例〔2026〕1号",
                        "第五条",
                        null));
    }

    @Test
    @DisplayName("the nearest tenant's choice holds from its day; taken back, it is inherited again")
    void inherited() {
        assertThat(hours(NANGANG, TODAY)).isEqualTo(1);
        choose(PROVINCE, TODAY, "leastHours", 8);
        assertThat(hours(NANGANG, TODAY.minusDays(1))).isEqualTo(1);
        assertThat(hours(NANGANG, TODAY)).isEqualTo(8);
        assertThat(field(NANGANG, TODAY).setBy()).hasValue(PROVINCE);
        choose(HARBIN, TODAY.plusDays(10), "leastHours", 16);
        assertThat(hours(HARBIN, TODAY.plusDays(9))).isEqualTo(8);
        assertThat(hours(NANGANG, TODAY.plusDays(10))).isEqualTo(16);
        assertThat(hours(DAQING, TODAY.plusDays(10))).isEqualTo(8);
        choose(HARBIN, TODAY.plusDays(20), "leastHours", null);
        assertThat(hours(NANGANG, TODAY.plusDays(20))).isEqualTo(8);
        assertThat(hours(NANGANG, TODAY.plusDays(19))).isEqualTo(16);
        assertThat(view(HARBIN, TODAY).history()).hasSize(2);
    }

    @Test
    @DisplayName("what does not fit is refused field by field, and nothing of it is kept")
    void faults() {
        assertThatThrownBy(() -> settings.choose(
                        administrator(HARBIN),
                        HARBIN,
                        PLUGIN,
                        0,
                        new SettingsForm(null, Map.of("leastHours", 0, "levels", List.of("MASTER")), null, null)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(Problem.INVALID_FIELDS);
                    assertThat(e.errors())
                            .extracting(ProblemException.FieldError::field)
                            .contains("values.leastHours", "values.levels.0");
                });
        assertThatThrownBy(() -> choose(HARBIN, null, "nothing", 1)).hasMessageContaining("INVALID_FIELDS");
        assertThat(view(HARBIN, TODAY).revision()).isZero();
    }

    @Test
    @DisplayName("a choice outside a rail from above is refused with its clause, on whatever day it would be outside")
    void outsideRails() {
        layDown(PROVINCE, false, "4", "20", TODAY.plusDays(30));
        assertThatThrownBy(() -> choose(HARBIN, TODAY, "leastHours", 40))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(Problem.SETTING_OUTSIDE_RAIL);
                    assertThat(e.errors().get(0).message()).contains("示例〔2026〕1号", "第五条", "2026-05-01");
                });
        assertThat(hours(HARBIN, TODAY)).isEqualTo(1);
        choose(HARBIN, TODAY, "leastHours", 20);
        assertThat(hours(NANGANG, TODAY.plusDays(40))).isEqualTo(20);
        layDown(HARBIN, true, null, null, TODAY);
        assertThatThrownBy(() -> choose(NANGANG, TODAY, "leastHours", 10)).hasMessageContaining("SETTING_OUTSIDE_RAIL");
        choose(NANGANG, TODAY, "leastHours", 20);
    }

    @Test
    @DisplayName("a rail laid down later keeps a choice from holding, and it holds again when the rail is gone")
    void railLaidLater() {
        choose(HARBIN, TODAY, "leastHours", 40);
        var rail =
                layDown(PROVINCE, false, null, "20", TODAY.plusDays(5)).rails().get(0);
        assertThat(hours(HARBIN, TODAY)).isEqualTo(40);
        assertThat(hours(HARBIN, TODAY.plusDays(5))).isEqualTo(1);
        assertThat(field(HARBIN, TODAY.plusDays(5)).own()).hasValue(40);
        assertThat(field(HARBIN, TODAY.plusDays(5)).ownHeldBy().map(SettingsView.Rail::id))
                .hasValue(rail.id());
        settings.takeAway(administrator(PROVINCE), PROVINCE, PLUGIN, rail.id());
        assertThat(hours(HARBIN, TODAY.plusDays(5))).isEqualTo(40);
    }

    @Test
    @DisplayName("only the tenant's own administrator chooses, on what was read last, also when two come at once")
    void whoAndWhen() throws Exception {
        assertThatThrownBy(() -> settings.choose(
                        administrator(PROVINCE),
                        HARBIN,
                        PLUGIN,
                        0,
                        new SettingsForm(null, Map.of("leastHours", 2), null, null)))
                .hasMessageContaining("NOT_PERMITTED");
        assertThatThrownBy(() -> settings.view(administrator(DAQING), HARBIN, PLUGIN, null))
                .hasMessageContaining("TENANT_NOT_FOUND");
        assertThatThrownBy(() -> settings.view(caller(HARBIN, Role.REGISTRAR), HARBIN, PLUGIN, null))
                .hasMessageContaining("NOT_PERMITTED");
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> choosing = () -> {
                try {
                    settings.choose(
                            administrator(HARBIN),
                            HARBIN,
                            PLUGIN,
                            0,
                            new SettingsForm(null, Map.of("leastHours", 3), null, null));
                    return true;
                } catch (ProblemException e) {
                    assertThat(e.problem()).isEqualTo(Problem.STALE_VERSION);
                    return false;
                }
            };
            int chosen = 0;
            for (var one : pool.invokeAll(List.of(choosing, choosing, choosing, choosing))) {
                chosen += one.get() ? 1 : 0;
            }
            assertThat(chosen).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        var actions = database.transactions()
                .within(
                        TenantScope.exactly(HARBIN),
                        em -> Sql.query(
                                em, "select action from journal where tenant = ?", row -> row.text("action"), HARBIN));
        assertThat(actions).containsExactly("SETTINGS_CHOSEN");
    }

    @Test
    @DisplayName("the database shows a tenant what was chosen above, never what was chosen beside or below it")
    void walls() {
        choose(PROVINCE, TODAY, "leastHours", 8);
        choose(HARBIN, TODAY, "leastHours", 16);
        choose(DAQING, TODAY, "leastHours", 24);
        assertThat(seenBy(TenantScope.subtree(HARBIN))).containsExactly(PROVINCE, HARBIN);
        assertThat(seenBy(TenantScope.exactly(PROVINCE))).containsExactly(PROVINCE);
        assertThat(seenBy(TenantScope.exactly(NANGANG))).containsExactly(PROVINCE, HARBIN);
    }

    private List<Integer> seenBy(TenantScope scope) {
        return database.transactions()
                .within(
                        scope,
                        em -> Sql.query(
                                em,
                                "select distinct tenant from plugin_setting order by tenant",
                                row -> row.integer("tenant")));
    }
}
