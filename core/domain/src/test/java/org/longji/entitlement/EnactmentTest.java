package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.entitlement.LifecycleHouse.BUYER_POLICY;
import static org.longji.entitlement.LifecycleHouse.DAQING;
import static org.longji.entitlement.LifecycleHouse.HARBIN;
import static org.longji.entitlement.LifecycleHouse.NANGANG;
import static org.longji.entitlement.LifecycleHouse.PROVINCE;
import static org.longji.entitlement.LifecycleHouse.administrator;
import static org.longji.entitlement.LifecycleHouse.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.Money;
import org.longji.policy.CapScope;
import org.longji.policy.DraftForm;
import org.longji.policy.Exclusivity;
import org.longji.policy.GoverningClock;
import org.longji.policy.PolicyDrafts;
import org.longji.policy.PolicyLines;
import org.longji.policy.Rail;
import org.longji.policy.RailForm;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;

/** From the draft to the law and what it decides, on a real database. */
class EnactmentTest {

    private static final LocalDate FROM = LocalDate.of(2019, 1, 1);

    private final LifecycleHouse house = new LifecycleHouse();
    private final Caller author = administrator(HARBIN, "起草");
    private final Caller officer = administrator(HARBIN, "施行");
    private final Caller province = administrator(PROVINCE, "省");

    @BeforeEach
    void law() {
        house.configured(PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "500000.00", "0.30");
    }

    @Test
    @DisplayName("draft, back-test, enactment by another officer, and the years it reaches into are decided again")
    void wholePath() {
        var contract = house.contract(
                HARBIN, null, "S1", "B1", Map.of(2018, List.of("1000000.00"), 2019, List.of("1000000.00")));
        house.assess(2018);
        house.assess(2019);
        var draft = house.drafts.create(author, HARBIN, BUYER_POLICY, form("2019", FROM, null, "500000.00", "0.40"));
        assertThat(draft.missing()).isEmpty();
        var tried = house.tried(author, HARBIN, BUYER_POLICY, draft.id(), 2018, 2019);
        assertThat(tried.completedAt()).isNotNull();
        var outcome = tried.scenarios().get(0).result();
        assertThat(outcome.comparison().winners()).isEqualTo(1);
        assertThat(outcome.comparison().gained()).hasToString("100000.00");
        assertThat(outcome.comparison().toPay()).hasToString("100000.00");
        assertThat(house.backtests
                        .changes(author, HARBIN, tried.id(), 1, Backtest.Direction.WINNER, null, 20)
                        .items())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.contractId()).isEqualTo(contract);
                    assertThat(change.before()).hasToString("300000.00");
                    assertThat(change.after()).hasToString("400000.00");
                    assertThat(change.decided()).hasToString("300000.00");
                });

        var preview = house.enactments.preview(officer, HARBIN, draft.id());
        assertThat(preview.obstacles()).isEmpty();
        assertThat(preview.decidedYears()).containsExactly(2019);
        var enacted = house.enactments.enact(officer, HARBIN, draft.id(), draft.revision());
        assertThat(enacted.hash()).isEqualTo(draft.hash());
        assertThat(enacted.reassessments()).hasSize(1);
        assertThat(due(contract, 2018)).hasToString("300000.00");
        assertThat(due(contract, 2019)).hasToString("400000.00");
        assertThatThrownBy(() -> house.drafts.get(author, HARBIN, draft.id())).isInstanceOf(ProblemException.class);
        var law = house.lines.details(author, HARBIN, BUYER_POLICY).line();
        assertThat(law.inForce().tenant()).isEqualTo(HARBIN);
        assertThat(law.inForce().enactedBy()).isEqualTo(officer.displayName());
        assertThat(law.inForce().draftedBy()).isEqualTo(author.displayName());
        // The province's own line goes on for everybody else.
        assertThat(house.lines
                        .details(administrator(DAQING, "大庆"), DAQING, BUYER_POLICY)
                        .line()
                        .inForce()
                        .tenant())
                .isEqualTo(PROVINCE);
        assertThat(house.entitlements
                        .details(
                                officer,
                                HARBIN,
                                house.all(2019).stream()
                                        .findFirst()
                                        .orElseThrow()
                                        .id())
                        .record()
                        .policy()
                        .tenant())
                .isEqualTo(HARBIN);
    }

    private Money due(UUID contract, int year) {
        return house.all(year).stream()
                .filter(e -> e.contractId().equals(contract))
                .map(EntitlementSummary::entitledAmount)
                .reduce(Money.ZERO, Money::plus);
    }

    @Test
    @DisplayName("the successor of an open version ends it the day before, and its text stays what was enacted")
    void successorEndsTheOpenOne() {
        var author2 = administrator(PROVINCE, "起草");
        var draft = house.drafts.copy(
                author2,
                PROVINCE,
                BUYER_POLICY,
                new PolicyDrafts.Copy(PROVINCE, "1", "2027", LocalDate.of(2027, 1, 1)));
        house.tried(author2, PROVINCE, BUYER_POLICY, draft.id(), 2018);
        assertThat(house.enactments.preview(province, PROVINCE, draft.id()).endsVersion())
                .isEqualTo("1");
        var before = version("1");
        house.enactments.enact(province, PROVINCE, draft.id(), draft.revision());
        assertThat(version("1").until()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(version("1").hash()).isEqualTo(before.hash());
        assertThat(version("2027").standing()).isEqualTo(PolicyLines.Standing.COMING);
        house.enactments.end(
                province, PROVINCE, BUYER_POLICY, "2027", version("2027").revision(), LocalDate.of(2030, 12, 31));
        assertThat(version("2027").until()).isEqualTo(LocalDate.of(2030, 12, 31));
        refused(
                Problem.INVALID_FIELDS,
                "until",
                () -> house.enactments.end(
                        province, PROVINCE, BUYER_POLICY, "1", version("1").revision(), LocalDate.of(2026, 12, 30)));
    }

    private PolicyLines.Version version(String name) {
        return house.lines.details(province, PROVINCE, BUYER_POLICY).line().versions().stream()
                .filter(version -> version.version().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "the gate holds: not without a back-test, not of another text, not too old, not by an author, not from outside")
    void gate() {
        var draft = house.drafts.create(author, HARBIN, BUYER_POLICY, form("2019", FROM, null, "500000.00", "0.40"));
        refused(Problem.BACKTEST_MISSING, () -> house.enactments.enact(officer, HARBIN, draft.id(), 1));
        house.tried(author, HARBIN, BUYER_POLICY, draft.id(), 2018);
        refused(Problem.ANOTHER_ADMINISTRATOR, () -> house.enactments.enact(author, HARBIN, draft.id(), 1));
        refused(Problem.STALE_VERSION, () -> house.enactments.enact(officer, HARBIN, draft.id(), 2));
        refused(Problem.NOT_PERMITTED, () -> house.enactments.enact(province, HARBIN, draft.id(), 1));
        var daqing = administrator(DAQING, "大庆");
        refused(Problem.TENANT_NOT_FOUND, () -> house.enactments.enact(daqing, HARBIN, draft.id(), 1));
        refused(Problem.NOT_FOUND, () -> house.enactments.enact(daqing, DAQING, draft.id(), 1));
        refused(Problem.NOT_FOUND, () -> house.enactments.enact(administrator(NANGANG, "南岗"), NANGANG, draft.id(), 1));

        house.database.asOwner("update backtest set completed_at = now() - interval '31 days'");
        refused(Problem.BACKTEST_TOO_OLD, () -> house.enactments.enact(officer, HARBIN, draft.id(), 1));
        house.database.asOwner("update backtest set completed_at = now()");
        var other = house.drafts.change(author, HARBIN, draft.id(), 1, form("2019", FROM, null, "500000.00", "0.41"));
        refused(Problem.BACKTEST_MISSING, () -> house.enactments.enact(officer, HARBIN, draft.id(), other.revision()));
        // Whoever wrote in it last is an author as well.
        var back = house.drafts.change(
                officer, HARBIN, draft.id(), other.revision(), form("2019", FROM, null, "500000.00", "0.40"));
        assertThat(back.hash()).isEqualTo(draft.hash());
        refused(
                Problem.ANOTHER_ADMINISTRATOR,
                () -> house.enactments.enact(officer, HARBIN, draft.id(), back.revision()));
        house.database.asOwner("delete from policy_gate");
        refused(
                Problem.NO_GATE,
                () -> house.enactments.enact(administrator(HARBIN, "第三人"), HARBIN, draft.id(), back.revision()));
    }

    @Test
    @DisplayName("a draft that lacks its document is tried but not enacted, and says what is missing")
    void incomplete() {
        var complete = form("2019", FROM, null, "500000.00", "0.40");
        var draft = house.drafts.create(
                author,
                HARBIN,
                BUYER_POLICY,
                new DraftForm(
                        complete.version(),
                        complete.titleZh(),
                        complete.titleEn(),
                        null,
                        null,
                        FROM,
                        null,
                        complete.clock(),
                        true,
                        complete.exclusivity(),
                        null,
                        null,
                        complete.capScope(),
                        complete.capParameter(),
                        null,
                        complete.parameters(),
                        null,
                        null,
                        null));
        assertThat(draft.missing()).containsExactly("document", "article");
        house.tried(author, HARBIN, BUYER_POLICY, draft.id(), 2018);
        refused(Problem.DRAFT_INCOMPLETE, "document", () -> house.enactments.enact(officer, HARBIN, draft.id(), 1));
    }

    @Test
    @DisplayName(
            "overlaps, gaps, names that are taken and another clock than the parent's are refused by field when a draft is saved")
    void refusedAtSave() {
        var own = administrator(PROVINCE, "起草");
        refused(
                Problem.INVALID_FIELDS,
                "version",
                () -> house.drafts.create(
                        own, PROVINCE, BUYER_POLICY, form("1", LocalDate.of(2027, 1, 1), null, "500000.00", "0.30")));
        refused(
                Problem.INVALID_FIELDS,
                "from",
                () -> house.drafts.create(
                        own,
                        PROVINCE,
                        BUYER_POLICY,
                        form("2016", LifecycleHouse.BEGINNING, null, "500000.00", "0.30")));
        refused(
                Problem.INVALID_FIELDS,
                "until",
                () -> house.drafts.create(
                        own,
                        PROVINCE,
                        BUYER_POLICY,
                        form("2010", LocalDate.of(2010, 1, 1), LocalDate.of(2015, 6, 30), "500000.00", "0.30")));
        var form = form("x", FROM, null, "500000.00", "0.30");
        var decided = new DraftForm(
                "x",
                "试",
                "x",
                "d",
                "a",
                FROM,
                null,
                GoverningClock.DECIDED,
                true,
                Exclusivity.NONE,
                null,
                null,
                null,
                null,
                null,
                form.parameters(),
                null,
                null,
                null);
        refused(Problem.INVALID_FIELDS, "clock", () -> house.drafts.create(author, HARBIN, BUYER_POLICY, decided));
        refused(Problem.NOT_FOUND, () -> house.drafts.create(author, HARBIN, "nobody-knows", form));
    }

    @Test
    @DisplayName("a city may raise the rate to 40 %, never lower the threshold; the refusal names clause and range")
    void rails() {
        house.rails.set(province, PROVINCE, BUYER_POLICY, rail("rate", Rail.Direction.NOT_LOWER, "0.40", false));
        house.rails.set(province, PROVINCE, BUYER_POLICY, rail("threshold", Rail.Direction.NOT_LOWER, null, false));
        for (var allowed : List.of("0.30", "0.40")) {
            house.drafts.create(author, HARBIN, BUYER_POLICY, form(allowed, FROM, null, "500000.00", allowed));
        }
        refused(
                Problem.OUTSIDE_RAILS,
                "parameters.rate",
                () -> house.drafts.create(author, HARBIN, BUYER_POLICY, form("a", FROM, null, "500000.00", "0.4001")));
        refused(
                Problem.OUTSIDE_RAILS,
                "parameters.rate",
                () -> house.drafts.create(author, HARBIN, BUYER_POLICY, form("a", FROM, null, "500000.00", "0.2999")));
        var error = refused(
                Problem.OUTSIDE_RAILS,
                "parameters.threshold",
                () -> house.drafts.create(author, HARBIN, BUYER_POLICY, form("a", FROM, null, "499999.99", "0.30")));
        assertThat(error.message()).contains("500000.00", "示例条款", "（含本数）");
        assertThat(error.messageEn()).contains("not below 500000.00");
        house.drafts.create(author, HARBIN, BUYER_POLICY, form("a", FROM, null, "600000.00", "0.35"));
        refused(
                Problem.NOT_PERMITTED,
                () -> house.rails.set(
                        province, HARBIN, BUYER_POLICY, rail("rate", Rail.Direction.NOT_LOWER, "0.40", false)));
    }

    @Test
    @DisplayName(
            "tightening a rail first tells whom it breaks, is refused unconfirmed, and leaves them marked when confirmed")
    void tightening() {
        var draft = house.drafts.create(author, HARBIN, BUYER_POLICY, form("2019", FROM, null, "500000.00", "0.40"));
        house.tried(author, HARBIN, BUYER_POLICY, draft.id(), 2018);
        house.enactments.enact(officer, HARBIN, draft.id(), 1);
        var tighter = rail("rate", Rail.Direction.ANY, "0.35", false);
        assertThat(house.rails.tryOut(province, PROVINCE, BUYER_POLICY, tighter))
                .singleElement()
                .satisfies(breach -> assertThat(breach.tenant()).isEqualTo(HARBIN));
        refused(
                Problem.RAIL_BREAKS_VERSIONS,
                "230100/2019",
                () -> house.rails.set(province, PROVINCE, BUYER_POLICY, tighter));
        var rail = house.rails.set(province, PROVINCE, BUYER_POLICY, rail("rate", Rail.Direction.ANY, "0.35", true));
        assertThat(house.lines
                        .details(author, HARBIN, BUYER_POLICY)
                        .line()
                        .inForce()
                        .breaches())
                .hasSize(1);
        house.rails.change(province, PROVINCE, rail.id(), 1, rail("rate", Rail.Direction.ANY, "0.45", false));
        assertThat(house.lines
                        .details(author, HARBIN, BUYER_POLICY)
                        .line()
                        .inForce()
                        .breaches())
                .isEmpty();
        house.rails.remove(province, PROVINCE, rail.id(), 2);
    }

    private static RailForm rail(
            String parameter,
            Rail.Direction direction,
            @org.jspecify.annotations.Nullable String highest,
            boolean confirmed) {
        return new RailForm(
                parameter,
                false,
                direction,
                null,
                highest == null ? null : new java.math.BigDecimal(highest),
                LifecycleHouse.BEGINNING,
                null,
                "示例文件",
                "示例条款",
                null,
                confirmed);
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

    private static void refused(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
