package org.longji.registration;

/**
 * The registration number (合同登记编号): 16 digits = city (4) + registration point (2) + year (4) + serial (6), for
 * example 2301 01 2018 000001. The split is read off published certificates, not off a rule (see the decision record).
 */
public final class RegistrationNumber {

    private RegistrationNumber() {}

    /** City and registration point, six digits; a county registers under its prefecture's city code. */
    public static String point(int tenant, String registrationPoint) {
        return tenant / 100 + registrationPoint;
    }

    /**
     * One number.
     *
     * @param point six digits from {@link #point}
     * @param serial 1 to 999999, restarting each year
     */
    public static String of(String point, int year, int serial) {
        return point + year + String.format("%06d", serial);
    }
}
