package org.longji.entitlement;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractStatus;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;

/** What one decision is about: a contract, or an applicant under the measures of a tenant; each in one year. */
sealed interface Matter permits ContractCase, ApplicantYear {

    /** What entitlements, caps and pools know it by. */
    UUID id();

    /** The tenant whose officers decide it. */
    int tenant();

    /** The division that shared cost and the places of a back-test count it to. */
    int place();

    /** Project the parties declared, shared by several contracts; null when the matter stands alone. */
    @Nullable
    String declaredProject();

    /** Under what its decisions are held against those of others. */
    String project();

    /** How the registration it rests on ended, if it did. */
    Optional<ContractStatus> ended();

    Facts facts(int year, LocalDate governingDate);

    /** Who goes first on the same day: the lower number. */
    String number();

    Money technologyAmount(Side side);

    /** What arrived in the year. */
    Money received(int year, Side side);

    /** The contract, where it is one. */
    default Optional<UUID> contractId() {
        return this instanceof ContractCase contract ? Optional.of(contract.id()) : Optional.empty();
    }
}
