package org.longji.server.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.longji.server.launch.DataDirectory;
import org.longji.server.launch.StartupFailure;
import org.postgresql.Driver;

/**
 * Brings a database to the state the application expects: two roles and the newest schema. The owner of the tables runs the
 * migrations, which also give it the few functions that must look across tenants; the application's role owns nothing and never
 * passes row-level security.
 */
public final class DatabasePreparation {
    public static final String APPLICATION_ROLE = "longji_app";

    private static final String OWNER_ROLE = "longji_owner";
    /** "Longji" in ASCII. */
    private static final long TURN = 0x4C6F6E676A69L;

    private static final String DATABASE = "longji";

    private DatabasePreparation() {}

    static DatabaseAddress ensureOwner(Connection superuser, DatabaseAddress server, String password)
            throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            String attributes = " LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE PASSWORD " + quoted(statement, password);
            statement.execute((exists(superuser, "pg_roles", "rolname", OWNER_ROLE) ? "ALTER" : "CREATE") + " ROLE "
                    + OWNER_ROLE + attributes);
            if (!exists(superuser, "pg_database", "datname", DATABASE)) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER_ROLE);
                statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
            }
        }
        String url = server.url().replaceFirst("/[^/]*$", "/" + DATABASE);
        return new DatabaseAddress(url, OWNER_ROLE, password);
    }

    /** An outside database: where the URL points, as the account in it or the one in the environment. */
    public static DatabaseAddress outside(String jdbcUrl, Map<String, String> environment) throws StartupFailure {
        Properties parsed = Driver.parseURL(jdbcUrl, null);
        if (parsed == null) {
            throw new StartupFailure("The URL given with --database is not a PostgreSQL JDBC URL.");
        }
        String user = parsed.getProperty("user", environment.getOrDefault("LONGJI_DATABASE_USER", ""));
        String password = parsed.getProperty("password", environment.getOrDefault("LONGJI_DATABASE_PASSWORD", ""));
        if (user.isEmpty()) {
            throw new StartupFailure(
                    "The database needs an account; set LONGJI_DATABASE_USER and LONGJI_DATABASE_PASSWORD.");
        }
        String url = jdbcUrl.replaceAll("([?&])(user|password)=[^&]*", "$1").replaceAll("[?&]+$", "");
        DatabaseAddress address =
                new DatabaseAddress(url.replaceAll("\\?&+", "?").replaceAll("&&+", "&"), user, password);
        requireRights(address);
        return address;
    }

    private static void requireRights(DatabaseAddress address) throws StartupFailure {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT rolsuper OR rolcreaterole,"
                        + " current_setting('server_version_num')::int FROM pg_roles WHERE rolname = current_user")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new StartupFailure("The database account " + address.user()
                        + " needs the attribute CREATEROLE; a superuser grants it with ALTER ROLE.");
            }
            if (row.getInt(2) < 150_000) {
                throw new StartupFailure("The database server is older than PostgreSQL 15; Longji needs 15 or newer.");
            }
        } catch (SQLException e) {
            throw new StartupFailure(
                    "The database " + address + " cannot be reached: "
                            + Optional.ofNullable(e.getMessage())
                                    .orElse("no reason given")
                                    .replaceAll("\\s+", " "),
                    e);
        }
    }

    /**
     * Waits until no other node starts on this database, and keeps the others waiting until it is closed or this process is gone:
     * whatever a first start writes is written once.
     *
     * @param waiting told when somebody else is first
     */
    public static Connection turn(DatabaseAddress owner, Runnable waiting) throws SQLException {
        Connection connection = owner.connect();
        try (Statement statement = connection.createStatement()) {
            // A machine that lost its power says no goodbye.
            statement.execute(
                    "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3");
            try (ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + TURN + ")")) {
                row.next();
                if (row.getBoolean(1)) {
                    return connection;
                }
            }
            waiting.run();
            statement.execute("SELECT pg_advisory_lock(" + TURN + ")");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Creates or renews the application's role and runs the migrations; returns how the application enters. */
    public static DatabaseAddress prepare(DatabaseAddress owner, DataDirectory data, Path migrations)
            throws StartupFailure, IOException {
        // Every node that enters as the same owner finds the same one, so that none locks another out.
        String applicationPassword =
                owner.password().isEmpty() ? data.secret("database-application") : owner.derived(APPLICATION_ROLE);
        try {
            ensureApplicationRole(owner, applicationPassword);
            Flyway.configure(DatabasePreparation.class.getClassLoader())
                    .dataSource(owner.url(), owner.user(), owner.password())
                    .locations("filesystem:" + migrations)
                    .placeholderReplacement(false)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (SQLException e) {
            throw new StartupFailure(
                    "The database role " + APPLICATION_ROLE + " cannot be set up: " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw new StartupFailure(
                    "The database schema cannot be brought to this version; see the log for the migration that failed.",
                    e);
        }
        return owner.as(APPLICATION_ROLE, applicationPassword);
    }

    /** Strikes a node that stops in good order from those that are there. */
    public static void leave(DatabaseAddress owner, String node) throws SQLException {
        try (Connection connection = owner.connect();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM node WHERE id = ?")) {
            delete.setString(1, node);
            delete.executeUpdate();
        }
    }

    private static void ensureApplicationRole(DatabaseAddress owner, String password) throws SQLException {
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "pg_roles", "rolname", APPLICATION_ROLE)) {
                statement.execute(
                        "CREATE ROLE " + APPLICATION_ROLE + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS");
            }
            statement.execute("ALTER ROLE " + APPLICATION_ROLE + " PASSWORD " + quoted(statement, password));
            statement.execute("GRANT CONNECT, TEMPORARY ON DATABASE "
                    + statement.enquoteIdentifier(connection.getCatalog(), true) + " TO " + APPLICATION_ROLE);
            statement.execute("GRANT USAGE ON SCHEMA public TO " + APPLICATION_ROLE);
            refuseOverpowered(connection);
        }
    }

    /** The walls between tenants stand on this: a role that somebody made mighty must not be used. */
    private static void refuseOverpowered(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = '" + APPLICATION_ROLE + "'")) {
            row.next();
            if (row.getBoolean(1)) {
                throw new SQLException("it passes row-level security, which would open the walls between tenants");
            }
        }
    }

    private static boolean exists(Connection connection, String catalog, String column, String name)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM " + catalog + " WHERE " + column + " = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String quoted(Statement statement, String text) throws SQLException {
        return statement.enquoteLiteral(text);
    }
}
