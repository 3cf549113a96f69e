package org.longji.plugins.measure;

import java.util.Optional;
import org.longji.plugin.api.Discretion;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Text;

/** A fact that may be missing, and the question that gets it; with an interval where an amount is to be decided. */
record Ask(String code, Text text, Optional<Discretion> interval) {

    Ask(String code, Text text) {
        this(code, text, Optional.empty());
    }

    static final Ask YEAR_FIGURES =
            new Ask("YEAR_FIGURES", new Text("请提供申请人各年度的技术合同数据。", "Give the applicant's figures of the years."));
    static final Ask YEAR_CONTRACTS =
            new Ask("YEAR_CONTRACTS", new Text("请提供申请人本年度的技术合同清单。", "Give the applicant's contracts of the year."));
    static final Ask NO_BASE = new Ask(
            "NO_BASE",
            new Text(
                    "比较基数为零，增长率或比值无法计算，请人工判断。",
                    "The base is zero, so a growth or ratio cannot be computed; a person must judge."));

    Question question(LegalBasis basis) {
        return new Question(code, text, basis, interval);
    }
}
