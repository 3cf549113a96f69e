package org.longji.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ContractType;

/**
 * A registration agency.
 *
 * @param standing whether it may register today
 * @param sample true for demonstration data
 * @param staff who works there, those who left included; empty in lists, and for whom it is none of their business
 */
public record Agency(
        UUID id,
        int tenant,
        String name,
        String operatorCode,
        String operatorName,
        String authorisedBy,
        String authorisationDocument,
        LocalDate authorisedOn,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        List<ContractType> types,
        @Nullable String scopeNote,
        String seal,
        @Nullable String address,
        @Nullable String phone,
        Standing standing,
        @Nullable LocalDate suspendedOn,
        @Nullable String suspensionReason,
        boolean sample,
        List<Member> staff,
        int version) {

    /** Whether an agency may register. */
    public enum Standing {
        /** 有效. */
        AUTHORISED,
        /** 未到期: authorised from a later day on. */
        NOT_YET,
        /** 已过期. */
        EXPIRED,
        /** 已暂停. */
        SUSPENDED
    }

    /**
     * A registrar of an agency.
     *
     * @param employerCode own organisation, where it is another than the operator
     * @param certificateNumber number of the registrar's certificate, where the authority gives one
     */
    public record Member(
            UUID account,
            String name,
            @Nullable String employerCode,
            @Nullable String certificateNumber,
            LocalDate joinedOn,
            @Nullable LocalDate leftOn) {}
}
