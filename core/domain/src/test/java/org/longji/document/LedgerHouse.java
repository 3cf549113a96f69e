package org.longji.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.longji.approval.Chains;
import org.longji.audit.Journal;
import org.longji.job.Job;
import org.longji.job.JobStatus;
import org.longji.job.Jobs;
import org.longji.job.RowError;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;

/** Everything an import needs, on a real database, with threads of its own. */
final class LedgerHouse {

    static final int PROVINCE = 230000;
    static final int HARBIN = 230100;

    final TestDatabase database;
    final Transactions transactions;
    final Chains chains;
    final Uploads uploads;
    final Jobs jobs;
    final Imports imports;
    final ExecutorService executor = Executors.newFixedThreadPool(4, task -> {
        var thread = new Thread(task, "job");
        thread.setDaemon(true);
        return thread;
    });

    LedgerHouse(int... tenants) {
        database = TestDatabase.fresh().withTenants(tenants);
        transactions = database.transactions();
        chains = new Chains(transactions, new Journal(), Clock.system(Clocks.CHINA));
        uploads = Uploads.in(temporaryDirectory());
        jobs = Jobs.of(
                transactions,
                executor::execute,
                List.of(ImportWork.of(transactions, uploads, chains), NationalNumberWork.of(transactions, uploads)));
        imports = new Imports(transactions, jobs, uploads);
    }

    static Caller administratorOf(int tenant) {
        return new Caller(
                UUID.nameUUIDFromBytes(("admin" + tenant).getBytes(StandardCharsets.UTF_8)),
                "admin." + tenant,
                "管理员",
                "Administrator",
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, Role.ADMINISTRATOR)));
    }

    Job importing(int tenant, String ledger, ImportMode mode) {
        return importing(tenant, new ByteArrayInputStream(ledger.getBytes(StandardCharsets.UTF_8)), mode);
    }

    Job importing(int tenant, InputStream ledger, ImportMode mode) {
        return finished(imports.order(administratorOf(tenant), tenant, ledger, "台账.csv", mode));
    }

    /** Takes over the national numbers of a file. */
    Job numbers(int tenant, byte[] file) {
        var administrator = administratorOf(tenant);
        return finished(imports.orderNumbers(
                administrator, tenant, imports.receive(administrator, tenant, new ByteArrayInputStream(file), "编号")));
    }

    Job finished(Job job) {
        var scope = TenantScope.exactly(job.tenant());
        long until = System.nanoTime() + 180_000_000_000L;
        while (System.nanoTime() < until) {
            var now = jobs.get(scope, job.id());
            if (now.status() != JobStatus.QUEUED && now.status() != JobStatus.RUNNING) {
                return now;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("The job did not end in three minutes");
    }

    List<RowError> errors(Job job) {
        var errors = new ArrayList<RowError>();
        jobs.errors(TenantScope.exactly(job.tenant()), job.id(), errors::add);
        return errors;
    }

    String errorFile(Job job) {
        var out = new ByteArrayOutputStream();
        try {
            ErrorFile.write(jobs, TenantScope.exactly(job.tenant()), job.id(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    long count(String sql) {
        return transactions.within(
                TenantScope.subtree(PROVINCE),
                em -> Sql.query(em, "select (" + sql + ") as n", row -> row.bigint("n"))
                        .get(0));
    }

    String text(String sql) {
        return transactions.within(
                TenantScope.subtree(PROVINCE),
                em -> Sql.query(em, "select (" + sql + ")::text as t", row -> row.text("t"))
                        .get(0));
    }

    /** Everything a ledger can change, in one text, without what only says when or under which id. */
    String everything() {
        return text("""
                select concat(
                    (select string_agg((tenant, encode(identity_key, 'hex'), registration_number, status, title, type, subtype,
                        project_key, signed_on, registered_on, provider_name, recipient_name, contract_amount,
                        declared_technology_amount, assessed_technology_amount, approved_technology_income, version,
                        affiliated_parties, landed_in_province, title_transferred)::text, E'\\n' order by identity_key) from contract),
                    (select string_agg((c.identity_key, r.sequence, r.received_on, r.received)::text, E'\\n'
                        order by c.identity_key, r.sequence) from receipt r join contract c on c.id = r.contract_id),
                    (select string_agg((tenant, credit_code, name, kind, division, version)::text, E'\\n'
                        order by tenant, credit_code) from organization),
                    (select string_agg((project_key, year, side)::text, E'\\n' order by project_key, year) from side_election))""");
    }

    static Path temporaryDirectory() {
        try {
            var directory = Files.createTempDirectory("longji-uploads");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
