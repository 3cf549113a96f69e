package org.longji.tax;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.WorkingDays;

/** Half of the award counts as income; the tax is the difference the award makes in the yearly table (财税〔2018〕58号). */
final class CashAward implements TaxRule {

    private static final int DECIMALS = 2;

    /**
     * The figures of the law.
     *
     * @param months from the day of the income within which the award is paid, inclusive
     * @param publicationWorkingDays the list of names is published at least so long
     */
    record Values(BigDecimal share, int months, int publicationWorkingDays, List<Bracket> brackets) {

        /** Tax of a year, half up to the fen. */
        Money tax(Money taxable) {
            var bracket = bracket(taxable);
            return Money.of(taxable.toBigDecimal()
                    .multiply(bracket.rate())
                    .setScale(DECIMALS, RoundingMode.HALF_UP)
                    .subtract(bracket.quickDeduction().toBigDecimal()));
        }

        String formula(Money taxable) {
            var bracket = bracket(taxable);
            return taxable.grouped() + " × " + Working.percent(bracket.rate()) + " − "
                    + bracket.quickDeduction().grouped();
        }

        private Bracket bracket(Money taxable) {
            return brackets.stream()
                    .filter(bracket -> bracket.upTo() == null || !taxable.isMoreThan(bracket.upTo()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The last bracket must be open: " + brackets));
        }
    }

    /** A step of the yearly table; {@code upTo} inclusive, null for the last. */
    record Bracket(@Nullable Money upTo, BigDecimal rate, Money quickDeduction) {}

    @Override
    public Class<?> values() {
        return Values.class;
    }

    @Override
    public Map<String, String> proposals(TaxBase contract) {
        return Map.of();
    }

    @Override
    public void compute(Working working, WorkingDays calendar) {
        var values = working.values(Values.class);
        var payer = working.contract().provider();
        working.holds(
                "payer",
                payer == PartyKind.UNIVERSITY || payer == PartyKind.RESEARCH_INSTITUTE || payer == PartyKind.MEDICAL);
        working.holds("covered", working.contract().is(ContractType.TRANSFER, ContractType.LICENSING));
        var paid = working.date("paidOn");
        working.date("incomeOn")
                .ifPresent(income -> paid.ifPresent(day -> working.holds(
                        "within36Months", !day.isBefore(income) && !day.isAfter(income.plusMonths(values.months())))));
        // The first day of publication counts: it is shown on that day already.
        working.date("publishedOn")
                .ifPresent(shown -> paid.ifPresent(day -> working.holds(
                        "published",
                        calendar.between(shown.minusDays(1), day.minusDays(1)) >= values.publicationWorkingDays())));
        var other = working.money("otherIncome");
        var award = working.money("award");
        var without = working.figure("taxWithoutAward", values.formula(other), values.tax(other));
        boolean relieved = working.relieved();
        var counted = working.figure(
                "counted",
                relieved ? award.grouped() + " × " + Working.percent(values.share()) : award.grouped(),
                relieved ? award.times(values.share(), RoundingMode.HALF_UP) : award);
        var tax = extra(working, "tax", values, other.plus(counted), without);
        var full = extra(working, "withoutRelief", values, other.plus(award), without);
        working.figure("saving", full.grouped() + " − " + tax.grouped(), full.minus(tax));
    }

    private static Money extra(Working working, String figure, Values values, Money taxable, Money without) {
        return working.figure(
                figure,
                values.formula(taxable) + " − " + without.grouped(),
                values.tax(taxable).minus(without));
    }
}
