package org.longji.shared;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Signatures by which people and other systems are known: of plugins' archives, of packages between regions. */
public final class Ed25519 {

    private static final String NAME = "Ed25519";
    private static final int FINGERPRINT_BYTES = 16;

    private Ed25519() {}

    /** The key a PEM text or its base64 alone holds; empty if it is no Ed25519 key. */
    public static Optional<PublicKey> key(String text) {
        String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return key(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static Optional<PublicKey> key(byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** How people tell keys apart: the first half of the SHA-256 of the key. */
    public static String fingerprint(PublicKey key) {
        return HexFormat.of().formatHex(Sha256.digest().digest(key.getEncoded()), 0, FINGERPRINT_BYTES);
    }

    /** A new pair. */
    public static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(NAME).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform from 15 on has Ed25519", e);
        }
    }

    /** The signature of a private key, as {@code getEncoded} gave it, over bytes. */
    public static byte[] sign(byte[] privateKey, byte[] what) {
        try {
            var signature = Signature.getInstance(NAME);
            signature.initSign(KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
            signature.update(what);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored key does not sign", e);
        }
    }

    /** Whether a signature is the key's, over these bytes. */
    public static boolean isOf(PublicKey key, byte[] what, byte[] signature) {
        try {
            var check = Signature.getInstance(NAME);
            check.initVerify(key);
            check.update(what);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
