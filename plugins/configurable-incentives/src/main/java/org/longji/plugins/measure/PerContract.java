package org.longji.plugins.measure;

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

/** {@code {perContract, where}}: the same lines for each contract of the year, added up. */
final class PerContract extends Step {
    private static final int LISTED = 50;

    private final @Nullable Expr where;
    private final List<Step> steps;
    private final Role role;

    private PerContract(Common common, @Nullable Expr where, List<Step> steps, Role role) {
        super(common);
        this.where = where;
        this.steps = List.copyOf(steps);
        this.role = role;
    }

    static @Nullable Step read(Line line) {
        line.keys("perContract", "where");
        Names names = line.reading.names;
        if (names.inDeal) {
            line.fault("", "perContract 不能嵌套。", "perContract cannot stand inside another");
            return null;
        }
        names.yearContracts = true;
        names.inDeal = true;
        Expr where = line.optional("where", Type.TRUTH);
        List<Step> inner = line.steps("perContract");
        names.inDeal = false;
        return new PerContract(line.common("PER_CONTRACT"), where, inner, names.role);
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
        Exact sum = Exact.ZERO;
        int counted = 0;
        Map<String, String> inputs = new LinkedHashMap<>();
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
                    counted++;
                    sum = sum.plus(one.total());
                    if (counted <= LISTED) {
                        inputs.put(deal.contract().registrationNumber(), Shown.plainMoney(one.total()));
                    }
                }
            }
        } finally {
            in.back(here);
        }
        if (counted == 0) {
            tally.near(new Reason(
                    "NO_CONTRACT_QUALIFIES",
                    new Text("本年度没有符合条件的合同。", "No contract of the year qualifies."),
                    "0",
                    "≥ 1",
                    Optional.of("1"),
                    common.basis()));
            return;
        }
        if (counted > LISTED) {
            inputs.put("…", "+" + (counted - LISTED));
        }
        Money change = tally.add(sum);
        step(
                tally,
                change,
                said("逐份合同计算后合计，共 " + counted + " 份", "calculated contract by contract, " + counted + " in all"),
                inputs,
                Map.of(),
                Shown.sum("Σ(" + counted + ")", sum));
    }
}
