package org.longji.exchange;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Words;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.PluginFailure;
import org.longji.shared.Problem;
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
        if (refused.errors().isEmpty()) {
            return List.of(new Reason(
                    refused.problem().name(),
                    new Label(detail(refused, Locale.CHINESE), detail(refused, Locale.ENGLISH), null),
                    null));
        }
        return refused.errors().stream()
                .map(error -> new Reason(
                        refused.problem().name(), new Label(error.message(), error.messageEn(), null), error.field()))
                .toList();
    }

    private static String detail(ProblemException refused, Locale locale) {
        return refused.problem().text(Problem.Part.DETAIL, locale, refused.parameters());
    }

    static Reason of(PluginFailure failed) {
        var what = String.valueOf(failed.getMessage());
        return of("PLUGIN_FAILED", "插件出错：" + what, "The plugin failed: " + what, "Сбой модуля: " + what);
    }
}
