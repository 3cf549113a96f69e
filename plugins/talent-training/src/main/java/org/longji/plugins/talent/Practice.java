package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Contracts;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Row;

/** What somebody brokered, counted from contracts whose registration is valid now. */
final class Practice {

    private static final int PERCENT = 2;

    private Practice() {}

    /** {@return the part of a contract's technology amount that is credited; rounded down, so that the parts never exceed it} */
    static Money part(Money technologyAmount, int share) {
        return technologyAmount.times(BigDecimal.valueOf(share).movePointLeft(PERCENT), RoundingMode.DOWN);
    }

    /** {@return the credits of a person that were confirmed and whose contracts are registered} */
    static List<Row<Credit>> valid(String identity, Context context) {
        return context.rows().of(Credit.class).with("identity", identity).in("CONFIRMED").list().stream()
                .filter(credit ->
                        context.contracts().find(credit.record().contract()).isPresent())
                .toList();
    }

    static Money amount(List<Row<Credit>> credits, Context context) {
        return Money.sum(credits.stream()
                .map(credit -> context.contracts()
                        .find(credit.record().contract())
                        .map(Contracts.Registered::technologyAmount)
                        .map(amount -> part(amount, credit.record().share()))
                        .orElse(Money.ZERO))
                .toList());
    }

    static List<Obstacle> missing(
            Scheme.Deals wanted, String identity, String code, String zh, String en, String ru, Context context) {
        if (wanted.isNothing()) {
            return List.of();
        }
        List<Row<Credit>> credits = valid(identity, context);
        long contracts = credits.stream()
                .map(credit -> credit.record().contract())
                .distinct()
                .count();
        List<Obstacle> found = new ArrayList<>();
        Optional<Integer> least = wanted.contracts();
        if (least.isPresent()) {
            found.addAll(Reasons.unless(
                    contracts >= least.get(),
                    code,
                    zh + "不足：已确认的登记合同 " + contracts + " 份，需 " + least.get() + " 份。",
                    en + ": " + contracts + " registered contracts are confirmed, " + least.get() + " are needed.",
                    ru + ": подтверждено договоров " + contracts + ", требуется " + least.get() + "."));
        }
        if (wanted.amount().isPresent()) {
            Money amount = amount(credits, context);
            Money needed = wanted.amount().get();
            found.addAll(Reasons.unless(
                    amount.isAtLeast(needed),
                    code + "_AMOUNT",
                    zh + "不足：计入本人的技术交易额 " + amount.grouped() + " 元，需 " + needed.grouped() + " 元。",
                    en + ": a technology amount of " + amount.grouped() + " yuan is credited, " + needed.grouped()
                            + " is needed.",
                    ru + ": зачтено " + amount.grouped() + " юаней, требуется " + needed.grouped() + "."));
        }
        return found;
    }
}
