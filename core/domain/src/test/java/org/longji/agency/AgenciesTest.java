package org.longji.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.audit.Journal;
import org.longji.plugin.api.ContractType;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;

@DisplayName("A registrar handles a contract")
class AgenciesTest {

    private static final int HARBIN = 230100;
    private static final int DAQING = 230600;
    private static final String OPERATOR = "12230103FGF1LYQP3T";
    private static final String EMPLOYER = "91230604EWNG4M6U05";
    private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    private final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, DAQING);
    private final Agencies agencies = new Agencies(
            database.transactions(),
            new Journal(),
            Clock.fixed(Instant.parse("2026-04-01T02:00:00Z"), ZoneOffset.ofHours(8)));
    private final Caller admin = caller(HARBIN, Role.ADMINISTRATOR, "harbin.admin");
    private final Caller registrar = caller(HARBIN, Role.REGISTRAR, "harbin.registrar");
    private final Caller other = caller(DAQING, Role.ADMINISTRATOR, "daqing.admin");

    @BeforeEach
    void accounts() {
        database.asOwner(
                "insert into account (id, tenant, username, display_name, display_name_en, password_hash) values ('"
                        + registrar.accountId() + "', 230100, 'harbin.registrar', '登记员', 'Registrar', 'x')",
                "insert into role_grant (account_id, tenant, role) values ('" + registrar.accountId()
                        + "', 230100, 'REGISTRAR')");
    }

    @Test
    @DisplayName("on the staff of an agency in good standing, and not otherwise")
    void standing() {
        refused(Problem.NOT_OF_AN_AGENCY, () -> handle(ContractType.TRANSFER));
        var agency = agencies.authorise(admin, HARBIN, form("甲", TODAY, null, List.of(ContractType.TRANSFER)));
        assertThat(agency.standing()).isEqualTo(Agency.Standing.AUTHORISED);
        refused(Problem.NOT_OF_AN_AGENCY, () -> handle(ContractType.TRANSFER));
        join(agency, null);
        handle(ContractType.TRANSFER);
        refused(Problem.AGENCY_OUT_OF_SCOPE, () -> handle(ContractType.SERVICE));
        agencies.suspend(admin, HARBIN, agency.id(), Optional.empty(), "抽查不合格");
        refused(Problem.AGENCY_SUSPENDED, () -> handle(ContractType.TRANSFER));
        agencies.resume(admin, HARBIN, agency.id(), Optional.empty());
        handle(ContractType.TRANSFER);
        var version = agencies.details(admin, HARBIN, agency.id()).version();
        agencies.change(
                admin, HARBIN, agency.id(), version, form("甲", TODAY.minusYears(2), TODAY.minusDays(1), List.of()));
        refused(Problem.AGENCY_NOT_AUTHORISED, () -> handle(ContractType.TRANSFER));
        refused(
                Problem.STALE_VERSION,
                () -> agencies.change(admin, HARBIN, agency.id(), version, form("甲", TODAY, null, List.of())));
        agencies.change(admin, HARBIN, agency.id(), version + 1, form("甲", TODAY.minusYears(2), TODAY, List.of()));
        handle(ContractType.TRANSFER);
        agencies.leave(admin, HARBIN, agency.id(), registrar.accountId());
        refused(Problem.NOT_OF_AN_AGENCY, () -> handle(ContractType.TRANSFER));
    }

    @Test
    @DisplayName("in which neither the agency's operator nor the own organisation has a part")
    void ties() {
        var agency = agencies.authorise(admin, HARBIN, form("甲", TODAY, null, List.of()));
        join(agency, EMPLOYER);
        handle(ContractType.TRANSFER, "91230100MA18XXXX0X", "12230100DEM0REG01A");
        refused(Problem.AGENCY_IS_PARTY, () -> handle(ContractType.TRANSFER, "X", OPERATOR));
        refused(Problem.AGENCY_IS_PARTY, () -> handle(ContractType.TRANSFER, EMPLOYER, "X"));
    }

    @Test
    @DisplayName("for one agency at a time, which only the tenant's own administrator keeps")
    void keeping() {
        var first = agencies.authorise(admin, HARBIN, form("甲", TODAY, null, List.of()));
        var second = agencies.authorise(admin, HARBIN, form("乙", TODAY, null, List.of()));
        join(first, null);
        refused(Problem.INVALID_FIELDS, () -> join(second, null));
        refused(
                Problem.INVALID_FIELDS,
                () -> agencies.join(admin, HARBIN, second.id(), new MemberForm(UUID.randomUUID(), null, null)));
        refused(Problem.INVALID_FIELDS, () -> agencies.authorise(admin, HARBIN, form("甲", TODAY, null, List.of())));
        refused(Problem.NOT_PERMITTED, () -> agencies.authorise(registrar, HARBIN, form("丙", TODAY, null, List.of())));
        refused(Problem.TENANT_NOT_FOUND, () -> agencies.details(other, HARBIN, first.id()));
        refused(Problem.NOT_FOUND, () -> agencies.details(other, DAQING, first.id()));
        refused(Problem.NOT_FOUND, () -> agencies.suspend(other, DAQING, first.id(), Optional.empty(), "外来"));
        var applicant = new Caller(
                UUID.randomUUID(),
                "a",
                "a",
                "a",
                230000,
                Optional.of(EMPLOYER),
                List.of(new RoleGrant(230000, Role.APPLICANT)));
        assertThat(agencies.details(applicant, HARBIN, first.id()).staff()).isEmpty();
        assertThat(agencies.details(admin, HARBIN, first.id()).staff()).hasSize(1);
    }

    @Test
    @DisplayName("after the form was filled in: a wrong check digit or a date in the future is named")
    void fields() {
        Assertions.assertThatThrownBy(() -> agencies.authorise(
                        admin,
                        HARBIN,
                        new AgencyForm(
                                "",
                                "12230103FGF1LYQP3X",
                                "x",
                                "x",
                                "x",
                                TODAY.plusDays(1),
                                TODAY,
                                TODAY.minusDays(1),
                                null,
                                null,
                                "x",
                                null,
                                null)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.errors().stream().map(ProblemException.FieldError::field))
                                .containsExactly("name", "operatorCode", "authorisedOn", "validUntil"));
        assertThat(agencies.list(admin, HARBIN)).isEmpty();
    }

    private void join(Agency agency, @org.jspecify.annotations.Nullable String employer) {
        agencies.join(admin, HARBIN, agency.id(), new MemberForm(registrar.accountId(), employer, null));
    }

    private void handle(ContractType type, String... parties) {
        database.transactions().within(TenantScope.exactly(HARBIN), em -> {
            agencies.expectCompetent(em, registrar, HARBIN, type, Set.of(parties));
            return true;
        });
    }

    private static AgencyForm form(
            String name, LocalDate from, @org.jspecify.annotations.Nullable LocalDate until, List<ContractType> types) {
        return new AgencyForm(
                name, OPERATOR, "松江大学", "市科技局", "授权文件", from, from, until, types, null, "专用章", null, null);
    }

    private static Caller caller(int tenant, Role role, String name) {
        return new Caller(
                UUID.randomUUID(), name, name, name, tenant, Optional.empty(), List.of(new RoleGrant(tenant, role)));
    }

    private static void refused(Problem problem, ThrowingCallable action) {
        Assertions.assertThatThrownBy(action)
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }
}
