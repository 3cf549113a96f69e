package org.longji.plugins.talent;

import org.longji.plugin.api.register.Choice;

/** What kind of hours they are in continuing education. */
enum Subject {
    /** 专业科目. */
    @Choice(zh = "专业科目", en = "professional subject", ru = "профессиональный предмет")
    PROFESSIONAL,
    /** 公需科目. */
    @Choice(zh = "公需科目", en = "general subject", ru = "общий предмет")
    GENERAL
}
