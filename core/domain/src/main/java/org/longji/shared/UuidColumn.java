package org.longji.shared;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** For columns that may hold no identifier: EclipseLink's own conversion of a UUID fails on null. */
@Converter
public class UuidColumn implements AttributeConverter<@Nullable UUID, @Nullable Object> {

    @Override
    public @Nullable Object convertToDatabaseColumn(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    @Override
    public @Nullable UUID convertToEntityAttribute(@Nullable Object value) {
        return value == null ? null : UUID.fromString(value.toString());
    }
}
