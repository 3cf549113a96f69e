package org.longji.pluginhost;

import java.util.List;

/** A plugin's class uses what a plugin may not. */
final class ForbiddenCodeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForbiddenCodeException(List<String> uses) {
        super(String.join("; ", uses));
    }
}
