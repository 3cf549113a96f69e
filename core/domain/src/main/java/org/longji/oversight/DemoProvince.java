package org.longji.oversight;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.document.DemoLedger;
import org.longji.entitlement.Entitlements;
import org.longji.job.Job;
import org.longji.job.JobRunner;
import org.longji.job.JobStatus;
import org.longji.job.Jobs;
import org.longji.shared.Caller;
import org.longji.shared.Role;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;

/** What a first start with demo data shows: the synthetic ledger imported, and every year of it assessed. */
@Dependent
class DemoProvince implements StartupStep {

    private static final int PROVINCE = 230_000;
    private static final int FIRST_YEAR = 2016;
    private static final int LAST_YEAR = 2025;

    private final DemoLedger ledger;
    private final Entitlements entitlements;
    private final Jobs jobs;
    private final JobRunner runner;
    private final boolean wanted;

    @Inject
    DemoProvince(
            DemoLedger ledger,
            Entitlements entitlements,
            Jobs jobs,
            JobRunner runner,
            @ConfigProperty(name = "longji.demo", defaultValue = "false") boolean wanted) {
        this.ledger = ledger;
        this.entitlements = entitlements;
        this.jobs = jobs;
        this.runner = runner;
        this.wanted = wanted;
    }

    @Override
    public Stage stage() {
        return Stage.DEMO;
    }

    @Override
    public void run() {
        if (wanted) {
            ledger.load().ifPresent(job -> runner.run(() -> assessAfter(job)));
        }
    }

    private void assessAfter(Job imported) {
        if (ended(imported.id()) == JobStatus.SUCCEEDED) {
            // One after the other: what an earlier year granted is a fact of the later one.
            IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR)
                    .forEach(year ->
                            ended(entitlements.assess(system(), PROVINCE, year).id()));
        }
    }

    private JobStatus ended(UUID job) {
        while (true) {
            var status = jobs.get(TenantScope.subtree(PROVINCE), job).status();
            if (status != JobStatus.QUEUED && status != JobStatus.RUNNING) {
                return status;
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return JobStatus.CANCELLED;
            }
        }
    }

    private static Caller system() {
        return Caller.system(PROVINCE, Role.ADMINISTRATOR, "系统（演示数据）", "System (demo data)");
    }
}
