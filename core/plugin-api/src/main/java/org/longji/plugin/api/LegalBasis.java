package org.longji.plugin.api;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The clause that grants, limits or refuses (政策依据).
 *
 * @param document number of the document, for example {@code 黑政发〔2017〕16号}, never blank
 * @param article place inside it, for example {@code 二(四)1}, never blank
 * @param title title of the document, if known
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LegalBasis(String document, String article, Optional<String> title) {

    /** Refuses a basis that cannot be looked up. */
    public LegalBasis {
        Objects.requireNonNull(title, "title");
        if (document.isBlank() || article.isBlank()) {
            throw new IllegalArgumentException(
                    "a legal basis needs document and article, but got '" + document + "' and '" + article + "'");
        }
    }

    /** {@return a basis without a title} */
    public static LegalBasis of(String document, String article) {
        return new LegalBasis(document, article, Optional.empty());
    }

    /** {@return a basis with the document's title} */
    public static LegalBasis of(String document, String article, String title) {
        return new LegalBasis(document, article, Optional.of(title));
    }
}
