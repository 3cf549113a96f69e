package org.longji.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.approval.ApprovalHouse.HARBIN;
import static org.longji.approval.ApprovalHouse.PROVINCE;
import static org.longji.approval.ApprovalHouse.overdue;
import static org.longji.approval.ApprovalHouse.step;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.longji.approval.Approvals.AddForm;
import org.longji.approval.Approvals.DelegateForm;
import org.longji.approval.Approvals.Reason;
import org.longji.approval.Approvals.ReturnForm;
import org.longji.approval.Approvals.SignForm;
import org.longji.approval.Approvals.Where;
import org.longji.approval.ChainStep.Overdue;
import org.longji.approval.ChainStep.Rule;
import org.longji.shared.Caller;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** Whatever officers do to a case and in whatever order: what may not be never is. */
class ApprovalPropertiesTest {

    private static final int ACTS = 40;
    private static final ApprovalHouse HOUSE = new ApprovalHouse();
    private static final Caller BARRED = HOUSE.officer(HARBIN, "harbin.barred", Role.REVIEWER, Role.FINANCE);
    private static final Caller EMPLOYEE = HOUSE.officer(HARBIN, "harbin.employee", Role.REVIEWER, Role.FINANCE);
    private static final List<Caller> EVERYBODY = List.of(
            HOUSE.maker,
            HOUSE.reviewer,
            HOUSE.reviewer2,
            HOUSE.finance,
            HOUSE.both,
            HOUSE.registrar,
            HOUSE.admin,
            HOUSE.above,
            BARRED,
            EMPLOYEE);

    static {
        HOUSE.database.asOwner("update account set party = '" + ApprovalHouse.BENEFICIARY + "' where id = '"
                + EMPLOYEE.accountId() + "'");
        var monday = LocalDate.of(2026, 3, 2);
        HOUSE.absences.announce(
                HOUSE.both, HARBIN, new Absences.Form(monday, monday.plusYears(1), HOUSE.registrar.accountId()));
        HOUSE.absences.announce(
                HOUSE.maker, HARBIN, new Absences.Form(monday, monday.plusYears(1), HOUSE.reviewer2.accountId()));
    }

    private record Line(UUID account, List<UUID> actsFor, int step, int round, boolean counts, String verdict) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    @Label("nobody signs twice or an own case, money takes two officers, a case ends once and keeps its chain")
    void promises(@ForAll @IntRange(max = 1_000_000) int seed, @ForAll ApprovalKind kind) {
        var random = new Random(seed);
        HOUSE.clock.forward(Duration.ofMinutes(1));
        HOUSE.enact(kind, steps(random));
        int before = HOUSE.told.size();
        var id = HOUSE.begin(
                kind, HOUSE.maker, Optional.empty(), Set.of(BARRED.accountId()), Set.of(ApprovalHouse.BENEFICIARY));
        var hash = HOUSE.get(id).one().chainHash();
        HOUSE.clock.forward(Duration.ofMinutes(1));
        HOUSE.enact(kind, step("另一链", Rule.ALL, Role.FINANCE));
        boolean ended = false;
        for (int i = 0; i < ACTS; i++) {
            boolean happened = act(random, id);
            assertThat(happened && ended).as("nothing happens to an ended case").isFalse();
            var one = HOUSE.get(id).one();
            ended = one.state() != ApprovalCase.State.OPEN;
            assertThat(HOUSE.told).hasSize(before + (ended ? 1 : 0));
            assertThat(one.chainHash()).isEqualTo(hash);
        }
        check(kind, id, hash);
    }

    private static ChainStep[] steps(Random random) {
        var steps = new ArrayList<ChainStep>();
        int count = 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            var roles = random.nextBoolean() ? new Role[] {Role.REVIEWER} : new Role[] {Role.REVIEWER, Role.FINANCE};
            var step = step("环节" + i, Rule.values()[random.nextInt(3)], roles);
            var overdue = Overdue.values()[random.nextInt(i == 0 ? 2 : 3)];
            steps.add(overdue(step, overdue, random.nextBoolean(), Role.REVIEWER));
        }
        return steps.toArray(ChainStep[]::new);
    }

    /** True when it was not refused. */
    private static boolean act(Random random, UUID id) {
        var who = EVERYBODY.get(random.nextInt(EVERYBODY.size()));
        var whom = EVERYBODY.get(random.nextInt(EVERYBODY.size())).accountId();
        int tenant = who == HOUSE.above ? PROVINCE : HARBIN;
        int step = HOUSE.get(id).steps().stream()
                .filter(one -> one.state().equals("OPEN"))
                .findFirst()
                .map(ApprovalDetails.Step::number)
                .orElse(1);
        try {
            switch (random.nextInt(16)) {
                case 0 -> HOUSE.approvals.sendBack(who, tenant, id, new ReturnForm(step, 1 + random.nextInt(4), "退回"));
                case 1, 2 -> HOUSE.approvals.delegate(who, tenant, id, new DelegateForm(step, whom, null, null));
                case 3 ->
                    HOUSE.approvals.addSigner(
                            who, tenant, id, new AddForm(step, whom, Where.values()[random.nextInt(3)], null));
                case 4 -> {
                    if (random.nextInt(8) > 0) {
                        return false;
                    }
                    HOUSE.approvals.withdraw(who, tenant, id, new Reason("撤回"));
                }
                case 5 -> {
                    if (random.nextInt(6) > 0) {
                        return false;
                    }
                    HOUSE.approvals.sign(who, tenant, id, new SignForm(step, false, "不同意"));
                }
                case 6 -> {
                    HOUSE.clock.forward(Duration.ofDays(random.nextInt(4)));
                    HOUSE.limits.enforce();
                    return false;
                }
                default -> HOUSE.approvals.sign(who, tenant, id, new SignForm(step, true, null));
            }
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static void check(ApprovalKind kind, UUID id, String hash) {
        var state = HOUSE.get(id).one().state();

        HOUSE.database.transactions().within(TenantScope.exactly(HARBIN), em -> {
            var lines = Sql.query(
                    em,
                    "select g.*, s.round = g.round as counts from approval_signature g"
                            + " join approval_step s on s.case_id = g.case_id and s.number = g.step where g.case_id = ?",
                    row -> new Line(
                            row.uuid("account"),
                            row.uuids("acts_for"),
                            row.integer("step"),
                            row.integer("round"),
                            row.bool("counts"),
                            row.text("verdict")),
                    id);
            var never = Set.of(HOUSE.maker.accountId(), BARRED.accountId(), EMPLOYEE.accountId());
            assertThat(lines)
                    .noneMatch(line -> never.contains(line.account())
                            || line.actsFor().stream().anyMatch(never::contains));
            var once = new HashSet<List<Object>>();
            assertThat(lines).allMatch(line -> once.add(List.of(line.account(), line.step(), line.round())));
            var chain = Sql.first(em, "select chain from approval_case where id = ?", row -> row.text("chain"), id)
                    .orElseThrow();
            assertThat(org.longji.shared.Sha256.hex(chain)).isEqualTo(hash);
            if (kind == ApprovalKind.PAYMENT) {
                var counted = lines.stream().filter(Line::counts).toList();
                assertThat(counted.stream().map(Line::account).distinct().count())
                        .as("one step of a payment each")
                        .isEqualTo(counted.size());
                if (state == ApprovalCase.State.APPROVED) {
                    assertThat(counted.stream()
                                    .filter(line -> line.verdict().equals("APPROVE"))
                                    .count())
                            .isGreaterThanOrEqualTo(2);
                }
            }
            return id;
        });
    }
}
