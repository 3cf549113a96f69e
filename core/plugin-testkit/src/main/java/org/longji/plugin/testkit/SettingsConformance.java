package org.longji.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.PluginNeeds;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.setting.Settings;

/**
 * Checks that the settings of a plugin must pass; extend it, name the settings and some records as tenants may choose them.
 *
 * <pre>{@code
 * class VisitSettingsConformanceTest extends SettingsConformance<VisitRules> {
 *     protected Settings<VisitRules> settings() { return new VisitSettings(); }
 *     protected List<VisitRules> samples() { return List.of(new VisitRules(20)); }
 * }
 * }</pre>
 *
 * @param <S> the record
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class SettingsConformance<S extends Record> {

    /** {@return the settings under test; new ones on each call} */
    protected abstract Settings<S> settings();

    /** {@return what tenants may choose, at least one that is not the defaults} */
    protected abstract List<S> samples();

    /** {@return the plugin's files; by default all that lie beside the settings} */
    protected PluginClasses pluginClasses() {
        return PluginClasses.beside(settings().getClass());
    }

    @Test
    @DisplayName("1. the plugin offers the settings, and its manifest says so")
    void offersSettings() {
        String name = settings().getClass().getName();
        assertTrue(
                pluginClasses().extensions().contains(name),
                () -> name
                        + " is not in META-INF/extensions.idx; mark it @Extension and let the annotation processor run");
        DeclaredNeeds.cover(Set.of(PluginNeeds.SETTINGS));
    }

    @Test
    @DisplayName("2. every field is of a kind that can be chosen")
    void fieldsCanBeChosen() {
        assertDoesNotThrow(this::shape);
    }

    @Test
    @DisplayName("3. the defaults say the same on every call, and have no faults")
    void defaultsAreSound() {
        assertEquals(settings().defaults(), settings().defaults(), "equal on every call");
        assertEquals(List.of(), faults(settings().defaults()), "faults of the defaults");
    }

    @Test
    @DisplayName("4. every text is there in Chinese and English")
    void textsExist() {
        List<String> wrong = new ArrayList<>();
        CommonChecks.text(wrong, "settings", settings().words());
        for (FieldShape field : RecordShape.of(type()).fields()) {
            CommonChecks.text(wrong, "field " + field.name(), field.words());
            FieldShape held = field.element().orElse(field);
            held.choices().forEach(choice -> CommonChecks.text(wrong, "choice " + choice.value(), choice.words()));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("5. the samples are valid, differ from the defaults, and are the same when they are read back")
    void samplesAreValid() {
        assertFalse(samples().isEmpty(), "name at least one sample");
        for (S sample : samples()) {
            assertEquals(List.of(), faults(sample), () -> "faults of " + sample);
            Map<String, Object> tree = RecordShape.of(type()).write(sample);
            assertEquals(sample, RecordShape.of(type()).read(tree), "settings must be equal after they were stored");
        }
        assertTrue(
                samples().stream().anyMatch(sample -> !sample.equals(settings().defaults())),
                "a sample that differs from the defaults shows that there is something to choose");
    }

    @Test
    @DisplayName("6. any one field of a sample holds beside the defaults of the others")
    void fieldsStandAlone() {
        RecordShape<S> shape = RecordShape.of(type());
        for (S sample : samples()) {
            for (var chosen : shape.write(sample).entrySet()) {
                Map<String, Object> tree = shape.write(settings().defaults());
                tree.put(chosen.getKey(), chosen.getValue());
                assertEquals(
                        List.of(),
                        shape.faults(tree),
                        () -> "a tenant inherits each field by itself, so '" + chosen.getKey()
                                + "' must not need another one");
            }
        }
    }

    @Test
    @DisplayName("7. no forbidden imports")
    void importsNothingForbidden() {
        assertAll(
                () -> assertEquals(
                        List.of(),
                        pluginClasses().forbiddenUses(),
                        "settings are a plain record: no clock, network, files, threads or chance"),
                () -> assertEquals(
                        List.of(),
                        pluginClasses().bundledHostClasses(),
                        "the host brings the API; give the dependency scope provided"));
    }

    @SuppressWarnings("unchecked")
    private Class<S> type() {
        return (Class<S>) settings().defaults().getClass();
    }

    private RecordShape<S> shape() {
        return Settings.shape(type());
    }

    private List<RecordShape.Fault> faults(S record) {
        RecordShape<S> shape = RecordShape.of(type());
        return shape.faults(shape.write(record));
    }
}
