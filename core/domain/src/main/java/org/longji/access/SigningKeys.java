package org.longji.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.audit.Journal;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * The keys tokens are signed with. One signs; rotation retires it, and a retired key still verifies until the longest
 * token it may have signed has expired.
 */
@Dependent
public class SigningKeys {

    private static final Duration ROTATED_AFTER = Duration.ofDays(30);

    private final Transactions transactions;
    private final Journal journal;
    private final KeyRing ring;
    private final Clock clock;

    @Inject
    SigningKeys(Transactions transactions, Journal journal, KeyRing ring, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.ring = ring;
        this.clock = clock;
    }

    private record Stored(ECKey key, Instant createdAt) {}

    /** Retires the signing key and makes a new one; for an administrator of a province. */
    public String rotate(Caller caller, int province) {
        var scope = caller.scope(province, Capability.ACCESS_ADMINISTER);
        if (province % 10_000 != 0) {
            throw new ProblemException(
                    Problem.NOT_PERMITTED, Map.of("tenant", province, "capability", Capability.ACCESS_ADMINISTER));
        }
        return transactions.within(scope, em -> replace(em, province, caller.username()));
    }

    /** The public keys that verify tokens now, as a JSON Web Key Set. */
    public Map<String, Object> published() {
        var keys = transactions.withSettings(
                Map.of("app.username", ""),
                em -> Sql.query(
                        em,
                        "select public_jwk from signing_key where retired_at is null or retired_at > ? order by created_at desc",
                        row -> Json.readMap(row.text("public_jwk")),
                        clock.instant().minus(Tokens.LIFETIME)));
        return Map.of("keys", List.copyOf(keys));
    }

    /** The key that signs now, made or rotated when it is missing or too old; works in the transaction of a sign-in. */
    ECKey signing(EntityManager em, int tenant) {
        var current = current(em);
        if (current.isPresent() && current.get().createdAt().plus(ROTATED_AFTER).isAfter(clock.instant())) {
            return current.get().key();
        }
        replace(em, tenant, Journal.SYSTEM);
        return current(em).orElseThrow().key();
    }

    /** The public key of that id while it may still verify. */
    Optional<ECKey> verifying(String kid) {
        return ring.key(kid, clock.instant(), this::load);
    }

    private Optional<ECKey> load(String kid) {
        return transactions.withSettings(
                Map.of("app.username", ""),
                em -> Sql.first(
                        em,
                        "select public_jwk from signing_key where kid = ? and (retired_at is null or retired_at > ?)",
                        row -> parse(row.text("public_jwk")),
                        kid,
                        clock.instant().minus(Tokens.LIFETIME)));
    }

    private static Optional<Stored> current(EntityManager em) {
        return Sql.first(
                em,
                "select private_jwk, created_at from signing_key where retired_at is null order by created_at desc limit 1",
                row -> new Stored(parse(row.text("private_jwk")), row.instant("created_at")));
    }

    private String replace(EntityManager em, int tenant, String actor) {
        // Two sign-ins that find the key too old at once make one new key after the other, never two that both sign.
        Sql.query(em, "select pg_advisory_xact_lock(7012001)::text as locked", row -> true);
        var key = generate();
        var now = clock.instant();
        Sql.update(em, "update signing_key set retired_at = ? where retired_at is null", now);
        Sql.update(
                em,
                "insert into signing_key (kid, private_jwk, public_jwk, created_at) values (?, ?, ?, ?)",
                key.getKeyID(),
                key.toJSONString(),
                key.toPublicJWK().toJSONString(),
                now);
        journal.append(em, tenant, actor, "SIGNING_KEY_ROTATED", "signing-key", key.getKeyID(), null, null);
        return key.getKeyID();
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("No signing key could be made", e);
        }
    }

    private static ECKey parse(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("A stored signing key cannot be read", e);
        }
    }
}
