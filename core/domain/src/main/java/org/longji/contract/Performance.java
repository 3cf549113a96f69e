package org.longji.contract;

import org.longji.plugin.api.Text;

/** How far a registered contract has been carried out; its registration is told by {@link ContractStatus}. */
public enum Performance {
    /** 履行中. */
    ONGOING("履行中", "being performed"),
    /** 已履行完毕. */
    PERFORMED("已履行完毕", "performed"),
    /** 已终止: ended before it was performed in full. */
    TERMINATED("已终止", "terminated");

    private final Text words;

    Performance(String zh, String en) {
        this.words = new Text(zh, en);
    }

    /** What it is called. */
    public Text words() {
        return words;
    }
}
