package org.longji.document;

/**
 * A cell as the file has it, before anything is made of it.
 *
 * @param text what stands in the cell; for a number the digits of the file, never a binary approximation of them
 */
record RawCell(Kind kind, String text) {

    static final RawCell EMPTY = new RawCell(Kind.TEXT, "");

    enum Kind {
        TEXT,
        NUMBER,
        FORMULA,
        ERROR
    }

    boolean isBlank() {
        return text.isBlank() && kind != Kind.FORMULA;
    }
}
