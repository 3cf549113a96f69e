package org.longji.plugins.measure;

import org.longji.plugin.api.Text;

/** A fault in one formula or value; the compiler turns it into a finding with its place. */
final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text text;

    Fault(String zh, String en) {
        super(en, null, false, false);
        this.text = new Text(zh, en);
    }

    Text text() {
        return text;
    }
}
