package org.longji.plugin.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A file of cases for one policy, each a sentence with a date.
 *
 * @param policy id of the policy
 * @param scenarios the cases
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Scenarios(String policy, List<Scenario> scenarios) {

    /** Takes a copy. */
    public Scenarios {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Reads the cases; what a case leaves out comes from the file's {@code defaults}.
     *
     * @param file the YAML file
     * @return the cases
     * @throws java.io.UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if a case has a key nobody knows
     */
    public static Scenarios read(Path file) {
        File read = Yaml.read(file, File.class);
        ObjectNode defaults = read.defaults() == null ? Yaml.MAPPER.createObjectNode() : read.defaults();
        List<Scenario> scenarios = read.scenarios().stream()
                .map(own -> scenario(file, defaults, own))
                .toList();
        return new Scenarios(read.policy(), scenarios);
    }

    private static Scenario scenario(Path file, ObjectNode defaults, ObjectNode own) {
        JsonNode sentence = own.path("sentence");
        try {
            ObjectNode given = own.get("given") instanceof ObjectNode node ? node : Yaml.MAPPER.createObjectNode();
            ObjectNode complete = own.deepCopy();
            complete.set("given", Yaml.overlay(defaults, given));
            return Yaml.MAPPER.treeToValue(complete, Scenario.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file.getFileName() + ": scenario '" + sentence.asText() + "': " + e.getOriginalMessage(), e);
        }
    }

    private record File(String policy, @Nullable ObjectNode defaults, List<ObjectNode> scenarios) {}
}
