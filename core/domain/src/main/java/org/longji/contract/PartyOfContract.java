package org.longji.contract;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.UUID;
import org.longji.party.Organization;
import org.longji.plugin.api.PartyKind;

/**
 * A party as it was when the contract was filed. Name, kind and seat are kept with the contract, because the law asks what
 * the party was then; the organisation's record moves on.
 */
@Embeddable
public class PartyOfContract {

    private UUID id;
    private String code;
    private String name;

    @Enumerated(EnumType.STRING)
    private PartyKind kind;

    private int division;

    /** For JPA, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected PartyOfContract() {}

    PartyOfContract(Organization organization) {
        id = organization.id();
        code = organization.creditCode();
        name = organization.name();
        kind = organization.kind();
        division = organization.division();
    }

    ContractParty details() {
        return new ContractParty(id, code, name, kind, division);
    }

    String code() {
        return code;
    }
}
