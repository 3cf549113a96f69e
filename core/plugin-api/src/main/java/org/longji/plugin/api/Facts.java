package org.longji.plugin.api;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.longji.plugin.api.register.RecordShape;

/**
 * Everything a policy may know about one contract in one year; there is nothing else to ask.
 *
 * @param contract the registered contract
 * @param provider who gives the technology (卖方)
 * @param recipient who takes it (买方)
 * @param receipts all receipts (到账) of the contract known to the host, of any year, sorted by date, then sequence
 * @param year the calendar year assessed
 * @param governingDate the date that chose the policy version and its parameters
 * @param priorSupport what was granted on the same project before, by any policy
 * @param evidence what the claim brings beyond the contract, as text by the name of the input
 * @param applicant what is known of the beneficiary beyond the contract, where the policy reads it
 * @param settings what the tenant whose law it is chose about the plugin, as of the governing date, as a tree by field; empty where
 *     the plugin has no settings. {@link #settings(Class)} gives the record
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Facts(
        ContractFacts contract,
        PartyFacts provider,
        PartyFacts recipient,
        List<ReceiptFacts> receipts,
        int year,
        LocalDate governingDate,
        List<PriorSupport> priorSupport,
        Map<String, String> evidence,
        Optional<ApplicantFacts> applicant,
        Map<String, Object> settings) {

    /**
     * Takes copies: facts never change under a policy. Evidence, applicant and settings may be absent, as they are in what was
     * stored before there were any.
     */
    public Facts {
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(governingDate, "governingDate");
        receipts = List.copyOf(receipts);
        priorSupport = List.copyOf(priorSupport);
        evidence = ordered(evidence);
        applicant = Objects.requireNonNullElse(applicant, Optional.empty());
        settings = ordered(settings);
    }

    /** Without settings. */
    public Facts(
            ContractFacts contract,
            PartyFacts provider,
            PartyFacts recipient,
            List<ReceiptFacts> receipts,
            int year,
            LocalDate governingDate,
            List<PriorSupport> priorSupport,
            Map<String, String> evidence,
            Optional<ApplicantFacts> applicant) {
        this(contract, provider, recipient, receipts, year, governingDate, priorSupport, evidence, applicant, Map.of());
    }

    /** A contract without evidence and without the beneficiary's years. */
    public Facts(
            ContractFacts contract,
            PartyFacts provider,
            PartyFacts recipient,
            List<ReceiptFacts> receipts,
            int year,
            LocalDate governingDate,
            List<PriorSupport> priorSupport) {
        this(contract, provider, recipient, receipts, year, governingDate, priorSupport, Map.of(), Optional.empty());
    }

    /**
     * The facts of a whole year or of a claim, which have no single contract. The contract in them is an empty one: no
     * amounts, no number, every answer unknown; and the applicant stands on both sides of it.
     *
     * @param applicant whose year or claim it is
     * @param year the calendar year assessed
     * @param governingDate the date that chose the policy version and its parameters
     * @param priorSupport what was granted before
     * @param evidence what the claim brings
     * @return the facts
     */
    public static Facts ofApplicant(
            ApplicantFacts applicant,
            int year,
            LocalDate governingDate,
            List<PriorSupport> priorSupport,
            Map<String, String> evidence) {
        var none = new ContractFacts(
                "",
                "",
                ContractType.SERVICE,
                "",
                governingDate,
                governingDate,
                Money.ZERO,
                Money.ZERO,
                Answer.UNKNOWN,
                Answer.UNKNOWN,
                Answer.UNKNOWN);
        return new Facts(
                none,
                applicant.party(),
                applicant.party(),
                List.of(),
                year,
                governingDate,
                priorSupport,
                evidence,
                Optional.of(applicant));
    }

    /** {@return these facts with the beneficiary's years} */
    public Facts withApplicant(ApplicantFacts known) {
        return new Facts(
                contract,
                provider,
                recipient,
                receipts,
                year,
                governingDate,
                priorSupport,
                evidence,
                Optional.of(known),
                settings);
    }

    /** {@return these facts with the evidence of a claim} */
    public Facts withEvidence(Map<String, String> brought) {
        return new Facts(
                contract,
                provider,
                recipient,
                receipts,
                year,
                governingDate,
                priorSupport,
                brought,
                applicant,
                settings);
    }

    /** {@return these facts about another contract} */
    public Facts withContract(ContractFacts other) {
        return new Facts(
                other, provider, recipient, receipts, year, governingDate, priorSupport, evidence, applicant, settings);
    }

    /** {@return these facts between other parties} */
    public Facts withParties(PartyFacts otherProvider, PartyFacts otherRecipient) {
        return new Facts(
                contract,
                otherProvider,
                otherRecipient,
                receipts,
                year,
                governingDate,
                priorSupport,
                evidence,
                applicant,
                settings);
    }

    /** {@return these facts with other money received} */
    public Facts withReceipts(List<ReceiptFacts> others) {
        return new Facts(
                contract,
                provider,
                recipient,
                others,
                year,
                governingDate,
                priorSupport,
                evidence,
                applicant,
                settings);
    }

    /** {@return these facts as another day governs them} */
    public Facts governedOn(LocalDate day) {
        return new Facts(
                contract, provider, recipient, receipts, year, day, priorSupport, evidence, applicant, settings);
    }

    /** {@return these facts with other support granted before} */
    public Facts withPriorSupport(List<PriorSupport> others) {
        return new Facts(
                contract, provider, recipient, receipts, year, governingDate, others, evidence, applicant, settings);
    }

    /** {@return these facts with what the tenant chose about the plugin} */
    public Facts withSettings(Map<String, Object> chosen) {
        return new Facts(
                contract,
                provider,
                recipient,
                receipts,
                year,
                governingDate,
                priorSupport,
                evidence,
                applicant,
                chosen);
    }

    /**
     * {@return what the tenant chose about the plugin, as the record of its
     * {@link org.longji.plugin.api.setting.Settings}}
     *
     * @throws IllegalArgumentException if the plugin has no settings, or not of this record
     */
    public <S extends Record> S settings(Class<S> type) {
        return RecordShape.of(type).read(settings);
    }

    static <V> Map<String, V> ordered(Map<String, V> values) {
        return values == null || values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** {@return the party on that side} */
    public PartyFacts party(Side side) {
        return switch (side) {
            case PROVIDER -> provider;
            case RECIPIENT -> recipient;
        };
    }

    /** {@return what arrived within the calendar year, refunds taken off} */
    public Money receivedWithin(int calendarYear) {
        Money sum = Money.ZERO;
        for (ReceiptFacts receipt : receipts) {
            if (receipt.receivedOn().getYear() == calendarYear) {
                sum = sum.plus(receipt.received());
            }
        }
        return sum;
    }

    /** {@return what had arrived by the end of that day, refunds taken off} */
    public Money receivedUntil(LocalDate lastDay) {
        Money sum = Money.ZERO;
        for (ReceiptFacts receipt : receipts) {
            if (!receipt.receivedOn().isAfter(lastDay)) {
                sum = sum.plus(receipt.received());
            }
        }
        return sum;
    }
}
