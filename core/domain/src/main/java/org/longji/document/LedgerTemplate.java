package org.longji.document;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Color;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.longji.contract.Subtypes;

/** The empty ledger to fill in, with one sample line that the import leaves out, and an explanation of every column. */
public final class LedgerTemplate {

    private static final String SAMPLE_MARK = "【示例】";
    private static final int CONTENTS_WIDTH = 18;
    private static final int EXPLANATION_WIDTH = 60;

    private LedgerTemplate() {}

    /** Whether a line is the sample of the template, left in by somebody in a hurry. */
    static boolean isSample(LedgerHeader header, RawRow row) {
        return header.cell(row, LedgerColumn.TITLE).text().startsWith(SAMPLE_MARK);
    }

    /** Writes the template as CSV, in UTF-8 with byte order mark so that spreadsheets show the Chinese. */
    public static void writeCsv(OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(new BufferedOutputStream(out), StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        var printer = new CSVPrinter(writer, CSVFormat.EXCEL);
        printer.printRecord(Arrays.stream(LedgerColumn.values()).map(LedgerColumn::zh));
        printer.printRecord(Arrays.stream(LedgerColumn.values()).map(LedgerColumn::sample));
        printer.flush();
    }

    /** Writes the template as XLSX. All cells are text: a number cell would cut registration numbers and credit codes. */
    public static void writeXlsx(OutputStream out) throws IOException {
        // Version numbers are of the form 00.0000, and a date in the file would make every download differ.
        try (var workbook = new Workbook(out, "Longji", "1.0")) {
            ledger(workbook.newWorksheet("台账"));
            explanation(workbook.newWorksheet("填写说明"));
        }
    }

    private static void ledger(Worksheet sheet) {
        for (var column : LedgerColumn.values()) {
            int x = column.ordinal();
            sheet.style(x).format("@").set();
            sheet.value(0, x, column.zh() + (column.required() ? "*" : ""));
            sheet.value(1, x, column.sample());
            sheet.style(0, x)
                    .bold()
                    .fillColor(column.required() ? Color.LEMON_CHIFFON : Color.PEARL)
                    .set();
            sheet.style(1, x).italic().fontColor(Color.GRAY8).format("@").set();
            sheet.width(x, CONTENTS_WIDTH);
        }
        sheet.freezePane(0, 1);
    }

    private static void explanation(Worksheet sheet) {
        var head = new String[] {"列名", "Column", "必填 Required", "说明", "Explanation", "代码表 Code list", "示例 Sample"};
        for (int x = 0; x < head.length; x++) {
            sheet.value(0, x, head[x]);
            sheet.style(0, x).bold().set();
            sheet.width(x, x > 2 ? EXPLANATION_WIDTH : CONTENTS_WIDTH);
        }
        for (var column : LedgerColumn.values()) {
            int y = column.ordinal() + 1;
            sheet.value(y, 0, column.zh());
            sheet.value(y, 1, column.key());
            sheet.value(y, 2, column.required() ? "是 yes" : "否 no");
            sheet.value(y, 3, column.explanationZh());
            sheet.value(y, 4, column.explanationEn());
            sheet.value(y, 5, codes(column));
            sheet.value(y, 6, column.sample());
        }
        int note = LedgerColumn.values().length + 2;
        sheet.value(note, 0, "每笔到账一行，合同各列逐行重复；没有到账的合同只写一行。以“" + SAMPLE_MARK + "”开头的行不导入。");
        sheet.value(
                note + 1,
                0,
                "One line per receipt, with the contract's columns repeated; a contract without receipts has one line."
                        + " The sample line is never imported.");
    }

    private static String codes(LedgerColumn column) {
        return switch (column) {
            case TYPE -> Words.CONTRACT_TYPE.explained();
            case SUBTYPE -> Subtypes.explained();
            case PROVIDER_KIND, RECIPIENT_KIND -> Words.PARTY_KIND.explained();
            case AFFILIATED_PARTIES, FIRST_REGISTRATION, LANDED_IN_PROVINCE, TITLE_TRANSFERRED ->
                Words.ANSWER.explained();
            case ELECTED_SIDE -> Words.SIDE.explained();
            default -> "";
        };
    }
}
