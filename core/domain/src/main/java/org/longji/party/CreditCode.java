package org.longji.party;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Unified social credit code (统一社会信用代码, GB 32100): the one identifier of an organisation from its founding to its
 * deletion. Eighteen characters: registration authority, category, six digits of a division, nine of the organisation
 * code, and a check character over all the others.
 *
 * <p>A value of this type is always a correct code in canonical form (upper case, no blanks). The check character
 * catches every mistyped single character, which is why a code is verified where it enters and never later.
 *
 * @param value the eighteen characters
 */
public record CreditCode(String value) implements Comparable<CreditCode> {

    /** The characters of a code in the order of their values; I, O, S, V and Z are left out as too easily misread. */
    public static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final int LENGTH = 18;
    private static final int MODULUS = ALPHABET.length();

    /** What a text that is not a credit code fails at, in the order the checks are made. */
    public enum Check {
        LENGTH,
        ALPHABET,
        DIVISION,
        CHECK_DIGIT
    }

    /**
     * Why a text is not a credit code, in words a clerk can act on.
     *
     * @param check the first check that failed
     * @param zh the explanation in Chinese
     * @param en the explanation in English
     */
    public record Defect(Check check, String zh, String en) {}

    public CreditCode {
        var defect = examineCanonical(value);
        if (defect.isPresent()) {
            throw new InvalidCreditCodeException(defect.get());
        }
    }

    /**
     * Reads a code as people write it: lower case, full-width characters and blanks are forgiven, anything else is not.
     *
     * @throws InvalidCreditCodeException naming the check that failed
     */
    public static CreditCode parse(String text) {
        return new CreditCode(canonical(text));
    }

    /** What is wrong with a text as people write it; empty when {@link #parse} would accept it. */
    public static Optional<Defect> examine(String text) {
        return examineCanonical(canonical(text));
    }

    /**
     * The check character that completes the first seventeen characters of a code.
     *
     * @throws IllegalArgumentException if there are not seventeen characters of the {@link #ALPHABET}
     */
    public static char checkDigitOf(String firstSeventeen) {
        if (firstSeventeen.length() != LENGTH - 1) {
            throw new IllegalArgumentException(
                    "A check character completes 17 characters, not " + firstSeventeen.length());
        }
        var sum = 0;
        var weight = 1;
        for (var i = 0; i < LENGTH - 1; i++) {
            var digit = ALPHABET.indexOf(firstSeventeen.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("Not a character of a credit code: " + firstSeventeen.charAt(i));
            }
            sum += digit * weight;
            weight = weight * 3 % MODULUS;
        }
        return ALPHABET.charAt((MODULUS - sum % MODULUS) % MODULUS);
    }

    /** The division whose registration authority issued the code; the organisation may have moved since. */
    public int issuingDivision() {
        return Integer.parseInt(value.substring(2, 8));
    }

    @Override
    public int compareTo(CreditCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String canonical(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toUpperCase(Locale.ROOT);
    }

    private static Optional<Defect> examineCanonical(String code) {
        if (code.length() != LENGTH) {
            return Optional.of(new Defect(
                    Check.LENGTH,
                    "统一社会信用代码应为18位，现为" + code.length() + "位",
                    "A unified social credit code has 18 characters, this has " + code.length()));
        }
        for (var i = 0; i < LENGTH; i++) {
            var character = code.charAt(i);
            if (ALPHABET.indexOf(character) < 0) {
                return Optional.of(new Defect(
                        Check.ALPHABET,
                        "统一社会信用代码第" + (i + 1) + "位“" + character + "”不是允许的字符（不使用字母I、O、S、V、Z）",
                        "Character " + (i + 1) + " '" + character
                                + "' never occurs in a unified social credit code (no letters I, O, S, V, Z)"));
            }
        }
        for (var i = 2; i < 8; i++) {
            if (!isDigit(code.charAt(i))) {
                return Optional.of(new Defect(
                        Check.DIVISION,
                        "统一社会信用代码第3至8位应为登记机关行政区划数字，第" + (i + 1) + "位为“" + code.charAt(i) + "”",
                        "Characters 3 to 8 are the digits of the registration authority's division, character "
                                + (i + 1) + " is '" + code.charAt(i) + "'"));
            }
        }
        // The right character stays unnamed: a clerk should look at the document again, not patch the last character.
        if (checkDigitOf(code.substring(0, LENGTH - 1)) != code.charAt(LENGTH - 1)) {
            return Optional.of(new Defect(
                    Check.CHECK_DIGIT,
                    "统一社会信用代码校验位不符，请核对营业执照或登记证书上的代码",
                    "The check character does not fit: compare every character with the business licence"));
        }
        return Optional.empty();
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
