package org.longji.plugins.measure;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.DealFacts;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Text;

/** {@code sumOf}, {@code maxOf}, {@code countOf} and {@code distinctOf}: one figure out of the contracts of the year. */
final class OverContracts extends Expr {

    enum Kind {
        SUM,
        HIGHEST,
        COUNT,
        DISTINCT;

        static Kind of(String function) {
            return switch (function) {
                case "sumOf" -> SUM;
                case "maxOf" -> HIGHEST;
                case "countOf" -> COUNT;
                default -> DISTINCT;
            };
        }
    }

    private final Kind kind;
    private final @Nullable Expr of;
    private final @Nullable Expr where;
    private final Role role;
    private final Text label;

    OverContracts(Kind kind, @Nullable Expr of, @Nullable Expr where, Role role) {
        super(of == null || kind == Kind.DISTINCT ? Type.COUNT : of.type);
        this.kind = kind;
        this.of = of;
        this.where = where;
        this.role = role;
        boolean adds = kind == Kind.SUM || kind == Kind.HIGHEST;
        if (adds && (of == null || !of.type.numeric())) {
            throw new Fault("sumOf 和 maxOf 只用于数值。", "sumOf and maxOf take numbers only");
        }
        this.label = label(kind, of, where != null);
    }

    private static Text label(Kind kind, @Nullable Expr of, boolean some) {
        Text what = of == null ? new Text("合同", "contracts") : of.label();
        String zh = "本年度" + (some ? "符合条件的" : "") + "合同";
        String en = "the contracts of the year" + (some ? " that qualify" : "");
        return switch (kind) {
            case SUM -> new Text(zh + what.zh() + "合计", "sum of " + what.en() + " over " + en);
            case HIGHEST -> new Text(zh + what.zh() + "最高值", "highest " + what.en() + " of " + en);
            case COUNT -> new Text(zh + "份数", en);
            case DISTINCT -> new Text(zh + "不同" + what.zh() + "个数", "different values of " + what.en() + " in " + en);
        };
    }

    @Override
    @Nullable
    Object value(Evaluation in) {
        var applicant = in.applicant();
        if (applicant == null) {
            return in.lacks(Ask.YEAR_CONTRACTS);
        }
        Evaluation.Place here = in.place();
        Exact result = Exact.ZERO;
        Set<Object> seen = kind == Kind.DISTINCT ? new HashSet<>() : Set.of();
        try {
            for (DealFacts deal : applicant.contracts()) {
                if (deal.role() != role) {
                    continue;
                }
                in.enter(deal);
                Boolean counts = where == null ? Boolean.TRUE : where.truth(in);
                if (counts == null) {
                    return null;
                }
                if (!counts) {
                    continue;
                }
                Object one = of == null ? Exact.ONE : of.value(in);
                if (one == null) {
                    return null;
                }
                switch (kind) {
                    case SUM, COUNT -> result = result.plus((Exact) one);
                    case HIGHEST -> result = result.max((Exact) one);
                    case DISTINCT -> seen.add(one);
                }
            }
        } finally {
            in.back(here);
        }
        return kind == Kind.DISTINCT ? Exact.of(seen.size()) : result;
    }

    @Override
    boolean constant() {
        return false;
    }

    @Override
    Text label() {
        return label;
    }

    @Override
    void show(Evaluation in, StringBuilder out) {
        showValue(in, out);
    }
}
