package org.longji.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.PartyKind;

/** The rule as somebody writes it who needs nothing but the amount: no steps, no reasons, no clauses, no Longji type but names. */
final class PlainRule {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final LocalDate PAID_BY = LocalDate.of(2025, 3, 23);
    private static final BigDecimal THRESHOLD = new BigDecimal("1000000.00");
    private static final BigDecimal RATE = new BigDecimal("0.20");
    private static final BigDecimal CAP = new BigDecimal("2000000.00");
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final Set<PartyKind> PROVIDERS =
            EnumSet.of(PartyKind.UNIVERSITY, PartyKind.RESEARCH_INSTITUTE, PartyKind.NEW_TYPE_RND);
    private static final Set<ContractType> TYPES = EnumSet.of(ContractType.TRANSFER, ContractType.LICENSING);

    BigDecimal amount(Case contract) {
        if (contract.governingDate().isBefore(FROM)
                || contract.recipientKind() != PartyKind.ENTERPRISE
                || contract.recipientDivision() / 10_000 != 23
                || !PROVIDERS.contains(contract.providerKind())
                || !TYPES.contains(contract.type())
                || contract.registeredOn().getYear() != contract.year()
                || contract.affiliated()
                || !contract.landed()
                || contract.type() == ContractType.TRANSFER && !contract.titleTransferred()
                || contract.grantedEarlier().signum() > 0) {
            return NOTHING;
        }
        BigDecimal paid = paid(contract);
        if (paid.compareTo(THRESHOLD) < 0) {
            return NOTHING;
        }
        return paid.multiply(RATE).setScale(2, RoundingMode.HALF_UP).min(CAP);
    }

    static BigDecimal paid(Case contract) {
        BigDecimal paid = BigDecimal.ZERO;
        for (Case.Payment payment : contract.payments()) {
            if (!payment.on().isAfter(PAID_BY)) {
                paid = paid.add(payment.paid());
            }
        }
        return paid;
    }
}
