package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.attachment.AttachmentDetails;
import org.longji.attachment.Attachments;
import org.longji.audit.Journal;
import org.longji.contract.ContractStatus;
import org.longji.contract.Contracts;
import org.longji.contract.TechnologyContract;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * The documents of a filing: brought by whoever files, while the filing is a draft or handed back for correction, and sealed
 * from its submission on.
 */
@Dependent
public class FilingAttachments {

    private final Transactions transactions;
    private final Attachments attachments;
    private final ExaminationRecords records;
    private final Journal journal;

    @Inject
    FilingAttachments(Transactions transactions, Attachments attachments, ExaminationRecords records, Journal journal) {
        this.transactions = transactions;
        this.attachments = attachments;
        this.records = records;
        this.journal = journal;
    }

    /** The documents of a contract; whoever sees the contract sees them. */
    public List<AttachmentDetails> list(Caller caller, int tenant, UUID contract) {
        return transactions.within(
                caller.scope(tenant, Capability.CONTRACT_READ),
                em -> attachments.list(em, Contracts.found(em, contract).tenant(), contract));
    }

    /**
     * Takes a document in.
     *
     * @param kind which document it is, by the filing rules of the contract's type
     * @param name what the sender calls it, its ending saying what it is
     * @param announced its length, -1 when the sender did not say
     */
    public AttachmentDetails add(
            Caller caller,
            int tenant,
            UUID contract,
            @Nullable String kind,
            @Nullable String name,
            InputStream content,
            long announced) {
        var scope = caller.scope(tenant, Capability.CONTRACT_WRITE);
        // Asked before a byte is read: nobody uploads for minutes to be told that the filing is closed.
        transactions.within(scope, em -> {
            var found = opened(caller, Contracts.found(em, contract));
            new FieldChecks().present(kind, "kind").present(name, "name").done();
            expectKind(em, found, String.valueOf(kind));
            return true;
        });
        try (var incoming = attachments.receive(content, String.valueOf(name), announced)) {
            return transactions.within(scope, em -> {
                var locked = opened(caller, Contracts.locked(em, contract));
                expectKind(em, locked, String.valueOf(kind));
                var stored = attachments.store(em, caller, locked.tenant(), contract, String.valueOf(kind), incoming);
                journal.append(
                        em, locked.tenant(), caller, "ATTACHMENT_ADDED", "contract", contract.toString(), null, stored);
                return stored;
            });
        }
    }

    /** Takes a document out: for good from a draft, out of the next submission from a filing that was handed back. */
    public void remove(Caller caller, int tenant, UUID contract, UUID attachment) {
        transactions.within(caller.scope(tenant, Capability.CONTRACT_WRITE), em -> {
            var locked = opened(caller, Contracts.locked(em, contract));
            var found = found(em, locked, attachment);
            if (locked.status() == ContractStatus.DRAFT) {
                attachments.delete(em, locked.tenant(), attachment);
            } else {
                attachments.withdraw(em, locked.tenant(), attachment);
            }
            journal.append(
                    em, locked.tenant(), caller, "ATTACHMENT_REMOVED", "contract", contract.toString(), found, null);
            return true;
        });
    }

    /** Writes the content of a document. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A document to hand out.
     *
     * @param content writes it, reading as it goes
     */
    public record Download(AttachmentDetails details, Content content) {}

    /** Opens a document; a read from a tenant above leaves a trace where the contract is kept. */
    public Download open(Caller caller, int tenant, UUID contract, UUID attachment) {
        TenantScope scope = caller.scope(tenant, Capability.CONTRACT_READ);
        var details = transactions.within(scope, em -> {
            var of = Contracts.found(em, contract);
            var found = found(em, of, attachment);
            if (caller.standsAbove(of.tenant())) {
                journal.append(
                        em,
                        of.tenant(),
                        caller,
                        "ATTACHMENT_READ",
                        "contract",
                        contract.toString(),
                        null,
                        Map.of("attachment", attachment));
            }
            return found;
        });
        return new Download(details, out -> attachments.write(scope, attachment, out));
    }

    private AttachmentDetails found(EntityManager em, TechnologyContract contract, UUID attachment) {
        return attachments
                .find(em, contract.tenant(), contract.id(), attachment)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", attachment)));
    }

    private static TechnologyContract opened(Caller caller, TechnologyContract contract) {
        contract.expectOpenTo(caller);
        return contract;
    }

    private void expectKind(EntityManager em, TechnologyContract contract, String kind) {
        var filing = records.rules(em, contract).filing();
        if (filing == null) {
            return;
        }
        var kinds = filing.attachmentsFor(contract.type(), contract.subtype());
        new FieldChecks()
                .require(
                        kinds.stream().anyMatch(one -> one.id().equals(kind)),
                        "kind",
                        "该类合同没有这种附件：" + kind + "。可选："
                                + kinds.stream()
                                        .map(one -> one.id() + " " + one.title().zh())
                                        .collect(Collectors.joining("，"))
                                + "。",
                        "A contract of this type has no document " + kind + "; choose one of "
                                + kinds.stream()
                                        .map(FilingRules.AttachmentKind::id)
                                        .collect(Collectors.joining(", "))
                                + ".")
                .done();
    }
}
