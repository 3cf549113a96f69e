package org.longji.plugins.measure;

/** A line that adds to the sum, and cuts or lifts what it added where it has limits of its own. */
abstract class Adding extends Step {

    private final Limits limits;

    Adding(Common common, Limits limits) {
        super(common);
        this.limits = limits;
    }

    @Override
    final void apply(Tally tally) {
        Exact before = tally.total();
        if (calculate(tally)) {
            limits.hold(tally, before);
        }
    }

    /** Adds what there is to add; {@return whether the limits have something to hold} */
    abstract boolean calculate(Tally tally);
}
