package org.longji.rollout;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import org.longji.shared.Ed25519;

/**
 * What stands in the file beside an archive: whose key signed which archive. The signature is Ed25519 over these very lines,
 * so that it can be taken for nothing else.
 *
 * @param fingerprint of the key
 * @param hash SHA-256 of the archive, hex
 */
record ArchiveSignature(String fingerprint, String hash, byte[] signature) {

    private static final String HEADER = "longji plugin signature 1";

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
        return Ed25519.isOf(
                key,
                (HEADER + "\nkey " + fingerprint + "\narchive " + hash + "\n").getBytes(StandardCharsets.UTF_8),
                signature);
    }
}
