package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.longji.inbox.ToDo;
import org.longji.inbox.ToDoSource;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.WorkingDays;

/** What registers have for people: rows that wait for a step of their role, and, for administrators, what is past its period. */
@Dependent
public class RegisterToDos implements ToDoSource {

    private final RegisterCatalogue catalogue;
    private final WorkingDays workingDays;
    private final Clock clock;

    @Inject
    RegisterToDos(RegisterCatalogue catalogue, WorkingDays workingDays, Clock clock) {
        this.catalogue = catalogue;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    @Override
    public List<ToDo> waiting(EntityManager em, Caller caller, int tenant, TenantScope scope, int limit) {
        var able = caller.capabilities(tenant);
        if (!able.contains(Capability.REGISTER_READ)) {
            return List.of();
        }
        var today = LocalDate.now(clock);
        var found = new ArrayList<ToDo>();
        var roles = Standing.actingAt(caller, tenant).stream().map(Enum::name).toArray(String[]::new);
        if (caller.party().isPresent()) {
            // Wherever they are kept: an applicant's account stands above the tenants it deals with.
            found.addAll(rows(
                    em,
                    caller,
                    today,
                    "r.tenant between ? and ? and r.awaits && ? and r.party = ?",
                    limit,
                    scope.low(),
                    scope.high(),
                    roles,
                    caller.party().get()));
        } else if (roles.length > 0) {
            found.addAll(rows(em, caller, today, "r.tenant = ? and r.awaits && ?", limit, tenant, roles));
        }
        if (able.contains(Capability.REGISTER_ADMINISTER)) {
            found.addAll(rows(
                    em,
                    caller,
                    today,
                    "r.tenant between ? and ? and r.awaits is not null and r.due_on < ? and not (r.tenant = ? and r.awaits && ?)",
                    limit,
                    scope.low(),
                    scope.high(),
                    today,
                    tenant,
                    roles));
        }
        return found;
    }

    private List<ToDo> rows(
            EntityManager em, Caller caller, LocalDate today, String which, int limit, Object... parameters) {
        var all = new ArrayList<Object>(List.of(parameters));
        all.add(limit);
        return Sql.query(
                        em,
                        "select r.tenant, r.plugin, r.register, r.id, r.state, r.title, r.title_masked, r.due_on"
                                + " from register_row r where " + which + " order by r.due_on nulls last, r.id limit ?",
                        row -> toDo(row, caller, today),
                        all.toArray())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty for a row of a register that is not there any more: nobody can do anything about it. */
    private Optional<ToDo> toDo(Row row, Caller caller, LocalDate today) {
        int tenant = row.integer("tenant");
        var state = row.text("state");
        var due = row.optionalDate("due_on");
        return catalogue.find(tenant, row.text("plugin"), row.text("register")).map(handle -> {
            var steps = handle.definition().steps().stream()
                    .filter(step -> step.isAwaited() && step.from().contains(state))
                    .toList();
            var title = row.text(caller.standsAbove(tenant) ? "title_masked" : "title");
            return new ToDo(
                    tenant,
                    "REGISTER_STEP",
                    "register-row",
                    row.text("plugin") + "/" + row.text("register") + "/" + row.uuid("id"),
                    new Text(
                            steps.stream().map(step -> step.words().zh()).collect(Collectors.joining("／")) + "："
                                    + handle.definition().words().zh() + " " + title,
                            steps.stream().map(step -> step.words().en()).collect(Collectors.joining(" / ")) + ": "
                                    + handle.definition().words().en() + " " + title),
                    due,
                    ToDo.Urgency.on(today, due, workingDays));
        });
    }
}
