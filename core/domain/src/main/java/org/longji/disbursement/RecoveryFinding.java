package org.longji.disbursement;

import java.util.UUID;
import org.longji.plugin.api.Money;

/**
 * A decision by which more was paid than is owed, with no recovery under way.
 *
 * @param number registration number of the contract, or credit code of an applicant's year
 * @param excess what was paid, less what is owed and what was written off
 */
public record RecoveryFinding(
        UUID entitlement,
        int tenant,
        String policy,
        int year,
        String number,
        String subject,
        String beneficiaryCode,
        String beneficiaryName,
        Money paid,
        Money owed,
        Money excess) {}
