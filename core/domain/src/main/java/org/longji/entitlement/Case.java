package org.longji.entitlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.DecisionRecord.HostFacts;
import org.longji.entitlement.DecisionRecord.Limit;
import org.longji.entitlement.DecisionRecord.Outcome;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;
import org.longji.policy.Exclusivity;
import org.longji.policy.PolicyVersion;

/** One policy version on one contract in one year, on its way to a decision. */
final class Case {

    private final ContractCase contract;
    private final Terms terms;
    private final Facts facts;
    private final Assessment assessment;
    private HostFacts host;
    private @Nullable Outcome outcome;

    Case(Wanted wanted, Facts facts, Asker asker) {
        this.contract = wanted.contract();
        this.terms = wanted.terms();
        this.facts = facts;
        this.assessment = asker.ask(terms, facts);
        this.host = HostFacts.none().endedBy(contract.ended());
    }

    /** A policy in force on a contract, before it is asked. */
    record Wanted(ContractCase contract, Terms terms, LocalDate governingDate) {}

    /** Who asks the policy: plainly, or remembering what was asked before. */
    @FunctionalInterface
    interface Asker {
        Assessment ask(Terms terms, Facts facts);
    }

    /** Tells the case what spans cases; it must be told before its outcome is asked for. */
    void tell(Optional<Side> electedSide, boolean otherSideEntitled) {
        now(host.withSides(electedSide, otherSideEntitled));
    }

    void tellCap(Money limit, Money granted) {
        now(host.withCap(limit, granted));
    }

    void tell(Limit limit) {
        now(host.withLimit(limit));
    }

    /** Takes back what it was told of caps: nothing is drawn on them after all. */
    void forgetCaps() {
        now(host.withoutCaps());
    }

    void tellPayment(List<DecisionRecord.Bearer> bearers, List<DecisionRecord.Instalment> instalments) {
        now(host.paid(bearers, instalments));
    }

    private void now(HostFacts known) {
        host = known;
        outcome = null;
    }

    Outcome outcome() {
        if (outcome == null) {
            outcome = HostRules.decide(assessment, terms.policy(), facts, side(), host);
        }
        return outcome;
    }

    DecisionRecord record() {
        return new DecisionRecord(
                DecisionRecord.SCHEMA,
                terms.policy(),
                facts.year(),
                side(),
                facts.governingDate(),
                terms.plugin(),
                facts,
                terms.parameters(),
                host,
                outcome());
    }

    /** What is due by all it was told so far; of a cap, what may be asked of it. */
    Money due() {
        return outcome().entitledAmount();
    }

    /** What the rule alone gives. */
    Money assessed() {
        return outcome().assessedAmount();
    }

    List<Limit> limits() {
        return host.limits();
    }

    /** Whether it waits for somebody or for something, so that nobody knows yet what it will pay. */
    boolean undecided() {
        return switch (outcome().status()) {
            case NEEDS_JUDGEMENT, AWAITING_ELECTION, AWAITING_ALLOCATION -> true;
            case ENTITLED, NOT_ENTITLED -> false;
        };
    }

    /** As the record of another case names it. */
    DecisionRecord.Related related() {
        return new DecisionRecord.Related(
                version().policyId(),
                version().tenant(),
                version().version(),
                version().title(),
                outcome().status(),
                outcome().entitledAmount());
    }

    /** What arrived in the year. */
    Money received() {
        return facts.receivedWithin(facts.year());
    }

    int year() {
        return facts.year();
    }

    Terms terms() {
        return terms;
    }

    /** Whether the rule gives something on a registration that stands. */
    boolean ruleGivesSomething() {
        return contract.ended().isEmpty()
                && assessment instanceof Entitled entitled
                && entitled.amount().isMoreThan(Money.ZERO);
    }

    boolean oneSided() {
        return version().exclusivity() == Exclusivity.ONE_SIDE_PER_PROJECT_YEAR;
    }

    Side side() {
        return terms.side();
    }

    UUID contractId() {
        return contract.id();
    }

    ContractCase contract() {
        return contract;
    }

    PolicyVersion version() {
        return terms.version();
    }

    LocalDate governingDate() {
        return facts.governingDate();
    }

    String beneficiary() {
        return facts.party(side()).creditCode();
    }

    Optional<Money> capLimit() {
        return terms.capLimit();
    }
}
