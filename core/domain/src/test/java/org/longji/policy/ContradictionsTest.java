package org.longji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.longji.policy.HostTerms.Allocation;
import org.longji.policy.HostTerms.Level;
import org.longji.policy.HostTerms.Meeting;
import org.longji.policy.HostTerms.Pool;
import org.longji.policy.HostTerms.Relation;

/** What cannot both be law is found when it is published. */
class ContradictionsTest {

    private static final int PROVINCE = 230000;
    private static final int HARBIN = 230100;
    private static final int DAQING = 230600;
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);

    @Test
    @DisplayName("highest-only above and cumulative below is refused with both versions and both clauses")
    void rules() {
        var upper = version(PROVINCE, "a", SomeTerms.highest(Meeting.CONTRACT, "b"));
        var lower = version(HARBIN, "b", SomeTerms.cumulative(null, "a"));
        assertThat(of(lower, upper)).singleElement().satisfies(found -> {
            assertThat(found.policyId()).isEqualTo("b");
            assertThat(found.otherPolicyId()).isEqualTo("a");
            assertThat(found.basis()).isEqualTo(LegalBasis.of("试办法", "第八条"));
            assertThat(found.otherBasis()).isEqualTo(LegalBasis.of("试办法", "第八条"));
            assertThat(found.words().zh()).contains("就高不重复", "可叠加", "230000", "230100");
        });
        // Published above, it names every child it would contradict.
        assertThat(of(upper, lower, version(DAQING, "b", SomeTerms.cumulative(null, "a"))))
                .extracting(Contradiction::otherTenant)
                .containsExactly(HARBIN, DAQING);
    }

    @Test
    @DisplayName("what never meets never contradicts: siblings, other times")
    void apart() {
        var harbin = version(HARBIN, "a", SomeTerms.highest(Meeting.CONTRACT, "b"));
        assertThat(of(version(DAQING, "b", SomeTerms.cumulative(null, "a")), harbin))
                .isEmpty();
        var past = harbin.until(Optional.of(FROM.plusDays(10)));
        assertThat(of(
                        version(
                                PROVINCE,
                                "b",
                                FROM.plusDays(11),
                                GoverningClock.RECEIVED,
                                SomeTerms.cumulative(null, "a")),
                        past))
                .isEmpty();
    }

    @Test
    @DisplayName("a top-up of what may be added to is no contradiction; highest-only said by both is none")
    void agreeing() {
        assertThat(of(
                        version(HARBIN, "b", SomeTerms.topUp("0.5", null, "a")),
                        version(PROVINCE, "a", SomeTerms.cumulative("900000.00", "b"))))
                .isEmpty();
        assertThat(of(
                        version(HARBIN, "b", SomeTerms.highest(Meeting.CONTRACT, "a")),
                        version(PROVINCE, "a", SomeTerms.highest(Meeting.CONTRACT, "b"))))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "two that top up each other, also by way of a third, are a circle; an upper level cannot wait for a lower one")
    void circles() {
        assertThat(of(
                        version(HARBIN, "a", SomeTerms.topUp("0.5", null, "b")),
                        version(HARBIN, "b", SomeTerms.topUp("0.5", null, "c")),
                        version(HARBIN, "c", SomeTerms.topUp("0.5", null, "a"))))
                .singleElement()
                .satisfies(found -> assertThat(found.why().en()).contains("waits"));
        assertThat(of(version(PROVINCE, "a", SomeTerms.topUp("0.5", null, "b")), version(HARBIN, "b")))
                .singleElement()
                .satisfies(found -> assertThat(found.why().en()).contains("decided first"));
    }

    @Test
    @DisplayName("another clock and another side are refused; a ceiling below one part's own cap is a warning")
    void clockSideCeiling() {
        assertThat(of(
                        version(HARBIN, "a", SomeTerms.cumulative(null, "b")),
                        version(PROVINCE, "b", FROM, GoverningClock.REGISTERED)))
                .singleElement()
                .satisfies(found -> assertThat(found.why().en()).contains("different dates"));
        assertThat(of(version(HARBIN, "a", SomeTerms.cumulative(null, "seller")), version(PROVINCE, "seller")))
                .singleElement()
                .satisfies(found -> assertThat(found.why().en()).contains("different sides"));
        assertThat(of(version(HARBIN, "a", SomeTerms.cumulative("800000.00", "b")), version(PROVINCE, "b")))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.warning()).isTrue());
        assertThat(of(version(HARBIN, "a", SomeTerms.cumulative("1000000.00", "b")), version(PROVINCE, "b")))
                .isEmpty();
    }

    @Test
    @DisplayName("the pool of one year shared out in two ways is refused")
    void pools() {
        var first = version(HARBIN, "a")
                .with(SomeTerms.pool(new Pool(Allocation.PRO_RATA, "100.00", null, null, null, SomeTerms.CLAUSE)))
                .until(Optional.of(LocalDate.of(2024, 6, 30)));
        var second = version(HARBIN, "a", LocalDate.of(2024, 7, 1), GoverningClock.RECEIVED)
                .with(SomeTerms.pool(new Pool(Allocation.FIRST_COME, "100.00", null, null, null, SomeTerms.CLAUSE)));
        assertThat(of(second, first)).extracting(Contradiction::field).containsExactly("terms.pool");
        var next = version(HARBIN, "a", LocalDate.of(2025, 1, 1), GoverningClock.RECEIVED)
                .with(SomeTerms.pool(new Pool(Allocation.FIRST_COME, "100.00", null, null, null, SomeTerms.CLAUSE)));
        assertThat(of(next, first)).isEmpty();
    }

    @Test
    @DisplayName(
            "shares that do not add up to one, figures that are none and half a ranking are faults of the version alone")
    void faults() {
        assertThat(faults(SomeTerms.paid(
                        List.of(SomeTerms.part(Level.PROVINCE, "0.5"), SomeTerms.part(Level.COUNTY, "0.4")),
                        List.of())))
                .containsExactly("terms.sharedCost.parts");
        assertThat(faults(SomeTerms.paid(
                        List.of(SomeTerms.part(Level.PROVINCE, "0.5"), SomeTerms.part(Level.COUNTY, "0.5")),
                        List.of())))
                .isEmpty();
        assertThat(faults(SomeTerms.relations(SomeTerms.topUp("half", null, "b"))))
                .containsExactly("terms.relations.0.rate");
        assertThat(faults(SomeTerms.relations(SomeTerms.topUp("0.5", "1.00", "b"))))
                .containsExactly("terms.relations.0.upTo");
        assertThat(faults(SomeTerms.pool(new Pool(Allocation.RANKING, null, "3", null, null, SomeTerms.CLAUSE))))
                .containsExactly("terms.pool.by");
        assertThat(faults(SomeTerms.relations(SomeTerms.highest(Meeting.CONTRACT, "a"))))
                .containsExactly("terms.relations.0.with");
    }

    private static List<String> faults(HostTerms terms) {
        return TermsCheck.faults(terms, version(HARBIN, "a")).stream()
                .map(TermsCheck.Fault::field)
                .toList();
    }

    private static List<Contradiction> of(PolicyVersion version, PolicyVersion... law) {
        return new Contradictions(
                        List.of(law),
                        one -> Optional.of(new Contradictions.About(
                                one.policyId().equals("seller") ? Side.PROVIDER : Side.RECIPIENT,
                                one.policyId().startsWith("year") ? Subject.APPLICANT_YEAR : Subject.CONTRACT)))
                .of(version);
    }

    private static PolicyVersion version(int tenant, String policy, Relation... relations) {
        return version(tenant, policy, FROM, GoverningClock.RECEIVED, relations);
    }

    private static PolicyVersion version(
            int tenant, String policy, LocalDate from, GoverningClock clock, Relation... relations) {
        var version = new PolicyVersion(
                tenant,
                policy,
                from.toString(),
                "trial",
                new Text("试", "trial"),
                "d",
                "a",
                from,
                Optional.empty(),
                clock,
                true,
                Exclusivity.NONE,
                Optional.empty(),
                Optional.of(new PolicyVersion.Cap(CapScope.CONTRACT, "cap")),
                Optional.empty(),
                Map.of(
                        "cap",
                        List.of(new DatedValue(
                                from,
                                Optional.empty(),
                                "900000.00",
                                "CNY",
                                LegalBasis.of("d", "a"),
                                Optional.empty()))));
        return relations.length == 0 ? version : version.with(SomeTerms.relations(relations));
    }
}
