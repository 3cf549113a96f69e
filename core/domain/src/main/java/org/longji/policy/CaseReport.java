package org.longji.policy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * What became of the worked cases of a draft.
 *
 * @param faults what keeps them from being read, with the line of their text
 * @param ran whether they were put to the draft; while that is not finished, they only wait
 * @param different how many do not come out
 */
public record CaseReport(List<Measures.Fault> faults, boolean ran, int different, List<WorkedCase> cases) {

    /**
     * One case.
     *
     * @param on its governing date
     * @param elsewhere the file of another measure it is put to; {@code deploy/policy check} runs it, a draft alone cannot
     * @param answer what the draft answers, in a few words; none where it did not run
     * @param differences where that is another than expected
     * @param steps how an amount comes about
     * @param said reasons of a refusal, or what is asked
     */
    public record WorkedCase(
            String title,
            LocalDate on,
            @Nullable String elsewhere,
            @Nullable String answer,
            List<CaseDifference> differences,
            List<Step> steps,
            List<Text> said) {}

    /**
     * Where an answer differs.
     *
     * @param what amount, steps, refused and so on, in the word of the file
     * @param step the step or reason it is about, where it is about a single one
     */
    public record CaseDifference(String what, @Nullable String step, String expected, String actual) {}

    /** One step of an amount. */
    public record Step(String code, Text what, String arithmetic, Money contribution) {}

    /** Whether nothing stands against the draft. */
    boolean holds() {
        return faults.isEmpty() && different == 0;
    }
}
