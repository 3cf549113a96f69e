package org.longji.disbursement;

import org.jspecify.annotations.Nullable;
import org.longji.shared.FieldChecks;

/**
 * What a beneficiary says to an item of its own.
 *
 * @param agreed whether it wants the money in this round
 * @param payee name of the account's holder
 * @param account digits of the account
 * @param statement what it wants to say beside that
 */
public record Answer(
        @Nullable Boolean agreed,
        @Nullable String payee,
        @Nullable String bank,
        @Nullable String account,
        @Nullable String statement) {

    void check() {
        var checks = new FieldChecks().present(agreed, "agreed").atMost(statement, 2000, "statement");
        if (Boolean.TRUE.equals(agreed)) {
            checks.present(payee, "payee")
                    .atMost(payee, 200, "payee")
                    .present(bank, "bank")
                    .atMost(bank, 200, "bank")
                    .present(account, "account")
                    .require(
                            account == null || account.strip().matches("\\d[\\d -]{6,40}\\d"),
                            "account",
                            "账号为 8 至 32 位数字，可用空格或连字符分隔。",
                            "An account has 8 to 32 digits; blanks and hyphens may part them.");
        }
        checks.done();
    }
}
