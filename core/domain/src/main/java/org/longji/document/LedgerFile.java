package org.longji.document;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** A ledger being read, row by row. What it is, its content tells; a file's name is only a wish. */
interface LedgerFile extends Closeable {

    /** Cells longer than this are refused: no field of a registration form is. */
    int MAX_CELL = 4_000;

    /** Rows beyond this are refused: a province registers some tens of thousands of contracts a year. */
    long MAX_ROWS = 1_000_000;

    /** The next row that is not blank; empty at the end. */
    Optional<RawRow> next();

    /** Whether day numbers count from 1904, as old Macintosh workbooks do. */
    default boolean countsFrom1904() {
        return false;
    }

    /** @throws ProblemException FILE_NOT_READABLE when it is neither CSV nor XLSX, or not a sane one */
    static LedgerFile open(Path file) {
        try {
            var head = head(file);
            if (startsWith(head, 'P', 'K', 3, 4)) {
                return XlsxLedger.open(file);
            }
            if (startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
                throw notReadable(
                        "这是旧版 XLS 或加密的工作簿，请另存为不加密的 XLSX",
                        "this is an old XLS or an encrypted workbook; save it as XLSX without a password");
            }
            return CsvLedger.open(file, head);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reason is bilingual because the catalogue's text takes it in as a value. */
    static ProblemException notReadable(String zh, String en) {
        return new ProblemException(Problem.FILE_NOT_READABLE, Map.of("reason", zh + " / " + en));
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(8_192);
        }
    }

    private static boolean startsWith(byte[] head, int... expected) {
        return head.length >= expected.length
                && Arrays.equals(head, 0, expected.length, bytes(expected), 0, expected.length);
    }

    private static byte[] bytes(int[] values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
