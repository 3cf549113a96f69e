package org.longji.plugins.provincial;

import org.longji.plugin.api.LegalBasis;

/** The clauses the policies rest on. */
final class Sources {

    private static final String PLAN = "黑政发〔2017〕16号";
    private static final String PLAN_TITLE = "黑龙江省技术转移体系建设实施方案";
    private static final String RULE_2024 = "黑科规〔2024〕12号";
    private static final String RULE_2024_TITLE = "黑龙江省科技成果转移转化服务体系奖励政策实施细则";

    static final LegalBasis PLAN_BUYER = LegalBasis.of(PLAN, "二(四)1", PLAN_TITLE);
    static final LegalBasis PLAN_SELLER = LegalBasis.of(PLAN, "二(四)2", PLAN_TITLE);
    static final LegalBasis PLAN_COMMISSIONER = LegalBasis.of(PLAN, "二(四)4", PLAN_TITLE);
    static final LegalBasis RULE_2024_BUYER = LegalBasis.of(RULE_2024, "(1)企业购买科技成果", RULE_2024_TITLE);
    static final LegalBasis RULE_2024_INSTITUTION = LegalBasis.of(RULE_2024, "(2)高校和科研院所转化科技成果", RULE_2024_TITLE);

    /** The yearly call that states the conditions the rule leaves to it; it has no number of its own. */
    static final LegalBasis CALL_2025 = LegalBasis.of(RULE_2024, "2025年度申报通知(2025-03-06)申报条件", RULE_2024_TITLE);

    private Sources() {}
}
