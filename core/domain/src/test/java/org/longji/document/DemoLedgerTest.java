package org.longji.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.longji.party.CreditCode;
import org.longji.tenant.DivisionCode;
import org.longji.tenant.DivisionLevel;
import org.longji.tenant.TenantConfiguration;

/** The demo ledger that is shipped is the one the generator makes, and it has the shape it promises. */
class DemoLedgerTest {

    private static final List<Map<String, String>> LINES = new ArrayList<>();
    /** One line of each contract, by the number of its lines' common columns. */
    private static final Map<String, Map<String, String>> CONTRACTS = new LinkedHashMap<>();

    private static String shipped = "";

    @BeforeAll
    static void readTheShippedLedger() throws IOException {
        shipped = Files.readString(DemoLedgerGenerator.RESOURCE);
        var rows = shipped.lines().toList();
        var header = rows.get(0).split(",", -1);
        for (var row : rows.subList(1, rows.size())) {
            var cells = row.split(",", -1);
            assertThat(cells).as(row).hasSameSizeAs(header);
            var line = new HashMap<String, String>();
            for (var i = 0; i < cells.length; i++) {
                line.put(header[i], cells[i]);
            }
            LINES.add(line);
            CONTRACTS.putIfAbsent(identity(line), line);
        }
    }

    @Test
    void isWhatTheGeneratorMakes() {
        assertThat(new DemoLedgerGenerator().generate().equals(shipped))
                .as("run DemoLedgerGenerator.main after a change")
                .isTrue();
    }

    @Test
    void hasSomeThreeThousandContractsInLessThanThreeMegabytes() throws IOException {
        assertThat(CONTRACTS).hasSizeBetween(2_800, 3_300);
        assertThat(Files.size(DemoLedgerGenerator.RESOURCE)).isLessThan(3_000_000);
    }

    @Test
    void followsTheYearlyTotalsToTheFen() {
        var totals = sumBy(contract -> yearOf(contract, "合同签订日期"));
        DemoLedgerGenerator.TOTALS.forEach((year, total) ->
                assertThat(totals.get(year)).as("%d", year).isEqualByComparingTo(BigDecimal.valueOf(total)));
        assertThat(totals).hasSameSizeAs(DemoLedgerGenerator.TOTALS);
    }

    @Test
    void dividesTheProvinceByTheSampleWeights() {
        var all = BigDecimal.valueOf(DemoLedgerGenerator.TOTALS.values().stream()
                .mapToLong(Long::longValue)
                .sum());
        var totals = sumBy(contract -> Integer.parseInt(contract.get("登记地区划代码")) / 100 * 100);
        DemoLedgerGenerator.WEIGHTS.forEach((prefecture, perMille) -> assertThat(
                        totals.get(prefecture).movePointRight(3).divide(all, 3, RoundingMode.HALF_UP))
                .as("%d", prefecture)
                .isEqualByComparingTo(BigDecimal.valueOf(perMille)));
    }

    @Test
    void hasTheSampleSharesOfTypes() {
        assertThat(shareOf("合同类别", "技术开发")).isBetween(37, 43);
        assertThat(shareOf("合同类别", "技术服务")).isBetween(47, 53);
        assertThat(shareOf("合同类别", "技术转让", "技术许可")).isBetween(4, 8);
        assertThat(shareOf("合同类别", "技术咨询")).isBetween(2, 6);
        assertThat(CONTRACTS.values())
                .filteredOn(contract -> contract.get("合同类别").equals("技术许可"))
                .isNotEmpty()
                .allMatch(contract -> yearOf(contract, "合同签订日期") >= 2021);
    }

    @Test
    void hasALongTail() {
        var amounts = CONTRACTS.values().stream()
                .map(contract -> new BigDecimal(contract.get("合同成交额(元)")))
                .sorted(Comparator.reverseOrder())
                .toList();
        var all = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var top = amounts.subList(0, amounts.size() / 100).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(top.multiply(BigDecimal.valueOf(100))
                        .divide(all, 0, RoundingMode.HALF_UP)
                        .intValue())
                .isBetween(20, 60);
        assertThat(amounts).allSatisfy(amount -> assertThat(amount).isPositive());
    }

    @Test
    void everyPartyIsInventedAndHasAValidCode() {
        var codes = new HashMap<String, String>();
        for (var line : CONTRACTS.values()) {
            for (var side : List.of("卖方", "买方")) {
                var code = line.get(side + "统一社会信用代码");
                assertThat(CreditCode.parse(code).value()).isEqualTo(code);
                assertThat(line.get(side + "名称")).endsWith("（演示）");
                var rest = line.get(side + "名称") + line.get(side + "性质") + line.get(side + "行政区划代码");
                assertThat(codes.computeIfAbsent(code, unknown -> rest)).isEqualTo(rest);
            }
            assertThat(line.get("卖方统一社会信用代码")).isNotEqualTo(line.get("买方统一社会信用代码"));
        }
    }

    @Test
    void registrationNumbersFitTheOfficeAndAreUnique() {
        var tenants = TenantConfiguration.read(Path.of("../../tenants-config"));
        var seen = new HashSet<String>();
        for (var contract : CONTRACTS.values()) {
            var tenant =
                    tenants.tenant(Integer.parseInt(contract.get("登记地区划代码"))).orElseThrow();
            assertThat(tenant.validFrom()
                            .map(from -> from.isAfter(LocalDate.parse(contract.get("合同签订日期"))))
                            .orElse(false))
                    .isFalse();
            assertThat(tenant.code().level() == DivisionLevel.PREFECTURE
                            || tenant.code().equals(new DivisionCode(Integer.parseInt(contract.get("卖方行政区划代码")))))
                    .isTrue();
            var number = contract.get("合同登记编号");
            if (!number.isEmpty()) {
                assertThat(number)
                        .startsWith(tenant.code().code() / 100 + tenant.registrationPoint() + yearOf(contract, "登记日期"))
                        .hasSize(16);
                assertThat(seen.add(number)).as(number).isTrue();
                assertThat(contract.get("登记日期")).isGreaterThanOrEqualTo(contract.get("合同签订日期"));
            }
        }
        assertThat(CONTRACTS.size() - seen.size()).as("still submitted").isBetween(10, 200);
    }

    @Test
    void receiptsNeverExceedTheContract() {
        var received = new HashMap<String, BigDecimal>();
        var sequences = new HashMap<String, Integer>();
        for (var line : LINES) {
            if (!line.get("到账金额(元)").isEmpty()) {
                var amount = new BigDecimal(line.get("到账金额(元)"));
                assertThat(amount).isPositive();
                assertThat(amount.scale()).isEqualTo(2);
                received.merge(identity(line), amount, BigDecimal::add);
                assertThat(sequences.merge(identity(line), 1, Integer::sum)).hasToString(line.get("到账序号"));
                assertThat(line.get("到账日期")).isGreaterThanOrEqualTo(line.get("合同签订日期"));
            }
        }
        received.forEach((identity, sum) -> assertThat(sum)
                .as(identity)
                .isLessThanOrEqualTo(new BigDecimal(CONTRACTS.get(identity).get("合同成交额(元)"))));
        assertThat(LINES.stream().map(line -> line.get("到账金额(元)")))
                .contains("499999.99", "500000.00", "999999.99", "1000000.00");
    }

    @Test
    void theDemoAccountsHaveContractsOfTheirOwn() {
        var seller = contractsOf("卖方名称", "哈尔滨松江大学（演示）");
        var buyer = contractsOf("买方名称", "大庆北辰装备有限公司（演示）");
        assertThat(seller).hasSizeGreaterThanOrEqualTo(20);
        assertThat(buyer).hasSizeGreaterThanOrEqualTo(20);
        assertThat(seller).filteredOn(buyer::contains).hasSizeGreaterThanOrEqualTo(10);
        assertThat(seller).extracting(contract -> contract.get("登记地区划代码")).contains("230100", "230103");
    }

    private static List<Map<String, String>> contractsOf(String column, String name) {
        return CONTRACTS.values().stream()
                .filter(contract -> contract.get(column).equals(name))
                .toList();
    }

    private static String identity(Map<String, String> line) {
        return line.get("卖方统一社会信用代码") + line.get("买方统一社会信用代码") + line.get("合同签订日期") + line.get("合同成交额(元)");
    }

    private static int yearOf(Map<String, String> contract, String column) {
        return LocalDate.parse(contract.get(column)).getYear();
    }

    private static Map<Integer, BigDecimal> sumBy(Function<Map<String, String>, Integer> group) {
        var sums = new HashMap<Integer, BigDecimal>();
        CONTRACTS
                .values()
                .forEach(contract ->
                        sums.merge(group.apply(contract), new BigDecimal(contract.get("合同成交额(元)")), BigDecimal::add));
        return sums;
    }

    private static int shareOf(String column, String... values) {
        var wanted = Arrays.asList(values);
        var count = CONTRACTS.values().stream()
                .filter(contract -> wanted.contains(contract.get(column)))
                .count();
        return Math.toIntExact(count * 100 / CONTRACTS.size());
    }
}
