package org.longji.pluginhost;

import org.longji.plugin.api.Definition;
import org.longji.shared.Json;
import org.longji.shared.Sha256;

/**
 * What a tenant wrote in a plugin's language.
 *
 * @param language name of the language
 * @param text the definition as JSON, in the order it was written
 */
public record PolicyDefinition(String language, String text) {

    /** What decisions are pinned to. */
    public String hash() {
        return Sha256.hex(language + "\n" + text);
    }

    Definition tree() {
        return Definition.of(Json.read(text, Object.class));
    }
}
