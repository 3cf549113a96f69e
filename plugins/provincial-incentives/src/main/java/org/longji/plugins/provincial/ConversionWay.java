package org.longji.plugins.provincial;

/** How a result is converted, which decides what a reward share is counted on. */
public enum ConversionWay {
    /** 转让: on the net income. */
    TRANSFER,
    /** 许可: on the net income. */
    LICENSING,
    /** 作价投资: on the shares or the contribution. */
    INVESTMENT,
    /** 自行实施或合作实施: on the operating profit of a year. */
    OWN_USE
}
