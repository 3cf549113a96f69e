package org.longji.plugins.talent;

/** Numbers with a check digit: of certificates, which this makes, and of identity cards, which it checks. */
final class Numbers {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private Numbers() {}

    /**
     * {@return the number of a certificate, the same for no two of them: the series is the tenant's own}
     *
     * @param base two digits of the training base
     * @param serial counted from 1 in the series
     */
    static String certificate(
            String prefix, Profession profession, Level level, int year, int tenant, String base, long serial) {
        String body = "%s%s-%d-%d-%s-%05d".formatted(profession.digit(), level.digit(), year, tenant, base, serial);
        return prefix + "-" + body + check(body.replace("-", ""));
    }

    /** {@return the check character of ISO 7064 MOD 11-2 over digits} */
    static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum = (sum + digits.charAt(i) - '0') * 2 % 11;
        }
        int check = (12 - sum) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }

    /** {@return whether the number of an identity card has the right last character (GB 11643)} */
    static boolean isIdentity(String number) {
        if (!number.matches("[0-9]{17}[0-9X]")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return number.charAt(WEIGHTS.length) == CHECKS.charAt(sum % CHECKS.length());
    }
}
