package org.longji.plugins.measure;

/** What a formula yields. Money can be added to money and multiplied by a number, never by money. */
enum Type {
    MONEY("金额", "an amount of money"),
    COUNT("个数", "a whole number"),
    NUMBER("比例或数值", "a number"),
    DATE("日期", "a date"),
    TRUTH("是否", "a yes or no"),
    TEXT("文字", "a word"),
    SET("集合", "a set of words"),
    DIVISION("行政区划", "a division"),
    /** The literal 0, which may stand for nothing of any unit. */
    ZERO("0", "zero");

    final String zh;
    final String en;

    Type(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    boolean numeric() {
        return this == MONEY || unitless();
    }

    /** A number without a unit. */
    boolean unitless() {
        return this == COUNT || this == NUMBER || this == ZERO;
    }

    boolean fits(Type wanted) {
        return this == wanted
                || wanted == NUMBER && unitless()
                || this == ZERO && (wanted == MONEY || wanted == COUNT)
                || wanted == COUNT && this == NUMBER;
    }

    /** Whether two values can be compared or added. */
    static boolean alike(Type one, Type other) {
        return one == other
                || one == ZERO && other.numeric()
                || other == ZERO && one.numeric()
                || one.unitless() && other.unitless();
    }

    static Type wider(Type one, Type other) {
        if (one == other || other == ZERO) {
            return one;
        }
        return one == ZERO ? other : NUMBER;
    }
}
