package org.longji.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Discretion;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.Question;

/** The one JSON dialect of the house: money and rates as strings, dates as ISO, unknown fields refused. */
public final class Json {

    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    /** A new mapper of this dialect, for the HTTP boundary to configure further. */
    public static ObjectMapper mapper() {
        var exact = new SimpleModule("exact");
        exact.addSerializer(Money.class, ToStringSerializer.instance);
        exact.addDeserializer(Money.class, new MoneyDeserializer());
        // A rate read as a binary float would no longer be the rate in the document.
        exact.addSerializer(BigDecimal.class, new PlainDecimalSerializer());
        exact.addDeserializer(BigDecimal.class, new DecimalDeserializer());
        return JsonMapper.builder()
                // What a decision made before there were evidence, years and attributes does not hold, its bytes do not
                // hold.
                .addMixIn(Facts.class, FactsJson.class)
                .addMixIn(PartyFacts.class, PartyFactsJson.class)
                .addMixIn(Question.class, QuestionJson.class)
                .addMixIn(CalculationStep.class, StepJson.class)
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .addModule(exact)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }

    private interface FactsJson {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> evidence();

        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<ApplicantFacts> applicant();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, Object> settings();
    }

    private interface QuestionJson {
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Discretion> discretion();
    }

    private interface StepJson {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> inputNames();
    }

    private interface PartyFactsJson {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> attributes();
    }

    /** The text of {@code value}; equal values give equal text, because record components keep their order. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not expressible as JSON: " + value.getClass(), e);
        }
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> readMap(String json) {
        return read(json, Map.class);
    }
}
