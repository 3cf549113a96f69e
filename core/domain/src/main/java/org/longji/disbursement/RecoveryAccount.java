package org.longji.disbursement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.longji.disbursement.RecoveryCase.Account;
import org.longji.disbursement.RecoveryCase.Instalment;
import org.longji.disbursement.RecoveryCase.Receipt;
import org.longji.entitlement.Recovery;
import org.longji.plugin.api.Money;
import org.longji.policy.PolicyVersion;

/**
 * A debt over time: interest runs on the principal that is left, to the day; what comes back pays interest first and then principal
 * (民法典第五百六十一条).
 *
 * @param terms the version whose terms charge interest; empty where none is charged
 * @param from first day that bears interest
 */
record RecoveryAccount(Money principal, Optional<PolicyVersion> terms, LocalDate from, List<Receipt> receipts) {

    RecoveryAccount {
        receipts = List.copyOf(receipts);
    }

    /** Interest since the last receipt, up to a day that is itself not counted. */
    Money accrued(LocalDate day) {
        var last = lastDay();
        return last.isBefore(day)
                ? terms.map(version -> Recovery.interest(version, principalLeft(), last, day))
                        .orElse(Money.ZERO)
                : Money.ZERO;
    }

    Account at(LocalDate day) {
        var interest = interestLeft().plus(accrued(day));
        return new Account(day, principalLeft(), interest, principalLeft().plus(interest));
    }

    /** The day up to which interest was reckoned with. */
    LocalDate lastDay() {
        return receipts.isEmpty()
                ? from
                : later(from, receipts.get(receipts.size() - 1).receivedOn());
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private Money principalLeft() {
        return principal.minus(
                Money.sum(receipts.stream().map(Receipt::principal).toList()));
    }

    private Money interestLeft() {
        return Money.sum(receipts.stream().map(Receipt::accrued).toList())
                .minus(Money.sum(receipts.stream().map(Receipt::interest).toList()));
    }

    /** Equal parts, to the fen; the first ones get the fen that are left over. */
    static List<Money> parts(Money total, int count) {
        long each = total.fen() / count;
        long over = total.fen() % count;
        var parts = new ArrayList<Money>();
        for (int i = 0; i < count; i++) {
            parts.add(Money.ofFen(each + (i < over ? 1 : 0)));
        }
        return parts;
    }

    /** A plan filled with what came after it, part by part. */
    static List<Instalment> filled(List<Instalment> plan, Money came, LocalDate today) {
        var left = came;
        var filled = new ArrayList<Instalment>();
        for (var part : plan) {
            var paid = left.min(part.amount());
            left = left.minus(paid);
            filled.add(new Instalment(
                    part.number(),
                    part.dueOn(),
                    part.amount(),
                    paid,
                    part.amount().isMoreThan(paid) && part.dueOn().isBefore(today)));
        }
        return filled;
    }
}
