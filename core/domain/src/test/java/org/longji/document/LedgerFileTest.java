package org.longji.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.document.SampleLine.ledger;
import static org.longji.document.SampleLine.line;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.longji.plugin.api.Money;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.TenantScope;

/** What a file is, its content tells; what a cell says is taken exactly or not at all. */
class LedgerFileTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"UTF-8,false", "UTF-8,true", "GB18030,false"})
    void csvIsReadInItsEncoding(String charset, boolean mark) {
        var text = (mark ? "\uFEFF" : "") + ledger(line(), line().with(LedgerColumn.TITLE, "带\n换行与,逗号"));
        var rows = read(file(text.getBytes(Charset.forName(charset))));
        assertThat(rows.get(0).value(LedgerColumn.TITLE)).contains("寒地水稻育秧系统研制");
        assertThat(rows.get(1).value(LedgerColumn.TITLE)).contains("带\n换行与,逗号");
        assertThat(rows).allMatch(row -> row.findings().isEmpty());
    }

    @Test
    void headersMayBeKeysInAnyOrderAndTabsSeparate() {
        var rows = read(file("received\ttitle\n5\tA\n".getBytes(StandardCharsets.UTF_8)), false);
        assertThat(rows).isEmpty();
        assertThat(LedgerColumn.named("  合同成交额（元）* ")).contains(List.of(LedgerColumn.CONTRACT_AMOUNT));
        assertThat(LedgerColumn.named("contractamount")).contains(List.of(LedgerColumn.CONTRACT_AMOUNT));
    }

    @Test
    void workbooksGiveDatesAndExactAmounts() {
        var rows = read(workbook(sheet -> {
            sheet.value(1, LedgerColumn.SIGNED_ON.ordinal(), LocalDate.of(2018, 3, 5));
            sheet.style(1, LedgerColumn.SIGNED_ON.ordinal())
                    .format("yyyy-mm-dd")
                    .set();
            sheet.value(1, LedgerColumn.CONTRACT_AMOUNT.ordinal(), new BigDecimal("1234567.89"));
            // What a spreadsheet stores for 0.1 + 0.2.
            sheet.value(1, LedgerColumn.RECEIVED.ordinal(), new BigDecimal("0.30000000000000004"));
            sheet.value(1, LedgerColumn.PROVIDER_DIVISION.ordinal(), 230103);
        }));
        var row = rows.get(0);
        assertThat(row.findings().zh()).isEmpty();
        assertThat(row.value(LedgerColumn.SIGNED_ON)).contains("2018-03-05");
        assertThat(row.value(LedgerColumn.CONTRACT_AMOUNT)).contains("1234567.89");
        assertThat(row.value(LedgerColumn.RECEIVED)).contains("0.30");
        assertThat(row.value(LedgerColumn.PROVIDER_DIVISION)).contains("230103");
    }

    @Test
    void formulasAndNumericRegistrationNumbersAreRefused() {
        var rows = read(workbook(sheet -> {
            sheet.formula(1, LedgerColumn.CONTRACT_AMOUNT.ordinal(), "A1+1");
            sheet.value(1, LedgerColumn.REGISTRATION_NUMBER.ordinal(), new BigDecimal("2301012018000001"));
        }));
        assertThat(rows.get(0).findings().zh()).contains("单元格是公式").contains("末位已失真");
    }

    @ParameterizedTest
    @CsvSource({
        "2018-3-5,2018-03-05",
        "2018/03/05,2018-03-05",
        "2018年3月5日,2018-03-05",
        "20180305,2018-03-05",
        "43164,2018-03-05",
        "2018-03-05 00:00:00,2018-03-05",
        "２０１８-3-5,2018-03-05"
    })
    void datesAreReadAsPeopleWriteThem(String text, LocalDate date) {
        assertThat(Cells.date(new RawCell(RawCell.Kind.TEXT, text), false)).contains(date);
    }

    @Test
    void dayNumbersOf1904CountFromThere() {
        assertThat(Cells.date(new RawCell(RawCell.Kind.NUMBER, "41702"), true)).contains(LocalDate.of(2018, 3, 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"1,234,567.80;1234567.80", "¥ 5元;5.00", "１２.５;12.50", "1E3;1000.00"})
    void amountsAreReadAsPeopleWriteThem(String text, String amount) {
        var kind = text.contains("E") ? RawCell.Kind.NUMBER : RawCell.Kind.TEXT;
        assertThat(Cells.amount(new RawCell(kind, text))).isEqualTo(Money.of(amount));
    }

    @Test
    void whatIsNoLedgerIsRefusedWithTheReason() throws IOException {
        assertRefused("%PDF-1.7\0binary".getBytes(StandardCharsets.UTF_8), "既不是 CSV");
        assertRefused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}, "旧版 XLS");
        assertRefused(new byte[] {'P', 'K', 3, 4, 9, 9, 9}, "已损坏");
        assertRefused((ledger(line()) + "\"" + "x".repeat(2_000_000)).getBytes(StandardCharsets.UTF_8), "引号不成对");
        assertRefused(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, ',', '\n'}, "编码");
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
        }
        assertRefused(bomb.toByteArray(), "压缩炸弹");
    }

    @Test
    void theTemplatesAreLedgersWhoseSampleIsSound() {
        for (var format : new TemplateWriter[] {LedgerTemplate::writeCsv, LedgerTemplate::writeXlsx}) {
            var out = new ByteArrayOutputStream();
            format.writeTo(out);
            var template = file(out.toByteArray());
            assertThat(read(template)).isEmpty();
            assertThat(read(template, false))
                    .singleElement()
                    .satisfies(row -> assertThat(row.findings().zh()).isEmpty());
        }
    }

    private interface TemplateWriter {
        void write(OutputStream out) throws IOException;

        default void writeTo(OutputStream out) {
            try {
                write(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void assertRefused(byte[] content, String reason) {
        assertThatThrownBy(() -> read(file(content))).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(Problem.FILE_NOT_READABLE);
            assertThat(e.parameters().get("reason").toString()).contains(reason);
        });
    }

    private List<LedgerRow> read(Path file) {
        return read(file, true);
    }

    /** Rows of a ledger; with {@code complete} false the header may lack columns, and samples count. */
    private List<LedgerRow> read(Path file, boolean complete) {
        var rows = new ArrayList<LedgerRow>();
        try (var ledger = LedgerFile.open(file)) {
            var first = ledger.next().orElseThrow();
            LedgerHeader header;
            try {
                header = LedgerHeader.of(first);
            } catch (ProblemException e) {
                if (complete || e.problem() != Problem.LEDGER_COLUMNS_MISSING) {
                    throw e;
                }
                return rows;
            }
            for (var row = ledger.next(); row.isPresent(); row = ledger.next()) {
                if (!complete || !LedgerTemplate.isSample(header, row.get())) {
                    rows.add(RowReading.read(
                            header, row.get(), 230100, TenantScope.subtree(230000), ledger.countsFrom1904()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private Path workbook(Consumer<Worksheet> changes) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var sheet = workbook.newWorksheet("a");
            var lines = ledger(line()).split("\n");
            for (int y = 0; y < 2; y++) {
                var cells = lines[y].split(",", -1);
                for (int x = 0; x < cells.length; x++) {
                    sheet.value(y, x, cells[x]);
                }
            }
            changes.accept(sheet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file(out.toByteArray());
    }

    private Path file(byte[] content) {
        try {
            return Files.write(Files.createTempFile(directory, "ledger", ".any"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
