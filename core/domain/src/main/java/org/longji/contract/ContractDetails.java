package org.longji.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;

/**
 * Everything on record about one contract.
 *
 * @param nationalNumber number the national system (全国技术合同管理与服务系统) gave, once it came back
 * @param registrationVersion 1 from registration on, one more with every amendment
 * @param regime rules the filing is examined by, fixed by the day of its submission
 * @param decisionDue last day of the period that runs now: for the decision, or, while returned, for the correction
 * @param contractAmount 合同成交额
 * @param declaredTechnologyAmount 技术交易额 declared by the provider
 * @param nonTechnologyCost contract amount less the technology amount (assessed once it is, declared before)
 * @param assessedTechnologyAmount 技术交易额 as the registrar assessed it
 * @param approvedTechnologyIncome 核定技术性收入
 * @param receivedTotal sum of the receipts (实际到账)
 * @param sideElections which side of the project takes the support of which year, as far as this tenant recorded it
 * @param items the price by items, empty where it was never itemised, as in ledgers
 * @param approval the latest case of approval of its registration that the reader sees; null for none
 */
public record ContractDetails(
        UUID id,
        int tenant,
        @Nullable String registrationNumber,
        @Nullable String nationalNumber,
        ContractStatus status,
        Performance performance,
        int registrationVersion,
        @Nullable String regime,
        @Nullable LocalDate decisionDue,
        String title,
        ContractType type,
        String subtype,
        @Nullable String projectKey,
        LocalDate signedOn,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Nullable LocalDate submittedOn,
        @Nullable LocalDate acceptedOn,
        @Nullable LocalDate decidedOn,
        @Nullable LocalDate registeredOn,
        ContractParty provider,
        ContractParty recipient,
        Money contractAmount,
        Money declaredTechnologyAmount,
        Money nonTechnologyCost,
        @Nullable Money assessedTechnologyAmount,
        @Nullable Money approvedTechnologyIncome,
        Money receivedTotal,
        String currency,
        @Nullable String paymentMode,
        @Nullable String royaltyBase,
        @Nullable Money expectedInvestment,
        @Nullable Money expectedOutput,
        @Nullable Boolean firstRegistration,
        @Nullable String originalCurrency,
        @Nullable BigDecimal originalContractAmount,
        @Nullable String ipClass,
        @Nullable String technologyField,
        @Nullable String technologyFieldSecondary,
        @Nullable String economicGoal,
        @Nullable String industry,
        @Nullable String planSource,
        @Nullable String planNumber,
        @Nullable String intermediary,
        Answer affiliatedParties,
        Answer landedInProvince,
        Answer titleTransferred,
        boolean overseas,
        @Nullable String projectLeader,
        @Nullable String handler,
        @Nullable String handlerPhone,
        List<RefusalReason> refusalReasons,
        List<SideElection> sideElections,
        List<PriceItem> items,
        Particulars particulars,
        @Nullable UUID approval,
        int version) {

    /** An earlier version may have been kept before there were items and particulars. */
    @SuppressWarnings("ConstantValue")
    public ContractDetails {
        items = items == null ? List.of() : items;
        particulars = particulars == null ? Particulars.NONE : particulars;
    }

    /** Whether it names a person; reading it from a tenant above is then journalled. */
    boolean holdsPersonalData() {
        return projectLeader != null
                || handler != null
                || handlerPhone != null
                || provider.kind() == PartyKind.INDIVIDUAL
                || recipient.kind() == PartyKind.INDIVIDUAL
                || particulars.furtherParties().anyMatch(party -> party.kind() == PartyKind.INDIVIDUAL);
    }
}
