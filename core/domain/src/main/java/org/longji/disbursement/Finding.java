package org.longji.disbursement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.shared.FieldChecks;

/**
 * Something a check found about an item, for an officer to decide about.
 *
 * @param evidence what it was found from: JSON whose form depends on the kind
 * @param confirmed what was decided; null while nobody has
 */
public record Finding(
        UUID id,
        UUID item,
        int ordinal,
        String beneficiary,
        String number,
        Money due,
        Kind kind,
        String evidence,
        Instant foundAt,
        @Nullable Boolean confirmed,
        @Nullable String reason,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    /** What is looked for. */
    public enum Kind {
        /** 重复支持: another measure, tenant or side takes money for the same project, and the rules did not look at it. */
        SAME_PROJECT,
        /** 拆分合同: contracts of the same parties within a short time, each just above a threshold of the measure. */
        SPLIT,
        /** 顶格申报: three awards or more between the same parties just at the cap, of like contracts within a short time. */
        AT_THE_CAP,
        /** 资金回流: what was paid came back, directly or through a third party. */
        ROUND_TRIP,
        /** 关联交易: the parties share a representative, a telephone, an account or an address, or say themselves that they are related. */
        RELATED,
        /** 雷同合同: the same subject for about the same amount in another division. */
        SAME_TEXT
    }

    /** What an officer decides: confirmed, the item is excluded; else it goes on. */
    public record Verdict(
            @Nullable Boolean confirmed, @Nullable String reason) {

        void check() {
            new FieldChecks()
                    .present(confirmed, "confirmed")
                    .present(reason, "reason")
                    .atMost(reason, 2000, "reason")
                    .done();
        }
    }
}
