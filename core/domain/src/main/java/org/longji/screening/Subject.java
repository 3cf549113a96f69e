package org.longji.screening;

import java.util.UUID;
import org.longji.plugin.api.screening.ScreeningSubject;

/**
 * What is screened, and which one it is: the same contract, row or listing has the same reference whenever it is screened.
 *
 * @param ref at most 200 characters
 * @param what it as a plugin meets it
 */
public record Subject(String ref, ScreeningSubject what) {

    public static Subject contract(UUID id, ScreeningSubject what) {
        return new Subject(id.toString(), what);
    }

    /** A row of a register, whatever its plugin calls it. */
    public static Subject row(UUID id, ScreeningSubject what) {
        return new Subject(
                id.toString(),
                new ScreeningSubject(
                        ScreeningSubject.Kind.ROW, what.parties(), what.technology(), what.destination(), what.day()));
    }

    ScreeningSubject.Kind kind() {
        return what.kind();
    }
}
