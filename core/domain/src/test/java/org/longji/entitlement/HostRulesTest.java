package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.contract.ContractStatus;
import org.longji.entitlement.DecisionRecord.HostFacts;
import org.longji.entitlement.DecisionRecord.Outcome;
import org.longji.entitlement.DecisionRecord.PolicyRef;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Discretion;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.InnerShare;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.policy.GoverningClock;
import org.longji.shared.Json;

class HostRulesTest {

    private static final LegalBasis BASIS = LegalBasis.of("黑政发〔2017〕16号", "二(四)1");
    private static final LegalBasis EXCLUSIVITY = LegalBasis.of("某办法", "第五条");
    private static final LegalBasis CAP = LegalBasis.of("某办法", "第六条");
    private static final LocalDate DAY = LocalDate.of(2018, 6, 1);

    @Test
    @DisplayName("S-03#1 the other side's claim of the year is refused with the agreed code")
    void otherSideIsRefused() {
        var outcome =
                decide(Side.PROVIDER, "600000.00", Exclusivity.ONE_SIDE_PER_PROJECT_YEAR, elected(Side.RECIPIENT));
        assertThat(outcome.status()).isEqualTo(EntitlementStatus.NOT_ENTITLED);
        assertThat(outcome.assessedAmount()).hasToString("600000.00");
        assertThat(outcome.entitledAmount()).isEqualTo(Money.ZERO);
        assertThat(outcome.reasons()).extracting(Reason::code).containsExactly("PROJECT_YEAR_OTHER_SIDE_PAID");
        assertThat(outcome.reasons()).extracting(Reason::basis).containsExactly(EXCLUSIVITY);
    }

    @Test
    @DisplayName("S-03#1 the elected side keeps its amount")
    void electedSideIsPaid() {
        var outcome =
                decide(Side.RECIPIENT, "600000.00", Exclusivity.ONE_SIDE_PER_PROJECT_YEAR, elected(Side.RECIPIENT));
        assertThat(outcome.status()).isEqualTo(EntitlementStatus.ENTITLED);
        assertThat(outcome.entitledAmount()).hasToString("600000.00");
    }

    @Test
    @DisplayName("S-03#2 another year may support the other side, and the reading is flagged as ambiguous")
    void anotherYearIsFlagged() {
        var earlier = List.of(new PriorSupport("plan-buyer-subsidy", 2017, Side.RECIPIENT, Money.of("600000.00")));
        var outcome = HostRules.decide(
                entitled("270000.00"),
                policy(Exclusivity.ONE_SIDE_PER_PROJECT_YEAR),
                facts(earlier),
                Side.PROVIDER,
                HostFacts.none());
        assertThat(outcome.entitledAmount()).hasToString("270000.00");
        assertThat(outcome.notes()).anySatisfy(note -> assertThat(note.en()).startsWith("AMBIGUOUS"));
    }

    @Test
    @DisplayName("S-03#3 when both sides qualify and none is elected, nothing is due yet")
    void bothSidesWait() {
        var outcome = decide(
                Side.RECIPIENT,
                "600000.00",
                Exclusivity.ONE_SIDE_PER_PROJECT_YEAR,
                HostFacts.none().withSides(Optional.empty(), true));
        assertThat(outcome.status()).isEqualTo(EntitlementStatus.AWAITING_ELECTION);
        assertThat(outcome.assessedAmount()).hasToString("600000.00");
        assertThat(outcome.entitledAmount()).isEqualTo(Money.ZERO);
        assertThat(outcome.questions()).hasSize(1);
    }

    @Test
    @DisplayName("S-04 the commissioner's ten per cent lies inside the subsidy")
    void commissionerShare() {
        var outcome = decide(Side.RECIPIENT, "702000.00", Exclusivity.NONE, HostFacts.none());
        assertThat(outcome.entitledAmount()).hasToString("702000.00");
        assertThat(outcome.shares())
                .singleElement()
                .satisfies(share -> assertThat(share.amount()).hasToString("70200.00"));
    }

    @Test
    @DisplayName("earlier provincial money on the contract excludes a second support")
    void earlierSupportExcludes() {
        var earlier = List.of(new PriorSupport("plan-buyer-subsidy", 2017, Side.RECIPIENT, Money.of("0.01")));
        var outcome = HostRules.decide(
                entitled("200000.00"),
                policy(Exclusivity.NO_EARLIER_PROVINCIAL_SUPPORT),
                facts(earlier),
                Side.RECIPIENT,
                HostFacts.none());
        assertThat(outcome.status()).isEqualTo(EntitlementStatus.NOT_ENTITLED);
        assertThat(outcome.reasons()).extracting(Reason::code).containsExactly("EARLIER_PROVINCIAL_SUPPORT");
        assertThat(outcome.reasons()).extracting(Reason::basis).containsExactly(EXCLUSIVITY);
    }

    @Test
    @DisplayName("a check that passed is explained and pays nothing")
    void passedCheck() {
        var held = new CalculationStep("FLOOR", new Text("下限", "floor"), Map.of(), "1 ≥ 1", Money.ZERO, BASIS);
        var outcome = HostRules.decide(
                new Passed(List.of(held), List.of()),
                policy(Exclusivity.NONE),
                facts(List.of()),
                Side.PROVIDER,
                HostFacts.none());
        assertThat(outcome.entitledAmount()).isEqualTo(Money.ZERO);
        assertThat(outcome.steps()).containsExactly(held);
        assertThat(outcome.status()).isEqualTo(EntitlementStatus.PASSED);
        assertThat(outcome.reasons()).extracting(Reason::code).containsExactly("CHECK_PASSED");
    }

    @Test
    @DisplayName("the interval of an amount to be decided is stored; a question without one is stored as it always was")
    void intervalIsStored() {
        var by = new Text("某部门", "a department");
        var open = Question.amountToBeDecided(
                new Discretion("decided", Money.of("1000000.00"), Money.of("2000000.00"), by), BASIS);
        var outcome = HostRules.decide(
                new NeedsJudgement(List.of(open)),
                policy(Exclusivity.NONE),
                facts(List.of()),
                Side.PROVIDER,
                HostFacts.none());
        var json = Json.write(outcome);
        assertThat(json).contains("\"least\":\"1000000.00\",\"most\":\"2000000.00\"");
        assertThat(Json.read(json, DecisionRecord.Outcome.class)).isEqualTo(outcome);
        var old = new Question("SIDE_ELECTION", by, BASIS);
        assertThat(Json.write(old)).doesNotContain("discretion");
        assertThat(Json.read(Json.write(old), Question.class)).isEqualTo(old);
    }

    @Property
    @Label("nothing is due on a registration that ended, whatever the rule, the sides and the caps give")
    void ended(@ForAll @LongRange(min = 0, max = 200_000_000_00L) long fen, @ForAll Exclusivity exclusivity) {
        var host = HostFacts.none().endedBy(Optional.of(ContractStatus.CANCELLED));
        var outcome = decide(Side.RECIPIENT, Money.ofFen(fen).toString(), exclusivity, host);
        assertThat(outcome.status()).isEqualTo(EntitlementStatus.NOT_ENTITLED);
        assertThat(outcome.entitledAmount()).isEqualTo(Money.ZERO);
        assertThat(outcome.assessedAmount()).isEqualTo(Money.ofFen(fen));
        assertThat(outcome.reasons()).extracting(Reason::code).containsExactly("REGISTRATION_CANCELLED");
    }

    @Property
    @Label("whatever a cap leaves, steps add up to what is due and shares never exceed their rate")
    void stepsAddUp(
            @ForAll @LongRange(min = 1, max = 200_000_000_00L) long fen,
            @ForAll @LongRange(min = 0, max = 200_000_000_00L) long left) {
        var assessed = Money.ofFen(fen);
        var host = HostFacts.none()
                .withCap(Money.ofFen(200_000_000_00L), Money.ofFen(left).min(assessed));
        var outcome = decide(Side.RECIPIENT, assessed.toString(), Exclusivity.NONE, host);
        assertThat(Money.sum(outcome.steps().stream()
                        .map(CalculationStep::contribution)
                        .toList()))
                .isEqualTo(outcome.entitledAmount());
        assertThat(outcome.entitledAmount()).isEqualTo(Money.ofFen(Math.min(fen, left)));
        assertThat(outcome.steps().stream().filter(step -> step.code().equals("SHARED_CAP")))
                .allSatisfy(step -> assertThat(step.basis()).isEqualTo(CAP));
        assertThat(new BigDecimal(outcome.shares().get(0).amount().toString()))
                .isLessThanOrEqualTo(new BigDecimal(outcome.entitledAmount().toString()).movePointLeft(1));
    }

    private static HostFacts elected(Side side) {
        return HostFacts.none().withSides(Optional.of(side), true);
    }

    private static Outcome decide(Side side, String amount, Exclusivity exclusivity, HostFacts host) {
        return HostRules.decide(entitled(amount), policy(exclusivity), facts(List.of()), side, host);
    }

    private static Entitled entitled(String amount) {
        var money = Money.of(amount);
        return new Entitled(
                money,
                List.of(new CalculationStep("RATE", new Text("按比例", "rate"), Map.of(), "", money, BASIS)),
                List.of(new InnerShare("COMMISSIONER", new Text("专员", "commissioner"), new BigDecimal("0.10"), BASIS)),
                List.of());
    }

    private static PolicyRef policy(Exclusivity exclusivity) {
        return new PolicyRef(
                "plan-buyer-subsidy",
                230000,
                "2017",
                new Text("补助", "subsidy"),
                BASIS.document(),
                BASIS.article(),
                LocalDate.of(2016, 1, 1),
                Optional.empty(),
                GoverningClock.RECEIVED,
                true,
                exclusivity,
                Optional.of(EXCLUSIVITY),
                Optional.of(CapScope.PROJECT_YEAR),
                Optional.of(CAP),
                Optional.empty());
    }

    private static Facts facts(List<PriorSupport> earlier) {
        return new Facts(
                new ContractFacts(
                        "2301012018000001",
                        "P1",
                        ContractType.TRANSFER,
                        "21",
                        DAY,
                        DAY,
                        Money.of("2000000.00"),
                        Money.of("2000000.00"),
                        Answer.NO,
                        Answer.YES,
                        Answer.YES),
                new PartyFacts("12230103FGF1LYQP3T", PartyKind.UNIVERSITY, 230103),
                new PartyFacts("91230604EWNG4M6U05", PartyKind.ENTERPRISE, 230604),
                List.of(),
                2018,
                DAY,
                earlier);
    }
}
