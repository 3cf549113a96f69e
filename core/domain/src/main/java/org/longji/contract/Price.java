package org.longji.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * The price of a contract by items. Contract amount, technology amount and non-technology cost are sums of it, so that
 * contract amount = technology amount + non-technology cost whatever happens to an item.
 */
public record Price(List<PriceItem> items) {

    /** Reason of what a settlement of royalties adds. */
    static final String SETTLEMENT = "SETTLEMENT";
    /** Reason of what was performed of a contract that ended early. */
    static final String PERFORMED = "PERFORMED";

    public Price {
        items = List.copyOf(items);
    }

    /** 合同成交额. */
    public Money contractAmount() {
        return Money.sum(items.stream().map(PriceItem::amount).toList());
    }

    /** 技术交易额 by the declared classes. */
    public Money declaredTechnologyAmount() {
        return sum(PriceClass.TECH, PriceItem::priceClass);
    }

    /** 技术交易额 by the classes that count, the registrar's before the declared. */
    public Money technologyAmount() {
        return sum(PriceClass.TECH, PriceItem::standingClass);
    }

    /** 非技术性费用 by the classes that count. */
    public Money nonTechnologyCost() {
        return sum(PriceClass.NON_TECH, PriceItem::standingClass);
    }

    private Money sum(PriceClass wanted, Function<PriceItem, PriceClass> classOf) {
        return Money.sum(items.stream()
                .filter(item -> classOf.apply(item) == wanted)
                .map(PriceItem::amount)
                .toList());
    }

    /** The price with what the registrar found of one item. */
    Price assess(int index, @Nullable PriceClass found, @Nullable String why) {
        var changed = new ArrayList<>(items);
        changed.set(index, items.get(index).assessed(found, why));
        return new Price(changed);
    }

    /** The price with royalties that were settled. */
    Price plus(Money settled, Money technologySettled) {
        var grown = new ArrayList<>(items);
        grown.addAll(split("提成结算", SETTLEMENT, settled, technologySettled));
        return new Price(grown);
    }

    /** The price of what was performed before the contract ended. */
    static Price performed(Money performed, Money technologyPerformed) {
        return new Price(split("终止前已履行部分", PERFORMED, performed, technologyPerformed));
    }

    private static List<PriceItem> split(String title, String reason, Money whole, Money technology) {
        var rest = whole.minus(technology);
        var parts = new ArrayList<PriceItem>();
        if (!technology.isZero() || rest.isZero()) {
            parts.add(PriceItem.of(title, reason, PriceClass.TECH, technology));
        }
        if (!rest.isZero()) {
            parts.add(PriceItem.of(title + "（非技术性）", reason, PriceClass.NON_TECH, rest));
        }
        return parts;
    }
}
