package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Text;

/**
 * A sum on its way: exact inside, while every step shows what it changed in the sum rounded to the fen. So the steps add up,
 * and nothing is rounded twice.
 */
final class Tally {

    final Evaluation in;
    /** What stands outside this group; its rounding belongs to the whole. */
    private final Exact outside;

    private final @Nullable List<CalculationStep> steps;
    private List<Reason> near = List.of();
    private Exact total = Exact.ZERO;
    private Money shown;
    private boolean open;
    private boolean refused;

    private Tally(Evaluation in, Exact outside, @Nullable List<CalculationStep> steps) {
        this.in = in;
        this.outside = outside;
        this.steps = steps;
        this.shown = outside.money();
    }

    static Tally of(Evaluation in) {
        return new Tally(in, Exact.ZERO, new ArrayList<>(4));
    }

    /** A sum inside this one, with steps of its own until {@link #take} takes them over. */
    Tally inner() {
        return new Tally(in, outside.plus(total), steps == null ? null : new ArrayList<>(4));
    }

    /** A sum nobody needs to see. */
    Tally quiet() {
        return new Tally(in, Exact.ZERO, null);
    }

    /** The same, and why its lines gave nothing no longer matters. */
    void takeBest(Tally inner) {
        inner.near = List.of();
        take(inner);
    }

    void take(Tally inner) {
        total = total.plus(inner.total);
        shown = inner.shown;
        open |= inner.open;
        refused |= inner.refused;
        near(inner.near);
        if (steps != null && inner.steps != null) {
            steps.addAll(inner.steps);
        }
    }

    /** Why a line gave nothing; it matters if nothing comes of the others either. */
    void near(Reason reason) {
        near(List.of(reason));
    }

    void near(List<Reason> reasons) {
        if (near.isEmpty()) {
            near = new ArrayList<>(reasons.size());
        }
        near.addAll(reasons);
    }

    List<Reason> near() {
        return near;
    }

    /** A reason that no other line makes good. */
    void refuse(Reason reason) {
        near(reason);
        refused = true;
    }

    boolean refused() {
        return refused;
    }

    /** What is missing makes the whole sum unknown. */
    void unknown() {
        open = true;
    }

    boolean open() {
        return open;
    }

    Exact total() {
        return total;
    }

    /** {@return what the sum grew by since it was that much} */
    Exact since(Exact before) {
        return before.signum() == 0 ? total : total.minus(before);
    }

    /** Whether anybody looks at the steps. */
    boolean seen() {
        return steps != null;
    }

    /** Adds; {@return what that changes in the sum shown, zero if nobody looks} */
    Money add(Exact amount) {
        return set(total.plus(amount));
    }

    /** Changes the sum; {@return what that changes in the sum shown, zero if nobody looks} */
    Money set(Exact newTotal) {
        total = newTotal;
        if (steps == null) {
            return Money.ZERO;
        }
        Money now = outside.plus(newTotal).money();
        Money change = now.minus(shown);
        shown = now;
        return change;
    }

    void step(
            String code,
            Text what,
            Map<String, String> inputs,
            String arithmetic,
            Money contribution,
            LegalBasis basis,
            Map<String, String> names) {
        if (steps != null) {
            steps.add(new CalculationStep(code, what, inputs, arithmetic, contribution, basis, names));
        }
    }

    List<CalculationStep> steps() {
        return steps == null ? List.of() : steps;
    }
}
