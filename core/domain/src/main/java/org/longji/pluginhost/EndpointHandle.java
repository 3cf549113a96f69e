package org.longji.pluginhost;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.longji.plugin.api.endpoint.Endpoint;
import org.longji.plugin.api.endpoint.Request;
import org.longji.plugin.api.endpoint.Response;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.UserRole;

/**
 * One endpoint of one loaded plugin, called through a guard. What it is was read once, when the plugin started; an answer that does
 * not fit its own record is a {@link PluginFailure}.
 */
public final class EndpointHandle extends ExtensionHandle {

    /** An answer is read by a program; whoever needs more asks more narrowly. */
    private static final int LARGEST = 1_000_000;

    private final Endpoint<Record, Record> endpoint;
    private final RecordShape<Record> input;
    private final RecordShape<Record> output;
    private final Set<UserRole> by;
    private final Set<HostData> needs;

    /** An endpoint without an archive: for trying it outside the server. */
    public EndpointHandle(String pluginId, String pluginVersion, String pluginHash, Endpoint<?, ?> endpoint) {
        this(
                new PluginIdentity(pluginId, pluginVersion, pluginHash),
                new PluginCalls(pluginId, CallBudget.USUAL),
                endpoint);
    }

    /** @throws IllegalArgumentException if its id, its records or its roles are not such as the host can carry */
    @SuppressWarnings("unchecked")
    EndpointHandle(PluginIdentity plugin, PluginCalls calls, Endpoint<?, ?> endpoint) {
        super(plugin, calls, "endpoint", endpoint.id(), endpoint.words());
        // Every record it is called with was made by its own shape.
        this.endpoint = (Endpoint<Record, Record>) endpoint;
        this.input = RecordShape.of(this.endpoint.input());
        this.output = RecordShape.of(this.endpoint.output());
        this.by = Set.copyOf(endpoint.by());
        this.needs = Set.copyOf(endpoint.needs());
        if (by.isEmpty()) {
            throw new IllegalArgumentException("nobody may ask the endpoint '" + id() + "'");
        }
        if (isPersonal(output.fields())) {
            throw new IllegalArgumentException("the endpoint '" + id() + "' answers with something marked personal");
        }
    }

    private static boolean isPersonal(List<FieldShape> fields) {
        return fields.stream()
                .anyMatch(field -> field.personal() != Personal.NO
                        || isPersonal(field.group())
                        || field.element()
                                .map(FieldShape::group)
                                .filter(EndpointHandle::isPersonal)
                                .isPresent());
    }

    public Set<UserRole> by() {
        return by;
    }

    public Set<HostData> needs() {
        return needs;
    }

    public Map<String, Object> inputSchema() {
        return input.schema();
    }

    public Map<String, Object> outputSchema() {
        return output.schema();
    }

    /** Everything wrong with the tree of a question. */
    public List<RecordShape.Fault> faults(Map<String, ?> tree) {
        return guarded(() -> input.faults(tree));
    }

    /** The question of a tree that has no faults. */
    public Record read(Map<String, ?> tree) {
        return guarded(() -> input.read(tree));
    }

    /**
     * What it answers: the tree of the answer, or why there is none.
     *
     * @throws PluginFailure if it throws, wants too much, answers nothing or against its own record
     */
    public Outcome ask(Request<Record> request) {
        return guarded(() -> {
            Response<Record> response = endpoint.answer(request);
            if (response instanceof Response.Refused<Record> refused) {
                return new Outcome(Map.of(), refused);
            }
            if (!(response instanceof Response.Answered<Record> answered)) {
                throw failure("answered nothing");
            }
            if (answered.output().getClass() != output.type()) {
                throw failure("answers with a " + answered.output().getClass().getSimpleName());
            }
            var tree = output.write(answered.output());
            var faults = output.faults(tree);
            if (!faults.isEmpty()) {
                throw failure("answers against its own record: " + faults);
            }
            expectAtMost(tree, LARGEST);
            return new Outcome(tree, answered);
        });
    }

    /**
     * An answer.
     *
     * @param tree of the output; empty where it was refused
     */
    public record Outcome(Map<String, Object> tree, Response<Record> response) {}
}
