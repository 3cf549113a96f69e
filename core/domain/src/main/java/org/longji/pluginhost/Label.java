package org.longji.pluginhost;

import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.register.Words;

/**
 * Words of a plugin as the console gets them.
 *
 * @param ru null where the Chinese stands in
 */
public record Label(String zh, String en, @Nullable String ru) {

    public static Label of(Words words) {
        return new Label(words.zh(), words.en(), words.ru().orElse(null));
    }
}
