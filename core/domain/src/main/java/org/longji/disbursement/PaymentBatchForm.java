package org.longji.disbursement;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.shared.FieldChecks;

/**
 * How batches are to be cut out of a round.
 *
 * @param payer name of the account it is paid from
 * @param payerBank the bank that keeps it
 * @param payerAccount its number, 8 to 32 digits
 * @param executionDay when the bank is asked to pay
 * @param most payments in one file at most; 1,000 unless said otherwise
 * @param again whether items are taken whose last payment failed or came back
 * @param items only these items; all that can be paid unless said otherwise
 */
public record PaymentBatchForm(
        @Nullable String payer,
        @Nullable String payerBank,
        @Nullable String payerAccount,
        @Nullable LocalDate executionDay,
        @Nullable Integer most,
        @Nullable Boolean again,
        @Nullable List<UUID> items) {

    private static final int USUAL = 1_000;
    private static final int MOST = 100_000;

    void check(LocalDate today) {
        var checks = new FieldChecks()
                .present(payer, "payer")
                .present(payerBank, "payerBank")
                .present(payerAccount, "payerAccount")
                .present(executionDay, "executionDay")
                .require(
                        most == null || most >= 1 && most <= MOST,
                        "most",
                        "每批 1 至 " + MOST + " 笔。",
                        "Between 1 and " + MOST + " payments a batch.");
        if (payer != null) {
            checks.require(
                    PaymentChecks.usable(payer),
                    "payer",
                    "户名含有银行文件不能容纳的字符，或超过 140 字。",
                    "A bank file cannot hold this name.");
        }
        if (payerBank != null) {
            checks.require(
                    PaymentChecks.usable(payerBank),
                    "payerBank",
                    "开户行含有银行文件不能容纳的字符，或超过 140 字。",
                    "A bank file cannot hold this name.");
        }
        if (payerAccount != null) {
            checks.require(
                    PaymentChecks.isAccount(PaymentChecks.digits(payerAccount)),
                    "payerAccount",
                    "账号应为 8 至 32 位数字。",
                    "An account number has 8 to 32 digits.");
        }
        if (executionDay != null) {
            checks.require(
                    !executionDay.isBefore(today),
                    "executionDay",
                    "付款日期不能早于今天。",
                    "The bank cannot pay on a day that is over.");
        }
        checks.done();
    }

    int mostOrUsual() {
        return most == null ? USUAL : most;
    }
}
