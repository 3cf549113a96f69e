package org.longji.plugin.cases;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer is another than the case expects.
 *
 * @param what amount, steps, refused, asks and so on, in the word of the file
 * @param step code of the step or reason it is about, where it is about a single one
 * @param expected what the case says
 * @param actual what the policy answers
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Difference(String what, @Nullable String step, String expected, String actual) {

    @Override
    public String toString() {
        return "expected " + what + (step == null ? "" : " of " + step) + (what.equals(expected) ? "" : " " + expected)
                + ", got " + actual;
    }
}
