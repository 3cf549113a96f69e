package org.longji.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.shared.FieldChecks;

/**
 * One part of the price (分项计算, Supreme Court interpretation on technology contracts art. 14).
 *
 * @param reason code of the filing rules that says why it is of its class
 * @param priceClass its class as declared
 * @param amount in yuan; of a foreign item the original amount times the rate, rounded half up to the fen, and filled in when
 *     absent
 * @param currency ISO 4217 code of an item not agreed in yuan
 * @param originalAmount the amount in that currency
 * @param rate yuan for one unit of it
 * @param rateSource code of the filing rules that says where the rate is from
 * @param rateOn day of the rate
 * @param assessedClass the class the registrar found instead, null while the declared one stands
 * @param assessmentReason why
 */
public record PriceItem(
        String title,
        String reason,
        PriceClass priceClass,
        Money amount,
        @Nullable String currency,
        @Nullable BigDecimal originalAmount,
        @Nullable BigDecimal rate,
        @Nullable String rateSource,
        @Nullable LocalDate rateOn,
        @Nullable PriceClass assessedClass,
        @Nullable String assessmentReason) {

    private static final BigDecimal LARGEST = new BigDecimal("1000000000000");

    @SuppressWarnings("ConstantValue") // a form may leave anything out
    public PriceItem {
        if (amount == null && isConvertible(originalAmount, rate)) {
            amount = inYuan(originalAmount, rate);
        }
    }

    /** An item in yuan. */
    public static PriceItem of(String title, String reason, PriceClass priceClass, Money amount) {
        return new PriceItem(title, reason, priceClass, amount, null, null, null, null, null, null, null);
    }

    /** The class that counts: the assessed one where there is one. */
    public PriceClass standingClass() {
        return assessedClass == null ? priceClass : assessedClass;
    }

    /** The item as its filer declares it; assessing is the registrar's. */
    PriceItem declared() {
        return assessed(null, null);
    }

    /** The item with what the registrar found; null for the declared class again. */
    PriceItem assessed(@Nullable PriceClass found, @Nullable String why) {
        return new PriceItem(
                title, reason, priceClass, amount, currency, originalAmount, rate, rateSource, rateOn, found, why);
    }

    private static boolean isConvertible(@Nullable BigDecimal original, @Nullable BigDecimal rate) {
        return original != null
                && rate != null
                && original.abs().compareTo(LARGEST) < 0
                && rate.abs().compareTo(BigDecimal.TEN.pow(6)) < 0;
    }

    private static Money inYuan(BigDecimal original, BigDecimal rate) {
        return Money.of(original.multiply(rate), RoundingMode.HALF_UP);
    }

    /** Notes what is wrong, under the prefix of the place the item stands at, for example {@code items[0].}. */
    void check(FieldChecks checks, String prefix, LocalDate today) {
        checks.present(title, prefix + "title")
                .atMost(title, 200, prefix + "title")
                .present(reason, prefix + "reason")
                .atMost(reason, 40, prefix + "reason")
                .present(priceClass, prefix + "priceClass")
                .present(amount, prefix + "amount");
        if (amount != null) {
            checks.require(
                    !amount.isNegative(), prefix + "amount", "金额不能为负。", "The amount of an item cannot be negative.");
        }
        if (currency == null) {
            checks.require(
                    originalAmount == null && rate == null && rateSource == null && rateOn == null,
                    prefix + "currency",
                    "填写了外币金额或汇率，请同时填写币种。",
                    "Name the currency of the foreign amount and rate.");
            return;
        }
        checks.require(
                        currency.matches("[A-Z]{3}") && !currency.equals("CNY"),
                        prefix + "currency",
                        "外币币种为三位字母代码，例如 USD；人民币不填币种。",
                        "A foreign currency has a three-letter code, for example USD; leave it out for yuan.")
                .present(originalAmount, prefix + "originalAmount")
                .present(rate, prefix + "rate")
                .present(rateSource, prefix + "rateSource")
                .present(rateOn, prefix + "rateOn");
        if (rateOn != null) {
            checks.require(
                    !rateOn.isAfter(today),
                    prefix + "rateOn",
                    "汇率日期不能晚于今天。",
                    "The day of the rate lies in the future.");
        }
        if (rate != null) {
            checks.require(
                    rate.signum() > 0 && rate.stripTrailingZeros().scale() <= 8 && rate.precision() <= 14,
                    prefix + "rate",
                    "汇率须大于 0，最多八位小数。",
                    "A rate is more than zero and has eight decimals at most.");
        }
        if (originalAmount != null) {
            checks.require(
                    originalAmount.signum() >= 0
                            && originalAmount.stripTrailingZeros().scale() <= 2
                            && originalAmount.compareTo(LARGEST) < 0,
                    prefix + "originalAmount",
                    "外币金额不能为负，最多两位小数。",
                    "The foreign amount cannot be negative and has two decimals at most.");
        }
        if (amount != null && isConvertible(originalAmount, rate)) {
            var yuan = inYuan(java.util.Objects.requireNonNull(originalAmount), java.util.Objects.requireNonNull(rate));
            checks.require(
                    amount.equals(yuan),
                    prefix + "amount",
                    "人民币金额应为外币金额乘以汇率，四舍五入到分，即 " + yuan + " 元。",
                    "In yuan the item is its original amount times the rate, rounded half up: " + yuan + ".");
        }
    }
}
