package org.longji.plugin.api.register;

import org.apiguardian.api.API;

/** What a component of a record holds. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FieldKind {
    /** {@code String}. */
    TEXT,
    /** {@link org.longji.plugin.api.Money}; yuan with two decimals, as text. */
    MONEY,
    /** {@code BigDecimal}; as text. */
    DECIMAL,
    /** {@code int} or {@code long}. */
    WHOLE,
    /** {@code boolean}. */
    YES_NO,
    /** {@code LocalDate}. */
    DATE,
    /** {@code LocalDateTime}, to the second, in China's time. */
    MOMENT,
    /** {@code LocalTime}, to the minute. */
    TIME,
    /** An enum. */
    CHOICE,
    /** {@link RowRef}. */
    ROW,
    /** {@link PartyRef}. */
    PARTY,
    /** {@link ContractRef}. */
    CONTRACT,
    /** A record inside the record. */
    GROUP,
    /** A list of any of the others. */
    LIST
}
