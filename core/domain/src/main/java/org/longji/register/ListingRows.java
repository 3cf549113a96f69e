package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.longji.pluginhost.ChannelHandle;
import org.longji.pluginhost.RegisterHandle;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Json;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;

/**
 * The rows that are listed to and from another region. They are written as all rows are, with their checks, timeline and journal; what
 * is particular is where they came from, and which fields are the other side's.
 */
@Dependent
public class ListingRows {

    private final RowWriter writer;
    private final RowChanges changes;

    @Inject
    ListingRows(RowWriter writer, RowChanges changes) {
        this.writer = writer;
        this.changes = changes;
    }

    /**
     * A row as an exchange meets it.
     *
     * @param tree in the newest version of the record
     * @param owner whose row it is
     * @param own whether it is the tenant's own, not another region's
     */
    public record Listed(
            UUID id,
            String title,
            String state,
            LocalDateTime since,
            Map<String, Object> tree,
            Optional<String> owner,
            boolean own) {}

    /** Columns of {@code register_row r} that {@link #read} needs. */
    public static final String COLUMNS = StoredRow.COLUMNS;

    /** Reads a row out of a query of {@link #COLUMNS}. */
    public static Listed read(RegisterHandle handle, Row row) {
        return listed(handle, StoredRow.read(row));
    }

    private static Listed listed(RegisterHandle handle, StoredRow row) {
        return new Listed(
                row.id(),
                row.titleMasked(),
                row.state(),
                LocalDateTime.ofInstant(row.stateSince(), Clocks.CHINA),
                RowWriter.current(handle, row),
                row.party(),
                row.provenance().isEmpty());
    }

    /** The register of a channel's own archive whose rows it carries. */
    public static RegisterHandle register(ChannelHandle channel) {
        return RegisterCatalogue.sibling(
                        channel.registers(), channel.definition().type())
                .orElseThrow(() -> new IllegalStateException("a channel runs beside the register it was held against"));
    }

    /** The rows of these ids that the tenant keeps, locked until the transaction ends. */
    public Map<UUID, Listed> locked(EntityManager em, RegisterHandle handle, int tenant, Collection<UUID> ids) {
        var found = new HashMap<UUID, Listed>();
        if (!ids.isEmpty()) {
            stored(em, handle, tenant, ids).forEach(row -> found.put(row.id(), listed(handle, row)));
        }
        return found;
    }

    private static List<StoredRow> stored(EntityManager em, RegisterHandle handle, int tenant, Collection<UUID> ids) {
        return Sql.query(
                em,
                "select " + StoredRow.COLUMNS
                        + " from register_row r where r.id = any (?) and r.tenant = ? and r.plugin = ? and r.register = ?"
                        + " order by r.id for update",
                StoredRow::read,
                ids,
                tenant,
                handle.pluginId(),
                handle.id());
    }

    private static StoredRow one(EntityManager em, RegisterHandle handle, int tenant, UUID id) {
        return stored(em, handle, tenant, List.of(id)).get(0);
    }

    /**
     * Begins a row that another region listed, or leaves nothing of it.
     *
     * @param partnersFields what only the other side changes
     * @param step the step that leads it out of the state in which rows begin, if there is one
     * @throws ProblemException saying why the register refuses it
     */
    public UUID begin(
            EntityManager em,
            RegisterHandle handle,
            Caller caller,
            int tenant,
            Map<String, Object> tree,
            Provenance provenance,
            Set<String> partnersFields,
            Optional<String> step) {
        return whole(em, () -> {
            RowWriter.refuse(handle.faults(tree), "");
            var id = writer.begin(em, handle, caller, tenant, tree, "REGISTER_ROW_RECEIVED", note(provenance));
            Sql.update(
                    em,
                    "update register_row set provenance = ?::jsonb, partners_fields = ? where id = ? and tenant = ?",
                    Json.write(provenance),
                    partnersFields,
                    id,
                    tenant);
            step.ifPresent(name -> take(em, handle, caller, tenant, id, name));
            return id;
        });
    }

    /** Writes what the other region changed of a row, or nothing of it. */
    public void rewrite(
            EntityManager em,
            RegisterHandle handle,
            Caller caller,
            int tenant,
            UUID id,
            Map<String, Object> tree,
            Optional<Provenance> provenance) {
        whole(em, () -> {
            RowWriter.refuse(handle.faults(tree), "");
            var row = one(em, handle, tenant, id);
            writer.rewrite(
                    em,
                    handle,
                    caller,
                    row,
                    handle.read(tree),
                    row.state(),
                    "receive-revision",
                    null,
                    provenance.map(ListingRows::note).orElse(null));
            provenance.ifPresent(now -> from(em, tenant, id, now));
            return id;
        });
    }

    /** Takes a step that follows from what the other region did, or leaves everything as it is. */
    public void withdraw(
            EntityManager em,
            RegisterHandle handle,
            Caller caller,
            int tenant,
            UUID id,
            String step,
            Provenance provenance) {
        whole(em, () -> {
            take(em, handle, caller, tenant, id, step);
            from(em, tenant, id, provenance);
            return id;
        });
    }

    private static void from(EntityManager em, int tenant, UUID id, Provenance provenance) {
        Sql.update(
                em,
                "update register_row set provenance = ?::jsonb where id = ? and tenant = ?",
                Json.write(provenance),
                id,
                tenant);
    }

    private void take(EntityManager em, RegisterHandle handle, Caller caller, int tenant, UUID id, String step) {
        var wanted = handle.definition().step(step).orElseThrow();
        changes.taken(em, handle, caller, one(em, handle, tenant, id), wanted, Map.of(), null, 0);
    }

    private static String note(Provenance provenance) {
        return provenance.region().zh() + " " + provenance.key() + " #" + provenance.revision();
    }

    private static <T> T whole(EntityManager em, Supplier<T> work) {
        Sql.update(em, "savepoint one_listing");
        try {
            T done = work.get();
            Sql.update(em, "release savepoint one_listing");
            return done;
        } catch (RuntimeException refused) {
            Sql.update(em, "rollback to savepoint one_listing");
            throw refused;
        }
    }
}
