package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.longji.audit.Journal;
import org.longji.job.Job;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.Jobs;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * All that a plugin's registers hold for one tenant: exported whole, brought up to date, or removed, with the plugin loaded or
 * not. Only the tenant's own administrator may; a role held above does not reach down to it.
 */
@Dependent
public class RegisterData {

    private static final int ROWS_AT_A_TIME = 200;

    private final Transactions transactions;
    private final RegisterFiles files;
    private final Jobs jobs;
    private final Journal journal;

    @Inject
    RegisterData(Transactions transactions, RegisterFiles files, Jobs jobs, Journal journal) {
        this.transactions = transactions;
        this.files = files;
        this.jobs = jobs;
        this.journal = journal;
    }

    /**
     * What there is.
     *
     * @param rows number of rows, which a removal must name
     * @param registers the same by register
     */
    public record Holdings(String plugin, long rows, long files, Map<String, Long> registers) {}

    public Holdings holdings(Caller caller, int tenant, String plugin) {
        caller.ownScope(tenant, Capability.REGISTER_ADMINISTER);
        return transactions.within(TenantScope.exactly(tenant), em -> holdings(em, tenant, plugin));
    }

    private static Holdings holdings(EntityManager em, int tenant, String plugin) {
        var registers = new TreeMap<String, Long>();
        Sql.stream(
                em,
                "select register, count(*) as n from register_row where tenant = ? and plugin = ? group by register",
                0,
                row -> registers.put(row.text("register"), row.bigint("n")),
                tenant,
                plugin);
        long hanging = Sql.first(
                        em,
                        "select count(*) as n from register_file f join register_row r on r.id = f.row_id"
                                + " where f.tenant = ? and r.plugin = ?",
                        row -> row.bigint("n"),
                        tenant,
                        plugin)
                .orElse(0L);
        return new Holdings(
                plugin, registers.values().stream().mapToLong(Long::longValue).sum(), hanging, registers);
    }

    /** How many rows and files of a plugin's registers there are in sight, by tenant. */
    public static Map<Integer, Holdings> everywhere(EntityManager em, String plugin) {
        var found = new TreeMap<Integer, Holdings>();
        Sql.query(
                        em,
                        "select distinct tenant from register_row where plugin = ? order by tenant",
                        row -> row.integer("tenant"),
                        plugin)
                .forEach(tenant -> found.put(tenant, holdings(em, tenant, plugin)));
        return found;
    }

    /** Notes that everything is being exported, before the first byte is. */
    public void noteExport(Caller caller, int tenant, String plugin) {
        caller.ownScope(tenant, Capability.REGISTER_ADMINISTER);
        transactions.within(TenantScope.exactly(tenant), em -> {
            journal.append(
                    em, tenant, caller, "REGISTER_DATA_EXPORTED", "plugin", plugin, null, holdings(em, tenant, plugin));
            return true;
        });
    }

    private record Line(UUID id, String register, String json) {}

    /**
     * Writes everything as a ZIP: for each register a file of one JSON object a line, the timeline inside it, and every file that
     * hangs on a row.
     */
    public void export(int tenant, String plugin, OutputStream out) throws IOException {
        var scope = TenantScope.exactly(tenant);
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            var registers = transactions.within(
                    scope,
                    em -> List.copyOf(holdings(em, tenant, plugin).registers().keySet()));
            for (var register : registers) {
                zip.putNextEntry(new ZipEntry(register + ".jsonl"));
                var after = new UUID(0, 0);
                while (true) {
                    var from = after;
                    var lines = transactions.within(scope, em -> lines(em, tenant, plugin, register, from));
                    for (var line : lines) {
                        zip.write((line.json() + "\n").getBytes(StandardCharsets.UTF_8));
                        after = line.id();
                    }
                    if (lines.size() < ROWS_AT_A_TIME) {
                        break;
                    }
                }
                zip.closeEntry();
            }
            var hanging = transactions.within(
                    scope,
                    em -> Sql.query(
                            em,
                            "select f.id, f.row_id, f.name from register_file f join register_row r on r.id = f.row_id"
                                    + " where f.tenant = ? and r.plugin = ? order by f.row_id, f.uploaded_at, f.id",
                            row -> new Line(row.uuid("id"), row.uuid("row_id").toString(), row.text("name")),
                            tenant,
                            plugin));
            for (var file : hanging) {
                // The name as it was sent is for showing; a path in an archive is not made of it.
                zip.putNextEntry(new ZipEntry("files/" + file.register() + "/" + file.id() + "-"
                        + file.json().replaceAll("[\\\\/:*?\"<>|]", "_")));
                files.write(scope, file.id(), zip);
                zip.closeEntry();
            }
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private static List<Line> lines(EntityManager em, int tenant, String plugin, String register, UUID after) {
        return Sql.query(
                em,
                """
                select r.id, json_build_object('id', r.id, 'register', r.register, 'state', r.state, 'stateSince', r.state_since,
                    'version', r.version, 'recordVersion', r.record_version, 'createdBy', r.created_by_name,
                    'createdAt', r.created_at, 'changedAt', r.changed_at, 'data', r.data,
                    'events', (select json_agg(json_build_object('sequence', e.sequence, 'step', e.step, 'state', e.state,
                        'input', e.input, 'note', e.note, 'by', e.account_name, 'at', e.at) order by e.sequence)
                        from register_event e where e.row_id = r.id),
                    'files', (select json_agg(json_build_object('id', f.id, 'kind', f.kind, 'name', f.name, 'sha256', f.sha256)
                        order by f.uploaded_at, f.id) from register_file f where f.row_id = r.id))::text as line
                from register_row r
                where r.tenant = ? and r.plugin = ? and r.register = ? and r.id > ? order by r.id limit ?
                """,
                row -> new Line(row.uuid("id"), register, row.text("line")),
                tenant,
                plugin,
                register,
                after,
                ROWS_AT_A_TIME);
    }

    /**
     * Removes everything for good.
     *
     * @param expected how many rows the administrator was told there are
     * @throws ProblemException ROWS_CHANGED when there are others by now
     */
    public Holdings remove(Caller caller, int tenant, String plugin, long expected) {
        caller.ownScope(tenant, Capability.REGISTER_ADMINISTER);
        return transactions.within(TenantScope.exactly(tenant), em -> {
            Sql.query(
                    em,
                    "select id from register_row where tenant = ? and plugin = ? order by id for update",
                    row -> row.uuid("id"),
                    tenant,
                    plugin);
            var there = holdings(em, tenant, plugin);
            if (there.rows() != expected) {
                throw new ProblemException(Problem.ROWS_CHANGED, Map.of("expected", expected, "found", there.rows()));
            }
            Sql.update(em, "delete from register_row where tenant = ? and plugin = ?", tenant, plugin);
            Sql.update(em, "delete from register_series where tenant = ? and plugin = ?", tenant, plugin);
            journal.append(em, tenant, caller, "REGISTER_DATA_REMOVED", "plugin", plugin, there, null);
            return there;
        });
    }

    /** Orders the job that brings the tenant's rows of a plugin up to date. */
    public Job refresh(Caller caller, int tenant, String plugin) {
        caller.ownScope(tenant, Capability.REGISTER_ADMINISTER);
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("plugin", plugin);
        var id = jobs.submit(
                new JobOrder(tenant, JobKind.REGISTER_REFRESH, caller, TenantScope.exactly(tenant), parameters));
        return jobs.get(TenantScope.exactly(tenant), id);
    }
}
