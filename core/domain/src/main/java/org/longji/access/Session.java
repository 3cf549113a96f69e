package org.longji.access;

import java.time.Instant;
import java.util.UUID;
import org.longji.shared.Caller;

/** A session that is open at this moment, and who holds it, as the database knows them now. */
public record Session(UUID id, Instant expiresAt, Caller caller) {}
