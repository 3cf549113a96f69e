package org.longji.document;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.longji.party.CreditCode;

/** A line of a ledger that is right in every column; tests change the one they speak of. */
final class SampleLine {

    static final String PROVIDER = code("12230100ABCDEFGH1");
    static final String RECIPIENT = code("91230100KLMNPQRT2");

    private final Map<LedgerColumn, String> cells = new EnumMap<>(LedgerColumn.class);

    private SampleLine(Map<LedgerColumn, String> cells) {
        this.cells.putAll(cells);
    }

    static SampleLine line() {
        return new SampleLine(Map.of())
                .with(LedgerColumn.TITLE, "寒地水稻育秧系统研制")
                .with(LedgerColumn.TYPE, "技术开发")
                .with(LedgerColumn.SUBTYPE, "11")
                .with(LedgerColumn.SIGNED_ON, "2018-03-05")
                .with(LedgerColumn.REGISTERED_ON, "2018-03-20")
                .with(LedgerColumn.PROVIDER_CREDIT_CODE, PROVIDER)
                .with(LedgerColumn.PROVIDER_NAME, "哈尔滨松江大学")
                .with(LedgerColumn.PROVIDER_KIND, "高等院校")
                .with(LedgerColumn.PROVIDER_DIVISION, "230103")
                .with(LedgerColumn.RECIPIENT_CREDIT_CODE, RECIPIENT)
                .with(LedgerColumn.RECIPIENT_NAME, "哈尔滨北辰装备有限公司")
                .with(LedgerColumn.RECIPIENT_KIND, "企业")
                .with(LedgerColumn.RECIPIENT_DIVISION, "230103")
                .with(LedgerColumn.CONTRACT_AMOUNT, "1000000.00")
                .with(LedgerColumn.TECHNOLOGY_AMOUNT, "800000.00")
                .with(LedgerColumn.RECEIVED_ON, "2018-06-01")
                .with(LedgerColumn.RECEIVED, "300000.00");
    }

    SampleLine with(LedgerColumn column, String text) {
        var changed = new SampleLine(cells);
        changed.cells.put(column, text);
        return changed;
    }

    SampleLine received(String sequence, String on, String amount) {
        return with(LedgerColumn.RECEIPT_SEQUENCE, sequence)
                .with(LedgerColumn.RECEIVED_ON, on)
                .with(LedgerColumn.RECEIVED, amount);
    }

    static String ledger(SampleLine... lines) {
        return ledger(List.of(lines));
    }

    static String ledger(List<SampleLine> lines) {
        var header = Arrays.stream(LedgerColumn.values()).map(LedgerColumn::zh).collect(Collectors.joining(","));
        return header + "\n" + lines.stream().map(SampleLine::csv).collect(Collectors.joining("\n")) + "\n";
    }

    static String code(String firstSeventeen) {
        return firstSeventeen + CreditCode.checkDigitOf(firstSeventeen);
    }

    private String csv() {
        return Arrays.stream(LedgerColumn.values())
                .map(column -> quoted(cells.getOrDefault(column, "")))
                .collect(Collectors.joining(","));
    }

    private static String quoted(String text) {
        return text.matches("[^\",\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
