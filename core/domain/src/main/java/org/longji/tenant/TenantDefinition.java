package org.longji.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One division as its {@code tenant.yaml} describes it.
 *
 * @param code identity and place in the tree
 * @param parent the division of the folder above; empty for a province
 * @param nameZh official name
 * @param nameEn name in English
 * @param kind 省, 地级市, 地区, 区, 县, 县级市, 自治县 or 管理区 among others
 * @param standard false for a management area that GB/T 2260 does not list
 * @param validFrom first day of the code; empty when unlimited or not known
 * @param validUntil last day of the code; empty while it is in force
 * @param registrationPoint two digits of a contract's registration number, after the four of the prefecture
 * @param settings configuration of this tenant; what is absent is inherited
 * @param file where it stands, relative to {@code tenants-config}
 */
public record TenantDefinition(
        DivisionCode code,
        Optional<DivisionCode> parent,
        String nameZh,
        String nameEn,
        String kind,
        boolean standard,
        Optional<LocalDate> validFrom,
        Optional<LocalDate> validUntil,
        String registrationPoint,
        JsonNode settings,
        String file) {

    /** The level its code tells, which the file repeats and the reader has compared. */
    public DivisionLevel level() {
        return code.level();
    }
}
