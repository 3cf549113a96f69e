package org.longji.plugins.measure;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/** One line of the calculation. Each kind is a class that reads itself, checks its figures, calculates and explains. */
abstract class Step {

    /** What every line may carry. */
    record Common(
            String code, @Nullable Text label, @Nullable Expr when, LegalBasis basis) {}

    // Names of inputs that many kinds of lines have.
    static final Text COMPUTED = new Text("计算金额", "amount computed");
    static final Text RATE = new Text("比例", "rate");
    static final Text CAP = new Text("封顶", "cap");
    static final Text EACH = new Text("每个", "each");

    final Common common;

    Step(Common common) {
        this.common = common;
    }

    final void run(Tally tally) {
        Expr when = common.when();
        if (when != null) {
            Boolean applies = when.truth(tally.in);
            if (applies == null) {
                tally.unknown();
                return;
            }
            if (!applies) {
                return;
            }
        }
        apply(tally);
    }

    abstract void apply(Tally tally);

    /** What is done, behind the label of the line if it has one. */
    final Text said(String zh, String en) {
        return labelled(common.label(), zh, en);
    }

    static Text labelled(@Nullable Text label, String zh, String en) {
        return label == null ? new Text(zh, en) : new Text(label.zh() + "：" + zh, label.en() + ": " + en);
    }

    /** One step of the explanation: what this line changed, {@code change}, and how. */
    final void step(
            Tally tally,
            Money change,
            Text what,
            Map<String, String> inputs,
            Map<String, String> names,
            String arithmetic) {
        tally.step(common.code(), what, inputs, arithmetic, change, common.basis(), names);
    }

    /** Says that there is nothing to calculate from. */
    final void nothing(Tally tally, Expr of) {
        tally.near(Verdict.nothing(of, tally.in, common.basis()));
    }

    static void runAll(List<Step> steps, Tally tally) {
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).run(tally);
        }
    }
}
