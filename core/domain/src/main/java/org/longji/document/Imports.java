package org.longji.document;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.longji.job.Job;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.Jobs;
import org.longji.register.RowIntake;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Takes ledgers in: the file first, then the order for the job that imports it. */
@Dependent
public class Imports {

    private final Transactions transactions;
    private final Jobs jobs;
    private final Uploads uploads;

    @Inject
    public Imports(Transactions transactions, Jobs jobs, Uploads uploads) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.uploads = uploads;
    }

    /** Takes a ledger in for a tenant and starts importing it into what the caller may write to there. */
    public Job order(Caller caller, int tenant, InputStream ledger, String fileName, ImportMode mode) {
        return order(caller, tenant, caller.scope(tenant, Capability.IMPORT), ledger, fileName, mode);
    }

    /** Takes a file in for a later {@link #order(Caller, int, Uploads.Upload, ImportMode)}, if the caller may import there at all. */
    public Uploads.Upload receive(Caller caller, int tenant, InputStream ledger, String fileName) {
        caller.scope(tenant, Capability.IMPORT);
        return uploads.receive(ledger, fileName);
    }

    /** Starts importing a file that was taken in. */
    public Job order(Caller caller, int tenant, Uploads.Upload upload, ImportMode mode) {
        return order(caller, tenant, caller.scope(tenant, Capability.IMPORT), upload, mode);
    }

    /** Starts taking over the national numbers of a file that was taken in. */
    public Job orderNumbers(Caller caller, int tenant, Uploads.Upload upload) {
        return order(
                caller, tenant, caller.scope(tenant, Capability.IMPORT), upload, JobKind.NATIONAL_NUMBERS, Map.of());
    }

    /**
     * Takes a workbook in for a plugin's register.
     *
     * @param intake asked whether the caller may create rows there at all
     */
    public Uploads.Upload receive(
            Caller caller,
            int tenant,
            String plugin,
            String register,
            RowIntake intake,
            InputStream workbook,
            String name) {
        intake.expectImporter(caller, tenant, plugin, register);
        return uploads.receive(workbook, name);
    }

    /** Starts importing a workbook that was taken in into a plugin's register. */
    public Job orderRows(
            Caller caller, int tenant, String plugin, String register, Uploads.Upload upload, ImportMode mode) {
        return order(
                caller,
                tenant,
                TenantScope.exactly(tenant),
                upload,
                JobKind.REGISTER_IMPORT,
                Map.of("mode", mode.name(), "plugin", plugin, "register", register));
    }

    /** Removes a file that was taken in and will not be imported. */
    public void discard(Uploads.Upload upload) {
        uploads.remove(upload.id());
    }

    /** The same for a scope settled elsewhere: the demo ledger has no officer behind it. */
    Job order(Caller caller, int tenant, TenantScope scope, InputStream ledger, String fileName, ImportMode mode) {
        return order(caller, tenant, scope, uploads.receive(ledger, fileName), mode);
    }

    private Job order(Caller caller, int tenant, TenantScope scope, Uploads.Upload upload, ImportMode mode) {
        return order(caller, tenant, scope, upload, JobKind.IMPORT, Map.of("mode", mode.name()));
    }

    private Job order(
            Caller caller,
            int tenant,
            TenantScope scope,
            Uploads.Upload upload,
            JobKind kind,
            Map<String, String> how) {
        var parameters = new TreeMap<>(how);
        parameters.put("file", upload.name());
        parameters.put("sha256", upload.sha256());
        var order = new JobOrder(tenant, kind, caller, scope, parameters);
        boolean ordered = false;
        try {
            transactions.within(TenantScope.exactly(tenant), em -> {
                jobs.create(em, upload.id(), order);
                return tenant;
            });
            ordered = true;
        } finally {
            if (!ordered) {
                uploads.remove(upload.id());
            }
        }
        jobs.start(upload.id(), order);
        return jobs.get(TenantScope.exactly(tenant), upload.id());
    }
}
