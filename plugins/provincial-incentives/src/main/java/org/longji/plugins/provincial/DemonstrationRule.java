package org.longji.plugins.provincial;

import org.longji.plugin.api.LegalBasis;

/** Which document a version of the institutions' award rests on; it is what every step and reason names. */
public enum DemonstrationRule {
    /** 黑政发〔2017〕16号, which carries out 黑发〔2016〕23号. */
    PLAN_2017(Sources.PLAN_DEMONSTRATION),
    /** 黑科规〔2024〕12号. */
    RULE_2024(Sources.RULE_2024_DEMONSTRATION);

    private final LegalBasis basis;

    DemonstrationRule(LegalBasis basis) {
        this.basis = basis;
    }

    LegalBasis basis() {
        return basis;
    }
}
