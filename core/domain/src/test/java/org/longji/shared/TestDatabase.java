package org.longji.shared;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL for tests, with the roles of the product: migrations run as {@code longji_owner}, the code under
 * test signs in as {@code longji_app} and meets every wall. One server serves the test JVM; every test class takes a
 * database of its own, copied from a migrated template in a fraction of a second:
 *
 * <pre>{@code
 * static final TestDatabase DATABASE = TestDatabase.fresh().withTenants(230100, 230103);
 * final Transactions transactions = DATABASE.transactions();
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {

    private static final String OWNER = "longji_owner";
    private static final String APPLICATION = "longji_app";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String name;
    private final LocalTransactions transactions;

    private TestDatabase(String name) {
        this.name = name;
        this.transactions = transactions(url(name), name);
    }

    /** Transactions of the application role in another process than the one that keeps the server. */
    public static Transactions at(String url, String session) {
        return transactions(url, session);
    }

    private static LocalTransactions transactions(String url, String session) {
        return new LocalTransactions(Persistence.createEntityManagerFactory(
                "longji",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource", "",
                        "jakarta.persistence.nonJtaDataSource", "",
                        "jakarta.persistence.jdbc.driver", "org.postgresql.Driver",
                        "jakarta.persistence.jdbc.url", url,
                        "jakarta.persistence.jdbc.user", APPLICATION,
                        "jakarta.persistence.jdbc.password", "test",
                        "eclipselink.target-server", "None",
                        "eclipselink.session-name", session)));
    }

    /** Where this database is, for another process of the same machine. */
    public String url() {
        return url(name);
    }

    /** A new database with all migrations and no rows. */
    public static TestDatabase fresh() {
        return from(Server.TEMPLATE);
    }

    /** A new database as an earlier version of the product left it; {@link #migrate()} brings it on. */
    public static TestDatabase at(String version) {
        var database = from("template1");
        Server.migrate(database.name, version);
        return database;
    }

    /** Applies the migrations that are still missing. */
    public void migrate() {
        Server.migrate(name, "latest");
    }

    private static TestDatabase from(String template) {
        var name = "longji_" + DATABASES.incrementAndGet();
        // Copied as files: half the time of a copy by way of the log, which is for those who could lose the machine.
        Server.execute(
                "postgres",
                "postgres",
                "create database " + name + " template " + template + " strategy file_copy owner " + OWNER);
        // The same privileges as in the product, where nobody connects by default.
        Server.execute(
                "postgres",
                "postgres",
                "revoke all on database " + name + " from public",
                "grant connect, temporary on database " + name + " to " + APPLICATION);
        return new TestDatabase(name);
    }

    /** Adds divisions and, above them, what they belong to; those already there stay as they are. */
    public TestDatabase withTenants(int... codes) {
        for (int code : codes) {
            withTenant(code);
        }
        return this;
    }

    private void withTenant(int code) {
        int parent = code % 10_000 == 0 ? 0 : code % 100 == 0 ? code / 10_000 * 10_000 : code / 100 * 100;
        if (parent != 0) {
            withTenant(parent);
        }
        var level = parent == 0 ? "PROVINCE" : code % 100 == 0 ? "PREFECTURE" : "COUNTY";
        asOwner(
                "insert into tenant (code, upper_code, level, parent, name_zh, name_en, kind, standard, registration_point) values ("
                        + code + ", " + TenantScope.upperCode(code) + ", '" + level + "', "
                        + (parent == 0 ? "null" : parent) + ", '区划"
                        + code + "', 'Division " + code + "', '" + level + "', true, '00') on conflict do nothing");
    }

    /** Transactions of the application role, as the server has them. */
    public Transactions transactions() {
        return transactions;
    }

    /** Runs statements as the owner of the tables, to arrange (or to damage) what the application could not. */
    public void asOwner(String... statements) {
        Server.execute(name, OWNER, statements);
    }

    /** A connection of the application role without any settings; the caller closes it. */
    public Connection application() {
        return Server.connect(name, APPLICATION);
    }

    /** A connection of the owner; the caller closes it. */
    public Connection owner() {
        return Server.connect(name, OWNER);
    }

    /** A connection of the server's superuser, for looking at the catalogue; the caller closes it. */
    public Connection superuser() {
        return Server.connect(name, "postgres");
    }

    /** Ends its connections and drops it; only who takes one after the other needs that, the rest go with the server. */
    @Override
    public void close() {
        transactions.close();
        Server.KEPT.close(name);
        Server.execute("postgres", "postgres", "drop database " + name);
    }

    private static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + Server.POSTGRES.getPort() + "/" + database + "?stringtype=unspecified";
    }

    /** The one server of this JVM; it and its files go when the JVM ends. */
    private static final class Server {

        static final String TEMPLATE = "longji_template";
        static final Kept KEPT = new Kept();
        static final EmbeddedPostgres POSTGRES = start();

        static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        // Hundreds of databases that live for seconds: looking after them would be most of the work.
                        // Whoever measures switches it on.
                        .setServerConfig("autovacuum", System.getProperty("longji.autovacuum", "off"))
                        .setServerConfig("full_page_writes", "off")
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static {
            execute(
                    "postgres",
                    "postgres",
                    "create role " + OWNER + " login nosuperuser nobypassrls password 'test'",
                    "create role " + APPLICATION + " login nosuperuser nobypassrls password 'test'",
                    "create database " + TEMPLATE + " owner " + OWNER);
            migrate(TEMPLATE, "latest");
        }

        static void migrate(String database, String version) {
            Flyway.configure()
                    .dataSource(url(database), OWNER, "test")
                    .locations("classpath:db/migration")
                    .target(version)
                    .load()
                    .migrate();
        }

        static Connection connect(String database, String user) {
            try {
                return DriverManager.getConnection(url(database), user, "test");
            } catch (SQLException e) {
                throw new SqlFailure(e);
            }
        }

        static void execute(String database, String user, String... statements) {
            var kept = KEPT.poll(database, user);
            var connection = kept == null ? connect(database, user) : kept;
            try (var statement = connection.createStatement()) {
                for (var sql : statements) {
                    statement.execute(sql);
                }
                // What one call has set must not hold for the next.
                statement.execute("discard all");
            } catch (SQLException e) {
                close(connection);
                throw new SqlFailure(e);
            }
            KEPT.add(database, user, connection);
        }

        static void close(Connection connection) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new SqlFailure(e);
            }
        }
    }

    /** Connections between two calls: to sign in takes PostgreSQL longer than most of what is then asked of it. */
    private static final class Kept {

        /** Far below what the server takes, since each database of a test has connections of its own. */
        private static final int MOST = 16;

        private record Idle(String database, String user, Connection connection) {}

        private final Deque<Idle> idle = new ArrayDeque<>();

        /** @return a connection that nobody else has until it is added again, or null when none is kept */
        synchronized Connection poll(String database, String user) {
            for (var each = idle.iterator(); each.hasNext(); ) {
                var one = each.next();
                if (one.database.equals(database) && one.user.equals(user)) {
                    each.remove();
                    return one.connection;
                }
            }
            return null;
        }

        synchronized void add(String database, String user, Connection connection) {
            idle.addFirst(new Idle(database, user, connection));
            if (idle.size() > MOST) {
                Server.close(idle.removeLast().connection);
            }
        }

        synchronized void close(String database) {
            idle.removeIf(one -> {
                if (one.database.equals(database)) {
                    Server.close(one.connection);
                    return true;
                }
                return false;
            });
        }
    }

    /** Resource-local transactions with the same refusal to nest as the server's. */
    private static final class LocalTransactions extends Transactions {

        private final EntityManagerFactory factory;
        private final ThreadLocal<Boolean> running = ThreadLocal.withInitial(() -> false);

        LocalTransactions(EntityManagerFactory factory) {
            this.factory = factory;
        }

        void close() {
            factory.close();
        }

        @Override
        protected <T> T inTransaction(Work<T> work) {
            if (running.get()) {
                throw new IllegalStateException("A transaction has one scope; this work was called inside another's");
            }
            EntityManager em = factory.createEntityManager();
            running.set(true);
            try {
                em.getTransaction().begin();
                // Takes the write connection at once, so that reads run where the settings are.
                em.unwrap(Connection.class);
                T result = work.run(em);
                em.getTransaction().commit();
                return result;
            } finally {
                running.set(false);
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
                em.close();
            }
        }
    }
}
