package org.longji.plugin.testkit;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.DealFacts;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.YearFigures;

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
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Scenario(
        @JsonAlias("case") String sentence,
        @Nullable String example,
        LocalDate on,
        Given given,
        Expected expect,
        @Nullable String line,
        @Nullable Pool pool,
        @Nullable List<Scenario> then) {

    /** A case by itself. */
    public Scenario(String sentence, @Nullable String example, LocalDate on, Given given, Expected expect) {
        this(sentence, example, on, given, expect, null, null, null);
    }

    /** {@return the facts as the host would hand them over} */
    public Facts facts() {
        return facts(Role.PROVIDER);
    }

    /** {@return the facts for a beneficiary in that role, which its years and contracts have where they name none} */
    public Facts facts(Role role) {
        List<PriorSupport> prior = given.priorSupport() == null
                ? List.of()
                : given.priorSupport().stream()
                        .map(earlier -> new PriorSupport(
                                earlier.policy(),
                                earlier.year() == null ? given.year() : earlier.year(),
                                earlier.side() == null ? Side.PROVIDER : earlier.side(),
                                Money.of(earlier.granted())))
                        .toList();
        Map<String, String> evidence = given.evidence() == null ? Map.of() : given.evidence();
        ApplicantFacts applicant = applicant(role);
        if (given.contract() == null) {
            return Facts.ofApplicant(
                    applicant == null ? new ApplicantFacts(party(null), List.of(), List.of()) : applicant,
                    given.year(),
                    on,
                    prior,
                    evidence);
        }
        Facts facts = new Facts(
                given.contract().facts("2018230100000001", on),
                party(given.provider()),
                party(given.recipient()),
                receipts(given.receipts(), on),
                given.year(),
                on,
                prior);
        if (!evidence.isEmpty()) {
            facts = facts.withEvidence(evidence);
        }
        return applicant == null ? facts : facts.withApplicant(applicant);
    }

    private static List<ReceiptFacts> receipts(@Nullable List<Receipt> given, LocalDate day) {
        List<ReceiptFacts> receipts = new ArrayList<>();
        for (Receipt receipt : given == null ? List.<Receipt>of() : given) {
            receipts.add(new ReceiptFacts(
                    receipts.size() + 1, receipt.on() == null ? day : receipt.on(), Money.of(receipt.received())));
        }
        receipts.sort(Comparator.comparing(ReceiptFacts::receivedOn).thenComparing(ReceiptFacts::sequence));
        return receipts;
    }

    private static PartyFacts party(@Nullable Party given) {
        return given == null ? new PartyFacts("", PartyKind.ENTERPRISE, 0) : given.facts();
    }

    private @Nullable ApplicantFacts applicant(Role beneficiary) {
        if (given.applicant() == null && given.figures() == null && given.contracts() == null) {
            return null;
        }
        List<YearFigures> figures = new ArrayList<>();
        for (Year year : given.figures() == null ? List.<Year>of() : given.figures()) {
            figures.add(year.figures(beneficiary));
        }
        List<DealFacts> deals = new ArrayList<>();
        for (Deal deal : given.contracts() == null ? List.<Deal>of() : given.contracts()) {
            deals.add(deal.facts(deals.size() + 1, beneficiary, this));
        }
        if (given.figures() == null) {
            figures.addAll(figuresOf(deals));
        }
        return new ApplicantFacts(party(given.applicant()), figures, deals);
    }

    /** Where a case lists contracts and no figures, its figures of the year are those of the contracts. */
    private List<YearFigures> figuresOf(List<DealFacts> deals) {
        List<YearFigures> figures = new ArrayList<>();
        for (Role role : Role.values()) {
            List<DealFacts> ofRole =
                    deals.stream().filter(deal -> deal.role() == role).toList();
            if (!ofRole.isEmpty()) {
                figures.add(new YearFigures(
                        given.year(),
                        role,
                        ofRole.size(),
                        Money.sum(ofRole.stream()
                                .map(deal -> deal.contract().contractAmount())
                                .toList()),
                        Money.sum(ofRole.stream()
                                .map(deal -> deal.contract().technologyAmount())
                                .toList()),
                        Money.sum(ofRole.stream()
                                .flatMap(deal -> deal.receipts().stream())
                                .filter(receipt -> receipt.receivedOn().getYear() == given.year())
                                .map(ReceiptFacts::received)
                                .toList())));
            }
        }
        return figures;
    }

    /** {@return the case's number, if any, and its sentence} */
    public String title() {
        return example == null ? sentence : example + " " + sentence;
    }

    Scenario after(List<PriorSupport> granted) {
        List<Earlier> prior = new ArrayList<>(given.priorSupport() == null ? List.of() : given.priorSupport());
        granted.forEach(support -> prior.add(new Earlier(
                support.policyId(),
                support.year(),
                support.side(),
                support.granted().toString())));
        return new Scenario(sentence, example, on, given.with(prior), expect, line, pool, then);
    }

    /**
     * What a case is made of.
     *
     * @param project the project it belongs to, for what the host keeps over several contracts
     * @param score its place in a ranking, the highest first
     */
    record Given(
            int year,
            @Nullable Contract contract,
            @Nullable Party provider,
            @Nullable Party recipient,
            @Nullable List<Receipt> receipts,
            @Nullable List<Earlier> priorSupport,
            @Nullable Map<String, String> evidence,
            @Nullable Party applicant,
            @Nullable List<Year> figures,
            @Nullable List<Deal> contracts,
            @Nullable String project,
            @Nullable String score) {

        Given with(List<Earlier> prior) {
            return new Given(
                    year, contract, provider, recipient, receipts, prior, evidence, applicant, figures, contracts,
                    project, score);
        }
    }

    record Contract(
            @Nullable ContractType type,
            @Nullable String subtype,
            @Nullable LocalDate signedOn,
            @Nullable LocalDate registeredOn,
            @Nullable String contractAmount,
            @Nullable String technologyAmount,
            @Nullable Answer affiliatedParties,
            @Nullable Answer landedInProvince,
            @Nullable Answer titleTransferred) {

        ContractFacts facts(String number, LocalDate day) {
            LocalDate registered = registeredOn == null ? (signedOn == null ? day : signedOn) : registeredOn;
            String technology = technologyAmount == null ? contractAmount : technologyAmount;
            String gross = contractAmount == null ? technologyAmount : contractAmount;
            return new ContractFacts(
                    number,
                    "P1",
                    type == null ? ContractType.TRANSFER : type,
                    subtype == null ? "" : subtype,
                    signedOn == null ? registered : signedOn,
                    registered,
                    Money.of(gross == null ? "0" : gross),
                    Money.of(technology == null ? "0" : technology),
                    Objects.requireNonNullElse(affiliatedParties, Answer.UNKNOWN),
                    Objects.requireNonNullElse(landedInProvince, Answer.UNKNOWN),
                    Objects.requireNonNullElse(titleTransferred, Answer.UNKNOWN));
        }
    }

    record Party(
            @Nullable PartyKind kind,
            @Nullable Integer division,
            @Nullable String code,
            @Nullable Map<String, String> attributes) {
        PartyFacts facts() {
            return new PartyFacts(
                    code == null ? "" : code,
                    kind == null ? PartyKind.ENTERPRISE : kind,
                    division == null ? 0 : division,
                    attributes == null ? Map.of() : attributes);
        }
    }

    record Receipt(@Nullable LocalDate on, String received) {}

    record Earlier(
            String policy, @Nullable Integer year, @Nullable Side side, String granted) {}

    /** One year of the applicant in one role. */
    record Year(
            int year,
            @Nullable Role role,
            @Nullable Integer contracts,
            @Nullable String contractAmount,
            @Nullable String technologyAmount,
            @Nullable String received) {

        YearFigures figures(Role beneficiary) {
            String technology = technologyAmount == null ? contractAmount : technologyAmount;
            String gross = contractAmount == null ? technologyAmount : contractAmount;
            return new YearFigures(
                    year,
                    role == null ? beneficiary : role,
                    contracts == null ? (gross == null ? 0 : 1) : contracts,
                    Money.of(gross == null ? "0" : gross),
                    Money.of(technology == null ? "0" : technology),
                    Money.of(received == null ? "0" : received));
        }
    }

    /** One contract of the applicant's year. */
    record Deal(
            @Nullable String number,
            @Nullable Role role,
            Contract contract,
            @Nullable Party provider,
            @Nullable Party recipient,
            @Nullable List<Receipt> receipts,
            @Nullable Map<String, String> evidence) {

        DealFacts facts(int position, Role beneficiary, Scenario of) {
            return new DealFacts(
                    role == null ? beneficiary : role,
                    contract.facts(number == null ? "#" + position : number, of.on()),
                    Scenario.party(provider == null ? of.given().applicant() : provider),
                    Scenario.party(recipient == null ? of.given().applicant() : recipient),
                    Scenario.receipts(receipts, of.on()),
                    evidence == null ? Map.of() : evidence);
        }
    }

    /**
     * A budget shared by the cases of a sequence.
     *
     * @param budget yuan
     * @param by how it is shared out when it is too small: in the order of the cases, in proportion, or by score
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public record Pool(String budget, Sharing by) {
        /** How a budget that is too small is shared out. */
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
