package org.longji.contract;

import java.util.UUID;
import org.longji.plugin.api.PartyKind;

/** A party of a contract as it was when the contract was filed. */
public record ContractParty(UUID organizationId, String creditCode, String name, PartyKind kind, int division) {}
