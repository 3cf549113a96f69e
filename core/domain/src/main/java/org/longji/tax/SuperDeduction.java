package org.longji.tax;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.WorkingDays;

/**
 * Eligible cost × rate, at the client. Other costs are limited to a share of the whole, entrusted research counts by four fifths, and
 * entrusted abroad by no more than two thirds of the domestic cost. Every amount allowed is rounded half up to the fen.
 */
final class SuperDeduction implements TaxRule {

    /**
     * The figures of the law.
     *
     * @param otherShare share of other costs in the sum of them and the five categories
     * @param overseasNumerator over {@code overseasDenominator}: limit of the cost abroad as a part of the domestic base
     * @param rates extra deduction by kind of enterprise
     */
    record Values(
            BigDecimal otherShare,
            BigDecimal entrustedShare,
            int overseasNumerator,
            int overseasDenominator,
            Map<String, BigDecimal> rates) {

        BigDecimal rate(String enterprise) {
            var rate = rates.get(enterprise);
            if (rate == null) {
                throw new IllegalStateException("The card has no rate for " + enterprise);
            }
            return rate;
        }
    }

    @Override
    public Class<?> values() {
        return Values.class;
    }

    @Override
    public Map<String, String> proposals(TaxBase contract) {
        var proposals = new LinkedHashMap<String, String>();
        if (contract.is(ContractType.DEVELOPMENT)) {
            proposals.put(
                    contract.provider() == PartyKind.OVERSEAS ? "entrustedOverseas" : "entrustedDomestic",
                    contract.technologyAmount().toString());
        }
        return proposals;
    }

    @Override
    public void compute(Working working, WorkingDays calendar) {
        var values = working.values(Values.class);
        working.holds("covered", working.contract().is(ContractType.DEVELOPMENT));
        var five = working.money("fiveCategories");
        var limit = Money.of(five.toBigDecimal()
                .multiply(values.otherShare())
                .divide(BigDecimal.ONE.subtract(values.otherShare()), 2, RoundingMode.HALF_UP));
        var other = working.figure(
                "otherAllowed",
                "min(" + working.money("otherCosts").grouped() + ", " + five.grouped() + " × "
                        + Working.percent(values.otherShare()) + " ÷ "
                        + Working.percent(BigDecimal.ONE.subtract(values.otherShare())) + ")",
                working.money("otherCosts").min(limit));
        var entrusted = working.money("entrustedDomestic");
        var domestic = working.figure(
                "domesticBase",
                five.grouped() + " + " + other.grouped() + " + " + entrusted.grouped() + " × "
                        + Working.percent(values.entrustedShare()),
                five.plus(other).plus(entrusted.times(values.entrustedShare(), RoundingMode.HALF_UP)));
        var abroad = working.money("entrustedOverseas");
        var ceiling = Money.of(domestic.toBigDecimal()
                .multiply(BigDecimal.valueOf(values.overseasNumerator()))
                .divide(BigDecimal.valueOf(values.overseasDenominator()), 2, RoundingMode.HALF_UP));
        var allowed = working.figure(
                "overseasAllowed",
                "min(" + abroad.grouped() + " × " + Working.percent(values.entrustedShare()) + ", " + domestic.grouped()
                        + " × " + values.overseasNumerator() + " ÷ " + values.overseasDenominator() + ")",
                working.stands("notIndividual")
                        ? abroad.times(values.entrustedShare(), RoundingMode.HALF_UP)
                                .min(ceiling)
                        : Money.ZERO);
        var rate = values.rate(working.choice("enterprise"));
        // An individual abroad loses that cost alone, not the whole deduction.
        boolean relieved = working.stands("covered") && working.stands("industry");
        working.figure(
                "deduction",
                relieved
                        ? "(" + domestic.grouped() + " + " + allowed.grouped() + ") × " + Working.percent(rate)
                        : "× 0",
                relieved ? domestic.plus(allowed).times(rate, RoundingMode.HALF_UP) : Money.ZERO);
    }
}
