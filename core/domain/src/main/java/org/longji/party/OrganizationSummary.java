package org.longji.party;

import java.util.UUID;
import org.longji.plugin.api.PartyKind;

/** An organisation as lists show it: nothing about persons. */
public record OrganizationSummary(
        UUID id,
        int tenant,
        String creditCode,
        String name,
        PartyKind kind,
        int division,
        String country,
        int version) {

    OrganizationSummary masked() {
        return new OrganizationSummary(
                id, tenant, PersonalNumbers.masked(kind, creditCode), name, kind, division, country, version);
    }
}
