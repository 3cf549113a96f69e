package org.longji.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * Signs what the house publishes (Ed25519), with a key of its own that signs nothing else and is kept for good, so that a list can be
 * checked years later by anybody who has the public key.
 */
@Dependent
public class Seals {

    private static final String ALGORITHM = "Ed25519";

    private final Transactions transactions;
    private final Clock clock;

    @Inject
    public Seals(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A public key.
     *
     * @param key X.509 form, base64
     */
    public record PublishedKey(String kid, String algorithm, String key) {}

    private record Stored(String kid, String privateKey) {}

    /** Seals a text in the running transaction: the key's name, a full stop, the signature over the text's UTF-8 form in base64url. */
    public String seal(EntityManager em, String text) {
        var stored = newest(em).or(() -> {
            // Two first seals at once make one key.
            Sql.query(em, "select pg_advisory_xact_lock(hashtextextended('seal', 0))::text as locked", row -> 0);
            return newest(em);
        });
        var key = stored.orElseGet(() -> make(em));
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key.privateKey()))));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return key.kid() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform signs with " + ALGORITHM, e);
        }
    }

    private static Optional<Stored> newest(EntityManager em) {
        return Sql.first(
                em,
                "select kid, private_key from seal_key order by created_at desc, kid limit 1",
                row -> new Stored(row.text("kid"), row.text("private_key")));
    }

    private Stored make(EntityManager em) {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            var encoder = Base64.getEncoder();
            var published = encoder.encodeToString(pair.getPublic().getEncoded());
            var kept = new Stored(
                    Sha256.hex(published).substring(0, 16),
                    encoder.encodeToString(pair.getPrivate().getEncoded()));
            Sql.update(
                    em,
                    "insert into seal_key (kid, private_key, public_key, created_at) values (?, ?, ?, ?)",
                    kept.kid(),
                    kept.privateKey(),
                    published,
                    clock.instant());
            return kept;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform signs with " + ALGORITHM, e);
        }
    }

    /** The keys that seals can be checked with, all there ever were. */
    public List<PublishedKey> published() {
        return transactions.withSettings(
                Map.of("app.username", ""),
                em -> Sql.query(
                        em,
                        "select kid, public_key from seal_key order by created_at",
                        row -> new PublishedKey(row.text("kid"), ALGORITHM, row.text("public_key"))));
    }

    /** Whether a seal was made over this text with this key. */
    public static boolean holds(PublishedKey key, String text, String seal) {
        var parts = seal.split("\\.", 2);
        if (parts.length != 2 || !parts[0].equals(key.kid())) {
            return false;
        }
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.key()))));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getUrlDecoder().decode(parts[1]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
