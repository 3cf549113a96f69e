package org.longji.plugin.cases;

import java.util.List;
import org.apiguardian.api.API;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Text;

/** What a version answers whose document is known but whose amounts are not, as it does in the host. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AmountsNotKnown {

    private AmountsNotKnown() {}

    /** {@return the answer to every case under that version} */
    public static NeedsJudgement of(PolicyLine.Version version) {
        String note = version.note() == null ? "" : version.note();
        return new NeedsJudgement(List.of(new Question(
                "AMOUNTS_NOT_KNOWN",
                new Text(
                        version.document() + " 在该日期有效，但其金额未能取得，不能计算。" + note,
                        "The document in force on that day is known, its amounts are not: nothing is computed."),
                version.basis())));
    }
}
