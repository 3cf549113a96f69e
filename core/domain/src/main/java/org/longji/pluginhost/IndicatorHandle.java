package org.longji.pluginhost;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.indicator.Direction;
import org.longji.plugin.api.indicator.Indicator;
import org.longji.plugin.api.indicator.Measured;
import org.longji.plugin.api.indicator.Period;
import org.longji.plugin.api.indicator.RollUp;
import org.longji.plugin.api.indicator.Situation;
import org.longji.plugin.api.indicator.Target;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Words;

/**
 * One indicator of one loaded plugin, called through a guard. What it declares was read once, when the plugin started; an answer that
 * does not go with it is a {@link PluginFailure}.
 */
public final class IndicatorHandle extends ExtensionHandle {

    private static final int MOST_DECIMALS = 6;
    private static final int MOST_PARTS = 100;
    /** As many digits as a value is kept with. */
    private static final int MOST_DIGITS = 24;

    private final Indicator indicator;
    private final Words unit;
    private final Direction direction;
    private final Period period;
    private final RollUp rollUp;
    private final int decimals;
    private final List<Target> targets;
    private final Set<HostData> needs;

    /** An indicator without an archive: for trying it outside the server. */
    public IndicatorHandle(String pluginId, String pluginVersion, String pluginHash, Indicator indicator) {
        this(
                new PluginIdentity(pluginId, pluginVersion, pluginHash),
                new PluginCalls(pluginId, CallBudget.USUAL),
                indicator);
    }

    /** @throws IllegalArgumentException if what it declares does not go together */
    IndicatorHandle(PluginIdentity plugin, PluginCalls calls, Indicator indicator) {
        super(plugin, calls, "indicator", indicator.id(), indicator.words());
        this.indicator = indicator;
        this.unit = indicator.unit();
        this.direction = indicator.direction();
        this.period = indicator.period();
        this.rollUp = indicator.rollUp();
        this.decimals = indicator.decimals();
        this.targets = List.copyOf(indicator.targets());
        this.needs = Set.copyOf(indicator.needs());
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            throw new IllegalArgumentException(
                    "the indicator '" + id() + "' has " + decimals + " decimals; 0 to 6 are kept");
        }
        if (direction == Direction.NEUTRAL && !targets.isEmpty()) {
            throw new IllegalArgumentException("the indicator '" + id() + "' is neutral and has a target");
        }
        if (targets.stream()
                        .map(target -> List.of(target.tenant(), target.year()))
                        .distinct()
                        .count()
                < targets.size()) {
            throw new IllegalArgumentException("the indicator '" + id() + "' has two targets for one tenant and year");
        }
    }

    public Words unit() {
        return unit;
    }

    public Direction direction() {
        return direction;
    }

    public Period period() {
        return period;
    }

    public RollUp rollUp() {
        return rollUp;
    }

    public int decimals() {
        return decimals;
    }

    public Set<HostData> needs() {
        return needs;
    }

    /** What a tenant is held to on a day: the target of the year, else the next one, else the last there was. */
    public Optional<Target> target(int tenant, int year) {
        var own = targets.stream().filter(target -> target.tenant() == tenant).toList();
        return own.stream()
                .filter(target -> target.year() >= year)
                .min(Comparator.comparingInt(Target::year))
                .or(() -> own.stream().max(Comparator.comparingInt(Target::year)));
    }

    /** Whether values of another version of the indicator can be put together with its own. */
    public boolean goesWith(IndicatorHandle other) {
        return rollUp == other.rollUp
                && decimals == other.decimals
                && period == other.period
                && unit.equals(other.unit);
    }

    /**
     * What it answers.
     *
     * @throws PluginFailure if it throws, wants too much, or answers against what it declares
     */
    public Measured measure(Situation situation) {
        return guarded(() -> {
            var measured = indicator.measure(situation);
            if (measured == null) {
                throw failure("answered nothing");
            }
            if (!rollUp.takes(measured)) {
                throw failure("declares " + rollUp + " and answers with "
                        + measured.getClass().getSimpleName());
            }
            rollUp.value(measured, decimals).ifPresent(this::expectKept);
            var parts = RollUp.parts(measured);
            parts.forEach(part -> expectKept(part.value()));
            if (parts.size() > MOST_PARTS) {
                throw failure("explains " + parts.size() + " parts, at most " + MOST_PARTS);
            }
            if (parts.stream().map(Measured.Part::code).distinct().count() < parts.size()) {
                throw failure("two of its parts have the same code");
            }
            return measured;
        });
    }

    private void expectKept(BigDecimal value) {
        if (value.precision() - value.scale() > MOST_DIGITS - MOST_DECIMALS
                || value.stripTrailingZeros().scale() > MOST_DECIMALS) {
            throw failure("answers with more digits than are kept: " + value);
        }
    }

    /** The value of an answer, own or put together. */
    public Optional<BigDecimal> value(Measured measured) {
        return rollUp.value(measured, decimals);
    }
}
