package org.longji.party;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.PartyKind;

/** Everything kept about an organisation, personal data included; reading it from above is journalled. */
public record OrganizationDetails(
        UUID id,
        int tenant,
        String creditCode,
        String name,
        PartyKind kind,
        @Nullable String natureCode,
        int division,
        String country,
        @Nullable String address,
        @Nullable String postalCode,
        @Nullable String legalRepresentative,
        @Nullable String contactPerson,
        @Nullable String contactPhone,
        @Nullable String bankName,
        @Nullable String bankAccount,
        int version) {

    /** Whether anything in it is about a person or their money. */
    boolean holdsPersonalData() {
        return kind == PartyKind.INDIVIDUAL
                || legalRepresentative != null
                || contactPerson != null
                || contactPhone != null
                || bankAccount != null;
    }

    OrganizationDetails withoutPersonalData() {
        return new OrganizationDetails(
                id,
                tenant,
                creditCode,
                name,
                kind,
                natureCode,
                division,
                country,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                version);
    }
}
