package org.longji.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Password hashes that describe themselves: {@code pbkdf2-sha512$iterations$salt$hash}. Raising the iterations later
 * leaves the stored ones valid.
 */
final class Passwords {

    static final int SHORTEST = 10;
    static final int LONGEST = 200;

    // OWASP's recommendation for PBKDF2-HMAC-SHA512.
    private static final int ITERATIONS = 210_000;
    private static final String SCHEME = "pbkdf2-sha512";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Stands in for the hash of an account that does not exist, so that looking for names takes as long as guessing. */
    static final String NOBODY = hash("nobody signs in with this");

    private Passwords() {}

    static String hash(String password) {
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        var encoder = Base64.getEncoder().withoutPadding();
        return SCHEME + "$" + ITERATIONS + "$" + encoder.encodeToString(salt) + "$"
                + encoder.encodeToString(derive(password, salt, ITERATIONS));
    }

    static boolean matches(String password, String stored) {
        var parts = stored.split("\\$");
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalStateException("A stored password hash is of an unknown scheme");
        }
        var salt = Base64.getDecoder().decode(parts[2]);
        var expected = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[1])));
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        // An over-long password is hashed like its beginning would be: it must fail, but not cost more.
        var bounded = password.length() > LONGEST ? password.substring(0, LONGEST) + "…" : password;
        var key = new PBEKeySpec(bounded.toCharArray(), salt, iterations, 512);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBKDF2WithHmacSHA512", e);
        } finally {
            key.clearPassword();
        }
    }
}
