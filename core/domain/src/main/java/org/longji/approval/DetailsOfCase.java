package org.longji.approval;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.longji.approval.ApprovalDetails.Action;
import org.longji.approval.ApprovalDetails.Person;
import org.longji.approval.ApprovalDetails.Signed;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.WorkingDays;

/** A case as one reader may see it: an applicant sees no officer by name. */
final class DetailsOfCase {

    private DetailsOfCase() {}

    static ApprovalDetails of(
            EntityManager em, Docket docket, Caller caller, WorkingDays workingDays, LocalDate today) {
        boolean veiled = caller.party().isPresent();
        var one = docket.one();
        var mandate = docket.open().flatMap(step -> docket.mandate(caller.accountId()));
        return new ApprovalDetails(
                veiled ? one.withoutNames() : one,
                docket.chain().name(),
                docket.steps().stream()
                        .map(step -> shown(docket, step, veiled, workingDays, today))
                        .toList(),
                veiled ? List.of() : CaseRecords.events(em, one.id()),
                actions(docket, caller, mandate),
                mandate.map(found -> names(docket, found)).orElse(List.of()));
    }

    private static Set<Action> actions(Docket docket, Caller caller, Optional<Docket.Mandate> mandate) {
        var actions = EnumSet.noneOf(Action.class);
        if (docket.open().isEmpty()) {
            return actions;
        }
        var step = docket.current();
        if (mandate.isPresent()) {
            actions.addAll(EnumSet.of(Action.SIGN, Action.ADD_SIGNER));
            if (docket.basis(caller.accountId()).isPresent()) {
                actions.add(Action.DELEGATE);
            }
            if (docket.steps().stream().anyMatch(other -> other.position() < step.position())) {
                actions.add(Action.RETURN);
            }
        }
        if (mayReassign(caller, docket.one().tenant())) {
            actions.add(Action.REASSIGN);
        }
        boolean initiator = docket.one().initiator().equals(caller.accountId());
        if (initiator) {
            actions.add(Action.WITHDRAW);
        }
        if (initiator || caller.party().isEmpty()) {
            actions.add(Action.REMIND);
        }
        return actions;
    }

    private static ApprovalDetails.Step shown(
            Docket docket, StepOfCase step, boolean veiled, WorkingDays workingDays, LocalDate today) {
        boolean open = step.state() == StepOfCase.State.OPEN && docket.one().state() == ApprovalCase.State.OPEN;
        var state = docket.one().state() == ApprovalCase.State.OPEN || step.state() == StepOfCase.State.PASSED
                ? step.state().name()
                : "ENDED";
        return new ApprovalDetails.Step(
                step.number(),
                veiled && step.chainStep().isEmpty() ? new Text("加签", "Added signer") : step.name(),
                state,
                docket.definition(step).map(ChainStep::ruleOrAny),
                step.roles(),
                step.needed(),
                step.round(),
                step.openedAt(),
                open ? step.dueOn() : Optional.empty(),
                open ? step.dueOn().map(due -> workingDays.between(today, due)) : Optional.empty(),
                open ? step.escalatedRole() : Optional.empty(),
                open ? step.escalatedTo() : Optional.empty(),
                docket.signatures().stream()
                        .filter(signature -> signature.step() == step.number())
                        .map(signature -> new Signed(
                                signature.name(),
                                signature.verdict().name(),
                                signature.basis().name(),
                                signature.actsForNames(),
                                signature.note().orElse(null),
                                signature.at(),
                                signature.round() == step.round()))
                        .toList(),
                open && !veiled
                        ? docket.waitedFor().stream()
                                .map(officer -> new Person(officer.account(), officer.name()))
                                .toList()
                        : new ArrayList<>());
    }

    /** In whose place somebody with this mandate signs. */
    static List<String> names(Docket docket, Docket.Mandate mandate) {
        return mandate.actsFor().stream().map(docket::nameOf).toList();
    }

    /** Whether the caller may hand on what waits for others. */
    static boolean mayReassign(Caller caller, int tenant) {
        return caller.roles().stream()
                .anyMatch(grant -> grant.tenant() == tenant && grant.role().grants(Capability.APPROVAL_ADMINISTER));
    }
}
