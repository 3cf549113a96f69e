package org.longji.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.longji.audit.Journal;
import org.longji.contract.ContractFilter.Span;
import org.longji.contract.RecordedContracts.One;
import org.longji.party.Organizations;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;

/** The list against a plain walk over everything on record. */
@DisplayName("The list of contracts finds exactly what its filters say, page by page")
class ContractListTest {

    private static final int PROVINCE = 230000;
    private static final int HARBIN = 230100;
    private static final int NANGANG = 230103;
    private static final int DAQING = 230600;
    private static final int PAGE = 7;
    private static final TestDatabase DATABASE = TestDatabase.fresh().withTenants(HARBIN, NANGANG, DAQING);
    private static final RecordedContracts RECORDED = new RecordedContracts(DATABASE, 20_260_301);

    private final Contracts contracts = new Contracts(
            DATABASE.transactions(),
            new Organizations(DATABASE.transactions(), new Journal()),
            new Journal(),
            Clock.system(Clocks.CHINA));

    @BeforeAll
    static void record() {
        RECORDED.record(400, HARBIN, NANGANG, DAQING);
    }

    private static final Span<LocalDate> ANY_DAY = new Span<>(null, null);

    private static ContractFilter filter(
            @Nullable ContractStatus status,
            @Nullable ContractType type,
            @Nullable String subtype,
            @Nullable Integer year,
            Span<LocalDate> signed,
            Span<LocalDate> registered,
            Span<BigDecimal> amount,
            @Nullable String ip,
            @Nullable String field,
            @Nullable String search) {
        return new ContractFilter(
                status,
                type,
                subtype,
                year,
                signed,
                registered,
                amount,
                ip,
                field,
                null,
                null,
                null,
                null,
                null,
                null,
                search);
    }

    private static ContractFilter of(
            @Nullable PartyKind provider,
            @Nullable PartyKind recipient,
            @Nullable Integer division,
            @Nullable String from,
            @Nullable String to,
            @Nullable UUID registrar) {
        return new ContractFilter(
                null,
                null,
                null,
                null,
                ANY_DAY,
                ANY_DAY,
                new Span<>(null, null),
                null,
                null,
                provider,
                recipient,
                division,
                from,
                to,
                registrar,
                null);
    }

    private static ContractFilter searching(String words) {
        return filter(null, null, null, null, ANY_DAY, ANY_DAY, new Span<>(null, null), null, null, words);
    }

    static List<Arguments> filters() {
        var no = new Span<BigDecimal>(null, null);
        var february = new Span<>(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 29));
        var million = new Span<>(new BigDecimal("1000000"), new BigDecimal("2000000.00"));
        return List.of(
                Arguments.of(ContractFilter.ofStatus(null), all(one -> true)),
                Arguments.of(
                        ContractFilter.ofStatus(ContractStatus.REFUSED),
                        all(one -> one.status().equals("REFUSED"))),
                Arguments.of(
                        filter(null, ContractType.TRANSFER, null, null, ANY_DAY, ANY_DAY, no, null, null, null),
                        all(one -> one.type().equals("TRANSFER"))),
                Arguments.of(
                        filter(null, ContractType.SERVICE, "53", 2025, ANY_DAY, ANY_DAY, no, null, null, null),
                        all(one -> one.subtype().equals("53") && one.signedOn().getYear() == 2025)),
                Arguments.of(
                        filter(null, ContractType.TRANSFER, "53", null, ANY_DAY, ANY_DAY, no, null, null, null),
                        all(one -> false)),
                Arguments.of(
                        filter(null, null, null, null, february, ANY_DAY, no, null, null, null),
                        all(one -> within(one.signedOn(), february))),
                Arguments.of(
                        filter(null, null, null, 2025, february, ANY_DAY, no, null, null, null), all(one -> false)),
                Arguments.of(
                        filter(null, null, null, null, ANY_DAY, february, no, null, null, null),
                        all(one -> one.registeredOn() != null && within(one.registeredOn(), february))),
                Arguments.of(
                        filter(null, null, null, null, ANY_DAY, ANY_DAY, million, null, null, null),
                        all(one -> one.contractAmount().compareTo(new BigDecimal("1000000")) >= 0
                                && one.contractAmount().compareTo(new BigDecimal("2000000")) <= 0)),
                Arguments.of(
                        filter(null, null, null, null, ANY_DAY, ANY_DAY, no, "技术秘密", null, null),
                        all(one -> "1".equals(one.ipClass()) || "技术秘密".equals(one.ipClass()))),
                Arguments.of(
                        filter(null, null, null, null, ANY_DAY, ANY_DAY, no, null, "没有的领域", null),
                        all(one -> "没有的领域".equals(one.technologyField()))),
                Arguments.of(
                        of(PartyKind.OVERSEAS, PartyKind.UNIVERSITY, null, null, null, null),
                        all(one -> one.providerKind().equals("OVERSEAS")
                                && one.recipientKind().equals("UNIVERSITY"))),
                Arguments.of(of(null, null, HARBIN, null, null, null), all(one -> one.tenant() / 100 == HARBIN / 100)),
                Arguments.of(of(null, null, NANGANG, null, null, null), all(one -> one.tenant() == NANGANG)),
                Arguments.of(
                        of(null, null, null, "2301", "11", null),
                        all(one -> one.providerDivision() / 100 == 2301 && one.recipientDivision() / 10_000 == 11)),
                Arguments.of(
                        of(null, null, null, "0", "230600", null),
                        all(one -> one.providerDivision() == 0 && one.recipientDivision() == 230600)),
                Arguments.of(
                        of(null, null, null, null, null, new UUID(7, 1)),
                        all(one -> new UUID(7, 1).equals(one.decidedBy()))),
                Arguments.of(searching("玉米"), says("玉米")),
                Arguments.of(searching("米"), says("米")),
                Arguments.of(searching("corn 研"), says("corn 研")),
                Arguments.of(searching("PROBE a"), says("probe a")),
                Arguments.of(searching("100%"), says("100%")),
                Arguments.of(searching("寒_检"), says("寒_检")),
                Arguments.of(searching("北辰松江"), all(one -> false)),
                Arguments.of(searching("' or 1=1 --"), all(one -> false)),
                Arguments.of(
                        searching("2301012024000017"),
                        all(one -> one.number().equals("2301012024000017") && one.isRegistered())),
                Arguments.of(
                        searching("p24000017"), all(one -> one.providerCode().equals("P24000017"))));
    }

    private static Predicate<One> all(Predicate<One> holds) {
        return holds;
    }

    private static Predicate<One> says(String words) {
        return one -> (one.title() + " " + one.providerName() + " " + one.recipientName())
                .toLowerCase(Locale.ROOT)
                .contains(words);
    }

    private static boolean within(LocalDate day, Span<LocalDate> span) {
        return !day.isBefore(span.from()) && !day.isAfter(span.until());
    }

    @ParameterizedTest
    @MethodSource("filters")
    @DisplayName("for the province, for one prefecture with its counties, and for one county")
    void finds(ContractFilter filter, Predicate<One> holds) {
        for (int tenant : List.of(PROVINCE, HARBIN, DAQING)) {
            boolean byRegistration = filter.registered().from() != null;
            var expected = RECORDED.all().stream()
                    .filter(one -> TenantScope.subtree(tenant).contains(one.tenant()))
                    .filter(holds)
                    .sorted(Comparator.comparing(byRegistration ? One::registeredOn : One::signedOn)
                            .thenComparing(One::id, ContractListTest::unsigned)
                            .reversed())
                    .map(One::id)
                    .toList();
            assertThat(pages(administrator(tenant), tenant, filter)).isEqualTo(expected);
            var streamed = new ArrayList<UUID>();
            contracts.each(administrator(tenant), tenant, filter, 1_000_000, one -> streamed.add(one.id()));
            assertThat(streamed).isEqualTo(expected);
        }
    }

    private static int unsigned(UUID a, UUID b) {
        return a.toString().compareTo(b.toString());
    }

    private List<UUID> pages(Caller caller, int tenant, ContractFilter filter) {
        var ids = new ArrayList<UUID>();
        Optional<String> after = Optional.empty();
        do {
            var page = contracts.list(caller, tenant, filter, after.orElse(null), PAGE);
            page.items().forEach(one -> ids.add(one.id()));
            after = page.next();
        } while (after.isPresent());
        return ids;
    }

    @Test
    @DisplayName("an applicant's list holds the own organisation's contracts alone, wherever registered")
    void parties() {
        var mine = RECORDED.all().get(3);
        var applicant = new Caller(
                new UUID(0, 9),
                "applicant",
                "申请人",
                "Applicant",
                PROVINCE,
                Optional.of(mine.providerCode()),
                List.of(new RoleGrant(PROVINCE, Role.APPLICANT)));
        assertThat(pages(applicant, PROVINCE, ContractFilter.ofStatus(null))).containsExactly(mine.id());
        assertThat(pages(applicant, PROVINCE, searching(mine.title()))).containsExactly(mine.id());
        assertThat(pages(applicant, PROVINCE, searching("P24000017"))).isEmpty();
    }

    @Test
    @DisplayName("the function that looks the page up tells nothing without a scope, and nothing outside one")
    void walls() throws Exception {
        try (var connection = DATABASE.application();
                var result = connection
                        .createStatement()
                        .executeQuery("select count(*) from contract_page('{}', null, null, 100)")) {
            result.next();
            assertThat(result.getInt(1)).isZero();
        }
        var found = DATABASE.transactions()
                .within(
                        TenantScope.exactly(DAQING),
                        em -> Sql.query(
                                em,
                                "select id from contract_page('{\"tenantLow\": 230000, \"tenantHigh\": 239999}', null, null, 1000)",
                                row -> row.uuid("id")));
        assertThat(found)
                .hasSameElementsAs(RECORDED.all().stream()
                        .filter(one -> one.tenant() == DAQING)
                        .map(One::id)
                        .toList());
    }

    @Test
    @DisplayName("a filter that cannot be meant is refused by name")
    void refused() {
        var backwards = filter(
                null,
                null,
                null,
                20250,
                new Span<>(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 1, 1)),
                ANY_DAY,
                new Span<>(new BigDecimal("-1"), null),
                null,
                null,
                "x".repeat(101));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> contracts.list(administrator(HARBIN), HARBIN, backwards, null, PAGE)))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.problem()).isEqualTo(Problem.INVALID_FIELDS);
                    assertThat(refusal.errors())
                            .extracting(ProblemException.FieldError::field)
                            .containsExactlyInAnyOrder("year", "signedUntil", "amountFrom", "q");
                });
    }

    private static Caller administrator(int tenant) {
        return new Caller(
                new UUID(0, tenant),
                "admin",
                "管理员",
                "Administrator",
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, Role.ADMINISTRATOR)));
    }
}
