package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.inbox.Inbox;
import org.longji.inbox.Message;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Unique;
import org.longji.pluginhost.RegisterHandle;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.WorkingDays;

/**
 * Writes rows: whatever changes one goes through here, so that every row is checked, found by what it holds, in the timeline
 * and in the journal. It works inside the transaction of whoever calls it, which sees the tenant as a whole.
 */
@Dependent
class RowWriter {

    private final Journal journal;
    private final WorkingDays workingDays;
    private final Clock clock;

    @Inject
    RowWriter(Journal journal, WorkingDays workingDays, Clock clock) {
        this.journal = journal;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** What is written beside the row's own values. */
    private record Beside(
            String title,
            String titleMasked,
            String search,
            String searchMasked,
            Optional<String> party,
            @Nullable Boolean open,
            @Nullable Integer inheritedTo,
            Optional<String> publicKey,
            Optional<String> publicView,
            Optional<LocalDate> due,
            List<String> awaits) {}

    /** The moment of the call, as functions and timelines have it. */
    LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), Clocks.CHINA).truncatedTo(ChronoUnit.SECONDS);
    }

    LocalDate today() {
        return now().toLocalDate();
    }

    HostContext context(EntityManager em, RegisterHandle handle, Caller caller, int tenant, Optional<StoredRow> row) {
        var now = now();
        return new HostContext(
                em,
                handle,
                tenant,
                now,
                Standing.actor(caller, tenant),
                row.map(StoredRow::id),
                row.map(StoredRow::state).orElse(handle.definition().initial().id()),
                new HostRows(em, handle.pluginId(), handle.siblings(), tenant, now.toLocalDate()),
                OptionalLong.empty());
    }

    /** The row's tree in the newest version of the record. */
    static Map<String, Object> current(RegisterHandle handle, StoredRow row) {
        int newest = handle.definition().version();
        if (row.recordVersion() > newest) {
            throw handle.failure(
                    "row " + row.id() + " is of version " + row.recordVersion() + ", newer than " + newest);
        }
        return row.recordVersion() == newest ? row.data() : handle.migrated(row.data(), row.recordVersion());
    }

    /** @throws ProblemException INVALID_FIELDS naming each field */
    static void refuse(List<RecordShape.Fault> faults, String prefix) {
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    Problem.INVALID_FIELDS,
                    Map.of("count", faults.size()),
                    faults.stream()
                            .map(fault -> new FieldError(
                                    prefix + fault.pointer(),
                                    fault.message().zh(),
                                    fault.message().en()))
                            .toList());
        }
    }

    /** @throws ProblemException STEP_NOT_POSSIBLE with every reason */
    static void refuse(List<Obstacle> obstacles, Text step) {
        if (!obstacles.isEmpty()) {
            throw new ProblemException(
                    Problem.STEP_NOT_POSSIBLE,
                    Map.of(
                            "step",
                            step,
                            "reasons",
                            new Text(
                                    obstacles.stream()
                                            .map(one -> one.words().zh())
                                            .collect(Collectors.joining(" ")),
                                    obstacles.stream()
                                            .map(one -> one.words().en())
                                            .collect(Collectors.joining(" ")))),
                    obstacles.stream()
                            .map(one -> new FieldError(
                                    one.code(), one.words().zh(), one.words().en()))
                            .toList());
        }
    }

    /** Begins a row; its tree has no faults. */
    UUID begin(
            EntityManager em,
            RegisterHandle handle,
            Caller caller,
            int tenant,
            Map<String, Object> tree,
            String action,
            @Nullable String note) {
        var context = context(em, handle, caller, tenant, Optional.empty());
        // What stands in it is told of first: a completion that finds nothing under a reference leaves gaps of its own.
        expectReferences(em, handle, tenant, handle.write(handle.read(tree)));
        var record = handle.completed(handle.read(tree), context);
        var canonical = handle.write(record);
        var faults = handle.faults(canonical);
        if (!faults.isEmpty()) {
            throw handle.failure("was completed to a record with faults: " + faults);
        }
        expectReferences(em, handle, tenant, canonical);
        refuse(
                Stream.concat(
                                handle.obstaclesToCreate(record, context).stream(),
                                handle.obstacles(record, context).stream())
                        .toList(),
                new Text(
                        "新建" + handle.definition().words().zh(),
                        "New: " + handle.definition().words().en()));
        var id = UUID.randomUUID();
        var state = handle.definition().initial().id();
        var at = clock.instant();
        var beside = beside(em, handle, tenant, state, at, canonical, record);
        Sql.update(
                em,
                """
                insert into register_row (id, tenant, plugin, register, state, state_since, version, record_version, plugin_hash,
                    data, title, title_masked, search, search_masked, party, open, inherited_to, public_key, public_view, due_on,
                    awaits, created_by, created_by_name, created_at, changed_at)
                values (?, ?, ?, ?, ?, ?, 1, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)
                """,
                id,
                tenant,
                handle.pluginId(),
                handle.id(),
                state,
                at,
                handle.definition().version(),
                handle.pluginHash(),
                Json.write(canonical),
                beside.title(),
                beside.titleMasked(),
                beside.search(),
                beside.searchMasked(),
                beside.party(),
                beside.open(),
                beside.inheritedTo(),
                beside.publicKey(),
                beside.publicView(),
                beside.due(),
                beside.awaits().isEmpty() ? null : beside.awaits(),
                caller.accountId(),
                caller.displayName(),
                at,
                at);
        writeKeys(em, handle, tenant, id, state, canonical);
        event(em, id, 1, tenant, Step.CREATION, state, null, note, caller, at);
        journal.append(
                em,
                tenant,
                caller,
                action,
                "register-row",
                id.toString(),
                null,
                journalled(handle, Step.CREATION, state, 1, canonical));
        return id;
    }

    /**
     * Writes what became of a row that the transaction has locked.
     *
     * @param step what the timeline calls it
     * @param input what the step was given; null for none
     */
    void rewrite(
            EntityManager em,
            RegisterHandle handle,
            Caller caller,
            StoredRow row,
            Record record,
            String state,
            String step,
            @Nullable Map<String, Object> input,
            @Nullable String note) {
        StepApprovals.expectNonePending(em, row);
        var tree = handle.write(record);
        var faults = handle.faults(tree);
        if (!faults.isEmpty()) {
            throw handle.failure("step " + step + " left a record with faults: " + faults);
        }
        expectReferences(em, handle, row.tenant(), tree);
        refuse(
                handle.obstacles(record, context(em, handle, caller, row.tenant(), Optional.of(row))),
                words(handle, step));
        var at = clock.instant();
        var since = state.equals(row.state()) ? row.stateSince() : at;
        int version = row.version() + 1;
        store(em, handle, row, version, state, since, tree, record, at);
        event(em, row.id(), version, row.tenant(), step, state, input, note, caller, at);
        journal.append(
                em,
                row.tenant(),
                caller,
                step.equals("revise") ? "REGISTER_ROW_REVISED" : "REGISTER_STEP_TAKEN",
                "register-row",
                row.id().toString(),
                journalled(handle, step, row.state(), row.version(), current(handle, row)),
                journalled(handle, step, state, version, tree));
        tell(em, handle, caller, row, state, step);
    }

    /** Tells the party whose row it is what somebody else did with it. */
    private static void tell(
            EntityManager em, RegisterHandle handle, Caller caller, StoredRow row, String state, String step) {
        if (row.party().isEmpty() || row.party().equals(caller.party())) {
            return;
        }
        var done = words(handle, step);
        var register = handle.definition().words();
        var now = handle.definition().state(state).orElseThrow().words();
        Inbox.deliver(
                em,
                List.of(Message.toParty(
                        row.tenant(),
                        row.party().get(),
                        "REGISTER_STEP",
                        "register-row",
                        handle.pluginId() + "/" + handle.id() + "/" + row.id(),
                        new Text(
                                done.zh() + "：" + register.zh() + " " + row.title(),
                                done.en() + ": " + register.en() + " " + row.title()),
                        new Text("现在的状态：" + now.zh() + "。", "It is now: " + now.en() + "."))));
    }

    /**
     * Writes a row again as this archive of the plugin has it: in the newest version of the record, and with what is written
     * beside it. Only a change of the record itself counts as one.
     */
    void refresh(EntityManager em, RegisterHandle handle, Caller caller, StoredRow row) {
        var tree = current(handle, row);
        RowWriter.refuse(handle.faults(tree), "");
        var record = handle.read(tree);
        boolean migrated = row.recordVersion() < handle.definition().version();
        int version = migrated ? row.version() + 1 : row.version();
        var at = clock.instant();
        store(em, handle, row, version, row.state(), row.stateSince(), tree, record, migrated ? at : row.changedAt());
        if (migrated) {
            event(em, row.id(), version, row.tenant(), "migrate", row.state(), null, null, caller, at);
            journal.append(
                    em,
                    row.tenant(),
                    caller,
                    "REGISTER_ROW_MIGRATED",
                    "register-row",
                    row.id().toString(),
                    Map.of("recordVersion", row.recordVersion()),
                    journalled(handle, "migrate", row.state(), version, tree));
        }
    }

    private void store(
            EntityManager em,
            RegisterHandle handle,
            StoredRow row,
            int version,
            String state,
            Instant since,
            Map<String, Object> tree,
            Record record,
            Instant changedAt) {
        var beside = beside(em, handle, row.tenant(), state, since, tree, record);
        Sql.update(
                em,
                """
                update register_row set state = ?, state_since = ?, version = ?, record_version = ?, plugin_hash = ?,
                    data = ?::jsonb, title = ?, title_masked = ?, search = ?, search_masked = ?, party = ?, open = ?,
                    inherited_to = ?, public_key = ?, public_view = ?::jsonb, due_on = ?, awaits = ?, changed_at = ?
                where id = ? and tenant = ?
                """,
                state,
                since,
                version,
                handle.definition().version(),
                handle.pluginHash(),
                Json.write(tree),
                beside.title(),
                beside.titleMasked(),
                beside.search(),
                beside.searchMasked(),
                beside.party(),
                beside.open(),
                beside.inheritedTo(),
                beside.publicKey(),
                beside.publicView(),
                beside.due(),
                beside.awaits().isEmpty() ? null : beside.awaits(),
                changedAt,
                row.id(),
                row.tenant());
        writeKeys(em, handle, row.tenant(), row.id(), state, tree);
    }

    private Beside beside(
            EntityManager em,
            RegisterHandle handle,
            int tenant,
            String state,
            Instant since,
            Map<String, Object> tree,
            Record record) {
        var definition = handle.definition();
        var fields = definition.shape().fields();
        var labels = Labels.of(em, fields, List.of(tree), false);
        var masked = Labels.of(em, fields, List.of(tree), true);
        var maskedTree = Shown.of(fields, tree, "", true);
        var title = title(handle, tree, labels);
        var titleMasked = title(handle, maskedTree, masked);
        Optional<LocalDate> due = Optional.empty();
        var awaits = new TreeSet<String>();
        for (var step : definition.steps()) {
            if (step.isAwaited() && step.from().contains(state)) {
                step.by().forEach(role -> awaits.add(role.name()));
                due = earlier(due, due(handle, step, record, since));
            }
        }
        return new Beside(
                title,
                titleMasked,
                search(fields, tree, labels, title, false),
                search(fields, tree, masked, titleMasked, true),
                definition.ownedBy().map(tree::get).map(Object::toString),
                definition.openIn().contains(state) ? Boolean.TRUE : null,
                definition.isInherited() ? TenantScope.upperCode(tenant) : null,
                definition.publicCheck().map(check -> tree.get(check.key())).map(Object::toString),
                Told.written(handle, state, tree, masked),
                due,
                List.copyOf(awaits));
    }

    private Optional<LocalDate> due(RegisterHandle handle, Step<Record, ?> step, Record record, Instant since) {
        var stated = handle.dueOn(step, record);
        return step.within().isPresent()
                ? earlier(
                        stated,
                        Optional.of(workingDays.afterWorkingDays(
                                LocalDate.ofInstant(since, Clocks.CHINA),
                                step.within().getAsInt())))
                : stated;
    }

    private static Optional<LocalDate> earlier(Optional<LocalDate> one, Optional<LocalDate> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(LocalDate::compareTo);
    }

    private static String title(RegisterHandle handle, Map<String, Object> tree, Map<String, String> labels) {
        var words = handle.definition().titledBy().stream()
                .filter(name -> tree.get(name) != null)
                .map(name -> Shown.words(handle.definition().shape().field(name).orElseThrow(), tree.get(name), labels))
                .collect(Collectors.joining(" · "));
        return words.isBlank() ? handle.definition().words().zh() : words;
    }

    private static String search(
            List<FieldShape> fields,
            Map<String, Object> tree,
            Map<String, String> labels,
            String title,
            boolean masked) {
        return Stream.concat(
                        Stream.of(title),
                        fields.stream()
                                .filter(FieldShape::searchable)
                                .filter(field -> !masked || field.personal() == Personal.NO)
                                .filter(field -> tree.get(field.name()) != null)
                                .map(field -> Shown.words(field, tree.get(field.name()), labels)))
                .collect(Collectors.joining("\n"))
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** @throws ProblemException INVALID_FIELDS where a reference points to nothing the tenant sees */
    private static void expectReferences(
            EntityManager em, RegisterHandle handle, int tenant, Map<String, Object> tree) {
        var errors = new ArrayList<FieldError>();
        for (var field : handle.definition().shape().fields()) {
            var one = List.of(field);
            var contracts = Shown.references(one, tree, FieldKind.CONTRACT);
            var scope = TenantScope.subtree(tenant);
            if (!contracts.isEmpty()
                    && count(
                                    em,
                                    "select count(*) as n from contract c where c.id = any (?) and c.tenant between ? and ?",
                                    Labels.ids(contracts),
                                    scope.low(),
                                    scope.high())
                            < contracts.size()) {
                errors.add(new FieldError(field.name(), "没有找到该技术合同。", "There is no such contract."));
            }
            rowReferences(one, tree).forEach((register, ids) -> {
                if (count(em, """
                                select count(*) as n from register_row r where r.id = any (?) and r.plugin = ? and r.register = ?
                                    and (r.tenant = ? or r.tenant < ? and r.inherited_to >= ?)
                                """, Labels.ids(ids), handle.pluginId(), register, tenant, tenant, scope.high())
                        < ids.size()) {
                    errors.add(new FieldError(field.name(), "没有找到所选的记录。", "The row that was chosen is not there."));
                }
            });
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.INVALID_FIELDS, Map.of("count", errors.size()), errors);
        }
    }

    private static Map<String, TreeSet<String>> rowReferences(List<FieldShape> fields, Map<String, ?> tree) {
        var found = new LinkedHashMap<String, TreeSet<String>>();
        for (var field : fields) {
            if (field.kind() == FieldKind.GROUP
                    || field.element().filter(e -> e.kind() == FieldKind.GROUP).isPresent()) {
                var inner = field.kind() == FieldKind.GROUP
                        ? field.group()
                        : field.element().orElseThrow().group();
                for (var item : tree.get(field.name()) instanceof List<?> list
                        ? list
                        : tree.get(field.name()) == null ? List.of() : List.of(tree.get(field.name()))) {
                    if (item instanceof Map<?, ?> map) {
                        var group = new LinkedHashMap<String, Object>();
                        map.forEach((name, value) -> group.put(String.valueOf(name), value));
                        rowReferences(inner, group)
                                .forEach((register, ids) -> found.computeIfAbsent(register, key -> new TreeSet<>())
                                        .addAll(ids));
                    }
                }
            } else if (!field.refersTo().isEmpty()) {
                var ids = Shown.references(List.of(field), tree, FieldKind.ROW);
                if (!ids.isEmpty()) {
                    found.computeIfAbsent(field.refersTo(), key -> new TreeSet<>())
                            .addAll(ids);
                }
            }
        }
        return found;
    }

    private static long count(EntityManager em, String sql, Object... parameters) {
        return Sql.first(em, sql, row -> row.bigint("n"), parameters).orElse(0L);
    }

    /** @throws ProblemException ROW_NOT_UNIQUE when another row of the tenant has what must be unique */
    private static void writeKeys(
            EntityManager em, RegisterHandle handle, int tenant, UUID row, String state, Map<String, Object> tree) {
        Sql.update(em, "delete from register_key where row_id = ? and tenant = ?", row, tenant);
        var rules = new ArrayList<Unique>(handle.definition().unique());
        handle.definition().shape().fields().stream()
                .filter(FieldShape::unique)
                .map(field -> Unique.of(field.name()))
                .filter(rule -> !rules.contains(rule))
                .forEach(rules::add);
        for (var rule : rules) {
            if (rule.exceptIn().contains(state) || rule.fields().stream().anyMatch(field -> tree.get(field) == null)) {
                continue;
            }
            var key = Sha256.hex(rule.fields().stream()
                    .map(field -> Json.write(tree.get(field)))
                    .collect(Collectors.joining("\n")));
            int written = Sql.update(
                    em,
                    "insert into register_key (tenant, plugin, register, rule, key, row_id) values (?, ?, ?, ?, ?, ?)"
                            + " on conflict do nothing",
                    tenant,
                    handle.pluginId(),
                    handle.id(),
                    String.join("+", rule.fields()),
                    key,
                    row);
            if (written == 0) {
                var zh = names(handle, rule, true);
                var en = names(handle, rule, false);
                throw new ProblemException(
                        Problem.ROW_NOT_UNIQUE,
                        Map.of("fields", new Text(zh, en)),
                        rule.fields().stream()
                                .map(field -> new FieldError(field, "已有相同的记录。", "Another row has the same."))
                                .toList());
            }
        }
    }

    private static String names(RegisterHandle handle, Unique rule, boolean zh) {
        return rule.fields().stream()
                .map(name ->
                        handle.definition().shape().field(name).orElseThrow().words())
                .map(words -> zh ? words.zh() : words.en())
                .collect(Collectors.joining(zh ? "、" : ", "));
    }

    long nextNumber(EntityManager em, RegisterHandle handle, int tenant, String series) {
        if (series.isBlank() || series.length() > 100) {
            throw handle.failure("a series has a name of at most 100 characters, not '" + series + "'");
        }
        return Sql.first(em, """
                        insert into register_series (tenant, plugin, register, series, last) values (?, ?, ?, ?, 1)
                        on conflict (tenant, plugin, register, series) do update set last = register_series.last + 1
                        returning last
                        """, row -> row.bigint("last"), tenant, handle.pluginId(), handle.id(), series)
                .orElseThrow();
    }

    static Text words(RegisterHandle handle, String step) {
        return handle.definition().step(step).map(one -> one.words().text()).orElseGet(() -> switch (step) {
            case Step.CREATION -> new Text("新建", "create");
            case "revise" -> new Text("修改", "revise");
            default -> new Text(step, step);
        });
    }

    /** What the journal keeps: nothing personal and nothing hidden in clear, but the hash of all of it. */
    private static Map<String, Object> journalled(
            RegisterHandle handle, String step, String state, int version, Map<String, Object> tree) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("plugin", handle.pluginId());
        entry.put("pluginVersion", handle.pluginVersion());
        entry.put("register", handle.id());
        entry.put("step", step);
        entry.put("state", state);
        entry.put("version", version);
        entry.put("data", Shown.of(handle.definition().shape().fields(), tree, state, true));
        entry.put("sha256", Sha256.hex(Json.write(tree)));
        return entry;
    }

    private static void event(
            EntityManager em,
            UUID row,
            int sequence,
            int tenant,
            String step,
            String state,
            @Nullable Map<String, Object> input,
            @Nullable String note,
            Caller caller,
            Instant at) {
        Sql.update(
                em,
                """
                insert into register_event (row_id, sequence, tenant, step, state, input, note, account, account_name, at)
                values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                """,
                row,
                sequence,
                tenant,
                step,
                state,
                input == null || input.isEmpty() ? null : Json.write(input),
                note == null || note.isBlank() ? null : note.strip(),
                caller.accountId(),
                caller.displayName(),
                at);
    }
}
