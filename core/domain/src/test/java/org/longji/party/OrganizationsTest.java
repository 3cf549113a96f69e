package org.longji.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.longji.audit.Journal;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;

/** A tenant has an organisation on record once, whoever records it at the same instant. */
@Timeout(60)
class OrganizationsTest {

    private static final int HARBIN = 230100;
    private static final TestDatabase DATABASE = TestDatabase.fresh().withTenants(HARBIN);
    private static final String HERE = "91350100M000100Y43";
    private static final String THERE = "91350100M000100Y51";

    private final Organizations organizations = new Organizations(DATABASE.transactions(), new Journal());
    private final Caller registrar = new Caller(
            new UUID(0, 1),
            "registrar",
            "登记员",
            "Registrar",
            HARBIN,
            Optional.empty(),
            List.of(new RoleGrant(HARBIN, Role.REGISTRAR)));

    private static OrganizationForm form(String code) {
        return OrganizationForm.of(code, "示例单位" + code, PartyKind.ENTERPRISE, HARBIN);
    }

    private Organizations.Parties file(String provider, String recipient) {
        return DATABASE.transactions()
                .within(
                        TenantScope.exactly(HARBIN),
                        em -> organizations.forContract(em, registrar, HARBIN, form(provider), form(recipient)));
    }

    @Test
    @DisplayName("a filing waits for an import that records its party, and takes what the import recorded")
    void besideAnImport() throws Exception {
        var imported = UUID.randomUUID();
        try (var other = DATABASE.owner()) {
            other.setAutoCommit(false);
            insert(other, imported, HERE);
            var filing = CompletableFuture.supplyAsync(() -> file(THERE, HERE));
            awaitSomebodyWaiting();
            other.commit();
            var parties = filing.get(30, TimeUnit.SECONDS);
            assertThat(parties.recipient().id()).isEqualTo(imported);
            assertThat(parties.provider().creditCode()).isEqualTo(THERE);
        }
        assertThat(recorded()).isEqualTo(List.of(HERE, THERE));
        assertThat(catchThrowableOfType(
                                ProblemException.class, () -> organizations.create(registrar, HARBIN, form(HERE)))
                        .problem())
                .isEqualTo(Problem.ORGANIZATION_ALREADY_RECORDED);
    }

    private static void insert(Connection connection, UUID id, String code) throws SQLException {
        try (var sql = connection.prepareStatement(
                "insert into organization (id, tenant, credit_code, name, kind, division, country) values (?, ?, ?, '示例单位', 'ENTERPRISE', ?, 'CHN')")) {
            sql.setObject(1, id);
            sql.setInt(2, HARBIN);
            sql.setString(3, code);
            sql.setInt(4, HARBIN);
            sql.executeUpdate();
        }
    }

    private static void awaitSomebodyWaiting() throws SQLException, InterruptedException {
        try (var server = DATABASE.superuser();
                var sql = server.createStatement()) {
            boolean waits = false;
            while (!waits) {
                Thread.sleep(20);
                try (var found = sql.executeQuery(
                        "select exists (select 1 from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock')")) {
                    found.next();
                    waits = found.getBoolean(1);
                }
            }
        }
    }

    private static List<String> recorded() {
        return DATABASE.transactions()
                .within(
                        TenantScope.exactly(HARBIN),
                        em -> Sql.query(
                                em,
                                "select credit_code from organization order by credit_code",
                                row -> row.text("credit_code")));
    }
}
