package org.longji.plugin.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * One thing a claim must bring beyond what the host knows, for forms and explanations.
 *
 * @param name key in {@link Facts#evidence()}
 * @param label label in both languages
 * @param type what its text must be
 * @param choices the allowed values of a {@code CHOICE}, else empty
 * @param otherwise the value that holds where the claim says nothing; without one, the policy asks
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record InputDescription(String name, Text label, Type type, List<String> choices, Optional<String> otherwise) {

    /** Takes a copy. */
    public InputDescription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(otherwise, "otherwise");
        choices = List.copyOf(choices);
    }

    /** {@return what is wrong with the text of a value, if anything} */
    public Optional<Text> fault(String value) {
        return switch (type) {
            case MONEY -> reads(() -> Money.of(value)) ? Optional.empty() : Optional.of(noMoney(value));
            case COUNT ->
                value.matches("\\d{1,15}")
                        ? Optional.empty()
                        : Optional.of(new Text("“" + value + "”不是整数。", "'" + value + "' is no whole number."));
            case RATIO ->
                value.matches("-?\\d{1,15}(\\.\\d{1,15})?")
                        ? Optional.empty()
                        : Optional.of(new Text(
                                "“" + value + "”不是小数；3.5% 写作 0.035。",
                                "'" + value + "' is no plain decimal; 3.5% is written 0.035."));
            case DATE ->
                reads(() -> LocalDate.parse(value))
                        ? Optional.empty()
                        : Optional.of(new Text(
                                "“" + value + "”不是日期；请按 2018-03-05 的格式填写。",
                                "'" + value + "' is no date; write it like 2018-03-05."));
            case YES_NO ->
                among(value, Arrays.stream(Answer.values()).map(Enum::name).toList());
            case CHOICE -> among(value, choices);
        };
    }

    static Text noMoney(String value) {
        return new Text(
                "“" + value + "”不是金额；请以元填写，最多两位小数，例如 702000.00。",
                "'" + value + "' is no amount; give yuan with two decimals at most, such as 702000.00.");
    }

    private static Optional<Text> among(String value, List<String> allowed) {
        return allowed.contains(value)
                ? Optional.empty()
                : Optional.of(new Text(
                        "“" + value + "”不可用；可选：" + allowed + "。", "'" + value + "' is not one of " + allowed + "."));
    }

    private static boolean reads(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    /** How the text of a value is read. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Type {
        /** Yuan, such as {@code 420000.00}. */
        MONEY,
        /** A whole number. */
        COUNT,
        /** A plain decimal without a unit; {@code 0.035} is 3.5 %. */
        RATIO,
        /** An ISO date. */
        DATE,
        /** {@code YES}, {@code NO} or {@code UNKNOWN}. */
        YES_NO,
        /** One of the choices. */
        CHOICE
    }
}
