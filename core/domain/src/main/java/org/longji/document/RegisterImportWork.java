package org.longji.document;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.job.JobWork;
import org.longji.job.RowError;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.register.RowIntake;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * The import of a workbook into a plugin's register, in one transaction: every line as if somebody had filled in the form. Lines
 * that are refused come back with the reasons; with {@link ImportMode#ALL_OR_NOTHING} one of them and none is written.
 */
@Dependent
public class RegisterImportWork implements JobWork {

    private static final int MOST_ROWS = 50_000;

    private final Transactions transactions;
    private final Uploads uploads;
    private final RowIntake intake;

    @Inject
    RegisterImportWork(Transactions transactions, Uploads uploads, RowIntake intake) {
        this.transactions = transactions;
        this.uploads = uploads;
        this.intake = intake;
    }

    /** The work with its collaborators, outside a container. */
    public static RegisterImportWork of(Transactions transactions, Uploads uploads, RowIntake intake) {
        return new RegisterImportWork(transactions, uploads, intake);
    }

    @Override
    public JobKind kind() {
        return JobKind.REGISTER_IMPORT;
    }

    @Override
    public boolean canStartAgain(JobContext context) {
        return uploads.has(context.id());
    }

    @Override
    public void ended(JobContext context) {
        uploads.remove(context.id());
    }

    /** Rolls back what was written, carrying out of the transaction what was found. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Reading reading;

        Refused(Reading reading) {
            super("lines were refused", null, false, false);
            this.reading = reading;
        }
    }

    private static final class Reading {
        private final List<RowError> errors = new ArrayList<>();
        private final Map<Integer, FieldShape> columns = new LinkedHashMap<>();
        private final List<String> unknown = new ArrayList<>();
        private List<String> header = List.of();
        private long headerRow = 1;
        private long rows;

        Map<String, Long> counts(boolean written) {
            var counts = new LinkedHashMap<String, Long>();
            counts.put("read", rows);
            counts.put("rejected", (long) errors.size());
            counts.put("unknownColumns", (long) unknown.size());
            counts.put("rowsCreated", written ? rows - errors.size() : 0L);
            return counts;
        }
    }

    @Override
    public Map<String, Long> run(JobContext context) {
        var mode = ImportMode.valueOf(context.parameters().getOrDefault("mode", ImportMode.ALL_OR_NOTHING.name()));
        try {
            return transactions.within(intake.scope(context.tenant()), em -> {
                var reading = read(em, context);
                if (!reading.errors.isEmpty() && mode == ImportMode.ALL_OR_NOTHING) {
                    throw new Refused(reading);
                }
                handBack(em, context, reading);
                var counts = reading.counts(true);
                var summary = new LinkedHashMap<String, Object>(context.parameters());
                summary.put("counts", counts);
                intake.note(em, context.caller(), context.tenant(), context.id(), summary);
                context.succeedWithin(em, counts);
                return counts;
            });
        } catch (Refused refused) {
            var counts = refused.reading.counts(false);
            context.counted(counts);
            transactions.within(context.scope(), em -> {
                handBack(em, context, refused.reading);
                return counts;
            });
            throw new ProblemException(
                    Problem.LEDGER_ROWS_REJECTED,
                    Map.of("read", refused.reading.rows, "rejected", (long) refused.reading.errors.size()));
        }
    }

    private Reading read(EntityManager em, JobContext context) {
        var plugin = context.parameters().get("plugin");
        var register = context.parameters().get("register");
        var reading = new Reading();
        try (var file = LedgerFile.open(uploads.file(context.id()))) {
            var first = file.next().orElseThrow(() -> LedgerFile.notReadable("文件是空的", "the file is empty"));
            header(reading, first, intake.fields(context.tenant(), String.valueOf(plugin), String.valueOf(register)));
            for (var row = file.next(); row.isPresent(); row = file.next()) {
                if (++reading.rows > MOST_ROWS) {
                    throw LedgerFile.notReadable("超过 " + MOST_ROWS + " 行", "it has more than " + MOST_ROWS + " rows");
                }
                take(em, context, reading, row.get(), file.countsFrom1904());
            }
            return reading;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(EntityManager em, JobContext context, Reading reading, RawRow row, boolean from1904) {
        try {
            var cells = new LinkedHashMap<String, Object>();
            reading.columns.forEach((x, field) -> {
                var cell = row.cell(x);
                if (!cell.isBlank()) {
                    cells.put(field.name(), value(field, cell, from1904));
                }
            });
            intake.begin(
                    em,
                    context.caller(),
                    context.tenant(),
                    String.valueOf(context.parameters().get("plugin")),
                    String.valueOf(context.parameters().get("register")),
                    cells);
        } catch (ProblemException refused) {
            reading.errors.add(new RowError(
                    row.number(), row.texts(), reason(reading, refused, true), reason(reading, refused, false)));
        }
    }

    private static String reason(Reading reading, ProblemException refused, boolean zh) {
        var detail =
                refused.problem().text(Problem.Part.DETAIL, zh ? Locale.CHINESE : Locale.ENGLISH, refused.parameters());
        if (refused.problem() != Problem.INVALID_FIELDS) {
            return detail;
        }
        return refused.errors().stream()
                .map(error -> name(reading, error.field(), zh)
                        + (zh ? "：" : ": ")
                        + (zh ? error.message() : error.messageEn()))
                .collect(Collectors.joining(" "));
    }

    private static String name(Reading reading, String field, boolean zh) {
        var first = field.split("\\.", 2)[0];
        return reading.columns.values().stream()
                .filter(one -> one.name().equals(first))
                .map(one -> zh ? one.words().zh() : one.words().en())
                .findFirst()
                .orElse(field);
    }

    private static void header(Reading reading, RawRow first, List<FieldShape> fields) {
        reading.header = first.texts();
        reading.headerRow = first.number();
        for (int x = 0; x < reading.header.size(); x++) {
            var text = reading.header.get(x).strip().replaceFirst("\\*$", "");
            var found = fields.stream()
                    .filter(field -> Stream.of(
                                    field.words().zh(),
                                    field.words().en(),
                                    field.words().zh() + " " + field.words().en(),
                                    field.name())
                            .anyMatch(text::equalsIgnoreCase))
                    .findFirst();
            if (found.isPresent()) {
                if (reading.columns.containsValue(found.get())) {
                    throw LedgerFile.notReadable("列“" + text + "”出现两次", "the column '" + text + "' occurs twice");
                }
                reading.columns.put(x, found.get());
            } else if (!text.isEmpty() && !RegisterWorkbook.OF_THE_HOST.contains(text)) {
                reading.unknown.add(text);
            }
        }
        var missing = fields.stream()
                .filter(field -> field.kind() != FieldKind.LIST && !field.optional())
                .filter(field -> !reading.columns.containsValue(field))
                .map(field -> field.words().zh())
                .collect(Collectors.joining("、"));
        if (!missing.isEmpty()) {
            throw new ProblemException(Problem.LEDGER_COLUMNS_MISSING, Map.of("columns", missing));
        }
    }

    /** What a cell holds, as a form would have sent it; what cannot be read is passed on for the checks to name. */
    private static Object value(FieldShape field, RawCell cell, boolean from1904) {
        if (cell.kind() == RawCell.Kind.FORMULA || cell.kind() == RawCell.Kind.ERROR) {
            throw new ProblemException(
                    Problem.INVALID_FIELDS,
                    Map.of("count", 1),
                    List.of(new ProblemException.FieldError(
                            field.name(), "不接受公式或错误值，请填写数值。", "Formulas and errors are not taken; give the value.")));
        }
        var text = Cells.plain(cell);
        return switch (field.kind()) {
            case DATE ->
                Cells.date(cell, from1904)
                        .map(Object.class::cast)
                        .map(Object::toString)
                        .orElse(text);
            case MONEY -> amount(cell).orElse(text);
            case WHOLE -> whole(Cells.digits(cell)).map(Object.class::cast).orElse(text);
            case DECIMAL -> Cells.digits(cell);
            case YES_NO -> yesNo(text).map(Object.class::cast).orElse(text);
            case MOMENT -> text.replace('/', '-').replaceFirst("^(\\d{4}-\\d{2}-\\d{2})\\s+", "$1T");
            case CHOICE ->
                field.choices().stream()
                        .filter(option -> Stream.of(
                                        option.value(),
                                        option.words().zh(),
                                        option.words().en())
                                .anyMatch(text::equalsIgnoreCase))
                        .map(FieldShape.Option::value)
                        .findFirst()
                        .orElse(text);
            case LIST -> {
                var element = field.element().orElseThrow();
                yield Arrays.stream(text.split("[;；]"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(part -> value(element, new RawCell(RawCell.Kind.TEXT, part), from1904))
                        .toList();
            }
            case TEXT, PARTY -> Cells.digits(cell);
            case TIME, ROW, CONTRACT, GROUP -> text;
        };
    }

    private static Optional<Object> amount(RawCell cell) {
        try {
            return Optional.of(Cells.amount(cell).toString());
        } catch (ArithmeticException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> whole(String digits) {
        return digits.matches("-?\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    private static Optional<Boolean> yesNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "是", "yes", "true", "1" -> Optional.of(true);
            case "否", "no", "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static void handBack(EntityManager em, JobContext context, Reading reading) {
        if (reading.errors.isEmpty() && reading.unknown.isEmpty()) {
            return;
        }
        var rows = new ArrayList<Object[]>();
        rows.add(new Object[] {
            context.tenant(),
            context.id(),
            reading.headerRow,
            Json.write(reading.header),
            reading.unknown.isEmpty() ? "" : "未识别、未导入的列：" + String.join("、", reading.unknown),
            reading.unknown.isEmpty() ? "" : "columns not known and not imported: " + String.join(", ", reading.unknown)
        });
        reading.errors.forEach(error -> rows.add(new Object[] {
            context.tenant(), context.id(), error.row(), Json.write(error.cells()), error.reasonZh(), error.reasonEn()
        }));
        Sql.batch(
                em,
                "insert into job_error (tenant, job_id, row_number, cells, reason_zh, reason_en) values (?, ?, ?, ?, ?, ?)",
                rows);
    }
}
