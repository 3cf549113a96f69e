package org.longji.entitlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.DecisionRecord.Outcome;
import org.longji.plugin.api.Facts;
import org.longji.pluginhost.PluginFailure;
import org.longji.pluginhost.PolicyDefinition;
import org.longji.pluginhost.PolicyHandle;

/**
 * A decision looked at again: what would have had to be otherwise. The policy is asked with the figures of the record, so a
 * change that another version, or another value of a figure, would have governed does not count.
 */
final class Hindsight {

    private final DecisionRecord record;
    private final PolicyHandle handle;
    private final Optional<PolicyDefinition> definition;
    private PolicyHandle.@Nullable Bound bound;

    Hindsight(DecisionRecord record, PolicyHandle handle, Optional<PolicyDefinition> definition) {
        this.record = record;
        this.handle = handle;
        this.definition = definition;
    }

    SmallestChange smallestChange() {
        return changeOfTheCase().with(Remedies.of(record).orElse(null));
    }

    private SmallestChange changeOfTheCase() {
        // What the host refused, no fact of the case would have changed; what has to be claimed was never asked.
        boolean byHost = record.host().ended().isPresent()
                || record.outcome().assessedAmount().isPositive()
                        && record.facts().priorSupport().isEmpty();
        if (byHost || !record.policy().computable() || !handle.assessedAutomatically()) {
            return SmallestChange.NONE;
        }
        var values = List.copyOf(record.values().values());
        return new NearestChange(
                        new Levers(
                                handle.subject(),
                                handle.inputs(),
                                Levers.Words.of(record.policy().tenant(), values, definition)),
                        values,
                        this::decide)
                .from(record.facts(), record.outcome());
    }

    private Optional<Outcome> decide(Facts changed) {
        try {
            return Imagined.governingDate(record.policy().clock(), handle.subject(), changed)
                    .filter(this::sameFigures)
                    .map(day -> HostRules.decide(
                            bound().assess(OtherFacts.on(changed, day)),
                            record.policy(),
                            changed,
                            record.side(),
                            record.host()));
        } catch (PluginFailure e) {
            return Optional.empty();
        }
    }

    private PolicyHandle.Bound bound() {
        if (bound == null) {
            bound = handle.bind(
                    record.values(), record.policy().from(), record.policy().until());
        }
        return bound;
    }

    private boolean sameFigures(LocalDate day) {
        var policy = record.policy();
        return holds(day, policy.from(), policy.until())
                && record.parameters().stream().allMatch(value -> holds(day, value.from(), value.until()));
    }

    private static boolean holds(LocalDate day, LocalDate from, Optional<LocalDate> until) {
        return !day.isBefore(from) && until.map(last -> !day.isAfter(last)).orElse(true);
    }
}
