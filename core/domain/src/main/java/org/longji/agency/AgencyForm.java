package org.longji.agency;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.party.CreditCode;
import org.longji.plugin.api.ContractType;
import org.longji.shared.FieldChecks;

/**
 * What is filled in about an agency.
 *
 * @param operatorCode 统一社会信用代码 of the organisation that runs it
 * @param authorisedBy the competent authority
 * @param authorisationDocument number or title of the document that authorises it
 * @param validUntil last day of the authorisation, inclusive; null while it goes on
 * @param types contract types it may register; all when empty or null
 * @param seal what its seal says
 */
public record AgencyForm(
        String name,
        String operatorCode,
        String operatorName,
        String authorisedBy,
        String authorisationDocument,
        LocalDate authorisedOn,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Nullable List<ContractType> types,
        @Nullable String scopeNote,
        String seal,
        @Nullable String address,
        @Nullable String phone) {

    void check(LocalDate today) {
        var checks = new FieldChecks();
        checks.present(name, "name")
                .atMost(name, 200, "name")
                .present(operatorCode, "operatorCode")
                .present(operatorName, "operatorName")
                .atMost(operatorName, 200, "operatorName")
                .present(authorisedBy, "authorisedBy")
                .atMost(authorisedBy, 200, "authorisedBy")
                .present(authorisationDocument, "authorisationDocument")
                .atMost(authorisationDocument, 200, "authorisationDocument")
                .present(authorisedOn, "authorisedOn")
                .present(validFrom, "validFrom")
                .present(seal, "seal")
                .atMost(seal, 100, "seal")
                .atMost(scopeNote, 500, "scopeNote")
                .atMost(address, 200, "address")
                .atMost(phone, 40, "phone");
        if (operatorCode != null && !operatorCode.isBlank()) {
            CreditCode.examine(operatorCode)
                    .ifPresent(defect -> checks.require(false, "operatorCode", defect.zh(), defect.en()));
        }
        if (authorisedOn != null) {
            checks.require(
                    !authorisedOn.isAfter(today),
                    "authorisedOn",
                    "授权日期不能晚于今天。",
                    "The authorisation must not lie in the future.");
        }
        if (validFrom != null && validUntil != null) {
            checks.require(
                    !validUntil.isBefore(validFrom),
                    "validUntil",
                    "有效期止不能早于有效期起。",
                    "The authorisation cannot end before it begins.");
        }
        checks.done();
    }
}
