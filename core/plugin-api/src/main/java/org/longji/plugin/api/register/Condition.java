package org.longji.plugin.api.register;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Says whether something can be done with a row. A pure function: the same record and context give an equal answer, on any
 * thread, at any time.
 *
 * @param <R> the register's record
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Condition<R extends Record> {

    /**
     * Looks for what stands in the way.
     *
     * @param record the row as it is; on creation as it would be
     * @param context all that may be known besides
     * @return every obstacle, empty when there is none
     */
    List<Obstacle> obstacles(R record, Context context);
}
