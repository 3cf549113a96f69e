package org.longji.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * A sheet written row by row while the rows are read, so that its length needs no memory. Texts are inline text cells, which a
 * spreadsheet never takes for a formula whatever they begin with; amounts and days are real numbers and days.
 */
final class StreamedTable<T> {

    /** A sheet holds 1,048,576 rows. */
    static final int MOST_ROWS = 1_000_000;

    private static final int ROWS_AT_A_TIME = 500;
    private static final int WIDTH = 18;
    private static final String YUAN = "#,##0.00";
    private static final String DAY = "yyyy-mm-dd";

    /** What stands under a heading; null leaves the cell empty. */
    record Column<T>(String heading, Function<T, @Nullable Object> value) {}

    private final Worksheet sheet;
    private final List<Column<T>> columns;
    private int y;

    /** Begins the table with its headings. */
    StreamedTable(Worksheet sheet, List<Column<T>> columns) {
        this.sheet = sheet;
        this.columns = columns;
        sheet.freezePane(0, 1);
        for (int x = 0; x < columns.size(); x++) {
            sheet.width(x, WIDTH);
            sheet.inlineString(0, x, columns.get(x).heading());
            sheet.style(0, x).bold().wrapText(true).set();
        }
    }

    /** @throws UncheckedIOException when the reader goes away */
    void add(T row) {
        y++;
        for (int x = 0; x < columns.size(); x++) {
            var value = columns.get(x).value().apply(row);
            if (value instanceof Money money) {
                sheet.value(y, x, money.toBigDecimal());
                sheet.style(y, x).format(YUAN).set();
            } else if (value instanceof LocalDate day) {
                sheet.value(y, x, day);
                sheet.style(y, x).format(DAY).set();
            } else if (value != null) {
                sheet.inlineString(y, x, value.toString());
            }
        }
        if (y % ROWS_AT_A_TIME == 0) {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
