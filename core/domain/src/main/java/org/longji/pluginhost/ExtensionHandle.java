package org.longji.pluginhost;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.longji.plugin.api.register.Words;
import org.longji.shared.Json;

/** One extension of one loaded plugin that is known by an id and words, called through a guard. */
abstract class ExtensionHandle {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final PluginIdentity plugin;
    private final PluginCalls calls;
    private final String id;
    private final Words words;

    /**
     * @param what what it is, for its author
     * @throws IllegalArgumentException if its id cannot stand in a path
     */
    ExtensionHandle(PluginIdentity plugin, PluginCalls calls, String what, String id, Words words) {
        this.plugin = plugin;
        this.calls = calls;
        this.id = id;
        this.words = words;
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of the " + what + " '" + id + "' must be lower-case words joined by hyphens");
        }
    }

    public PluginIdentity plugin() {
        return plugin;
    }

    public String pluginId() {
        return plugin.id();
    }

    public String pluginVersion() {
        return plugin.version();
    }

    public String pluginHash() {
        return plugin.hash();
    }

    public String id() {
        return id;
    }

    public Words words() {
        return words;
    }

    PluginCalls calls() {
        return calls;
    }

    /** The registers of the same archive. */
    public List<RegisterHandle> registers() {
        return calls.registers();
    }

    /** The settings of the same archive, if it has some. */
    public Optional<SettingsHandle> settings() {
        return calls.settings();
    }

    <T> T guarded(Supplier<T> call) {
        return calls.call(id, call);
    }

    /** A failure of the plugin that the host found by itself. */
    PluginFailure failure(String reason) {
        return new PluginFailure(plugin.id(), id, reason, null);
    }

    /** @throws PluginFailure if what it answers is larger than the host keeps or hands on */
    void expectAtMost(Object answer, int largest) {
        int size = Json.write(answer).length();
        if (size > largest) {
            throw failure(String.format(Locale.ROOT, "answers with %d characters, at most %d", size, largest));
        }
    }

    /** @throws IllegalStateException if two have the same id */
    static void expectDifferent(List<? extends ExtensionHandle> all, String what) {
        if (all.stream().map(ExtensionHandle::id).distinct().count() < all.size()) {
            throw new IllegalStateException("two of its " + what + " have the same id");
        }
    }
}
