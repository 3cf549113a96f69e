package org.longji.setting;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.RecordShape;
import org.longji.pluginhost.FieldView;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.SettingsHandle;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Clocks;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.Transactions;

/**
 * What a tenant's own administrator chooses about the plugins, and lays down for those below. A choice that a tenant above does not allow
 * on any day on which it would hold is refused with the clause.
 */
@Dependent
public class PluginSettings {

    private static final String SUBJECT = "plugin_settings";
    private static final int LONG = 1000;
    private static final int LABEL = 200;

    private final Transactions transactions;
    private final PluginHost host;
    private final SettingRecords records;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public PluginSettings(
            Transactions transactions, PluginHost host, SettingRecords records, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.host = host;
        this.records = records;
        this.journal = journal;
        this.clock = clock;
    }

    /** A plugin that has settings. */
    public record Entry(String plugin, Label label) {}

    /** The plugins with settings that a tenant, or somebody below it, has. */
    public List<Entry> entries(Caller caller, int tenant) {
        caller.scope(tenant, Capability.SETTING_READ);
        return host.settings(tenant).stream()
                .map(handle -> new Entry(handle.pluginId(), Label.of(handle.words())))
                .toList();
    }

    /** What holds on a day, today unless said otherwise. */
    public SettingsView view(Caller caller, int tenant, String plugin, @Nullable LocalDate on) {
        var scope = caller.scope(tenant, Capability.SETTING_READ);
        var handle = handle(tenant, plugin);
        return transactions.within(scope, em -> view(em, handle, tenant, on == null ? today() : on));
    }

    /** Chooses: all of it or nothing. */
    public SettingsView choose(Caller caller, int tenant, String plugin, int revision, SettingsForm form) {
        var scope = caller.ownScope(tenant, Capability.SETTING_WRITE);
        var handle = handle(tenant, plugin);
        var from = form.from() == null ? today() : form.from();
        var values = form.values() == null ? Map.<String, Object>of() : form.values();
        var inherit = form.inherit() == null ? List.<String>of() : form.inherit();
        var named = new LinkedHashSet<>(values.keySet());
        var checks = new FieldChecks()
                .require(
                        !values.isEmpty() || !inherit.isEmpty(), "values", "请至少选择一项设置。", "Choose at least one setting.")
                .atMost(form.note(), LONG, "note");
        for (var name : inherit) {
            checks.require(named.add(name), "inherit." + name, "同一项设置只能选择一次。", "The same setting is named twice.");
        }
        for (var name : named) {
            checks.require(
                    handle.fields().stream().anyMatch(field -> field.name().equals(name)),
                    "values." + name,
                    "该插件没有这项设置。",
                    "The plugin has no setting of that name.");
        }
        checks.done();
        var note = Optional.ofNullable(form.note()).map(String::strip).filter(text -> !text.isEmpty());
        return transactions.within(scope, em -> {
            records.lock(em, tenant, plugin);
            var book = records.book(em);
            if (book.revision(plugin, tenant) != revision) {
                throw new ProblemException(Problem.STALE_VERSION, Map.of("current", book.revision(plugin, tenant)));
            }
            var before = book.tree(handle, tenant, from);
            var chosen = canonical(handle, before, values, inherit);
            var made = new ArrayList<SettingChoice>();
            for (var name : named) {
                made.add(new SettingChoice(
                        // Later than whatever there is: what is checked is what will hold.
                        Long.MAX_VALUE,
                        tenant,
                        plugin,
                        name,
                        from,
                        Optional.ofNullable(chosen.get(name)),
                        note,
                        caller.displayName(),
                        clock.instant()));
            }
            refuseOutsideRails(book.with(made), handle, tenant, from, named);
            made.forEach(choice -> records.insert(em, caller, choice));
            journal.append(
                    em,
                    tenant,
                    caller,
                    "SETTINGS_CHOSEN",
                    SUBJECT,
                    plugin,
                    before,
                    new Chosen(from, records.book(em).tree(handle, tenant, from), note));
            return view(em, handle, tenant, from);
        });
    }

    /** What the journal keeps of a choice. */
    private record Chosen(LocalDate from, Map<String, Object> settings, Optional<String> note) {}

    /** The values as a tree has them, after everything wrong with them was named. */
    private static Map<String, Object> canonical(
            SettingsHandle handle, Map<String, Object> before, Map<String, Object> values, List<String> inherit) {
        var whole = new LinkedHashMap<>(before);
        whole.putAll(values);
        // Inherited again: whatever that is, it was checked where it was chosen.
        for (var name : inherit) {
            Optional.ofNullable(handle.defaults().get(name))
                    .ifPresentOrElse(standard -> whole.put(name, standard), () -> whole.remove(name));
        }
        var faults = handle.faults(whole);
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    Problem.INVALID_FIELDS,
                    Map.of("count", faults.size()),
                    faults.stream().map(PluginSettings::error).toList());
        }
        var canonical = new LinkedHashMap<>(handle.canonical(whole));
        inherit.forEach(canonical::remove);
        return canonical;
    }

    private static FieldError error(RecordShape.Fault fault) {
        return new FieldError(
                fault.pointer().isEmpty() ? "values" : "values." + fault.pointer(),
                fault.message().zh(),
                fault.message().en());
    }

    private static void refuseOutsideRails(
            SettingsBook book, SettingsHandle handle, int tenant, LocalDate from, Iterable<String> names) {
        var errors = new LinkedHashMap<String, FieldError>();
        for (var day : book.changes(handle.pluginId(), tenant, from)) {
            var effective = book.effective(handle, tenant, day);
            for (var name : names) {
                effective.stream()
                        .filter(setting -> setting.field().equals(name)
                                && setting.own()
                                        .filter(own -> own.number() == Long.MAX_VALUE)
                                        .isPresent())
                        .flatMap(setting -> setting.heldBy().stream())
                        .forEach(rail -> errors.putIfAbsent(
                                name,
                                new FieldError(
                                        "values." + name,
                                        day + "：" + rail.words().zh(),
                                        day + ": " + rail.words().en())));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    Problem.SETTING_OUTSIDE_RAIL, Map.of("count", errors.size()), List.copyOf(errors.values()));
        }
    }

    /** Lays something down for those below; what they chose beyond it is kept and holds no more while the rail does. */
    public SettingsView layDown(Caller caller, int tenant, String plugin, SettingRailForm form) {
        var scope = caller.ownScope(tenant, Capability.SETTING_WRITE);
        var handle = handle(tenant, plugin);
        var field = handle.fields().stream()
                .filter(one -> one.name().equals(form.field()))
                .findFirst();
        boolean ranged = form.lowest() != null || form.highest() != null;
        new FieldChecks()
                .require(field.isPresent(), "field", "该插件没有这项设置。", "The plugin has no setting of that name.")
                .require(
                        form.locked() != ranged,
                        "locked",
                        "请选择锁定，或者给出下限、上限中的至少一项。",
                        "Either lock it or give at least one end of a range.")
                .require(
                        !ranged || field.filter(PluginSettings::ranged).isPresent(),
                        "lowest",
                        "只有数值可以限定范围。",
                        "Only a number has a range.")
                .require(
                        form.lowest() == null
                                || form.highest() == null
                                || form.lowest().compareTo(form.highest()) <= 0,
                        "highest",
                        "上限不得低于下限。",
                        "The highest must not be below the lowest.")
                .require(
                        form.until() == null || !form.until().isBefore(form.from() == null ? today() : form.from()),
                        "until",
                        "截止日期不得早于起始日期。",
                        "The last day must not be before the first.")
                .present(form.document(), "document")
                .atMost(form.document(), LABEL, "document")
                .present(form.article(), "article")
                .atMost(form.article(), LABEL, "article")
                .atMost(form.note(), LONG, "note")
                .done();
        var rail = new SettingRail(
                UUID.randomUUID(),
                tenant,
                plugin,
                String.valueOf(form.field()),
                form.locked(),
                Optional.ofNullable(form.lowest()),
                Optional.ofNullable(form.highest()),
                form.from() == null ? today() : form.from(),
                Optional.ofNullable(form.until()),
                LegalBasis.of(
                        Objects.requireNonNull(form.document()).strip(),
                        Objects.requireNonNull(form.article()).strip()),
                Optional.ofNullable(form.note()).map(String::strip).filter(text -> !text.isEmpty()),
                caller.displayName());
        return transactions.within(scope, em -> {
            records.insert(em, rail, clock.instant());
            journal.append(em, tenant, caller, "SETTING_RAIL_LAID", SUBJECT, plugin, null, SettingsView.Rail.of(rail));
            return view(em, handle, tenant, today());
        });
    }

    /** Takes a rail away; what it kept from holding holds again. */
    public SettingsView takeAway(Caller caller, int tenant, String plugin, UUID id) {
        var scope = caller.ownScope(tenant, Capability.SETTING_WRITE);
        var handle = handle(tenant, plugin);
        return transactions.within(scope, em -> {
            var rail = records.rail(em, tenant, id)
                    .filter(one -> one.plugin().equals(plugin))
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
            records.remove(em, tenant, id);
            journal.append(em, tenant, caller, "SETTING_RAIL_TAKEN", SUBJECT, plugin, SettingsView.Rail.of(rail), null);
            return view(em, handle, tenant, today());
        });
    }

    private SettingsHandle handle(int tenant, String plugin) {
        return host.settings(tenant, plugin)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", plugin)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Clocks.CHINA);
    }

    private static boolean ranged(FieldShape field) {
        return switch (field.kind()) {
            case MONEY, DECIMAL, WHOLE -> true;
            case TEXT, YES_NO, DATE, MOMENT, TIME, CHOICE, ROW, PARTY, CONTRACT, GROUP, LIST -> false;
        };
    }

    private SettingsView view(EntityManager em, SettingsHandle handle, int tenant, LocalDate on) {
        var book = records.book(em);
        var effective = book.effective(handle, tenant, on);
        var fields = new ArrayList<SettingsView.Field>();
        for (int i = 0; i < effective.size(); i++) {
            var setting = effective.get(i);
            var field = handle.fields().get(i);
            fields.add(new SettingsView.Field(
                    FieldView.of(field),
                    ranged(field),
                    setting.value(),
                    setting.tenant(),
                    setting.from(),
                    setting.own().flatMap(SettingChoice::value),
                    setting.heldBy().map(SettingsView.Rail::of),
                    setting.outdated(),
                    setting.rails().stream().map(SettingsView.Rail::of).toList()));
        }
        return new SettingsView(
                handle.pluginId(),
                Label.of(handle.words()),
                tenant,
                on,
                handle.schema(),
                fields,
                book.railsOf(handle.pluginId(), tenant).stream()
                        .map(SettingsView.Rail::of)
                        .toList(),
                book.choices(handle.pluginId(), tenant).stream()
                        .map(choice -> new SettingsView.Choice(
                                choice.field(),
                                choice.from(),
                                choice.value(),
                                choice.note(),
                                choice.madeBy(),
                                choice.madeAt()))
                        .toList(),
                book.revision(handle.pluginId(), tenant));
    }
}
