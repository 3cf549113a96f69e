package org.longji.plugins.provincial;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Set;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/** How the plan of 2017 reads receipts, the same on both sides. */
final class PlanReceipts {

    /** The types later rules confine support to; the others rest on the literal reading of a silent text. */
    private static final Set<ContractType> UNDISPUTED = Set.of(ContractType.TRANSFER, ContractType.LICENSING);

    private PlanReceipts() {}

    static Money measured(Facts facts, ThresholdBase base) {
        return switch (base) {
            case YEAR -> facts.receivedWithin(facts.year());
            case TOTAL_TO_DATE -> facts.receivedUntil(lastDayOf(facts.year()));
        };
    }

    static LocalDate lastDayOf(int year) {
        return LocalDate.of(year, Month.DECEMBER, 31);
    }

    static List<Text> notes(Facts facts) {
        if (UNDISPUTED.contains(facts.contract().type())) {
            return List.of();
        }
        return List.of(
                new Text(
                        "方案未限定合同类别，本省现按各类技术合同执行；2024年起的细则只支持技术转让和技术许可。",
                        "The plan names no contract types, so all are supported; the rule of 2024 covers transfer and licensing only."));
    }
}
