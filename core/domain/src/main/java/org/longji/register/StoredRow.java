package org.longji.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.shared.Json;
import org.longji.shared.Row;

/** A row as the table has it. */
record StoredRow(
        UUID id,
        int tenant,
        String plugin,
        String register,
        String state,
        Instant stateSince,
        int version,
        int recordVersion,
        String pluginHash,
        Map<String, Object> data,
        String title,
        String titleMasked,
        Optional<String> party,
        boolean open,
        Optional<String> publicKey,
        Optional<LocalDate> dueOn,
        Optional<Provenance> provenance,
        List<String> partnersFields,
        UUID createdBy,
        String createdByName,
        Instant createdAt,
        Instant changedAt) {

    static final String COLUMNS = "r.id, r.tenant, r.plugin, r.register, r.state, r.state_since, r.version,"
            + " r.record_version, r.plugin_hash, r.data::text as data, r.title, r.title_masked, r.party, r.open,"
            + " r.public_key, r.due_on, r.provenance::text as provenance, r.partners_fields, r.created_by, r.created_by_name, r.created_at, r.changed_at";

    static StoredRow read(Row row) {
        return new StoredRow(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("plugin"),
                row.text("register"),
                row.text("state"),
                row.instant("state_since"),
                row.integer("version"),
                row.integer("record_version"),
                row.text("plugin_hash"),
                Json.readMap(row.text("data")),
                row.text("title"),
                row.text("title_masked"),
                row.optionalText("party"),
                row.optionalText("open").filter("t"::equals).isPresent(),
                row.optionalText("public_key"),
                row.optionalDate("due_on"),
                row.optionalText("provenance").map(text -> Json.read(text, Provenance.class)),
                row.texts("partners_fields"),
                row.uuid("created_by"),
                row.text("created_by_name"),
                row.instant("created_at"),
                row.instant("changed_at"));
    }
}
