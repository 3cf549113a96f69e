package org.longji.plugin.api;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The contract earns money, and here is why exactly this much.
 *
 * @param amount yuan, never negative
 * @param steps how it came about; their contributions add up to the amount
 * @param shares parts inside the amount that may go to others; the host computes them after its own caps
 * @param notes remarks for the reader, for example on an ambiguity of the text
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Entitled(Money amount, List<CalculationStep> steps, List<InnerShare> shares, List<Text> notes)
        implements Assessment {

    /** Takes copies. That the steps add up is proved by the conformance kit and checked again by the host. */
    public Entitled {
        Objects.requireNonNull(amount, "amount");
        steps = List.copyOf(steps);
        shares = List.copyOf(shares);
        notes = List.copyOf(notes);
    }

    /** {@return the answer whose amount is the sum of its steps, without shares and notes} */
    public static Entitled of(List<CalculationStep> steps) {
        return of(steps, List.of(), List.of());
    }

    /** {@return the answer whose amount is the sum of its steps} */
    public static Entitled of(List<CalculationStep> steps, List<InnerShare> shares, List<Text> notes) {
        Money amount =
                Money.sum(steps.stream().map(CalculationStep::contribution).toList());
        return new Entitled(amount, steps, shares, notes);
    }
}
