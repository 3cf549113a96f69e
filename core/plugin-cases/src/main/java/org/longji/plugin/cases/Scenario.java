package org.longji.plugin.cases;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.StatedFacts;

/**
 * A case that reads as a sentence with a date.
 *
 * @param sentence the case in words; {@code case} says the same
 * @param example number of the published worked example, if it is one
 * @param on governing date
 * @param given the facts
 * @param expect the answer
 * @param line another policy line this case is put to, in a sequence of several measures
 * @param pool a budget that this case and those that follow it share
 * @param then what comes after it: the same applicant or pool, with what was granted before
 * @param settings what the tenant chose about the plugin, by field; the plugin's defaults hold for the rest
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Scenario(
        @JsonAlias("case") String sentence,
        @Nullable String example,
        LocalDate on,
        StatedFacts given,
        Expected expect,
        @Nullable String line,
        @Nullable Pool pool,
        @Nullable List<Scenario> then,
        @Nullable Map<String, Object> settings) {

    /** A case by itself. */
    public Scenario(String sentence, @Nullable String example, LocalDate on, StatedFacts given, Expected expect) {
        this(sentence, example, on, given, expect, null, null, null, null);
    }

    /** {@return the facts as the host would hand them over} */
    public Facts facts() {
        return facts(Role.PROVIDER);
    }

    /** {@return the facts for a beneficiary in that role, which its years and contracts have where they name none} */
    public Facts facts(Role role) {
        return given.facts(on, role);
    }

    /** {@return the case's number, if any, and its sentence} */
    public String title() {
        return example == null ? sentence : example + " " + sentence;
    }

    /** {@return what the case says of the settings} */
    public Map<String, Object> chosen() {
        return settings == null ? Map.of() : settings;
    }

    Scenario after(List<PriorSupport> granted) {
        return new Scenario(sentence, example, on, given.after(granted), expect, line, pool, then, settings);
    }

    /** {@return the same case, and those after it, where a party whose division is not stated is registered in that one} */
    Scenario in(int division) {
        List<Scenario> later = then == null
                ? null
                : then.stream().map(next -> next.in(division)).toList();
        return new Scenario(sentence, example, on, given.in(division), expect, line, pool, later, settings);
    }

    /**
     * A budget shared by the cases of a sequence.
     *
     * @param budget yuan
     * @param by how it is shared out when it is too small: in the order of the cases, in proportion, or by score
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Pool(String budget, Sharing by) {
        /** How a budget that is too small is shared out. */
        @API(status = API.Status.EXPERIMENTAL, since = "0.1")
        public enum Sharing {
            /** In the order of the cases; the one that does not fit gets the rest. */
            FIRST_COME,
            /** Everybody the same part, rounded down to the fen. */
            PRO_RATA,
            /** By score, the highest first; the one that does not fit gets the rest. */
            RANKING
        }
    }

    /**
     * What the policy must answer: exactly one of amount, refused, asks and passes.
     *
     * @param amount yuan of an entitlement; an amount of zero is a refusal for whatever reason
     * @param steps codes of its steps, in order
     * @param shares largest share in yuan by code, as the host rounds it
     * @param refused codes of all reasons, in order
     * @param missing distance by reason code
     * @param asks codes of all questions, in order
     * @param between the interval in yuan of the amount that is asked for
     * @param passes true where a check finds nothing wrong
     * @param arithmetic what steps write on paper, by code
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Expected(
            @Nullable String amount,
            @Nullable List<String> steps,
            @Nullable Map<String, String> shares,
            @Nullable List<String> refused,
            @Nullable Map<String, String> missing,
            @Nullable List<String> asks,
            @Nullable List<String> between,
            @Nullable Boolean passes,
            @Nullable Map<String, String> arithmetic) {

        /** Refuses a case that expects nothing or two things at once. */
        public Expected {
            int answers = (amount == null ? 0 : 1)
                    + (refused == null ? 0 : 1)
                    + (asks == null ? 0 : 1)
                    + (Boolean.TRUE.equals(passes) ? 1 : 0);
            if (answers != 1) {
                throw new IllegalArgumentException("expect exactly one of amount, refused, asks and passes");
            }
        }
    }
}
