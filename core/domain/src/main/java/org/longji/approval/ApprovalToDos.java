package org.longji.approval;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.longji.inbox.ToDo;
import org.longji.inbox.ToDoSource;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.TenantScope;
import org.longji.shared.WorkingDays;

/** Cases that wait for somebody's signature, in the own name or in that of somebody who is away. */
@Dependent
public class ApprovalToDos implements ToDoSource {

    private final Approvals approvals;
    private final WorkingDays workingDays;
    private final Clock clock;

    @Inject
    public ApprovalToDos(Approvals approvals, WorkingDays workingDays, Clock clock) {
        this.approvals = approvals;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    @Override
    public List<ToDo> waiting(EntityManager em, Caller caller, int tenant, TenantScope scope, int limit) {
        if (caller.party().isPresent() || !caller.capabilities(tenant).contains(Capability.APPROVAL_READ)) {
            return List.of();
        }
        var today = LocalDate.now(clock);
        return new CaseQuery(scope)
                .mayWaitFor(em, caller, tenant, today).mostUrgent(em, limit).stream()
                        .filter(found -> approvals.waitsFor(em, found.one().id(), caller))
                        .map(found -> toDo(found, today))
                        .toList();
    }

    private ToDo toDo(CaseQuery.Found found, LocalDate today) {
        var one = found.one();
        var step = found.step().orElseThrow();
        return new ToDo(
                one.tenant(),
                "APPROVAL_TO_SIGN",
                Approvals.SUBJECT,
                one.id().toString(),
                new Text(
                        step.zh() + "：" + one.title().zh(),
                        step.en() + ": " + one.title().en()),
                found.dueOn(),
                ToDo.Urgency.on(today, found.dueOn(), workingDays));
    }
}
