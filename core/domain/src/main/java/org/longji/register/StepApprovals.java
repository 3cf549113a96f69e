package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.approval.ApprovalKind;
import org.longji.approval.ApprovalRequest;
import org.longji.approval.Approvals;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.register.Step;
import org.longji.pluginhost.RegisterHandle;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;

/** Steps that are taken only when they have been approved: what was brought waits here, and the row with it. */
@Dependent
class StepApprovals {

    private final Approvals approvals;

    @Inject
    StepApprovals(Approvals approvals) {
        this.approvals = approvals;
    }

    /** A step that waits. */
    record Brought(
            UUID row, int tenant, String step, Map<String, Object> input, Optional<String> note, Caller caller) {}

    /** Begins the case of a step that nothing stands in the way of. */
    void begin(
            EntityManager em,
            RegisterHandle handle,
            Caller caller,
            StoredRow row,
            Step<Record, ?> step,
            Map<String, Object> input,
            @Nullable String note) {
        expectNonePending(em, row);
        var register = handle.definition().words();
        var earlier = HostContext.history(em, row.id()).stream()
                .filter(past -> step.notBy().contains(past.step())
                        || past.step().equals("revise") && step.notBy().contains(Step.CREATION))
                .map(past -> past.account())
                .collect(Collectors.toSet());
        approvals.begin(
                em,
                caller,
                new ApprovalRequest(
                        row.tenant(),
                        ApprovalKind.REGISTER,
                        row.id(),
                        new Text(
                                step.words().zh() + "：" + register.zh() + " " + row.titleMasked(),
                                step.words().en() + ": " + register.en() + " " + row.titleMasked()),
                        "registers/" + handle.pluginId() + "/" + handle.id() + "/" + row.id(),
                        Optional.empty(),
                        earlier,
                        row.party().map(Set::of).orElse(Set.of())));
        Sql.update(
                em,
                """
                insert into register_brought_step (row_id, tenant, step, input, note, caller) values (?, ?, ?, ?::jsonb, ?, ?::jsonb)
                """,
                row.id(),
                row.tenant(),
                step.id(),
                Json.write(input),
                Optional.ofNullable(note).filter(text -> !text.isBlank()),
                Json.write(caller));
    }

    /** Takes what waits out of its place. */
    static Optional<Brought> taken(EntityManager em, UUID row) {
        var brought = Sql.first(
                em,
                "select row_id, tenant, step, input::text as input, note, caller::text as caller from register_brought_step"
                        + " where row_id = ? for update",
                StepApprovals::read,
                row);
        Sql.update(em, "delete from register_brought_step where row_id = ?", row);
        return brought;
    }

    static boolean isPending(EntityManager em, StoredRow row) {
        return Sql.first(
                        em,
                        "select step from register_brought_step where row_id = ?",
                        found -> found.text("step"),
                        row.id())
                .isPresent();
    }

    /** @throws ProblemException APPROVAL_PENDING while a step of the row waits */
    static void expectNonePending(EntityManager em, StoredRow row) {
        if (isPending(em, row)) {
            throw new ProblemException(Problem.APPROVAL_PENDING, Map.of());
        }
    }

    private static Brought read(Row row) {
        return new Brought(
                row.uuid("row_id"),
                row.integer("tenant"),
                row.text("step"),
                Json.readMap(row.text("input")),
                row.optionalText("note"),
                Json.read(row.text("caller"), Caller.class));
    }
}
