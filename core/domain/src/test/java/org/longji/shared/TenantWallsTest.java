package org.longji.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The walls between tenants, attacked table by table. The tables come from the database's own catalogue, so a table
 * added tomorrow is attacked tomorrow; its rows are made up from its columns' types.
 */
class TenantWallsTest {

    static final TestDatabase DATABASE = TestDatabase.fresh().withTenants(230100, 230103, 230600);
    static final int HARBIN = 230100;
    static final int DAQING = 230600;

    @BeforeAll
    static void aRowOfEachTenantInEveryTable() throws SQLException {
        try (var connection = DATABASE.superuser();
                var statement = connection.createStatement()) {
            // Made-up rows break constraints on purpose: what is tested is who may see them, not what they mean.
            statement.execute("set session_replication_role = replica");
            for (var table : tenantTables()) {
                dropChecks(connection, table);
                for (int tenant : List.of(HARBIN, DAQING)) {
                    statement.execute(insert(connection, table, tenant, tenant));
                }
            }
        }
    }

    /** Every table of ours with a column named tenant, from the catalogue. */
    static List<String> tenantTables() throws SQLException {
        try (var connection = DATABASE.superuser();
                var result = connection
                        .createStatement()
                        .executeQuery("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                                + " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
                                + " and a.attname = 'tenant' and not a.attisdropped order by 1")) {
            var tables = new ArrayList<String>();
            while (result.next()) {
                tables.add(result.getString(1));
            }
            return tables;
        }
    }

    /** Tables a tenant's own transactions read through the wall; the others are reached by functions only. */
    static List<String> readableTables() throws SQLException {
        try (var connection = DATABASE.superuser()) {
            var readable = new ArrayList<String>();
            for (var table : tenantTables()) {
                try (var result = connection
                        .createStatement()
                        .executeQuery("select has_table_privilege('longji_app', '" + table + "', 'select')")) {
                    result.next();
                    if (result.getBoolean(1)) {
                        readable.add(table);
                    }
                }
            }
            return readable;
        }
    }

    static List<String> writableTables() throws SQLException {
        try (var connection = DATABASE.superuser()) {
            var writable = new ArrayList<String>();
            for (var table : tenantTables()) {
                try (var result = connection
                        .createStatement()
                        .executeQuery("select has_table_privilege('longji_app', '" + table + "', 'insert')")) {
                    result.next();
                    if (result.getBoolean(1)) {
                        writable.add(table);
                    }
                }
            }
            return writable;
        }
    }

    @Test
    @DisplayName("the catalogue really showed the tables")
    void seesTheTables() throws SQLException {
        assertThat(tenantTables()).contains("account", "contract", "entitlement", "journal", "organization", "receipt");
        assertThat(readableTables()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("tenantTables")
    @DisplayName("is walled: row-level security enabled and forced, the application not its owner")
    void isWalled(String table) throws SQLException {
        try (var connection = DATABASE.superuser();
                var result = connection
                        .createStatement()
                        .executeQuery(
                                "select relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) from pg_class"
                                        + " where oid = '" + table + "'::regclass")) {
            result.next();
            assertThat(result.getBoolean(1)).as("enabled").isTrue();
            assertThat(result.getBoolean(2)).as("forced").isTrue();
            assertThat(result.getString(3)).isNotEqualTo("longji_app");
        }
    }

    @Test
    @DisplayName("the application role may not step around the walls")
    void roleIsPlain() throws SQLException {
        try (var connection = DATABASE.superuser();
                var result = connection
                        .createStatement()
                        .executeQuery("select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles"
                                + " where rolname = 'longji_app'")) {
            result.next();
            assertThat(result.getBoolean(1)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("readableTables")
    @DisplayName("shows nothing to a transaction without settings")
    void showsNothingWithoutSettings(String table) throws SQLException {
        try (var connection = DATABASE.application();
                var result = connection.createStatement().executeQuery("select count(*) from " + table)) {
            result.next();
            assertThat(result.getInt(1)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("readableTables")
    @DisplayName("shows a tenant its own rows and none of a sibling, of a child nothing of what is above")
    void showsOwnRowsOnly(String table) {
        assertThat(tenantsSeen(table, TenantScope.subtree(HARBIN))).containsOnly(HARBIN);
        assertThat(tenantsSeen(table, TenantScope.exactly(DAQING))).containsOnly(DAQING);
        assertThat(tenantsSeen(table, TenantScope.subtree(230000))).contains(HARBIN, DAQING);
        if (!List.of(
                        "policy_version",
                        "policy_definition",
                        "policy_rail",
                        "policy_gate",
                        "approval_chain",
                        "approval_rail",
                        "credit_listing")
                .contains(table)) {
            // Policies are inherited: what the prefecture enacts is law in the county, and so are its rails.
            assertThat(tenantsSeen(table, TenantScope.subtree(230103))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("writableTables")
    @DisplayName("refuses a row written into a sibling's range")
    void refusesForeignRows(String table) throws SQLException {
        String foreign;
        try (var connection = DATABASE.superuser()) {
            foreign = insert(connection, table, DAQING, 999_999);
        }
        assertThatThrownBy(() ->
                        DATABASE.transactions().within(TenantScope.subtree(HARBIN), em -> Sql.update(em, foreign)))
                .isInstanceOfSatisfying(SqlFailure.class, failure -> {
                    assertThat(failure.state()).isEqualTo("42501");
                    assertThat(failure.getMessage()).contains("row-level security");
                });
    }

    @Test
    @DisplayName("what came with Longji is everybody's to see, and written by nobody below the whole")
    void shippedArchives() throws SQLException {
        try (var connection = DATABASE.superuser();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(insert(connection, "plugin_archive", HARBIN, 500_500));
            statement.execute("update plugin_archive set hash = 'shipped', tenant = null where hash = '500500'");
        }
        var shipped = "select hash from plugin_archive where tenant is null";
        try (var connection = DATABASE.application();
                var result = connection.createStatement().executeQuery(shipped)) {
            assertThat(result.next()).as("without settings").isFalse();
        }
        var transactions = DATABASE.transactions();
        List<String> seen =
                transactions.within(TenantScope.exactly(DAQING), em -> Sql.query(em, shipped, row -> row.text("hash")));
        assertThat(seen).containsExactly("shipped");
        assertThatThrownBy(() -> transactions.within(
                        TenantScope.subtree(230000),
                        em -> Sql.update(em, "update plugin_archive set approved_by = 'x' where tenant is null")))
                .isInstanceOfSatisfying(
                        SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("42501"));
    }

    @Test
    @DisplayName("a transaction cannot open another scope inside itself")
    void refusesToNest() {
        var transactions = DATABASE.transactions();
        assertThatThrownBy(() -> transactions.within(
                        TenantScope.exactly(HARBIN),
                        em -> transactions.within(TenantScope.exactly(DAQING), other -> countTenants(other))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("the settings end with the transaction: the next user of the connection starts without rows")
    void settingsEndWithTheTransaction() {
        DATABASE.transactions().within(TenantScope.subtree(230000), TenantWallsTest::countTenants);
        assertThat(DATABASE.transactions()
                        .<Long>withSettings(Map.of("app.username", "nobody"), TenantWallsTest::countTenants))
                .isZero();
    }

    private static long countTenants(EntityManager em) {
        return Sql.first(em, "select count(*) as n from tenant", row -> row.bigint("n"))
                .orElseThrow();
    }

    private static List<Integer> tenantsSeen(String table, TenantScope scope) {
        return DATABASE.transactions()
                .within(
                        scope,
                        em -> Sql.query(
                                em,
                                "select distinct tenant from " + table + " order by 1",
                                row -> row.integer("tenant")));
    }

    private static void dropChecks(Connection connection, String table) throws SQLException {
        var checks = new ArrayList<String>();
        try (var result = connection
                .createStatement()
                .executeQuery("select conname from pg_constraint where contype = 'c' and conrelid = '" + table
                        + "'::regclass")) {
            while (result.next()) {
                checks.add(result.getString(1));
            }
        }
        for (var check : checks) {
            connection.createStatement().execute("alter table " + table + " drop constraint " + check);
        }
    }

    /** An insert that fills every column that needs a value with one made from its type and {@code seed}. */
    private static String insert(Connection connection, String table, int tenant, int seed) throws SQLException {
        var values = new java.util.LinkedHashMap<String, String>();
        try (var result = connection
                .createStatement()
                .executeQuery("select a.attname, format_type(a.atttypid, null) from pg_attribute a where a.attrelid = '"
                        + table
                        + "'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''"
                        + " and (a.attnotnull or a.attname = 'tenant') order by a.attnum")) {
            while (result.next()) {
                var column = result.getString(1);
                values.put(
                        column, column.equals("tenant") ? Integer.toString(tenant) : made(result.getString(2), seed));
            }
        }
        return "insert into " + table + " (" + String.join(", ", values.keySet()) + ") values ("
                + values.values().stream().collect(Collectors.joining(", ")) + ")";
    }

    private static String made(String type, int seed) {
        return switch (type) {
            case "uuid" -> "'00000000-0000-0000-0000-000000" + seed + "'";
            case "integer", "bigint", "smallint", "numeric" -> Integer.toString(seed);
            case "date", "timestamp with time zone" -> "'2024-01-01'";
            case "boolean" -> "true";
            case "bytea" -> "decode('" + seed + "', 'hex')";
            case "integer[]", "text[]", "uuid[]", "numeric[]", "boolean[]" -> "'{}'";
            case "character" -> "'CHN'";
            default -> "'" + seed + "'";
        };
    }
}
