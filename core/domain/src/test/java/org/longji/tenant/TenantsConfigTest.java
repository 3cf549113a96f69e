package org.longji.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** The check of the directory that is shipped: a faulty file there fails the build, naming file and line. */
class TenantsConfigTest {

    private static final TenantConfiguration SHIPPED = TenantConfiguration.read(Path.of("../../tenants-config"));

    @Test
    void hasTheProvinceItsPrefecturesAndAllCountyLevelDivisions() {
        assertThat(count(DivisionLevel.PROVINCE, true)).isEqualTo(1);
        assertThat(count(DivisionLevel.PREFECTURE, true)).isEqualTo(13);
        assertThat(count(DivisionLevel.COUNTY, true)).isEqualTo(121);
        assertThat(SHIPPED.tenants().stream().filter(tenant -> !tenant.standard()))
                .extracting(tenant -> tenant.code().code())
                .containsExactly(230671, 232761, 232762, 232763, 232764);
    }

    @Test
    void hasDistrictsCitiesAndCountiesInTheirNumbers() {
        assertThat(countOfKind("区")).isEqualTo(54);
        assertThat(countOfKind("县级市")).isEqualTo(21);
        assertThat(countOfKind("县")).isEqualTo(45);
        assertThat(countOfKind("自治县")).isEqualTo(1);
    }

    @Test
    void namesThemInBothLanguages() {
        assertThat(SHIPPED.tenant(230103).orElseThrow().nameZh()).isEqualTo("南岗区");
        assertThat(SHIPPED.tenant(230103).orElseThrow().nameEn()).isEqualTo("Nangang District");
        assertThat(SHIPPED.tenant(230624).orElseThrow().nameEn()).isEqualTo("Du'erbote Mongol Autonomous County");
        assertThat(SHIPPED.tenant(230103).orElseThrow().parent()).contains(new DivisionCode(230100));
        assertThat(new HashSet<>(SHIPPED.tenants().stream()
                        .map(tenant -> tenant.parent() + tenant.nameEn())
                        .toList()))
                .hasSameSizeAs(SHIPPED.tenants());
    }

    @Test
    void putsEveryTenantAfterItsParent() {
        var seen = new HashSet<DivisionCode>();
        for (var tenant : SHIPPED.tenants()) {
            assertThat(tenant.parent().map(seen::contains).orElse(true)).isTrue();
            seen.add(tenant.code());
        }
    }

    @Test
    void knowsWhatBecameOfFormerDivisions() {
        var shuangcheng = succession(230182);
        assertThat(shuangcheng.nameZh()).isEqualTo("双城市");
        assertThat(shuangcheng.validUntil()).isEqualTo(LocalDate.of(2014, 12, 31));
        assertThat(shuangcheng.successors()).containsExactly(new DivisionCode(230113));
        assertThat(SHIPPED.tenant(230113).orElseThrow().validFrom()).contains(LocalDate.of(2014, 1, 1));
        assertThat(SHIPPED.successions()).hasSize(20);
        assertThat(succession(230709).successors()).containsExactly(new DivisionCode(230751));
    }

    private static SuccessionDefinition succession(int code) {
        return SHIPPED.successions().stream()
                .filter(succession -> succession.code().code() == code)
                .findFirst()
                .orElseThrow();
    }

    private static long count(DivisionLevel level, boolean standard) {
        return SHIPPED.tenants().stream()
                .filter(tenant -> tenant.level() == level && tenant.standard() == standard)
                .count();
    }

    private static long countOfKind(String kind) {
        return SHIPPED.tenants().stream()
                .filter(tenant -> tenant.kind().equals(kind))
                .count();
    }
}
