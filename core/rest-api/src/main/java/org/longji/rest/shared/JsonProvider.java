package org.longji.rest.shared;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import org.longji.shared.Json;

/** Reads and writes bodies in the house's JSON dialect instead of the container's. */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/problem+json"})
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class JsonProvider extends JacksonJsonProvider {

    public JsonProvider() {
        super(bounded());
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
        return mapper;
    }
}
