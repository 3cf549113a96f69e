package org.longji.approval;

import jakarta.persistence.EntityManager;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.inbox.Inbox;
import org.longji.inbox.Message;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;

/** What officers and applicants are told about a case, each where it has its inbox. */
final class ApprovalMessages {

    private ApprovalMessages() {}

    /** Asks everybody the step waits for, but not who has them asked. */
    static void askAll(EntityManager em, Docket docket, StepOfCase step, String kind, Optional<Caller> by) {
        var told = new LinkedHashSet<UUID>();
        docket.waitedFor().forEach(officer -> told.add(officer.account()));
        by.map(Caller::accountId).ifPresent(told::remove);
        var here = new LinkedHashSet<>(told);
        here.retainAll(docket.officers().keySet());
        told.removeAll(here);
        ask(em, docket, docket.one().tenant(), step, here, kind, by.orElse(null));
        docket.reach().ifPresent(above -> ask(em, docket, above, step, told, kind, by.orElse(null)));
    }

    static void ask(
            EntityManager em,
            Docket docket,
            int tenant,
            StepOfCase step,
            Set<UUID> accounts,
            String kind,
            @Nullable Caller by) {
        var title = docket.one().title();
        tell(
                em,
                docket,
                tenant,
                accounts,
                kind,
                new Text("请审批", "Waiting for your signature"),
                new Text(
                        (by == null ? "" : by.displayName() + "：") + "“" + title.zh() + "”待审批（"
                                + step.name().zh() + "）。",
                        (by == null ? "" : by.displayNameEn() + ": ") + title.en() + " waits at the step \""
                                + step.name().en() + "\"."));
    }

    static void tell(
            EntityManager em, Docket docket, int tenant, Set<UUID> accounts, String kind, Text title, Text text) {
        Inbox.deliver(
                em,
                accounts.stream()
                        .map(account -> Message.toAccount(
                                tenant,
                                account,
                                kind,
                                Approvals.SUBJECT,
                                docket.one().id(),
                                title,
                                text))
                        .toList());
    }

    /** Tells those who may change that, that a step has fewer officers than it needs. */
    static void nobodyCanSign(EntityManager em, Docket docket, StepOfCase step) {
        Inbox.deliver(
                em,
                List.of(Message.toHolders(
                        docket.one().tenant(),
                        Capability.APPROVAL_ADMINISTER,
                        "APPROVAL_NOBODY",
                        Approvals.SUBJECT,
                        docket.one().id(),
                        new Text("审批无人可签", "Nobody can sign an approval"),
                        new Text(
                                "“" + docket.one().title().zh() + "”的环节“"
                                        + step.name().zh() + "”可签人数不足，请配置人员。",
                                "There are too few officers to sign the step \""
                                        + step.name().en() + "\" of "
                                        + docket.one().title().en() + "."))));
    }

    /** Tells whoever began it how a case ended, and why it was turned down. */
    static void ended(EntityManager em, Docket docket, ApprovalCase ended) {
        boolean approved = ended.state() == ApprovalCase.State.APPROVED;
        var why = docket.lastRejection().flatMap(Signature::note);
        tell(
                em,
                docket,
                ended.tenant(),
                Set.of(ended.initiator()),
                approved ? "APPROVAL_APPROVED" : "APPROVAL_REJECTED",
                approved ? new Text("审批通过", "Approved") : new Text("审批未通过", "Turned down"),
                new Text(
                        "“" + ended.title().zh()
                                + (approved
                                        ? "”已审批通过。"
                                        : "”未获批准" + why.map(note -> "：" + note).orElse("。")),
                        ended.title().en()
                                + (approved
                                        ? " was approved."
                                        : " was turned down"
                                                + why.map(note -> ": " + note).orElse("."))));
    }
}
