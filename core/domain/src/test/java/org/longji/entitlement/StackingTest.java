package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.entitlement.LifecycleHouse.BUYER_POLICY;
import static org.longji.entitlement.LifecycleHouse.HARBIN;
import static org.longji.entitlement.LifecycleHouse.NANGANG;
import static org.longji.entitlement.LifecycleHouse.PROVINCE;
import static org.longji.entitlement.LifecycleHouse.SECOND_POLICY;
import static org.longji.entitlement.LifecycleHouse.SELLER_POLICY;
import static org.longji.entitlement.LifecycleHouse.THIRD_POLICY;
import static org.longji.entitlement.LifecycleHouse.administrator;
import static org.longji.entitlement.LifecycleHouse.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.policy.HostTerms;
import org.longji.policy.HostTerms.Instalment;
import org.longji.policy.HostTerms.Level;
import org.longji.policy.HostTerms.Meeting;
import org.longji.policy.HostTerms.Relation;
import org.longji.policy.HostTerms.Rule;
import org.longji.policy.SomeTerms;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sha256;

/** What versions say of each other, on a real database. */
class StackingTest {

    private final LifecycleHouse house = new LifecycleHouse();

    private UUID contract(int tenant, String received) {
        return house.contract(tenant, null, "S1", "B1", Map.of(2019, List.of(received)));
    }

    private Map<String, Money> assessed(int year) {
        assertThat(house.assess(year).status()).hasToString("SUCCEEDED");
        return house.all(year).stream()
                .collect(Collectors.toMap(
                        EntitlementSummary::policyId, EntitlementSummary::entitledAmount, Money::plus));
    }

    private DecisionRecord record(String policy) {
        var id = house.all(2019).stream()
                .filter(e -> e.policyId().equals(policy))
                .findFirst()
                .orElseThrow()
                .id();
        var officer = administrator(PROVINCE, "甲");
        var recomputed = house.entitlements.recompute(officer, PROVINCE, id);
        assertThat(recomputed.identical()).isTrue();
        return house.entitlements.details(officer, PROVINCE, id).record();
    }

    @Test
    @DisplayName("就高不重复: the city's higher award is paid, the province's is refused with clause and with what is paid")
    void highest() {
        house.configured(PROVINCE, BUYER_POLICY, "0.30", SomeTerms.groups("contract-award"));
        house.configured(
                HARBIN,
                SECOND_POLICY,
                "0.40",
                SomeTerms.relations(new Relation(
                        Rule.HIGHEST,
                        Meeting.CONTRACT,
                        List.of(),
                        "contract-award",
                        null,
                        null,
                        null,
                        SomeTerms.CLAUSE)));
        contract(HARBIN, "1000000.00");
        assertThat(assessed(2019))
                .containsEntry(SECOND_POLICY, Money.of("400000.00"))
                .containsEntry(BUYER_POLICY, Money.ZERO);
        var refused = record(BUYER_POLICY);
        assertThat(refused.outcome().assessedAmount()).hasToString("300000.00");
        assertThat(refused.outcome().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo("HIGHER_AWARD_PAID");
            assertThat(reason.basis().article()).isEqualTo("第八条");
            assertThat(reason.actual()).isEqualTo(SECOND_POLICY + " 400000.00");
        });
        assertThat(refused.host().limits())
                .singleElement()
                .satisfies(limit -> assertThat(limit.related())
                        .extracting(DecisionRecord.Related::policy, DecisionRecord.Related::tenant)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple(SECOND_POLICY, HARBIN)));
    }

    @Test
    @DisplayName("a tie goes to the upper level")
    void tie() {
        house.configured(PROVINCE, BUYER_POLICY, "0.30", SomeTerms.groups("a"));
        house.configured(
                HARBIN, SECOND_POLICY, "0.30", SomeTerms.relations(SomeTerms.highest(Meeting.CONTRACT, BUYER_POLICY)));
        contract(HARBIN, "1000000.00");
        assertThat(assessed(2019))
                .containsEntry(BUYER_POLICY, Money.of("300000.00"))
                .containsEntry(SECOND_POLICY, Money.ZERO);
    }

    @Test
    @DisplayName("of one project the policy with the higher sum is paid for all its contracts")
    void highestOfAProject() {
        house.configured(PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "500000.00", "0.50");
        house.configured(
                HARBIN, SECOND_POLICY, "0.40", SomeTerms.relations(SomeTerms.highest(Meeting.PROJECT, BUYER_POLICY)));
        house.contract(HARBIN, "P", "S1", "B1", Map.of(2019, List.of("600000.00")));
        house.contract(HARBIN, "P", "S1", "B1", Map.of(2019, List.of("400000.00")));
        assertThat(assessed(2019))
                .containsEntry(SECOND_POLICY, Money.of("400000.00"))
                .containsEntry(BUYER_POLICY, Money.ZERO);
    }

    @Test
    @DisplayName("a top-up by rate, up to a total and by difference, and the clause stands in the step")
    void topUps() {
        house.configured(PROVINCE, BUYER_POLICY, "0.30", SomeTerms.groups("a"));
        house.configured(
                HARBIN, SECOND_POLICY, "0.90", SomeTerms.relations(SomeTerms.topUp("0.5", null, BUYER_POLICY)));
        house.configured(
                NANGANG,
                THIRD_POLICY,
                "0.90",
                SomeTerms.relations(SomeTerms.topUp(null, "500000.00", BUYER_POLICY, SECOND_POLICY)));
        contract(NANGANG, "1000000.01");
        assertThat(assessed(2019))
                .containsEntry(BUYER_POLICY, Money.of("300000.00"))
                .containsEntry(SECOND_POLICY, Money.of("150000.00"))
                .containsEntry(THIRD_POLICY, Money.of("50000.00"));
        var steps = record(THIRD_POLICY).outcome().steps();
        assertThat(Money.sum(steps.stream().map(CalculationStep::contribution).toList()))
                .hasToString("50000.00");
        assertThat(steps.get(steps.size() - 1).code()).isEqualTo("TOPPED_UP");
        assertThat(steps.get(steps.size() - 1).basis().document()).isEqualTo("试办法");
    }

    @Test
    @DisplayName("by difference: what the own amount exceeds the upper one by")
    void difference() {
        house.configured(PROVINCE, BUYER_POLICY, "0.30", SomeTerms.groups("a"));
        house.configured(HARBIN, SECOND_POLICY, "0.45", SomeTerms.relations(SomeTerms.topUp(null, null, BUYER_POLICY)));
        house.configured(HARBIN, THIRD_POLICY, "0.10", SomeTerms.relations(SomeTerms.notBeside(BUYER_POLICY)));
        contract(HARBIN, "1000000.00");
        assertThat(assessed(2019))
                .containsEntry(SECOND_POLICY, Money.of("150000.00"))
                .containsEntry(THIRD_POLICY, Money.ZERO);
        assertThat(record(THIRD_POLICY).outcome().reasons())
                .extracting(Reason::code)
                .containsExactly("PAID_BY_ANOTHER_POLICY");
    }

    @Test
    @DisplayName("a joint ceiling that only the province declares cuts what the city decides after it")
    void ceiling() {
        house.configured(
                PROVINCE, BUYER_POLICY, "0.30", SomeTerms.relations(SomeTerms.cumulative("350000.00", SECOND_POLICY)));
        house.configured(HARBIN, SECOND_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "1.00", "0.20");
        contract(HARBIN, "1000000.00");
        assertThat(assessed(2019))
                .containsEntry(BUYER_POLICY, Money.of("300000.00"))
                .containsEntry(SECOND_POLICY, Money.of("50000.00"));
        assertThat(record(SECOND_POLICY).host().limits())
                .singleElement()
                .satisfies(limit -> assertThat(limit.declaredBy()).contains(BUYER_POLICY));
    }

    @Test
    @DisplayName("what waits for a person keeps those waiting that depend on it")
    void undecided() {
        house.configured(
                PROVINCE, BUYER_POLICY, Exclusivity.ONE_SIDE_PER_PROJECT_YEAR, CapScope.CONTRACT, "1.00", "0.30");
        house.configured(
                PROVINCE, SELLER_POLICY, Exclusivity.ONE_SIDE_PER_PROJECT_YEAR, CapScope.CONTRACT, "1.00", "0.30");
        house.configured(
                HARBIN, SECOND_POLICY, "0.90", SomeTerms.relations(SomeTerms.topUp("0.5", null, BUYER_POLICY)));
        contract(HARBIN, "1000000.00");
        assertThat(assessed(2019)).containsEntry(SECOND_POLICY, Money.ZERO);
        var waiting = record(SECOND_POLICY).outcome();
        assertThat(waiting.status()).isEqualTo(EntitlementStatus.NEEDS_JUDGEMENT);
        assertThat(waiting.questions()).extracting(Question::code).containsExactly("RELATED_UNDECIDED");
    }

    @Test
    @DisplayName(
            "5:3:2 to the fen by the largest remainder, and a place without a county leaves that part to its prefecture")
    void sharedCost() {
        house.configured(
                PROVINCE,
                BUYER_POLICY,
                "0.30",
                SomeTerms.paid(
                        List.of(
                                SomeTerms.part(Level.PROVINCE, "0.5"),
                                SomeTerms.part(Level.PREFECTURE, "0.3"),
                                SomeTerms.part(Level.COUNTY, "0.2")),
                        List.of(
                                new Instalment("0.6", null, 0, SomeTerms.CLAUSE),
                                new Instalment("0.4", LocalDate.of(2021, 6, 30), null, SomeTerms.CLAUSE))));
        contract(NANGANG, "1000.10");
        assessed(2019);
        var parted = house.all(2019).stream()
                .filter(e -> e.entitledAmount().isPositive())
                .map(e -> house.entitlements
                        .details(administrator(PROVINCE, "甲"), PROVINCE, e.id())
                        .record())
                .findFirst()
                .orElseThrow();
        assertThat(parted.outcome().entitledAmount()).hasToString("300.03");
        assertThat(parted.outcome().borne()).map(Money::toString).containsExactly("150.01", "90.01", "60.01");
        assertThat(parted.host().bearers())
                .extracting(DecisionRecord.Bearer::tenant)
                .containsExactly(PROVINCE, HARBIN, NANGANG);
        assertThat(parted.outcome().instalments()).map(Money::toString).containsExactly("180.02", "120.01");
        assertThat(parted.host().instalments())
                .extracting(DecisionRecord.Instalment::dueYear)
                .containsExactly(2019, 2021);

        contract(HARBIN, "1000.00");
        assessed(2019);
        assertThat(house.all(2019).stream()
                        .filter(e -> e.tenant() == HARBIN)
                        .map(e -> house.entitlements
                                .details(administrator(PROVINCE, "甲"), PROVINCE, e.id())
                                .record()
                                .outcome()
                                .borne())
                        .findFirst()
                        .orElseThrow())
                .map(Money::toString)
                .containsExactly("150.00", "150.00");
    }

    @Test
    @DisplayName("further caps are kept over several cases: per contract over all years, per applicant over the year")
    void furtherCaps() {
        house.configured(
                PROVINCE,
                BUYER_POLICY,
                "0.30",
                SomeTerms.caps(
                        new HostTerms.FurtherCap(CapScope.CONTRACT_LIFETIME, "400000.00", SomeTerms.CLAUSE),
                        new HostTerms.FurtherCap(CapScope.APPLICANT_YEAR, "500000.00", SomeTerms.CLAUSE)));
        house.contract(HARBIN, null, "S1", "B1", Map.of(2019, List.of("1000000.00"), 2020, List.of("1000000.00")));
        house.contract(HARBIN, null, "S2", "B1", Map.of(2019, List.of("1000000.00")));
        assertThat(assessed(2019)).containsEntry(BUYER_POLICY, Money.of("500000.00"));
        var second = assessed(2020);
        assertThat(second).containsEntry(BUYER_POLICY, Money.of("100000.00"));
        assertThat(house.assess(2019).counts()).containsEntry("changed", 0L);
    }

    @Test
    @DisplayName("enacting in one policy decides the related one again, and deciding again changes nothing more")
    void related() {
        house.configured(PROVINCE, BUYER_POLICY, "0.30", SomeTerms.groups("a"));
        house.configured(
                HARBIN, SECOND_POLICY, "0.90", SomeTerms.relations(SomeTerms.topUp("0.5", null, BUYER_POLICY)));
        contract(HARBIN, "1000000.00");
        assertThat(assessed(2019)).containsEntry(SECOND_POLICY, Money.of("150000.00"));
        var author = administrator(PROVINCE, "起草");
        var officer = administrator(PROVINCE, "施行");
        var draft = house.drafts.create(
                author, PROVINCE, BUYER_POLICY, form("2019", LocalDate.of(2019, 1, 1), null, "1.00", "0.20"));
        var tried = house.tried(author, PROVINCE, BUYER_POLICY, draft.id(), 2019);
        assertThat(tried.scenarios().get(0).result().figures().years().get(0).others())
                .hasToString("100000.00");
        house.enactments.enact(officer, PROVINCE, draft.id(), draft.revision());
        assertThat(house.all(2019).stream()
                        .filter(e -> e.policyId().equals(SECOND_POLICY))
                        .map(EntitlementSummary::entitledAmount))
                .containsExactly(Money.of("100000.00"));
        assertThat(house.assess(2019).counts()).containsEntry("changed", 0L);
    }

    @Test
    @DisplayName("a contradiction is shown in the draft and refused at enactment, with both versions and both clauses")
    void refusedAtEnactment() {
        house.configured(
                PROVINCE,
                BUYER_POLICY,
                "0.30",
                SomeTerms.relations(SomeTerms.highest(Meeting.CONTRACT, SECOND_POLICY)));
        contract(HARBIN, "1000000.00");
        var author = administrator(HARBIN, "起草");
        var officer = administrator(HARBIN, "施行");
        var draft = house.drafts.create(
                author,
                HARBIN,
                SECOND_POLICY,
                form("2019", LocalDate.of(2019, 1, 1), null, "1.00", "0.20")
                        .with(SomeTerms.relations(SomeTerms.cumulative(null, BUYER_POLICY))));
        assertThat(draft.contradictions()).hasSize(1);
        house.tried(author, HARBIN, SECOND_POLICY, draft.id(), 2019);
        assertThat(house.enactments.preview(officer, HARBIN, draft.id()).obstacles())
                .containsExactly(Problem.TERMS_CONTRADICT);
        assertThatThrownBy(() -> house.enactments.enact(officer, HARBIN, draft.id(), draft.revision()))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(Problem.TERMS_CONTRADICT);
                    assertThat(e.errors()).singleElement().satisfies(error -> {
                        assertThat(error.field()).isEqualTo("terms.relations.0");
                        assertThat(error.messageEn())
                                .contains(SECOND_POLICY + " 2019 of " + HARBIN, BUYER_POLICY + " 1 of " + PROVINCE)
                                .contains("highest only");
                    });
                });
    }

    @Test
    @DisplayName(
            "the text of a version that declares nothing, and of its records, is what it was before there were terms")
    void oldHashes() {
        house.configured(PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "1.00", "0.30");
        contract(HARBIN, "1000000.00");
        assessed(2019);
        var text = Json.write(record(BUYER_POLICY));
        assertThat(text).doesNotContain("limits", "bearers", "instalments", "borne");
        assertThat(Json.write(LifecycleHouse.version(
                        PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "1.00", "0.30")))
                .doesNotContain("terms");
        assertThat(Sha256.hex(Json.write(Json.read(text, DecisionRecord.class))))
                .isEqualTo(Sha256.hex(text));
    }
}
