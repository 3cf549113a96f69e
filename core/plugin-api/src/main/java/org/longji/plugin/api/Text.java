package org.longji.plugin.api;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A sentence or label in both languages of the platform.
 *
 * @param zh simplified Chinese, never blank
 * @param en English, never blank
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Text(String zh, String en) {

    /** Refuses a missing language, so that no reader ever meets an empty line. */
    public Text {
        Objects.requireNonNull(zh, "zh");
        Objects.requireNonNull(en, "en");
        if (zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException(
                    "a text needs both languages, but got zh '" + zh + "' and en '" + en + "'");
        }
    }
}
