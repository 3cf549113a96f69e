package org.longji.plugin.api.register;

import org.apiguardian.api.API;
import org.pf4j.ExtensionPoint;

/**
 * A register: rows of one record that go through states (登记簿).
 *
 * <p>The author describes; the host does. From the record it makes the JSON Schema, the form and the columns; it keeps the
 * rows behind the tenants' walls, checks every write, offers the steps to whoever may take them, keeps the timeline and the
 * journal, reads and writes workbooks, searches, counts, prints, and brings old rows to the newest version of the record.
 *
 * <p>The life of a row: it is created in the first state by whoever may, its fields are revised where the state allows it,
 * steps change it and lead it on, and it stays in a final state. Rows are never deleted one by one; the tenant's administrator
 * may remove all of a plugin that is being given up, after exporting them.
 *
 * <p>The host finds a register by its {@code @Extension} mark and reads {@link #definition()} once.
 *
 * @param <R> the record; its components carry {@link Field}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Register<R extends Record> extends ExtensionPoint {

    /** {@return what the register is; equal in meaning on every call} */
    RegisterDefinition<R> definition();
}
