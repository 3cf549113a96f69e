package org.longji.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.longji.shared.Caller;

/** Tokens in the shape of MicroProfile JWT: signed with ES256, naming the person and the session, valid eight hours. */
final class Tokens {

    static final Duration LIFETIME = Duration.ofHours(8);

    private static final String ISSUER = "https://longji.org";
    // Longer than any token of ours: nothing else is worth parsing.
    private static final int LONGEST = 8_192;

    /** What a token claims, once its signature has been verified. */
    record Claims(UUID accountId, UUID sessionId) {}

    private Tokens() {}

    static String sign(ECKey key, Caller caller, UUID session, Instant issuedAt, Instant expiresAt) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(caller.accountId().toString())
                .claim("upn", caller.username())
                .claim(
                        "groups",
                        caller.roles().stream()
                                .map(grant -> grant.role().name())
                                .distinct()
                                .toList())
                .jwtID(session.toString())
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(expiresAt))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A token could not be signed", e);
        }
        return token.serialize();
    }

    /** What the token claims, if one of our keys signed it and it has not expired. */
    static Optional<Claims> verify(String token, Instant now, Function<String, Optional<ECKey>> keys) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var jwt = SignedJWT.parse(token);
            var kid = jwt.getHeader().getKeyID();
            // The algorithm is ours to say, never the token's.
            if (kid == null || !JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())) {
                return Optional.empty();
            }
            var key = keys.apply(kid);
            if (key.isEmpty() || !jwt.verify(new ECDSAVerifier(key.get()))) {
                return Optional.empty();
            }
            var claims = jwt.getJWTClaimsSet();
            var expires = claims.getExpirationTime();
            if (!ISSUER.equals(claims.getIssuer())
                    || expires == null
                    || !expires.toInstant().isAfter(now)) {
                return Optional.empty();
            }
            var subject = claims.getSubject();
            var id = claims.getJWTID();
            if (subject == null || id == null) {
                return Optional.empty();
            }
            return Optional.of(new Claims(UUID.fromString(subject), UUID.fromString(id)));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
