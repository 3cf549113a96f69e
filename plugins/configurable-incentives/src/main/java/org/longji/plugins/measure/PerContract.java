package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.DealFacts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Text;

/** {@code {perContract, where, role, highest}}: the same lines for each contract of the year, the highest of them added up. */
final class PerContract extends Step {
    private static final int LISTED = 50;

    private final @Nullable Expr where;
    private final List<Step> steps;
    private final Role role;
    private final @Nullable Expr highest;

    private PerContract(Common common, @Nullable Expr where, List<Step> steps, Role role, @Nullable Expr highest) {
        super(common);
        this.highest = highest;
        this.where = where;
        this.steps = List.copyOf(steps);
        this.role = role;
    }

    static @Nullable Step read(Line line) {
        line.keys("perContract", "where", "role", "highest");
        Names names = line.reading.names;
        if (names.inDeal) {
            line.fault("", "perContract 不能嵌套。", "perContract cannot stand inside another");
            return null;
        }
        Role role = line.reading.constant(line.given, line.pointer, "role", Role.class, names.role);
        Expr highest = line.optional("highest", Type.COUNT);
        names.yearContracts = true;
        names.inDeal = true;
        names.dealRole = role;
        Expr where = line.optional("where", Type.TRUTH);
        List<Step> inner = line.steps("perContract");
        names.inDeal = false;
        names.dealRole = null;
        return new PerContract(line.common("PER_CONTRACT"), where, inner, role, highest);
    }

    @Override
    void apply(Tally tally) {
        Evaluation in = tally.in;
        var applicant = in.applicant();
        if (applicant == null) {
            in.lacks(Ask.YEAR_CONTRACTS);
            tally.unknown();
            return;
        }
        Exact limit = highest == null ? null : highest.number(in);
        if (highest != null && limit == null) {
            tally.unknown();
            return;
        }
        List<Part> parts = new ArrayList<>();
        Evaluation.Place here = in.place();
        try {
            for (DealFacts deal : applicant.contracts()) {
                if (deal.role() != role) {
                    continue;
                }
                in.enter(deal);
                Boolean counts = where == null ? Boolean.TRUE : where.truth(in);
                if (counts == null) {
                    tally.unknown();
                    return;
                }
                if (!counts) {
                    continue;
                }
                Tally one = tally.quiet();
                runAll(steps, one);
                if (one.open()) {
                    tally.unknown();
                    return;
                }
                if (one.total().signum() > 0) {
                    parts.add(new Part(deal.contract().registrationNumber(), one.total()));
                }
            }
        } finally {
            in.back(here);
        }
        if (parts.isEmpty()) {
            tally.near(new Reason(
                    "NO_CONTRACT_QUALIFIES",
                    new Text("本年度没有符合条件的合同。", "No contract of the year qualifies."),
                    "0",
                    "≥ 1",
                    Optional.of("1"),
                    common.basis()));
            return;
        }
        add(tally, parts, limit);
    }

    private void add(Tally tally, List<Part> parts, @Nullable Exact limit) {
        int all = parts.size();
        int counted = all;
        if (limit != null && limit.compareTo(Exact.of(all)) < 0) {
            counted = Math.max(0, limit.intValue());
            // Equal ones stay in the order they were registered in.
            parts.sort(Comparator.comparing(Part::amount).reversed());
        }
        Exact sum = Exact.ZERO;
        Map<String, String> inputs = new LinkedHashMap<>();
        for (int i = 0; i < counted; i++) {
            Part part = parts.get(i);
            sum = sum.plus(part.amount());
            if (i < LISTED) {
                inputs.put(part.number(), Shown.plainMoney(part.amount()));
            }
        }
        if (counted > LISTED) {
            inputs.put("…", "+" + (counted - LISTED));
        }
        Money change = tally.add(sum);
        step(
                tally,
                change,
                counted == all
                        ? said(
                                "逐份合同计算后合计，共 " + counted + " 份",
                                "calculated contract by contract, " + counted + " in all")
                        : said(
                                "逐份合同计算，取金额最高的 " + counted + " 份合计（符合条件的共 " + all + " 份）",
                                "calculated contract by contract, the highest " + counted + " of " + all + " added up"),
                inputs,
                Map.of(),
                Shown.sum("Σ(" + counted + ")", sum));
    }

    private record Part(String number, Exact amount) {}
}
