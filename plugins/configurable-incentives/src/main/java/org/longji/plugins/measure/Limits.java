package org.longji.plugins.measure;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/** {@code cap} and {@code atLeast} beside a line that adds: they hold for what that line adds. */
record Limits(@Nullable Cap cap, @Nullable Floor least) {

    static final Limits NONE = new Limits(null, null);

    static Limits read(Line line) {
        Expr cap = line.optional("cap", Type.MONEY);
        Expr least = line.optional("atLeast", Type.MONEY);
        if (cap != null && least != null) {
            line.ascending(least, cap, "/cap", "封顶低于最低金额。", "the cap is below the least amount", true);
        }
        return new Limits(
                cap == null ? null : new Cap(cap, line.limit("CAP")),
                least == null ? null : new Floor(least, line.limit("AT_LEAST")));
    }

    /** Holds what was added since {@code before} to the limits. */
    void hold(Tally tally, Exact before) {
        if (least != null) {
            least.hold(tally, before);
        }
        if (cap != null) {
            cap.hold(tally, before);
        }
    }

    /** The most that is paid. */
    static final class Cap {
        private final Expr most;
        private final Step.Common common;
        private static final Map<String, String> NAMES = CalculationStep.namesOf(Step.COMPUTED, Step.CAP);

        private final Words words = new Words();

        Cap(Expr most, Step.Common common) {
            this.most = most;
            this.common = common;
        }

        void hold(Tally tally, Exact before) {
            Exact cap = most.number(tally.in);
            if (cap == null) {
                tally.unknown();
                return;
            }
            Exact part = tally.since(before);
            if (part.compareTo(cap) <= 0) {
                return;
            }
            Money change = tally.set(before.plus(cap));
            // What rounding would have cut anyway is no cap.
            if (change.isZero()) {
                return;
            }
            String reader = cap.grouped();
            tally.step(
                    common.code(),
                    words.about(
                            cap,
                            said -> Step.labelled(
                                    common.label(), "超过封顶金额，按 " + reader + " 元封顶", "Cut to the cap of CNY " + reader)),
                    CalculationStep.inputsOf(
                            Step.COMPUTED.zh(),
                            Shown.plainMoney(part),
                            Step.CAP.zh(),
                            cap.money().toString()),
                    reader + " − " + Shown.money(part) + " = " + change.grouped(),
                    change,
                    common.basis(),
                    NAMES);
        }
    }

    /** The least that is paid. */
    static final class Floor {
        private static final Text LEAST = new Text("最低", "least");
        private static final Map<String, String> NAMES = CalculationStep.namesOf(Step.COMPUTED, LEAST);

        private final Expr least;
        private final Step.Common common;

        Floor(Expr least, Step.Common common) {
            this.least = least;
            this.common = common;
        }

        void hold(Tally tally, Exact before) {
            Exact floor = least.number(tally.in);
            if (floor == null) {
                tally.unknown();
                return;
            }
            Exact part = tally.since(before);
            if (part.compareTo(floor) >= 0) {
                return;
            }
            Money change = tally.set(before.plus(floor));
            if (change.isZero()) {
                return;
            }
            String reader = Shown.money(floor);
            tally.step(
                    "AT_LEAST",
                    new Text("不足最低金额，按 " + reader + " 元执行", "Raised to the least amount of CNY " + reader),
                    CalculationStep.inputsOf(
                            Step.COMPUTED.zh(), Shown.plainMoney(part), LEAST.zh(), Shown.plainMoney(floor)),
                    "max(" + Shown.money(part) + ", " + reader + ") = " + reader,
                    change,
                    common.basis(),
                    NAMES);
        }
    }
}
