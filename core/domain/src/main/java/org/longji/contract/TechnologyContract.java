package org.longji.contract;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.party.Organization;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.UuidColumn;

/**
 * A technology contract (技术合同). It begins as the provider's draft, is submitted to the registration agency of the
 * provider's region, accepted there, and ends its first passage registered under a number of its own or refused with
 * reasons; where a chain of approval asks for it, the decision to register waits for its approval, and nothing else changes
 * the contract meanwhile. Amounts are declared by the provider and assessed by the registrar; at all times contract amount = technology
 * amount + non-technology cost. What is paid on it is recorded as receipts, never here.
 *
 * <p>Whoever submitted it, or belongs to one of its parties, decides nothing about it.
 */
@Entity
@Table(name = "contract")
public class TechnologyContract {

    @Id
    private UUID id;

    private int tenant;

    @Column(name = "identity_key")
    private byte[] identityKey;

    @Column(name = "registration_number")
    private @Nullable String registrationNumber;

    @Column(name = "national_number")
    private @Nullable String nationalNumber;

    @Enumerated(EnumType.STRING)
    private ContractStatus status;

    private String title;

    @Enumerated(EnumType.STRING)
    private ContractType type;

    private String subtype;

    @Column(name = "project_key")
    private @Nullable String projectKey;

    @Column(name = "signed_on")
    private LocalDate signedOn;

    @Column(name = "valid_from")
    private @Nullable LocalDate validFrom;

    @Column(name = "valid_until")
    private @Nullable LocalDate validUntil;

    @Column(name = "submitted_on")
    private @Nullable LocalDate submittedOn;

    @Column(name = "accepted_on")
    private @Nullable LocalDate acceptedOn;

    @Column(name = "decided_on")
    private @Nullable LocalDate decidedOn;

    @Column(name = "registered_on")
    private @Nullable LocalDate registeredOn;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "provider_id"))
    @AttributeOverride(name = "code", column = @Column(name = "provider_code"))
    @AttributeOverride(name = "name", column = @Column(name = "provider_name"))
    @AttributeOverride(name = "kind", column = @Column(name = "provider_kind"))
    @AttributeOverride(name = "division", column = @Column(name = "provider_division"))
    private PartyOfContract provider;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "recipient_id"))
    @AttributeOverride(name = "code", column = @Column(name = "recipient_code"))
    @AttributeOverride(name = "name", column = @Column(name = "recipient_name"))
    @AttributeOverride(name = "kind", column = @Column(name = "recipient_kind"))
    @AttributeOverride(name = "division", column = @Column(name = "recipient_division"))
    private PartyOfContract recipient;

    @Column(name = "contract_amount")
    private Money contractAmount;

    @Column(name = "declared_technology_amount")
    private Money declaredTechnologyAmount;

    @Enumerated(EnumType.STRING)
    private Performance performance = Performance.ONGOING;

    @Column(name = "registration_version")
    private int registrationVersion = 1;

    private @Nullable String regime;

    @Column(name = "decision_due")
    private @Nullable LocalDate decisionDue;

    @Column(name = "decision_warn")
    private @Nullable LocalDate decisionWarn;

    @Column(name = "assessed_technology_amount")
    private @Nullable Money assessedTechnologyAmount;

    @Column(name = "approved_technology_income")
    private @Nullable Money approvedTechnologyIncome;

    @Column(name = "payment_mode")
    private @Nullable String paymentMode;

    @Column(name = "royalty_base")
    private @Nullable String royaltyBase;

    @Column(name = "expected_investment")
    private @Nullable Money expectedInvestment;

    @Column(name = "expected_output")
    private @Nullable Money expectedOutput;

    @Column(name = "first_registration")
    private @Nullable Boolean firstRegistration;

    @Column(name = "original_currency")
    private @Nullable String originalCurrency;

    @Column(name = "original_contract_amount")
    private @Nullable BigDecimal originalContractAmount;

    @Column(name = "ip_class")
    private @Nullable String ipClass;

    @Column(name = "technology_field")
    private @Nullable String technologyField;

    @Column(name = "technology_field_secondary")
    private @Nullable String technologyFieldSecondary;

    @Column(name = "economic_goal")
    private @Nullable String economicGoal;

    private @Nullable String industry;

    @Column(name = "plan_source")
    private @Nullable String planSource;

    @Column(name = "plan_number")
    private @Nullable String planNumber;

    private @Nullable String intermediary;

    @Enumerated(EnumType.STRING)
    @Column(name = "affiliated_parties")
    private Answer affiliatedParties;

    @Enumerated(EnumType.STRING)
    @Column(name = "landed_in_province")
    private Answer landedInProvince;

    @Enumerated(EnumType.STRING)
    @Column(name = "title_transferred")
    private Answer titleTransferred;

    private boolean overseas;

    @Column(name = "project_leader")
    private @Nullable String projectLeader;

    private @Nullable String handler;

    @Column(name = "handler_phone")
    private @Nullable String handlerPhone;

    @Column(name = "price_items")
    private @Nullable String priceItems;

    private @Nullable String particulars;

    @Column(name = "refusal_reasons")
    private @Nullable String refusalReasons;

    @Convert(converter = UuidColumn.class)
    @Column(name = "created_by")
    private @Nullable UUID createdBy;

    @Convert(converter = UuidColumn.class)
    @Column(name = "submitted_by")
    private @Nullable UUID submittedBy;

    @Convert(converter = UuidColumn.class)
    @Column(name = "accepted_by")
    private @Nullable UUID acceptedBy;

    @Convert(converter = UuidColumn.class)
    @Column(name = "decided_by")
    private @Nullable UUID decidedBy;

    @Version
    private int version;

    /** For JPA, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected TechnologyContract() {}

    TechnologyContract(int tenant, ContractForm form, Organization provider, Organization recipient, Caller by) {
        this.id = UUID.randomUUID();
        this.tenant = tenant;
        this.status = ContractStatus.DRAFT;
        this.createdBy = by.accountId();
        fillIn(form, provider, recipient);
    }

    /** Takes over a corrected form; only a draft, or what was returned for correction, can still be rewritten. */
    void revise(ContractForm form, Organization provider, Organization recipient) {
        expectEditable(new Text("修改", "revision"));
        fillIn(form, provider, recipient);
    }

    private void fillIn(ContractForm form, Organization providerRecord, Organization recipientRecord) {
        title = form.title();
        type = form.type();
        subtype = form.subtype();
        projectKey = form.projectKey() == null || form.projectKey().isBlank()
                ? null
                : form.projectKey().strip();
        signedOn = form.signedOn();
        validFrom = form.validFrom();
        validUntil = form.validUntil();
        provider = new PartyOfContract(providerRecord);
        recipient = new PartyOfContract(recipientRecord);
        contractAmount = form.contractAmount();
        declaredTechnologyAmount = form.declaredTechnologyAmount();
        paymentMode = form.paymentMode();
        royaltyBase = form.royaltyBase();
        expectedInvestment = form.expectedInvestment();
        expectedOutput = form.expectedOutput();
        firstRegistration = form.firstRegistration();
        originalCurrency = form.originalCurrency();
        originalContractAmount = form.originalContractAmount();
        ipClass = form.ipClass();
        technologyField = form.technologyField();
        technologyFieldSecondary = form.technologyFieldSecondary();
        economicGoal = form.economicGoal();
        industry = form.industry();
        planSource = form.planSource();
        planNumber = form.planNumber();
        intermediary = form.intermediary();
        affiliatedParties = Optional.ofNullable(form.affiliatedParties()).orElse(Answer.UNKNOWN);
        landedInProvince = Optional.ofNullable(form.landedInProvince()).orElse(Answer.UNKNOWN);
        titleTransferred = Optional.ofNullable(form.titleTransferred()).orElse(Answer.UNKNOWN);
        overseas = Boolean.TRUE.equals(form.overseas());
        projectLeader = form.projectLeader();
        handler = form.handler();
        handlerPhone = form.handlerPhone();
        priceItems = form.items().isEmpty() ? null : Json.write(form.items());
        particulars = form.particulars().equals(Particulars.NONE) ? null : Json.write(form.particulars());
        identityKey = ContractIdentity.key(provider.code(), recipient.code(), signedOn, contractAmount);
    }

    /** The provider files the contract; from here on the recipient sees it too. */
    public void submit(Caller by, LocalDate on) {
        expectEditable(new Text("提交", "submission"));
        if (by.party().filter(party -> !party.equals(filerCode())).isPresent()) {
            throw new ProblemException(Problem.NOT_A_PARTY, Map.of());
        }
        status = ContractStatus.SUBMITTED;
        submittedBy = by.accountId();
        submittedOn = on;
    }

    /** The agency takes the filing; the statutory period begins the day after. */
    public void accept(Caller by, LocalDate on) {
        expect(ContractStatus.SUBMITTED, new Text("受理", "acceptance"));
        refuseOwnCase(by);
        status = ContractStatus.ACCEPTED;
        acceptedBy = by.accountId();
        acceptedOn = on;
    }

    /**
     * The registrar recognises the contract and gives it its number.
     *
     * @param technologyAmount 技术交易额 as assessed, at most the contract amount
     * @param technologyIncome 核定技术性收入, at most the contract amount
     */
    public void register(Caller by, String number, Money technologyAmount, Money technologyIncome, LocalDate on) {
        expectRegistrable(by, technologyAmount, technologyIncome);
        status = ContractStatus.REGISTERED;
        registrationNumber = number;
        assessedTechnologyAmount = technologyAmount;
        approvedTechnologyIncome = technologyIncome;
        decidedBy = by.accountId();
        decidedOn = on;
        registeredOn = on;
    }

    /**
     * The registrar decides to register the contract, which takes effect when it is approved.
     *
     * @param technologyAmount 技术交易额 as assessed, at most the contract amount
     * @param technologyIncome 核定技术性收入, at most the contract amount
     */
    public void bringToApproval(Caller by, Money technologyAmount, Money technologyIncome) {
        expectRegistrable(by, technologyAmount, technologyIncome);
        status = ContractStatus.IN_APPROVAL;
    }

    /** The approval has ended, one way or the other; the registrar goes on. */
    public void returnFromApproval() {
        expect(ContractStatus.IN_APPROVAL, new Text("结束审批", "the end of the approval"));
        status = ContractStatus.ACCEPTED;
    }

    /** The registrar refuses the contract (不予登记), saying why. */
    public void refuse(Caller by, List<RefusalReason> reasons, LocalDate on) {
        if (status == ContractStatus.RETURNED) {
            refuseOwnCase(by);
            expectAnother(by);
        } else {
            expectDecidable(by);
        }
        status = ContractStatus.REFUSED;
        refusalReasons = Json.write(reasons);
        decidedBy = by.accountId();
        decidedOn = on;
    }

    /** The agency hands the filing back with what is to be corrected; the acceptance lapses. */
    public void returnForCorrection(Caller by) {
        if (status != ContractStatus.SUBMITTED) {
            expect(ContractStatus.ACCEPTED, new Text("退回补正", "returning it for correction"));
        }
        refuseOwnCase(by);
        status = ContractStatus.RETURNED;
        acceptedOn = null;
        acceptedBy = null;
    }

    /** The registrar asks experts before deciding. */
    public void referToExperts(Caller by) {
        expect(ContractStatus.ACCEPTED, new Text("提请专家评审", "referral to experts"));
        refuseOwnCase(by);
        status = ContractStatus.EXPERT_REVIEW;
    }

    /** The experts have spoken; the registrar goes on. */
    public void returnFromExperts() {
        expect(ContractStatus.EXPERT_REVIEW, new Text("结束专家评审", "the end of the expert review"));
        status = ContractStatus.ACCEPTED;
    }

    /** A decision that did not stand is taken anew, by somebody else than {@code decidedBy}. */
    public void reopen(Caller by) {
        expect(ContractStatus.REFUSED, new Text("重新认定", "a new decision"));
        refuseOwnCase(by);
        expectAnother(by);
        status = ContractStatus.ACCEPTED;
        refusalReasons = null;
        decidedOn = null;
    }

    /** The registration ends at the parties' request (注销); the number stays used. */
    public void cancel(Caller by) {
        expect(ContractStatus.REGISTERED, new Text("注销登记", "cancellation"));
        refuseOwnCase(by);
        status = ContractStatus.CANCELLED;
    }

    /** The registration is taken back (撤销), as for fraud; the number stays used. */
    public void revoke(Caller by) {
        expect(ContractStatus.REGISTERED, new Text("撤销登记", "revocation"));
        refuseOwnCase(by);
        status = ContractStatus.REVOKED;
    }

    /** Notes how far a registered contract has been carried out; what was performed or ended stays so. */
    public void perform(Performance reached) {
        expectOngoing(new Text("变更履行状态", "a change of its performance"));
        performance = reached;
    }

    /** @throws ProblemException WRONG_STATUS when it is not registered, or was carried out or ended already */
    public void expectOngoing(Text action) {
        expectRegistered(action);
        if (performance != Performance.ONGOING) {
            throw new ProblemException(Problem.WRONG_STATUS, Map.of("status", performance.words(), "action", action));
        }
    }

    /** @throws ProblemException WRONG_STATUS when it is not registered */
    public void expectRegistered(Text action) {
        expect(ContractStatus.REGISTERED, action);
    }

    /** @throws ProblemException WRONG_STATUS when it was not refused */
    public void expectRefused(Text action) {
        expect(ContractStatus.REFUSED, action);
    }

    /** @throws ProblemException OWN_CASE when {@code by} filed the contract or belongs to one of its parties */
    public void expectOthersCase(Caller by) {
        refuseOwnCase(by);
    }

    /**
     * The registration says something new from here on. What makes the contract another one (its provider, its type, the day it
     * was signed) stays, and so does the identity it was filed under: filed anew as it once was, it is still the same contract.
     *
     * @param technologyAmount 技术交易额 as assessed anew
     * @param technologyIncome 核定技术性收入 as approved anew
     */
    public void amend(
            ContractForm form,
            Organization providerRecord,
            Organization recipientRecord,
            Money technologyAmount,
            Money technologyIncome) {
        expectRegistered(new Text("变更登记", "an amendment"));
        var identity = identityKey;
        fillIn(form, providerRecord, recipientRecord);
        identityKey = identity;
        reassess(technologyAmount, technologyIncome);
    }

    /** Royalties settled become part of the contract's amounts. */
    public void settle(Money settled, Money technologySettled) {
        expectRegistered(new Text("提成结算", "a settlement"));
        price().ifPresent(price -> take(price.plus(settled, technologySettled)));
        contractAmount = contractAmount.plus(settled);
        declaredTechnologyAmount = declaredTechnologyAmount.plus(technologySettled);
        reassess(
                assessedTechnologyAmount == null
                        ? declaredTechnologyAmount
                        : assessedTechnologyAmount.plus(technologySettled),
                approvedTechnologyIncome == null
                        ? declaredTechnologyAmount
                        : approvedTechnologyIncome.plus(technologySettled));
    }

    /** The contract ended before it was carried out; its amounts become those of what was performed. */
    public void reduceTo(Money performed, Money technologyPerformed) {
        expectRegistered(new Text("终止", "termination"));
        price().ifPresent(price -> take(Price.performed(performed, technologyPerformed)));
        contractAmount = performed;
        declaredTechnologyAmount = technologyPerformed;
        reassess(
                technologyPerformed,
                approvedTechnologyIncome == null
                        ? technologyPerformed
                        : approvedTechnologyIncome.min(technologyPerformed));
    }

    private void expectRegistrable(Caller by, Money technologyAmount, Money technologyIncome) {
        expectDecidable(by);
        expectWithinContract(technologyAmount, technologyIncome);
        expectOfItems(technologyAmount);
    }

    private void reassess(Money technologyAmount, Money technologyIncome) {
        expectWithinContract(technologyAmount, technologyIncome);
        expectOfItems(technologyAmount);
        assessedTechnologyAmount = technologyAmount;
        approvedTechnologyIncome = technologyIncome;
        registrationVersion++;
    }

    private void expectWithinContract(Money... amounts) {
        for (Money amount : amounts) {
            if (amount.isMoreThan(contractAmount) || amount.isNegative()) {
                throw new ProblemException(
                        Problem.TECHNOLOGY_AMOUNT_EXCEEDS_CONTRACT,
                        Map.of("technologyAmount", amount, "contractAmount", contractAmount));
            }
        }
    }

    private void expectOfItems(Money technologyAmount) {
        var ofItems = price().map(Price::technologyAmount).orElse(technologyAmount);
        new FieldChecks()
                .require(
                        ofItems.equals(technologyAmount),
                        "assessedTechnologyAmount",
                        "核定技术交易额由价款分项得出，为 " + ofItems + " 元；请逐项核定，不单独填写。",
                        "The assessed technology amount follows from the items, " + ofItems
                                + "; assess the items instead of writing the amount.")
                .done();
    }

    /** Fixes the rules the filing is examined by; they follow from the day of its submission. */
    public void examineUnder(String rules) {
        regime = rules;
    }

    /**
     * Sets the period that runs now: for the decision, or, while the filing is returned, for its correction.
     *
     * @param lastDay its last day
     * @param warnFrom first day on which the inbox warns of its end
     */
    public void runUntil(LocalDate lastDay, LocalDate warnFrom) {
        decisionDue = lastDay;
        decisionWarn = warnFrom;
    }

    /**
     * @throws ProblemException WRONG_STATUS, OWN_CASE, or ANOTHER_REGISTRAR where {@code by} took the decision that did not
     *     stand
     */
    public void expectDecidable(Caller by) {
        expect(ContractStatus.ACCEPTED, new Text("登记或不予登记", "registration or refusal"));
        refuseOwnCase(by);
        expectAnother(by);
    }

    /** @throws ProblemException ANOTHER_REGISTRAR when {@code by} took the decision in question */
    public void expectAnother(Caller by) {
        if (by.accountId().equals(decidedBy)) {
            throw new ProblemException(Problem.ANOTHER_REGISTRAR, Map.of());
        }
    }

    /** @throws ProblemException WRONG_STATUS or NOT_A_PARTY when {@code by} cannot change what is filed, documents included */
    public void expectOpenTo(Caller by) {
        expectEditable(new Text("修改", "revision"));
        if (by.party().filter(party -> !party.equals(filerCode())).isPresent()) {
            throw new ProblemException(Problem.NOT_A_PARTY, Map.of());
        }
    }

    /** @throws ProblemException STALE_VERSION when the record moved on since {@code version} was read */
    public void expectVersion(int read) {
        if (version != read) {
            throw new ProblemException(Problem.STALE_VERSION, Map.of("current", version));
        }
    }

    /** @throws ProblemException WRONG_STATUS once it was submitted */
    public void expectDraft() {
        expect(ContractStatus.DRAFT, new Text("删除", "deletion"));
    }

    private void expectEditable(Text action) {
        if (!status.isEditable()) {
            expect(ContractStatus.DRAFT, action);
        }
    }

    private void expect(ContractStatus expected, Text action) {
        if (status == ContractStatus.IN_APPROVAL && expected != status) {
            throw new ProblemException(Problem.APPROVAL_PENDING, Map.of());
        }
        if (status != expected) {
            throw new ProblemException(Problem.WRONG_STATUS, Map.of("status", status.words(), "action", action));
        }
    }

    /** Accounts that take no part in deciding it: who filed it, and whose decision on it did not stand. */
    public Set<UUID> barredAccounts() {
        return Stream.of(createdBy, submittedBy, decidedBy)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void refuseOwnCase(Caller by) {
        boolean submittedIt =
                by.accountId().equals(submittedBy) || by.accountId().equals(createdBy);
        boolean belongsToIt = by.party().filter(this::hasParty).isPresent();
        if (submittedIt || belongsToIt) {
            throw new ProblemException(Problem.OWN_CASE, Map.of());
        }
    }

    ContractDetails details(Money receivedTotal, List<SideElection> sideElections, @Nullable UUID approval) {
        return new ContractDetails(
                id,
                tenant,
                registrationNumber,
                nationalNumber,
                status,
                performance,
                registrationVersion,
                regime,
                decisionDue,
                title,
                type,
                subtype,
                projectKey,
                signedOn,
                validFrom,
                validUntil,
                submittedOn,
                acceptedOn,
                decidedOn,
                registeredOn,
                provider.details(),
                recipient.details(),
                contractAmount,
                declaredTechnologyAmount,
                contractAmount.minus(
                        assessedTechnologyAmount == null ? declaredTechnologyAmount : assessedTechnologyAmount),
                assessedTechnologyAmount,
                approvedTechnologyIncome,
                receivedTotal,
                "CNY",
                paymentMode,
                royaltyBase,
                expectedInvestment,
                expectedOutput,
                firstRegistration,
                originalCurrency,
                originalContractAmount,
                ipClass,
                technologyField,
                technologyFieldSecondary,
                economicGoal,
                industry,
                planSource,
                planNumber,
                intermediary,
                affiliatedParties,
                landedInProvince,
                titleTransferred,
                overseas,
                projectLeader,
                handler,
                handlerPhone,
                refusalReasons == null ? List.of() : List.of(Json.read(refusalReasons, RefusalReason[].class)),
                sideElections,
                price().map(Price::items).orElse(List.of()),
                particulars(),
                approval,
                version);
    }

    /** The price by items, where it was itemised. */
    public Optional<Price> price() {
        return Optional.ofNullable(priceItems).map(items -> new Price(List.of(Json.read(items, PriceItem[].class))));
    }

    private void take(Price price) {
        priceItems = Json.write(price.items());
    }

    private Particulars particulars() {
        return particulars == null ? Particulars.NONE : Json.read(particulars, Particulars.class);
    }

    /** 技术交易额 as the examination stands: by the items as assessed so far, else as declared. */
    public Money standingTechnologyAmount() {
        return price().map(Price::technologyAmount).orElse(declaredTechnologyAmount);
    }

    /**
     * The registrar finds an item to be of another class than declared; the assessed technology amount follows from it.
     *
     * @param number of the item, from 1
     * @param found null for the declared class again
     */
    public void assessItem(Caller by, int number, @Nullable PriceClass found, @Nullable String why) {
        expectDecidable(by);
        var price = price().filter(one -> number >= 1 && number <= one.items().size())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", number)));
        boolean differs =
                found != null && found != price.items().get(number - 1).priceClass();
        take(price.assess(number - 1, differs ? found : null, differs ? why : null));
    }

    public UUID id() {
        return id;
    }

    public int tenant() {
        return tenant;
    }

    public ContractStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The number it was registered under, also after the registration ended. */
    public Optional<String> registrationNumber() {
        return Optional.ofNullable(registrationNumber);
    }

    /** 1 from registration on, one more with every amendment. */
    public int registrationVersion() {
        return registrationVersion;
    }

    /** The record as documents state it, without receipts and elections. */
    public ContractDetails certified() {
        return details(Money.ZERO, List.of(), null);
    }

    public ContractType type() {
        return type;
    }

    public String subtype() {
        return subtype;
    }

    /** Day it was last submitted on. */
    public Optional<LocalDate> submittedOn() {
        return Optional.ofNullable(submittedOn);
    }

    /** Day it was accepted on, while that acceptance stands. */
    public Optional<LocalDate> acceptedOn() {
        return Optional.ofNullable(acceptedOn);
    }

    /** Last day of the period that runs now. */
    public Optional<LocalDate> runsUntil() {
        return Optional.ofNullable(decisionDue);
    }

    /** Whether the organisation with this credit code is a party. */
    public boolean hasParty(String creditCode) {
        return partyCodes().contains(creditCode);
    }

    /** Credit codes of everybody the contract is between. */
    public Set<String> partyCodes() {
        return Stream.concat(
                        Stream.of(provider.code(), recipient.code()),
                        particulars().furtherParties().map(FurtherParty::creditCode))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** 技术交易额 as the provider declared it. */
    public Money declaredTechnologyAmount() {
        return declaredTechnologyAmount;
    }

    public Money contractAmount() {
        return contractAmount;
    }

    /** The project the one-side rule counts by: the declared one, else the contract itself. */
    String projectOrSelf() {
        return projectKey == null ? id.toString() : projectKey;
    }

    /** Who files it and answers for it: the provider, or, of an import, the buyer. */
    public String filerCode() {
        return isImport() ? recipient.code() : provider.code();
    }

    /** Whether the technology comes from abroad (技术进口). */
    public boolean isImport() {
        return provider.details().kind() == PartyKind.OVERSEAS;
    }

    public String providerCode() {
        return provider.code();
    }

    public String recipientCode() {
        return recipient.code();
    }

    byte[] identityKey() {
        return identityKey.clone();
    }
}
