package org.longji.inbox;

import java.time.Instant;
import java.util.UUID;
import org.longji.plugin.api.Text;

/**
 * A message that was delivered.
 *
 * @param kind what it is about, in capitals, for example REGISTRATION_CANCELLED
 * @param subjectType kind of record it speaks of, for example contract
 * @param read whether the reader has opened it
 */
public record Notice(
        UUID id,
        int tenant,
        String kind,
        String subjectType,
        String subjectId,
        Text title,
        Text text,
        Instant createdAt,
        boolean read) {}
