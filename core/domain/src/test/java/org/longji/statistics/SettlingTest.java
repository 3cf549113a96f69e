package org.longji.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.contract.RecordedContracts;
import org.longji.contract.RecordedContracts.One;
import org.longji.shared.Caller;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TestDatabase;

@DisplayName("Changed months are added up once, however many ask at the same time")
class SettlingTest {

    private static final int PROVINCE = 230000;
    private static final int[] TENANTS = {
        230100, 230103, 230104, 230108, 230109, 230110, 230200, 230300, 230400, 230500, 230600, 230700, 230800, 230900
    };

    private final TestDatabase database = TestDatabase.fresh().withTenants(TENANTS);
    private final Statistics statistics = new Statistics(database.transactions());
    private final RecordedContracts recorded = new RecordedContracts(database, 20_261_125);

    private static Caller officer() {
        return new Caller(
                new UUID(0, 1),
                "admin",
                "管理员",
                "Administrator",
                PROVINCE,
                Optional.empty(),
                List.of(new RoleGrant(PROVINCE, Role.ADMINISTRATOR)));
    }

    private StatisticsReport report(String period) {
        return statistics.report(officer(), PROVINCE, Period.of(period));
    }

    /** The year as the records themselves have it, added up without the database. */
    private void tellsTheRecords(int year) {
        var registered = recorded.all().stream()
                .filter(One::isRegistered)
                .filter(one -> one.registeredOn() != null && one.registeredOn().getYear() == year)
                .toList();
        var total = report(Integer.toString(year)).total();
        assertThat(total.contracts()).isEqualTo(registered.size());
        assertThat(total.contractAmount().toBigDecimal())
                .isEqualByComparingTo(
                        registered.stream().map(One::contractAmount).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(total.technologyAmount().toBigDecimal())
                .isEqualByComparingTo(
                        registered.stream().map(One::technologyAmount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    @DisplayName("a large load is added up to the fen, and so is a single month changed after it")
    void loadAndChange() {
        recorded.record(2_000, TENANTS);
        tellsTheRecords(2025);
        tellsTheRecords(2024);
        recorded.record(3, 230100);
        tellsTheRecords(2025);
        tellsTheRecords(2024);
    }

    @Test
    @DisplayName("whoever waited while another added the months up finds nothing left to do")
    void waiting() throws Exception {
        recorded.record(50, 230100);
        try (var first = database.application();
                var settling = first.createStatement()) {
            first.setAutoCommit(false);
            settling.execute("select set_config('app.low', '230000', true), set_config('app.high', '239999', true)");
            settling.execute("select settle_statistics()");
            var second = CompletableFuture.supplyAsync(() -> report("2025"));
            awaitWaiting();
            first.commit();
            assertThat(second.get(30, TimeUnit.SECONDS).total().contracts()).isPositive();
        }
        tellsTheRecords(2025);
    }

    private void awaitWaiting() throws SQLException, InterruptedException {
        try (var watching = database.superuser();
                var lock = watching.prepareStatement("select 1 from pg_locks l join pg_database d on d.oid = l.database"
                        + " where d.datname = current_database() and l.locktype = 'advisory' and not l.granted")) {
            for (int i = 0; i < 300; i++) {
                try (var found = lock.executeQuery()) {
                    if (found.next()) {
                        return;
                    }
                }
                Thread.sleep(100);
            }
        }
        throw new AssertionError("Nobody waits for the lock");
    }
}
