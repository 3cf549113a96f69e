package org.longji.plugins.measure;

import org.jspecify.annotations.Nullable;

/** {@code {cap}} and {@code {atLeast}}, lines of their own: they hold for the sum so far. */
final class Limit extends Step {
    private final boolean cap;
    private final Expr by;
    private final Limits.Cap most;
    private final Limits.Floor least;

    private Limit(Common common, boolean cap, Expr by) {
        super(common);
        this.cap = cap;
        this.by = by;
        this.most = new Limits.Cap(by, common);
        this.least = new Limits.Floor(by, new Common("AT_LEAST", null, null, common.basis()));
    }

    static @Nullable Step read(Line line) {
        line.keys(line.kind);
        Expr by = line.needed(line.kind, Type.MONEY);
        boolean cap = line.kind.equals("cap");
        return by == null ? null : new Limit(line.common(cap ? "CAP" : "AT_LEAST"), cap, by);
    }

    boolean caps() {
        return cap;
    }

    Expr by() {
        return by;
    }

    @Override
    void apply(Tally tally) {
        if (cap) {
            most.hold(tally, Exact.ZERO);
        } else if (by.number(tally.in) == null || tally.total().signum() > 0) {
            // Nothing is not lifted: the least is for those who get anything.
            least.hold(tally, Exact.ZERO);
        }
    }
}
