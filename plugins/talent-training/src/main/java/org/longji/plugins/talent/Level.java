package org.longji.plugins.talent;

import org.longji.plugin.api.register.Choice;

/** The levels of the national syllabus. */
enum Level {
    /** 初级. */
    @Choice(zh = "初级", en = "junior", ru = "начальный")
    JUNIOR("1", "初级"),
    /** 中级. */
    @Choice(zh = "中级", en = "intermediate", ru = "средний")
    INTERMEDIATE("2", "中级"),
    /** 高级. */
    @Choice(zh = "高级", en = "senior", ru = "высший")
    SENIOR("3", "高级");

    private final String digit;
    private final String zh;

    Level(String digit, String zh) {
        this.digit = digit;
        this.zh = zh;
    }

    /** How a certificate's number tells it. */
    String digit() {
        return digit;
    }

    /** How a certificate names it. */
    String zh() {
        return zh;
    }
}
