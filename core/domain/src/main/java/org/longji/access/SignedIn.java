package org.longji.access;

import java.time.Instant;
import org.longji.shared.Caller;

/** The outcome of a successful sign-in. */
public record SignedIn(String token, Instant expiresAt, Caller caller) {}
