package org.longji.document;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.approval.ApprovalKind;
import org.longji.approval.Chains;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.shared.Problem;
import org.longji.shared.Transactions;

/** The import of a ledger: contracts, receipts and what belongs to them. */
@Dependent
public class ImportWork extends LedgerWork {

    private final Chains chains;

    @Inject
    ImportWork(Transactions transactions, Uploads uploads, Chains chains) {
        super(transactions, uploads);
        this.chains = chains;
    }

    /** The work with its collaborators, outside a container. */
    public static ImportWork of(Transactions transactions, Uploads uploads, Chains chains) {
        return new ImportWork(transactions, uploads, chains);
    }

    @Override
    public JobKind kind() {
        return JobKind.IMPORT;
    }

    @Override
    LedgerHeader header(RawRow first) {
        return LedgerHeader.of(first);
    }

    @Override
    Optional<LedgerRow> line(LedgerHeader header, RawRow row, JobContext context, boolean from1904) {
        return LedgerTemplate.isSample(header, row)
                ? Optional.empty()
                : Optional.of(RowReading.read(header, row, context.tenant(), context.scope(), from1904));
    }

    @Override
    void check(EntityManager em, JobContext context) {
        new LedgerChecks(em).run(mode(context), tenant -> chains.asks(em, tenant, ApprovalKind.REGISTRATION));
    }

    @Override
    Optional<Problem> refusal(JobContext context, long rejected) {
        return mode(context) == ImportMode.ALL_OR_NOTHING
                ? Optional.of(Problem.LEDGER_ROWS_REJECTED)
                : Optional.empty();
    }

    @Override
    List<String> mainCounts() {
        return List.of("created", "updated", "unchanged");
    }

    @Override
    Map<String, Long> write(EntityManager em, JobContext context) {
        return new LedgerWrites(em, context.caller()).run();
    }

    @Override
    String action() {
        return "LEDGER_IMPORTED";
    }

    private static ImportMode mode(JobContext context) {
        return ImportMode.valueOf(context.parameters().get("mode"));
    }
}
