package org.longji.plugin.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an imagined case as somebody states them: in a file of cases, or in the calculator. Everything but the year
 * may be left out; {@link #facts} says what holds then. Both read this one record, so a case of the one is a case of the other.
 *
 * @param year the calendar year assessed
 * @param contract the contract; without one the case is about the applicant's year or claim
 * @param priorSupport what was granted on the same project before
 * @param evidence what a claim brings, by the name of the input
 * @param applicant who claims, where that is not a party of the contract, or its years matter
 * @param figures the applicant's years; where there are none, they are those of {@code contracts}
 * @param contracts the applicant's contracts of the year
 * @param project the project it belongs to, for what the host keeps over several cases
 * @param score its place in a ranking, the highest first
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StatedFacts(
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

    /** Number of a contract that was never registered: a policy takes one without a number for none. */
    public static final String IMAGINED = "2018230100000001";

    /**
     * The facts as the host would hand them over.
     *
     * @param on the governing date, and every day that is left out
     * @param beneficiary who is paid: the role of years and contracts that name none
     * @return the facts
     * @throws IllegalArgumentException if an amount is none; {@link #faults} names it
     */
    public Facts facts(LocalDate on, Role beneficiary) {
        var prior = listed(priorSupport).stream()
                .map(earlier -> earlier.support(year))
                .toList();
        var brought = evidence == null ? Map.<String, String>of() : evidence;
        var known = applicant(on, beneficiary);
        if (contract == null) {
            return Facts.ofApplicant(
                    known == null ? new ApplicantFacts(Party.facts(null), List.of(), List.of()) : known,
                    year,
                    on,
                    prior,
                    brought);
        }
        var facts = new Facts(
                contract.facts(IMAGINED, on),
                Party.facts(provider),
                Party.facts(recipient),
                receipts(receipts, on),
                year,
                on,
                prior);
        if (!brought.isEmpty()) {
            facts = facts.withEvidence(brought);
        }
        return known == null ? facts : facts.withApplicant(known);
    }

    /** {@return the same case with more support granted before} */
    public StatedFacts after(List<PriorSupport> granted) {
        var prior = new ArrayList<>(listed(priorSupport));
        granted.forEach(support -> prior.add(new Earlier(
                support.policyId(),
                support.year(),
                support.side(),
                support.granted().toString())));
        return new StatedFacts(
                year, contract, provider, recipient, receipts, prior, evidence, applicant, figures, contracts, project,
                score);
    }

    /** {@return the same case where a party whose division is not stated is registered in that one} */
    public StatedFacts in(int division) {
        boolean applies = applicant != null || contract == null || figures != null || contracts != null;
        return new StatedFacts(
                year,
                contract,
                Party.in(provider, division),
                Party.in(recipient, division),
                receipts,
                priorSupport,
                evidence,
                applies ? Party.in(applicant, division) : null,
                figures,
                contracts == null
                        ? null
                        : contracts.stream().map(deal -> deal.in(division)).toList(),
                project,
                score);
    }

    /**
     * Looks for everything that could not be read as a fact.
     *
     * @param inputs what the policy's claims bring
     * @return what is wrong, by the dotted name of the field, such as {@code receipts.0.received}
     */
    public List<Finding> faults(List<InputDescription> inputs) {
        var faults = new ArrayList<Finding>();
        if (contract != null) {
            contract.faults("contract", faults);
        }
        receiptFaults(receipts, "receipts", faults);
        for (int i = 0; i < listed(priorSupport).size(); i++) {
            var earlier = listed(priorSupport).get(i);
            if (earlier.policy() == null || earlier.policy().isBlank()) {
                faults.add(missing("priorSupport." + i + ".policy"));
            }
            money(earlier.granted(), "priorSupport." + i + ".granted", true, false, faults);
        }
        for (int i = 0; i < listed(figures).size(); i++) {
            listed(figures).get(i).faults("figures." + i, faults);
        }
        for (int i = 0; i < listed(contracts).size(); i++) {
            var deal = listed(contracts).get(i);
            var field = "contracts." + i;
            if (deal.contract() == null) {
                faults.add(missing(field + ".contract"));
            } else {
                deal.contract().faults(field + ".contract", faults);
            }
            receiptFaults(deal.receipts(), field + ".receipts", faults);
        }
        var brought = evidence == null ? Map.<String, String>of() : evidence;
        for (var input : inputs) {
            var value = brought.get(input.name());
            if (value != null) {
                input.fault(value).ifPresent(text -> faults.add(new Finding("evidence." + input.name(), text)));
            }
        }
        for (var name : brought.keySet()) {
            if (!inputs.isEmpty()
                    && inputs.stream().noneMatch(input -> input.name().equals(name))) {
                faults.add(new Finding(
                        "evidence." + name, new Text("本政策没有这项申报内容。", "The policy asks for nothing of that name.")));
            }
        }
        return faults;
    }

    private static void receiptFaults(@Nullable List<Receipt> receipts, String field, List<Finding> faults) {
        for (int i = 0; i < listed(receipts).size(); i++) {
            money(listed(receipts).get(i).received(), field + "." + i + ".received", true, true, faults);
        }
    }

    private static void money(
            @Nullable String value, String field, boolean required, boolean refunds, List<Finding> faults) {
        if (value == null) {
            if (required) {
                faults.add(missing(field));
            }
            return;
        }
        try {
            if (Money.of(value).isNegative() && !refunds) {
                faults.add(new Finding(field, new Text("金额不得为负数。", "The amount must not be negative.")));
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            faults.add(new Finding(field, InputDescription.noMoney(value)));
        }
    }

    private static Finding missing(String field) {
        return new Finding(field, new Text("此项必填。", "This field is required."));
    }

    private static <T> List<T> listed(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    private static List<ReceiptFacts> receipts(@Nullable List<Receipt> stated, LocalDate day) {
        var receipts = new ArrayList<ReceiptFacts>();
        for (var receipt : listed(stated)) {
            receipts.add(new ReceiptFacts(
                    receipts.size() + 1, receipt.on() == null ? day : receipt.on(), Money.of(receipt.received())));
        }
        receipts.sort(Comparator.comparing(ReceiptFacts::receivedOn).thenComparing(ReceiptFacts::sequence));
        return receipts;
    }

    private @Nullable ApplicantFacts applicant(LocalDate on, Role beneficiary) {
        if (applicant == null && figures == null && contracts == null) {
            return null;
        }
        var deals = new ArrayList<DealFacts>();
        for (var deal : listed(contracts)) {
            deals.add(deal.facts(deals.size() + 1, beneficiary, on, applicant));
        }
        var years = figures == null
                ? figuresOf(deals)
                : figures.stream().map(figure -> figure.figures(beneficiary)).toList();
        return new ApplicantFacts(Party.facts(applicant), years, deals);
    }

    /** Where a case lists contracts and no figures, its figures of the year are those of the contracts. */
    private List<YearFigures> figuresOf(List<DealFacts> deals) {
        var years = new ArrayList<YearFigures>();
        for (var role : Role.values()) {
            var ofRole = deals.stream().filter(deal -> deal.role() == role).toList();
            if (!ofRole.isEmpty()) {
                years.add(new YearFigures(
                        year,
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
                                .filter(receipt -> receipt.receivedOn().getYear() == year)
                                .map(ReceiptFacts::received)
                                .toList())));
            }
        }
        return years;
    }

    /**
     * A contract. A missing day of registration is the governing date, a missing signature the registration; of two amounts
     * the missing one equals the other.
     *
     * @param type TRANSFER unless said otherwise
     * @param affiliatedParties UNKNOWN unless said otherwise, like the answers after it
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Contract(
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
            var registered = registeredOn == null ? (signedOn == null ? day : signedOn) : registeredOn;
            var technology = technologyAmount == null ? contractAmount : technologyAmount;
            var gross = contractAmount == null ? technologyAmount : contractAmount;
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

        private void faults(String field, List<Finding> faults) {
            int before = faults.size();
            money(contractAmount, field + ".contractAmount", false, false, faults);
            money(technologyAmount, field + ".technologyAmount", false, false, faults);
            if (faults.size() == before
                    && contractAmount != null
                    && technologyAmount != null
                    && Money.of(technologyAmount).isMoreThan(Money.of(contractAmount))) {
                faults.add(new Finding(
                        field + ".technologyAmount",
                        new Text(
                                "技术交易额不得大于合同成交额。",
                                "The technology amount must not be more than the contract amount.")));
            }
            if (signedOn != null && registeredOn != null && registeredOn.isBefore(signedOn)) {
                faults.add(new Finding(
                        field + ".registeredOn",
                        new Text("登记日期不得早于签订日期。", "A contract is not registered before it is signed.")));
            }
        }
    }

    /**
     * A party: an enterprise unless said otherwise.
     *
     * @param attributes what else is known of it, as in {@link PartyFacts}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Party(
            @Nullable PartyKind kind,
            @Nullable Integer division,
            @Nullable String code,
            @Nullable Map<String, String> attributes) {

        static PartyFacts facts(@Nullable Party stated) {
            return stated == null
                    ? new PartyFacts("", PartyKind.ENTERPRISE, 0)
                    : new PartyFacts(
                            stated.code == null ? "" : stated.code,
                            stated.kind == null ? PartyKind.ENTERPRISE : stated.kind,
                            stated.division == null ? 0 : stated.division,
                            stated.attributes == null ? Map.of() : stated.attributes);
        }

        static Party in(@Nullable Party stated, int division) {
            if (stated == null) {
                return new Party(null, division, null, null);
            }
            return stated.division == null ? new Party(stated.kind, division, stated.code, stated.attributes) : stated;
        }
    }

    /** Money that arrived; on the governing date unless said otherwise. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Receipt(@Nullable LocalDate on, String received) {}

    /** Support granted before: in the year of the case and to the provider unless said otherwise. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Earlier(
            String policy, @Nullable Integer year, @Nullable Side side, String granted) {

        PriorSupport support(int caseYear) {
            return new PriorSupport(
                    policy, year == null ? caseYear : year, side == null ? Side.PROVIDER : side, Money.of(granted));
        }
    }

    /** One year of the applicant in one role. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Year(
            int year,
            @Nullable Role role,
            @Nullable Integer contracts,
            @Nullable String contractAmount,
            @Nullable String technologyAmount,
            @Nullable String received) {

        YearFigures figures(Role beneficiary) {
            var technology = technologyAmount == null ? contractAmount : technologyAmount;
            var gross = contractAmount == null ? technologyAmount : contractAmount;
            return new YearFigures(
                    year,
                    role == null ? beneficiary : role,
                    contracts == null ? (gross == null ? 0 : 1) : contracts,
                    Money.of(gross == null ? "0" : gross),
                    Money.of(technology == null ? "0" : technology),
                    Money.of(received == null ? "0" : received));
        }

        private void faults(String field, List<Finding> faults) {
            money(contractAmount, field + ".contractAmount", false, false, faults);
            money(technologyAmount, field + ".technologyAmount", false, false, faults);
            money(received, field + ".received", false, true, faults);
            if (contracts != null && contracts < 0) {
                faults.add(new Finding(field + ".contracts", new Text("件数不得为负数。", "The number must not be negative.")));
            }
        }
    }

    /** One contract of the applicant's year; a party that is not stated is the applicant. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Deal(
            @Nullable String number,
            @Nullable Role role,
            Contract contract,
            @Nullable Party provider,
            @Nullable Party recipient,
            @Nullable List<Receipt> receipts,
            @Nullable Map<String, String> evidence) {

        private Deal in(int division) {
            return new Deal(
                    number,
                    role,
                    contract,
                    provider == null ? null : Party.in(provider, division),
                    recipient == null ? null : Party.in(recipient, division),
                    receipts,
                    evidence);
        }

        private DealFacts facts(int position, Role beneficiary, LocalDate on, @Nullable Party applicant) {
            return new DealFacts(
                    role == null ? beneficiary : role,
                    contract.facts(number == null ? "#" + position : number, on),
                    Party.facts(provider == null ? applicant : provider),
                    Party.facts(recipient == null ? applicant : recipient),
                    StatedFacts.receipts(receipts, on),
                    evidence == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(evidence)));
        }
    }
}
