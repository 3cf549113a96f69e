package org.longji.document;

/** Somebody else wrote between the checks and the writes of an import; it starts over with what is recorded now. */
class OvertakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OvertakenException() {
        super("The import was overtaken by another writer");
    }
}
