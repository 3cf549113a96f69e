package org.longji.plugins.talent;

import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Words;

/** Why something cannot be done, in the console's three languages. */
final class Reasons {

    /** Input of steps that say why. */
    record Why(
            @Field(zh = "原因", en = "Reason", ru = "Причина", maxLength = 500, multiline = true)
            String reason) {}

    private Reasons() {}

    static Obstacle of(String code, String zh, String en, String ru) {
        return new Obstacle(code, Words.of(zh, en, ru), Optional.empty());
    }

    static List<Obstacle> unless(boolean holds, String code, String zh, String en, String ru) {
        return holds ? List.of() : List.of(of(code, zh, en, ru));
    }
}
