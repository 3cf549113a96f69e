package org.longji.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.audit.Journal;
import org.longji.contract.RefusalReason;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.quality.Judgement.Outcome;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;

/** Blind second registration on a real database: who is drawn, who judges, what comes out. */
@DisplayName("A sample of decisions is judged again, blind")
class QualityTest {

    private static final int HARBIN = 230100;
    private static final int DAQING = 230600;
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate UNTIL = LocalDate.of(2026, 3, 31);
    private static final String SELLER = "12230103FGF1LYQP3T";
    private static final String BUYER = "91230604EWNG4M6U05";

    private final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, DAQING);
    private final Journal journal = new Journal();
    private final Clock clock = Clock.fixed(Instant.parse("2026-04-01T02:00:00Z"), ZoneOffset.ofHours(8));
    private final QualityRounds rounds = new QualityRounds(database.transactions(), journal, clock);
    private final BlindCases cases = new BlindCases(database.transactions(), journal);
    private final RefusalReasons reasons = new RefusalReasons(database.transactions());
    private final Caller province = caller(230000, Role.ADMINISTRATOR, "province.admin");
    private final Caller first = caller(HARBIN, Role.REGISTRAR, "harbin.first");
    private final Caller second = caller(HARBIN, Role.REGISTRAR, "harbin.second");
    private final Caller alone = caller(DAQING, Role.REGISTRAR, "daqing.alone");
    private int serial;

    @BeforeEach
    void officers() {
        List.of(first, second, alone).forEach(this::account);
    }

    @Test
    @DisplayName("every case goes to another registrar of the tenant, and to nobody where there is no other")
    void assignment() {
        for (int i = 0; i < 5; i++) {
            decided(HARBIN, first, "REGISTERED", "2026-02-0" + (i + 1), null);
            decided(DAQING, alone, "REGISTERED", "2026-02-0" + (i + 1), null);
        }
        decided(HARBIN, first, "REGISTERED", "2025-12-31", null);
        decided(HARBIN, first, "REGISTERED", "2026-04-01", null);
        var round = rounds.order(province, 230000, new RoundForm(FROM, UNTIL, 3, 7L));
        assertThat(round.population()).isEqualTo(10);
        assertThat(round.cases()).isEqualTo(6);
        assertThat(round.withoutSecond()).isEqualTo(3);
        assertThat(cases.waiting(second, HARBIN)).hasSize(3);
        assertThat(cases.waiting(first, HARBIN)).isEmpty();
        assertThat(cases.waiting(alone, DAQING)).isEmpty();
    }

    @Test
    @DisplayName("who took, submitted or drafted the case, or belongs to a party, does not judge it")
    void ties() {
        for (var tie : List.of("accepted_by", "submitted_by", "created_by")) {
            var id = decided(HARBIN, first, "REGISTERED", "2026-02-01", null);
            database.asOwner("update contract set " + tie + " = '" + second.accountId() + "' where id = '" + id + "'");
        }
        assertThat(rounds.order(province, HARBIN, new RoundForm(FROM, UNTIL, 50, 1L))
                        .withoutSecond())
                .isEqualTo(3);
        decided(HARBIN, first, "REGISTERED", "2026-02-02", null);
        database.asOwner("update account set party = '" + BUYER + "' where id = '" + second.accountId() + "'");
        assertThat(rounds.order(province, HARBIN, new RoundForm(FROM, UNTIL, 50, 1L))
                        .withoutSecond())
                .isEqualTo(4);
    }

    @Test
    @DisplayName("one seed draws one sample, another seed another")
    void seeds() {
        for (int i = 0; i < 30; i++) {
            decided(HARBIN, first, "REGISTERED", "2026-02-01", null);
        }
        var one = contractsOf(rounds.order(province, HARBIN, new RoundForm(FROM, UNTIL, 10, 42L)));
        var again = contractsOf(rounds.order(province, HARBIN, new RoundForm(FROM, UNTIL, 10, 42L)));
        var other = contractsOf(rounds.order(province, HARBIN, new RoundForm(FROM, UNTIL, 10, 43L)));
        assertThat(one).hasSize(10).isEqualTo(again).isNotEqualTo(other);
    }

    @Test
    @DisplayName("judgements are handed in once, and the agreement counts them")
    void agreement() {
        for (int i = 0; i < 4; i++) {
            decided(HARBIN, first, "REGISTERED", "2026-02-01", null);
        }
        decided(HARBIN, first, "REFUSED", "2026-02-01", "[{\"code\":\"G3\",\"text\":\"x\"}]");
        var round = rounds.order(province, HARBIN, new RoundForm(FROM, UNTIL, 50, 1L));
        var service = new Judgement(Outcome.REGISTER, ContractType.SERVICE, Money.of("100.00"), null, null);
        var waiting = cases.waiting(second, HARBIN);
        assertThat(waiting).hasSize(5);
        for (var blind : waiting) {
            cases.judge(second, HARBIN, blind.id(), service);
        }
        assertThat(cases.waiting(second, HARBIN)).isEmpty();
        refused(
                Problem.ALREADY_JUDGED,
                () -> cases.judge(second, HARBIN, waiting.get(0).id(), service));
        var report = rounds.report(province, HARBIN, round.id());
        assertThat(report.overall().cases()).isEqualTo(5);
        assertThat(report.overall().agreed()).isEqualTo(4);
        // The second judge used one category only: four of five agree, exactly what chance gives.
        assertThat(report.overall().kappa())
                .hasValueSatisfying(kappa -> assertThat(kappa).isZero());
        assertThat(report.registrars())
                .singleElement()
                .satisfies(one -> assertThat(one.name().zh()).isEqualTo("harbin.first"));
        assertThat(report.confusion())
                .containsExactly(
                        new QualityReport.Meeting("REFUSED", "SERVICE", 1),
                        new QualityReport.Meeting("SERVICE", "SERVICE", 4));
        assertThat(report.sameAmount())
                .hasValueSatisfying(share -> assertThat(share).isOne());
    }

    @Test
    @DisplayName("a blind case shows no decision, no number, no party, and only to its second registrar")
    void blind() {
        decided(HARBIN, first, "REFUSED", "2026-02-01", "[{\"code\":\"G3\",\"text\":\"不清楚\"}]");
        rounds.order(province, HARBIN, new RoundForm(FROM, UNTIL, 50, 1L));
        var blind = cases.waiting(second, HARBIN).get(0);
        assertThat(org.longji.shared.Json.write(blind))
                .doesNotContain("REFUSED", "不清楚", SELLER, BUYER, "大学", "公司", "2026-02-01");
        refused(Problem.NOT_FOUND, () -> cases.details(first, HARBIN, blind.id()));
        refused(Problem.NOT_PERMITTED, () -> cases.details(province, HARBIN, blind.id()));
        refused(Problem.TENANT_NOT_FOUND, () -> cases.details(alone, HARBIN, blind.id()));
        refused(
                Problem.INVALID_FIELDS,
                () -> cases.judge(second, HARBIN, blind.id(), new Judgement(Outcome.REGISTER, null, null, null, null)));
        refused(
                Problem.INVALID_FIELDS,
                () -> cases.judge(
                        second,
                        HARBIN,
                        blind.id(),
                        new Judgement(Outcome.REGISTER, ContractType.SERVICE, Money.of("100.01"), null, null)));
        refused(
                Problem.INVALID_FIELDS,
                () -> cases.judge(
                        second, HARBIN, blind.id(), new Judgement(Outcome.REFUSE, null, null, List.of(), null)));
        cases.judge(
                second,
                HARBIN,
                blind.id(),
                new Judgement(Outcome.REFUSE, null, null, List.of(new RefusalReason("G5", "垄断条款")), "独立意见"));
        assertThat(cases.details(second, HARBIN, blind.id()).judged()).isTrue();
    }

    @Test
    @DisplayName("imported decisions are not sampled, and an empty period says so")
    void nothing() {
        var imported = decided(HARBIN, first, "REGISTERED", "2026-02-01", null);
        database.asOwner("update contract set decided_by = null where id = '" + imported + "'");
        refused(Problem.NOTHING_TO_SAMPLE, () -> rounds.order(province, HARBIN, new RoundForm(FROM, UNTIL, 5, null)));
    }

    @Test
    @DisplayName("the drift sets a period beside the one before it")
    void drift() {
        for (int i = 0; i < 3; i++) {
            decided(HARBIN, first, "REFUSED", "2026-01-15", "[{\"code\":\"G3\",\"text\":\"x\"}]");
        }
        decided(
                HARBIN,
                first,
                "REFUSED",
                "2025-12-15",
                "[{\"code\":\"G3\",\"text\":\"x\"},{\"code\":\"G9\",\"text\":\"y\"}]");
        decided(HARBIN, first, "REGISTERED", "2025-12-15", null);
        var drift = reasons.drift(province, HARBIN, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31));
        assertThat(drift.before())
                .isEqualTo(new RefusalDrift.Span(LocalDate.of(2025, 12, 1), LocalDate.of(2025, 12, 31), 2, 1));
        assertThat(drift.now().refused()).isEqualTo(3);
        assertThat(drift.reasons())
                .containsExactly(new RefusalDrift.Count("G3", 1, 3), new RefusalDrift.Count("G9", 1, 0));
        assertThat(drift.probability()).isEmpty();
    }

    private static void refused(Problem problem, ThrowingCallable action) {
        Assertions.assertThatThrownBy(action)
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }

    private TreeSet<String> contractsOf(QualityRound round) {
        return database.transactions()
                .within(
                        TenantScope.subtree(HARBIN),
                        em -> new TreeSet<>(Sql.query(
                                em,
                                "select contract_id from quality_case where round_id = ?",
                                row -> row.uuid("contract_id").toString(),
                                round.id())));
    }

    private static Caller caller(int tenant, Role role, String name) {
        return new Caller(
                UUID.randomUUID(), name, name, name, tenant, Optional.empty(), List.of(new RoleGrant(tenant, role)));
    }

    private void account(Caller caller) {
        database.asOwner(
                "insert into account (id, tenant, username, display_name, display_name_en, password_hash) values ('"
                        + caller.accountId() + "', " + caller.tenant() + ", '" + caller.username() + "', '"
                        + caller.username() + "', '" + caller.username() + "', 'x')",
                "insert into role_grant (account_id, tenant, role) values ('" + caller.accountId() + "', "
                        + caller.tenant() + ", 'REGISTRAR')");
    }

    private UUID decided(
            int tenant, Caller by, String status, String on, @org.jspecify.annotations.Nullable String why) {
        var id = UUID.randomUUID();
        var number =
                "REGISTERED".equals(status) ? "'" + tenant + "2026" + String.format("%06d", ++serial) + "'" : "null";
        database.asOwner(
                "insert into organization (id, tenant, credit_code, name, kind, division) select gen_random_uuid(), "
                        + tenant
                        + ", code, '单位', 'ENTERPRISE', 230103 from unnest(array['" + SELLER + "', '" + BUYER
                        + "']) code on conflict do nothing",
                "insert into contract (id, tenant, identity_key, registration_number, status, title, type, subtype, signed_on,"
                        + " registered_on, decided_on, decided_by, refusal_reasons, provider_id, provider_code, provider_name, provider_kind,"
                        + " provider_division, recipient_id, recipient_code, recipient_name, recipient_kind, recipient_division,"
                        + " contract_amount, declared_technology_amount, assessed_technology_amount)"
                        + " select '" + id + "', " + tenant + ", sha256('" + id + "'), " + number + ", '" + status
                        + "', '抽查合同', 'SERVICE', '51', '2026-01-01', "
                        + (number.equals("null") ? "null" : "'" + on + "'") + ", '" + on + "', '" + by.accountId()
                        + "', "
                        + (why == null ? "null" : "'" + why + "'") + ", p.id, '" + SELLER
                        + "', '大学', 'UNIVERSITY', 230103, q.id, '" + BUYER
                        + "', '公司', 'ENTERPRISE', 230604, 100, 100, "
                        + (number.equals("null") ? "null" : "100")
                        + " from organization p, organization q where p.tenant = " + tenant + " and p.credit_code = '"
                        + SELLER
                        + "' and q.tenant = " + tenant + " and q.credit_code = '" + BUYER + "'");
        return id;
    }
}
