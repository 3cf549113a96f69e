package org.longji.entitlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.policy.DatedValue;
import org.longji.policy.HostTerms;
import org.longji.policy.HostTerms.DayCount;
import org.longji.policy.HostTerms.InterestFrom;
import org.longji.policy.PolicyVersion;

/**
 * What is to be recovered because a decision gives less than it once did: by the terms of the version that gave the most. It is
 * computed on what was decided; what of it was paid is for the payment to say.
 *
 * @param principal what was decided at most, less what is due now
 * @param interest on the principal, rounded once, half up to the fen
 * @param from first day that bears interest; null where none is charged
 * @param until the day up to which it is computed, itself not counted
 * @param periods the days by rate
 * @param basis the clause; null where the version declares no terms, so that only the principal is claimed back
 */
public record Recovery(
        Money principal,
        Money interest,
        Money total,
        @Nullable LocalDate from,
        LocalDate until,
        @Nullable DayCount dayCount,
        List<Period> periods,
        @Nullable LegalBasis basis) {

    /**
     * Days at one rate.
     *
     * @param until itself not counted
     */
    public record Period(LocalDate from, LocalDate until, long days, BigDecimal rate, LegalBasis basis) {}

    /**
     * Computes it.
     *
     * @param version the one that gave the most, where it is still on record
     * @param decidedOn day on which the most was decided
     * @param loweredOn day on which it was lowered
     */
    static Optional<Recovery> of(
            Money most,
            Money due,
            Optional<PolicyVersion> version,
            LocalDate decidedOn,
            LocalDate loweredOn,
            LocalDate until) {
        if (!most.isMoreThan(due)) {
            return Optional.empty();
        }
        var principal = most.minus(due);
        var terms = version.flatMap(PolicyVersion::terms).map(HostTerms::clawback);
        if (terms.isEmpty()) {
            return Optional.of(new Recovery(principal, Money.ZERO, principal, null, until, null, List.of(), null));
        }
        var of = version.orElseThrow();
        var clawback = terms.get();
        var dayCount = Objects.requireNonNull(clawback.dayCount());
        var from = clawback.from() == InterestFrom.LOWERED ? loweredOn : decidedOn;
        var periods = periods(of, clawback, dayCount, from, until);
        var charged = charge(principal, periods, dayCount);
        return Optional.of(new Recovery(
                principal,
                charged,
                principal.plus(charged),
                from,
                until,
                dayCount,
                periods,
                HostTerms.basis(of, clawback.basis())));
    }

    /**
     * Interest by the terms of a version, rounded once, half up to the fen; nothing where it declares none.
     *
     * @param from first day that bears interest
     * @param until itself not counted
     */
    public static Money interest(PolicyVersion version, Money principal, LocalDate from, LocalDate until) {
        return version.terms()
                .map(HostTerms::clawback)
                .map(clawback -> {
                    var dayCount = Objects.requireNonNull(clawback.dayCount());
                    return charge(principal, periods(version, clawback, dayCount, from, until), dayCount);
                })
                .orElse(Money.ZERO);
    }

    private static Money charge(Money principal, List<Period> periods, DayCount dayCount) {
        var interest = BigDecimal.ZERO;
        for (var period : periods) {
            interest = interest.add(period.rate().multiply(BigDecimal.valueOf(period.days())));
        }
        var exact = principal
                .toBigDecimal()
                .multiply(interest)
                .divide(BigDecimal.valueOf(dayCount == DayCount.ACTUAL_365 ? 365 : 360), 2, RoundingMode.HALF_UP);
        return Money.of(exact);
    }

    private static List<Period> periods(
            PolicyVersion version, HostTerms.Clawback clawback, DayCount dayCount, LocalDate from, LocalDate until) {
        var periods = new ArrayList<Period>();
        var name = String.valueOf(clawback.rate()).strip();
        var dated = version.parameters().getOrDefault(name, List.of());
        var days = new TreeSet<LocalDate>();
        if (from.isBefore(until)) {
            days.add(from);
        }
        dated.stream()
                .map(DatedValue::from)
                .filter(day -> day.isAfter(from) && day.isBefore(until))
                .forEach(days::add);
        var begins = List.copyOf(days);
        for (int i = 0; i < begins.size(); i++) {
            var first = begins.get(i);
            var end = i + 1 < begins.size() ? begins.get(i + 1) : until;
            // Money is owed on when the version has ended: its last rate goes on.
            var day = dated.isEmpty() ? first : within(first, dated);
            HostTerms.figure(version, name, clawback.basis(), day)
                    .ifPresent(rate -> periods.add(
                            new Period(first, end, days(first, end, dayCount), rate.value(), rate.basis())));
        }
        return periods;
    }

    private static LocalDate within(LocalDate day, List<DatedValue> dated) {
        var last = dated.get(dated.size() - 1).until();
        var first = dated.get(0).from();
        return last.isPresent() && day.isAfter(last.get()) ? last.get() : day.isBefore(first) ? first : day;
    }

    static long days(LocalDate from, LocalDate until, DayCount dayCount) {
        if (dayCount != DayCount.THIRTY_360) {
            return ChronoUnit.DAYS.between(from, until);
        }
        return 360L * (until.getYear() - from.getYear())
                + 30L * (until.getMonthValue() - from.getMonthValue())
                + Math.min(until.getDayOfMonth(), 30)
                - Math.min(from.getDayOfMonth(), 30);
    }
}
