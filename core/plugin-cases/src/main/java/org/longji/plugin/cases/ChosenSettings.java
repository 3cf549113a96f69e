package org.longji.plugin.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.setting.Settings;

/** What a case says of a plugin's settings, laid over their defaults. */
final class ChosenSettings {

    private ChosenSettings() {}

    static Facts over(Settings<?> settings, Facts facts, Map<String, Object> chosen) {
        Record defaults = settings.defaults();
        RecordShape<? extends Record> shape = Settings.shape(defaults.getClass());
        Map<String, Object> whole = new LinkedHashMap<>(shape.write(defaults));
        whole.putAll(chosen);
        List<RecordShape.Fault> faults = shape.faults(whole);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.stream()
                    .map(fault -> fault.pointer() + ": " + fault.message().zh() + " / "
                            + fault.message().en())
                    .collect(Collectors.joining("; ")));
        }
        return facts.withSettings(shape.write(shape.read(whole)));
    }

    static Facts none(Facts facts, Map<String, Object> chosen) {
        if (!chosen.isEmpty()) {
            throw new IllegalArgumentException("the plugin has no settings, the case says " + chosen.keySet());
        }
        return facts;
    }
}
