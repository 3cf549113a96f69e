package org.longji.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.audit.Journal;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TestDatabase;

class TenantsTest {

    static final TestDatabase DATABASE = TestDatabase.fresh();
    static final Path CONFIGURATION = Path.of("../../tenants-config");
    static final TenantLoader LOADER = new TenantLoader(DATABASE.transactions(), new Journal(), Optional.empty());

    final Tenants tenants = new Tenants(DATABASE.transactions());

    @BeforeAll
    static void theTreeOfHeilongjiang() {
        assertThat(LOADER.load(CONFIGURATION)).isTrue();
    }

    @Test
    @DisplayName("an unchanged directory is not loaded again")
    void skipsWhatIsUnchanged() {
        assertThat(LOADER.load(CONFIGURATION)).isFalse();
    }

    @Test
    @DisplayName("the province sees its 13 prefectures and 121 county-level divisions in force")
    void provinceSeesAll() {
        var inForce = tenants.enterable(caller(230000, Role.ADMINISTRATOR)).stream()
                .filter(tenant -> tenant.standard() && tenant.validUntil().isEmpty())
                .toList();
        assertThat(inForce)
                .filteredOn(tenant -> tenant.level() == DivisionLevel.PREFECTURE)
                .hasSize(13);
        assertThat(inForce)
                .filteredOn(tenant -> tenant.level() == DivisionLevel.COUNTY)
                .hasSize(121);
    }

    @Test
    @DisplayName("a registrar enters the own tenant alone, an administrator what lies below, nobody a sibling")
    void rolesOpenTheirReach() {
        assertThat(tenants.enterable(caller(230100, Role.REGISTRAR)))
                .extracting(Tenant::code)
                .containsExactly(230100);
        assertThat(tenants.enterable(caller(230100, Role.ADMINISTRATOR)))
                .extracting(Tenant::code)
                .contains(230100, 230103)
                .allMatch(code -> code / 100 == 2301);
        assertThatThrownBy(() -> tenants.get(caller(230100, Role.ADMINISTRATOR), 230600))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.TENANT_NOT_FOUND));
    }

    @Test
    @DisplayName("a county names what it belongs to, the province first")
    void countyKnowsItsAncestors() {
        var nangang = caller(230103, Role.ADMINISTRATOR);
        assertThat(tenants.get(nangang, 230103).nameZh()).isEqualTo("南岗区");
        assertThat(tenants.ancestors(nangang, 230103)).extracting(Tenant::code).containsExactly(230000, 230100);
    }

    @Test
    @DisplayName("the loader's step does nothing without a directory and loads the one it is given")
    void loadsAtTheStart() {
        LOADER.run();
        new TenantLoader(DATABASE.transactions(), new Journal(), Optional.of(CONFIGURATION.toString())).run();
    }

    private static Caller caller(int tenant, Role role) {
        return new Caller(
                UUID.randomUUID(),
                "test",
                "测试",
                "Test",
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, role)));
    }
}
