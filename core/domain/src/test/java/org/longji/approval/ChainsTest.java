package org.longji.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.approval.ApprovalHouse.HARBIN;
import static org.longji.approval.ApprovalHouse.NANGANG;
import static org.longji.approval.ApprovalHouse.PROVINCE;
import static org.longji.approval.ApprovalHouse.chain;
import static org.longji.approval.ApprovalHouse.from;
import static org.longji.approval.ApprovalHouse.overdue;
import static org.longji.approval.ApprovalHouse.step;
import static org.longji.approval.ApprovalsTest.invalid;
import static org.longji.approval.ApprovalsTest.refused;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.approval.ChainStep.Overdue;
import org.longji.approval.ChainStep.Rule;
import org.longji.approval.Chains.RailForm;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.Role;
import org.longji.shared.TenantScope;

/** Whose chain holds where, and since when. */
@DisplayName("Chains are inherited down the tree and held to what those above ask")
class ChainsTest {

    private static final ChainStep REVIEW = step("审核", Rule.ANY, Role.REVIEWER);
    private static final ChainStep MONEY = step("财务", Rule.ANY, Role.FINANCE);
    private static final ChainStep HEAD = step("负责人", Rule.ANY, Role.ADMINISTRATOR);

    private final ApprovalHouse house = new ApprovalHouse();
    private final Caller county = house.officer(NANGANG, "nangang.admin", Role.ADMINISTRATOR);
    private final Caller county2 = house.officer(NANGANG, "nangang.admin2", Role.ADMINISTRATOR);

    private Chains.Line line(Caller caller, int tenant) {
        return house.chains.list(caller, tenant).stream()
                .filter(line -> line.kind() == ApprovalKind.REGISTER)
                .findFirst()
                .orElseThrow();
    }

    private Integer owner(Caller caller, int tenant) {
        return line(caller, tenant).inForce().owner();
    }

    private ApprovalChain enact(Caller author, Caller other, int tenant, ChainStep... steps) {
        var draft = house.chains.draft(author, tenant, ApprovalKind.REGISTER, chain(steps));
        return house.chains.enact(other, tenant, draft.id(), draft.revision(), null);
    }

    @Test
    @DisplayName("the nearest tenant's own chain holds, from its first day to its end")
    void nearest() {
        assertThat(owner(county, NANGANG)).isNull();
        enact(house.aboveAdmin, house.aboveAdmin2, PROVINCE, REVIEW);
        assertThat(owner(county, NANGANG)).isEqualTo(PROVINCE);
        var harbin = enact(house.admin, house.admin2, HARBIN, REVIEW, HEAD);
        assertThat(owner(county, NANGANG)).isEqualTo(HARBIN);
        assertThat(owner(house.aboveAdmin, PROVINCE)).isEqualTo(PROVINCE);
        var later = house.chains.draft(county, NANGANG, ApprovalKind.REGISTER, chain(HEAD));
        house.chains.enact(county2, NANGANG, later.id(), later.revision(), LocalDate.of(2026, 3, 10));
        assertThat(owner(county, NANGANG)).isEqualTo(HARBIN);
        house.clock.forward(Duration.ofDays(8));
        assertThat(owner(county, NANGANG)).isEqualTo(NANGANG);
        house.chains.end(house.admin2, HARBIN, harbin.id(), harbin.revision());
        assertThat(owner(house.admin, HARBIN)).isEqualTo(PROVINCE);
        assertThat(line(house.sibling, ApprovalHouse.DAQING).own()).isEmpty();
    }

    @Test
    @DisplayName("another administrator of the tenant enacts it, and nobody from above or without the right")
    void secondPerson() {
        var draft = house.chains.draft(house.admin, HARBIN, ApprovalKind.REGISTER, chain(REVIEW));
        refused(Problem.ANOTHER_ADMINISTRATOR, () -> house.chains.enact(house.admin, HARBIN, draft.id(), 1, null));
        refused(Problem.NOT_PERMITTED, () -> house.chains.enact(house.aboveAdmin, HARBIN, draft.id(), 1, null));
        refused(Problem.NOT_PERMITTED, () -> house.chains.enact(house.reviewer, HARBIN, draft.id(), 1, null));
        var changed = house.chains.change(house.admin2, HARBIN, draft.id(), 1, chain(REVIEW, HEAD));
        refused(Problem.STALE_VERSION, () -> house.chains.enact(house.admin2, HARBIN, draft.id(), 1, null));
        refused(
                Problem.ANOTHER_ADMINISTRATOR,
                () -> house.chains.enact(house.admin2, HARBIN, draft.id(), changed.revision(), null));
        var third = house.officer(HARBIN, "harbin.admin3", Role.ADMINISTRATOR);
        var enacted = house.chains.enact(third, HARBIN, draft.id(), changed.revision(), null);
        assertThat(enacted.enactedBy()).isEqualTo("harbin.admin3");
        refused(
                Problem.NOT_FOUND,
                () -> house.chains.change(house.admin, HARBIN, draft.id(), enacted.revision(), chain(REVIEW)));
        refused(Problem.NOT_FOUND, () -> house.chains.discard(house.admin, HARBIN, draft.id(), enacted.revision()));
    }

    @Test
    @DisplayName("a minimum from above is demanded when a chain is enacted, and passes over those enacted before")
    void minimum() {
        enact(house.admin, house.admin2, HARBIN, HEAD);
        enact(house.aboveAdmin, house.aboveAdmin2, PROVINCE, REVIEW, HEAD);
        var rail = new RailForm(false, 2, List.of(Role.REVIEWER), "两级审核");
        house.chains.setRail(house.aboveAdmin, PROVINCE, ApprovalKind.REGISTER, rail);
        assertThat(owner(house.admin, HARBIN)).isEqualTo(PROVINCE);
        assertThat(line(house.admin, HARBIN).own())
                .singleElement()
                .satisfies(chain -> assertThat(chain.outside()).isNotNull());
        refused(Problem.APPROVAL_OUTSIDE_RAIL, () -> enact(house.admin, house.admin2, HARBIN, HEAD, MONEY));
        refused(
                Problem.APPROVAL_OUTSIDE_RAIL,
                () -> enact(house.admin, house.admin2, HARBIN, HEAD, from(REVIEW, "1.00"), MONEY));
        enact(house.admin, house.admin2, HARBIN, REVIEW, HEAD);
        assertThat(owner(house.admin, HARBIN)).isEqualTo(HARBIN);
        house.chains.removeRail(house.aboveAdmin, PROVINCE, ApprovalKind.REGISTER);
        assertThat(line(house.admin, HARBIN).rails()).isEmpty();
    }

    private boolean asked() {
        return house.database
                .transactions()
                .within(TenantScope.subtree(NANGANG), em -> house.chains.asks(em, NANGANG, ApprovalKind.REGISTRATION));
    }

    @Test
    @DisplayName("registrations are approved only where a chain of their own or from above asks for it")
    void registrations() {
        assertThat(asked()).isFalse();
        assertThatThrownBy(() -> house.begin(ApprovalKind.REGISTRATION)).isInstanceOf(IllegalStateException.class);
        var least = new RailForm(false, 1, List.of(), null);
        refused(
                Problem.APPROVAL_OUTSIDE_RAIL,
                () -> house.chains.setRail(house.aboveAdmin, PROVINCE, ApprovalKind.REGISTRATION, least));
        house.enact(ApprovalKind.REGISTRATION, HEAD);
        assertThat(asked()).isTrue();
        var locked = new RailForm(true, null, null, "全省登记不设审批");
        house.chains.setRail(house.aboveAdmin, PROVINCE, ApprovalKind.REGISTRATION, locked);
        assertThat(asked()).isFalse();
        house.chains.removeRail(house.aboveAdmin, PROVINCE, ApprovalKind.REGISTRATION);
        assertThat(asked()).isTrue();
    }

    @Test
    @DisplayName(
            "a lock leaves those below the chain of whoever locked, and the one in force there must meet its own rail")
    void lock() {
        enact(house.admin, house.admin2, HARBIN, REVIEW);
        refused(
                Problem.APPROVAL_OUTSIDE_RAIL,
                () -> house.chains.setRail(
                        house.aboveAdmin, PROVINCE, ApprovalKind.REGISTER, new RailForm(true, 2, null, null)));
        var province = enact(house.aboveAdmin, house.aboveAdmin2, PROVINCE, REVIEW, HEAD);
        house.chains.setRail(house.aboveAdmin, PROVINCE, ApprovalKind.REGISTER, new RailForm(true, 2, null, null));
        assertThat(owner(house.admin, HARBIN)).isEqualTo(PROVINCE);
        assertThat(owner(county, NANGANG)).isEqualTo(PROVINCE);
        refused(Problem.APPROVAL_OUTSIDE_RAIL, () -> enact(county, county2, NANGANG, REVIEW, HEAD, MONEY));
        refused(
                Problem.APPROVAL_OUTSIDE_RAIL,
                () -> house.chains.end(house.aboveAdmin2, PROVINCE, province.id(), province.revision()));
    }

    @Test
    @DisplayName("everything wrong with a chain is named at its field")
    void mistakes() {
        invalid("steps", () -> draft(ApprovalKind.REGISTER));
        invalid("steps", () -> draft(ApprovalKind.REGISTER, from(REVIEW, "1.00")));
        invalid("steps", () -> draft(ApprovalKind.PAYMENT, REVIEW));
        invalid("steps[0].roles", () -> draft(ApprovalKind.REGISTER, step("x", Rule.ANY)));
        invalid("steps[0].roles", () -> draft(ApprovalKind.REGISTER, step("x", Rule.ANY, Role.APPLICANT)));
        invalid(
                "steps[0].overdue",
                () -> draft(ApprovalKind.REGISTER, overdue(REVIEW, Overdue.RETURN, false, Role.REVIEWER)));
        invalid(
                "steps[0].count",
                () -> draft(
                        ApprovalKind.REGISTER,
                        new ChainStep(
                                "x", "x", List.of(Role.REVIEWER), null, Rule.N_OF_M, 1, 5, null, false, null, null)));
        draft(ApprovalKind.PAYMENT, REVIEW, MONEY);
        draft(ApprovalKind.PAYMENT, step("会签", Rule.N_OF_M, Role.FINANCE));
    }

    private ApprovalChain draft(ApprovalKind kind, ChainStep... steps) {
        return house.chains.draft(house.admin, HARBIN, kind, chain(steps));
    }
}
