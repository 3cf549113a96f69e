package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.longji.approval.ApprovalCase;
import org.longji.approval.ApprovalKind;
import org.longji.approval.Approvals;
import org.longji.audit.Journal;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.RegisterHandle;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** The registers of a tenant, read. */
@Dependent
public class Registers {

    private static final int FETCH_SIZE = 200;
    private static final int MOST_OPTIONS = 50;

    private final Transactions transactions;
    private final RegisterCatalogue catalogue;
    private final RowWriter writer;
    private final Journal journal;

    @Inject
    Registers(Transactions transactions, RegisterCatalogue catalogue, RowWriter writer, Journal journal) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.writer = writer;
        this.journal = journal;
    }

    /**
     * One page of rows.
     *
     * @param labels what the references in the values are called
     */
    public record RowPage(Page<RowSummary> page, Map<String, String> labels) {}

    /**
     * A thing to choose for a reference.
     *
     * @param value what stands in the record
     * @param remark what tells it from others of the same name; empty for nothing
     */
    public record Pick(String value, String label, String remark) {}

    /**
     * A figure.
     *
     * @param group value of the field it is broken down by; null for the whole
     */
    public record FigureValue(
            String figure, @Nullable String group, @Nullable Label groupLabel, BigDecimal value) {}

    /** The registers the caller may look into at the tenant. */
    public List<RegisterDescription> all(Caller caller, int tenant) {
        caller.scope(tenant, Capability.REGISTER_READ);
        var roles = Standing.actingAt(caller, tenant);
        return catalogue.registersOf(tenant).stream()
                .filter(handle -> Standing.reads(caller, tenant, handle.definition()))
                .sorted(Comparator.comparing(RegisterHandle::pluginId)
                        .thenComparing(handle -> handle.definition().position()))
                .map(handle -> RegisterDescription.of(handle, roles))
                .toList();
    }

    public RegisterDescription describe(Caller caller, int tenant, String plugin, String register) {
        return RegisterDescription.of(readable(caller, tenant, plugin, register), Standing.actingAt(caller, tenant));
    }

    /** The JSON Schema of a register's record. */
    public String schema(Caller caller, int tenant, String plugin, String register) {
        return Json.write(
                readable(caller, tenant, plugin, register).definition().shape().schema());
    }

    private RegisterHandle readable(Caller caller, int tenant, String plugin, String register) {
        caller.scope(tenant, Capability.REGISTER_READ);
        var handle = catalogue.get(tenant, plugin, register);
        if (!Standing.reads(caller, tenant, handle.definition())) {
            throw new ProblemException(
                    Problem.NOT_PERMITTED,
                    Map.of("capability", new Text("查看登记簿", "read this register"), "tenant", tenant));
        }
        return handle;
    }

    /**
     * Rows of the tenant, of what lies below it for those who oversee, and those inherited from above; the latest first.
     *
     * @param after position of the previous page's last row
     */
    public RowPage list(
            Caller caller,
            int tenant,
            String plugin,
            String register,
            RowFilter filter,
            @Nullable String after,
            int limit) {
        var handle = readable(caller, tenant, plugin, register);
        var scope = caller.scope(tenant, Capability.REGISTER_READ);
        var page = stored(caller, tenant, handle, scope, filter, after, limit);
        // With the tenant's whole view: what an applicant's own row refers to has a name, and what is computed is
        // right.
        return transactions.within(new TenantScope(scope.low(), scope.high(), Optional.empty()), em -> {
            var labels = labels(em, caller, scope, handle, page.items());
            return new RowPage(page.map(row -> summary(em, caller, scope, handle, row)), labels);
        });
    }

    private Page<StoredRow> stored(
            Caller caller,
            int tenant,
            RegisterHandle handle,
            TenantScope scope,
            RowFilter filter,
            @Nullable String after,
            int limit) {
        var stored = transactions.within(scope, em -> {
            var parameters = new ArrayList<Object>();
            var sql = listing(caller, tenant, handle, scope, filter, parameters);
            if (after != null) {
                int bar = after.indexOf('|');
                sql.append(" and (r.created_at, r.id) < (?::timestamptz, ?::uuid)");
                parameters.add(after.substring(0, bar));
                parameters.add(after.substring(bar + 1));
            }
            parameters.add(limit + 1);
            return Sql.query(
                    em,
                    sql.append(" order by r.created_at desc, r.id desc limit ?").toString(),
                    StoredRow::read,
                    parameters.toArray());
        });
        return Page.of(stored, limit, row -> row.createdAt() + "|" + row.id());
    }

    private StringBuilder listing(
            Caller caller,
            int tenant,
            RegisterHandle handle,
            TenantScope scope,
            RowFilter filter,
            List<Object> parameters) {
        // Said as plainly as can be: one tenant has its rows in order, and "or" would make the planner sort them all.
        var sql = new StringBuilder(
                "select " + StoredRow.COLUMNS + " from register_row r where r.plugin = ? and r.register = ? and ");
        parameters.addAll(List.of(handle.pluginId(), handle.id(), scope.low()));
        if (handle.definition().isInherited()) {
            sql.append("(r.tenant between ? and ? or r.tenant < ? and r.inherited_to >= ?)");
            parameters.addAll(List.of(scope.high(), scope.low(), scope.high()));
        } else if (scope.low() == scope.high()) {
            sql.append("r.tenant = ?");
        } else {
            sql.append("r.tenant between ? and ?");
            parameters.add(scope.high());
        }
        filter.ask(handle, Veil.of(caller, scope), sql, parameters);
        return sql;
    }

    private RowSummary summary(
            EntityManager em, Caller caller, TenantScope scope, RegisterHandle handle, StoredRow row) {
        boolean masked = Veil.over(caller, scope, row);
        var definition = handle.definition();
        var tree = RowWriter.current(handle, row);
        var shown = Shown.of(definition.shape().fields(), tree, row.state(), masked);
        var values = new LinkedHashMap<String, Object>();
        for (var column : definition.columns().isEmpty() ? definition.titledBy() : definition.columns()) {
            if (shown.get(column) != null) {
                values.put(column, shown.get(column));
            }
        }
        if (scope.contains(row.tenant())
                && definition.derived().stream()
                        .anyMatch(value -> definition.columns().contains(value.id()))) {
            derived(em, caller, handle, row, tree).forEach((name, value) -> {
                if (definition.columns().contains(name)) {
                    values.put(name, value);
                }
            });
        }
        return new RowSummary(
                row.id(),
                row.tenant(),
                row.state(),
                masked ? row.titleMasked() : row.title(),
                row.version(),
                row.dueOn().orElse(null),
                row.createdAt(),
                row.changedAt(),
                values);
    }

    private Map<String, Object> derived(
            EntityManager em, Caller caller, RegisterHandle handle, StoredRow row, Map<String, Object> tree) {
        var values = new LinkedHashMap<String, Object>();
        if (!handle.definition().derived().isEmpty()) {
            var record = handle.read(tree);
            var context = writer.context(em, handle, caller, row.tenant(), Optional.of(row));
            for (var derived : handle.definition().derived()) {
                handle.value(derived, record, context)
                        .ifPresent(value -> values.put(
                                derived.id(),
                                value instanceof Words words ? Label.of(words) : RecordShape.written(value)));
            }
        }
        return values;
    }

    /** What the references of these rows are called, by titles without names for rows that are veiled. */
    private static Map<String, String> labels(
            EntityManager em, Caller caller, TenantScope scope, RegisterHandle handle, List<StoredRow> rows) {
        var fields = handle.definition().shape().fields();
        var labels = new HashMap<String, String>();
        for (var veiled : List.of(true, false)) {
            labels.putAll(Labels.of(
                    em,
                    fields,
                    rows.stream()
                            .filter(row -> Veil.over(caller, scope, row) == veiled)
                            // What is hidden has no name either.
                            .map(row -> Shown.of(fields, RowWriter.current(handle, row), row.state(), false))
                            .toList(),
                    veiled));
        }
        return labels;
    }

    /**
     * Hands over every row the filter finds, a few at a time, in the order of the list, with the words for its values.
     *
     * @param most how many are handed over at the most
     * @return the fields of a row, in the order of the words
     */
    public List<Heading> each(
            Caller caller,
            int tenant,
            String plugin,
            String register,
            RowFilter filter,
            int most,
            Consumer<Exported> reader) {
        var handle = readable(caller, tenant, plugin, register);
        var scope = caller.scope(tenant, Capability.REGISTER_READ);
        var fields = handle.definition().shape().fields();
        String after = null;
        int left = most;
        while (left > 0) {
            var page = exportPage(caller, tenant, handle, scope, filter, after, Math.min(left, FETCH_SIZE));
            page.items().forEach(reader);
            left -= page.items().size();
            if (page.next().isEmpty()) {
                break;
            }
            after = page.next().get();
        }
        return fields.stream()
                .map(field -> new Heading(
                        field.name(), field.words().zh(), field.words().en(), field.unit()))
                .toList();
    }

    /** The columns that {@link #each} hands over. */
    public List<Heading> headings(Caller caller, int tenant, String plugin, String register) {
        return readable(caller, tenant, plugin, register).definition().shape().fields().stream()
                .map(field -> new Heading(
                        field.name(), field.words().zh(), field.words().en(), field.unit()))
                .toList();
    }

    /** Title of a column. */
    public record Heading(String name, String zh, String en, String unit) {}

    /**
     * A row to write into a workbook.
     *
     * @param values by field: money, whole numbers, days, or words
     */
    public record Exported(
            UUID id,
            int tenant,
            String state,
            Instant createdAt,
            @Nullable LocalDate dueOn,
            Map<String, Object> values) {}

    private Page<Exported> exportPage(
            Caller caller,
            int tenant,
            RegisterHandle handle,
            TenantScope scope,
            RowFilter filter,
            @Nullable String after,
            int limit) {
        var page = stored(caller, tenant, handle, scope, filter, after, limit);
        return transactions.within(new TenantScope(scope.low(), scope.high(), Optional.empty()), em -> {
            var fields = handle.definition().shape().fields();
            var labels = labels(em, caller, scope, handle, page.items());
            return page.map(row -> {
                var shown =
                        Shown.of(fields, RowWriter.current(handle, row), row.state(), Veil.over(caller, scope, row));
                var values = new LinkedHashMap<String, Object>();
                for (var field : fields) {
                    var value = shown.get(field.name());
                    if (value != null) {
                        boolean plain = field.personal() == Personal.NO
                                && (field.kind() == FieldKind.WHOLE
                                        || field.kind() == FieldKind.MONEY
                                        || field.kind() == FieldKind.DATE);
                        values.put(
                                field.name(), plain ? exact(field.kind(), value) : Shown.words(field, value, labels));
                    }
                }
                var state =
                        handle.definition().state(row.state()).map(State::words).map(Words::zh);
                return new Exported(
                        row.id(),
                        row.tenant(),
                        state.orElse(row.state()),
                        row.createdAt(),
                        row.dueOn().orElse(null),
                        values);
            });
        });
    }

    private static Object exact(FieldKind kind, Object value) {
        return switch (kind) {
            case MONEY -> org.longji.plugin.api.Money.of(value.toString());
            case DATE -> LocalDate.parse(value.toString());
            default -> value;
        };
    }

    /**
     * One row with everything on record.
     *
     * @param reveal whether a reader from above asks for personal values; that leaves a trace where the row is kept
     */
    public RowDetails details(Caller caller, int tenant, String plugin, String register, UUID id, boolean reveal) {
        var handle = readable(caller, tenant, plugin, register);
        var scope = caller.scope(tenant, Capability.REGISTER_READ);
        boolean personal = handle.definition().shape().fields().stream().anyMatch(Registers::isPersonal);
        var row = transactions.within(scope, em -> {
            var found = found(em, scope, handle, id);
            if (reveal && personal && caller.standsAbove(found.tenant())) {
                journal.append(
                        em,
                        found.tenant(),
                        caller,
                        "PERSONAL_DATA_READ",
                        "register-row",
                        id.toString(),
                        null,
                        Map.of("plugin", plugin, "register", register));
            }
            return found;
        });
        boolean own = scope.contains(row.tenant());
        boolean masked =
                personal && Veil.over(caller, scope, row) && !(reveal && own && caller.standsAbove(row.tenant()));
        var view = own ? TenantScope.subtree(row.tenant()) : scope;
        return transactions.within(view, em -> details(em, caller, handle, row, own, masked));
    }

    private static boolean isPersonal(FieldShape field) {
        return field.personal() != Personal.NO
                || field.group().stream().anyMatch(Registers::isPersonal)
                || field.element().filter(Registers::isPersonal).isPresent();
    }

    private RowDetails details(
            EntityManager em, Caller caller, RegisterHandle handle, StoredRow row, boolean own, boolean masked) {
        var definition = handle.definition();
        var fields = definition.shape().fields();
        var tree = RowWriter.current(handle, row);
        var state = definition.state(row.state());
        var roles = Standing.actingAt(caller, row.tenant());
        boolean mine = row.party().isPresent() && row.party().equals(caller.party());
        boolean mayRevise = own
                && state.map(State::revisedBy).orElse(java.util.Set.of()).stream()
                        .anyMatch(role -> roles.contains(role) && (role != UserRole.APPLICANT || mine));
        var told = Told.written(handle, row.state(), tree, Map.of());
        return new RowDetails(
                row.id(),
                row.tenant(),
                row.plugin(),
                row.register(),
                row.state(),
                row.stateSince(),
                row.version(),
                masked ? row.titleMasked() : row.title(),
                Shown.of(fields, tree, row.state(), masked),
                own ? derived(em, caller, handle, row, tree) : Map.of(),
                Labels.of(em, fields, List.of(Shown.of(fields, tree, row.state(), false)), masked),
                masked,
                mayRevise,
                own ? offers(em, caller, handle, row, tree, mine) : List.of(),
                row.dueOn().orElse(null),
                told.isPresent() ? row.publicKey().orElse(null) : null,
                own && RegisterPapers.printable(handle, row.state()),
                row.provenance().orElse(null),
                row.partnersFields(),
                own
                        ? Approvals.latest(em, ApprovalKind.REGISTER, row.id())
                                .map(ApprovalCase::id)
                                .orElse(null)
                        : null,
                row.createdByName(),
                row.createdAt(),
                row.changedAt());
    }

    private List<RowDetails.StepOffer> offers(
            EntityManager em,
            Caller caller,
            RegisterHandle handle,
            StoredRow row,
            Map<String, Object> tree,
            boolean mine) {
        var roles = Standing.actingAt(caller, row.tenant());
        var offers = new ArrayList<RowDetails.StepOffer>();
        boolean pending = StepApprovals.isPending(em, row);
        for (var step : handle.definition().steps()) {
            boolean permitted = step.from().contains(row.state())
                    && step.by().stream()
                            .anyMatch(role -> roles.contains(role) && (role != UserRole.APPLICANT || mine));
            if (!permitted) {
                continue;
            }
            var obstacles = new ArrayList<Obstacle>();
            if (pending) {
                obstacles.add(Obstacle.of(
                        "APPROVAL_PENDING", "有一个步骤正在审批，期间不能办理其他步骤。", "A step of this row is under approval."));
            }
            RowChanges.earlier(em, caller.accountId(), row, step)
                    .ifPresent(taken -> obstacles.add(Obstacle.of(
                            "ANOTHER_PERSON",
                            "您已办理过“" + RowWriter.words(handle, taken).zh() + "”，须由另一人办理。",
                            "You took the step '"
                                    + RowWriter.words(handle, taken).en() + "'; somebody else has to do this.")));
            var context = writer.context(em, handle, caller, row.tenant(), Optional.of(row));
            // Not screened yet is no obstacle: taking the step screens it.
            RowChanges.screened(em, row, step).stream()
                    .filter(one -> !one.code().equals("NOT_SCREENED"))
                    .forEach(obstacles::add);
            obstacles.addAll(handle.obstacles(step, handle.read(tree), context));
            offers.add(new RowDetails.StepOffer(
                    step.id(),
                    obstacles.stream()
                            .map(one -> new RowDetails.Hindrance(
                                    one.code(),
                                    Label.of(one.words()),
                                    one.basis()
                                            .map(basis -> basis.document() + " " + basis.article())
                                            .orElse(null)))
                            .toList()));
        }
        return offers;
    }

    static StoredRow found(EntityManager em, TenantScope scope, RegisterHandle handle, UUID id) {
        return Sql.first(
                        em,
                        "select " + StoredRow.COLUMNS + " from register_row r where r.id = ? and r.plugin = ?"
                                + " and r.register = ?"
                                + " and (r.tenant between ? and ? or r.tenant < ? and r.inherited_to >= ?)",
                        StoredRow::read,
                        id,
                        handle.pluginId(),
                        handle.id(),
                        scope.low(),
                        scope.high(),
                        scope.low(),
                        scope.high())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    /** The timeline of a row, the oldest first. */
    public List<RowEvent> events(Caller caller, int tenant, String plugin, String register, UUID id) {
        var handle = readable(caller, tenant, plugin, register);
        var scope = caller.scope(tenant, Capability.REGISTER_READ);
        return transactions.within(scope, em -> {
            var row = found(em, scope, handle, id);
            boolean masked = Veil.over(caller, scope, row);
            return Sql.query(
                    em,
                    "select * from register_event where row_id = ? and tenant = ? order by sequence",
                    event -> new RowEvent(
                            event.integer("sequence"),
                            event.text("step"),
                            event.text("state"),
                            event.optionalText("input")
                                    .map(input -> input(handle, event.text("step"), input, row.state(), masked))
                                    .orElse(null),
                            event.optionalText("note").orElse(null),
                            event.text("account_name"),
                            event.instant("at")),
                    id,
                    row.tenant());
        });
    }

    private static Map<String, Object> input(
            RegisterHandle handle, String step, String input, String state, boolean masked) {
        // Of a step that this version no longer has nothing is known, so nothing is shown.
        return handle.definition()
                .step(step)
                .map(known -> Shown.of(RecordShape.of(known.input()).fields(), Json.readMap(input), state, masked))
                .orElse(Map.of());
    }

    /**
     * What a reference can point to.
     *
     * @param kind ROW, PARTY or CONTRACT
     * @param register the register a ROW points into, of the same plugin
     * @param states states of the rows that are offered; all when empty
     * @param same {@code field:value} that the rows must have, of a reference; null for any
     * @param search part of a name or number; null for any
     */
    public List<Pick> options(
            Caller caller,
            int tenant,
            String plugin,
            FieldKind kind,
            @Nullable String register,
            List<String> states,
            @Nullable String same,
            @Nullable String search) {
        var scope = caller.scope(tenant, Capability.REGISTER_READ);
        var wanted = search == null ? "" : search.strip().toLowerCase(java.util.Locale.ROOT);
        new FieldChecks()
                .require(
                        kind == FieldKind.ROW || kind == FieldKind.PARTY || kind == FieldKind.CONTRACT,
                        "kind",
                        "只能查找 ROW、PARTY 或 CONTRACT。",
                        "Only ROW, PARTY and CONTRACT are looked up.")
                .require(kind != FieldKind.ROW || register != null, "register", "此项必填。", "This field is required.")
                .done();
        return transactions.within(scope, em -> switch (kind) {
            case PARTY ->
                Sql.query(em, """
                    select distinct on (o.name, o.credit_code) o.credit_code as value, o.name as label, o.credit_code as remark
                    from organization o where o.tenant between ? and ? and o.kind <> 'INDIVIDUAL'
                        and (? = '' or lower(o.credit_code) = ? or position(? in lower(o.name)) > 0)
                    order by o.name, o.credit_code limit ?
                    """, Registers::pick, scope.low(), scope.high(), wanted, wanted, wanted, MOST_OPTIONS);
            case CONTRACT ->
                Sql.query(em, """
                    select c.id::text as value, c.title as label, c.registration_number as remark
                    from contract c where c.tenant between ? and ? and c.status = 'REGISTERED'
                        and (? = '' or c.registration_number = ? or position(? in lower(c.title)) > 0)
                    order by c.registered_on desc, c.id limit ?
                    """, Registers::pick, scope.low(), scope.high(), wanted, wanted, wanted, MOST_OPTIONS);
            default -> {
                var target = catalogue.get(tenant, plugin, String.valueOf(register));
                // Whoever may not look into the register may still refer to a row of it, by a title without a name in
                // it.
                boolean masked = caller.standsAbove(tenant)
                        || caller.party().isPresent()
                        || !Standing.reads(caller, tenant, target.definition());
                var parameters = new ArrayList<Object>(List.of(masked, tenant, plugin, target.id(), tenant, tenant));
                parameters.add(TenantScope.upperCode(tenant));
                var narrowing = new StringBuilder();
                if (!states.isEmpty()) {
                    narrowing.append(" and r.state = any (?)");
                    parameters.add(states.toArray(String[]::new));
                }
                if (same != null) {
                    same(target, same, narrowing, parameters);
                }
                parameters.addAll(List.of(wanted, wanted, masked, tenant, MOST_OPTIONS));
                yield Sql.query(
                        em,
                        """
                        select r.id::text as value, r.state as remark,
                            case when ? or r.tenant <> ? then r.title_masked else r.title end as label
                        from register_row r
                        where r.plugin = ? and r.register = ? and (r.tenant = ? or r.tenant < ? and r.inherited_to >= ?)
                        """ + narrowing + """
                             and (? = '' or position(? in case when ? or r.tenant <> ? then r.search_masked else r.search end) > 0)
                        order by 3, 1 limit ?
                        """,
                        row -> new Pick(
                                row.text("value"),
                                row.text("label"),
                                target.definition()
                                        .state(row.text("remark"))
                                        .map(state -> state.words().zh())
                                        .orElse("")),
                        parameters.toArray());
            }
        });
    }

    /** Narrows to rows that refer to something, which tells nothing that their lists do not. */
    private static void same(RegisterHandle target, String same, StringBuilder sql, List<Object> parameters) {
        int colon = Math.max(same.indexOf(':'), 0);
        var field =
                target.definition().shape().field(same.substring(0, colon)).filter(one -> one.kind() == FieldKind.ROW);
        new FieldChecks()
                .require(field.isPresent(), "same", "没有这个引用字段。", "There is no such reference.")
                .done();
        var value = same.substring(colon + 1);
        sql.append(LookedUp.condition(value)).append(" and r.state <> all (?)");
        parameters.addAll(LookedUp.parameters(
                target.pluginId(), target.id(), field.orElseThrow().name(), value));
        parameters.add(field.orElseThrow().hiddenIn().toArray(String[]::new));
    }

    private static Pick pick(org.longji.shared.Row row) {
        return new Pick(
                row.text("value"), row.text("label"), row.optionalText("remark").orElse(""));
    }

    /**
     * The figures of a register over the tenant and what lies below it.
     *
     * @param from first day of the period; null for open
     * @param until last day of it; null for open
     */
    public List<FigureValue> figures(
            Caller caller,
            int tenant,
            String plugin,
            String register,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        var handle = readable(caller, tenant, plugin, register);
        var scope = caller.scope(tenant, Capability.REGISTER_READ);
        if (scope.party().isPresent()) {
            throw new ProblemException(
                    Problem.NOT_PERMITTED, Map.of("capability", new Text("查看指标", "read figures"), "tenant", tenant));
        }
        return transactions.within(scope, em -> {
            var figures = new ArrayList<FigureValue>();
            for (var figure : handle.definition().figures()) {
                figures.addAll(figures(em, handle, scope, figure, Optional.empty(), from, until));
                if (figure.group().isPresent()) {
                    figures.addAll(figures(em, handle, scope, figure, figure.group(), from, until));
                }
            }
            return figures;
        });
    }

    private static List<FigureValue> figures(
            EntityManager em,
            RegisterHandle handle,
            TenantScope scope,
            Figure asked,
            Optional<String> group,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        var parameters = new ArrayList<@Nullable Object>();
        var sql = new StringBuilder("select ");
        if (group.filter(Figure.STATE::equals).isPresent()) {
            sql.append("r.state as grp, ");
        } else if (group.isPresent()) {
            sql.append("r.data ->> ? as grp, ");
            parameters.add(group.get());
        } else {
            sql.append("null::text as grp, ");
        }
        if (asked.sum().isPresent()) {
            sql.append("coalesce(sum((r.data ->> ?)::numeric), 0)");
            parameters.add(asked.sum().get());
        } else if (asked.distinct().isPresent()) {
            sql.append("count(distinct r.data ->> ?)::numeric");
            parameters.add(asked.distinct().get());
        } else {
            sql.append("count(*)::numeric");
        }
        sql.append(" as figure from register_row r where r.plugin = ? and r.register = ? and r.tenant between ? and ?");
        parameters.add(handle.pluginId());
        parameters.add(handle.id());
        parameters.add(scope.low());
        parameters.add(scope.high());
        if (asked.only().isPresent()) {
            sql.append(" and r.data ->> ? = ?");
            parameters.add(asked.only().get().field());
            parameters.add(asked.only().get().value());
        }
        if (!asked.states().isEmpty()) {
            sql.append(" and r.state = any (?)");
            parameters.add(asked.states().toArray(String[]::new));
        }
        if (from != null || until != null) {
            if (asked.date().isPresent()) {
                sql.append(" and (r.data ->> ?)::date");
                parameters.add(asked.date().get());
            } else {
                sql.append(" and (r.state_since at time zone 'Asia/Shanghai')::date");
            }
            sql.append(" between coalesce(?::date, '-infinity') and coalesce(?::date, 'infinity')");
            parameters.add(from);
            parameters.add(until);
        }
        if (group.isPresent()) {
            sql.append(" group by 1 order by 1");
        }
        var found = Sql.query(
                em,
                sql.toString(),
                row -> new FigureValue(asked.id(), row.optionalText("grp").orElse(null), null, row.decimal("figure")),
                parameters.toArray());
        if (group.filter(Figure.STATE::equals).isPresent()) {
            return found.stream()
                    .map(figure -> new FigureValue(
                            figure.figure(),
                            figure.group(),
                            handle.definition()
                                    .state(String.valueOf(figure.group()))
                                    .map(state -> Label.of(state.words()))
                                    .orElse(null),
                            figure.value()))
                    .toList();
        }
        return group.flatMap(name -> handle.definition().shape().field(name))
                .map(field -> named(em, field, found))
                .orElse(found);
    }

    /** The same with words for the values they are broken down by: of choices, and of what references point to. */
    private static List<FigureValue> named(EntityManager em, FieldShape field, List<FigureValue> figures) {
        var names = Labels.of(
                em,
                List.of(field),
                figures.stream()
                        .filter(figure -> figure.group() != null)
                        .map(figure -> Map.of(field.name(), String.valueOf(figure.group())))
                        .toList(),
                true);
        return figures.stream()
                .map(figure -> {
                    var value = figure.group();
                    var label = field.choices().stream()
                            .filter(option -> option.value().equals(value))
                            .map(option -> Label.of(option.words()))
                            .findFirst()
                            .orElse(
                                    value == null || !names.containsKey(value)
                                            ? null
                                            : new Label(names.get(value), names.get(value), null));
                    return new FigureValue(figure.figure(), value, label, figure.value());
                })
                .toList();
    }
}
