package org.longji.tenant;

import java.util.Optional;

/**
 * Code of an administrative division (行政区划代码, GB/T 2260), which is also the identity of a tenant.
 *
 * <p>Its digits are the tree: a province ends in 0000, a prefecture in 00, and all divisions below one lie in the range
 * from its code to its {@link #upper() upper bound}. A unit without a code of its own takes a free one in that range.
 *
 * @param code six digits
 */
public record DivisionCode(int code) implements Comparable<DivisionCode> {

    private static final int FIRST_PROVINCE = 11;
    private static final int LAST_PROVINCE = 82;

    public DivisionCode {
        var province = code / DivisionLevel.PROVINCE.width();
        if (province < FIRST_PROVINCE || province > LAST_PROVINCE) {
            throw new IllegalArgumentException(
                    "Not a division code (six digits from 110000 to 829999, 行政区划代码应为六位数字): " + code);
        }
    }

    /** Reads six digits. */
    public static DivisionCode parse(String text) {
        var digits = text.strip();
        if (!digits.matches("[0-9]{6}")) {
            throw new IllegalArgumentException("Not a division code (six digits, 行政区划代码应为六位数字): " + text);
        }
        return new DivisionCode(Integer.parseInt(digits));
    }

    /** The level that the trailing zeros tell. */
    public DivisionLevel level() {
        if (code % DivisionLevel.PROVINCE.width() == 0) {
            return DivisionLevel.PROVINCE;
        }
        return code % DivisionLevel.PREFECTURE.width() == 0 ? DivisionLevel.PREFECTURE : DivisionLevel.COUNTY;
    }

    /** The last code of the range that this division and everything below it lie in. */
    public int upper() {
        return code + level().width() - 1;
    }

    /** Whether the other is this division or lies below it. */
    public boolean contains(DivisionCode other) {
        return other.code >= code && other.code <= upper();
    }

    /** The division one level up; empty for a province. */
    public Optional<DivisionCode> parent() {
        return switch (level()) {
            case PROVINCE -> Optional.empty();
            case PREFECTURE -> Optional.of(province());
            case COUNTY -> Optional.of(new DivisionCode(code - code % DivisionLevel.PREFECTURE.width()));
        };
    }

    /** The province this division belongs to, or is. */
    public DivisionCode province() {
        return new DivisionCode(code - code % DivisionLevel.PROVINCE.width());
    }

    @Override
    public int compareTo(DivisionCode other) {
        return Integer.compare(code, other.code);
    }

    @Override
    public String toString() {
        return Integer.toString(code);
    }
}
