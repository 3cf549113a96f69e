package org.longji.registration;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractForm;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * What is asked for once a contract is decided.
 *
 * @param reason why, in the filer's words
 * @param effectiveOn day on which it took effect between the parties; today when absent
 * @param contract for an amendment, the whole contract as amended
 * @param settlement for a settlement, what was settled
 * @param performed for a termination, what had been performed by then; absent when the amounts stay
 */
public record ChangeForm(
        Kind kind,
        String reason,
        @Nullable LocalDate effectiveOn,
        @Nullable ContractForm contract,
        @Nullable Settlement settlement,
        @Nullable Performed performed) {

    /** What can be asked for. */
    public enum Kind {
        AMENDMENT("变更登记", "amendment"),
        /** 提成结算: running royalties become part of the amounts when they are settled. */
        SETTLEMENT("提成结算", "settlement of royalties"),
        PERFORMANCE("履行完毕", "performance"),
        TERMINATION("终止", "termination"),
        CANCELLATION("注销登记", "cancellation"),
        /** 撤销登记, as for fraud: the office's own step, decided by a second officer. */
        REVOCATION("撤销登记", "revocation"),
        /** 异议 against a refusal, decided by another registrar. */
        OBJECTION("异议", "objection");

        private final Text words;

        Kind(String zh, String en) {
            words = new Text(zh, en);
        }

        public Text words() {
            return words;
        }
    }

    /**
     * Royalties settled for a period.
     *
     * @param from first day of the period
     * @param until last day
     * @param settled yuan by which the contract amount grows
     * @param technologySettled the technology amount in it
     */
    public record Settlement(LocalDate from, LocalDate until, Money settled, Money technologySettled) {}

    /** The amounts of what was performed before the contract ended. */
    public record Performed(Money contractAmount, Money technologyAmount) {}
}
