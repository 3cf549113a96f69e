package org.longji.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an account has said about e-mail, as it alone sees it.
 *
 * @param available whether this installation sends e-mail at all
 * @param address the confirmed address, the only one messages go to
 * @param pending an address that was sent a code and not confirmed yet
 * @param failure when the last mail to the account could not be delivered; absent when it could
 */
public record MailProfile(
        boolean available,
        @Nullable String address,
        @Nullable String pending,
        MailWish wants,
        MailLanguage language,
        @Nullable Failure failure) {

    /**
     * A mail that was given up.
     *
     * @param reason what the mail server said
     */
    public record Failure(Instant at, String reason) {}
}
