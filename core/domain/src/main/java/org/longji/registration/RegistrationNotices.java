package org.longji.registration;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.longji.contract.TechnologyContract;
import org.longji.inbox.Inbox;
import org.longji.inbox.Message;
import org.longji.plugin.api.Text;
import org.longji.shared.Capability;

/** Tells those concerned what happened to a filing, in the transaction in which it happened. */
final class RegistrationNotices {

    private static final String CONTRACT = "contract";

    private RegistrationNotices() {}

    static void submitted(EntityManager em, TechnologyContract contract) {
        Inbox.deliver(
                em,
                List.of(Message.toHolders(
                        contract.tenant(),
                        Capability.REGISTRATION_DECIDE,
                        "CONTRACT_SUBMITTED",
                        CONTRACT,
                        contract.id(),
                        new Text("有新的登记申请", "A contract was filed"),
                        about(contract, "已提交，等待受理。", " was filed and waits to be accepted."))));
    }

    static void accepted(EntityManager em, TechnologyContract contract) {
        var due = contract.runsUntil().map(Object::toString).orElse("");
        toParties(
                em,
                contract,
                "CONTRACT_ACCEPTED",
                new Text("登记申请已受理", "The filing was accepted"),
                about(contract, "已受理，应于 " + due + " 前作出决定。", " was accepted; the decision is due by " + due + "."));
    }

    static void registered(EntityManager em, TechnologyContract contract) {
        toParties(
                em,
                contract,
                "CONTRACT_REGISTERED",
                new Text("合同已登记", "The contract was registered"),
                about(contract, "已认定登记。", " was recognised and registered."));
    }

    static void returned(EntityManager em, TechnologyContract contract, Letter letter) {
        Inbox.deliver(
                em,
                List.of(Message.toParty(
                        contract.tenant(),
                        contract.filerCode(),
                        "CONTRACT_RETURNED",
                        CONTRACT,
                        contract.id(),
                        letter.kind().words(),
                        about(
                                contract,
                                "需要补正 " + letter.reasons().size() + " 项，请于 " + letter.answerBy() + " 前重新提交。",
                                " needs " + letter.reasons().size() + " corrections; file it again by "
                                        + letter.answerBy() + "."))));
    }

    static void refused(EntityManager em, TechnologyContract contract, Letter letter) {
        toParties(
                em,
                contract,
                "CONTRACT_REFUSED",
                letter.kind().words(),
                about(
                        contract,
                        "不予登记。如有异议，请于 " + letter.answerBy() + " 前提出。",
                        " was refused. An objection is possible until " + letter.answerBy() + "."));
    }

    /** Tells those who decide; and the parties, when the request is the office's own. */
    static void changeFiled(
            EntityManager em, TechnologyContract contract, RegistrationChange change, boolean byOffice) {
        var kind = change.form().kind().words();
        Inbox.deliver(
                em,
                List.of(Message.toHolders(
                        contract.tenant(),
                        Capability.REGISTRATION_DECIDE,
                        "CHANGE_FILED",
                        CONTRACT,
                        contract.id(),
                        new Text("有新的" + kind.zh() + "申请", "A request: " + kind.en()),
                        about(
                                contract,
                                "提出“" + kind.zh() + "”，应于 " + change.dueOn() + " 前办结。",
                                ": " + kind.en() + " was asked for; the decision is due by " + change.dueOn() + "."))));
        if (byOffice) {
            toParties(
                    em,
                    contract,
                    "CHANGE_FILED",
                    new Text("登记机构拟办理：" + kind.zh(), "The agency considers: " + kind.en()),
                    about(
                            contract,
                            "登记机构提出“" + kind.zh() + "”：" + change.form().reason() + "。如有意见，请及时向登记机构说明。",
                            ": the agency considers a " + kind.en() + ": "
                                    + change.form().reason() + ". Tell it what speaks against it."));
        }
    }

    static void changeDeclined(EntityManager em, TechnologyContract contract, ChangeForm.Kind kind, String words) {
        toParties(
                em,
                contract,
                "CHANGE_DECLINED",
                new Text(kind.words().zh() + "未获批准", "Declined: " + kind.words().en()),
                about(
                        contract,
                        "的“" + kind.words().zh() + "”未获批准：" + words,
                        ": " + kind.words().en() + " was declined: " + words));
    }

    /** Tells the parties, and those who decide on money of it: what they granted is being decided again. */
    static void changeApproved(EntityManager em, TechnologyContract contract, ChangeForm.Kind kind) {
        var title = new Text("已办理" + kind.words().zh(), "Done: " + kind.words().en());
        var text = about(
                contract,
                "已办理“" + kind.words().zh() + "”，现为" + contract.status().words().zh() + "。",
                ": " + kind.words().en() + " took effect; it is now "
                        + contract.status().words().en() + ".");
        toParties(em, contract, "CHANGE_APPROVED", title, text);
        if (kind != ChangeForm.Kind.OBJECTION && kind != ChangeForm.Kind.PERFORMANCE) {
            Inbox.deliver(
                    em,
                    List.of(
                            Message.toHolders(
                                    contract.tenant(),
                                    Capability.ASSESS,
                                    "CHANGE_APPROVED",
                                    CONTRACT,
                                    contract.id(),
                                    title,
                                    new Text(
                                            text.zh() + "已享受的政策正在重新计算，结果见“应享政策”。",
                                            text.en()
                                                    + " What was granted on it is being decided again; see the entitlements."))));
        }
    }

    private static void toParties(EntityManager em, TechnologyContract contract, String kind, Text title, Text text) {
        var messages = new ArrayList<Message>();
        for (var party : List.of(contract.providerCode(), contract.recipientCode())) {
            messages.add(Message.toParty(contract.tenant(), party, kind, CONTRACT, contract.id(), title, text));
        }
        Inbox.deliver(em, messages);
    }

    private static Text about(TechnologyContract contract, String zh, String en) {
        return new Text("合同《" + contract.title() + "》" + zh, "The contract \"" + contract.title() + "\"" + en);
    }
}
