package org.longji.pluginhost;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.longji.plugin.api.ComposedPolicy;

/** A measure with its figures already read: the days of one version share few sets of values, its cases are many. */
final class BoundMeasures implements PolicyHandle.Computation {

    private static final int MOST = 64;

    private final ComposedPolicy policy;
    private final Map<Values, ComposedPolicy.Bound> bound = new ConcurrentHashMap<>();

    private record Values(Map<String, String> values, LocalDate from, Optional<LocalDate> until) {}

    BoundMeasures(ComposedPolicy policy) {
        this.policy = policy;
    }

    @Override
    public PolicyHandle.Bound bind(Map<String, String> values, LocalDate from, Optional<LocalDate> until) {
        if (bound.size() > MOST) {
            bound.clear();
        }
        return bound.computeIfAbsent(
                        new Values(Map.copyOf(values), from, until),
                        key -> policy.bind(key.values(), key.from(), key.until()))::assess;
    }
}
