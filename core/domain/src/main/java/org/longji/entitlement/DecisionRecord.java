package org.longji.entitlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.longji.contract.ContractStatus;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.policy.GoverningClock;

/**
 * Everything a decision was made from and everything it says, in one document: inputs, parameters with their dates and
 * sources, the plugin archive, what the host knew beyond the case, and the outcome. Its JSON is stored with the money; the
 * same plugin gives the same bytes from the inputs years later.
 */
public record DecisionRecord(
        int schema,
        PolicyRef policy,
        int year,
        Side side,
        LocalDate governingDate,
        PluginRef plugin,
        Facts facts,
        List<ParameterValue> parameters,
        HostFacts host,
        Outcome outcome) {

    /** Layout of this record; a later one is read beside it, never instead of it. */
    static final int SCHEMA = 1;

    /** The version of the policy that was applied. */
    public record PolicyRef(
            String id,
            int tenant,
            String version,
            Text title,
            String document,
            String article,
            LocalDate from,
            Optional<LocalDate> until,
            GoverningClock clock,
            boolean computable,
            Exclusivity exclusivity,
            Optional<LegalBasis> exclusivityBasis,
            Optional<CapScope> capScope,
            Optional<LegalBasis> capBasis,
            Optional<String> note) {

        /** What the version as a whole rests on. */
        LegalBasis basis() {
            return LegalBasis.of(document, article);
        }
    }

    /** The archive that computed it. */
    public record PluginRef(
            String id,
            String version,
            String hash,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<DefinitionRef> definition) {

        public PluginRef {
            definition = Objects.requireNonNullElse(definition, Optional.empty());
        }
    }

    /**
     * The definition it was computed from, where the policy is a measure; absent from the JSON otherwise.
     *
     * @param hash hash of the text that is kept with the tenant's definitions
     * @param capParameter parameter with the limit of the version's cap, which the language is told of
     */
    public record DefinitionRef(String language, String hash, Optional<String> capParameter) {}

    /** One parameter as it stood on the governing date. */
    public record ParameterValue(
            String name,
            Text label,
            String value,
            String unit,
            LocalDate from,
            Optional<LocalDate> until,
            LegalBasis basis,
            Optional<String> note) {}

    /**
     * What only the host knows, as it was when the decision was made.
     *
     * @param electedSide side that holds the project's year, if one does
     * @param otherSideEntitled whether the rule also gives the other side of this contract something
     * @param capLimit limit of the shared cap, if the version has one
     * @param capGranted what that cap left for this contract
     * @param ended how the registration ended, if it did; absent from the JSON otherwise, as it is from older records
     */
    public record HostFacts(
            Optional<Side> electedSide,
            boolean otherSideEntitled,
            Optional<Money> capLimit,
            Optional<Money> capGranted,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ContractStatus> ended) {

        public HostFacts {
            // Older records lack it.
            ended = Objects.requireNonNullElse(ended, Optional.empty());
        }

        static HostFacts none() {
            return new HostFacts(Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());
        }

        HostFacts withSides(Optional<Side> elected, boolean otherEntitled) {
            return new HostFacts(elected, otherEntitled, capLimit, capGranted, ended);
        }

        HostFacts withCap(Money limit, Money granted) {
            return new HostFacts(electedSide, otherSideEntitled, Optional.of(limit), Optional.of(granted), ended);
        }

        HostFacts endedBy(Optional<ContractStatus> end) {
            return new HostFacts(electedSide, otherSideEntitled, capLimit, capGranted, end);
        }
    }

    /**
     * What the decision says.
     *
     * @param assessedAmount what the rule alone gives
     * @param entitledAmount what is due after the one-side rule and the caps
     * @param steps the calculation; their contributions add up to the assessed amount, with the host's to the entitled one
     */
    public record Outcome(
            EntitlementStatus status,
            Money assessedAmount,
            Money entitledAmount,
            List<CalculationStep> steps,
            List<Share> shares,
            List<Reason> reasons,
            List<Question> questions,
            List<Text> notes) {}

    /**
     * A part of the amount meant for somebody inside it.
     *
     * @param amount the most that may go to it, rounded down to the fen so that the rate is never exceeded
     */
    public record Share(String code, Text name, BigDecimal upToRate, Money amount, LegalBasis basis) {}

    /** What the decision comes to, in a sentence. */
    public Text conclusion() {
        var zh = side == Side.PROVIDER ? "卖方" : "买方";
        var en = side == Side.PROVIDER ? "provider" : "recipient";
        return switch (outcome.status()) {
            case ENTITLED ->
                new Text(
                        year + " 年度，" + zh + "应享 " + outcome.entitledAmount() + " 元。",
                        "For " + year + " the " + en + " is entitled to " + outcome.entitledAmount() + " yuan.");
            case NOT_ENTITLED ->
                new Text(
                        year + " 年度，" + zh + "不符合条件，应享 0.00 元。",
                        "For " + year + " the " + en + " is not entitled; 0.00 yuan is due.");
            case NEEDS_JUDGEMENT ->
                new Text(
                        year + " 年度的结论须由工作人员判断，暂不计发。",
                        "For " + year + " a person must judge first; nothing is due yet.");
            case AWAITING_ELECTION ->
                new Text(
                        year + " 年度买卖双方均符合条件，待双方选择后" + zh + "可享 " + outcome.assessedAmount() + " 元。",
                        "For " + year + " both sides qualify; once they elect it, the " + en + " can have "
                                + outcome.assessedAmount() + " yuan.");
        };
    }

    /** Values by name, as the policy is given them. */
    Map<String, String> values() {
        var values = new java.util.LinkedHashMap<String, String>();
        parameters.forEach(p -> values.put(p.name(), p.value()));
        return values;
    }
}
