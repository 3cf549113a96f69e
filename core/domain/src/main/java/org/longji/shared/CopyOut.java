package org.longji.shared;

import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.postgresql.PGConnection;

/**
 * Reads a result of millions of rows as PostgreSQL's binary COPY sends it: one array of bytes for a row and nothing else, so
 * that reading costs neither a fetch nor an object per column. The connection does nothing else meanwhile.
 */
public final class CopyOut {

    private static final int HEADER = 11 + 4 + 4;
    private static final int WORDS = 1 << 12;

    private CopyOut() {}

    /** Hands the rows of a query to {@code reader}. A query is text without parameters: only numbers may be written into it. */
    public static void read(EntityManager em, String query, Consumer<Tuple> reader) {
        try {
            var copy = Sql.connection(em)
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + query + ") to stdout (format binary)");
            try {
                var tuple = new Tuple();
                boolean first = true;
                for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                    if (tuple.begin(message, first ? HEADER : 0)) {
                        reader.accept(tuple);
                    }
                    first = false;
                }
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** The row at hand; its columns are read in their order, each once, by the type it has in the query. */
    public static final class Tuple {

        private ByteBuffer row = ByteBuffer.allocate(0);
        private final byte[] @Nullable [] wordBytes = new byte[WORDS][];
        private final @Nullable String[] words = new String[WORDS];

        private boolean begin(byte[] message, int offset) {
            if (message.length < offset + 2) {
                return false;
            }
            row = ByteBuffer.wrap(message, offset, message.length - offset);
            // A trailer of -1 columns ends the rows.
            return row.getShort() >= 0;
        }

        /** An {@code int4} that is there. */
        public int integer() {
            present(4);
            return row.getInt();
        }

        /** A {@code uuid} that is there. */
        public UUID uuid() {
            present(16);
            return new UUID(row.getLong(), row.getLong());
        }

        /** A {@code text} that is there. */
        public String text() {
            return optionalText().orElseThrow(() -> new IllegalStateException("A column holds no value"));
        }

        public Optional<String> optionalText() {
            int length = row.getInt();
            if (length < 0) {
                return Optional.empty();
            }
            var text = new String(row.array(), row.position(), length, StandardCharsets.UTF_8);
            row.position(row.position() + length);
            return Optional.of(text);
        }

        /** A {@code text} that is there and one of few, such as a code: the same object for the same text. */
        public String word() {
            int length = row.getInt();
            if (length < 0) {
                throw new IllegalStateException("A column holds no value");
            }
            byte[] bytes = row.array();
            int from = row.position();
            int hash = length;
            for (int i = from; i < from + length; i++) {
                hash = hash * 31 + bytes[i];
            }
            int slot = (hash ^ (hash >>> 15)) & (WORDS - 1);
            row.position(from + length);
            byte[] known = wordBytes[slot];
            var word = words[slot];
            if (known != null && word != null && Arrays.equals(known, 0, known.length, bytes, from, from + length)) {
                return word;
            }
            var text = new String(bytes, from, length, StandardCharsets.UTF_8);
            wordBytes[slot] = Arrays.copyOfRange(bytes, from, from + length);
            words[slot] = text;
            return text;
        }

        /** A {@code numeric} of at most two decimals that is there. */
        public Money money() {
            return Money.ofFen(fen());
        }

        /** The same in whole fen. */
        public long fen() {
            if (row.getInt() < 0) {
                throw new IllegalStateException("A column holds no value");
            }
            int digits = row.getShort();
            int weight = row.getShort();
            boolean negative = row.getShort() == 0x4000;
            row.getShort();
            // Digits are of base 10,000, the first one worth 10,000 to the power of the weight; two decimals are half
            // of the
            // first digit behind the point.
            long fen = 0;
            for (int i = 0; i < digits; i++) {
                long digit = row.getShort();
                int power = weight - i;
                if (power >= 0) {
                    for (int p = 0; p < power; p++) {
                        digit = Math.multiplyExact(digit, 10_000L);
                    }
                    fen = Math.addExact(fen, Math.multiplyExact(digit, 100L));
                } else if (power == -1) {
                    if (digit % 100 != 0) {
                        throw new ArithmeticException("An amount finer than a fen");
                    }
                    fen = Math.addExact(fen, digit / 100);
                } else if (digit != 0) {
                    throw new ArithmeticException("An amount finer than a fen");
                }
            }
            return negative ? -fen : fen;
        }

        private void present(int width) {
            if (row.getInt() != width) {
                throw new IllegalStateException("A column holds no value of " + width + " bytes");
            }
        }
    }
}
