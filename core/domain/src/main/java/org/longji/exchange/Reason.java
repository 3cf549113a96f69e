package org.longji.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Words;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.PluginFailure;
import org.longji.shared.ProblemException;

/**
 * Why something does not leave, or was not taken.
 *
 * @param field what it is about, as the register calls it; null for the whole
 */
public record Reason(String code, Label label, @Nullable String field) {

    static Reason of(String code, String zh, String en, String ru) {
        return new Reason(code, new Label(zh, en, ru), null);
    }

    static Reason about(String code, String field, Words words) {
        return new Reason(code, Label.of(words), field);
    }

    static List<Reason> of(List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(one -> new Reason(one.code(), Label.of(one.words()), null))
                .toList();
    }

    static List<Reason> of(ProblemException refused) {
        return refused.errors().isEmpty()
                ? List.of(new Reason(
                        refused.problem().name(),
                        new Label(String.valueOf(refused.getMessage()), String.valueOf(refused.getMessage()), null),
                        null))
                : refused.errors().stream()
                        .map(error -> new Reason(
                                refused.problem().name(),
                                new Label(error.message(), error.messageEn(), null),
                                error.field()))
                        .toList();
    }

    static Reason of(PluginFailure failed) {
        var what = String.valueOf(failed.getMessage());
        return of("PLUGIN_FAILED", "插件出错：" + what, "The plugin failed: " + what, "Сбой модуля: " + what);
    }
}
