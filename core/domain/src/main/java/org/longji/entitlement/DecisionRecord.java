package org.longji.entitlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.longji.policy.HostTerms;

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
     * @param limits what else the host allows, in the order it was applied; this and what follows is absent where there is none
     * @param bearers the levels that bear the cost
     * @param instalments the parts it is paid in
     */
    public record HostFacts(
            Optional<Side> electedSide,
            boolean otherSideEntitled,
            Optional<Money> capLimit,
            Optional<Money> capGranted,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ContractStatus> ended,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Limit> limits,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Bearer> bearers,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Instalment> instalments) {

        public HostFacts {
            // Older records lack it.
            ended = Objects.requireNonNullElse(ended, Optional.empty());
            limits = limits == null ? List.of() : List.copyOf(limits);
            bearers = bearers == null ? List.of() : List.copyOf(bearers);
            instalments = instalments == null ? List.of() : List.copyOf(instalments);
        }

        static HostFacts none() {
            return new HostFacts(
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of());
        }

        HostFacts withSides(Optional<Side> elected, boolean otherEntitled) {
            return new HostFacts(elected, otherEntitled, capLimit, capGranted, ended, limits, bearers, instalments);
        }

        HostFacts withCap(Money limit, Money granted) {
            return new HostFacts(
                    electedSide,
                    otherSideEntitled,
                    Optional.of(limit),
                    Optional.of(granted),
                    ended,
                    limits,
                    bearers,
                    instalments);
        }

        HostFacts endedBy(Optional<ContractStatus> end) {
            return new HostFacts(
                    electedSide, otherSideEntitled, capLimit, capGranted, end, limits, bearers, instalments);
        }

        HostFacts withLimit(Limit limit) {
            var more = new ArrayList<>(limits);
            more.add(limit);
            return new HostFacts(
                    electedSide, otherSideEntitled, capLimit, capGranted, ended, more, bearers, instalments);
        }

        /** The same, where no cap was drawn on after all. */
        HostFacts withoutCaps() {
            return new HostFacts(
                    electedSide,
                    otherSideEntitled,
                    Optional.empty(),
                    Optional.empty(),
                    ended,
                    limits.stream()
                            .filter(limit -> limit.kind() != LimitKind.CAP)
                            .toList(),
                    bearers,
                    instalments);
        }

        HostFacts paid(List<Bearer> by, List<Instalment> in) {
            return new HostFacts(electedSide, otherSideEntitled, capLimit, capGranted, ended, limits, by, in);
        }
    }

    /** What keeps an amount down beside the version's first cap. */
    public enum LimitKind {
        /** A share of what other policies pay, or what is missing to a total. */
        TOP_UP,
        /** Nothing beside what other policies pay. */
        NOT_BESIDE,
        /** What several policies pay together. */
        CEILING,
        /** A further cap over several cases. */
        CAP,
        /** Only the highest of several is paid. */
        HIGHEST,
        /** What there is to spend. */
        POOL;

        /** Whether it is looked at before the caps: only what it leaves is taken out of them. */
        boolean beforeCaps() {
            return compareTo(CAP) < 0;
        }
    }

    /**
     * A limit the host found.
     *
     * @param basis clause that sets it
     * @param declaredBy policy whose version holds that clause, where it is another one
     * @param scope over what a cap counts
     * @param rate of a top-up
     * @param figure total, ceiling or limit of a cap
     * @param related what it was found from, in the order in which it was decided
     * @param pool how a pool was shared out
     * @param granted the most it leaves; absent while it depends on what is not decided
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Limit(
            LimitKind kind,
            LegalBasis basis,
            Optional<String> declaredBy,
            Optional<CapScope> scope,
            Optional<BigDecimal> rate,
            Optional<Money> figure,
            List<Related> related,
            Optional<PoolShare> pool,
            Optional<Money> granted) {

        public Limit {
            declaredBy = Objects.requireNonNullElse(declaredBy, Optional.empty());
            scope = Objects.requireNonNullElse(scope, Optional.empty());
            rate = Objects.requireNonNullElse(rate, Optional.empty());
            figure = Objects.requireNonNullElse(figure, Optional.empty());
            related = related == null ? List.of() : List.copyOf(related);
            pool = Objects.requireNonNullElse(pool, Optional.empty());
            granted = Objects.requireNonNullElse(granted, Optional.empty());
        }

        static Limit of(LimitKind kind, LegalBasis basis, List<Related> related, Optional<Money> granted) {
            return new Limit(
                    kind,
                    basis,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    related,
                    Optional.empty(),
                    granted);
        }

        Limit of(Optional<Money> ofFigure, Optional<BigDecimal> ofRate) {
            return new Limit(kind, basis, declaredBy, scope, ofRate, ofFigure, related, pool, granted);
        }

        Limit declaredBy(Optional<String> policy) {
            return new Limit(kind, basis, policy, scope, rate, figure, related, pool, granted);
        }

        Limit over(CapScope ofScope) {
            return new Limit(kind, basis, declaredBy, Optional.of(ofScope), rate, figure, related, pool, granted);
        }

        Limit of(PoolShare share) {
            return new Limit(kind, basis, declaredBy, scope, rate, figure, related, Optional.of(share), granted);
        }
    }

    /** What another policy decided on the same contract, or the same project, in the same year. */
    public record Related(
            String policy, int tenant, String version, Text title, EntitlementStatus status, Money amount) {}

    /**
     * How a pool was shared out.
     *
     * @param position in the order of the pool, from one
     * @param others what those before took; of a pool shared in proportion, what all ask for
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record PoolShare(
            HostTerms.Allocation allocation,
            Optional<Money> amount,
            Optional<Integer> places,
            int position,
            Money others) {

        public PoolShare {
            amount = Objects.requireNonNullElse(amount, Optional.empty());
            places = Objects.requireNonNullElse(places, Optional.empty());
        }
    }

    /** A level that bears a share of what is due. */
    public record Bearer(HostTerms.Level level, int tenant, BigDecimal share, LegalBasis basis) {}

    /**
     * A share of what is due, and when.
     *
     * @param dueOn day it is due; otherwise it is due in the year
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Instalment(BigDecimal share, Optional<LocalDate> dueOn, int dueYear, LegalBasis basis) {

        public Instalment {
            dueOn = Objects.requireNonNullElse(dueOn, Optional.empty());
        }
    }

    /**
     * What the decision says.
     *
     * @param assessedAmount what the rule alone gives
     * @param entitledAmount what is due after the one-side rule and the caps
     * @param borne what each level bears; the parts add up to the entitled amount
     * @param instalments the parts it is paid in; they add up to it too
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
            List<Text> notes,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Money> borne,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Money> instalments) {

        public Outcome {
            borne = borne == null ? List.of() : List.copyOf(borne);
            instalments = instalments == null ? List.of() : List.copyOf(instalments);
        }

        /** The same, as if that much were due. */
        Outcome entitledTo(Money amount) {
            return new Outcome(
                    EntitlementStatus.ENTITLED,
                    assessedAmount,
                    amount,
                    steps,
                    shares,
                    reasons,
                    List.of(),
                    notes,
                    borne,
                    instalments);
        }
    }

    /**
     * A part of the amount meant for somebody inside it.
     *
     * @param amount the most that may go to it, rounded down to the fen so that the rate is never exceeded
     */
    public record Share(String code, Text name, BigDecimal upToRate, Money amount, LegalBasis basis) {}

    /** Whether the facts are an applicant's year, or a claim: then there is no contract. */
    public static boolean ofYear(Facts facts) {
        return facts.contract().registrationNumber().isEmpty()
                && facts.applicant().isPresent();
    }

    /** The name of an input of a step in both languages, as far as it has one. */
    public Text inputName(CalculationStep step, String input) {
        var english = step.inputNames().get(input);
        return english == null ? LimitWords.input(input, host.limits()) : new Text(input, english);
    }

    /** What the decision comes to, in a sentence. */
    public Text conclusion() {
        var zh = ofYear(facts) ? "申请人" : side == Side.PROVIDER ? "卖方" : "买方";
        var en = ofYear(facts) ? "applicant" : side == Side.PROVIDER ? "provider" : "recipient";
        return switch (outcome.status()) {
            case ENTITLED ->
                new Text(
                        year + " 年度，" + zh + "应享 " + outcome.entitledAmount() + " 元。",
                        "For " + year + " the " + en + " is entitled to " + outcome.entitledAmount() + " yuan.");
            case NOT_ENTITLED ->
                new Text(
                        year + " 年度，" + zh + "不符合条件，应享 0.00 元。",
                        "For " + year + " the " + en + " is not entitled; 0.00 yuan is due.");
            case PASSED -> new Text(year + " 年度核查通过，不产生资金。", "The check of " + year + " was passed; it pays nothing.");
            case NEEDS_JUDGEMENT ->
                new Text(
                        year + " 年度的结论须由工作人员判断，暂不计发。",
                        "For " + year + " a person must judge first; nothing is due yet.");
            case AWAITING_ALLOCATION ->
                new Text(
                        year + " 年度资金分配后，" + zh + "至多可得 " + outcome.assessedAmount() + " 元，暂不计发。",
                        "Once the money of " + year + " is shared out, the " + en + " can have at most "
                                + outcome.assessedAmount() + " yuan; nothing is due yet.");
            case AWAITING_ELECTION ->
                new Text(
                        year + " 年度买卖双方均符合条件，待双方选择后" + zh + "可享 " + outcome.assessedAmount() + " 元。",
                        "For " + year + " both sides qualify; once they elect it, the " + en + " can have "
                                + outcome.assessedAmount() + " yuan.");
        };
    }

    /** Values by name, as the policy is given them. */
    Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        parameters.forEach(p -> values.put(p.name(), p.value()));
        return values;
    }
}
