package org.longji.plugins.measure;

import org.longji.plugin.api.Text;

/** The questions that every policy asks in the same words. */
final class Questions {

    static final Ask AFFILIATED = new Ask(
            "AFFILIATED_PARTIES",
            new Text("买卖双方是否存在隶属或关联关系?", "Do the parties depend on or are they affiliated with each other?"));
    static final Ask LANDED =
            new Ask("LANDED_IN_PROVINCE", new Text("成果是否已在省内落地转化?", "Was the result put to use in the province?"));
    static final Ask TITLE = new Ask(
            "TITLE_TRANSFERRED",
            new Text(
                    "知识产权是否已在国家主管部门办理权属变更?",
                    "Was title of the intellectual property transferred at the national authority?"));

    private Questions() {}
}
