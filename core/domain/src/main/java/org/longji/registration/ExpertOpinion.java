package org.longji.registration;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * What an expert was asked, and said.
 *
 * @param dueOn last day for the opinion
 * @param opinion null until it was given
 * @param technologyAmount 技术交易额 as the expert sees it
 */
public record ExpertOpinion(
        UUID expert,
        String expertName,
        LocalDate referredOn,
        LocalDate dueOn,
        @Nullable Opinion opinion,
        @Nullable Money technologyAmount,
        @Nullable String reasons,
        @Nullable LocalDate givenOn) {

    /** How an expert sees the registration. */
    public enum Opinion {
        /** 同意登记. */
        SUPPORT,
        /** 修改后同意. */
        SUPPORT_WITH_CHANGES,
        /** 不同意登记. */
        OPPOSE
    }
}
