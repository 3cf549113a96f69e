package org.longji.registration;

import org.longji.contract.TechnologyContract;
import org.longji.print.PdfPages;

/** A letter to an applicant as a page. */
final class LetterPages {

    private LetterPages() {}

    static byte[] of(Letter letter, TechnologyContract contract, String office) {
        boolean correction = letter.kind() == Letter.Kind.CORRECTION;
        var pages = new PdfPages(letter.kind().words().zh(), letter.issuedOn())
                .title(letter.kind().words().zh())
                .paragraph(contract.certified().provider().name() + "：")
                .paragraph("你单位提交的技术合同《" + letter.title() + "》，经审查" + (correction ? "需要补正，具体如下：" : "不予登记，理由如下："))
                .numbered(letter.reasons().stream()
                        .map(reason -> reason.text() + (reason.basis() == null ? "" : "（" + reason.basis() + "）"))
                        .toList());
        if (letter.words() != null) {
            pages.paragraph(letter.words());
        }
        if (letter.answerBy() != null) {
            pages.paragraph(
                    correction
                            ? "请于 " + letter.answerBy() + " 前补正并重新提交；受理日期以补正材料齐全之日为准。"
                            : "如对本决定有异议，可于 " + letter.answerBy() + " 前向本登记机构提出。");
        }
        return pages.remark("适用办法：" + letter.document())
                .signature(office + "技术合同登记机构", letter.issuedOn().toString())
                .bytes();
    }
}
