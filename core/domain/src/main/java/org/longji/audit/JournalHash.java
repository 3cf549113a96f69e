package org.longji.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.longji.shared.Sha256;

/**
 * The hash of an entry, from the documented layout alone: ten fields in UTF-8, each written as its length in bytes, a
 * colon and itself, joined by commas; SHA-256 of that in lower-case hexadecimal. The instant is UTC with six digits.
 */
final class JournalHash {

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private JournalHash() {}

    /** An instant as it enters the hash. */
    static String instant(Instant at) {
        return INSTANT.format(at);
    }

    static String of(JournalEntry entry) {
        var fields = List.of(
                entry.previousHash(),
                Integer.toString(entry.tenant()),
                Long.toString(entry.seq()),
                instant(entry.at()),
                entry.actor(),
                entry.action(),
                entry.subjectType(),
                entry.subjectId(),
                entry.before(),
                entry.after());
        var digest = Sha256.digest();
        var separator = "";
        for (var field : fields) {
            var bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update((separator + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
            separator = ",";
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
