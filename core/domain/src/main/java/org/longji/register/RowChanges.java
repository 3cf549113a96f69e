package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Outcome;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.longji.pluginhost.RegisterHandle;
import org.longji.screening.Screenings;
import org.longji.screening.Subject;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Creating, revising and moving rows. What the caller may see is settled in a transaction with the caller's own narrow view;
 * the work itself sees the tenant as a whole, because conditions count what an applicant must not read.
 */
@Dependent
public class RowChanges {

    private static final int LONGEST_NOTE = 1000;

    /** How many steps may follow from one another. */
    private static final int DEEPEST = 8;

    private final Transactions transactions;
    private final RegisterCatalogue catalogue;
    private final RowWriter writer;
    private final Registers registers;
    private final StepApprovals approvals;
    private final Screenings screenings;

    @Inject
    RowChanges(
            Transactions transactions,
            RegisterCatalogue catalogue,
            RowWriter writer,
            Registers registers,
            StepApprovals approvals,
            Screenings screenings) {
        this.approvals = approvals;
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.writer = writer;
        this.registers = registers;
        this.screenings = screenings;
    }

    /**
     * What a step is given.
     *
     * @param input what the step asks for; null for nothing
     * @param note a remark for the timeline
     */
    public record StepForm(
            @Nullable Map<String, Object> input, @Nullable String note) {}

    /** Begins a row at the tenant. */
    public RowDetails create(Caller caller, int tenant, String plugin, String register, Map<String, Object> data) {
        caller.scope(tenant, Capability.REGISTER_WRITE);
        var handle = catalogue.get(tenant, plugin, register);
        var tree = creatable(caller, tenant, handle, data);
        var id = transactions.within(
                TenantScope.subtree(tenant),
                em -> writer.begin(em, handle, caller, tenant, tree, "REGISTER_ROW_CREATED", null));
        return registers.details(caller, tenant, plugin, register, id, false);
    }

    /**
     * The tree of a new row, checked as far as that needs no database.
     *
     * @throws ProblemException NOT_PERMITTED, NOT_A_PARTY or INVALID_FIELDS
     */
    Map<String, Object> creatable(Caller caller, int tenant, RegisterHandle handle, Map<String, Object> data) {
        var definition = handle.definition();
        var roles = matching(Standing.actingAt(caller, tenant), definition.createdBy());
        if (roles.isEmpty()) {
            throw notPermitted(tenant);
        }
        var tree = new LinkedHashMap<String, Object>();
        data.forEach((name, value) -> {
            if (value != null) {
                tree.put(name, value);
            }
        });
        definition.shape().fields().stream()
                .filter(field -> field.setBySteps() && tree.containsKey(field.name()))
                .findFirst()
                .ifPresent(field -> {
                    throw new ProblemException(
                            Problem.INVALID_FIELDS,
                            Map.of("count", 1),
                            List.of(new FieldError(field.name(), "此项由办理步骤填写。", "This is set by steps, not by hand.")));
                });
        if (roles.equals(Set.of(UserRole.APPLICANT))) {
            var owner = definition.ownedBy().orElseThrow(() -> notPermitted(tenant));
            var party = caller.party().orElseThrow(() -> notPermitted(tenant));
            if (!Objects.equals(tree.putIfAbsent(owner, party), party) && !party.equals(tree.get(owner))) {
                throw new ProblemException(Problem.NOT_A_PARTY, Map.of());
            }
        }
        RowWriter.refuse(handle.faults(tree), "");
        return tree;
    }

    /** Revises the fields of a row in a state that allows it; what only steps set, and what is hidden, stays as it is. */
    public RowDetails revise(
            Caller caller, int tenant, String plugin, String register, UUID id, int version, Map<String, Object> data) {
        var handle = catalogue.get(tenant, plugin, register);
        int keeper = keeper(caller, tenant, handle, id);
        transactions.within(TenantScope.subtree(keeper), em -> {
            var row = locked(em, handle, keeper, id, version);
            var state = handle.definition().state(row.state());
            var roles = matching(
                    Standing.actingAt(caller, keeper),
                    state.map(one -> one.revisedBy()).orElse(Set.of()));
            if (roles.isEmpty()) {
                RowWriter.refuse(
                        List.of(Obstacle.of(
                                "NOT_REVISABLE",
                                "在“" + state.map(one -> one.words().zh()).orElse(row.state()) + "”状态下您不能修改这条记录。",
                                "In the state '"
                                        + state.map(one -> one.words().en()).orElse(row.state())
                                        + "' this row is not yours to revise.")),
                        RowWriter.words(handle, "revise"));
            }
            expectOwn(caller, row, roles, keeper);
            var before = RowWriter.current(handle, row);
            var tree = new LinkedHashMap<String, Object>();
            data.forEach((name, value) -> {
                if (value != null) {
                    tree.put(name, value);
                }
            });
            for (var field : handle.definition().shape().fields()) {
                if (field.setBySteps() || field.hiddenIn().contains(row.state())) {
                    tree.remove(field.name());
                    if (before.get(field.name()) != null) {
                        tree.put(field.name(), before.get(field.name()));
                    }
                }
            }
            if (roles.equals(Set.of(UserRole.APPLICANT))) {
                handle.definition().ownedBy().ifPresent(owner -> caller.party().ifPresent(p -> tree.put(owner, p)));
            }
            RowWriter.refuse(handle.faults(tree), "");
            var checks = new FieldChecks();
            row.partnersFields()
                    .forEach(name -> checks.require(
                            Objects.equals(before.get(name), tree.get(name)),
                            name,
                            "此项由合作地区提供，只能由对方修改。",
                            "The other region provides this; only it changes it."));
            checks.done();
            writer.rewrite(em, handle, caller, row, handle.read(tree), row.state(), "revise", null, null);
            return id;
        });
        return registers.details(caller, tenant, plugin, register, id, false);
    }

    /** Takes a step, or brings it to approval where it is taken only then. */
    public RowDetails take(
            Caller caller,
            int tenant,
            String plugin,
            String register,
            UUID id,
            String step,
            int version,
            StepForm form) {
        var handle = catalogue.get(tenant, plugin, register);
        new FieldChecks().atMost(form.note(), LONGEST_NOTE, "note").done();
        int keeper = keeper(caller, tenant, handle, id);
        var wanted = handle.definition()
                .step(step)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", step)));
        var input = new LinkedHashMap<String, Object>();
        if (form.input() != null) {
            form.input().forEach((name, value) -> {
                if (value != null) {
                    input.put(name, value);
                }
            });
        }
        if (wanted.isScreened()) {
            // Before the step and apart from it: what is found stays, though the step is refused for it.
            transactions
                    .within(TenantScope.subtree(keeper), em -> {
                        var row = permitted(em, handle, caller, wanted, locked(em, handle, keeper, id, version));
                        return handle.screenedAs(
                                wanted,
                                handle.read(RowWriter.current(handle, row)),
                                writer.context(em, handle, caller, keeper, Optional.of(row)));
                    })
                    .ifPresent(subject -> screenings.of(caller, keeper, Subject.row(id, subject)));
        }
        transactions.within(TenantScope.subtree(keeper), em -> {
            var row = permitted(em, handle, caller, wanted, locked(em, handle, keeper, id, version));
            takenOrBrought(em, handle, caller, row, wanted, input, form.note(), 0);
            return id;
        });
        return registers.details(caller, tenant, plugin, register, id, false);
    }

    /** The row, if the caller may take the step on it. */
    private static StoredRow permitted(
            EntityManager em, RegisterHandle handle, Caller caller, Step<Record, ?> wanted, StoredRow row) {
        var roles = matching(Standing.actingAt(caller, row.tenant()), wanted.by());
        if (roles.isEmpty()) {
            throw notPermitted(row.tenant());
        }
        expectOwn(caller, row, roles, row.tenant());
        return row;
    }

    /** What a screening has found in a row that is screened before a step. */
    static List<Obstacle> screened(EntityManager em, StoredRow row, Step<Record, ?> step) {
        if (!step.isScreened()) {
            return List.of();
        }
        var standing = Screenings.standing(
                em, row.tenant(), ScreeningSubject.Kind.ROW, row.id().toString());
        return switch (standing) {
            case PASSED -> List.of();
            case OPEN ->
                List.of(Obstacle.of(
                        "SCREENING_OPEN",
                        "出境筛查有待处置的命中；请两位工作人员在“出境筛查”页面处置。",
                        "A screening found something that is open: two officers settle it on the page of screenings."));
            case CONFIRMED ->
                List.of(Obstacle.of(
                        "SCREENING_CONFIRMED",
                        "出境筛查的命中已确认，不能出境。",
                        "What a screening found was confirmed: it does not cross the border."));
            case NOT_SCREENED ->
                List.of(Obstacle.of(
                        "NOT_SCREENED",
                        "尚未通过出境筛查；请由管理员启用筛查插件后再办理。",
                        "It was not screened: let an administrator enable a plugin that screens."));
        };
    }

    private void takenOrBrought(
            EntityManager em,
            RegisterHandle handle,
            Caller caller,
            StoredRow row,
            Step<Record, ?> wanted,
            Map<String, Object> input,
            @Nullable String note,
            int depth) {
        if (wanted.isApproved()) {
            possible(em, handle, caller, row, wanted, input);
            approvals.begin(em, handle, caller, row, wanted, input, note);
        } else {
            taken(em, handle, caller, row, wanted, input, note, depth);
        }
    }

    /** Takes a step that was approved, as whoever brought it. */
    void takeApproved(EntityManager em, StepApprovals.Brought brought) {
        var row = Sql.first(
                        em,
                        "select " + StoredRow.COLUMNS
                                + " from register_row r where r.id = ? and r.tenant = ? for update",
                        StoredRow::read,
                        brought.row(),
                        brought.tenant())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", brought.row())));
        var handle = catalogue.get(brought.tenant(), row.plugin(), row.register());
        var step = handle.definition()
                .step(brought.step())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", brought.step())));
        taken(
                em,
                handle,
                brought.caller(),
                row,
                step,
                brought.input(),
                brought.note().orElse(null),
                0);
    }

    private record Possible(Record record, HostContext context) {}

    /** What a step works on, after everything in its way was told. */
    private Possible possible(
            EntityManager em,
            RegisterHandle handle,
            Caller caller,
            StoredRow row,
            Step<Record, ?> wanted,
            Map<String, Object> input) {
        var words = wanted.words().text();
        if (!wanted.from().contains(row.state())) {
            var state = handle.definition().state(row.state()).orElseThrow().words();
            RowWriter.refuse(
                    List.of(Obstacle.of(
                            "OTHER_STATE",
                            "“" + row.title() + "”处于“" + state.zh() + "”状态。",
                            "'" + row.title() + "' is in the state '" + state.en() + "'.")),
                    words);
        }
        expectAnother(em, handle, caller, row, wanted);
        RowWriter.refuse(handle.inputFaults(wanted, input), "input.");
        var record = handle.read(RowWriter.current(handle, row));
        var context = writer.context(em, handle, caller, row.tenant(), Optional.of(row));
        RowWriter.refuse(screened(em, row, wanted), words);
        RowWriter.refuse(handle.obstacles(wanted, record, context), words);
        RowWriter.refuse(handle.obstacles(wanted, record, input, context), words);
        return new Possible(record, context);
    }

    /**
     * Takes a step on a locked row, and whatever follows from it.
     *
     * @param depth how many steps led to this one
     */
    void taken(
            EntityManager em,
            RegisterHandle handle,
            Caller caller,
            StoredRow row,
            Step<Record, ?> wanted,
            Map<String, Object> input,
            @Nullable String note,
            int depth) {
        int keeper = row.tenant();
        var found = possible(em, handle, caller, row, wanted, input);
        var record = found.record();
        var context = found.context();
        var series = handle.series(wanted, record, context);
        var outcome = handle.apply(
                wanted,
                record,
                input,
                series.isPresent() ? context.numbered(writer.nextNumber(em, handle, keeper, series.get())) : context);
        writer.rewrite(
                em, handle, caller, row, outcome.record(), wanted.to().orElse(row.state()), wanted.id(), input, note);
        outcome.begun().forEach(begun -> begin(em, handle, caller, keeper, begun));
        for (var further : outcome.taken()) {
            follow(em, handle, caller, keeper, further, depth + 1);
        }
    }

    private void follow(
            EntityManager em, RegisterHandle by, Caller caller, int tenant, Outcome.Further further, int depth) {
        if (depth > DEEPEST) {
            throw by.failure("took steps that lead to one another without end");
        }
        var row = Sql.first(
                        em,
                        "select " + StoredRow.COLUMNS
                                + " from register_row r where r.id = ? and r.tenant = ? and r.plugin = ? for update",
                        StoredRow::read,
                        further.row().id(),
                        tenant,
                        by.pluginId())
                .orElseThrow(() -> by.failure("took a step on a row that the tenant does not keep"));
        var handle = by.siblings().stream()
                .filter(one -> one.id().equals(row.register()))
                .findFirst()
                .orElseThrow(() -> by.failure("took a step in a register that is gone: " + row.register()));
        var step = handle.definition()
                .step(further.step())
                .orElseThrow(() -> by.failure("took a step that is none: " + further.step()));
        takenOrBrought(em, handle, caller, row, step, handle.written(further.input()), null, depth);
    }

    private void begin(EntityManager em, RegisterHandle by, Caller caller, int tenant, Record begun) {
        var handle = RegisterCatalogue.sibling(by.siblings(), begun.getClass())
                .orElseThrow(() -> by.failure(
                        "began a row of no register: " + begun.getClass().getName()));
        var tree = handle.write(begun);
        var faults = handle.faults(tree);
        if (!faults.isEmpty()) {
            throw handle.failure("was begun with faults: " + faults);
        }
        writer.begin(em, handle, caller, tenant, tree, "REGISTER_ROW_CREATED", null);
    }

    /** Who keeps a row that the caller sees. */
    private int keeper(Caller caller, int tenant, RegisterHandle handle, UUID id) {
        var scope = caller.scope(tenant, Capability.REGISTER_WRITE);
        return transactions.within(
                scope, em -> Registers.found(em, scope, handle, id).tenant());
    }

    private static StoredRow locked(EntityManager em, RegisterHandle handle, int tenant, UUID id, int version) {
        var row = Sql.first(
                        em,
                        "select " + StoredRow.COLUMNS + " from register_row r where r.id = ? and r.tenant = ?"
                                + " and r.plugin = ? and r.register = ? for update",
                        StoredRow::read,
                        id,
                        tenant,
                        handle.pluginId(),
                        handle.id())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
        if (row.version() != version) {
            throw new ProblemException(Problem.STALE_VERSION, Map.of("current", row.version()));
        }
        return row;
    }

    private static void expectOwn(Caller caller, StoredRow row, Set<UserRole> roles, int tenant) {
        if (roles.equals(Set.of(UserRole.APPLICANT)) && !row.party().equals(caller.party())) {
            throw notPermitted(tenant);
        }
    }

    private static void expectAnother(
            EntityManager em, RegisterHandle handle, Caller caller, StoredRow row, Step<Record, ?> step) {
        earlier(em, caller.accountId(), row, step).ifPresent(taken -> {
            throw new ProblemException(
                    Problem.ANOTHER_PERSON,
                    Map.of(
                            "earlier",
                            RowWriter.words(handle, taken),
                            "step",
                            step.words().text()));
        });
    }

    /** The earlier step by which the account is barred from this one, if there is one; revising counts as creating. */
    static Optional<String> earlier(EntityManager em, UUID account, StoredRow row, Step<Record, ?> step) {
        if (step.notBy().isEmpty()) {
            return Optional.empty();
        }
        return HostContext.history(em, row.id()).stream()
                .filter(past -> past.account().equals(account))
                .map(past -> past.step())
                .filter(past -> step.notBy().contains(past)
                        || past.equals("revise") && step.notBy().contains(Step.CREATION))
                .findFirst();
    }

    private static Set<UserRole> matching(Set<UserRole> held, Set<UserRole> wanted) {
        var both = new HashSet<>(held);
        both.retainAll(wanted);
        return both;
    }

    private static ProblemException notPermitted(int tenant) {
        return new ProblemException(
                Problem.NOT_PERMITTED,
                Map.of("capability", new Text("办理登记簿", "act in this register"), "tenant", tenant));
    }
}
