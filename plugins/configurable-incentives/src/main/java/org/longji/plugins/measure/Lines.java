package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Definition;

/** Reads the calculation, line by line. */
final class Lines {

    private interface Kind {
        @Nullable
        Step read(Line line);
    }

    /** The kinds of lines, those that add before those that change: {@code cap} beside {@code rate} belongs to it. */
    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("rate", Rate::read);
        KINDS.put("fixed", Fixed::read);
        KINDS.put("each", Each::read);
        KINDS.put("formula", Fixed::read);
        KINDS.put("slices", Slices::read);
        KINDS.put("tiers", Tiers::read);
        KINDS.put("discretion", Discretion::read);
        KINDS.put("perContract", PerContract::read);
        KINDS.put("highestOf", Best::read);
        KINDS.put("lowestOf", Best::read);
        KINDS.put("branch", Branch::read);
        KINDS.put("group", Group::read);
        KINDS.put("deduct", Change::read);
        KINDS.put("times", Change::read);
        KINDS.put("increase", Change::read);
        KINDS.put("dropBelow", Change::read);
        KINDS.put("round", Round::read);
        KINDS.put("atLeast", Limit::read);
        KINDS.put("cap", Limit::read);
    }

    private final Reading reading;

    Lines(Reading reading) {
        this.reading = reading;
    }

    List<Step> steps(@Nullable Definition value, String pointer) {
        List<Step> steps = new ArrayList<>();
        reading.items(value, pointer).forEach((item, at) -> {
            if (item instanceof Definition.Fields given) {
                Step step = step(given, at);
                if (step != null) {
                    steps.add(step);
                }
            } else {
                reading.fault(
                        at, "一步计算须写明做法，例如 rate、fixed、cap。", "a step says what it does, such as rate, fixed or cap");
            }
        });
        orderOfLimits(steps, pointer);
        return steps;
    }

    @Nullable
    Step step(Definition.Fields given, String pointer) {
        String kind = KINDS.keySet().stream()
                .filter(name -> given.get(name).isPresent())
                .findFirst()
                .orElse("");
        Line line = new Line(reading, this, given, pointer, kind);
        Kind reader = KINDS.get(kind);
        if (reader == null) {
            line.fault(
                    "", "看不出这一步做什么；可用：" + KINDS.keySet(), "it does not say what it does; there are " + KINDS.keySet());
            return null;
        }
        return reader.read(line);
    }

    /** A cap after a least amount that it would undo is a mistake, not a rule. */
    private void orderOfLimits(List<Step> steps, String pointer) {
        Expr least = null;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.common.when() != null) {
                continue;
            }
            if (step instanceof Change change && change.least() != null) {
                least = change.least();
            } else if (step instanceof Limit limit && !limit.caps()) {
                least = limit.by();
            } else if (step instanceof Limit limit && least != null) {
                reading.ascending(
                        least,
                        limit.by(),
                        pointer + "/" + i + "/cap",
                        "封顶低于最低金额。",
                        "the cap is below the least amount",
                        true);
            }
        }
    }
}
