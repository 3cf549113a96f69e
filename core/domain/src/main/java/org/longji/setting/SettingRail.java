package org.longji.setting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Text;
import org.longji.shared.TenantScope;

/**
 * What a tenant lays down for those below it about one field of a plugin's settings (护栏). It binds whoever lies below, not the
 * tenant itself.
 *
 * @param locked what holds in the tenant holds below it, whatever was chosen there
 * @param lowest least value allowed, itself included
 * @param highest greatest value allowed, itself included
 * @param basis the clause that lays it down
 */
public record SettingRail(
        UUID id,
        int tenant,
        String plugin,
        String field,
        boolean locked,
        Optional<BigDecimal> lowest,
        Optional<BigDecimal> highest,
        LocalDate from,
        Optional<LocalDate> until,
        LegalBasis basis,
        Optional<String> note,
        String madeBy) {

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && until.filter(day::isAfter).isEmpty();
    }

    boolean binds(int other) {
        return other != tenant && TenantScope.subtree(tenant).contains(other);
    }

    /** Whether a value may be chosen where another one is inherited. */
    boolean allows(Object value, Object inherited) {
        if (locked) {
            // A whole number may have been read as one of two types.
            return value.toString().equals(inherited.toString());
        }
        var number = SettingsBook.number(value);
        return number.isPresent()
                && lowest.filter(least -> number.get().compareTo(least) < 0).isEmpty()
                && highest.filter(most -> number.get().compareTo(most) > 0).isEmpty();
    }

    /** What it asks for, with its clause. */
    public Text words() {
        var clause = basis.document() + " " + basis.article();
        if (locked) {
            return new Text("由上级锁定（" + clause + "）。", "Locked by the tenant above (" + clause + ").");
        }
        var least = lowest.map(BigDecimal::toPlainString);
        var most = highest.map(BigDecimal::toPlainString);
        if (least.isPresent() && most.isPresent()) {
            return new Text(
                    "须在 " + least.get() + " 至 " + most.get() + " 之间，含两端（" + clause + "）。",
                    "From " + least.get() + " to " + most.get() + ", both included (" + clause + ").");
        }
        return least.map(
                        one -> new Text("不得低于 " + one + "（" + clause + "）。", "Not below " + one + " (" + clause + ")."))
                .orElseGet(() -> new Text(
                        "不得高于 " + most.orElse("") + "（" + clause + "）。",
                        "Not above " + most.orElse("") + " (" + clause + ")."));
    }
}
