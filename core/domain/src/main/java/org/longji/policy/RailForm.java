package org.longji.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.LegalBasis;
import org.longji.shared.FieldChecks;

/**
 * A rail as its tenant writes it.
 *
 * @param direction any way unless said otherwise
 * @param confirmed that versions below may be left outside it, marked
 */
public record RailForm(
        @Nullable String parameter,
        boolean locked,
        Rail.@Nullable Direction direction,
        @Nullable BigDecimal lowest,
        @Nullable BigDecimal highest,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String document,
        @Nullable String article,
        @Nullable String note,
        boolean confirmed) {

    private static final int LONG = 200;

    /** The rail, after everything wrong with the form was named. */
    Rail rail(UUID id, int tenant, String policyId, Origin origin, @Nullable String madeBy, int revision) {
        var way = Optional.ofNullable(direction).orElse(Rail.Direction.ANY);
        new FieldChecks()
                .present(parameter, "parameter")
                .atMost(parameter, LONG, "parameter")
                .present(from, "from")
                .present(document, "document")
                .atMost(document, LONG, "document")
                .present(article, "article")
                .atMost(article, LONG, "article")
                .atMost(note, LONG * 10, "note")
                .require(
                        from == null || until == null || !until.isBefore(from),
                        "until",
                        "终止日期不得早于起始日期。",
                        "The last day lies before the first.")
                .require(
                        lowest == null || highest == null || highest.compareTo(lowest) >= 0,
                        "highest",
                        "上限不得小于下限。",
                        "The upper end lies below the lower.")
                .require(
                        locked || lowest != null || highest != null || way != Rail.Direction.ANY,
                        "locked",
                        "请锁定，或给出范围或方向。",
                        "Lock it, or give a range or a direction.")
                .done();
        return new Rail(
                id,
                tenant,
                policyId,
                String.valueOf(parameter).strip(),
                locked,
                way,
                lowest,
                highest,
                Objects.requireNonNull(from),
                until,
                LegalBasis.of(
                        String.valueOf(document).strip(),
                        String.valueOf(article).strip()),
                note == null || note.isBlank() ? null : note.strip(),
                origin,
                madeBy,
                revision);
    }
}
