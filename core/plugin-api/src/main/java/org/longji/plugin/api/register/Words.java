package org.longji.plugin.api.register;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.longji.plugin.api.Text;

/**
 * A label or sentence of a register in the console's languages.
 *
 * @param zh simplified Chinese, never blank
 * @param en English, never blank
 * @param ru Russian; without it the reader gets the Chinese
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Words(String zh, String en, Optional<String> ru) {

    /** Refuses a missing Chinese or English text. */
    public Words {
        Objects.requireNonNull(ru, "ru");
        if (zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException("words need zh and en, but got zh '" + zh + "' and en '" + en + "'");
        }
        ru = ru.filter(text -> !text.isBlank());
    }

    /** {@return words without a Russian text} */
    public static Words of(String zh, String en) {
        return new Words(zh, en, Optional.empty());
    }

    /** {@return words in three languages} */
    public static Words of(String zh, String en, String ru) {
        return new Words(zh, en, Optional.of(ru));
    }

    /** {@return the Chinese and English of it} */
    public Text text() {
        return new Text(zh, en);
    }
}
