package org.longji.document;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractFilter;
import org.longji.contract.ContractSummary;
import org.longji.contract.Contracts;
import org.longji.contract.Subtypes;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;

/**
 * The list of contracts as XLSX, written while it is read, so that its length needs no memory. Texts are inline text cells, which a
 * spreadsheet never takes for a formula whatever they begin with; amounts and days are real numbers and days.
 */
public final class ContractWorkbook {

    /** A sheet holds 1,048,576 rows. */
    private static final int MOST_ROWS = 1_000_000;

    private static final int ROWS_AT_A_TIME = 500;
    private static final int WIDTH = 18;
    private static final String YUAN = "#,##0.00";
    private static final String DAY = "yyyy-mm-dd";

    private record Column(
            String zh, String en, @Nullable String format, Function<ContractSummary, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            text("合同登记编号", "Registration number", ContractSummary::registrationNumber),
            text("全国系统编号", "National number", ContractSummary::nationalNumber),
            text("状态", "Status", one -> one.status().words().zh()),
            text("项目名称", "Title", ContractSummary::title),
            text("合同类别", "Type", one -> Words.CONTRACT_TYPE.word(one.type())),
            text("子类", "Sub-type", one -> one.subtype() + " " + Subtypes.name(one.subtype())),
            text("知识产权类别", "IP class", ContractSummary::ipClass),
            text("技术领域", "Technology field", ContractSummary::technologyField),
            new Column("签订日期", "Signed on", DAY, ContractSummary::signedOn),
            new Column("登记日期", "Registered on", DAY, ContractSummary::registeredOn),
            text("登记地", "Registered at", one -> Integer.toString(one.tenant())),
            text("卖方", "Provider", one -> one.provider().name()),
            text("卖方代码", "Provider's code", one -> one.provider().creditCode()),
            text(
                    "卖方性质",
                    "Provider's kind",
                    one -> Words.PARTY_KIND.word(one.provider().kind())),
            text(
                    "卖方区划",
                    "Provider's division",
                    one -> Integer.toString(one.provider().division())),
            text("买方", "Recipient", one -> one.recipient().name()),
            text("买方代码", "Recipient's code", one -> one.recipient().creditCode()),
            text(
                    "买方性质",
                    "Recipient's kind",
                    one -> Words.PARTY_KIND.word(one.recipient().kind())),
            text(
                    "买方区划",
                    "Recipient's division",
                    one -> Integer.toString(one.recipient().division())),
            new Column("合同成交额（元）", "Contract amount", YUAN, ContractSummary::contractAmount),
            new Column("申报技术交易额（元）", "Declared technology amount", YUAN, ContractSummary::declaredTechnologyAmount),
            new Column("核定技术交易额（元）", "Assessed technology amount", YUAN, ContractSummary::assessedTechnologyAmount),
            new Column("实际到账额（元）", "Received", YUAN, ContractSummary::receivedTotal));

    private ContractWorkbook() {}

    private static Column text(String zh, String en, Function<ContractSummary, @Nullable Object> value) {
        return new Column(zh, en, null, value);
    }

    /**
     * Writes every contract the filter finds, in the order of the list, a million at the most.
     *
     * @throws IOException when the reader goes away
     */
    public static void write(Contracts contracts, Caller caller, int tenant, ContractFilter filter, OutputStream out)
            throws IOException {
        try (var workbook = new Workbook(out, "Longji", "1.0")) {
            var sheet = workbook.newWorksheet("技术合同");
            sheet.freezePane(0, 1);
            for (int x = 0; x < COLUMNS.size(); x++) {
                var column = COLUMNS.get(x);
                sheet.width(x, WIDTH);
                sheet.inlineString(0, x, column.zh() + " " + column.en());
                sheet.style(0, x).bold().wrapText(true).set();
            }
            var rows = new Rows(sheet);
            try {
                contracts.each(caller, tenant, filter, MOST_ROWS, rows::add);
            } catch (UncheckedIOException gone) {
                throw gone.getCause();
            }
        }
    }

    private static final class Rows {

        private final Worksheet sheet;
        private int y;

        Rows(Worksheet sheet) {
            this.sheet = sheet;
        }

        void add(ContractSummary contract) {
            y++;
            for (int x = 0; x < COLUMNS.size(); x++) {
                var column = COLUMNS.get(x);
                var value = column.value().apply(contract);
                if (value instanceof Money money) {
                    sheet.value(y, x, money.toBigDecimal());
                } else if (value instanceof java.time.LocalDate day) {
                    sheet.value(y, x, day);
                } else if (value != null) {
                    sheet.inlineString(y, x, value.toString());
                }
                if (column.format() != null && value != null) {
                    sheet.style(y, x).format(column.format()).set();
                }
            }
            if (y % ROWS_AT_A_TIME == 0) {
                flush();
            }
        }

        private void flush() {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
