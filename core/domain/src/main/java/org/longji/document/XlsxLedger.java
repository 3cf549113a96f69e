package org.longji.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.longji.shared.ProblemException;

/** The first sheet of an XLSX workbook. Numbers are taken as the digits in the file; formulas are not computed. */
final class XlsxLedger implements LedgerFile {

    private static final long MAX_UNPACKED = 1_500L * 1024 * 1024;
    private static final long MAX_SHARED_STRINGS = 96L * 1024 * 1024;
    private static final int MAX_RATIO = 200;
    private static final int MAX_COLUMNS = 500;

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;

    private XlsxLedger(ReadableWorkbook workbook) throws IOException {
        this.workbook = workbook;
        this.stream = workbook.getFirstSheet().openStream();
        this.rows = stream.iterator();
    }

    static XlsxLedger open(Path file) throws IOException {
        refuseBombs(file);
        try {
            var workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(false, true));
            try {
                return new XlsxLedger(workbook);
            } catch (IOException | RuntimeException e) {
                workbook.close();
                throw e;
            }
        } catch (IOException | ExcelReaderException | IllegalArgumentException | IllegalStateException e) {
            throw broken();
        }
    }

    @Override
    public Optional<RawRow> next() {
        try {
            while (rows.hasNext()) {
                var row = raw(rows.next());
                if (row.number() > MAX_ROWS) {
                    throw LedgerFile.notReadable("超过 " + MAX_ROWS + " 行", "it has more than " + MAX_ROWS + " rows");
                }
                if (!row.isBlank()) {
                    return Optional.of(row);
                }
            }
            return Optional.empty();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            // The reader wraps whatever a damaged sheet makes of its XML parser.
            throw broken();
        }
    }

    @Override
    public boolean countsFrom1904() {
        return workbook.isDate1904();
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }

    private static RawRow raw(Row row) {
        int width = Math.min(row.getCellCount(), MAX_COLUMNS);
        var cells = new ArrayList<RawCell>(width);
        for (int i = 0; i < width; i++) {
            var cell = row.getCell(i);
            cells.add(cell == null ? RawCell.EMPTY : raw(cell));
        }
        return new RawRow(row.getRowNum(), cells);
    }

    private static RawCell raw(Cell cell) {
        if (cell.getType() == CellType.FORMULA || cell.getFormula() != null) {
            return new RawCell(RawCell.Kind.FORMULA, "=" + (cell.getFormula() == null ? "" : cell.getFormula()));
        }
        var raw = cell.getRawValue();
        return switch (cell.getType()) {
            case EMPTY -> RawCell.EMPTY;
            case NUMBER -> new RawCell(RawCell.Kind.NUMBER, raw == null ? "" : raw);
            case ERROR -> new RawCell(RawCell.Kind.ERROR, raw == null ? "#ERROR" : raw);
            case BOOLEAN -> new RawCell(RawCell.Kind.TEXT, Boolean.TRUE.equals(cell.getValue()) ? "TRUE" : "FALSE");
            case STRING, FORMULA -> new RawCell(RawCell.Kind.TEXT, cell.getText());
        };
    }

    /** Unpacks everything once, counting: the sizes a packed file declares are not to be believed. */
    private static void refuseBombs(Path file) throws IOException {
        long unpacked = 0;
        long packed = Math.max(file.toFile().length(), 1);
        var buffer = new byte[1 << 16];
        try (var zip = new ZipFile(file.toFile())) {
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                long size = 0;
                try (var in = zip.getInputStream(entry)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        size += read;
                        unpacked += read;
                        boolean strings = entry.getName().endsWith("sharedStrings.xml") && size > MAX_SHARED_STRINGS;
                        boolean ratio = unpacked > 16L * 1024 * 1024 && unpacked / packed > MAX_RATIO;
                        if (strings || ratio || unpacked > MAX_UNPACKED) {
                            throw LedgerFile.notReadable(
                                    "解压后过大，可能是压缩炸弹；请改用 CSV 或拆分", "it unpacks to far too much; use CSV or split it");
                        }
                    }
                }
            }
        } catch (ZipException e) {
            throw broken();
        }
    }

    private static ProblemException broken() {
        return LedgerFile.notReadable("工作簿已损坏，或不是 XLSX", "the workbook is damaged or not an XLSX");
    }
}
