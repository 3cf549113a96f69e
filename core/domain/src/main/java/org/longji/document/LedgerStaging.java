package org.longji.document;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.shared.Json;
import org.longji.shared.Sql;
import org.postgresql.PGConnection;

/**
 * The lines of one ledger as a table of their own, so that what follows is a handful of statements about sets. The table
 * is temporary: it needs no wall because only its own connection sees it, it can be analysed by the application's role,
 * and it is gone with the transaction, whatever ends that.
 */
final class LedgerStaging {

    private static final String OWN_COLUMNS = "row_no, cells, zh, en, contract_fault, identity, contract_text";

    private static final int MANY_ROWS = 2_000;

    private LedgerStaging() {}

    /** Writes one line in the text format of COPY. */
    static void write(Writer out, LedgerRow row) throws IOException {
        out.write(Long.toString(row.number()));
        field(out, Json.write(row.cells()));
        field(out, row.findings().isEmpty() ? null : row.findings().zh());
        field(out, row.findings().isEmpty() ? null : row.findings().en());
        field(out, row.contractFault() ? "t" : "f");
        field(
                out,
                row.identity().map(key -> "\\x" + HexFormat.of().formatHex(key)).orElse(null));
        field(out, row.contractText());
        for (var column : LedgerColumn.values()) {
            field(out, row.value(column).orElse(null));
        }
        out.write('\n');
    }

    /** Creates the table in the running transaction and fills it with the lines written to {@code rows}. */
    static void fill(EntityManager em, Path rows) {
        var columns = Arrays.stream(LedgerColumn.values())
                .map(column -> name(column) + " " + type(column))
                .collect(Collectors.joining(", "));
        Sql.update(
                em,
                "create temporary table ledger_row (row_no bigint primary key, cells text not null, zh text, en text,"
                        + " contract_fault boolean not null, identity bytea, contract_text text not null,"
                        + " contract_id uuid, already_recorded boolean not null default false, "
                        + columns + ") on commit drop");
        var names =
                Arrays.stream(LedgerColumn.values()).map(LedgerStaging::name).collect(Collectors.joining(", "));
        try (var in = Files.newInputStream(rows)) {
            Sql.connection(em)
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy ledger_row (" + OWN_COLUMNS + ", " + names + ") from stdin", in, 1 << 16);
        } catch (SQLException e) {
            throw new IllegalStateException("The ledger's lines could not be staged", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Sql.update(em, "create index on ledger_row (identity)");
        Sql.update(em, "analyze ledger_row");
        // Right after a large import the statistics of the recorded contracts still say "empty", and the application
        // may
        // not renew them: joining thousands of lines row by row against them would take minutes instead of a second.
        Sql.query(
                em,
                "select set_config('enable_nestloop', 'off', true) as plan from ledger_row having count(*) > "
                        + MANY_ROWS,
                row -> row.text("plan"));
    }

    static String name(LedgerColumn column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    private static String type(LedgerColumn column) {
        return switch (column) {
            case SIGNED_ON, VALID_FROM, VALID_UNTIL, REGISTERED_ON, RECEIVED_ON -> "date";
            case CONTRACT_AMOUNT,
                    TECHNOLOGY_AMOUNT,
                    TECHNOLOGY_INCOME,
                    EXPECTED_INVESTMENT,
                    EXPECTED_OUTPUT,
                    ORIGINAL_CONTRACT_AMOUNT,
                    RECEIVED -> "numeric(18, 2)";
            case TENANT, PROVIDER_DIVISION, RECIPIENT_DIVISION, RECEIPT_SEQUENCE -> "int";
            default -> "text";
        };
    }

    private static void field(Writer out, @Nullable String value) throws IOException {
        out.write('\t');
        if (value == null) {
            out.write("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.write("\\\\");
                case '\n' -> out.write("\\n");
                case '\r' -> out.write("\\r");
                case '\t' -> out.write("\\t");
                // PostgreSQL has no NUL in texts; a finding names the cell, the copy of it does without.
                case '\0' -> out.write(' ');
                default -> out.write(c);
            }
        }
    }
}
