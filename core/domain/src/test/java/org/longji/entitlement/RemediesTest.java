package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.entitlement.LifecycleHouse.BUYER_POLICY;
import static org.longji.entitlement.LifecycleHouse.HARBIN;
import static org.longji.entitlement.LifecycleHouse.PROVINCE;
import static org.longji.entitlement.LifecycleHouse.SECOND_POLICY;
import static org.longji.entitlement.LifecycleHouse.SELLER_POLICY;
import static org.longji.entitlement.LifecycleHouse.administrator;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.entitlement.SmallestChange.Help;
import org.longji.entitlement.SmallestChange.Remedy;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.policy.HostTerms.Allocation;
import org.longji.policy.HostTerms.FurtherCap;
import org.longji.policy.HostTerms.Meeting;
import org.longji.policy.HostTerms.Pool;
import org.longji.policy.HostTerms.Ranking;
import org.longji.policy.HostTerms.Ties;
import org.longji.policy.PolicyVersions;
import org.longji.policy.SomeTerms;

/** A refusal of the host's says what would lift it, or that nothing does. */
class RemediesTest {

    private static final LocalDate NEXT = LocalDate.of(2020, 1, 1);

    private final LifecycleHouse house = new LifecycleHouse();

    private UUID contract(String received) {
        return house.contract(HARBIN, null, "S1", "B1", Map.of(2019, List.of(received)));
    }

    private EntitlementDetails decision(UUID contract, String policy) {
        var officer = administrator(PROVINCE, "甲");
        var id = house.all(2019).stream()
                .filter(e -> contract.equals(e.contractId()) && e.policyId().equals(policy))
                .findFirst()
                .orElseThrow()
                .id();
        return house.entitlements.details(officer, PROVINCE, id);
    }

    /** Which of the two came too late for a cap; the order of an assessment is not that of registration. */
    private UUID refused(List<UUID> contracts, String policy) {
        return contracts.stream()
                .filter(contract ->
                        decision(contract, policy).summary().entitledAmount().isZero())
                .findFirst()
                .orElseThrow();
    }

    /** The remedy of a decision that gives nothing. */
    private Remedy remedy(UUID contract, String policy) {
        var decision = decision(contract, policy);
        assertThat(decision.summary().entitledAmount()).isEqualTo(Money.ZERO);
        var change = decision.smallestChange();
        assertThat(change.found()).isFalse();
        var remedy = Objects.requireNonNull(change.remedy());
        assertThat(remedy.sentence().zh()).isNotBlank().doesNotContain("null");
        assertThat(remedy.sentence().en()).isNotBlank().doesNotContain("null").doesNotContainPattern("\\p{IsHan}{3}");
        return remedy;
    }

    @Test
    @DisplayName(
            "both sides qualify: an election is enough, and gives exactly what is said; the other side waits for a year")
    void oneSide() {
        for (var policy : List.of(BUYER_POLICY, SELLER_POLICY)) {
            house.configured(
                    PROVINCE,
                    policy,
                    Exclusivity.ONE_SIDE_PER_PROJECT_YEAR,
                    CapScope.CONTRACT,
                    "1.00",
                    policy.equals(BUYER_POLICY) ? "0.30" : "0.20");
        }
        var contract = contract("1000000.00");
        house.assess(2019);
        var choice = remedy(contract, SELLER_POLICY);
        assertThat(choice.help()).isEqualTo(Help.CHOICE);
        assertThat(choice.amount()).isEqualTo(Money.of("200000.00"));
        assertThat(choice.sentence().zh()).contains("卖方申请 2019 年度", "200,000.00 元");
        assertThat(choice.sentence().en()).contains("election of the provider for 2019", "200,000.00 yuan");

        house.receipts.elect(administrator(HARBIN, "甲"), HARBIN, contract, 2019, Side.PROVIDER);
        house.assess(2019);
        assertThat(decision(contract, SELLER_POLICY).summary().entitledAmount()).isEqualTo(choice.amount());
        var held = remedy(contract, BUYER_POLICY);
        assertThat(held.help()).isEqualTo(Help.NEXT_YEAR);
        assertThat(held.from()).isEqualTo(NEXT);
        assertThat(held.sentence().zh()).contains("2019 年度已选定由卖方申请", "自 2020-01-01 起", "买方申请");
    }

    @Test
    @DisplayName("a cap of a year begins anew, one of a life never; a version that ends before is said to end")
    void caps() {
        house.configured(PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.APPLICANT_YEAR, "1.00", "0.50");
        house.configured(
                HARBIN,
                SECOND_POLICY,
                "0.50",
                SomeTerms.caps(new FurtherCap(CapScope.APPLICANT_LIFETIME, "400000.00", SomeTerms.CLAUSE)));
        var contracts = List.of(contract("2000000.00"), contract("2000000.00"));
        house.assess(2019);
        var year = remedy(refused(contracts, BUYER_POLICY), BUYER_POLICY);
        assertThat(year.help()).isEqualTo(Help.NEXT_YEAR);
        assertThat(year.from()).isEqualTo(NEXT);
        assertThat(year.sentence().zh())
                .isEqualTo("同一申请人同一年度的最高限额 1,000,000.00 元已用完，本案情况的任何改变都不能使其增加。限额自 2020-01-01 起按新的年度重新计算。");
        var life = remedy(refused(contracts, SECOND_POLICY), SECOND_POLICY);
        assertThat(life.help()).isEqualTo(Help.OTHER_DECISION);
        assertThat(life.from()).isNull();
        assertThat(life.sentence().en()).contains("400,000.00 yuan", "never begins anew");
    }

    @Test
    @DisplayName("a year that the version does not reach is left to whatever follows")
    void versionEnds() {
        var version = LifecycleHouse.version(
                PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.APPLICANT_YEAR, "1.00", "0.50");
        PolicyVersions.enact(house.transactions, version.until(java.util.Optional.of(LocalDate.of(2019, 12, 31))));
        var contracts = List.of(contract("2000000.00"), contract("2000000.00"));
        house.assess(2019);
        assertThat(remedy(refused(contracts, BUYER_POLICY), BUYER_POLICY)
                        .sentence()
                        .zh())
                .endsWith("但本版本至 2019-12-31 止，届时由其后的版本决定。");
    }

    @Test
    @DisplayName("earlier provincial money is not waited out, and an ended registration does not come back")
    void nothingHelps() {
        house.configured(
                PROVINCE, BUYER_POLICY, Exclusivity.NO_EARLIER_PROVINCIAL_SUPPORT, CapScope.CONTRACT, "1.00", "0.30");
        var contract = house.contract(
                HARBIN, null, "S1", "B1", Map.of(2018, List.of("100000.00"), 2019, List.of("500000.00")));
        house.assess(2018);
        house.assess(2019);
        var earlier = decision(contract, BUYER_POLICY).smallestChange().remedy();
        assertThat(earlier.help()).isEqualTo(Help.NONE);
        assertThat(earlier.sentence().zh()).contains("2018 年 30,000.00 元");
        house.database.asOwner("update contract set status = 'REVOKED' where id = '" + contract + "'");
        house.assess(2019);
        var ended = remedy(contract, BUYER_POLICY);
        assertThat(ended.help()).isEqualTo(Help.NONE);
        assertThat(ended.reason()).isEqualTo("REGISTRATION_REVOKED");
        assertThat(ended.sentence().en()).contains("no change of the case brings it back");
    }

    @Test
    @DisplayName(
            "not beside another award: only the other decision could change it; the highest says by how much it is short")
    void besides() {
        house.configured(PROVINCE, BUYER_POLICY, "0.30", SomeTerms.groups("a"));
        house.configured(HARBIN, SECOND_POLICY, "0.20", SomeTerms.relations(SomeTerms.notBeside(BUYER_POLICY)));
        house.configured(
                HARBIN,
                LifecycleHouse.THIRD_POLICY,
                "0.25",
                SomeTerms.relations(SomeTerms.highest(Meeting.CONTRACT, BUYER_POLICY)));
        var contract = contract("1000000.00");
        house.assess(2019);
        var beside = remedy(contract, SECOND_POLICY);
        assertThat(beside.help()).isEqualTo(Help.OTHER_DECISION);
        assertThat(beside.sentence().zh()).contains("300,000.00 元", "本项按规则计 200,000.00 元");
        var highest = remedy(contract, LifecycleHouse.THIRD_POLICY);
        assertThat(highest.help()).isEqualTo(Help.MORE);
        // A tie goes to the province, so it takes a fen more than the difference.
        assertThat(highest.sentence().zh()).contains("再多 50,000.01 元（即 300,000.01 元）");
        assertThat(highest.sentence().en()).contains("50,000.01 yuan more (300,000.01)");
    }

    @Test
    @DisplayName("a top-up of nothing, of a difference that is none, and a joint ceiling that is used up")
    void topUps() {
        house.configured(PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "5000000.00", "0.30");
        house.configured(
                HARBIN, SECOND_POLICY, "0.20", SomeTerms.relations(SomeTerms.topUp("0.5", null, BUYER_POLICY)));
        var contract = contract("1000000.00");
        house.assess(2019);
        var none = remedy(contract, SECOND_POLICY);
        assertThat(none.help()).isEqualTo(Help.OTHER_DECISION);
        assertThat(none.sentence().zh()).contains("的 0.5 计算", "须先使该支持成立");

        var other = new LifecycleHouse();
        other.configured(PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "1.00", "0.30");
        other.configured(HARBIN, SECOND_POLICY, "0.20", SomeTerms.relations(SomeTerms.topUp(null, null, BUYER_POLICY)));
        other.configured(
                HARBIN,
                LifecycleHouse.THIRD_POLICY,
                "0.20",
                SomeTerms.relations(SomeTerms.cumulative("300000.00", BUYER_POLICY)));
        other.contract(HARBIN, null, "S1", "B1", Map.of(2019, List.of("1000000.00")));
        other.assess(2019);
        var officer = administrator(PROVINCE, "甲");
        for (var one : other.all(2019)) {
            var remedy = other.entitlements
                    .details(officer, PROVINCE, one.id())
                    .smallestChange()
                    .remedy();
            switch (one.policyId()) {
                case SECOND_POLICY -> {
                    assertThat(remedy.help()).isEqualTo(Help.MORE);
                    assertThat(remedy.sentence().zh()).contains("再多 100,000.01 元才有差额可补");
                }
                case LifecycleHouse.THIRD_POLICY -> {
                    assertThat(remedy.help()).isEqualTo(Help.NEXT_YEAR);
                    assertThat(remedy.sentence().zh()).contains("合计上限 300,000.00 元", "自 2020-01-01 起");
                }
                default -> assertThat(remedy).isNull();
            }
        }
    }

    @Test
    @DisplayName("a pool that is empty is shared out anew next year; a rank says how high it would have to be")
    void pools() {
        house.configured(
                HARBIN,
                BUYER_POLICY,
                "0.30",
                SomeTerms.pool(new Pool(Allocation.FIRST_COME, "300000.00", null, null, null, SomeTerms.CLAUSE)));
        house.configured(
                HARBIN,
                SECOND_POLICY,
                "0.30",
                SomeTerms.pool(
                        new Pool(Allocation.RANKING, null, "1", Ranking.AWARD, Ties.EARLIER_FIRST, SomeTerms.CLAUSE)));
        contract("1000000.00");
        var second = contract("900000.00");
        house.assess(2019);
        var empty = remedy(second, BUYER_POLICY);
        assertThat(empty.help()).isEqualTo(Help.NEXT_YEAR);
        assertThat(empty.from()).isEqualTo(NEXT);
        assertThat(empty.sentence().zh()).contains("300,000.00 元已由排在前面的 1 项用完", "自 2020-01-01 起的年度资金另行分配");
        var rank = remedy(second, SECOND_POLICY);
        assertThat(rank.help()).isEqualTo(Help.MORE);
        assertThat(rank.sentence().en()).contains("number 2", "among the first 1");
    }

    @Test
    @DisplayName(
            "what the rule refuses has changes of the case; of the host nothing is said unless it would refuse too")
    void rule() {
        house.configured(PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "500000.00", "0.30");
        var contract = contract("480000.00");
        house.assess(2019);
        var change = decision(contract, BUYER_POLICY).smallestChange();
        assertThat(change.alone()).isNotEmpty();
        assertThat(change.remedy()).isNull();
    }
}
