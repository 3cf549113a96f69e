package org.longji.mail;

/** How an account wants to be told of its messages by e-mail. */
public enum MailWish {
    /** 不发送. */
    NEVER,
    /** 逐条发送: a mail for each message, at once. */
    EACH,
    /** 每日汇总: one mail at eight in the morning with everything since the last, if there is anything. */
    DAILY
}
