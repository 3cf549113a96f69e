package org.longji.pluginhost;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Outcome;
import org.longji.plugin.api.register.Printed;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.screening.ScreeningSubject;

/**
 * One register of one loaded plugin, called through a guard: whatever it throws becomes a {@link PluginFailure}, never the
 * host's crash. What the definition merely tells is read from it; what runs the plugin's code is called here.
 */
public final class RegisterHandle {

    private final PluginIdentity plugin;
    private final PluginCalls calls;
    private final RegisterDefinition<Record> definition;

    /**
     * A register of a plugin without an archive: for trying it outside the server.
     *
     * @param pluginHash SHA-256 of the archive, hex
     */
    public RegisterHandle(String pluginId, String pluginVersion, String pluginHash, Register<?> register) {
        this(
                new PluginIdentity(pluginId, pluginVersion, pluginHash),
                new PluginCalls(pluginId, CallBudget.USUAL),
                register);
    }

    /** Reads a register's definition. */
    @SuppressWarnings("unchecked")
    RegisterHandle(PluginIdentity plugin, PluginCalls calls, Register<?> register) {
        this.plugin = plugin;
        this.calls = calls;
        // Every record it is called with was made by its own shape.
        this.definition = (RegisterDefinition<Record>) register.definition();
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

    PluginCalls calls() {
        return calls;
    }

    /** The registers of the same archive, this one among them. */
    public List<RegisterHandle> siblings() {
        return calls.registers();
    }

    /** The settings of the same archive, if it has some. */
    public Optional<SettingsHandle> settings() {
        return calls.settings();
    }

    public String id() {
        return definition.id();
    }

    /** What the register is; of it only what is data may be read, the functions are called below. */
    public RegisterDefinition<Record> definition() {
        return definition;
    }

    /** Everything wrong with a tree of the register's record. */
    public List<RecordShape.Fault> faults(Map<String, ?> tree) {
        return guarded(() -> definition.shape().faults(tree));
    }

    /** Everything wrong with a tree of a step's input. */
    public List<RecordShape.Fault> inputFaults(Step<Record, ?> step, Map<String, ?> tree) {
        return guarded(() -> RecordShape.of(step.input()).faults(tree));
    }

    public Record read(Map<String, ?> tree) {
        return guarded(() -> definition.shape().read(tree));
    }

    public Map<String, Object> write(Record record) {
        return guarded(() -> definition.shape().write(record));
    }

    /** The tree of a step's input. */
    public Map<String, Object> written(Record input) {
        return guarded(() -> RecordShape.of(input.getClass()).write(input));
    }

    public Map<String, Object> migrated(Map<String, Object> tree, int from) {
        return guarded(() -> definition.migrated(tree, from));
    }

    /** A new row with what the plugin fills in. */
    public Record completed(Record record, Context context) {
        return guarded(() -> definition.completed(record, context));
    }

    /** What stands in the way of creating this row. */
    public List<Obstacle> obstaclesToCreate(Record record, Context context) {
        return guarded(() -> definition.obstaclesToCreate(record, context));
    }

    /** What is wrong with this row whenever it is written. */
    public List<Obstacle> obstacles(Record record, Context context) {
        return guarded(() -> definition.faults(record, context));
    }

    /** What stands in the way of a step, whatever its input. */
    public List<Obstacle> obstacles(Step<Record, ?> step, Record record, Context context) {
        return guarded(() -> step.obstacles(record, context));
    }

    public Optional<String> series(Step<Record, ?> step, Record record, Context context) {
        return guarded(() -> step.series(record, context));
    }

    /** What stands in the way of a step with this input, which has no faults. */
    public List<Obstacle> obstacles(Step<Record, ?> step, Record record, Map<String, ?> input, Context context) {
        return guarded(() -> inputObstacles(step, record, input, context));
    }

    private static <I extends Record> List<Obstacle> inputObstacles(
            Step<Record, I> step, Record record, Map<String, ?> input, Context context) {
        return step.obstacles(record, RecordShape.of(step.input()).read(input), context);
    }

    /** What a step with this input, which has no faults, makes of the row. */
    public Outcome<Record> apply(Step<Record, ?> step, Record record, Map<String, ?> input, Context context) {
        return guarded(() -> applied(step, record, input, context));
    }

    private static <I extends Record> Outcome<Record> applied(
            Step<Record, I> step, Record record, Map<String, ?> input, Context context) {
        return step.apply(record, RecordShape.of(step.input()).read(input), context);
    }

    /** What a row is screened as before a step, where it is. */
    public Optional<ScreeningSubject> screenedAs(Step<Record, ?> step, Record record, Context context) {
        return guarded(() -> step.screenedAs(record, context));
    }

    public Optional<LocalDate> dueOn(Step<Record, ?> step, Record record) {
        return guarded(() -> step.dueOn(record));
    }

    public Optional<?> value(Derived<Record> derived, Record record, Context context) {
        return guarded(() -> derived.value().apply(record, context));
    }

    public Printed.Sheet sheet(Printed<Record> printed, Record record, Context context) {
        return guarded(() -> printed.sheet().apply(record, context));
    }

    /** A failure of the plugin that the host found by itself. */
    public PluginFailure failure(String reason) {
        return new PluginFailure(plugin.id(), definition.id(), reason, null);
    }

    private <T> T guarded(Supplier<T> call) {
        return calls.call(definition.id(), () -> {
            var answer = call.get();
            if (answer == null) {
                throw failure("answered null");
            }
            return answer;
        });
    }
}
