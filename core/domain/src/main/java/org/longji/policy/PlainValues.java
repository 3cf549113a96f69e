package org.longji.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Fills in what a file may leave out of a parameter's values: dates and source are then the version's, the unit is the one
 * the definition declares, and a value that holds all the time is its text alone.
 */
final class PlainValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainValues() {}

    static void complete(ObjectNode version) {
        if (!(version.get("parameters") instanceof ObjectNode parameters)) {
            return;
        }
        for (var entry : parameters.properties()) {
            var values = NODES.arrayNode();
            if (entry.getValue() instanceof ArrayNode list) {
                list.forEach(value -> values.add(complete(version, entry.getKey(), value)));
            } else {
                values.add(complete(version, entry.getKey(), entry.getValue()));
            }
            entry.setValue(values);
        }
    }

    private static ObjectNode complete(ObjectNode version, String name, JsonNode given) {
        var value =
                given instanceof ObjectNode object ? object : NODES.objectNode().<ObjectNode>set("value", given);
        for (var date : new String[] {"from", "until"}) {
            if (!value.has(date)) {
                value.set(date, version.path(date));
            }
        }
        if (!value.has("unit")) {
            var declared = version.path("definition").path("parameters").path(name);
            value.put("unit", (declared.isObject() ? declared.path("unit") : declared).asText());
        }
        var basis = NODES.objectNode();
        basis.set("document", version.path("document"));
        basis.set("article", version.path("article"));
        if (value.path("basis").isTextual()) {
            basis.set("article", value.path("basis"));
        } else if (value.get("basis") instanceof ObjectNode own) {
            basis.setAll(own);
        }
        value.set("basis", basis);
        return value;
    }
}
