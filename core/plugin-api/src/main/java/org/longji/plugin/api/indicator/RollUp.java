package org.longji.plugin.api.indicator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.longji.plugin.api.indicator.Measured.Amount;
import org.longji.plugin.api.indicator.Measured.Group;
import org.longji.plugin.api.indicator.Measured.Once;
import org.longji.plugin.api.indicator.Measured.Part;
import org.longji.plugin.api.indicator.Measured.Ratio;

/** How the values of several tenants become the value of them all. The host does it, and the kit holds an indicator to it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum RollUp {
    /** {@link Measured.Amount amounts} add up. */
    SUM,
    /** {@link Measured.Once things} count once, wherever and however often they are. */
    DISTINCT,
    /** What is above adds up, what is below adds up, and one is divided by the other: never a mean of means. */
    RATIO,
    /** The same, in hundredths. */
    PERCENT,
    /** Not at all: every tenant's {@link Measured.Amount amount} stands for itself. */
    NONE;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** {@return whether an answer has the form that goes with this; no figure goes with any} */
    public boolean takes(Measured measured) {
        if (measured instanceof Measured.Unknown) {
            return true;
        }
        return switch (this) {
            case SUM, NONE -> measured instanceof Amount;
            case DISTINCT -> measured instanceof Once;
            case RATIO, PERCENT -> measured instanceof Ratio;
        };
    }

    /**
     * {@return the answers of several tenants put together; nothing where none has a figure, or they are not put together}
     *
     * @param all answers in this form; those without a figure are passed over
     */
    public Optional<Measured> together(Collection<? extends Measured> all) {
        List<Measured> known = new ArrayList<>();
        for (Measured one : all) {
            if (!(one instanceof Measured.Unknown)) {
                known.add(one);
            }
        }
        if (known.isEmpty() || this == NONE) {
            return Optional.empty();
        }
        return Optional.of(
                switch (this) {
                    case SUM -> sum(known);
                    case DISTINCT -> once(known);
                    default -> ratio(known);
                });
    }

    private static Measured sum(List<Measured> known) {
        BigDecimal value = BigDecimal.ZERO;
        Map<String, Part> parts = new LinkedHashMap<>();
        boolean explained = true;
        for (Measured one : known) {
            Amount amount = (Amount) one;
            value = value.add(amount.value());
            explained &= !amount.parts().isEmpty() || amount.value().signum() == 0;
            amount.parts().forEach(part -> parts.merge(part.code(), part, RollUp::plus));
        }
        return new Amount(value, explained ? List.copyOf(parts.values()) : List.of());
    }

    private static Measured once(List<Measured> known) {
        Set<String> keys = new HashSet<>();
        Map<String, Group> groups = new LinkedHashMap<>();
        boolean explained = true;
        for (Measured one : known) {
            Once once = (Once) one;
            keys.addAll(once.keys());
            explained &= !once.groups().isEmpty() || once.keys().isEmpty();
            once.groups().forEach(group -> groups.merge(group.code(), group, RollUp::plus));
        }
        return new Once(keys, explained ? List.copyOf(groups.values()) : List.of());
    }

    private static Measured ratio(List<Measured> known) {
        Ratio all = (Ratio) known.get(0);
        for (Measured one : known.subList(1, known.size())) {
            Ratio ratio = (Ratio) one;
            all = new Ratio(plus(all.above(), ratio.above()), plus(all.below(), ratio.below()));
        }
        return all;
    }

    private static Part plus(Part one, Part other) {
        return new Part(one.code(), one.words(), one.value().add(other.value()));
    }

    private static Group plus(Group one, Group other) {
        Set<String> keys = new HashSet<>(one.keys());
        keys.addAll(other.keys());
        return new Group(one.code(), one.words(), keys);
    }

    /**
     * {@return the value of an answer; nothing where there is no figure, or nothing to divide by}
     *
     * @param decimals as {@linkplain Indicator#decimals declared}
     * @throws ArithmeticException if the answer has more decimals; a ratio is rounded half up
     */
    public Optional<BigDecimal> value(Measured measured, int decimals) {
        if (measured instanceof Amount amount) {
            return Optional.of(amount.value().setScale(decimals, RoundingMode.UNNECESSARY));
        }
        if (measured instanceof Once once) {
            return Optional.of(BigDecimal.valueOf(once.keys().size()).setScale(decimals, RoundingMode.UNNECESSARY));
        }
        if (measured instanceof Ratio ratio && ratio.below().value().signum() != 0) {
            BigDecimal above = this == PERCENT
                    ? ratio.above().value().multiply(HUNDRED)
                    : ratio.above().value();
            return Optional.of(above.divide(ratio.below().value(), decimals, RoundingMode.HALF_UP));
        }
        return Optional.empty();
    }

    /** {@return what an answer is made of, as it is shown} */
    public static List<Part> parts(Measured measured) {
        if (measured instanceof Amount amount) {
            return amount.parts();
        }
        if (measured instanceof Ratio ratio) {
            return List.of(ratio.above(), ratio.below());
        }
        if (measured instanceof Once once) {
            return once.groups().stream()
                    .map(group ->
                            Part.of(group.code(), group.words(), group.keys().size()))
                    .toList();
        }
        return List.of();
    }
}
