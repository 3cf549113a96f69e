package org.longji.document;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.longji.job.Jobs;
import org.longji.job.RowError;
import org.longji.shared.TenantScope;

/** The rows handed back, as CSV: row number, both reasons, and the cells as they came, to be corrected and sent again. */
public final class ErrorFile {

    private ErrorFile() {}

    /** Streams the rows of a job, which must have some. */
    public static void write(Jobs jobs, TenantScope scope, UUID job, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(new BufferedOutputStream(out), StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        var printer = new CSVPrinter(writer, CSVFormat.EXCEL);
        var first = new boolean[] {true};
        jobs.errors(scope, job, error -> {
            try {
                print(printer, error, first[0]);
                first[0] = false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        printer.flush();
    }

    private static void print(CSVPrinter printer, RowError error, boolean header) throws IOException {
        var cells = new ArrayList<String>();
        if (header) {
            cells.add("行号 Row");
            cells.add("原因" + (error.reasonZh().isEmpty() ? "" : "（" + error.reasonZh() + "）"));
            cells.add("Reason" + (error.reasonEn().isEmpty() ? "" : " (" + error.reasonEn() + ")"));
        } else {
            cells.add(Long.toString(error.row()));
            cells.add(harmless(error.reasonZh()));
            cells.add(harmless(error.reasonEn()));
        }
        error.cells().forEach(cell -> cells.add(harmless(cell)));
        printer.printRecord(cells);
    }

    /** A cell that begins like a formula would be run by the spreadsheet of whoever opens the file. */
    static String harmless(String cell) {
        var text = cell.stripLeading();
        boolean formula = !text.isEmpty() && "=+-@\t\r＝＋－＠".indexOf(text.charAt(0)) >= 0;
        return formula && !text.matches("-?[0-9]+(\\.[0-9]+)?") ? "'" + cell : cell;
    }
}
