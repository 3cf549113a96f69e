package org.longji.tax;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * An estimate (预估), never a return: the same card, day, contract version and answers give it again.
 *
 * @param on day that chose the version
 * @param cardHash SHA-256 of the card it was computed by
 * @param answers what was answered, and what the contract proposed where nothing was
 * @param relieved whether no condition stands in the way
 * @param note what must be known about the version, such as what the sources leave open about this day
 */
public record TaxPreview(
        Tax card,
        Text title,
        Text taxpayer,
        String version,
        String cardHash,
        String basis,
        String source,
        LocalDate on,
        String registrationNumber,
        int registrationVersion,
        Map<String, String> answers,
        List<ConditionState> conditions,
        boolean relieved,
        List<Figure> figures,
        @Nullable Text note,
        boolean estimate) {

    /**
     * How one condition stands.
     *
     * @param state MET, UNMET, or ASSUMED where nobody said
     */
    public record ConditionState(String id, Text text, String basis, boolean asked, String state) {}

    /** One amount with its arithmetic. */
    public record Figure(String id, Text label, String formula, Money amount) {}
}
