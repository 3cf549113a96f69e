package org.longji.rest.shared;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import org.longji.shared.Json;

/**
 * Gives the house's JSON dialect to every Jackson provider there is: the library announces one of its own, and which of
 * the two the container picks is not ours to rely on.
 */
@Provider
public class JsonDialect implements ContextResolver<ObjectMapper> {

    private static final ObjectMapper MAPPER = bounded();

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return MAPPER;
    }

    /** The one mapper of the HTTP boundary. */
    static ObjectMapper mapper() {
        return MAPPER;
    }

    private static ObjectMapper bounded() {
        var mapper = Json.mapper();
        // What people send is flat; a deeply nested body is an attack on the parser's stack.
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(40)
                        .maxStringLength(200_000)
                        .maxNumberLength(100)
                        .build());
        // An element that is null in a list is nobody's reason, role or row; the resources need not look for it.
        mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        return mapper;
    }
}
