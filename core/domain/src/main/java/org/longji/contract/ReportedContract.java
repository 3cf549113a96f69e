package org.longji.contract;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.Money;

/**
 * A registered contract as it is reported to the national system: what lists show and the rest of the registration form, no
 * person in it.
 *
 * @param originalContractAmount in the original currency, two decimals as well
 * @param providerCountry ISO 3166-1 alpha-3, as the organisation's record says today
 * @param providerNature 单位性质 of the organisation's record, where it states one
 */
public record ReportedContract(
        ContractSummary contract,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Nullable Money approvedTechnologyIncome,
        @Nullable String paymentMode,
        @Nullable String technologyFieldSecondary,
        @Nullable String economicGoal,
        @Nullable String industry,
        @Nullable String planSource,
        @Nullable String planNumber,
        @Nullable String intermediary,
        @Nullable Money expectedInvestment,
        @Nullable Money expectedOutput,
        Answer affiliatedParties,
        @Nullable Boolean firstRegistration,
        @Nullable String originalCurrency,
        @Nullable Money originalContractAmount,
        String providerCountry,
        @Nullable String providerNature,
        String recipientCountry,
        @Nullable String recipientNature) {}
