package org.longji.rest.shared;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import org.longji.shared.Json;

/** Gives every Jackson provider the house's mapper: Jackson's jar announces a second one of its own, and either may be asked. */
@Provider
public class JsonDialect implements ContextResolver<ObjectMapper> {

    private final ObjectMapper mapper = Json.mapper();

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return mapper;
    }
}
