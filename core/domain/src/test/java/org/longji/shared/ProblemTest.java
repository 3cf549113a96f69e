package org.longji.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.longji.shared.Problem.Part;

class ProblemTest {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    @ParameterizedTest
    @EnumSource(Problem.class)
    @DisplayName("says what, why and what next in both languages, naming the same values")
    void hasAllTexts(Problem problem) {
        for (var part : Part.values()) {
            var zh = problem.text(part, Locale.CHINESE, Map.of());
            var en = problem.text(part, Locale.ENGLISH, Map.of());
            assertThat(zh).isNotBlank().containsPattern("\\p{IsHan}");
            assertThat(en).isNotBlank().doesNotContainPattern("\\p{IsHan}");
            assertThat(parameters(zh)).isEqualTo(parameters(en));
        }
        assertThat(problem.status()).isBetween(400, 599);
    }

    @Test
    @DisplayName("an English machine still answers a Chinese reader in Chinese")
    void ignoresTheMachinesLocale() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ENGLISH);
            assertThat(Problem.NOT_FOUND.text(Part.TITLE, Locale.SIMPLIFIED_CHINESE, Map.of()))
                    .containsPattern("\\p{IsHan}");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @DisplayName("the catalogue holds no text that no problem uses")
    void holdsNothingElse() throws Exception {
        for (var file : new String[] {"problems.properties", "problems_en.properties"}) {
            var texts = new Properties();
            try (var in = Problem.class.getResourceAsStream(file)) {
                texts.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
            }
            var expected = new TreeSet<Object>();
            for (var problem : Problem.values()) {
                for (var part : Part.values()) {
                    expected.add(problem.name() + "." + part.name());
                }
            }
            assertThat(new TreeSet<>(texts.keySet())).isEqualTo(expected);
        }
    }

    private static TreeSet<String> parameters(String text) {
        var names = new TreeSet<String>();
        PARAMETER.matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }
}
