package org.longji.tax;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.shared.Json;

/** One computation under way: what was answered, which conditions hold, and the figures found so far. */
final class Working {

    /** How a condition stands. */
    enum State {
        MET,
        UNMET,
        /** Nobody said; the preview assumes that it holds, and says so. */
        ASSUMED
    }

    /** An amount with the arithmetic it came from. */
    record Found(String formula, Money amount) {}

    private final TaxBase contract;
    private final TaxCard card;
    private final TaxCard.Version version;
    private final Map<String, String> answers;
    private final Map<String, State> conditions = new LinkedHashMap<>();
    private final Map<String, Found> figures = new LinkedHashMap<>();

    Working(TaxBase contract, TaxCard card, TaxCard.Version version, Map<String, String> answers) {
        this.contract = contract;
        this.card = card;
        this.version = version;
        this.answers = answers;
        card.conditions().forEach((id, condition) -> conditions.put(id, stateOf(answers.get(id))));
    }

    private static State stateOf(@Nullable String answer) {
        if (answer == null) {
            return State.ASSUMED;
        }
        return answer.equals("YES") ? State.MET : State.UNMET;
    }

    TaxBase contract() {
        return contract;
    }

    <T> T values(Class<T> type) {
        return Json.read(version.values().toString(), type);
    }

    Money money(String input) {
        return Money.of(answers.getOrDefault(input, "0.00"));
    }

    Optional<LocalDate> date(String input) {
        return Optional.ofNullable(answers.get(input)).map(LocalDate::parse);
    }

    /** The choice taken; the card's first where none was. */
    String choice(String input) {
        var chosen = answers.get(input);
        var choices = card.inputs().get(input).choices();
        return chosen != null || choices == null
                ? String.valueOf(chosen)
                : choices.keySet().iterator().next();
    }

    /** Says how a condition stands that follows from the contract or the dates. */
    void holds(String condition, boolean met) {
        conditions.put(condition, met ? State.MET : State.UNMET);
    }

    /** Whether this condition stands in nobody's way. */
    boolean stands(String condition) {
        return conditions.get(condition) != State.UNMET;
    }

    /** Whether nothing stands in the way of the relief. */
    boolean relieved() {
        return !conditions.containsValue(State.UNMET);
    }

    /** Notes a figure and hands it back. */
    Money figure(String id, String formula, Money amount) {
        figures.put(id, new Found(formula, amount));
        return amount;
    }

    Map<String, State> conditions() {
        return conditions;
    }

    Map<String, Found> figures() {
        return figures;
    }

    /** A rate as a reader writes it: {@code 0.0003} is {@code 0.03%}. */
    static String percent(BigDecimal rate) {
        return rate.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
