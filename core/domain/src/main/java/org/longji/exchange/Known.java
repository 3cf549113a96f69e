package org.longji.exchange;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.pluginhost.ChannelHandle;
import org.longji.shared.Json;
import org.longji.shared.Row;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;

/**
 * How a listing stands between the two sides.
 *
 * @param ours whether it is ours, and the partner only knows of it
 * @param row absent where it was withdrawn before it ever came, or its row was removed
 * @param revision the latest of any message about it
 * @param message the latest that says what is listed, as files hold it
 * @param messageRevision the revision of that message
 * @param again whether it is to be sent again though nothing changed
 * @param base what the partner's latest listing said, to tell its changes from ours
 * @param answer what the partner said to it: ACCEPTED, REFUSED or DELISTED
 */
record Known(
        String key,
        boolean ours,
        Optional<UUID> row,
        long revision,
        boolean withdrawn,
        String message,
        long messageRevision,
        boolean again,
        Optional<Map<String, Object>> base,
        Optional<String> answer,
        Optional<String> answerText) {

    static final String COLUMNS = "l.key, l.origin, l.row_id, l.revision, l.withdrawn, l.message,"
            + " l.message_revision, l.again, l.base::text as base, l.answer, l.answer_text";

    static Known read(Row row) {
        return new Known(
                row.text("key"),
                row.text("origin").equals("OURS"),
                row.optionalUuid("row_id"),
                row.bigint("revision"),
                row.bool("withdrawn"),
                row.text("message"),
                row.bigint("message_revision"),
                row.bool("again"),
                row.optionalText("base").map(Json::readMap),
                row.optionalText("answer"),
                row.optionalText("answer_text"));
    }

    /** What is known of these keys. */
    static Map<String, Known> of(EntityManager em, int tenant, ChannelHandle channel, Collection<String> keys) {
        var found = new HashMap<String, Known>();
        if (!keys.isEmpty()) {
            Sql.query(
                            em,
                            "select " + COLUMNS + " from exchange_listing l where l.tenant = ? and l.plugin = ?"
                                    + " and l.channel = ? and l.key = any (?)",
                            Known::read,
                            tenant,
                            channel.pluginId(),
                            channel.id(),
                            keys)
                    .forEach(one -> found.put(one.key(), one));
        }
        return found;
    }

    static void store(EntityManager em, int tenant, ChannelHandle channel, Collection<Known> all, Instant now) {
        List<@Nullable Object[]> rows = all.stream()
                .map(one -> new @Nullable Object[] {
                    tenant,
                    channel.pluginId(),
                    channel.id(),
                    one.key(),
                    one.ours() ? "OURS" : "THEIRS",
                    one.row(),
                    one.revision(),
                    one.withdrawn(),
                    one.message(),
                    one.messageRevision(),
                    one.again(),
                    one.base().map(Json::write),
                    one.answer(),
                    one.answerText(),
                    now
                })
                .toList();
        if (!rows.isEmpty()) {
            Sql.batch(em, """
                    insert into exchange_listing (tenant, plugin, channel, key, origin, row_id, revision, withdrawn, message,
                        message_revision, again, base, answer, answer_text, changed_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                    on conflict (tenant, plugin, channel, key) do update set row_id = excluded.row_id,
                        revision = excluded.revision, withdrawn = excluded.withdrawn, message = excluded.message,
                        message_revision = excluded.message_revision, again = excluded.again, base = excluded.base, answer = excluded.answer,
                        answer_text = excluded.answer_text, changed_at = excluded.changed_at
                    """, rows);
        }
    }

    /** One that was never heard of before. */
    static Known first(String key, boolean ours, long revision, String message) {
        return new Known(
                key,
                ours,
                Optional.empty(),
                revision,
                false,
                message,
                revision,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    String sha256() {
        return Sha256.hex(message);
    }

    /** The same after a later message; what was answered was answered to the earlier one. */
    Known said(Optional<UUID> now, long later, boolean isWithdrawn, String what) {
        return new Known(
                key, ours, now, later, isWithdrawn, what, later, false, base, Optional.empty(), Optional.empty());
    }

    Known based(Optional<Map<String, Object>> on) {
        return new Known(key, ours, row, revision, withdrawn, message, messageRevision, again, on, answer, answerText);
    }

    /** The same with what the partner said to it. */
    Known answered(String what, long in, Optional<String> text) {
        return new Known(
                key,
                ours,
                row,
                Math.max(revision, in),
                withdrawn,
                message,
                messageRevision,
                again,
                base,
                Optional.of(what),
                text);
    }

    Known toBeSentAgain() {
        return new Known(key, ours, row, revision, withdrawn, message, messageRevision, true, base, answer, answerText);
    }
}
