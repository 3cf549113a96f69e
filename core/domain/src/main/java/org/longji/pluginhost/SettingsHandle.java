package org.longji.pluginhost;

import java.util.List;
import java.util.Map;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.setting.Settings;

/**
 * The settings of one loaded plugin. What they are called, their fields and their defaults are read once, when the plugin starts;
 * only the record's own check of its values is the plugin's code, and is called through the guard.
 */
public final class SettingsHandle {

    private static final String WHAT = "settings";

    private final PluginIdentity plugin;
    private final PluginCalls calls;
    private final Words words;
    private final RecordShape<? extends Record> shape;
    private final Map<String, Object> defaults;

    /** Settings without an archive: for trying them outside the server. */
    public SettingsHandle(String pluginId, String pluginVersion, String pluginHash, Settings<?> settings) {
        this(
                new PluginIdentity(pluginId, pluginVersion, pluginHash),
                new PluginCalls(pluginId, CallBudget.USUAL),
                settings);
    }

    /** @throws IllegalArgumentException if the record has a field of a kind that is chosen nowhere, or its defaults have faults */
    SettingsHandle(PluginIdentity plugin, PluginCalls calls, Settings<?> settings) {
        this.plugin = plugin;
        this.calls = calls;
        this.words = settings.words();
        Record holds = settings.defaults();
        this.shape = Settings.shape(holds.getClass());
        this.defaults = Map.copyOf(shape.write(holds));
        var faults = shape.faults(defaults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the defaults of the settings have faults: " + faults);
        }
    }

    public String pluginId() {
        return plugin.id();
    }

    public String pluginHash() {
        return plugin.hash();
    }

    public Words words() {
        return words;
    }

    public List<FieldShape> fields() {
        return shape.fields();
    }

    /** The names of its fields. */
    List<String> names() {
        return shape.fields().stream().map(FieldShape::name).toList();
    }

    public Map<String, Object> schema() {
        return shape.schema();
    }

    /** What holds where no tenant has chosen, by field. */
    public Map<String, Object> defaults() {
        return defaults;
    }

    /** Everything wrong with a whole tree; a record that fails on values refuses them. */
    public List<RecordShape.Fault> faults(Map<String, ?> tree) {
        try {
            return calls.call(WHAT, () -> shape.faults(tree));
        } catch (PluginFailure e) {
            return List.of(new RecordShape.Fault(
                    "",
                    new Text("插件无法检查这些设置，请联系插件的提供者。", "The plugin cannot check these settings; ask its provider.")));
        }
    }

    /** A tree without faults, in the order of the fields and as it is written: equal values then have equal texts. */
    public Map<String, Object> canonical(Map<String, ?> tree) {
        return calls.call(WHAT, () -> shape.write(shape.read(tree)));
    }

    /**
     * The record of a tree, for whoever was lent the settings.
     *
     * @throws IllegalArgumentException if the settings are of another record
     */
    public <S extends Record> S read(Class<S> type, Map<String, ?> tree) {
        if (type != shape.type()) {
            throw new IllegalArgumentException("the settings of " + plugin.id() + " are no " + type.getSimpleName());
        }
        return type.cast(shape.read(tree));
    }
}
