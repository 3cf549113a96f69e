package org.longji.document;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashSet;
import org.longji.shared.Sql;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Removes the files of jobs that ended while this node was away: another one has said that they were interrupted. */
@Dependent
class ForgottenUploads implements StartupStep {

    private final Transactions transactions;
    private final Uploads uploads;

    @Inject
    ForgottenUploads(Transactions transactions, Uploads uploads) {
        this.transactions = transactions;
        this.uploads = uploads;
    }

    @Override
    public Stage stage() {
        return Stage.ACCOUNTS;
    }

    @Override
    public void run() {
        var forgotten = new HashSet<>(uploads.all());
        if (!forgotten.isEmpty()) {
            transactions
                    .within(
                            TenantScope.EVERYWHERE,
                            em -> Sql.query(
                                    em,
                                    "select id from job where status in ('QUEUED', 'RUNNING')",
                                    row -> row.uuid("id")))
                    .forEach(forgotten::remove);
            forgotten.forEach(uploads::remove);
        }
    }
}
