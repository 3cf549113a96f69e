package org.longji.entitlement;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.longji.entitlement.DecisionRecord.Bearer;
import org.longji.entitlement.DecisionRecord.Instalment;
import org.longji.policy.HostTerms;
import org.longji.policy.HostTerms.Level;

/** By whom and in which parts an amount is paid: shares on the governing date, told to the case before it is recorded. */
final class Payment {

    private Payment() {}

    static void tell(Case one) {
        var terms = one.version().terms();
        if (terms.isEmpty() || !one.due().isPositive()) {
            return;
        }
        var bearers = Optional.ofNullable(terms.get().sharedCost())
                .map(cost -> bearers(one, cost))
                .orElse(List.of());
        var instalments = terms.get().instalments().stream()
                .map(part -> instalment(one, part))
                .toList();
        if (!bearers.isEmpty() || !instalments.isEmpty()) {
            one.tellPayment(bearers, instalments);
        }
    }

    /** A level the place does not have leaves its part to the nearest one above it. */
    private static List<Bearer> bearers(Case one, HostTerms.SharedCost cost) {
        int division = one.matter().place();
        var shares = new EnumMap<Level, BigDecimal>(Level.class);
        for (var part : cost.parts()) {
            var level = Objects.requireNonNull(part.level());
            var bears = level.above(division).isPresent() ? level : Level.of(division);
            shares.merge(bears, share(one, part.share(), cost.basis()), BigDecimal::add);
        }
        var basis = HostTerms.basis(one.version(), cost.basis());
        return shares.entrySet().stream()
                .map(entry -> new Bearer(
                        entry.getKey(), entry.getKey().above(division).orElseThrow(), entry.getValue(), basis))
                .toList();
    }

    private static Instalment instalment(Case one, HostTerms.Instalment part) {
        var on = Optional.ofNullable(part.on());
        int later = Objects.requireNonNullElse(part.yearsLater(), 0);
        return new Instalment(
                share(one, part.share(), part.basis()),
                on,
                on.map(java.time.LocalDate::getYear).orElse(one.year() + later),
                HostTerms.basis(one.version(), part.basis()));
    }

    private static BigDecimal share(
            Case one,
            @org.jspecify.annotations.Nullable String text,
            HostTerms.@org.jspecify.annotations.Nullable Clause clause) {
        return one.terms().figure(text, clause).map(HostTerms.Figure::value).orElse(BigDecimal.ZERO);
    }
}
