package org.longji.agency;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who joins an agency.
 *
 * @param employerCode 统一社会信用代码 of the own organisation, where it is another than the agency's operator
 */
public record MemberForm(
        UUID account,
        @Nullable String employerCode,
        @Nullable String certificateNumber) {}
