package org.longji.attachment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One file of a contract.
 *
 * @param kind which of the documents that are asked for it is
 * @param name what the sender called it; for showing only
 * @param mediaType what its bytes were found to be
 * @param size in bytes
 * @param sha256 of its content
 * @param textHash SHA-256 of the letters and digits of its text; null where no text could be read
 * @param withdrawnAt when it was taken out of the filing during a correction
 */
public record AttachmentDetails(
        UUID id,
        String kind,
        String name,
        String mediaType,
        long size,
        String sha256,
        @Nullable String textHash,
        String uploadedBy,
        Instant uploadedAt,
        @Nullable Instant withdrawnAt) {}
