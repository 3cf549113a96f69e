package org.longji.approval;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.approval.ChainStep.Overdue;
import org.longji.approval.ChainStep.Rule;
import org.longji.plugin.api.Text;
import org.longji.shared.FieldChecks;
import org.longji.shared.Role;

/**
 * A chain as its tenant writes it.
 *
 * @param note where it comes from: a document, a decision, or that it is a sample
 */
public record ChainForm(
        @Nullable String nameZh,
        @Nullable String nameEn,
        @Nullable String note,
        @Nullable List<ChainStep> steps) {

    static final Set<Role> MAY_SIGN = EnumSet.of(Role.ADMINISTRATOR, Role.REGISTRAR, Role.REVIEWER, Role.FINANCE);
    private static final int MOST_STEPS = 20;
    private static final int LONGEST_LIMIT = 250;
    private static final int LONG = 100;
    private static final int NOTE = 2000;

    Text name() {
        return new Text(String.valueOf(nameZh).strip(), String.valueOf(nameEn).strip());
    }

    List<ChainStep> ordered() {
        return Optional.ofNullable(steps).orElse(List.of());
    }

    /** The steps of every case, whatever its amount. */
    List<ChainStep> unconditional() {
        return ordered().stream().filter(step -> step.fromAmount() == null).toList();
    }

    /** Names everything wrong with it. */
    FieldChecks check(ApprovalKind kind) {
        var checks = new FieldChecks()
                .present(nameZh, "nameZh")
                .present(nameEn, "nameEn")
                .atMost(nameZh, LONG, "nameZh")
                .atMost(nameEn, LONG, "nameEn")
                .atMost(note, NOTE, "note")
                .require(!ordered().isEmpty(), "steps", "至少要有一个环节。", "There is no step.")
                .require(ordered().size() <= MOST_STEPS, "steps", "最多二十个环节。", "There are more than twenty steps.")
                .require(
                        ordered().isEmpty() || !unconditional().isEmpty(),
                        "steps",
                        "至少一个环节不设金额条件。",
                        "At least one step must hold for every amount.");
        for (int i = 0; i < ordered().size(); i++) {
            check(checks, ordered().get(i), i);
        }
        if (kind.ofMoney()) {
            checks.require(
                    ordered().isEmpty() || twoOfficers(),
                    "steps",
                    "资金拨付至少须经两名不同人员审批：请设两个不设金额条件的环节，或由一个环节的两人以上会签。",
                    "Money needs two different officers: two steps for every amount, or one that several sign.");
        }
        return checks;
    }

    private boolean twoOfficers() {
        return unconditional().size() > 1
                || unconditional().stream().anyMatch(step -> step.ruleOrAny() == Rule.ALL || step.needed() > 1);
    }

    private static void check(FieldChecks checks, ChainStep step, int index) {
        var at = "steps[" + index + "].";
        var roles = Optional.ofNullable(step.roles()).orElse(List.of());
        checks.present(step.nameZh(), at + "nameZh")
                .present(step.nameEn(), at + "nameEn")
                .atMost(step.nameZh(), LONG, at + "nameZh")
                .atMost(step.nameEn(), LONG, at + "nameEn")
                .require(!step.signers().isEmpty(), at + "roles", "请选择审批角色。", "Choose who signs.")
                .require(MAY_SIGN.containsAll(roles), at + "roles", "该角色不能审批。", "This role cannot sign.")
                .require(
                        (step.ruleOrAny() == Rule.N_OF_M) == (step.count() != null)
                                && (step.count() == null || (step.count() >= 2 && step.count() <= MOST_STEPS * 10)),
                        at + "count",
                        "请填写须签署的人数（二人以上），其他规则不填。",
                        "Say how many sign, two or more; for this rule alone.")
                .require(
                        step.days() == null || (step.days() >= 1 && step.days() <= LONGEST_LIMIT),
                        at + "days",
                        "时限为 1 至 250 个工作日。",
                        "A limit has between 1 and 250 working days.")
                .require(
                        step.overdue() == null || step.overdue() == Overdue.TELL || step.days() != null,
                        at + "days",
                        "超时处理需要先设时限。",
                        "What happens after a limit needs a limit.")
                .require(
                        (step.overdueOrTell() == Overdue.ESCALATE) == (step.escalateRole() != null)
                                && (step.escalateRole() == null || MAY_SIGN.contains(step.escalateRole())),
                        at + "escalateRole",
                        "请选择超时后由谁审批，其他情形不填。",
                        "Say who decides after the limit; for this alone.")
                .require(
                        step.overdueOrTell() != Overdue.RETURN || index > 0,
                        at + "overdue",
                        "第一个环节不能退回上一环节。",
                        "Nothing comes before the first step.")
                .require(
                        step.fromAmount() == null || step.fromAmount().isPositive(),
                        at + "fromAmount",
                        "金额须大于零。",
                        "The amount must be above zero.");
    }
}
