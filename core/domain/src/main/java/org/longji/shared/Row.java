package org.longji.shared;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * One row of a result, read by column name. The plain accessors expect a value and say which column lacked one; those
 * named {@code optional…} expect that there may be none.
 */
public final class Row {

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    public String text(String column) {
        return present(column, optionalText(column));
    }

    public Optional<String> optionalText(String column) {
        return get(column, result::getString);
    }

    public int integer(String column) {
        return present(column, get(column, name -> result.getObject(name, Integer.class)));
    }

    public Optional<Integer> optionalInteger(String column) {
        return get(column, name -> result.getObject(name, Integer.class));
    }

    public long bigint(String column) {
        return present(column, optionalBigint(column));
    }

    public Optional<Long> optionalBigint(String column) {
        return get(column, name -> result.getObject(name, Long.class));
    }

    public boolean bool(String column) {
        return present(column, get(column, name -> result.getObject(name, Boolean.class)));
    }

    public UUID uuid(String column) {
        return present(column, optionalUuid(column));
    }

    public Optional<UUID> optionalUuid(String column) {
        return get(column, name -> result.getObject(name, UUID.class));
    }

    public LocalDate date(String column) {
        return present(column, optionalDate(column));
    }

    public Optional<LocalDate> optionalDate(String column) {
        return get(column, name -> result.getObject(name, LocalDate.class));
    }

    public Instant instant(String column) {
        return present(column, optionalInstant(column));
    }

    public Optional<Instant> optionalInstant(String column) {
        return get(column, name -> result.getObject(name, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    public BigDecimal decimal(String column) {
        return present(column, get(column, result::getBigDecimal));
    }

    public Optional<BigDecimal> optionalDecimal(String column) {
        return get(column, result::getBigDecimal);
    }

    public Money money(String column) {
        return present(column, optionalMoney(column));
    }

    public Optional<Money> optionalMoney(String column) {
        return get(column, result::getBigDecimal).map(Money::of);
    }

    public byte[] bytes(String column) {
        return present(column, get(column, result::getBytes));
    }

    public <E extends Enum<E>> E constant(String column, Class<E> type) {
        return Enum.valueOf(type, text(column));
    }

    public <E extends Enum<E>> Optional<E> optionalConstant(String column, Class<E> type) {
        return optionalText(column).map(name -> Enum.valueOf(type, name));
    }

    /** The elements of an {@code int[]} column; empty when the column is null. */
    public List<Integer> integers(String column) {
        return elements(column, Integer[].class);
    }

    /** The elements of a {@code uuid[]} column; empty when the column is null. */
    public List<UUID> uuids(String column) {
        return elements(column, UUID[].class);
    }

    /** The elements of a {@code text[]} column; empty when the column is null. */
    public List<String> texts(String column) {
        return elements(column, String[].class);
    }

    private <E> List<E> elements(String column, Class<E[]> type) {
        return get(column, name -> {
                    var array = result.getArray(name);
                    return array == null ? null : List.of(type.cast(array.getArray()));
                })
                .orElse(List.of());
    }

    private <T> T present(String column, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalStateException("Column " + column + " holds no value"));
    }

    private <T> Optional<T> get(String column, Getter<T> getter) {
        try {
            return Optional.ofNullable(getter.get(Objects.requireNonNull(column)));
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    @FunctionalInterface
    private interface Getter<T> {
        @Nullable
        T get(String column) throws SQLException;
    }
}
