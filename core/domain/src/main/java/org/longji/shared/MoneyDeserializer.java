package org.longji.shared;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.longji.plugin.api.Money;

/** Reads money from a string or a JSON number, digit by digit, and says what is wrong with it. */
class MoneyDeserializer extends StdScalarDeserializer<Money> {

    private static final long serialVersionUID = 1L;

    MoneyDeserializer() {
        super(Money.class);
    }

    @Override
    public Money deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            return (Money) context.handleUnexpectedToken(Money.class, parser);
        }
        try {
            return Money.of(parser.getText().strip());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw context.weirdStringException(parser.getText(), Money.class, e.getMessage());
        }
    }
}
