package org.longji.plugins.talent;

import org.longji.plugin.api.register.Choice;

/** The three professions that the plan names (黑政发〔2017〕16号 一(二)4). */
enum Profession {
    /** 技术经纪人. */
    @Choice(zh = "技术经纪人", en = "technology broker", ru = "технологический брокер")
    BROKER("1", "技术经纪人"),
    /** 技术经理人. */
    @Choice(zh = "技术经理人", en = "technology transfer manager", ru = "менеджер трансфера технологий")
    MANAGER("2", "技术经理人"),
    /** 技术评价师. */
    @Choice(zh = "技术评价师", en = "technology evaluator", ru = "оценщик технологий")
    EVALUATOR("3", "技术评价师");

    private final String digit;
    private final String zh;

    Profession(String digit, String zh) {
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
