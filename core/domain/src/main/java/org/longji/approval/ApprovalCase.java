package org.longji.approval;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * One thing brought to approval and how it stands.
 *
 * @param tenant division code of the tenant it belongs to
 * @param subject what it is about, by the identifier its capability gave
 * @param link path in the console below the tenant's address
 * @param initiator account of whoever began it
 * @param chainHash SHA-256 of the chain's text it began with, which it keeps to its end
 * @param endedAt when it was approved, rejected or withdrawn; empty while it is open
 */
public record ApprovalCase(
        UUID id,
        int tenant,
        ApprovalKind kind,
        UUID subject,
        Text title,
        String link,
        Optional<Money> amount,
        UUID initiator,
        String initiatorName,
        State state,
        String chainHash,
        Instant begunAt,
        Optional<Instant> endedAt) {

    /** How a case stands; all but the first are final. */
    public enum State {
        OPEN,
        APPROVED,
        REJECTED,
        WITHDRAWN
    }

    /** The same without the person who began it, for readers who see no names. */
    ApprovalCase withoutNames() {
        return new ApprovalCase(
                id, tenant, kind, subject, title, link, amount, initiator, "", state, chainHash, begunAt, endedAt);
    }
}
