package org.longji.plugin.api.register;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The rows of the plugin's registers that the tenant has, and those it inherits from the tenants above. One call may look at
 * a bounded number of rows; whoever needs more fails, and so should count and sum where that is enough.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Rows {

    /** Most rows that {@link Query#list()} hands over. */
    int MOST = 1000;

    /**
     * {@return the row a reference points to, if the tenant sees it}
     *
     * @param type record of the register it is in
     */
    <T extends Record> Optional<Row<T>> find(Class<T> type, RowRef ref);

    /** {@return a question about the rows of the register with this record} */
    <T extends Record> Query<T> of(Class<T> type);

    /**
     * {@return what anybody is told of the row with this key by the register's {@link PublicCheck}, from whatever tenant: how a
     * certificate issued elsewhere is relied on}
     */
    <T extends Record> Optional<PublicRow> told(Class<T> type, String key);

    /**
     * What anybody is told of a row.
     *
     * @param tenant who keeps it
     * @param state the state it is in
     * @param holds whether it holds today
     * @param values what is shown, by field, as text
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record PublicRow(int tenant, String state, boolean holds, Map<String, String> values) {
        /** Takes a copy. */
        public PublicRow {
            values = Map.copyOf(values);
        }
    }

    /**
     * A question, narrowed step by step; asking changes nothing, so it may be asked again.
     *
     * @param <T> record of the register
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    interface Query<T extends Record> {

        /** {@return the same, of rows whose top-level field has this value: a text, number, date, enum, reference or boolean} */
        Query<T> with(String field, Object value);

        /** {@return the same, of rows whose field lies between the two, both included: dates, moments or numbers} */
        Query<T> between(String field, Object least, Object most);

        /** {@return the same, of rows in one of these states} */
        Query<T> in(String... states);

        /** {@return the same, of other rows than this one} */
        Query<T> except(RowRef ref);

        /**
         * {@return the rows, the earliest created first}
         *
         * @throws IllegalStateException if there are more than {@link #MOST}
         */
        List<Row<T>> list();

        /** {@return the earliest created, if there is one} */
        Optional<Row<T>> first();

        /** {@return how many there are} */
        long count();

        /** {@return how many different values a field has among them: a person who comes twice counts once} */
        long countOnce(String field);

        /**
         * {@return the different values of a field among them, as they stand in the rows' trees}
         *
         * @throws IllegalStateException if there are more than one call may look at
         */
        Set<String> distinct(String field);

        /** {@return the sum of a numeric or money field over them; zero when there are none} */
        BigDecimal sum(String field);
    }
}
