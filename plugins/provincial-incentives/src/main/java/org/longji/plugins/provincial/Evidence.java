package org.longji.plugins.provincial;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Text;

/** What a claim brings, read as its inputs are described. What nobody has stated, or what cannot be read, becomes a question. */
final class Evidence {

    private final Facts facts;
    private final List<InputDescription> inputs;
    private final Conditions conditions;

    Evidence(Facts facts, List<InputDescription> inputs, Conditions conditions) {
        this.facts = facts;
        this.inputs = inputs;
        this.conditions = conditions;
    }

    /** Whether somebody has stated it; asks nothing. */
    boolean states(String name) {
        return text(description(name)).isPresent();
    }

    Optional<Money> money(String name, LegalBasis basis) {
        return read(name, basis, text -> {
            Money money = Money.of(text);
            if (money.isNegative()) {
                throw new IllegalArgumentException("negative");
            }
            return money;
        });
    }

    Optional<Integer> count(String name, LegalBasis basis) {
        return read(name, basis, Integer::valueOf);
    }

    Optional<BigDecimal> ratio(String name, LegalBasis basis) {
        return read(name, basis, BigDecimal::new);
    }

    Optional<LocalDate> date(String name, LegalBasis basis) {
        return read(name, basis, LocalDate::parse);
    }

    Optional<Boolean> yes(String name, LegalBasis basis) {
        if (text(description(name)).filter(Answer.UNKNOWN.name()::equals).isPresent()) {
            ask(description(name), basis);
            return Optional.empty();
        }
        return read(name, basis, text -> Answer.valueOf(text) == Answer.YES);
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type, LegalBasis basis) {
        return read(name, basis, text -> Enum.valueOf(type, text));
    }

    private <T> Optional<T> read(String name, LegalBasis basis, Function<String, T> reader) {
        InputDescription input = description(name);
        Optional<String> text = text(input);
        if (text.isEmpty()) {
            ask(input, basis);
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text.get()));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            ask(input, basis);
            return Optional.empty();
        }
    }

    private void ask(InputDescription input, LegalBasis basis) {
        conditions.ask(new Question(
                code(input.name()),
                new Text(
                        "请说明：" + input.label().zh() + "。",
                        "Please state: " + input.label().en() + "."),
                basis));
    }

    private Optional<String> text(InputDescription input) {
        return Optional.ofNullable(facts.evidence().get(input.name()))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(input::otherwise);
    }

    private InputDescription description(String name) {
        return inputs.stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not described"));
    }

    /** {@code inventorShare} is asked for as {@code INVENTOR_SHARE}, as a measure would. */
    static String code(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    static InputDescription input(String name, InputDescription.Type type, String zh, String en) {
        return new InputDescription(name, new Text(zh, en), type, List.of(), Optional.empty());
    }

    static InputDescription input(String name, Class<? extends Enum<?>> type, String zh, String en) {
        List<String> choices =
                java.util.Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        return new InputDescription(name, new Text(zh, en), InputDescription.Type.CHOICE, choices, Optional.empty());
    }
}
