package org.longji.shared;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/** Money is stored as numeric(18,2) and is {@link Money} everywhere else. */
@Converter(autoApply = true)
public class MoneyColumn implements AttributeConverter<@Nullable Money, @Nullable BigDecimal> {

    @Override
    public @Nullable BigDecimal convertToDatabaseColumn(@Nullable Money money) {
        return money == null ? null : new BigDecimal(money.toString());
    }

    @Override
    public @Nullable Money convertToEntityAttribute(@Nullable BigDecimal value) {
        return value == null ? null : Money.of(value);
    }
}
