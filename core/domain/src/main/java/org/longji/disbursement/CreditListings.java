package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.disbursement.CreditListing.Form;
import org.longji.disbursement.CreditListing.Import;
import org.longji.party.CreditCode;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TextFile;
import org.longji.shared.Transactions;

/** The black list (失信名单): entered one by one or as a file, seen downwards, taken off with a reason; nothing is removed. */
@Dependent
public class CreditListings {

    private static final int SHORT = 200;
    private static final int LONG = 2_000;
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_ERRORS = 100;
    private static final List<String> COLUMNS = List.of("统一社会信用代码", "名称", "来源", "文号", "起始日期", "截止日期");

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public CreditListings(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** What binds the tenant, entered by it, above or below it; the newest first. */
    public Page<CreditListing> list(Caller caller, int tenant, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        var at = after == null ? null : Instant.parse(after.substring(0, after.indexOf('|')));
        var id = after == null ? null : UUID.fromString(after.substring(after.indexOf('|') + 1));
        return transactions.within(scope, em -> {
            var rows = Sql.query(em, """
                    select * from credit_listing l where (?::timestamptz is null or (l.entered_at, l.id) < (?::timestamptz, ?::uuid))
                    order by l.entered_at desc, l.id desc limit ?
                    """, CreditListings::read, at, at, id, limit + 1);
            return Page.of(rows, limit, listing -> listing.enteredAt() + "|" + listing.id());
        });
    }

    /**
     * Puts somebody on the list.
     *
     * @throws ProblemException LISTING_THERE where the same entry is on it
     */
    public CreditListing enter(Caller caller, int tenant, Form form) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        var checks = new FieldChecks();
        check(checks, form, "");
        checks.done();
        return transactions.within(
                scope,
                em -> enter(em, caller, tenant, form)
                        .orElseThrow(() -> new ProblemException(Problem.LISTING_THERE, Map.of())));
    }

    /**
     * Takes a file in, all of it or nothing: CSV with the columns 统一社会信用代码、名称、来源、文号、起始日期、截止日期.
     *
     * @throws ProblemException FILE_NOT_READABLE, or INVALID_FIELDS naming the rows
     */
    public Import take(Caller caller, int tenant, Path file) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        var forms = read(file);
        return transactions.within(scope, em -> {
            int entered = 0;
            for (var form : forms) {
                entered += enter(em, caller, tenant, form).isPresent() ? 1 : 0;
            }
            return new Import(entered, forms.size() - entered);
        });
    }

    /** Takes somebody off the list before the time is over; what the entry held already is lifted item by item. */
    public CreditListing lift(Caller caller, int tenant, UUID id, @Nullable String reason) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        new FieldChecks()
                .present(reason, "reason")
                .atMost(reason, LONG, "reason")
                .done();
        return transactions.within(scope, em -> {
            var one = found(em, tenant, id);
            if (one.liftedAt() != null) {
                return one;
            }
            Sql.update(
                    em,
                    "update credit_listing set lifted_by = ?, lifted_at = ?, lift_reason = ? where id = ?",
                    caller.displayName(),
                    clock.instant(),
                    Objects.requireNonNull(reason).strip(),
                    id);
            var lifted = found(em, tenant, id);
            journal.append(em, tenant, caller, "CREDIT_LISTING_LIFTED", "credit-listing", id.toString(), one, lifted);
            return lifted;
        });
    }

    private Optional<CreditListing> enter(EntityManager em, Caller caller, int tenant, Form form) {
        var id = UUID.randomUUID();
        int entered = Sql.update(
                em,
                """
                insert into credit_listing (id, tenant, upper_code, beneficiary_code, name, source, document, listed_from, listed_until,
                    entered_by, entered_at)
                select ?, t.code, t.upper_code, ?, ?, ?, ?, ?, ?, ?, ? from tenant t where t.code = ? on conflict do nothing
                """,
                id,
                Objects.requireNonNull(form.beneficiaryCode()).strip(),
                Objects.requireNonNull(form.name()).strip(),
                Objects.requireNonNull(form.source()).strip(),
                Objects.requireNonNull(form.document()).strip(),
                form.from(),
                form.until(),
                caller.displayName(),
                clock.instant(),
                tenant);
        if (entered == 0) {
            return Optional.empty();
        }
        var listing = found(em, tenant, id);
        journal.append(em, tenant, caller, "CREDIT_LISTING_ENTERED", "credit-listing", id.toString(), null, listing);
        return Optional.of(listing);
    }

    private static void check(FieldChecks checks, Form form, String row) {
        checks.present(form.beneficiaryCode(), row + "beneficiaryCode")
                .present(form.name(), row + "name")
                .atMost(form.name(), SHORT, row + "name")
                .present(form.source(), row + "source")
                .atMost(form.source(), SHORT, row + "source")
                .present(form.document(), row + "document")
                .atMost(form.document(), SHORT, row + "document")
                .present(form.from(), row + "from")
                .require(
                        form.beneficiaryCode() == null
                                || form.beneficiaryCode().isBlank()
                                || CreditCode.examine(form.beneficiaryCode().strip())
                                        .isEmpty(),
                        row + "beneficiaryCode",
                        "统一社会信用代码的校验不通过。",
                        "This is no credit code.")
                .require(
                        form.from() == null
                                || form.until() == null
                                || !form.until().isBefore(form.from()),
                        row + "until",
                        "截止日期不能早于起始日期。",
                        "It cannot end before it begins.");
    }

    private static List<Form> read(Path file) {
        try {
            var charset = TextFile.charset(file)
                    .orElseThrow(() -> notReadable("文字编码不是 UTF-8 或 GB18030 / neither UTF-8 nor GB18030"));
            var format = CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setTrim(true)
                    .get();
            try (var reader = TextFile.reader(file, charset);
                    var csv = format.parse(reader)) {
                if (!csv.getHeaderNames().containsAll(COLUMNS)) {
                    throw notReadable("缺少列 / a column is missing: " + String.join("、", COLUMNS));
                }
                var forms = new ArrayList<Form>();
                var errors = new ArrayList<FieldError>();
                for (var row : csv) {
                    var checks = new FieldChecks();
                    var place = "row " + (row.getRecordNumber() + 1) + ": ";
                    var form = new Form(
                            row.get(COLUMNS.get(0)),
                            row.get(COLUMNS.get(1)),
                            row.get(COLUMNS.get(2)),
                            row.get(COLUMNS.get(3)),
                            day(row, COLUMNS.get(4), place + "from", checks),
                            day(row, COLUMNS.get(5), place + "until", checks));
                    check(checks, form, place);
                    errors.addAll(checks.errors());
                    forms.add(form);
                    if (errors.size() >= MOST_ERRORS || forms.size() > MOST_ROWS) {
                        break;
                    }
                }
                if (!errors.isEmpty()) {
                    throw new ProblemException(Problem.INVALID_FIELDS, Map.of("count", errors.size()), errors);
                }
                if (forms.size() > MOST_ROWS) {
                    throw notReadable("超过 " + MOST_ROWS + " 行 / more than so many rows");
                }
                return forms;
            }
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            throw notReadable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable LocalDate day(CSVRecord row, String column, String field, FieldChecks checks) {
        var text = row.get(column);
        try {
            return text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            checks.require(false, field, "日期应写作 2026-01-31。", "A day is written 2026-01-31.");
            return null;
        }
    }

    private static ProblemException notReadable(String reason) {
        return new ProblemException(Problem.FILE_NOT_READABLE, Map.of("reason", reason));
    }

    private static CreditListing found(EntityManager em, int tenant, UUID id) {
        return Sql.first(
                        em,
                        "select * from credit_listing where id = ? and tenant = ?",
                        CreditListings::read,
                        id,
                        tenant)
                .orElseThrow(() -> PaymentActs.notFound(id));
    }

    private static CreditListing read(Row row) {
        return new CreditListing(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("beneficiary_code"),
                row.text("name"),
                row.text("source"),
                row.text("document"),
                row.date("listed_from"),
                row.optionalDate("listed_until").orElse(null),
                row.text("entered_by"),
                row.instant("entered_at"),
                row.optionalText("lifted_by").orElse(null),
                row.optionalInstant("lifted_at").orElse(null),
                row.optionalText("lift_reason").orElse(null));
    }
}
