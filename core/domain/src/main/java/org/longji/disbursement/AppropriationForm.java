package org.longji.disbursement;

import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.shared.FieldChecks;

/**
 * Puts money into a budget or, with {@code reduction}, takes it out again.
 *
 * @param policy measure the money is for
 * @param year whose budget it is
 * @param amount yuan, more than zero
 * @param document document it rests on
 */
public record AppropriationForm(
        @Nullable String policy,
        @Nullable Integer year,
        @Nullable Money amount,
        @Nullable Boolean reduction,
        @Nullable String document,
        @Nullable String note) {

    void check() {
        new FieldChecks()
                .present(policy, "policy")
                .atMost(policy, 200, "policy")
                .present(year, "year")
                .require(
                        year == null || year >= 2000 && year <= 2100,
                        "year",
                        "请填写 2000 至 2100 之间的年度。",
                        "Give a year between 2000 and 2100.")
                .present(amount, "amount")
                .require(
                        amount == null || amount.isPositive(),
                        "amount",
                        "金额须大于零。",
                        "The amount must be more than zero.")
                .present(document, "document")
                .atMost(document, 200, "document")
                .atMost(note, 2000, "note")
                .done();
    }
}
