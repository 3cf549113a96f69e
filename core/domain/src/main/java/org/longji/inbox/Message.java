package org.longji.inbox;

import java.util.Optional;
import java.util.UUID;
import org.longji.plugin.api.Text;
import org.longji.shared.Capability;

/**
 * A message to deliver: to whoever holds a capability at the tenant, to one account, or to one party.
 *
 * @param tenant division code of the tenant the subject belongs to
 * @param kind what it is about, in capitals
 */
public record Message(
        int tenant,
        Optional<Capability> capability,
        Optional<UUID> account,
        Optional<String> party,
        String kind,
        String subjectType,
        String subjectId,
        Text title,
        Text text) {

    /** To everybody who holds {@code capability} at the tenant. */
    public static Message toHolders(
            int tenant, Capability capability, String kind, String subjectType, Object subject, Text title, Text text) {
        return new Message(
                tenant,
                Optional.of(capability),
                Optional.empty(),
                Optional.empty(),
                kind,
                subjectType,
                subject.toString(),
                title,
                text);
    }

    /** To one officer. */
    public static Message toAccount(
            int tenant, UUID account, String kind, String subjectType, Object subject, Text title, Text text) {
        return new Message(
                tenant,
                Optional.empty(),
                Optional.of(account),
                Optional.empty(),
                kind,
                subjectType,
                subject.toString(),
                title,
                text);
    }

    /** To whoever acts for the organisation with this 统一社会信用代码. */
    public static Message toParty(
            int tenant, String party, String kind, String subjectType, Object subject, Text title, Text text) {
        return new Message(
                tenant,
                Optional.empty(),
                Optional.empty(),
                Optional.of(party),
                kind,
                subjectType,
                subject.toString(),
                title,
                text);
    }
}
