package org.longji.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.register.RegisterHouse.PLUGIN;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.testkit.example.Certificate;
import org.longji.plugin.testkit.example.Course;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;

@DisplayName("Rows are looked up by a reference or a number without looking at all of them")
class LookedUpTest {

    private static final int HARBIN = 230100;
    private static final int DAQING = 230600;
    private static final TestDatabase DATABASE = TestDatabase.fresh().withTenants(HARBIN);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0e37df36-f698-11e6-8dd4-cb9ced3df976",
                "12230103FGF1LYQP3T",
                "SAMPLE-230100-2026-0001",
                "23010319900307002X",
                "702000.00",
                "-5.5",
                "2026-05-06",
                "2026-05-06T08:30",
                "08:30",
                "JUNIOR",
                "40",
                "初级班2026",
                "2026年第1期"
            })
    @DisplayName("the database and the host agree on what is kept")
    void agreed(String value) {
        boolean kept = DATABASE.transactions()
                .within(
                        TenantScope.exactly(HARBIN),
                        em -> Sql.first(em, "select register_looked_up(?) as kept", row -> row.bool("kept"), value)
                                .orElseThrow());
        assertThat(kept).isEqualTo(LookedUp.isKept(value));
    }

    @Test
    @DisplayName("what a row refers to follows it: written, revised, inherited, removed, and only inside the walls")
    void follows() {
        var house = new RegisterHouse(directory);
        var first = house.openCourse("甲班");
        var second = house.openCourse("乙班");
        house.issued(first, "张三", RegisterHouse.ZHANG);
        assertThat(certificates(house, HARBIN, first)).isEqualTo(1);
        assertThat(certificates(house, HARBIN, second)).isZero();
        assertThat(certificates(house, DAQING, first)).isZero();

        house.database.asOwner("update register_row set data = jsonb_set(data, '{course}', to_jsonb('" + second
                + "'::text)) where register = 'certificate'");
        assertThat(certificates(house, HARBIN, first)).isZero();
        assertThat(certificates(house, HARBIN, second)).isEqualTo(1);
        assertThat(titled(house, "甲班")).as("prose is looked for among all").isEqualTo(1);

        house.database.asOwner("delete from register_row where register = 'certificate'");
        assertThat(certificates(house, HARBIN, second)).isZero();
    }

    private static long certificates(RegisterHouse house, int tenant, UUID course) {
        return house.transactions.within(
                TenantScope.exactly(tenant),
                em -> rows(house, em, tenant)
                        .of(Certificate.class)
                        .with("course", new RowRef(course))
                        .count());
    }

    private static long titled(RegisterHouse house, String title) {
        return house.transactions.within(
                TenantScope.exactly(HARBIN),
                em -> rows(house, em, HARBIN)
                        .of(Course.class)
                        .with("title", title)
                        .count());
    }

    private static HostRows rows(RegisterHouse house, jakarta.persistence.EntityManager em, int tenant) {
        var handle = house.catalogue.get(HARBIN, PLUGIN, "certificate");
        return new HostRows(em, PLUGIN, handle.siblings(), tenant, LocalDate.of(2026, 4, 1));
    }

    /** Certificates as the database sees them, twenty to each course. */
    private static String many(int rows) {
        return "insert into register_row (id, tenant, plugin, register, state, state_since, record_version, plugin_hash, data, title,"
                + " title_masked, search, search_masked, created_by, created_by_name, created_at, changed_at)"
                + " select gen_random_uuid(), 230100, 'example', 'certificate', 'ISSUED', now(), 1, 'hash-1',"
                + " jsonb_build_object('course', md5('course ' || n % " + rows / 20
                + ")::uuid, 'name', '学员' || n, 'idNumber', lpad(n::text, 18, '2'), 'hours', 40, 'startsOn', '2026-05-06'),"
                + " '学员', '学员', '学员', '学员', gen_random_uuid(), '登记员', now() - n * interval '1 second', now()"
                + " from generate_series(1, " + rows + ") n";
    }

    @Test
    @DisplayName("among a hundred thousand rows a reference is found by its own index")
    void amongMany() throws SQLException {
        var house = new RegisterHouse(directory);
        final int all = 100_000;
        long written = millis(() -> {
            house.database.asOwner(many(all), "analyze register_row", "analyze register_lookup");
            return true;
        });
        var course = house.transactions.within(
                TenantScope.exactly(HARBIN),
                em -> Sql.first(em, "select md5('course 7')::uuid as id", row -> row.uuid("id"))
                        .orElseThrow());
        var select = "select count(*) as n from register_row r where r.plugin = ? and r.register = ?"
                + " and (r.tenant = ? or r.tenant < ? and r.inherited_to >= ?)";
        var scanned = new Object[] {"example", "certificate", HARBIN, HARBIN, 230199, "course", course.toString()};
        Supplier<Long> before = () -> house.transactions.within(
                TenantScope.exactly(HARBIN),
                em -> Sql.first(em, select + " and r.data ->> ? = ?", row -> row.bigint("n"), scanned)
                        .orElseThrow());
        Supplier<Long> after = () -> certificates(house, HARBIN, course);
        assertThat(before.get()).isEqualTo(after.get()).isEqualTo(20);
        for (int i = 0; i < 10; i++) {
            after.get();
        }
        long scan = millis(before);
        long looked = millis(() -> {
            for (int i = 0; i < 9; i++) {
                after.get();
            }
            return after.get();
        });
        System.out.printf(
                "%,d rows written in %,d ms; a reference by scan %d ms, by look-up %.1f ms%n",
                all, written, scan, looked / 10.0);
        var plan = house.transactions.within(
                TenantScope.exactly(HARBIN),
                em -> Sql.query(
                        em,
                        "explain (analyze, costs off, timing off) " + select + LookedUp.condition(course.toString()),
                        row -> row.text("QUERY PLAN"),
                        planned(course.toString())));
        System.out.println(String.join("\n", plan));
        assertThat(String.join(" ", plan))
                .contains("register_row_pkey")
                .doesNotContain("Seq Scan", "register_row_list");
        assertThat(looked / 10).isLessThan(scan);
    }

    private static Object[] planned(String course) {
        var all = new java.util.ArrayList<Object>(List.of("example", "certificate", HARBIN, HARBIN, 230199));
        all.addAll(LookedUp.parameters("example", "certificate", "course", course));
        return all.toArray();
    }

    private static long millis(Supplier<?> work) {
        long begun = System.nanoTime();
        work.get();
        return (System.nanoTime() - begun) / 1_000_000;
    }

    @Test
    @DisplayName("rows of before are looked up as those written since")
    void migrated() throws SQLException {
        var database = TestDatabase.at("43").withTenants(HARBIN);
        database.asOwner(many(40));
        database.migrate();
        try (var connection = database.owner();
                var found = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from register_lookup where key = register_lookup_key('example', 'certificate',"
                                        + " 'course', md5('course 1')::uuid::text)")) {
            found.next();
            assertThat(found.getInt(1)).isEqualTo(20);
        }
    }
}
