package org.longji.plugin.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * One line of the calculation, with the clause it rests on.
 *
 * @param code stable identifier of the step, for example {@code RATE} or {@code CAP}
 * @param what what is done, for the reader
 * @param inputs names and values that went in, in reading order
 * @param arithmetic the sum as written on paper, for example {@code 2,340,000.00 × 30% = 702,000.00}
 * @param contribution what the step adds to the amount; negative where it cuts
 * @param basis the clause
 * @param inputNames English names of the inputs, by their names, where those are Chinese
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CalculationStep(
        String code,
        Text what,
        Map<String, String> inputs,
        String arithmetic,
        Money contribution,
        LegalBasis basis,
        Map<String, String> inputNames) {

    /** A step whose inputs have no names but their own. */
    public CalculationStep(
            String code,
            Text what,
            Map<String, String> inputs,
            String arithmetic,
            Money contribution,
            LegalBasis basis) {
        this(code, what, inputs, arithmetic, contribution, basis, Map.of());
    }

    /** Takes a copy of the inputs that keeps their order. */
    public CalculationStep {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(arithmetic, "arithmetic");
        Objects.requireNonNull(contribution, "contribution");
        Objects.requireNonNull(basis, "basis");
        inputs = StepInputs.copyOf(inputs);
        // Steps written before there were such names lack them.
        inputNames = inputNames == null ? StepInputs.of() : StepInputs.copyOf(inputNames);
    }

    /** {@return the English names of inputs, for {@link #inputNames}; one that has none is left out} */
    public static Map<String, String> namesOf(Text... names) {
        Map<String, String> english = new LinkedHashMap<>();
        for (Text name : names) {
            if (!name.zh().equals(name.en())) {
                english.put(name.zh(), name.en());
            }
        }
        return StepInputs.copyOf(english);
    }

    /** {@return one input, by its name} */
    public static Map<String, String> inputsOf(String name, String value) {
        return StepInputs.of(name, value);
    }

    /** {@return two inputs in that order; the second holds if both have the same name} */
    public static Map<String, String> inputsOf(String name1, String value1, String name2, String value2) {
        return StepInputs.of(name1, value1, name2, value2);
    }

    /** {@return three inputs in that order; of two with the same name the later holds} */
    public static Map<String, String> inputsOf(
            String name1, String value1, String name2, String value2, String name3, String value3) {
        return StepInputs.of(name1, value1, name2, value2, name3, value3);
    }
}
