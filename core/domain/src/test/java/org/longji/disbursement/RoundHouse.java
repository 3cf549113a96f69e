package org.longji.disbursement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.longji.approval.ApprovalSubject;
import org.longji.approval.Approvals;
import org.longji.approval.Chains;
import org.longji.attachment.Attachments;
import org.longji.audit.Journal;
import org.longji.audit.Seals;
import org.longji.job.Jobs;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;
import org.longji.shared.WorkingDays;

/** A city that owes money by one measure, and everything that takes it to the bank, on a real database. */
final class RoundHouse {

    static final int PROVINCE = 230000;
    static final int HARBIN = 230100;
    static final int DAQING = 230600;
    static final String POLICY = "trial-award";

    /** A Monday; the Friday before it was a working day. */
    static final LocalDate TODAY = LocalDate.of(2025, 3, 3);

    final TestDatabase database;
    final String policy;
    final Transactions transactions;
    final Journal journal = new Journal();
    final Hands clock = new Hands();
    final Seals seals;
    final Notices notices;
    final Jobs jobs;
    final Budgets budgets;
    final PaymentRounds rounds;
    final OwnMoney own;
    final RoundDeadlines deadlines;
    final Checks checks;
    final Approvals approvals;
    final PaymentBatches batches;
    final BankReports reports;

    final Caller reviewer = officer(HARBIN, "reviewer", Role.REVIEWER);
    final Caller secondReviewer = officer(HARBIN, "reviewer2", Role.REVIEWER);
    final Caller finance = officer(HARBIN, "finance", Role.FINANCE);
    final Caller province = officer(PROVINCE, "province", Role.AUDITOR);

    private int cases;

    /** A clock that is set by hand. */
    static final class Hands extends Clock {

        private Instant now = TODAY.atTime(9, 0).atZone(Clocks.CHINA).toInstant();

        void forward(Duration by) {
            now = now.plus(by);
        }

        void to(LocalDate day) {
            now = day.atTime(9, 0).atZone(Clocks.CHINA).toInstant();
        }

        @Override
        public ZoneId getZone() {
            return Clocks.CHINA;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static Path directory() {
        try {
            var made = Files.createTempDirectory("rounds");
            made.toFile().deleteOnExit();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RoundHouse() {
        this(TestDatabase.fresh().withTenants(HARBIN, DAQING), POLICY);
    }

    /** A measure of its own in a house that others use as well. */
    RoundHouse(TestDatabase database, String policy) {
        this.database = database;
        this.policy = policy;
        this.transactions = database.transactions();
        seals = new Seals(transactions, clock);
        notices = new Notices(transactions, new WorkingDays(), seals, journal, clock);
        jobs = Jobs.of(transactions, Runnable::run, List.of(new RoundFreezing(transactions, journal, clock)));
        budgets = new Budgets(transactions, journal, clock);
        var subjects = new ArrayList<ApprovalSubject>();
        approvals = new Approvals(
                transactions, subjects, new Chains(transactions, journal, clock), journal, new WorkingDays(), clock);
        rounds = new PaymentRounds(transactions, jobs, notices, approvals, journal, clock);
        subjects.add(new RoundApproval(rounds));
        batches = new PaymentBatches(transactions, journal, clock);
        reports = new BankReports(transactions, journal, clock);
        own = new OwnMoney(
                transactions, new Attachments(transactions, directory().toString(), 2, 4, 10), journal, clock);
        deadlines = new RoundDeadlines(transactions, clock);
        checks = new Checks(transactions, journal, clock);
        policy(HARBIN, policy);
        List.of(reviewer, secondReviewer, finance).forEach(this::account);
    }

    /** An officer whom approvals know. */
    private void account(Caller officer) {
        database.asOwner(
                "insert into account (id, tenant, username, display_name, display_name_en, password_hash) values ('"
                        + officer.accountId() + "', " + officer.tenant() + ", '" + officer.username()
                        + officer.accountId()
                        + "', 'x', 'x', 'x')",
                "insert into role_grant (account_id, tenant, role) values ('" + officer.accountId() + "', "
                        + officer.tenant() + ", '" + officer.roles().get(0).role() + "')");
    }

    /** Brings a published round to approval after its notice, and has it signed by a second reviewer and by finance. */
    void approve(UUID round) {
        clock.to(LocalDate.of(2025, 3, 11));
        deadlines.run();
        var brought = rounds.bring(reviewer, HARBIN, round).round().approval();
        approvals.sign(secondReviewer, HARBIN, brought, new Approvals.SignForm(1, true, null));
        approvals.sign(finance, HARBIN, brought, new Approvals.SignForm(2, true, null));
    }

    /** Prepares batches of a round, sends them, and lets the bank say of every payment that it was made. */
    void pay(UUID round, int most) {
        batches.prepare(
                finance,
                HARBIN,
                round,
                new PaymentBatchForm("示例财政局", "示例银行", "23000000000000", LocalDate.now(clock), most, false, null));
        String after = null;
        do {
            var page = batches.list(finance, HARBIN, round, after, 100);
            page.items().forEach(batch -> {
                batches.send(finance, HARBIN, batch.id());
                paid(batch.id());
            });
            after = page.next().orElse(null);
        } while (after != null);
    }

    private void paid(UUID batch) {
        try {
            var file = Files.createTempFile("report", ".csv");
            try (var out = Files.newBufferedWriter(file)) {
                out.write("端到端标识,状态,金额,原因,银行流水号,日期\n");
                transactions.within(TenantScope.exactly(HARBIN), em -> {
                    Sql.query(
                                    em,
                                    "select end_to_end_id || ',SUCCEEDED,' || amount || ',,,' as line from payment where batch_id = ? order by position",
                                    row -> row.text("line"),
                                    batch)
                            .forEach(line -> {
                                try {
                                    out.write(line + "\n");
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
                    return batch;
                });
            }
            reports.take(finance, HARBIN, "report.csv", file);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void policy(int tenant, String id) {
        database.asOwner(
                "insert into policy_version (tenant, upper_code, policy_id, version, plugin_id, title_zh, title_en, document, article, valid_from, clock,"
                        + " computable, exclusivity, parameters, hash) values (" + tenant + ", "
                        + TenantScope.upperCode(tenant) + ", '" + id
                        + "', '1', 'trial', '试行奖励', 'Trial award', '试〔2018〕1号', '第一条', '2018-01-01', 'RECEIVED', true, 'NONE', '{}', 'h')");
    }

    static Caller officer(int tenant, String name, Role role) {
        return new Caller(
                UUID.randomUUID(), name, name, name, tenant, Optional.empty(), List.of(new RoleGrant(tenant, role)));
    }

    static Caller applicant(String code) {
        return new Caller(
                UUID.randomUUID(),
                "of-" + code,
                "经办人",
                "Applicant",
                PROVINCE,
                Optional.of(code),
                List.of(new RoleGrant(PROVINCE, Role.APPLICANT)));
    }

    /** What a tenant's measure owes one beneficiary for its year 2024. */
    UUID owes(int tenant, String policy, String beneficiary, String kind, String amount) {
        return owes(tenant, policy, beneficiary, kind, amount, "");
    }

    /** The same with more of the host's facts: bearers and instalments, as the record has them. */
    UUID owes(int tenant, String policy, String beneficiary, String kind, String amount, String record) {
        var id = UUID.randomUUID();
        var text = record.isEmpty() ? record(amount, ++cases) : record;
        database.asOwner(
                "insert into entitlement (id, tenant, subject_id, beneficiary_name, beneficiary_kind, year, policy_tenant, policy_id, policy_version, side,"
                        + " beneficiary_code, status, assessed_amount, entitled_amount, record, record_hash, plugin_id, plugin_version, plugin_hash,"
                        + " peak_amount)"
                        + " select '" + id + "', " + tenant + ", gen_random_uuid(), '" + name(beneficiary) + "', '"
                        + kind
                        + "', 2024, p.tenant, '" + policy + "', '1', 'RECIPIENT', '" + beneficiary + "', 'ENTITLED', "
                        + amount + ", " + amount + ", '" + text + "', '" + Sha256.hex(text)
                        + "', 'plugin', '1', 'archive', " + amount + " from policy_version p where p.policy_id = '"
                        + policy + "'");
        return id;
    }

    static String name(String beneficiary) {
        return "单位" + beneficiary;
    }

    private static String record(String amount, int number) {
        return String.format(
                Locale.ROOT,
                "{\"governingDate\":\"2024-%02d-%02d\",\"host\":{},\"outcome\":{\"entitledAmount\":\"%s\"},\"number\":%d}",
                number / 28 % 12 + 1,
                number % 28 + 1,
                amount,
                number);
    }

    /** The case is decided again with another amount. */
    void decidedAgain(UUID entitlement, String amount) {
        var text = record(amount, ++cases);
        database.asOwner("update entitlement set peak_amount = greatest(peak_amount, " + amount
                + "), entitled_amount = " + amount + ", assessed_amount = " + amount
                + ", record = '" + text + "', record_hash = '" + Sha256.hex(text) + "' where id = '" + entitlement
                + "'");
    }

    Budget appropriate(String amount) {
        return budgets.appropriate(
                finance, HARBIN, new AppropriationForm(policy, 2025, Money.of(amount), false, "示例〔2025〕1号", null));
    }

    UUID open(Track track, Allocation allocation) {
        return rounds.open(
                reviewer,
                HARBIN,
                new RoundForm(policy, 2025, track, allocation, 2024, null, TODAY.plusDays(7), 5, "示例〔2025〕2号 第三条"));
    }

    /** Every beneficiary agrees to everything it is asked. */
    void allAgree(UUID round) {
        items(round).forEach(item -> agree(item));
    }

    RoundItem agree(RoundItem item) {
        return own.answer(
                applicant(item.beneficiaryCode()),
                PROVINCE,
                item.id(),
                new Answer(true, item.beneficiaryName(), "示例银行", account(item.beneficiaryCode()), null));
    }

    /** An account of its own for each. */
    static String account(String beneficiary) {
        return String.format(Locale.ROOT, "2300 %012d", beneficiary.hashCode() & Integer.MAX_VALUE);
    }

    /** The rounds of the house's measure, and of no other. */
    List<RoundSummary> opened() {
        return transactions.within(
                TenantScope.exactly(HARBIN),
                em -> Sql.query(
                                em,
                                "select id from payment_round where policy_id = ? order by number",
                                row -> row.uuid("id"),
                                policy)
                        .stream()
                        .map(id -> RoundRecords.found(em, HARBIN, id))
                        .toList());
    }

    List<RoundItem> items(UUID round) {
        return rounds.items(reviewer, HARBIN, round, new ItemFilter(null, null, false, null), null, 1000)
                .items();
    }

    Map<String, Money> allocated(UUID round) {
        var given = new TreeMap<String, Money>();
        items(round)
                .forEach(item ->
                        given.put(item.beneficiaryCode(), Objects.requireNonNullElse(item.allocated(), Money.ZERO)));
        return given;
    }

    /** Takes a round with all answers to its published list. */
    void publish(UUID round) {
        allAgree(round);
        rounds.endAnswers(reviewer, HARBIN, round);
        rounds.review(reviewer, HARBIN, round, new Review(null, true, null));
        rounds.publish(reviewer, HARBIN, round);
    }

    Budget budget() {
        return budgets.list(finance, HARBIN, 2025).stream()
                .filter(budget -> budget.policyId().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    /** The four balances, added up from the entries and nothing else. */
    Map<String, Money> balances() {
        return transactions.within(TenantScope.exactly(HARBIN), em -> {
            var sums = new TreeMap<String, Money>();
            Sql.query(
                            em,
                            "select account, sum(amount) as amount from (select debit as account, amount, policy_id from budget_entry"
                                    + " union all select credit, -amount, policy_id from budget_entry) t where policy_id = ? group by 1",
                            row -> Map.entry(row.text("account"), row.money("amount")),
                            policy)
                    .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
            return sums;
        });
    }
}
