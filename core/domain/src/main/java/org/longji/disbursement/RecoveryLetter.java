package org.longji.disbursement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.longji.plugin.api.Text;
import org.longji.print.PdfPages;
import org.longji.print.PdfPages.Column;

/** The demand (追回通知书): what is claimed back, why, by when and where to; it says what was owed on its own day. */
final class RecoveryLetter {

    private static final Map<RecoveryForm.Ground, Text> GROUNDS = Map.of(
            RecoveryForm.Ground.REASSESSED, new Text("决定经重新作出，应享金额减少", "The decision was made again and grants less"),
            RecoveryForm.Ground.REVOKED,
                    new Text("合同登记已被撤销或注销", "The contract's registration was revoked or cancelled"),
            RecoveryForm.Ground.FRAUD, new Text("以虚假情况取得", "It was obtained by false statements"),
            RecoveryForm.Ground.ERROR, new Text("拨付有误", "It was paid in error"));

    private final RecoveryCase recovery;
    private final RecoveryCase.Account account;
    private final Text office;
    private final boolean english;

    /**
     * @param account how the debt stood on the day of the demand
     */
    RecoveryLetter(RecoveryCase recovery, RecoveryCase.Account account, Text office, boolean english) {
        this.recovery = recovery;
        this.account = account;
        this.office = office;
        this.english = english;
    }

    byte[] pages() {
        LocalDate day = Objects.requireNonNull(recovery.demandedOn());
        var heading = say("追回通知书", "Demand for repayment");
        var pages = new PdfPages(heading + " " + recovery.id() + (english ? " en" : ""), day)
                .in(english ? "en" : "zh-CN")
                .title(say(office) + say("", ": ") + heading)
                .paragraph(say(recovery.beneficiaryName() + "：", "To " + recovery.beneficiaryName() + ":"))
                .paragraph(say(
                        "下列款项已经拨付而不应享有，请于 " + recovery.dueOn() + " 前（含当日，" + recovery.workingDays() + " 个工作日）退回。",
                        "The following was paid and is not due. It is to be paid back by " + recovery.dueOn() + " ("
                                + recovery.workingDays() + " working days, that day included)."))
                .fields(fields())
                .heading(say("金额（元）", "Amounts (CNY)"), 4)
                .table(
                        List.of(Column.words(say("项目", "Item"), 3), Column.figures(say("金额", "Amount"), 2)),
                        amounts(),
                        List.of(say("合计", "Total"), account.total().grouped()));
        if (recovery.interestFrom() != null) {
            pages.remark(
                    say(
                            "利息自 " + recovery.interestFrom() + " 起按所适用政策的条款逐日计算，至 " + account.day()
                                    + "（不含当日）；以后继续计算至还清之日。还款先抵利息，后抵本金（民法典第五百六十一条）。",
                            "Interest runs from " + recovery.interestFrom()
                                    + " by the terms of the policy, day by day, here up to " + account.day()
                                    + " (not counted), and on until the debt is paid. Payments go to interest first, then to principal (Civil Code, art. 561)."));
        }
        return pages.paragraph(say("退款账户：", "Pay to: ") + recovery.payTo())
                .remark(say("追回事项编号：", "Number of the case: ") + recovery.id())
                .signature(say(office), day.toString())
                .bytes();
    }

    private List<Map.Entry<String, String>> fields() {
        var fields = new ArrayList<Map.Entry<String, String>>();
        fields.add(Map.entry(say("统一社会信用代码", "Credit code"), recovery.beneficiaryCode()));
        fields.add(Map.entry(say("项目", "About"), recovery.number() + " " + recovery.subject()));
        fields.add(Map.entry(say("追回事由", "Ground"), say(GROUNDS.get(recovery.ground()))));
        fields.add(Map.entry(say("说明", "Reason"), recovery.reason()));
        if (recovery.document() != null) {
            fields.add(Map.entry(say("文件", "Document"), recovery.document()));
        }
        fields.add(Map.entry(say("依据", "Basis"), String.valueOf(recovery.basis())));
        return fields;
    }

    private List<List<String>> amounts() {
        return List.of(
                List.of(say("本金", "Principal"), account.principal().grouped()),
                List.of(say("利息", "Interest"), account.interest().grouped()));
    }

    private String say(Text text) {
        return english ? text.en() : text.zh();
    }

    private String say(String zh, String en) {
        return english ? en : zh;
    }
}
