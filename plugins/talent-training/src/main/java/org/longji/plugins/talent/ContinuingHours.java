package org.longji.plugins.talent;

import java.math.BigDecimal;

/**
 * The hours of continuing education of one year.
 *
 * @param professional hours of professional subjects
 * @param general hours of general subjects
 */
record ContinuingHours(BigDecimal professional, BigDecimal general) {

    BigDecimal total() {
        return professional.add(general);
    }

    /** {@return whether they are enough; compared by multiplying out, because two thirds have no decimal} */
    boolean satisfy(Scheme.Continuing rule) {
        BigDecimal base = rule.of() == Scheme.ShareOf.REQUIRED ? rule.leastHours() : total();
        return total().compareTo(rule.leastHours()) >= 0
                && professional
                                .multiply(BigDecimal.valueOf(rule.shareDenominator()))
                                .compareTo(base.multiply(BigDecimal.valueOf(rule.shareNumerator())))
                        >= 0;
    }
}
