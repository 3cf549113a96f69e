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

/** One policy version on one matter in one year, on its way to a decision. */
final class Case {

    private final Matter matter;
    private final Terms terms;
    private final Facts facts;
    private final Assessment assessment;
    private HostFacts host;
    private @Nullable Outcome outcome;

    Case(Wanted wanted, Facts facts, Asker asker) {
        this.matter = wanted.matter();
        this.terms = wanted.terms();
        this.facts = terms.known(facts);
        this.assessment = asker.ask(terms, this.facts);
        this.host = HostFacts.none().endedBy(matter.ended());
    }

    /** A policy in force on a matter, before it is asked. */
    record Wanted(Matter matter, Terms terms, LocalDate governingDate) {}

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

    boolean undecided() {
        return outcome().status().undecided();
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
        return matter.received(facts.year(), side());
    }

    int year() {
        return facts.year();
    }

    Terms terms() {
        return terms;
    }

    /** Whether the rule gives something on a registration that stands. */
    boolean ruleGivesSomething() {
        return matter.ended().isEmpty()
                && assessment instanceof Entitled entitled
                && entitled.amount().isMoreThan(Money.ZERO);
    }

    boolean oneSided() {
        return version().exclusivity() == Exclusivity.ONE_SIDE_PER_PROJECT_YEAR;
    }

    Side side() {
        return terms.side();
    }

    /** Whether it is about an applicant's year. */
    boolean ofYear() {
        return matter instanceof ApplicantYear;
    }

    /** What caps, pools and decisions know it by. */
    UUID subject() {
        return matter.id();
    }

    Matter matter() {
        return matter;
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
