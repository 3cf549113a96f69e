package org.longji.plugin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("binding parameters")
class ParameterBinderTest {

    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);

    private static final Map<String, String> VALUES = Map.of(
            "cap", "1000000.00",
            "rate", "0.30",
            "province", "230000",
            "excluded", "true",
            "types", "TRANSFER, LICENSING",
            "label", "x");

    record Sample(
            LocalDate inForceFrom,
            Optional<LocalDate> inForceUntil,
            @Parameter(zh = "封顶", en = "Cap", unit = "CNY") Money cap,
            @Parameter(zh = "比例", en = "Rate", unit = "1") BigDecimal rate,

            @Parameter(zh = "省", en = "Province", unit = "division")
            int province,

            @Parameter(zh = "排除", en = "Excluded", unit = "boolean")
            boolean excluded,

            @Parameter(zh = "类别", en = "Types", unit = "enum")
            Set<ContractType> types,

            @Parameter(zh = "标签", en = "Label", unit = "text")
            String label,

            @Parameter(zh = "截止", en = "Paid by", unit = "date")
            Optional<LocalDate> paidBy) {}

    @Test
    @DisplayName("fills every kind of component and the dates of the version")
    void fillsEveryKind() {
        Sample sample = ParameterBinder.bind(Sample.class, VALUES, FROM, Optional.empty());
        assertThat(sample)
                .isEqualTo(new Sample(
                        FROM,
                        Optional.empty(),
                        Money.of("1000000.00"),
                        new BigDecimal("0.30"),
                        230000,
                        true,
                        Set.of(ContractType.TRANSFER, ContractType.LICENSING),
                        "x",
                        Optional.empty()));
    }

    @Test
    @DisplayName("names the parameter that has no value")
    void namesMissing() {
        Map<String, String> values = new HashMap<>(VALUES);
        values.remove("cap");
        assertThatThrownBy(() -> ParameterBinder.bind(Sample.class, values, FROM, Optional.empty()))
                .isInstanceOfSatisfying(
                        ParameterException.class, e -> assertThat(e.parameter()).isEqualTo("cap"))
                .hasMessageContaining("has no value on this date");
    }

    @Test
    @DisplayName("refuses a value nobody asked for")
    void refusesLeftOver() {
        Map<String, String> values = new HashMap<>(VALUES);
        values.put("capp", "1.00");
        assertThatThrownBy(() -> ParameterBinder.bind(Sample.class, values, FROM, Optional.empty()))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("capp");
    }

    @ParameterizedTest
    @CsvSource({
        "cap,0.001",
        "cap,a lot",
        "rate,30%",
        "province,23x",
        "excluded,yes",
        "types,BARTER",
        "paidBy,2025-02-30"
    })
    @DisplayName("refuses a value that does not fit")
    void refusesUnfit(String name, String value) {
        Map<String, String> values = new HashMap<>(VALUES);
        values.put(name, value);
        assertThatThrownBy(() -> ParameterBinder.bind(Sample.class, values, FROM, Optional.empty()))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @Test
    @DisplayName("describes the parameters a tenant must give, without the reserved ones")
    void describes() {
        assertThat(ParameterBinder.describe(Sample.class))
                .extracting(ParameterDescription::name)
                .containsExactly("cap", "rate", "province", "excluded", "types", "label", "paidBy");
        assertThat(ParameterBinder.describe(Sample.class).get(4))
                .isEqualTo(new ParameterDescription(
                        "types", new Text("类别", "Types"), "enum", ContractType.class, true, false));
    }
}
