package org.longji.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.audit.Journal;
import org.longji.contract.RecordedContracts;
import org.longji.job.JobStatus;
import org.longji.job.Jobs;
import org.longji.plugin.api.indicator.Direction;
import org.longji.plugin.api.indicator.Indicator;
import org.longji.plugin.api.indicator.Measured;
import org.longji.plugin.api.indicator.Measured.Part;
import org.longji.plugin.api.indicator.Period;
import org.longji.plugin.api.indicator.RollUp;
import org.longji.plugin.api.indicator.Situation;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.testkit.example.Certificates;
import org.longji.plugin.testkit.example.Courses;
import org.longji.plugin.testkit.example.PersonsCertified;
import org.longji.pluginhost.Extensions;
import org.longji.pluginhost.IndicatorHandle;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.pluginhost.RegisterHandle;
import org.longji.register.RegisterCatalogue;
import org.longji.shared.Caller;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;

@DisplayName("Figures that plugins compute")
class IndicatorsTest {

    private static final int PROVINCE = 230000;
    private static final int HARBIN = 230100;
    private static final int NANGANG = 230103;
    private static final int DAQING = 230600;
    private static final String PLUGIN = "example";
    private static final Words W = Words.of("示例", "Sample", "Образец");

    private final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, NANGANG, DAQING);
    private final Transactions transactions = database.transactions();
    private final Clock clock = Clock.fixed(Instant.parse("2026-04-01T02:00:00Z"), ZoneOffset.UTC);

    /** One that the tests make up; what it answers is the function's. */
    private record MadeUp(String id, RollUp rollUp, Set<HostData> needs, Function<Situation, Measured> answer)
            implements Indicator {
        @Override
        public Words words() {
            return W;
        }

        @Override
        public Words unit() {
            return W;
        }

        @Override
        public Direction direction() {
            return Direction.MORE;
        }

        @Override
        public Period period() {
            return Period.YEAR;
        }

        @Override
        public int decimals() {
            return 2;
        }

        @Override
        public Measured measure(Situation situation) {
            return answer.apply(situation);
        }
    }

    private Indicators indicators(Indicator... all) {
        var host = PluginHost.of(
                new PluginIdentity(PLUGIN, "1.0", "hash"),
                Extensions.NONE
                        .registers(List.of(
                                new RegisterHandle(PLUGIN, "1.0", "hash", new Courses()),
                                new RegisterHandle(PLUGIN, "1.0", "hash", new Certificates())))
                        .indicators(List.of(all).stream()
                                .map(one -> new IndicatorHandle(PLUGIN, "1.0", "hash", one))
                                .toList()));
        var work = new IndicatorWork(transactions, host, new RegisterCatalogue(host), clock);
        return new Indicators(
                transactions, host, Jobs.of(transactions, Runnable::run, List.of(work)), new Journal(), clock);
    }

    private static Caller officer(int tenant, Role role) {
        return new Caller(
                UUID.randomUUID(),
                "officer",
                "officer",
                "officer",
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, role)));
    }

    private final Caller province = officer(PROVINCE, Role.ADMINISTRATOR);
    private final Caller harbin = officer(HARBIN, Role.ADMINISTRATOR);

    private void certificate(int tenant, String identity, String state) {
        database.asOwner(
                "insert into register_row (id, tenant, plugin, register, state, state_since, record_version, plugin_hash, data,"
                        + " title, title_masked, search, search_masked, created_by, created_by_name, created_at, changed_at) values ('"
                        + UUID.randomUUID() + "', " + tenant + ", '" + PLUGIN + "', 'certificate', '" + state
                        + "', now(), 1, 'hash', '{\"identity\": \"" + identity + "\"}', '', '', '', '', '"
                        + new UUID(0, 0)
                        + "', '', now(), now())");
    }

    private static @Nullable BigDecimal value(IndicatorEntry entry) {
        assertThat(entry.latest()).isNotNull();
        return entry.latest().value();
    }

    private IndicatorEntry only(Indicators indicators, Caller caller, int tenant) {
        var all = indicators.all(caller, tenant);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    @DisplayName(
            "count a person once in the whole province, tell targets, drill down, and change nothing when computed again")
    void onceInTheProvince() {
        var indicators = indicators(new PersonsCertified());
        certificate(HARBIN, "A", "ISSUED");
        certificate(HARBIN, "A", "ISSUED");
        certificate(HARBIN, "B", "ISSUED");
        certificate(HARBIN, "C", "ENROLLED");
        certificate(NANGANG, "B", "ISSUED");
        certificate(DAQING, "A", "ISSUED");
        assertThat(only(indicators, province, PROVINCE).latest())
                .as("before the first time")
                .isNull();

        assertThat(indicators.order(province, PROVINCE, null).status()).isEqualTo(JobStatus.SUCCEEDED);

        var whole = only(indicators, province, PROVINCE);
        assertThat(value(whole)).isEqualByComparingTo("2");
        assertThat(whole.latest().counted()).isEqualTo(4);
        assertThat(whole.latest().missing()).isZero();
        assertThat(whole.latest().ownValue()).isEqualByComparingTo("0");
        assertThat(whole.target().value()).isEqualByComparingTo("2");
        assertThat(whole.target().reached()).isTrue();
        var city = indicators.story(harbin, HARBIN, PLUGIN, "persons-certified");
        assertThat(value(city.entry())).isEqualByComparingTo("2");
        assertThat(city.entry().target().reached())
                .as("Harbin is to have three")
                .isFalse();
        assertThat(city.below()).singleElement().satisfies(below -> {
            assertThat(below.tenant()).isEqualTo(NANGANG);
            assertThat(below.latest().value()).isEqualByComparingTo("1");
        });
        assertThat(indicators
                        .story(province, PROVINCE, PLUGIN, "persons-certified")
                        .below())
                .extracting(IndicatorEntry.Below::tenant)
                .containsExactly(HARBIN, DAQING);

        indicators.order(province, PROVINCE, null);
        assertThat(rows()).as("one row for each tenant and day").isEqualTo(4);
        certificate(DAQING, "D", "ISSUED");
        indicators.order(province, PROVINCE, LocalDate.of(2026, 3, 31));
        assertThat(only(indicators, province, PROVINCE).trend())
                .extracting(IndicatorEntry.Point::value)
                .as("the rows as they stand, on the day before")
                .containsExactly(new BigDecimal("3"), new BigDecimal("2"));
        assertThat(stored()).as("nobody's number is kept").doesNotContain("identity");
    }

    private long rows() {
        return transactions.within(
                TenantScope.subtree(PROVINCE),
                em -> Sql.first(em, "select count(*) as n from indicator_value", row -> row.bigint("n"))
                        .orElseThrow());
    }

    private String stored() {
        return transactions.within(
                TenantScope.subtree(PROVINCE),
                em -> Sql.query(em, "select v::text as line from indicator_value v", row -> row.text("line"))
                        .toString());
    }

    @Test
    @DisplayName("divide sums, never take a mean of means, and know when there is nothing to divide by")
    void ratios() {
        var indicators = indicators(new MadeUp(
                "share",
                RollUp.PERCENT,
                Set.of(),
                situation -> new Measured.Ratio(
                        Part.of("above", W, situation.tenant() == HARBIN ? 1 : 0),
                        Part.of("below", W, situation.tenant() == HARBIN ? 1 : situation.tenant() == DAQING ? 2 : 0))));
        indicators.order(province, PROVINCE, null);
        var whole = only(indicators, province, PROVINCE);
        assertThat(value(whole)).as("one of three, not the mean of 100 and 0").isEqualTo(new BigDecimal("33.33"));
        assertThat(whole.latest().ownValue()).isNull();
        assertThat(whole.latest().parts())
                .extracting(IndicatorEntry.PartView::value)
                .containsExactly(new BigDecimal("1"), new BigDecimal("3"));
    }

    @Test
    @DisplayName("are left out where the plugin fails, which is said there and counted above")
    void failures() {
        var indicators = indicators(new MadeUp("fragile", RollUp.SUM, Set.of(), situation -> {
            if (situation.tenant() == DAQING) {
                throw new IllegalStateException("my bad");
            }
            return new Measured.Amount(BigDecimal.TEN, List.of());
        }));
        var job = indicators.order(province, PROVINCE, null);
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.counts()).containsEntry("failed", 1L).containsEntry("kept", 4L);
        var whole = only(indicators, province, PROVINCE);
        assertThat(value(whole)).isEqualByComparingTo("30");
        assertThat(whole.latest().missing()).isEqualTo(1);
        var daqing = only(indicators, province, DAQING).latest();
        assertThat(daqing.failed()).isTrue();
        assertThat(daqing.value()).isNull();
        assertThat(daqing.reason().zh()).contains("插件");
    }

    @Test
    @DisplayName("stand for themselves where they are not put together, and say why there is none")
    void none() {
        var indicators = indicators(new MadeUp(
                "own",
                RollUp.NONE,
                Set.of(),
                situation -> situation.tenant() == HARBIN
                        ? new Measured.Amount(new BigDecimal("1.5"), List.of())
                        : new Measured.Unknown(Words.of("没有数据", "No data"))));
        indicators.order(province, PROVINCE, null);
        assertThat(value(only(indicators, province, HARBIN))).isEqualTo(new BigDecimal("1.50"));
        var whole = only(indicators, province, PROVINCE).latest();
        assertThat(whole.value()).isNull();
        assertThat(whole.reason().en()).isEqualTo("No data");
    }

    @Test
    @DisplayName("are lent the tenant's own registered contracts by year, and only where they are needed")
    void contracts() {
        var recorded = new RecordedContracts(database, 7);
        recorded.record(60, HARBIN, NANGANG, DAQING);
        database.asOwner("update contract set registered_on = '2026-02-02' where status = 'REGISTERED'");
        Function<Situation, Measured> count = situation -> new Measured.Amount(
                BigDecimal.valueOf(situation.contracts(2026).stream()
                        .mapToLong(Situation.ContractSum::contracts)
                        .sum()),
                List.of());
        var indicators = indicators(new MadeUp("contracts", RollUp.SUM, Set.of(HostData.REGISTERED_CONTRACTS), count));
        indicators.order(province, PROVINCE, null);
        long registered =
                recorded.all().stream().filter(one -> one.isRegistered()).count();
        assertThat(registered).isPositive();
        assertThat(value(only(indicators, province, PROVINCE))).isEqualByComparingTo(BigDecimal.valueOf(registered));
        indicators.order(province, PROVINCE, LocalDate.of(2026, 2, 1));
        assertThat(only(indicators, province, PROVINCE).trend().get(0).value()).isEqualByComparingTo("0");

        var greedy = indicators(new MadeUp("greedy", RollUp.SUM, Set.of(), count));
        assertThat(greedy.order(province, PROVINCE, null).counts()).containsEntry("failed", 4L);
    }

    @Test
    @DisplayName("are behind the walls: whom they are told, who orders them, and until which day")
    void walls() {
        var indicators = indicators(new PersonsCertified());
        certificate(HARBIN, "A", "ISSUED");
        indicators.order(province, PROVINCE, null);
        var registrar = officer(HARBIN, Role.REGISTRAR);
        assertThat(value(only(indicators, registrar, HARBIN))).isEqualByComparingTo("1");
        assertThat(indicators
                        .story(registrar, HARBIN, PLUGIN, "persons-certified")
                        .below())
                .as("a registrar's role does not reach down")
                .isEmpty();
        assertThatThrownBy(() -> indicators.all(officer(DAQING, Role.ADMINISTRATOR), HARBIN))
                .hasMessageContaining("TENANT_NOT_FOUND");
        assertThatThrownBy(() -> indicators.all(officer(NANGANG, Role.ADMINISTRATOR), HARBIN))
                .hasMessageContaining("TENANT_NOT_FOUND");
        assertThatThrownBy(() -> indicators.story(harbin, HARBIN, PLUGIN, "nothing"))
                .hasMessageContaining("NOT_FOUND");
        assertThatThrownBy(() -> indicators.order(registrar, HARBIN, null)).hasMessageContaining("NOT_PERMITTED");
        assertThatThrownBy(() -> indicators.order(province, HARBIN, null))
                .as("a province computes its own")
                .hasMessageContaining("NOT_PERMITTED");
        assertThatThrownBy(() -> indicators.order(harbin, HARBIN, LocalDate.of(2026, 4, 2)))
                .hasMessageContaining("INVALID_FIELDS");
        var applicant = new Caller(
                UUID.randomUUID(),
                "a",
                "a",
                "a",
                PROVINCE,
                Optional.of("X"),
                List.of(new RoleGrant(PROVINCE, Role.APPLICANT)));
        assertThatThrownBy(() -> indicators.all(applicant, HARBIN)).hasMessageContaining("NOT_PERMITTED");
        List<Integer> seen = transactions.within(
                TenantScope.exactly(DAQING),
                em -> Sql.query(em, "select tenant from indicator_value", row -> row.integer("tenant")));
        assertThat(seen).containsOnly(DAQING);
    }
}
