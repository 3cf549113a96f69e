package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.audit.Journal;
import org.longji.contract.ContractIdentity;
import org.longji.contract.Receipts;
import org.longji.job.Job;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.JobStatus;
import org.longji.job.Jobs;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.InnerShare;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.Parameter;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.CapScope;
import org.longji.policy.DatedValue;
import org.longji.policy.Exclusivity;
import org.longji.policy.GoverningClock;
import org.longji.policy.PolicyVersion;
import org.longji.policy.PolicyVersions;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;

/** Assessments on a real database: the one-side rule and the caps, also when two tenants come at the same instant. */
class AssessmentTest {

    private static final int HARBIN = 230100;
    private static final int DAQING = 230600;
    private static final String SELLER = "12230103FGF1LYQP3T";
    private static final String BUYER = "91230604EWNG4M6U05";
    private static final LegalBasis BASIS = LegalBasis.of("试〔2018〕1号", "第一条");

    private final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, DAQING);
    private final Transactions transactions = database.transactions();
    private final Journal journal = new Journal();
    private final Caller province = caller(230000);
    private final PluginHost plugins = PluginHost.of(List.of(handle(Side.RECIPIENT), handle(Side.PROVIDER)));
    private final Assessor assessor = new Assessor(PolicyVersions.reader(), plugins);
    private final Decisions decisions = new Decisions(journal);
    private final Jobs jobs = Jobs.of(
            transactions,
            Runnable::run,
            List.of(
                    new AssessmentWork(transactions, assessor, decisions),
                    new ReassessmentWork(transactions, assessor, decisions)));
    private final Entitlements entitlements = new Entitlements(transactions, jobs, PolicyVersions.reader(), plugins);
    private final Receipts receipts = new Receipts(transactions, journal, Clock.system(Clocks.CHINA));

    /** Thirty per cent of what arrived in the year. */
    public record Rate(
            @Parameter(zh = "比例", en = "Rate", unit = "1") BigDecimal rate,
            @Parameter(zh = "封顶", en = "Cap", unit = "CNY") Money cap) {}

    private record ShareOfReceipts(Side side) implements IncentivePolicy<Rate> {

        @Override
        public PolicyDescriptor descriptor() {
            return new PolicyDescriptor(
                    "share-" + side.name().toLowerCase(java.util.Locale.ROOT),
                    new Text("试行", "trial"),
                    side,
                    Kind.SUBSIDY,
                    230000,
                    List.of(BASIS));
        }

        @Override
        public Class<Rate> parametersType() {
            return Rate.class;
        }

        @Override
        public Assessment assess(Facts facts, Rate parameters) {
            if (facts.party(side).kind() == PartyKind.OVERSEAS) {
                var nobody = new Text("境外单位不支持", "parties abroad are not supported");
                return new NotEntitled(
                        List.of(new Reason("ABROAD", nobody, "OVERSEAS", "CHN", Optional.empty(), BASIS)));
            }
            var amount = facts.receivedWithin(facts.year()).times(parameters.rate(), RoundingMode.HALF_UP);
            return new Entitled(
                    amount,
                    List.of(new CalculationStep("RATE", new Text("比例", "rate"), Map.of(), "", amount, BASIS)),
                    List.of(new InnerShare(
                            "COMMISSIONER", new Text("专员", "commissioner"), new BigDecimal("0.10"), BASIS)),
                    List.of());
        }
    }

    @BeforeEach
    void enact() {
        for (var side : Side.values()) {
            enact(side, Exclusivity.ONE_SIDE_PER_PROJECT_YEAR, CapScope.APPLICANT_YEAR, "1000000.00");
        }
    }

    @Test
    @DisplayName("both sides wait, one is elected, the other is refused, and the next year is free again")
    void oneSideAYear() {
        var contract = contract(HARBIN, "合同一", null, "5000000.00");
        receipt(contract, HARBIN, 1, LocalDate.of(2018, 5, 1), "2000000.00");
        receipt(contract, HARBIN, 2, LocalDate.of(2019, 5, 1), "900000.00");
        assess(2018);
        assertThat(statusOf(contract, 2018)).containsOnly(EntitlementStatus.AWAITING_ELECTION);

        receipts.elect(province, HARBIN, contract, 2018, Side.RECIPIENT);
        assess(2018);
        assertThat(due(contract, 2018, Side.RECIPIENT)).hasToString("600000.00");
        assertThat(due(contract, 2018, Side.PROVIDER)).isEqualTo(Money.ZERO);

        receipts.elect(province, HARBIN, contract, 2019, Side.PROVIDER);
        assertThat(assess(2019).counts()).containsEntry("created", 2L);
        assertThat(due(contract, 2019, Side.PROVIDER)).hasToString("270000.00");

        receipt(contract, HARBIN, 3, LocalDate.of(2019, 6, 1), "100000.00");
        assertThat(assess(2019).counts()).containsEntry("changed", 2L);
        assertThat(due(contract, 2019, Side.PROVIDER)).hasToString("300000.00");
    }

    @Test
    @DisplayName("a second assessment changes nothing, and every decision can be made again to the same bytes")
    void repeatable() {
        var contract = contract(HARBIN, "合同二", null, "5000000.00");
        receipt(contract, HARBIN, 1, LocalDate.of(2018, 5, 1), "2000000.00");
        receipts.elect(province, HARBIN, contract, 2018, Side.RECIPIENT);
        assertThat(assess(2018).counts()).containsEntry("created", 2L);
        assertThat(assess(2018).counts()).containsEntry("unchanged", 2L).containsEntry("changed", 0L);
        for (var entitlement : all(2018)) {
            var again = entitlements.recompute(province, 230000, entitlement.id());
            assertThat(again.identical()).isTrue();
            assertThat(again.recomputedHash()).isEqualTo(entitlement.recordHash());
        }
    }

    @Test
    @DisplayName(
            "a project of several contracts is taken by the side that alone gets something, at once for all of them")
    void projectOfSeveralContracts() {
        var both = contract(HARBIN, "两方均可", "P-2018-002", "3000000.00");
        receipt(both, HARBIN, 1, LocalDate.of(2018, 5, 1), "1000000.00");
        var onlyBuyer = contract(DAQING, "仅买方", "P-2018-002", "3000001.00");
        receipt(onlyBuyer, DAQING, 1, LocalDate.of(2018, 6, 1), "1000000.00");
        database.asOwner("update contract set provider_kind = 'OVERSEAS' where id = '" + onlyBuyer + "'");
        assess(2018);
        assertThat(due(both, 2018, Side.RECIPIENT)).hasToString("300000.00");
        assertThat(due(both, 2018, Side.PROVIDER)).isEqualTo(Money.ZERO);
        assertThat(assess(2018).counts()).containsEntry("unchanged", 4L);
    }

    @Test
    @DisplayName("money counts in the year it arrived, even when the contract was registered later")
    void moneyBeforeTheRegistration() {
        var contract = contract(HARBIN, "先到账", null, "4000000.00");
        receipt(contract, HARBIN, 1, LocalDate.of(2017, 12, 31), "1000000.00");
        receipts.elect(province, HARBIN, contract, 2017, Side.PROVIDER);
        assess(2017);
        assertThat(due(contract, 2017, Side.PROVIDER)).hasToString("300000.00");
    }

    @Test
    @DisplayName("a registration that ended gives back what it was granted, and others take up what it leaves of a cap")
    void endedRegistration() {
        var first = contract(HARBIN, "被撤销", null, "6000000.00");
        receipt(first, HARBIN, 1, LocalDate.of(2018, 3, 1), "3000000.00");
        var second = contract(HARBIN, "同一申请人", null, "6000001.00");
        receipt(second, HARBIN, 1, LocalDate.of(2018, 4, 1), "2000000.00");
        for (var contract : List.of(first, second)) {
            receipts.elect(province, HARBIN, contract, 2018, Side.RECIPIENT);
        }
        assess(2018);
        var before = Map.of(first, due(first, 2018, Side.RECIPIENT), second, due(second, 2018, Side.RECIPIENT));
        assertThat(Money.sum(before.values())).hasToString("1000000.00");

        database.asOwner("update contract set status = 'REVOKED' where id = '" + first + "'");
        var job = reassess(first);
        assertThat(job.counts()).containsEntry("contracts", 2L);
        assertThat(due(first, 2018, Side.RECIPIENT)).isEqualTo(Money.ZERO);
        assertThat(due(second, 2018, Side.RECIPIENT)).hasToString("600000.00");
        var refused = all(2018).stream()
                .filter(e -> e.contractId().equals(first) && e.side() == Side.RECIPIENT)
                .findFirst()
                .orElseThrow();
        assertThat(entitlements
                        .details(province, HARBIN, refused.id())
                        .record()
                        .outcome()
                        .reasons())
                .extracting(Reason::code)
                .containsExactly("REGISTRATION_REVOKED");
        assertThat(entitlements.recompute(province, HARBIN, refused.id()).identical())
                .isTrue();
        assertThat(reassess(first).counts()).containsEntry("changed", 0L).containsEntry("created", 0L);
        assertThat(assess(2018).counts()).containsEntry("changed", 0L).containsEntry("created", 0L);
    }

    private Job reassess(UUID contract) {
        var id = jobs.submit(new JobOrder(
                HARBIN,
                JobKind.REASSESSMENT,
                caller(HARBIN),
                TenantScope.exactly(HARBIN),
                Map.of("contract", contract.toString())));
        return jobs.get(TenantScope.exactly(HARBIN), id);
    }

    @Test
    @DisplayName("two tenants assessing at the same instant never exceed a cap they share")
    void capsHoldUnderSimultaneousAssessments() throws Exception {
        for (int i = 0; i < 6; i++) {
            int tenant = i % 2 == 0 ? HARBIN : DAQING;
            var contract = contract(tenant, "封顶" + i, null, (2000000 + i) + ".00");
            receipt(contract, tenant, 1, LocalDate.of(2018, 3, 1), "1000000.00");
            receipts.elect(province, tenant, contract, 2018, Side.RECIPIENT);
        }
        var outcomes = atOnce(8, i -> () -> {
            int tenant = i % 2 == 0 ? HARBIN : DAQING;
            return entitlements.assess(caller(tenant), tenant, 2018);
        });
        assertThat(outcomes).hasSize(8);
        var due = Money.sum(
                all(2018).stream().map(EntitlementSummary::entitledAmount).toList());
        assertThat(due).hasToString("1000000.00");
    }

    @Test
    @DisplayName("an assessment that waited for its turn decides on what is recorded then, not on what it saw before")
    void readsAfterWaiting() throws Exception {
        var contract = contract(HARBIN, "后到账", null, "5000000.00");
        receipts.elect(province, HARBIN, contract, 2018, Side.RECIPIENT);
        var pool = Executors.newSingleThreadExecutor();
        try (var other = database.owner();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtextextended('assessment', 0))");
            var assessed = pool.submit(() -> assess(2018));
            awaitWaiting();
            receipt(contract, HARBIN, 1, LocalDate.of(2018, 5, 1), "2000000.00");
            other.commit();
            assessed.get();
        } finally {
            pool.shutdownNow();
        }
        assertThat(due(contract, 2018, Side.RECIPIENT)).hasToString("600000.00");
    }

    private void awaitWaiting() throws Exception {
        long deadline = System.nanoTime() + java.time.Duration.ofSeconds(30).toNanos();
        try (var superuser = database.superuser();
                var statement = superuser.createStatement()) {
            while (true) {
                try (var waiting = statement.executeQuery(
                        "select count(*) from pg_locks l join pg_database d on d.oid ="
                                + " l.database and d.datname = current_database() where l.locktype = 'advisory' and not l.granted")) {
                    waiting.next();
                    if (waiting.getInt(1) > 0) {
                        return;
                    }
                }
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(20);
            }
        }
    }

    @Test
    @DisplayName("of many elections for one project at the same instant, in two tenants, exactly one side wins")
    void firstElectionWins() throws Exception {
        var harbin = contract(HARBIN, "同项目甲", "P-2018-001", "3000000.00");
        var daqing = contract(DAQING, "同项目乙", "P-2018-001", "3000001.00");
        var winners = atOnce(12, i -> () -> {
            var side = i % 2 == 0 ? Side.RECIPIENT : Side.PROVIDER;
            int tenant = i % 3 == 0 ? HARBIN : DAQING;
            try {
                receipts.elect(caller(tenant), tenant, tenant == HARBIN ? harbin : daqing, 2018, side);
                return Optional.of(side);
            } catch (ProblemException e) {
                assertThat(e.problem()).isEqualTo(Problem.OTHER_SIDE_ELECTED);
                return Optional.<Side>empty();
            }
        });
        assertThat(winners.stream().flatMap(Optional::stream).distinct()).hasSize(1);
        assertThat(winners.stream().filter(Optional::isPresent)).hasSize(6);
    }

    private Job assess(int year) {
        var id = entitlements.assess(province, 230000, year).id();
        var job = Jobs.of(transactions, Runnable::run, List.of()).get(TenantScope.subtree(230000), id);
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        return job;
    }

    private List<EntitlementSummary> all(int year) {
        return entitlements
                .list(province, 230000, new EntitlementFilter(year, null, null, null), null, 200)
                .items();
    }

    private List<EntitlementStatus> statusOf(UUID contract, int year) {
        return all(year).stream()
                .filter(e -> e.contractId().equals(contract))
                .map(EntitlementSummary::status)
                .toList();
    }

    private Money due(UUID contract, int year, Side side) {
        return all(year).stream()
                .filter(e -> e.contractId().equals(contract) && e.side() == side)
                .map(EntitlementSummary::entitledAmount)
                .findFirst()
                .orElseThrow();
    }

    private static <T> List<T> atOnce(int threads, java.util.function.IntFunction<Callable<T>> work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var barrier = new CyclicBarrier(threads);
            var futures = new ArrayList<java.util.concurrent.Future<T>>();
            for (int i = 0; i < threads; i++) {
                var one = work.apply(i);
                futures.add(pool.submit(() -> {
                    barrier.await();
                    return one.call();
                }));
            }
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private void enact(Side side, Exclusivity exclusivity, CapScope scope, String cap) {
        var from = LocalDate.of(2016, 1, 1);
        PolicyVersions.enact(
                transactions,
                new PolicyVersion(
                        230000,
                        handle(side).descriptor().id(),
                        "1",
                        "trial",
                        new Text("试行", "trial"),
                        BASIS.document(),
                        BASIS.article(),
                        from,
                        Optional.empty(),
                        GoverningClock.RECEIVED,
                        true,
                        exclusivity,
                        Optional.of(BASIS),
                        Optional.of(new PolicyVersion.Cap(scope, "cap")),
                        Optional.empty(),
                        Map.of(
                                "rate", List.of(value(from, "0.30", "1")),
                                "cap", List.of(value(from, cap, "CNY")))));
    }

    private static DatedValue value(LocalDate from, String value, String unit) {
        return new DatedValue(from, Optional.empty(), value, unit, BASIS, Optional.empty());
    }

    private static PolicyHandle handle(Side side) {
        var policy = new ShareOfReceipts(side);
        return new PolicyHandle(
                "trial", "1.0", "hash", policy.descriptor(), ParameterBinder.describe(Rate.class), policy);
    }

    private static Caller caller(int tenant) {
        return new Caller(
                UUID.randomUUID(),
                "officer." + tenant,
                "测试员",
                "Tester",
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, Role.ADMINISTRATOR)));
    }

    private UUID contract(int tenant, String title, @org.jspecify.annotations.Nullable String project, String amount) {
        var id = UUID.randomUUID();
        var seller = organization(tenant, SELLER);
        var buyer = organization(tenant, BUYER);
        var signed = LocalDate.of(2018, 1, 15);
        var key = java.util.HexFormat.of().formatHex(ContractIdentity.key(SELLER, BUYER, signed, Money.of(amount)));
        database.asOwner(
                "insert into contract (id, tenant, identity_key, registration_number, status, title, type, subtype, project_key,"
                        + " signed_on, registered_on, provider_id, provider_code, provider_name, provider_kind, provider_division, recipient_id,"
                        + " recipient_code, recipient_name, recipient_kind, recipient_division, contract_amount, declared_technology_amount)"
                        + " values ('" + id + "', " + tenant + ", decode('" + key + "', 'hex'), '" + tenant + "2018"
                        + String.format("%06d", Math.abs(title.hashCode() % 1_000_000)) + "', 'REGISTERED', '" + title
                        + "', 'TRANSFER', '21', "
                        + (project == null ? "null" : "'" + project + "'") + ", '2018-01-15', '2018-01-20', '" + seller
                        + "', '" + SELLER
                        + "', '大学', 'UNIVERSITY', 230103, '" + buyer + "', '" + BUYER
                        + "', '公司', 'ENTERPRISE', 230604, " + amount + ", "
                        + amount + ")");
        return id;
    }

    private UUID organization(int tenant, String code) {
        var id = UUID.nameUUIDFromBytes((tenant + code).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        database.asOwner("insert into organization (id, tenant, credit_code, name, kind, division) values ('" + id
                + "', " + tenant + ", '" + code + "', '单位', 'ENTERPRISE', 230103) on conflict do nothing");
        return id;
    }

    private void receipt(UUID contract, int tenant, int sequence, LocalDate on, String amount) {
        database.asOwner("insert into receipt (id, tenant, contract_id, sequence, received_on, received) values ('"
                + UUID.randomUUID() + "', " + tenant + ", '" + contract + "', " + sequence + ", '" + on + "', " + amount
                + ")");
    }
}
