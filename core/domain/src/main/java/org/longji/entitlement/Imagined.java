package org.longji.entitlement;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Subject;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.GoverningClock;
import org.longji.policy.PolicyVersion;

/**
 * One version, asked about cases that are nobody's: what spans cases is applied as if the case were the first. It goes the
 * way of a real decision, so the answer is a real decision's. One is made for one thread and thrown away with it.
 */
final class Imagined {

    private static final UUID NOBODY = new UUID(0, 0);

    private final PolicyVersion version;
    private final PolicyHandle handle;
    private final Function<LocalDate, Map<String, Object>> settings;
    private final Map<LocalDate, Terms> terms = new HashMap<>();
    private final Map<Map<String, String>, PolicyHandle.Bound> bounds = new HashMap<>();

    /** Where the plugin has no settings. */
    Imagined(PolicyVersion version, PolicyHandle handle) {
        this(version, handle, day -> Map.of());
    }

    /** @param settings what the tenant whose version it is chose about the plugin, by day */
    Imagined(PolicyVersion version, PolicyHandle handle, Function<LocalDate, Map<String, Object>> settings) {
        this.settings = settings;
        this.version = version;
        this.handle = handle;
    }

    PolicyVersion version() {
        return version;
    }

    PolicyHandle handle() {
        return handle;
    }

    Terms on(LocalDate day) {
        return terms.computeIfAbsent(day, d -> new Terms(version, handle, d, settings.apply(d), bounds));
    }

    /** The day that governs a case, if the year has one for it. */
    static Optional<LocalDate> governingDate(GoverningClock clock, Subject subject, Facts facts) {
        return subject == Subject.CONTRACT
                ? contract(0, facts).governingDate(clock, facts.year())
                : Optional.of(facts.governingDate());
    }

    /** Decides a case; empty where the version is not in force on the day that governs it. */
    Optional<Case> decide(Facts stated) {
        return governingDate(version.clock(), handle.subject(), stated)
                .filter(version::inForceOn)
                .map(day -> {
                    var facts = OtherFacts.on(stated, day);
                    var one = new Case(
                            new Case.Wanted(contract(version.tenant(), facts), on(day), day), facts, Terms::calculate);
                    Round.settle(List.of(one), facts.year(), new ImaginedLedger(new ImaginedLedger.Recorded()));
                    return one;
                });
    }

    private static ContractCase contract(int tenant, Facts facts) {
        return new ContractCase(
                NOBODY,
                tenant,
                null,
                Optional.empty(),
                facts.contract(),
                facts.provider(),
                facts.recipient(),
                facts.receipts(),
                facts.priorSupport());
    }
}
