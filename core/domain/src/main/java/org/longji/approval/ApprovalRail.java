package org.longji.approval;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.shared.Role;

/**
 * What a tenant asks of the chains below it and of its own.
 *
 * @param tenant division code of the tenant that set it
 * @param locked whether those below have no chain of their own
 * @param leastSteps how many steps every case has at the least
 * @param roles each has a step of its own in every case
 */
public record ApprovalRail(
        int tenant,
        ApprovalKind kind,
        boolean locked,
        int leastSteps,
        List<Role> roles,
        @Nullable String note,
        String madeBy,
        int revision) {

    public ApprovalRail {
        roles = List.copyOf(roles);
    }

    /** What a chain of the tenant {@code owner} lacks of it. */
    Optional<Text> demandOf(int owner, ChainForm chain) {
        if (locked && owner != tenant) {
            return Optional.of(new Text("本级不得另设审批链。", "no chain of one's own."));
        }
        var steps = chain.unconditional();
        if (steps.size() < leastSteps) {
            return Optional.of(new Text(
                    "不设金额条件的环节不少于 " + leastSteps + " 个。",
                    "at least " + leastSteps + " steps that hold for every amount."));
        }
        return roles.stream()
                .filter(role -> steps.stream().noneMatch(step -> step.signers().equals(Set.of(role))))
                .findFirst()
                .map(role -> new Text(
                        "须有专由" + words(role) + "审批的环节。",
                        "a step that the role " + role + " alone signs, for every amount."));
    }

    private static String words(Role role) {
        return switch (role) {
            case ADMINISTRATOR -> "管理员";
            case REGISTRAR -> "登记员";
            case REVIEWER -> "审核员";
            case FINANCE -> "财务";
            case AUDITOR, EXPERT, APPLICANT -> throw new IllegalArgumentException(role + " signs nothing");
        };
    }
}
