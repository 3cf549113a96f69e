package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.job.JobWork;
import org.longji.pluginhost.PluginFailure;
import org.longji.pluginhost.RegisterHandle;
import org.longji.shared.Json;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Brings a tenant's rows to the newest version of their records, and what is written beside them to what this archive of the
 * plugin makes of it. A row that cannot be brought there stays as it is, is handed back, and goes on being read as ever.
 */
@Dependent
class RegisterRefreshWork implements JobWork {

    private static final int ROWS_AT_A_TIME = 100;

    private final Transactions transactions;
    private final RegisterCatalogue catalogue;
    private final RowWriter writer;

    @Inject
    RegisterRefreshWork(Transactions transactions, RegisterCatalogue catalogue, RowWriter writer) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.writer = writer;
    }

    @Override
    public JobKind kind() {
        return JobKind.REGISTER_REFRESH;
    }

    @Override
    public Map<String, Long> run(JobContext context) {
        long refreshed = 0;
        var rejected = new ArrayList<UUID>();
        for (var handle : catalogue.registersOf(context.tenant())) {
            if (!handle.pluginId().equals(context.parameters().get("plugin"))) {
                continue;
            }
            var after = new UUID(0, 0);
            while (true) {
                var from = after;
                var ids = transactions.within(context.scope(), em -> outdated(em, context.tenant(), handle, from));
                for (var id : ids) {
                    if (refreshed(context, handle, id)) {
                        refreshed++;
                    } else {
                        rejected.add(id);
                    }
                    after = id;
                }
                context.progress(refreshed + rejected.size(), 0);
                context.stopIfCancelled();
                if (ids.size() < ROWS_AT_A_TIME) {
                    break;
                }
            }
        }
        return Map.of("refreshed", refreshed, "rejected", (long) rejected.size());
    }

    private static List<UUID> outdated(
            jakarta.persistence.EntityManager em, int tenant, RegisterHandle handle, UUID after) {
        return Sql.query(
                em,
                """
                select id from register_row where tenant = ? and plugin = ? and register = ? and id > ?
                    and (record_version < ? or plugin_hash <> ?) order by id limit ?
                """,
                row -> row.uuid("id"),
                tenant,
                handle.pluginId(),
                handle.id(),
                after,
                handle.definition().version(),
                handle.pluginHash(),
                ROWS_AT_A_TIME);
    }

    private boolean refreshed(JobContext context, RegisterHandle handle, UUID id) {
        try {
            return transactions.within(TenantScope.subtree(context.tenant()), em -> {
                Sql.first(
                                em,
                                "select " + StoredRow.COLUMNS
                                        + " from register_row r where r.id = ? and r.tenant = ? for update",
                                StoredRow::read,
                                id,
                                context.tenant())
                        .ifPresent(row -> writer.refresh(em, handle, context.caller(), row));
                return true;
            });
        } catch (PluginFailure | ProblemException e) {
            handBack(context, id, e);
            return false;
        }
    }

    private void handBack(JobContext context, UUID id, RuntimeException e) {
        transactions.within(
                TenantScope.exactly(context.tenant()),
                em -> Sql.update(
                        em,
                        """
                        insert into job_error (tenant, job_id, row_number, cells, reason_zh, reason_en)
                        select ?, ?, coalesce(max(row_number), 1) + 1, ?, ?, ? from job_error where job_id = ?
                        """,
                        context.tenant(),
                        context.id(),
                        Json.write(List.of(id.toString())),
                        "未能更新到新版本：" + e.getMessage(),
                        "could not be brought to the new version: " + e.getMessage(),
                        context.id()));
    }
}
