package org.longji.document;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.longji.shared.TextFile;

/**
 * A ledger as CSV: UTF-8 with or without byte order mark, else GB18030, which is what Chinese Excel saves; separated by
 * comma, semicolon or tab.
 */
final class CsvLedger implements LedgerFile {

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final RecordLimit limit;

    private CsvLedger(CSVParser parser, RecordLimit limit) {
        this.parser = parser;
        this.records = parser.iterator();
        this.limit = limit;
    }

    static CsvLedger open(Path file, byte[] head) throws IOException {
        for (var b : head) {
            if (b == 0) {
                throw LedgerFile.notReadable("内容既不是 CSV 也不是 XLSX", "the content is neither CSV nor XLSX");
            }
        }
        // Tried as a whole: a ledger that is UTF-8 except for one cell must not become half nonsense.
        var charset = TextFile.charset(file)
                .orElseThrow(() -> LedgerFile.notReadable(
                        "文字编码不是 UTF-8 或 GB18030", "the text is encoded neither in UTF-8 nor in GB18030"));
        var limit = new RecordLimit(new BufferedReader(TextFile.reader(file, charset), 1 << 16));
        var format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(file, charset))
                // Blank lines count, so that row numbers are those a spreadsheet shows.
                .setIgnoreEmptyLines(false)
                .get();
        return new CsvLedger(CSVParser.parse(limit, format), limit);
    }

    @Override
    public Optional<RawRow> next() {
        try {
            while (records.hasNext()) {
                var csv = records.next();
                limit.restart();
                if (csv.getRecordNumber() > MAX_ROWS) {
                    throw LedgerFile.notReadable("超过 " + MAX_ROWS + " 行", "it has more than " + MAX_ROWS + " rows");
                }
                var cells = new ArrayList<RawCell>(csv.size());
                for (var text : csv) {
                    cells.add(new RawCell(RawCell.Kind.TEXT, text));
                }
                var row = new RawRow(csv.getRecordNumber(), cells);
                if (!row.isBlank()) {
                    return Optional.of(row);
                }
            }
            return Optional.empty();
        } catch (UncheckedIOException | IllegalStateException e) {
            throw LedgerFile.notReadable(
                    "第 " + (parser.getRecordNumber() + 1) + " 行附近引号不成对或单元格过长",
                    "near row " + (parser.getRecordNumber() + 1) + " a quote is not closed or a cell is too long");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private static char delimiter(Path file, Charset charset) throws IOException {
        var line = new char[8_192];
        int length;
        try (var reader = TextFile.reader(file, charset)) {
            length = Math.max(reader.read(line), 0);
        }
        var header = new String(line, 0, length).lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** Ends the reading of a record that never ends: an unclosed quote would otherwise collect the rest of the file. */
    private static final class RecordLimit extends FilterReader {

        private static final int MAX_RECORD = 512 * 1024;
        private int sinceRecord;

        RecordLimit(Reader in) {
            super(in);
        }

        void restart() {
            sinceRecord = 0;
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int more) throws IOException {
            sinceRecord += more;
            if (sinceRecord > MAX_RECORD) {
                throw new IOException("A record of more than " + MAX_RECORD + " characters");
            }
        }
    }
}
