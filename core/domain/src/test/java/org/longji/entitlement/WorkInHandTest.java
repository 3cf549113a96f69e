package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.entitlement.LifecycleHouse.BUYER_POLICY;
import static org.longji.entitlement.LifecycleHouse.HARBIN;
import static org.longji.entitlement.LifecycleHouse.PROVINCE;
import static org.longji.entitlement.LifecycleHouse.administrator;
import static org.longji.entitlement.LifecycleHouse.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.StatedFacts;
import org.longji.policy.CapScope;
import org.longji.policy.DraftForm;
import org.longji.policy.Exclusivity;
import org.longji.policy.GoverningClock;
import org.longji.policy.Measures;
import org.longji.policy.PolicyDrafts;
import org.longji.policy.PolicyLines;
import org.longji.policy.PolicyVersions;
import org.longji.policy.Rail;
import org.longji.policy.RailForm;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;

@DisplayName("A draft while it is being written")
class WorkInHandTest {

    private static final LocalDate FROM = LocalDate.of(2019, 1, 1);
    private static final String CASES = """
            # worked out by hand
            policy: trial-recipient
            cases:
              - case: 到账100万元,四成为40万元
                on: 2019-05-01
                given: {contract: {technologyAmount: "1000000.00"}, receipts: [{received: "1000000.00"}]}
                expect: {amount: "400000.00", steps: [RATE]}
              - case: 差1分到起点
                on: 2019-05-01
                given: {contract: {technologyAmount: "1000000.00"}, receipts: [{received: "499999.99"}]}
                expect: {refused: [BELOW_THRESHOLD], missing: {BELOW_THRESHOLD: "0.01"}}
            """;

    private final LifecycleHouse house = new LifecycleHouse();
    private final Caller author = administrator(HARBIN, "起草");
    private final Caller officer = administrator(HARBIN, "施行");
    private final Caller province = administrator(PROVINCE, "省");

    @BeforeEach
    void law() {
        house.configured(PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "500000.00", "0.30");
    }

    private static DraftForm bare(@Nullable LocalDate from, @Nullable GoverningClock clock) {
        return new DraftForm(
                "2019", null, null, null, null, from, null, clock, null, null, null, null, null, null, null, null, null,
                null, null);
    }

    @Test
    @DisplayName("is kept with nothing but its name, and says what it lacks; finished, it is tried and enacted")
    void unfinished() {
        var bare = house.drafts.create(author, HARBIN, BUYER_POLICY, bare(null, null));
        assertThat(bare.hash()).isNull();
        assertThat(bare.faults()).extracting(Measures.Fault::field).contains("from", "clock", "exclusivity");
        refused(Problem.DRAFT_UNFINISHED, "from", () -> house.tried(author, HARBIN, BUYER_POLICY, bare.id(), 2019));
        assertThat(house.enactments.preview(officer, HARBIN, bare.id()).obstacles())
                .contains(Problem.DRAFT_UNFINISHED, Problem.BACKTEST_MISSING);
        refused(Problem.DRAFT_UNFINISHED, "from", () -> house.enactments.enact(officer, HARBIN, bare.id(), 1));

        var wrong = house.drafts.change(author, HARBIN, bare.id(), 1, form("2019", FROM, null, "500000.00", "三成"));
        assertThat(wrong.faults()).extracting(Measures.Fault::field).containsExactly("parameters.rate");
        assertThat(house.lines.details(author, HARBIN, BUYER_POLICY).line().drafts())
                .singleElement()
                .satisfies(draft -> assertThat(draft.faults()).hasSize(1));
        refused(
                Problem.DRAFT_UNFINISHED,
                "parameters.rate",
                () -> house.tried(author, HARBIN, BUYER_POLICY, bare.id(), 2019));

        var finished = house.drafts.change(author, HARBIN, bare.id(), 2, form("2019", FROM, null, "500000.00", "0.40"));
        assertThat(finished.faults()).isEmpty();
        assertThat(finished.hash()).isNotNull();
        house.tried(author, HARBIN, BUYER_POLICY, bare.id(), 2019);
        assertThat(house.enactments.enact(officer, HARBIN, bare.id(), 3).hash()).isEqualTo(finished.hash());
    }

    @Test
    @DisplayName("is held against a parent's rail as soon as it can be read as a version, however unfinished otherwise")
    void rails() {
        house.rails.set(
                province,
                PROVINCE,
                BUYER_POLICY,
                new RailForm(
                        "rate",
                        false,
                        Rail.Direction.ANY,
                        null,
                        new java.math.BigDecimal("0.40"),
                        LifecycleHouse.BEGINNING,
                        null,
                        "示例文件",
                        "示例条款",
                        null,
                        false));
        refused(
                Problem.OUTSIDE_RAILS,
                "parameters.rate",
                () -> house.drafts.create(author, HARBIN, BUYER_POLICY, form("a", FROM, null, "很多", "0.41")));
        var kept = house.drafts.create(author, HARBIN, BUYER_POLICY, form("a", FROM, null, "很多", "0.40"));
        assertThat(kept.faults()).extracting(Measures.Fault::field).containsExactly("parameters.threshold");
    }

    @Test
    @DisplayName("is calculated with as it stands in the form, and not while it is unfinished")
    void trial() {
        var calculator = new Calculator(
                house.transactions, PolicyVersions.reader(), house.drafts, house.plugins, new Questionnaires());
        var given = new StatedFacts(
                2019,
                null,
                null,
                null,
                List.of(new StatedFacts.Receipt(null, "1000000.00")),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        for (var rate : Map.of("0.40", "400000.00", "0.35", "350000.00").entrySet()) {
            assertThat(calculator
                            .calculate(
                                    author,
                                    HARBIN,
                                    BUYER_POLICY,
                                    form("2019", FROM, null, "500000.00", rate.getKey()),
                                    new CaseForm(null, given))
                            .record()
                            .outcome()
                            .entitledAmount())
                    .isEqualTo(Money.of(rate.getValue()));
        }
        assertThat(house.lines.details(author, HARBIN, BUYER_POLICY).line().drafts())
                .isEmpty();
        refused(
                Problem.DRAFT_UNFINISHED,
                "parameters.rate",
                () -> calculator.questionnaire(
                        author, HARBIN, BUYER_POLICY, form("2019", FROM, null, "500000.00", "三成")));
    }

    @Test
    @DisplayName(
            "is not enacted against its own worked cases; they stay with the version, its copy and a copy of the draft")
    void cases() {
        var wrong = CASES.replace("\"400000.00\"", "\"400000.01\"");
        var draft = house.drafts.create(
                author,
                HARBIN,
                BUYER_POLICY,
                form("2019", FROM, null, "500000.00", "0.40").withCases(wrong));
        house.tried(author, HARBIN, BUYER_POLICY, draft.id(), 2019);
        assertThat(house.enactments.preview(officer, HARBIN, draft.id()).obstacles())
                .containsExactly(Problem.CASES_DIFFER);
        var said = refused(Problem.CASES_DIFFER, "cases", () -> house.enactments.enact(officer, HARBIN, draft.id(), 1));
        assertThat(said.message()).contains("到账100万元", "400000.01", "400000.00");

        // Another file of cases is no other text of the law: the back-test holds.
        var right = house.drafts.change(
                author,
                HARBIN,
                draft.id(),
                1,
                form("2019", FROM, null, "500000.00", "0.40").withCases(CASES));
        assertThat(right.hash()).isEqualTo(draft.hash());
        var twin = house.drafts.copy(
                author,
                HARBIN,
                BUYER_POLICY,
                new PolicyDrafts.Copy(HARBIN, null, draft.id(), "2020", LocalDate.of(2020, 1, 1)));
        assertThat(twin.form().cases()).isEqualTo(CASES);
        assertThat(twin.form().from()).isEqualTo(LocalDate.of(2020, 1, 1));
        house.enactments.enact(officer, HARBIN, draft.id(), 2);
        assertThat(house.lines.details(author, HARBIN, BUYER_POLICY).line().versions().stream()
                        .filter(version -> version.tenant() == HARBIN)
                        .map(PolicyLines.Version::text)
                        .map(DraftForm::cases))
                .containsExactly(CASES);
        var successor = house.drafts.copy(
                author, HARBIN, BUYER_POLICY, new PolicyDrafts.Copy(HARBIN, "2019", "2021", LocalDate.of(2021, 1, 1)));
        assertThat(successor.form().cases()).isEqualTo(CASES);
    }

    @Test
    @DisplayName("is not enacted with cases that cannot be read or belong to another policy; the line is named")
    void unreadableCases() {
        for (var bad : List.of(
                CASES.replace("policy: trial-recipient", "policy: trial-provider"),
                CASES.replace("expect: {amount", "expekt: {amount"),
                "policy: [")) {
            var draft = house.drafts.create(
                    author,
                    HARBIN,
                    BUYER_POLICY,
                    form("2019", FROM, null, "500000.00", "0.40").withCases(bad));
            house.tried(author, HARBIN, BUYER_POLICY, draft.id(), 2019);
            var said = refused(
                    Problem.CASES_DIFFER, "cases", () -> house.enactments.enact(officer, HARBIN, draft.id(), 1));
            assertThat(said.message()).startsWith("第 ");
            house.drafts.discard(author, HARBIN, draft.id(), 1);
        }
    }

    private static FieldError refused(Problem problem, String field, ThrowingCallable call) {
        var thrown = new FieldError[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(problem);
            assertThat(e.errors()).extracting(FieldError::field).contains(field);
            thrown[0] = e.errors().stream()
                    .filter(error -> error.field().equals(field))
                    .findFirst()
                    .orElseThrow();
        });
        return thrown[0];
    }
}
