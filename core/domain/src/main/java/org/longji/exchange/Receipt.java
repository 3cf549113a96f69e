package org.longji.exchange;

import java.util.Optional;
import org.longji.plugin.api.exchange.Mark;
import org.longji.plugin.api.exchange.MessageShape;
import org.longji.plugin.api.register.Field;

/** What one side tells the other of a message it got (回执). */
record Receipt(
        @Field(zh = "标识", en = "Key", ru = "Ключ", maxLength = Mark.LONGEST)
        String key,

        @Field(zh = "版次", en = "Revision", ru = "Версия", min = "1")
        long revision,

        @Field(zh = "已接受", en = "Accepted", ru = "Принято") boolean accepted,

        @Field(zh = "原因", en = "Reason", ru = "Причина", maxLength = 4000)
        Optional<String> reason) {

    static final MessageShape<Receipt> SHAPE = MessageShape.of(Receipt.class);
}
