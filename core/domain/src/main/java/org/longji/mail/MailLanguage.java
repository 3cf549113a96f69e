package org.longji.mail;

import org.longji.plugin.api.Text;

/** The languages messages are written in. */
public enum MailLanguage {
    /** 中文. */
    ZH,
    /** English. */
    EN;

    String of(Text text) {
        return this == ZH ? text.zh() : text.en();
    }
}
