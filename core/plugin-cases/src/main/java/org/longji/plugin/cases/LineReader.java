package org.longji.plugin.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads a policy line, filling in what a file may leave out: a parameter that holds for the whole version is its value alone
 * or lacks dates, unit and source, which then are the version's and the definition's.
 */
final class LineReader {

    private LineReader() {}

    static PolicyLine read(WrittenFile file) {
        JsonNode root = file.read(JsonNode.class);
        if (root instanceof ObjectNode line) {
            // Which other policy comes after it is for the host to follow.
            line.remove("succeededBy");
            line.path("versions").forEach(version -> {
                if (version instanceof ObjectNode object) {
                    complete(object);
                    terms(object);
                }
            });
        }
        try {
            return Yaml.MAPPER.treeToValue(root, PolicyLine.class);
        } catch (JsonProcessingException e) {
            throw new InvalidFile(file, InvalidFile.pointer(e), e.getOriginalMessage());
        }
    }

    static void complete(ObjectNode version) {
        if (!(version.get("parameters") instanceof ObjectNode parameters)) {
            version.putObject("parameters");
            return;
        }
        for (String name :
                parameters.properties().stream().map(entry -> entry.getKey()).toList()) {
            JsonNode given = parameters.get(name);
            ArrayNode values = Yaml.MAPPER.createArrayNode();
            if (given instanceof ArrayNode list) {
                list.forEach(value -> values.add(complete(version, name, value)));
            } else {
                values.add(complete(version, name, given));
            }
            parameters.set(name, values);
        }
    }

    /** A figure that only the terms name is not given to the policy, so its values move to the terms. */
    private static void terms(ObjectNode version) {
        if (!(version.get("terms") instanceof ObjectNode terms)
                || !version.has("definition")
                || !(version.get("parameters") instanceof ObjectNode parameters)) {
            return;
        }
        Set<String> named = new HashSet<>();
        words(terms, named);
        JsonNode declared = version.path("definition").path("parameters");
        ObjectNode own = terms.putObject("values");
        for (String name :
                parameters.properties().stream().map(entry -> entry.getKey()).toList()) {
            if (named.contains(name) && !declared.has(name)) {
                own.set(name, parameters.remove(name));
            }
        }
    }

    private static void words(JsonNode node, Set<String> found) {
        if (node.isTextual()) {
            found.add(node.asText());
        }
        node.forEach(inner -> words(inner, found));
    }

    private static JsonNode complete(ObjectNode version, String name, JsonNode given) {
        ObjectNode value;
        if (given instanceof ObjectNode object) {
            value = object;
        } else {
            value = Yaml.MAPPER.createObjectNode();
            value.set("value", given.isNull() || given.isTextual() ? given : value.textNode(given.asText()));
        }
        if (!value.has("from")) {
            value.set("from", version.path("from"));
        }
        if (!value.has("until")) {
            value.set("until", version.path("until"));
        }
        if (!value.has("unit")) {
            JsonNode declared = version.path("definition").path("parameters").path(name);
            value.put("unit", (declared.isObject() ? declared.path("unit") : declared).asText());
        }
        JsonNode basis = value.path("basis");
        ObjectNode source = Yaml.MAPPER.createObjectNode();
        source.set("document", version.path("document"));
        source.set("article", version.path("article"));
        if (basis.isTextual()) {
            source.set("article", basis);
        } else if (basis instanceof ObjectNode own) {
            source.setAll(own);
        }
        value.set("basis", source);
        return value;
    }
}
