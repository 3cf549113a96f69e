package org.longji.shared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** A JSON Schema (2020-12) that configuration files are held to; what it finds carries the line of the file. */
public final class YamlSchema {

    private final JsonNode source;
    private final Schema schema;

    private YamlSchema(JsonNode source) {
        this.source = source;
        // Messages must not depend on the machine's language, and a wrong date must fail, not be a mere annotation.
        var configuration = SchemaRegistryConfig.builder()
                .locale(Locale.ENGLISH)
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .build();
        this.schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(configuration))
                .getSchema(source);
    }

    /** Reads a schema from its JSON file. */
    public static YamlSchema read(Path file) {
        try {
            return new YamlSchema(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the schema " + file, unreadable);
        }
    }

    /** A schema that was read already. */
    public static YamlSchema of(JsonNode schema) {
        return new YamlSchema(schema);
    }

    /** Everything in the document that the schema does not allow, one problem for each value. */
    public List<ConfigurationProblem> check(YamlDocument document) {
        var found = new LinkedHashMap<String, List<Error>>();
        for (var error : schema.validate(document.root())) {
            found.computeIfAbsent(pointerOf(error), pointer -> new ArrayList<>())
                    .add(error);
        }
        var problems = new ArrayList<ConfigurationProblem>();
        found.forEach((pointer, errors) -> problems.add(document.problemAt(pointer, describe(pointer, errors))));
        return problems;
    }

    private static String pointerOf(Error error) {
        var at = error.getInstanceLocation().toString();
        return isUnknownKey(error) ? at + "/" + error.getProperty() : at;
    }

    private static boolean isUnknownKey(Error error) {
        return "additionalProperties".equals(error.getKeyword()) && error.getProperty() != null;
    }

    private String describe(String pointer, List<Error> errors) {
        var first = errors.get(0);
        if (isUnknownKey(first)) {
            return "unknown key '" + first.getProperty() + "'" + allowedKeys(first);
        }
        var name = pointer.isEmpty() ? "" : "'" + pointer.substring(1).replace('/', '.') + "' ";
        // A choice reports itself and every branch it tried; its own description says it better than all of them.
        for (var error : errors) {
            var choice = error.getKeyword() == null ? "" : error.getKeyword();
            if (choice.equals("oneOf") || choice.equals("anyOf")) {
                var description = descriptionAround(error);
                if (!description.isEmpty()) {
                    return name + "must be " + description + "; it is " + error.getInstanceNode();
                }
            }
        }
        return name
                + String.join(
                        "; ", errors.stream().map(Error::getMessage).distinct().toList())
                + (first.getInstanceNode() != null && first.getInstanceNode().isValueNode()
                        ? "; it is " + first.getInstanceNode()
                        : "");
    }

    private String descriptionAround(Error error) {
        return source.at(parentOf(fragmentOf(error))).path("description").asText("");
    }

    private String allowedKeys(Error error) {
        var properties = source.at(parentOf(fragmentOf(error))).path("properties");
        var names = new ArrayList<String>();
        properties.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "" : ", allowed are " + String.join(", ", names);
    }

    private static String fragmentOf(Error error) {
        var location = error.getSchemaLocation().toString();
        return location.substring(location.indexOf('#') + 1);
    }

    private static String parentOf(String pointer) {
        var end = pointer.lastIndexOf('/');
        return end <= 0 ? "" : pointer.substring(0, end);
    }
}
