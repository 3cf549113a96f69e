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
                        contract.providerCode(),
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
