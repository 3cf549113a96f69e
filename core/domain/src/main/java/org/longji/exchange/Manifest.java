package org.longji.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.longji.plugin.api.exchange.Format;
import org.longji.shared.Json;

/**
 * What a package says of itself. It is signed as it stands, and its own hash names the package.
 *
 * @param kind which version of this form it is in
 * @param sender who made it: the division code of a tenant, or what the partner calls itself
 * @param number counts the sender's packages of this channel
 */
record Manifest(
        String kind,
        String channel,
        String sender,
        int number,
        Instant madeAt,
        Format format,
        Part items,
        Part receipts) {

    static final String KIND = "longji exchange 1";
    static final String FILE = "manifest.json";
    static final String SIGNATURE_FILE = "manifest.sig";

    private static final String SIGNED = "longji exchange package 1\n";

    /**
     * A file of the package.
     *
     * @param file its name
     * @param count messages in it
     * @param sha256 of its bytes, hex
     */
    record Part(String file, long count, String sha256) {}

    String text() {
        return Json.write(this);
    }

    /** What is signed, so that the signature can be taken for nothing else. */
    static byte[] signed(String text) {
        return (SIGNED + text).getBytes(StandardCharsets.UTF_8);
    }

    /** The lines of the file beside a manifest. */
    static String signatureFile(String fingerprint, byte[] signature) {
        return SIGNED + "key " + fingerprint + "\nsignature "
                + Base64.getEncoder().encodeToString(signature) + "\n";
    }

    /** The signature that such a file tells; empty if it tells none. */
    static Optional<byte[]> signature(String file) {
        var lines = file.strip().split("\\R");
        if (lines.length != 3 || !SIGNED.strip().equals(lines[0]) || !lines[2].startsWith("signature ")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(lines[2].substring("signature ".length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
