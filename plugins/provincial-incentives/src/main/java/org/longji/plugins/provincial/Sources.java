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
    static final LegalBasis PLAN_AGREEMENT = LegalBasis.of(PLAN, "二(一)5", PLAN_TITLE);
    static final LegalBasis PLAN_DEMONSTRATION = LegalBasis.of(PLAN, "二(三)3", PLAN_TITLE);
    static final LegalBasis PLAN_CASH_ONLY = LegalBasis.of(PLAN, "二(四)5", PLAN_TITLE);
    static final LegalBasis PLAN_EQUITY_OR_CASH = LegalBasis.of(PLAN, "二(四)6", PLAN_TITLE);
    static final LegalBasis PLAN_CONTRIBUTORS = LegalBasis.of(PLAN, "二(四)7", PLAN_TITLE);
    static final LegalBasis PLAN_OUTSIDE_PAY = LegalBasis.of(PLAN, "四(二)2", PLAN_TITLE);
    static final LegalBasis PLAN_EQUITY = LegalBasis.of(PLAN, "四(二)3", PLAN_TITLE);
    static final LegalBasis LAW_REWARD = LegalBasis.of("促进科技成果转化法", "第四十五条", "中华人民共和国促进科技成果转化法");
    static final LegalBasis MAIN_CONTRIBUTORS = LegalBasis.of("国发〔2016〕16号", "主要贡献人员奖励份额");
    static final LegalBasis RULE_2024_DEMONSTRATION = LegalBasis.of(RULE_2024, "(3)市场化技术转移机构", RULE_2024_TITLE);
    static final LegalBasis RULE_2024_BUYER = LegalBasis.of(RULE_2024, "(1)企业购买科技成果", RULE_2024_TITLE);
    static final LegalBasis RULE_2024_INSTITUTION = LegalBasis.of(RULE_2024, "(2)高校和科研院所转化科技成果", RULE_2024_TITLE);

    /** The yearly call that states the conditions the rule leaves to it; it has no number of its own. */
    static final LegalBasis CALL_2025 = LegalBasis.of(RULE_2024, "2025年度申报通知(2025-03-06)申报条件", RULE_2024_TITLE);

    private Sources() {}
}
