package org.longji.disbursement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.approval.ApprovalSubject;
import org.longji.approval.Approvals;
import org.longji.approval.Chains;
import org.longji.audit.Journal;
import org.longji.plugin.api.Money;
import org.longji.policy.Policies;
import org.longji.shared.Caller;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;
import org.longji.shared.WorkingDays;

/** A city with a budget and rounds that approval has let through, and the officers who pay them. */
final class PaymentHouse {

    static final int PROVINCE = 230000;
    static final int HARBIN = 230100;
    static final int NANGANG = 230103;
    static final int DAQING = 230600;
    static final int YEAR = 2026;
    static final String POLICY = "buyer-subsidy";
    static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, NANGANG, DAQING);
    final Transactions transactions = database.transactions();
    final Journal journal = new Journal();
    final Caller finance = caller(HARBIN, Role.FINANCE, "harbin.finance");
    final Caller finance2 = caller(HARBIN, Role.FINANCE, "harbin.finance2");
    final Caller reviewer = caller(HARBIN, Role.REVIEWER, "harbin.reviewer");
    final Caller daqing = caller(DAQING, Role.FINANCE, "daqing.finance");
    private int numbers;

    static Clock clock(Instant at) {
        return Clock.fixed(at, ZoneOffset.ofHours(8));
    }

    PaymentBatches batches() {
        return new PaymentBatches(transactions, journal, clock(NOW));
    }

    BankReports reports() {
        return new BankReports(transactions, journal, clock(NOW));
    }

    PaymentHolds holds() {
        return new PaymentHolds(transactions, journal, clock(NOW));
    }

    PaymentAccounts accounts() {
        return new PaymentAccounts(transactions, journal, clock(NOW));
    }

    CreditListings listings() {
        return new CreditListings(transactions, journal, clock(NOW));
    }

    Recoveries recoveries(Instant at) {
        return new Recoveries(transactions, new Policies(), new WorkingDays(), approvals(at), journal, clock(at));
    }

    /** Approvals that know write-offs. */
    Approvals approvals(Instant at) {
        var subjects = new ArrayList<ApprovalSubject>();
        var approvals = new Approvals(
                transactions,
                subjects,
                new Chains(transactions, journal, clock(at)),
                journal,
                new WorkingDays(),
                clock(at));
        subjects.add(new RecoveryWriteOffs(
                new Recoveries(transactions, new Policies(), new WorkingDays(), approvals, journal, clock(at))));
        return approvals;
    }

    static Caller caller(int tenant, Role role, String username) {
        return new Caller(
                UUID.nameUUIDFromBytes(username.getBytes(StandardCharsets.UTF_8)),
                username,
                username,
                username,
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, role)));
    }

    /** An officer whom approvals know. */
    void account(Caller officer) {
        database.asOwner(
                "insert into account (id, tenant, username, display_name, display_name_en, password_hash) values ('"
                        + officer.accountId() + "', " + officer.tenant() + ", '" + officer.username()
                        + "', 'x', 'x', 'x')");
        for (var grant : officer.roles()) {
            database.asOwner("insert into role_grant (account_id, tenant, role) values ('" + officer.accountId() + "', "
                    + grant.tenant() + ", '" + grant.role() + "')");
        }
    }

    static Caller applicant(String code) {
        return new Caller(
                UUID.randomUUID(),
                "applicant",
                "applicant",
                "applicant",
                HARBIN,
                Optional.of(code),
                List.of(new RoleGrant(HARBIN, Role.APPLICANT)));
    }

    /** What is to be paid to whom. */
    record Due(
            String code,
            String name,
            String kind,
            String amount,
            @Nullable String payee,
            @Nullable String account) {

        static Due of(int number, String amount) {
            return new Due(
                    PaymentHouse.code(number),
                    "示例企业" + number,
                    "ENTERPRISE",
                    amount,
                    "示例企业" + number,
                    PaymentHouse.account(number));
        }

        Due to(String otherPayee, String otherAccount) {
            return new Due(code, name, kind, amount, otherPayee, otherAccount);
        }
    }

    static String code(int number) {
        return String.format(Locale.ROOT, "91230100MA%08d", number);
    }

    static String account(int number) {
        return String.format(Locale.ROOT, "2300%012d", number);
    }

    /** A round whose items are approved and whose money is committed; the items in the order of what is due. */
    Round round(List<Due> dues) {
        return round(HARBIN, dues);
    }

    record Round(UUID id, int tenant, List<UUID> items) {}

    Round round(int tenant, List<Due> dues) {
        var round = UUID.randomUUID();
        var items = new ArrayList<UUID>();
        int number = ++numbers;
        var sql = new ArrayList<String>();
        sql.add(String.format(
                Locale.ROOT,
                "insert into payment_round (id, tenant, year, policy_id, policy_tenant, number, title_zh, title_en, track, allocation, status,"
                        + " first_year, cut_off, answer_until, notice_days, notice_basis, frozen_hash, frozen_at, opened_by_id, opened_by, opened_at)"
                        + " values ('%s', %d, %d, '%s', %d, %d, '示例兑现批次', 'Sample round', 'CLAIM', 'FIRST_COME', 'PAYMENT', %d, '2026-01-31',"
                        + " '2026-02-28', 5, '示例', 'x', now(), '%s', 'reviewer', now())",
                round,
                tenant,
                YEAR,
                POLICY,
                tenant,
                number,
                YEAR,
                UUID.randomUUID()));
        for (int i = 0; i < dues.size(); i++) {
            var due = dues.get(i);
            var item = UUID.randomUUID();
            var entitlement = UUID.randomUUID();
            items.add(item);
            sql.add(String.format(
                    Locale.ROOT,
                    "insert into entitlement (id, tenant, subject_id, year, policy_id, policy_tenant, policy_version, side, beneficiary_code,"
                            + " beneficiary_name, beneficiary_kind, status, assessed_amount, entitled_amount, record, record_hash, plugin_id,"
                            + " plugin_version, plugin_hash) values ('%s', %d, '%s', %d, '%s', %d, '1', 'RECIPIENT', '%s', '%s', '%s', 'ENTITLED',"
                            + " %s, %s, '{\"outcome\":{\"entitledAmount\":\"%s\"},\"host\":{}}', 'x', 'p', '1', 'x')",
                    entitlement,
                    tenant,
                    UUID.randomUUID(),
                    YEAR,
                    POLICY,
                    tenant,
                    due.code(),
                    due.name(),
                    due.kind(),
                    due.amount(),
                    due.amount(),
                    due.amount()));
            sql.add(String.format(
                    Locale.ROOT,
                    "insert into round_item (id, tenant, round_id, ordinal, entitlement_id, number, subject, about_year, beneficiary_code,"
                            + " beneficiary_name, beneficiary_kind, record_hash, due, allocated, status) values ('%s', %d, '%s', %d, '%s', '%s',"
                            + " '示例项目', %d, '%s', '%s', '%s', 'x', %s, %s, 'APPROVED')",
                    item,
                    tenant,
                    round,
                    i + 1,
                    entitlement,
                    "2301002026" + String.format(Locale.ROOT, "%04d%04d", number, i + 1),
                    YEAR,
                    due.code(),
                    due.name(),
                    due.kind(),
                    due.amount(),
                    due.amount()));
            if (due.account() != null) {
                sql.add(String.format(
                        Locale.ROOT,
                        "insert into round_claim (item_id, tenant, beneficiary_code, agreed, payee, bank, account, claimed_by_id, claimed_by, claimed_at)"
                                + " values ('%s', %d, '%s', true, '%s', '示例银行哈尔滨分行', '%s', '%s', 'applicant', now())",
                        item,
                        tenant,
                        due.code(),
                        due.payee(),
                        due.account(),
                        UUID.randomUUID()));
            }
        }
        database.asOwner(sql.toArray(String[]::new));
        var total = Money.sum(dues.stream().map(due -> Money.of(due.amount())).toList());
        post(tenant, "APPROPRIATION", List.of("round:" + round), List.of(total));
        post(
                tenant,
                "COMMITMENT",
                items.stream().map(item -> "item:" + item).toList(),
                dues.stream().map(due -> Money.of(due.amount())).toList());
        return new Round(round, tenant, items);
    }

    private void post(int tenant, String kind, List<String> references, List<Money> amounts) {
        transactions.within(
                TenantScope.exactly(tenant),
                em -> Sql.query(
                        em,
                        "select budget_post(?, ?, ?, ?, ?, ?::text[]::numeric[], null, null, 'test') as moved",
                        row -> row.decimal("moved"),
                        tenant,
                        POLICY,
                        YEAR,
                        kind,
                        references,
                        amounts.stream().map(Money::toString).toList()));
    }

    static PaymentBatchForm form(int most, boolean again) {
        return new PaymentBatchForm("示例市财政局", "示例银行", "23010000000000000001", TODAY, most, again, null);
    }

    String file(UUID batch, BankFile.Format format) {
        var out = new ByteArrayOutputStream();
        batches().file(finance, HARBIN, batch, format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    BankReport take(String text) {
        try {
            var file = Files.createTempFile("bank", ".report");
            try {
                Files.writeString(file, text);
                return reports().take(finance, HARBIN, "示例.csv", file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path temporary(String text) {
        try {
            var file = Files.createTempFile("bank", ".report");
            Files.writeString(file, text);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String report(List<String> lines) {
        return "端到端标识,状态,金额,原因,银行流水号,日期\n" + String.join("\n", lines) + "\n";
    }

    List<PaymentDetails> payments(UUID batch) {
        return batches()
                .payments(finance, HARBIN, null, batch, null, null, 10_000)
                .items();
    }

    /** The batch an item's live payment is in. */
    UUID batchOf(UUID item) {
        return UUID.fromString(
                text("select batch_id from payment where item_id = '" + item + "' and status = 'READY'"));
    }

    String itemStatus(UUID item) {
        return text("select status from round_item where id = '" + item + "'");
    }

    String text(String sql) {
        try (var connection = database.owner();
                var result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The ledger says what the payments say: paid is what succeeded and was set off, less what came back; committed is what approved
     * items still wait for; the entries add up to the balances; no item has two payments that may have arrived.
     */
    void assertBalanced() {
        assertThat(unbalanced(database)).as("budgets out of balance").isZero();
        assertThat(doubled(database)).as("items paid twice").isZero();
    }

    static int unbalanced(TestDatabase database) {
        return number(database, """
                select count(*) from budget b where
                    b.paid <> (select coalesce(sum(p.amount), 0) from payment p join payment_batch t on t.id = p.batch_id
                            join payment_round r on r.id = t.round_id
                            where p.status = 'SUCCEEDED' and (r.tenant, r.policy_id, r.year) = (b.tenant, b.policy_id, b.year))
                        + (select coalesce(sum(o.amount), 0) from recovery_receipt o join round_item i on i.id = o.item_id
                            join payment_round r on r.id = i.round_id where (r.tenant, r.policy_id, r.year) = (b.tenant, b.policy_id, b.year))
                        - (select coalesce(sum(s.amount), 0) from recovery_share s join round_item i on i.id = s.item_id
                            join payment_round r on r.id = i.round_id where (r.tenant, r.policy_id, r.year) = (b.tenant, b.policy_id, b.year))
                    or b.committed <> (select coalesce(sum(i.allocated - item_offset(i.id)), 0) from round_item i join payment_round r on r.id = i.round_id
                            where i.status = 'APPROVED' and (r.tenant, r.policy_id, r.year) = (b.tenant, b.policy_id, b.year))
                    or (b.available, b.committed, b.paid) <> (
                        select coalesce(sum(case 'AVAILABLE' when e.debit then e.amount when e.credit then -e.amount end), 0),
                            coalesce(sum(case 'COMMITTED' when e.debit then e.amount when e.credit then -e.amount end), 0),
                            coalesce(sum(case 'PAID' when e.debit then e.amount when e.credit then -e.amount end), 0)
                        from budget_entry e where (e.tenant, e.policy_id, e.year) = (b.tenant, b.policy_id, b.year))
                """);
    }

    static int doubled(TestDatabase database) {
        return number(database, """
                select count(*) from round_item i where
                    (select count(*) from payment p where p.item_id = i.id and p.status in ('READY', 'SENT', 'SUCCEEDED')) > 1
                    or (i.status = 'PAID') <> (item_offset(i.id) = i.allocated
                        or exists (select 1 from payment p where p.item_id = i.id and p.status = 'SUCCEEDED'))
                """);
    }

    static int number(TestDatabase database, String sql) {
        try (var connection = database.owner();
                var result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
