package org.longji.plugin.cases;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.longji.plugin.api.Definition;

/** Reads YAML strictly: an unknown or doubled key is an error, because a typing error must not survive as silence. */
final class Yaml {

    static final ObjectMapper MAPPER = new ObjectMapper(YAMLFactory.builder()
                    // YAML 1.1 reads a bare NO as false; in a scenario it is an answer.
                    .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                    .build())
            .registerModule(new JavaTimeModule())
            .registerModule(new SimpleModule().addDeserializer(Definition.class, new DefinitionReader()))
            // An amount written without quotes must not lose a digit on the way to its text.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private Yaml() {}

    private static final class DefinitionReader extends JsonDeserializer<Definition> {
        @Override
        public Definition deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Definition.of(MAPPER.treeToValue(parser.<JsonNode>readValueAsTree(), Object.class));
        }
    }

    /** Lays the scenario's own words over the defaults, field by field; lists are replaced, not joined. */
    static ObjectNode overlay(ObjectNode defaults, ObjectNode own) {
        ObjectNode merged = defaults.deepCopy();
        own.properties().forEach(field -> {
            JsonNode below = merged.get(field.getKey());
            boolean both = below instanceof ObjectNode && field.getValue() instanceof ObjectNode;
            merged.set(
                    field.getKey(),
                    both ? overlay((ObjectNode) below, (ObjectNode) field.getValue()) : field.getValue());
        });
        return merged;
    }
}
