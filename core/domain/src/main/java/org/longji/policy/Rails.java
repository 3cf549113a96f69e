package org.longji.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.longji.plugin.api.Text;

/** Holds versions of children against the rails of their parents, day by day where anything changes. */
final class Rails {

    private final List<Rail> rails;
    private final List<PolicyVersion> versions;

    /**
     * @param rails rails of one policy
     * @param versions enacted versions of the same policy, those of the tenants that set the rails among them
     */
    Rails(List<Rail> rails, List<PolicyVersion> versions) {
        this.rails = List.copyOf(rails);
        this.versions = List.copyOf(versions);
    }

    /** Where a version lies outside, at most once for each rail: on the first such day. */
    List<Breach> breaches(PolicyVersion child) {
        var breaches = new ArrayList<Breach>();
        for (var rail : rails) {
            if (binds(rail, child.tenant())) {
                breach(child, rail).ifPresent(breaches::add);
            }
        }
        return breaches;
    }

    /** A rail binds whoever lies below the tenant that set it, not the tenant itself. */
    static boolean binds(Rail rail, int tenant) {
        return rail.tenant() != tenant
                && org.longji.shared.TenantScope.subtree(rail.tenant()).contains(tenant);
    }

    private Optional<Breach> breach(PolicyVersion child, Rail rail) {
        var days = new TreeSet<>(child.changes());
        days.add(rail.from());
        for (var parent : versions) {
            if (parent.tenant() == rail.tenant()) {
                days.addAll(parent.changes());
            }
        }
        for (var day : days) {
            if (child.inForceOn(day) && rail.holdsOn(day)) {
                var value = value(child, rail.parameter(), day);
                var own = versions.stream()
                        .filter(version -> version.tenant() == rail.tenant() && version.inForceOn(day))
                        .findFirst();
                var outside = rail.locked() ? locked(rail, value, own, day) : outsideRange(rail, value, own, day);
                if (outside.isPresent()) {
                    return Optional.of(new Breach(
                            child.tenant(),
                            child.version(),
                            rail.parameter(),
                            day,
                            value.orElse(""),
                            outside.get(),
                            rail.id(),
                            rail.tenant(),
                            rail.basis()));
                }
            }
        }
        return Optional.empty();
    }

    /** A lock binds while there is something to be locked to. */
    private static Optional<Text> locked(
            Rail rail, Optional<String> value, Optional<PolicyVersion> own, LocalDate day) {
        if (own.isEmpty()) {
            return Optional.empty();
        }
        var needed = value(own.get(), rail.parameter(), day);
        return same(needed, value)
                ? Optional.empty()
                : Optional.of(new Text("锁定为 " + needed.orElse("（无）"), "locked to " + needed.orElse("(none)")));
    }

    private static Optional<Text> outsideRange(
            Rail rail, Optional<String> value, Optional<PolicyVersion> own, LocalDate day) {
        var number = value.flatMap(Rails::number);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        var lowest = Optional.ofNullable(rail.lowest());
        var highest = Optional.ofNullable(rail.highest());
        var reference =
                own.flatMap(version -> value(version, rail.parameter(), day)).flatMap(Rails::number);
        if (rail.direction() == Rail.Direction.NOT_LOWER && reference.isPresent()) {
            lowest = Optional.of(lowest.map(reference.get()::max).orElse(reference.get()));
        }
        if (rail.direction() == Rail.Direction.NOT_HIGHER && reference.isPresent()) {
            highest = Optional.of(highest.map(reference.get()::min).orElse(reference.get()));
        }
        // A value that is no number cannot lie in a range; only a lock is for those.
        boolean inside = number.isPresent()
                && lowest.map(low -> number.get().compareTo(low) >= 0).orElse(true)
                && highest.map(high -> number.get().compareTo(high) <= 0).orElse(true);
        return inside ? Optional.empty() : Optional.of(range(lowest, highest));
    }

    private static Text range(Optional<BigDecimal> lowest, Optional<BigDecimal> highest) {
        if (lowest.isPresent() && highest.isPresent()) {
            return new Text(
                    "应在 " + plain(lowest.get()) + " 至 " + plain(highest.get()) + " 之间（含两端）",
                    "between " + plain(lowest.get()) + " and " + plain(highest.get()) + ", both included");
        }
        if (lowest.isPresent()) {
            return new Text(
                    "不得低于 " + plain(lowest.get()) + "（含本数）", "not below " + plain(lowest.get()) + ", itself included");
        }
        return highest.map(high ->
                        new Text("不得高于 " + plain(high) + "（含本数）", "not above " + plain(high) + ", itself included"))
                .orElse(new Text("应为数值", "a number"));
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    private static Optional<String> value(PolicyVersion version, String parameter, LocalDate day) {
        return Optional.ofNullable(version.valuesOn(day).get(parameter)).map(DatedValue::value);
    }

    private static boolean same(Optional<String> one, Optional<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        var a = number(one.get());
        var b = number(other.get());
        return a.isPresent() && b.isPresent()
                ? a.get().compareTo(b.get()) == 0
                : new TreeSet<>(List.of(one.get().split("\\s*,\\s*")))
                        .equals(new TreeSet<>(List.of(other.get().split("\\s*,\\s*"))));
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
