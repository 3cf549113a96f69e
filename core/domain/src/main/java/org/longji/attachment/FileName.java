package org.longji.attachment;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** The name of a file, for showing and for saving under: never a path, never a header's syntax. */
public final class FileName {

    private static final int LONGEST = 200;

    private FileName() {}

    /** What remains of a declared name: its last segment, without control characters and marks that turn the text around. */
    static String shown(String declared) {
        var name = Normalizer.normalize(declared, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "").strip();
        if (name.length() <= LONGEST) {
            return name;
        }
        // The ending says what it is: the front is what is cut.
        return name.substring(name.length() - LONGEST);
    }

    /** A Content-Disposition that saves a file under its name (RFC 6266), whatever the name holds. */
    public static String disposition(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
