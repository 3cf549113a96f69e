package org.longji.tax;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.shared.WorkingDays;

/**
 * Over all transfers of an enterprise in a tax year: exempt up to the limit (inclusive), the part above it taxed by half, always at
 * the statutory rate (国税函〔2010〕157号).
 */
final class TransferIncome implements TaxRule {

    record Values(Money exemptUpTo, BigDecimal rate, BigDecimal share) {}

    @Override
    public Class<?> values() {
        return Values.class;
    }

    @Override
    public Map<String, String> proposals(TaxBase contract) {
        return Map.of("revenue", contract.technologyAmount().toString());
    }

    @Override
    public void compute(Working working, WorkingDays calendar) {
        var values = working.values(Values.class);
        working.holds("covered", working.contract().is(ContractType.TRANSFER, ContractType.LICENSING));
        var revenue = working.money("revenue");
        var cost = working.money("cost");
        var taxes = working.money("taxes");
        var shared = working.money("sharedExpenses");
        var income = working.figure(
                "income",
                revenue.grouped() + " − " + cost.grouped() + " − " + taxes.grouped() + " − " + shared.grouped(),
                revenue.minus(cost).minus(taxes).minus(shared));
        var other = working.money("otherIncome");
        // A loss on one transfer lowers the year's income, but the year's income taxed is never below nothing.
        var year = working.figure(
                "yearIncome",
                income.grouped() + " + " + other.grouped(),
                income.plus(other).max(Money.ZERO));
        boolean relieved = working.relieved();
        var limit = relieved ? values.exemptUpTo() : Money.ZERO;
        var exempt = working.figure("exempt", "min(" + year.grouped() + ", " + limit.grouped() + ")", year.min(limit));
        var above = working.figure(
                "halved",
                relieved ? year.grouped() + " − " + exempt.grouped() : "0",
                relieved ? year.minus(exempt) : Money.ZERO);
        var full = working.figure(
                "withoutRelief",
                year.grouped() + " × " + Working.percent(values.rate()),
                year.times(values.rate(), RoundingMode.HALF_UP));
        var tax = working.figure(
                "tax",
                relieved
                        ? above.grouped() + " × " + Working.percent(values.share()) + " × "
                                + Working.percent(values.rate())
                        : year.grouped() + " × " + Working.percent(values.rate()),
                relieved ? above.times(values.share().multiply(values.rate()), RoundingMode.HALF_UP) : full);
        working.figure("saving", full.grouped() + " − " + tax.grouped(), full.minus(tax));
    }
}
