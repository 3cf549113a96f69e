package org.longji.setting;

import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.SettingsHandle;
import org.longji.tenant.DivisionCode;

/**
 * Everything that was chosen and laid down, as one transaction saw it: what holds in a tenant on a day. From the province down,
 * each tenant's own choice replaces what it inherits unless a rail above it keeps it from holding; a choice that does not hold is
 * passed over, and neither lost nor changed, so that it holds again when the rail is gone.
 */
public final class SettingsBook {

    /** Nobody chose anything. */
    public static final SettingsBook EMPTY = new SettingsBook(List.of(), List.of());

    private final List<SettingChoice> choices;
    private final List<SettingRail> rails;

    SettingsBook(List<SettingChoice> choices, List<SettingRail> rails) {
        this.choices = List.copyOf(choices);
        this.rails = List.copyOf(rails);
    }

    /** Everything the running transaction can see; nothing is asked of the database while no plugin has settings. */
    public static SettingsBook read(EntityManager em, PluginHost plugins) {
        return plugins.anySettings() ? read(em) : EMPTY;
    }

    /** The same for whoever holds settings already, whether anything with settings still runs or not. */
    public static SettingsBook read(EntityManager em) {
        return new SettingRecords().book(em);
    }

    /**
     * What a tenant chose about a plugin, as the running transaction sees it.
     *
     * @param settings those of the very archive that asks
     * @throws IllegalArgumentException if it has no settings, or not of this record
     */
    public static <S extends Record> S chosen(
            EntityManager em,
            String plugin,
            Optional<SettingsHandle> settings,
            int tenant,
            LocalDate day,
            Class<S> type) {
        var handle =
                settings.orElseThrow(() -> new IllegalArgumentException("the plugin " + plugin + " has no settings"));
        return handle.read(type, read(em).tree(handle, tenant, day));
    }

    /** The tree of what holds, in the order of the fields; it never has faults. */
    public Map<String, Object> tree(SettingsHandle handle, int tenant, LocalDate day) {
        var tree = new LinkedHashMap<String, Object>();
        for (var setting : effective(handle, tenant, day)) {
            setting.value().ifPresent(value -> tree.put(setting.field(), value));
        }
        return tree;
    }

    /** What holds for each field, and why. */
    List<EffectiveSetting> effective(SettingsHandle handle, int tenant, LocalDate day) {
        var found = handle.fields().stream()
                .map(field -> effective(handle, field.name(), tenant, day, false))
                .toList();
        var whole = new LinkedHashMap<String, Object>();
        found.forEach(setting -> setting.value().ifPresent(value -> whole.put(setting.field(), value)));
        // Each fits its field; the record may refuse them together, where it was changed since or tenants chose apart.
        return handle.faults(whole).isEmpty()
                ? found
                : handle.fields().stream()
                        .map(field -> effective(handle, field.name(), tenant, day, true))
                        .toList();
    }

    private EffectiveSetting effective(
            SettingsHandle handle, String field, int tenant, LocalDate day, boolean defaultsAlone) {
        var value = Optional.ofNullable(handle.defaults().get(field));
        Optional<SettingChoice> holding = Optional.empty();
        Optional<SettingChoice> own = Optional.empty();
        Optional<SettingRail> heldBy = Optional.empty();
        boolean outdated = false;
        for (int keeper : line(tenant)) {
            own = chosen(handle.pluginId(), field, keeper, day);
            heldBy = Optional.empty();
            outdated = false;
            var choice = own.flatMap(SettingChoice::value);
            if (choice.isEmpty()) {
                continue;
            }
            var inherited = value;
            outdated = defaultsAlone || !fits(handle, field, choice.get());
            heldBy = railsFor(handle.pluginId(), field, keeper, day).stream()
                    .filter(rail -> !rail.allows(choice.get(), inherited.orElse("")))
                    .findFirst();
            if (!outdated && heldBy.isEmpty()) {
                value = choice;
                holding = own;
            }
        }
        return new EffectiveSetting(
                field,
                value,
                holding.map(SettingChoice::tenant),
                holding.map(SettingChoice::from),
                own,
                heldBy,
                railsFor(handle.pluginId(), field, tenant, day),
                outdated);
    }

    private static boolean fits(SettingsHandle handle, String field, Object value) {
        var tree = new LinkedHashMap<>(handle.defaults());
        tree.put(field, value);
        return handle.faults(tree).stream()
                .noneMatch(fault ->
                        fault.pointer().equals(field) || fault.pointer().startsWith(field + "."));
    }

    private Optional<SettingChoice> chosen(String plugin, String field, int tenant, LocalDate day) {
        return choices.stream()
                .filter(choice -> choice.tenant() == tenant
                        && choice.plugin().equals(plugin)
                        && choice.field().equals(field)
                        && !choice.from().isAfter(day))
                .max(Comparator.comparing(SettingChoice::from).thenComparing(SettingChoice::number));
    }

    /** What binds a tenant on a day, the highest tenant's first. */
    List<SettingRail> railsFor(String plugin, String field, int tenant, LocalDate day) {
        return rails.stream()
                .filter(rail -> rail.plugin().equals(plugin)
                        && rail.field().equals(field)
                        && rail.binds(tenant)
                        && rail.holdsOn(day))
                .sorted(Comparator.comparing(SettingRail::tenant).thenComparing(SettingRail::from))
                .toList();
    }

    /** The days from one on, itself included, on which something changes for a tenant. */
    List<LocalDate> changes(String plugin, int tenant, LocalDate from) {
        var days = new TreeSet<LocalDate>();
        days.add(from);
        var line = line(tenant);
        choices.stream()
                .filter(choice -> choice.plugin().equals(plugin) && line.contains(choice.tenant()))
                .map(SettingChoice::from)
                .forEach(days::add);
        rails.stream()
                .filter(rail -> rail.plugin().equals(plugin) && rail.binds(tenant))
                .forEach(rail -> {
                    days.add(rail.from());
                    rail.until().map(last -> last.plusDays(1)).ifPresent(days::add);
                });
        return List.copyOf(days.tailSet(from));
    }

    /** The same with what a tenant is about to choose. */
    SettingsBook with(List<SettingChoice> more) {
        var all = new ArrayList<>(choices);
        all.addAll(more);
        return new SettingsBook(all, rails);
    }

    /** The number of the last choice of a tenant, or zero. */
    long revision(String plugin, int tenant) {
        return choices(plugin, tenant).stream()
                .mapToLong(SettingChoice::number)
                .max()
                .orElse(0);
    }

    /** What a tenant chose, the latest first. */
    List<SettingChoice> choices(String plugin, int tenant) {
        return choices.stream()
                .filter(choice -> choice.tenant() == tenant && choice.plugin().equals(plugin))
                .sorted(Comparator.comparing(SettingChoice::number).reversed())
                .toList();
    }

    /** What a tenant itself lays down for those below it. */
    List<SettingRail> railsOf(String plugin, int tenant) {
        return rails.stream()
                .filter(rail -> rail.tenant() == tenant && rail.plugin().equals(plugin))
                .sorted(Comparator.comparing(SettingRail::field).thenComparing(SettingRail::from))
                .toList();
    }

    /** The tenants from the province down to this one. */
    private static List<Integer> line(int tenant) {
        var line = new ArrayList<Integer>();
        for (var at = Optional.of(new DivisionCode(tenant));
                at.isPresent();
                at = at.get().parent()) {
            line.add(0, at.get().code());
        }
        return line;
    }

    static Optional<BigDecimal> number(Object value) {
        var text = value.toString();
        return text.matches("-?[0-9]{1,20}(\\.[0-9]{1,15})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
