package org.longji.shared;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.math.BigDecimal;

/** Writes decimals as plain strings: 0.0006 stays 0.0006 and never becomes 6.0E-4. */
class PlainDecimalSerializer extends StdScalarSerializer<BigDecimal> {

    private static final long serialVersionUID = 1L;

    PlainDecimalSerializer() {
        super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal value, JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeString(value.toPlainString());
    }
}
