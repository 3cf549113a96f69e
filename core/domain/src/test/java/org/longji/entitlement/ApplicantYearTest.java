package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.entitlement.LifecycleHouse.BUYER_POLICY;
import static org.longji.entitlement.LifecycleHouse.CLAIM_POLICY;
import static org.longji.entitlement.LifecycleHouse.DAQING;
import static org.longji.entitlement.LifecycleHouse.HARBIN;
import static org.longji.entitlement.LifecycleHouse.NANGANG;
import static org.longji.entitlement.LifecycleHouse.OTHER_YEAR_POLICY;
import static org.longji.entitlement.LifecycleHouse.PROVINCE;
import static org.longji.entitlement.LifecycleHouse.SELLER_POLICY;
import static org.longji.entitlement.LifecycleHouse.YEAR_POLICY;
import static org.longji.entitlement.LifecycleHouse.administrator;
import static org.longji.entitlement.LifecycleHouse.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.policy.HostTerms;
import org.longji.policy.SomeTerms;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TenantScope;

/** Measures about an applicant's whole year on a real database. */
class ApplicantYearTest {

    private static final String SELLER = "S1";

    private final LifecycleHouse house = new LifecycleHouse();
    private final Caller author = administrator(HARBIN, "起草");
    private final Caller officer = administrator(HARBIN, "施行");

    private UUID sold(int tenant, String seller, Map<Integer, List<String>> received) {
        return house.contract(tenant, null, seller, "B1", received);
    }

    private List<EntitlementSummary> years(int year) {
        return house.all(year).stream().filter(e -> e.contractId() == null).toList();
    }

    private String due(int year, String policy) {
        return years(year).stream()
                .filter(e -> e.policyId().equals(policy))
                .map(e -> e.entitledAmount().toString())
                .reduce((a, b) -> a + " " + b)
                .orElse("-");
    }

    @Test
    @DisplayName(
            "several contracts of two years make one decision of the city in each year, to the fen, and the same when run again")
    void decidesYears() {
        house.configured(HARBIN, YEAR_POLICY, Exclusivity.NONE, CapScope.APPLICANT_LIFETIME, "100.00", "0.10");
        sold(HARBIN, SELLER, Map.of(2018, List.of("1000.00"), 2019, List.of("2000.01")));
        sold(NANGANG, SELLER, Map.of(2018, List.of("500.55")));
        sold(DAQING, SELLER, Map.of(2018, List.of("70000.00")));
        house.assess(2018);
        // (1000 + 500.55) x 0.1 + 2 contracts x 50; Daqing is another city's.
        assertThat(due(2018, YEAR_POLICY)).isEqualTo("250.06");
        house.assess(2019);
        // (2000.01 + 750.28) x 0.1 + 1 contract x 50, less 25.01: a tenth of what 2018 was granted.
        assertThat(due(2019, YEAR_POLICY)).isEqualTo("300.02");
        var decided = years(2019).get(0);
        assertThat(decided.tenant()).isEqualTo(HARBIN);
        assertThat(decided.beneficiary().name()).isEqualTo("大学" + SELLER);
        assertThat(house.entitlements.recompute(author, HARBIN, decided.id()).identical())
                .isTrue();
        assertThat(new String(
                        house.entitlements
                                .letter(author, HARBIN, decided.id(), false)
                                .pdf(),
                        0,
                        5))
                .startsWith("%PDF");
        var again = house.assess(2019).counts();
        assertThat(again).containsEntry("created", 0L).containsEntry("changed", 0L);
        // A county sees a part of the year, so it decides nothing of it.
        assertThat(house.assess(NANGANG, 2019).counts()).containsEntry("decisions", 0L);
    }

    @Test
    @DisplayName(
            "a contract that ends takes its part of the year away, the last one all of it, by the reassessment of its own tenant")
    void reassessed() {
        house.configured(HARBIN, YEAR_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "100.00", "0.10");
        var first = sold(HARBIN, SELLER, Map.of(2018, List.of("1000.00")));
        var second = sold(NANGANG, SELLER, Map.of(2018, List.of("500.00")));
        house.assess(2018);
        assertThat(due(2018, YEAR_POLICY)).isEqualTo("250.00");
        ended(second, NANGANG);
        assertThat(due(2018, YEAR_POLICY)).isEqualTo("150.00");
        ended(first, HARBIN);
        assertThat(due(2018, YEAR_POLICY)).isEqualTo("0.00");
        var details =
                house.entitlements.details(author, HARBIN, years(2018).get(0).id());
        assertThat(details.recovery().principal()).hasToString("250.00");
        assertThat(details.record().outcome().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.code()).isEqualTo("REGISTRATION_CANCELLED"));
    }

    private void ended(UUID contract, int tenant) {
        house.database.asOwner("update contract set status = 'CANCELLED' where id = '" + contract + "'");
        house.jobs.submit(new JobOrder(
                tenant,
                JobKind.REASSESSMENT,
                administrator(tenant, "登记"),
                TenantScope.exactly(tenant),
                Map.of("contract", contract.toString())));
    }

    @Test
    @DisplayName(
            "relations meet by the applicant, also between the levels, and a city alone does not decide what waits for the province")
    void relations() {
        house.configured(PROVINCE, YEAR_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "100.00", "0.10");
        house.configured(
                HARBIN, OTHER_YEAR_POLICY, "0.50", SomeTerms.relations(SomeTerms.topUp("0.5", null, YEAR_POLICY)));
        sold(HARBIN, SELLER, Map.of(2018, List.of("1000.00")));
        sold(DAQING, SELLER, Map.of(2018, List.of("1000.00")));
        house.assess(HARBIN, 2018);
        assertThat(years(2018)).isEmpty();
        house.assess(2018);
        assertThat(due(2018, YEAR_POLICY)).isEqualTo("300.00");
        assertThat(due(2018, OTHER_YEAR_POLICY)).isEqualTo("150.00");
        var draft = house.drafts.create(
                author,
                HARBIN,
                OTHER_YEAR_POLICY,
                with(
                        form("新", LocalDate.of(2019, 1, 1), null, "100.00", "0.60"),
                        SomeTerms.topUp("0.5", null, YEAR_POLICY)));
        assertThat(house.tried(author, HARBIN, OTHER_YEAR_POLICY, draft.id(), 2019)
                        .scenarios()
                        .get(0)
                        .untried())
                .isEqualTo(Backtest.Untried.UPPER_LEVEL);
    }

    private static org.longji.policy.DraftForm with(org.longji.policy.DraftForm form, HostTerms.Relation relation) {
        return new org.longji.policy.DraftForm(
                form.version(),
                form.titleZh(),
                form.titleEn(),
                form.document(),
                form.article(),
                form.from(),
                form.until(),
                form.clock(),
                form.computable(),
                form.exclusivity(),
                form.exclusivityDocument(),
                form.exclusivityArticle(),
                form.capScope(),
                form.capParameter(),
                form.note(),
                form.parameters(),
                form.language(),
                form.definition(),
                SomeTerms.relations(relation));
    }

    @Test
    @DisplayName(
            "a year and a contract never meet in one case: a relation between them is named and refused at enactment")
    void contradiction() {
        house.configured(PROVINCE, SELLER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "100.00", "0.10");
        var draft = house.drafts.create(
                author,
                HARBIN,
                YEAR_POLICY,
                with(form("新", LocalDate.of(2018, 1, 1), null, "100.00", "0.60"), SomeTerms.notBeside(SELLER_POLICY)));
        house.tried(author, HARBIN, YEAR_POLICY, draft.id(), 2018);
        assertThat(house.drafts.get(author, HARBIN, draft.id()).contradictions())
                .singleElement()
                .satisfies(contradiction -> assertThat(contradiction.field()).isEqualTo("terms.relations.0"));
        assertThatThrownBy(() -> house.enactments.enact(officer, HARBIN, draft.id(), 1))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.TERMS_CONTRADICT));
    }

    @Test
    @DisplayName(
            "a city's own version takes over who is at home there, and what the province granted them is recovered")
    void takesOver() {
        house.configured(PROVINCE, YEAR_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "100.00", "0.10");
        sold(HARBIN, SELLER, Map.of(2018, List.of("1000.00")));
        house.assess(2018);
        var draft = house.drafts.create(
                author, HARBIN, YEAR_POLICY, form("新", LocalDate.of(2018, 1, 1), null, "100.00", "0.20"));
        house.tried(author, HARBIN, YEAR_POLICY, draft.id(), 2018);
        house.enactments.enact(officer, HARBIN, draft.id(), draft.revision());
        house.assess(HARBIN, 2018);
        assertThat(due(2018, YEAR_POLICY)).isEqualTo("250.00 0.00");
    }

    @Test
    @DisplayName(
            "what is about a claim has no cost on the register: its back-test says so, and enactment asks to acknowledge it")
    void claims() {
        var draft = house.drafts.create(
                author, HARBIN, CLAIM_POLICY, form("新", LocalDate.of(2018, 1, 1), null, "100.00", "0.20"));
        var tried = house.tried(author, HARBIN, CLAIM_POLICY, draft.id(), 2018);
        assertThat(tried.completedAt()).isNotNull();
        assertThat(tried.scenarios().get(0).untried()).isEqualTo(Backtest.Untried.CLAIM);
        assertThat(tried.scenarios().get(0).result()).isNull();
        assertThat(house.enactments.preview(officer, HARBIN, draft.id()).obstacles())
                .containsExactly(Problem.BACKTEST_UNTRIED);
        assertThatThrownBy(() -> house.enactments.enact(officer, HARBIN, draft.id(), 1))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BACKTEST_UNTRIED));
        assertThat(house.enactments.enact(officer, HARBIN, draft.id(), 1, true).version())
                .isEqualTo("新");
        // Nothing was in force and cost nothing; now something is that nobody can try.
        assertThat(tried.inForce()).isNotNull();
        var next = house.drafts.create(
                author, HARBIN, CLAIM_POLICY, form("更新", LocalDate.of(2019, 1, 1), null, "100.00", "0.30"));
        var again = house.tried(author, HARBIN, CLAIM_POLICY, next.id(), 2018);
        assertThat(again.completedAt()).isNotNull();
        assertThat(again.inForce()).isNull();
    }

    @Test
    @DisplayName(
            "the applicant's account reads the own year under the measure of a tenant above its own, and nobody else's")
    void ownYears() {
        house.configured(HARBIN, YEAR_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "100.00", "0.10");
        house.configured(HARBIN, BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "100.00", "0.10");
        sold(NANGANG, SELLER, Map.of(2018, List.of("1000.00")));
        sold(NANGANG, "S2", Map.of(2018, List.of("1000.00")));
        house.assess(2018);
        var own = new Caller(
                UUID.randomUUID(),
                "applicant",
                "申请人",
                "Applicant",
                NANGANG,
                Optional.of(SELLER),
                List.of(new RoleGrant(NANGANG, Role.APPLICANT)));
        var seen = house.entitlements
                .list(own, NANGANG, new EntitlementFilter(null, null, null, null), null, 10)
                .items();
        assertThat(seen).singleElement().satisfies(one -> {
            assertThat(one.tenant()).isEqualTo(HARBIN);
            assertThat(one.entitledAmount()).hasToString("150.00");
            assertThat(house.entitlements
                            .details(own, NANGANG, one.id())
                            .summary()
                            .beneficiary()
                            .creditCode())
                    .isEqualTo(SELLER);
        });
        // An officer of the county does not see what the city decides.
        assertThat(house.entitlements
                        .list(
                                administrator(NANGANG, "南岗"),
                                NANGANG,
                                new EntitlementFilter(2018, null, null, YEAR_POLICY),
                                null,
                                10)
                        .items())
                .isEmpty();
    }
}
