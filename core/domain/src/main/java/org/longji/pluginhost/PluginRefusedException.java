package org.longji.pluginhost;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/** An archive that is not loaded, with everything that is wrong with it. */
public class PluginRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Text> faults;

    PluginRefusedException(List<Text> faults) {
        this(faults, null);
    }

    PluginRefusedException(Text fault) {
        this(List.of(fault), null);
    }

    PluginRefusedException(Text fault, @Nullable Throwable cause) {
        this(List.of(fault), cause);
    }

    private PluginRefusedException(List<Text> faults, @Nullable Throwable cause) {
        super(faults.stream().map(Text::en).collect(Collectors.joining("; ")), cause);
        this.faults = List.copyOf(faults);
    }

    /** What is wrong, in both languages. */
    public List<Text> faults() {
        return faults;
    }
}
