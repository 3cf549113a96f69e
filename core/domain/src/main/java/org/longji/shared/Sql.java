package org.longji.shared;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * Plain SQL on the connection of the running transaction, for what is a set or a table rather than an object: access,
 * the journal, jobs, imports. Parameters are positional ({@code ?}); rows are read by column name through {@link Row}.
 */
public final class Sql {

    /** Makes one value of one row. */
    @FunctionalInterface
    public interface Mapper<T> {
        T map(Row row);
    }

    private Sql() {}

    /** The connection of the running transaction, with the tenant's settings on it; never close it. */
    public static Connection connection(EntityManager em) {
        return em.unwrap(Connection.class);
    }

    /** All rows, in the order the database gives them. */
    public static <T> List<T> query(EntityManager em, String sql, Mapper<T> mapper, @Nullable Object... parameters) {
        var rows = new ArrayList<T>();
        stream(em, sql, 0, row -> rows.add(mapper.map(row)), parameters);
        return rows;
    }

    /** The first row, if there is one. */
    public static <T> Optional<T> first(
            EntityManager em, String sql, Mapper<T> mapper, @Nullable Object... parameters) {
        var rows = query(em, sql, mapper, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** Hands row after row to {@code reader}, fetching {@code fetchSize} at a time, so that a long result needs no memory. */
    public static void stream(
            EntityManager em, String sql, int fetchSize, Consumer<Row> reader, @Nullable Object... parameters) {
        try (var statement = prepare(em, sql, parameters)) {
            statement.setFetchSize(fetchSize);
            try (var result = statement.executeQuery()) {
                var row = new Row(result);
                while (result.next()) {
                    reader.accept(row);
                }
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** How many rows of a table in sight hold a value in a column, by tenant. Names are this code's own, never a reader's. */
    public static Map<Integer, Long> countedByTenant(EntityManager em, String table, String column, String value) {
        var counts = new TreeMap<Integer, Long>();
        stream(
                em,
                "select tenant, count(*) as n from " + table + " where " + column + " = ? group by tenant",
                0,
                row -> counts.put(row.integer("tenant"), row.bigint("n")),
                value);
        return counts;
    }

    /** Runs an insert, update or delete and says how many rows it touched. */
    public static int update(EntityManager em, String sql, @Nullable Object... parameters) {
        try (var statement = prepare(em, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** Runs the same statement once per parameter row, in one round trip. */
    public static void batch(EntityManager em, String sql, List<? extends @Nullable Object[]> rows) {
        try (var statement = connection(em).prepareStatement(sql)) {
            for (var row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static PreparedStatement prepare(EntityManager em, String sql, @Nullable Object[] parameters)
            throws SQLException {
        var statement = connection(em).prepareStatement(sql);
        try {
            bind(statement, parameters);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, databaseValue(statement.getConnection(), parameters[i]));
        }
    }

    private static @Nullable Object databaseValue(Connection connection, @Nullable Object value) throws SQLException {
        if (value instanceof Optional<?> optional) {
            return databaseValue(connection, optional.orElse(null));
        }
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof Money money) {
            return new java.math.BigDecimal(money.toString());
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof int[] numbers) {
            return array(
                    connection, "int4", java.util.Arrays.stream(numbers).boxed().toArray());
        }
        if (value instanceof @Nullable Object[] elements) {
            return array(connection, elementType(elements.getClass().getComponentType()), elements);
        }
        if (value instanceof Collection<?> elements) {
            var first = elements.stream().findFirst();
            var type = first.isPresent() ? elementType(first.get().getClass()) : "text";
            return array(connection, type, elements.toArray());
        }
        return value;
    }

    private static java.sql.Array array(Connection connection, String type, @Nullable Object[] elements)
            throws SQLException {
        return connection.createArrayOf(type, elements);
    }

    private static String elementType(@Nullable Class<?> type) {
        if (type == UUID.class) {
            return "uuid";
        }
        if (type == Integer.class) {
            return "int4";
        }
        if (type == Long.class) {
            return "int8";
        }
        return type == byte[].class ? "bytea" : "text";
    }
}
