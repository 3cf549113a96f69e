package org.longji.document;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one row: per field what, why and what to do, in both languages. */
final class Findings {

    private final List<String> zh = new ArrayList<>();
    private final List<String> en = new ArrayList<>();

    void add(LedgerColumn column, String zh, String en) {
        this.zh.add(column.zh() + "：" + zh);
        this.en.add(column.key() + ": " + en);
    }

    boolean isEmpty() {
        return zh.isEmpty();
    }

    int size() {
        return zh.size();
    }

    String zh() {
        return String.join("；", zh);
    }

    String en() {
        return String.join("; ", en);
    }
}
