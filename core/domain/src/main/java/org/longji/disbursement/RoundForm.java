package org.longji.disbursement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.longji.shared.FieldChecks;

/**
 * Orders a round.
 *
 * @param policy measure whose money is paid
 * @param year whose budget it draws on
 * @param firstYear decisions about years from this one on; those about {@code year} alone where it is left out
 * @param cutOff instalments due up to this day, inclusive; the last day of {@code year} where it is left out
 * @param answerUntil last day on which a beneficiary can answer
 * @param noticeDays working days of the public notice, 1 to 60
 * @param noticeBasis document and article that ask for the notice
 */
public record RoundForm(
        @Nullable String policy,
        @Nullable Integer year,
        @Nullable Track track,
        @Nullable Allocation allocation,
        @Nullable Integer firstYear,
        @Nullable LocalDate cutOff,
        @Nullable LocalDate answerUntil,
        @Nullable Integer noticeDays,
        @Nullable String noticeBasis) {

    void check(LocalDate today) {
        new FieldChecks()
                .present(policy, "policy")
                .present(year, "year")
                .require(
                        year == null || year >= 2000 && year <= 2100,
                        "year",
                        "请填写 2000 至 2100 之间的年度。",
                        "Give a year between 2000 and 2100.")
                .require(
                        firstYear == null || year == null || firstYear >= 2000 && firstYear <= year,
                        "firstYear",
                        "起始年度不得晚于预算年度。",
                        "The first year must not be after the year of the budget.")
                .present(track, "track")
                .present(allocation, "allocation")
                .present(answerUntil, "answerUntil")
                .require(
                        answerUntil == null || !answerUntil.isBefore(today),
                        "answerUntil",
                        "答复截止日不得早于今天。",
                        "The last day for answers must not be before today.")
                .present(noticeDays, "noticeDays")
                .require(
                        noticeDays == null || noticeDays >= 1 && noticeDays <= 60,
                        "noticeDays",
                        "公示期为 1 至 60 个工作日。",
                        "A notice runs 1 to 60 working days.")
                .present(noticeBasis, "noticeBasis")
                .atMost(noticeBasis, 200, "noticeBasis")
                .done();
    }
}
