package org.longji.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.contract.RefusalReason;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.shared.FieldChecks;

/**
 * The second registrar's own judgement of a case.
 *
 * @param outcome whether the contract is to be registered
 * @param type type the contract is recognised as; only when registered
 * @param technologyAmount 技术交易额 as assessed; only when registered
 * @param reasons why not; only when refused
 */
public record Judgement(
        Outcome outcome,
        @Nullable ContractType type,
        @Nullable Money technologyAmount,
        @Nullable List<RefusalReason> reasons,
        @Nullable String note) {

    /** Category of a refused contract; a registered one is put under its type. */
    public static final String REFUSED = "REFUSED";

    /** What the case ends with. */
    public enum Outcome {
        REGISTER,
        REFUSE
    }

    void check(Money contractAmount) {
        var checks = new FieldChecks().present(outcome, "outcome").atMost(note, 2000, "note");
        if (outcome == Outcome.REGISTER) {
            checks.present(type, "type").present(technologyAmount, "technologyAmount");
            if (technologyAmount != null) {
                checks.require(
                        technologyAmount.compareTo(Money.ZERO) >= 0 && contractAmount.isAtLeast(technologyAmount),
                        "technologyAmount",
                        "技术交易额须在 0 与合同成交额 " + contractAmount + " 元之间。",
                        "The technology amount must lie between 0 and the contract amount " + contractAmount + ".");
            }
        }
        if (outcome == Outcome.REFUSE) {
            checks.require(
                    reasons != null && !reasons.isEmpty(),
                    "reasons",
                    "请至少写明一条不予登记的理由。",
                    "Give at least one reason for refusing.");
            for (int i = 0; reasons != null && i < reasons.size(); i++) {
                checks.present(reasons.get(i).code(), "reasons[" + i + "].code")
                        .present(reasons.get(i).text(), "reasons[" + i + "].text");
            }
        }
        checks.done();
    }

    String category() {
        return outcome == Outcome.REFUSE || type == null ? REFUSED : type.name();
    }
}
