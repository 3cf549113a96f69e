package org.longji.quality;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.longji.shared.FieldChecks;

/**
 * A sample to draw.
 *
 * @param from first day of decision, inclusive
 * @param until last day of decision, inclusive
 * @param casesPerRegistrar how many of each registrar's decisions, 1 to 200
 * @param seed what the sample is drawn by; a random one when absent
 */
public record RoundForm(
        LocalDate from,
        LocalDate until,
        int casesPerRegistrar,
        @Nullable Long seed) {

    void check(LocalDate today) {
        var checks = new FieldChecks()
                .present(from, "from")
                .present(until, "until")
                .require(
                        casesPerRegistrar >= 1 && casesPerRegistrar <= 200,
                        "casesPerRegistrar",
                        "每名登记员抽取 1 至 200 份。",
                        "Draw 1 to 200 of each registrar's decisions.");
        if (from != null && until != null) {
            checks.require(!until.isBefore(from), "until", "截止日期不能早于起始日期。", "The period cannot end before it begins.")
                    .require(
                            !from.isAfter(today),
                            "from",
                            "抽查的是已作出的决定，起始日期不能晚于今天。",
                            "Decisions are sampled after they were made.");
        }
        checks.done();
    }
}
