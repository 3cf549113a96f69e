package org.longji.disbursement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.FieldChecks;

/**
 * An objection (异议) to one line of a notice.
 *
 * @param objector who objects, and how to reach them: for officers of the tenant itself, empty for those above it
 * @param upheld what was decided; null while nobody has
 */
public record Objection(
        UUID id,
        UUID round,
        Text title,
        int ordinal,
        String beneficiary,
        Money amount,
        String objector,
        String contact,
        String text,
        Instant raisedAt,
        @Nullable Boolean upheld,
        @Nullable String reason,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    /**
     * What somebody sends in.
     *
     * @param line ordinal of the line it is about
     */
    public record Form(
            @Nullable Integer line,
            @Nullable String objector,
            @Nullable String contact,
            @Nullable String text) {

        void check() {
            new FieldChecks()
                    .present(line, "line")
                    .present(objector, "objector")
                    .atMost(objector, 100, "objector")
                    .present(contact, "contact")
                    .atMost(contact, 200, "contact")
                    .present(text, "text")
                    .atMost(text, 2000, "text")
                    .done();
        }
    }

    /** What an officer decides: upheld, the item is taken out of the list; else it goes on. */
    public record Verdict(
            @Nullable Boolean upheld, @Nullable String reason) {

        void check() {
            new FieldChecks()
                    .present(upheld, "upheld")
                    .present(reason, "reason")
                    .atMost(reason, 2000, "reason")
                    .done();
        }
    }
}
