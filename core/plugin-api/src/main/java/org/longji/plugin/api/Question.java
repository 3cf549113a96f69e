package org.longji.plugin.api;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Something a person must answer before the policy can decide.
 *
 * @param code stable identifier
 * @param text the question
 * @param basis the clause that needs the answer
 * @param discretion the interval, where the answer is an amount that somebody sets inside it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Question(String code, Text text, LegalBasis basis, Optional<Discretion> discretion) {

    /** Refuses absent values; the interval may be absent, as it is in what was stored before there were any. */
    public Question {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(basis, "basis");
        discretion = Objects.requireNonNullElse(discretion, Optional.empty());
    }

    /** A question whose answer is no amount inside an interval. */
    public Question(String code, Text text, LegalBasis basis) {
        this(code, text, basis, Optional.empty());
    }

    /**
     * An amount has to be set inside an interval.
     *
     * @param interval from where to where, and who decides
     * @param basis the clause that leaves it open
     * @return question {@code AMOUNT_TO_BE_DECIDED}
     */
    public static Question amountToBeDecided(Discretion interval, LegalBasis basis) {
        String between = interval.least().grouped() + " – " + interval.most().grouped();
        return new Question(
                "AMOUNT_TO_BE_DECIDED",
                new Text(
                        "请由" + interval.by().zh() + "在 " + between + " 元之内核定金额。",
                        "An amount inside CNY " + between + " is to be set by "
                                + interval.by().en() + "."),
                basis,
                Optional.of(interval));
    }
}
