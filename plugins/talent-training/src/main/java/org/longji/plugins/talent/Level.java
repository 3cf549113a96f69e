package org.longji.plugins.talent;

import java.util.Locale;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.Words;

/** The levels of the national syllabus. */
enum Level {
    /** 初级. */
    @Choice(zh = "初级", en = "junior", ru = "начальный")
    JUNIOR("1", Words.of("初级", "junior", "начальный")),
    /** 中级. */
    @Choice(zh = "中级", en = "intermediate", ru = "средний")
    INTERMEDIATE("2", Words.of("中级", "intermediate", "средний")),
    /** 高级. */
    @Choice(zh = "高级", en = "senior", ru = "высший")
    SENIOR("3", Words.of("高级", "senior", "высший"));

    private final String digit;
    private final Words words;

    Level(String digit, Words words) {
        this.digit = digit;
        this.words = words;
    }

    /** How a certificate's number tells it. */
    String digit() {
        return digit;
    }

    /** How a certificate names it. */
    String zh() {
        return words.zh();
    }

    Words words() {
        return words;
    }

    /** How an indicator names its part. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
