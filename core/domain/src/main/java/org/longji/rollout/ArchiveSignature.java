package org.longji.rollout;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.longji.shared.Sha256;

/**
 * What stands in the file beside an archive: whose key signed which archive. The signature is Ed25519 over these very lines,
 * so that it can be taken for nothing else.
 *
 * @param fingerprint of the key
 * @param hash SHA-256 of the archive, hex
 */
record ArchiveSignature(String fingerprint, String hash, byte[] signature) {

    private static final String HEADER = "longji plugin signature 1";
    private static final int FINGERPRINT_BYTES = 16;

    /** The signature a text tells; empty if it tells none. */
    static Optional<ArchiveSignature> parse(String text) {
        String[] lines = text.strip().split("\\R");
        if (lines.length != 4
                || !lines[0].equals(HEADER)
                || !lines[1].startsWith("key ")
                || !lines[2].startsWith("archive ")
                || !lines[3].startsWith("signature ")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ArchiveSignature(
                    lines[1].substring("key ".length()),
                    lines[2].substring("archive ".length()),
                    Base64.getDecoder().decode(lines[3].substring("signature ".length()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean isOf(PublicKey key) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(
                    (HEADER + "\nkey " + fingerprint + "\narchive " + hash + "\n").getBytes(StandardCharsets.UTF_8));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The key a PEM text or its base64 alone holds; empty if it is no Ed25519 key. */
    static Optional<PublicKey> key(String text) {
        String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return key(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<PublicKey> key(byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** How people tell keys apart: the first half of the SHA-256 of the key. */
    static String fingerprint(PublicKey key) {
        return HexFormat.of().formatHex(Sha256.digest().digest(key.getEncoded()), 0, FINGERPRINT_BYTES);
    }
}
