package org.longji.pluginhost;

import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.LegalBasis;

/**
 * A legal basis of a plugin as the console gets it.
 *
 * @param title of the document, if it is known
 */
public record Clause(
        String document, String article, @Nullable String title) {

    public static Clause of(LegalBasis basis) {
        return new Clause(basis.document(), basis.article(), basis.title().orElse(null));
    }
}
