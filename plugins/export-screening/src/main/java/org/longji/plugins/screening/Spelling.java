package org.longji.plugins.screening;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How like two names are, whatever their letters, order of words and form of company. Whole numbers all the way: a likeness that decides
 * must be the same on every machine.
 */
final class Spelling {

    /** Cyrillic letters in Latin ones, in the manner of GOST 7.79 system B without its diacritics. */
    private static final Map<Character, String> LATIN = Map.ofEntries(
            Map.entry('а', "a"),
            Map.entry('б', "b"),
            Map.entry('в', "v"),
            Map.entry('г', "g"),
            Map.entry('д', "d"),
            Map.entry('е', "e"),
            Map.entry('ё', "e"),
            Map.entry('ж', "zh"),
            Map.entry('з', "z"),
            Map.entry('и', "i"),
            Map.entry('й', "i"),
            Map.entry('к', "k"),
            Map.entry('л', "l"),
            Map.entry('м', "m"),
            Map.entry('н', "n"),
            Map.entry('о', "o"),
            Map.entry('п', "p"),
            Map.entry('р', "r"),
            Map.entry('с', "s"),
            Map.entry('т', "t"),
            Map.entry('у', "u"),
            Map.entry('ф', "f"),
            Map.entry('х', "kh"),
            Map.entry('ц', "ts"),
            Map.entry('ч', "ch"),
            Map.entry('ш', "sh"),
            Map.entry('щ', "shch"),
            Map.entry('ъ', ""),
            Map.entry('ы', "y"),
            Map.entry('ь', ""),
            Map.entry('э', "e"),
            Map.entry('ю', "yu"),
            Map.entry('я', "ya"));

    /** What kind of company somebody is tells nobody apart. */
    private static final Set<String> FORMS = Set.of(
            "ltd",
            "limited",
            "llc",
            "inc",
            "co",
            "company",
            "corp",
            "corporation",
            "jsc",
            "pjsc",
            "gmbh",
            "ooo",
            "ao",
            "oao",
            "zao",
            "pao",
            "the",
            "of");

    private static final List<String> CHINESE_FORMS = List.of("有限责任公司", "股份有限公司", "有限公司", "集团", "公司");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Spelling() {}

    /** {@return 0 for nothing in common to 100.00 for the same} */
    static BigDecimal likeness(String one, String other) {
        String first = plain(one);
        String second = plain(other);
        int longer = Math.max(first.length(), second.length());
        if (first.isEmpty() || second.isEmpty()) {
            return BigDecimal.ZERO;
        }
        return HUNDRED.multiply(BigDecimal.valueOf(longer - distance(first, second)))
                .divide(BigDecimal.valueOf(longer), 2, RoundingMode.DOWN);
    }

    /** Small Latin letters, words in the order of the alphabet, without forms and signs. */
    static String plain(String name) {
        String decomposed = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder();
        // Composed again first: й would otherwise lose its mark and become another letter than in the table.
        String composed = Normalizer.normalize(decomposed, Normalizer.Form.NFC);
        for (int i = 0; i < composed.length(); i++) {
            char letter = composed.charAt(i);
            String latin = LATIN.get(letter);
            if (latin != null) {
                letters.append(latin);
            } else {
                letters.append(Character.isLetterOrDigit(letter) ? letter : ' ');
            }
        }
        String words = letters.toString();
        for (String form : CHINESE_FORMS) {
            words = words.replace(form, " ");
        }
        return Arrays.stream(words.trim().split(" +"))
                .filter(word -> !word.isEmpty() && !FORMS.contains(word))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** Letters to add, drop or change (Levenshtein). */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, 1 + Math.min(now[j - 1], before[j]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
