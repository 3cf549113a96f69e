package org.longji.access;

import com.nimbusds.jose.jwk.ECKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Public keys already parsed. Each is asked for again after a few minutes, so that a retired one disappears by itself. */
@ApplicationScoped
class KeyRing {

    private static final Duration KEPT = Duration.ofMinutes(2);

    private record Kept(ECKey key, Instant until) {}

    private final Map<String, Kept> keys = new ConcurrentHashMap<>();

    Optional<ECKey> key(String kid, Instant now, Function<String, Optional<ECKey>> load) {
        var kept = keys.get(kid);
        if (kept != null && kept.until().isAfter(now)) {
            return Optional.of(kept.key());
        }
        var loaded = load.apply(kid);
        loaded.ifPresentOrElse(key -> keys.put(kid, new Kept(key, now.plus(KEPT))), () -> keys.remove(kid));
        return loaded;
    }
}
