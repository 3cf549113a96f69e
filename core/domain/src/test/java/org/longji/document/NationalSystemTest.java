package org.longji.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.document.LedgerHouse.PROVINCE;
import static org.longji.document.SampleLine.code;
import static org.longji.document.SampleLine.ledger;
import static org.longji.document.SampleLine.line;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.longji.audit.Journal;
import org.longji.contract.CodeList;
import org.longji.contract.ContractFilter;
import org.longji.contract.ContractStatus;
import org.longji.contract.Contracts;
import org.longji.job.Job;
import org.longji.job.JobStatus;
import org.longji.party.Organizations;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;

/** Out to the national system and back, on a real database. */
@DisplayName("The national system's file")
class NationalSystemTest {

    private static final int NANGANG = 230103;
    private static final int DAQING = 230600;
    private static final String FORMULA = "=HYPERLINK(\"http://example.org\",\"点击\")";

    /** What of contracts and parties the national file carries, in one text. */
    private static final String CARRIED = """
            select concat((select string_agg((tenant, registration_number, national_number, status, title, type, subtype,
                    signed_on, valid_from, valid_until, registered_on, provider_code, provider_name, provider_kind,
                    provider_division, recipient_code, recipient_name, recipient_kind, recipient_division, contract_amount,
                    assessed_technology_amount, approved_technology_income, payment_mode, ip_class, technology_field,
                    technology_field_secondary, economic_goal, industry, plan_source, plan_number, intermediary,
                    expected_investment, expected_output, affiliated_parties, first_registration, original_currency,
                    original_contract_amount, overseas)::text, E'\\n' order by identity_key) from contract),
                (select string_agg((tenant, credit_code, name, kind, division, country, nature_code)::text, E'\\n'
                    order by tenant, credit_code) from organization))""";

    private LedgerHouse house;

    @BeforeEach
    void open() {
        house = new LedgerHouse(NANGANG, DAQING);
    }

    private static SampleLine registered(String tenant, String number, String title) {
        return line().received("", "", "")
                .with(LedgerColumn.TENANT, tenant)
                .with(LedgerColumn.REGISTRATION_NUMBER, number)
                .with(LedgerColumn.TITLE, title)
                .with(LedgerColumn.PROVIDER_CREDIT_CODE, code("12230100ABCDEF" + number.substring(13)))
                .with(LedgerColumn.CONTRACT_AMOUNT, "1000000.00");
    }

    private static final SampleLine FULL = registered("230103", "2301012018000001", "寒地水稻育秧系统研制")
            .with(LedgerColumn.NATIONAL_NUMBER, "2301992018000009")
            .with(LedgerColumn.VALID_FROM, "2018-03-05")
            .with(LedgerColumn.VALID_UNTIL, "2020-03-04")
            .with(LedgerColumn.TECHNOLOGY_INCOME, "700000.00")
            .with(LedgerColumn.RECIPIENT_NATURE, "150")
            .with(LedgerColumn.IP_CLASS, "技术秘密")
            .with(LedgerColumn.TECHNOLOGY_FIELD, "农业")
            .with(LedgerColumn.TECHNOLOGY_FIELD_SECONDARY, "先进制造")
            .with(LedgerColumn.ECONOMIC_GOAL, "农林牧渔业发展")
            .with(LedgerColumn.INDUSTRY, "A01")
            .with(LedgerColumn.PLAN_SOURCE, "部门计划")
            .with(LedgerColumn.PLAN_NUMBER, "示例-2018-01")
            .with(LedgerColumn.PAYMENT_MODE, "一次总算分期支付")
            .with(LedgerColumn.INTERMEDIARY, "龙江技术转移中心（示例）")
            .with(LedgerColumn.EXPECTED_INVESTMENT, "10.01")
            .with(LedgerColumn.EXPECTED_OUTPUT, "20.02")
            .with(LedgerColumn.AFFILIATED_PARTIES, "否")
            .with(LedgerColumn.FIRST_REGISTRATION, "是");
    private static final SampleLine FROM_ABROAD = registered("230600", "2306012018000002", FORMULA)
            .with(LedgerColumn.PROVIDER_KIND, "境外")
            .with(LedgerColumn.PROVIDER_CREDIT_CODE, "")
            .with(LedgerColumn.PROVIDER_NAME, "Дальний институт（示例）")
            .with(LedgerColumn.PROVIDER_DIVISION, "")
            .with(LedgerColumn.PROVIDER_COUNTRY, "RUS")
            .with(LedgerColumn.ORIGINAL_CURRENCY, "USD")
            .with(LedgerColumn.ORIGINAL_CONTRACT_AMOUNT, "150000.50");
    private static final SampleLine PLAIN = registered("230600", "2306012018000003", "平常的合同");
    private static final SampleLine SUBMITTED = registered("230600", "2306012018000004", "尚未登记")
            .with(LedgerColumn.REGISTRATION_NUMBER, "")
            .with(LedgerColumn.REGISTERED_ON, "");

    private void recorded(SampleLine... lines) {
        var job = house.importing(PROVINCE, ledger(lines), ImportMode.ALL_OR_NOTHING);
        assertThat(job.status()).as(() -> problems(house, job)).isEqualTo(JobStatus.SUCCEEDED);
    }

    private static String problems(LedgerHouse house, Job job) {
        return job + (job.hasErrors() ? house.errorFile(job) : "");
    }

    private Contracts contracts() {
        var journal = new Journal();
        return new Contracts(
                house.transactions,
                new Organizations(house.transactions, journal),
                journal,
                Clock.system(Clocks.CHINA));
    }

    private byte[] exported(Caller caller, int tenant, ContractFilter filter) {
        var out = new ByteArrayOutputStream();
        try {
            NationalWorkbook.write(contracts(), caller, tenant, filter, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private byte[] exported() {
        return exported(LedgerHouse.administratorOf(PROVINCE), PROVINCE, ContractFilter.ofStatus(null));
    }

    private static List<Row> rows(byte[] workbook, int sheet) {
        try (var read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return read.getSheet(sheet).orElseThrow().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cells by heading of the line with this registration number. */
    private static Map<String, String> cells(byte[] workbook, String number) {
        var rows = rows(workbook, 0);
        var row = rows.stream()
                .filter(one -> one.getCellText(0).equals(number))
                .findFirst()
                .orElseThrow();
        var cells = new HashMap<String, String>();
        for (int x = 0; x < rows.get(0).getCellCount(); x++) {
            cells.put(rows.get(0).getCellText(x), x < row.getCellCount() ? row.getCellText(x) : "");
        }
        return cells;
    }

    @Test
    @DisplayName("has its headings in its order, certain codes as codes, everything else as names, and no formula")
    void fieldsAndCodes() {
        recorded(FULL, FROM_ABROAD, PLAIN, SUBMITTED);
        var workbook = exported();
        var rows = rows(workbook, 0);
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).stream().map(cell -> cell.getText()))
                .startsWith("合同登记编号", "项目名称", "合同有效期限", "合同签订日期", "卖方名称", "卖方统一社会信用代码", "卖方国别代码", "卖方行政区划代码", "卖方性质")
                .contains("合同总金额(元)", "技术交易额(元)")
                .endsWith("全国系统编号");
        assertThat(cells(workbook, "2301012018000001"))
                .containsEntry("全国系统编号", "2301992018000009")
                .containsEntry("合同有效期限", "2018-03-05至2020-03-04")
                .containsEntry("卖方国别代码", "142")
                .containsEntry("卖方性质", "022")
                .containsEntry("买方性质", "150")
                .containsEntry("合同类别", "技术开发")
                .containsEntry("合同子类", "11")
                .containsEntry("知识产权类别", "技术秘密")
                .containsEntry("服务的国民经济行业", "A01")
                .containsEntry("是否涉外", "否")
                .containsEntry("是否首次登记", "是");
        assertThat(cells(workbook, "2306012018000002"))
                .containsEntry("项目名称", FORMULA)
                .containsEntry("卖方统一社会信用代码", "")
                .containsEntry("卖方国别代码", "344")
                .containsEntry("卖方行政区划代码", "")
                .containsEntry("卖方性质", "境外机构")
                .containsEntry("买方性质", "100")
                .containsEntry("是否涉外", "引进")
                .containsEntry("全国系统编号", "");
        rows.stream()
                .skip(1)
                .forEach(row -> assertThat(row.getCell(1).getType()).isEqualTo(CellType.STRING));
        assertThat(rows(workbook, 1).toString()).contains("单位性质", "MEM-M", "登记表填写说明第8项", "没有填写性质代码的企业都按此报送");
    }

    @Test
    @DisplayName("imported into an empty province yields the same contracts, national numbers and natures included")
    void roundTrip() {
        recorded(FULL, FROM_ABROAD, PLAIN);
        var file = exported();
        var other = new LedgerHouse(NANGANG, DAQING);
        var job = other.importing(PROVINCE, new ByteArrayInputStream(file), ImportMode.ALL_OR_NOTHING);
        assertThat(job.status()).as(() -> problems(other, job)).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.counts())
                .containsEntry("read", 3L)
                .containsEntry("created", 3L)
                .containsEntry("unknownColumns", 0L);
        assertThat(other.text(CARRIED)).isEqualTo(house.text(CARRIED)).contains("2301992018000009", "RUS", "150");

        var again = house.importing(PROVINCE, new ByteArrayInputStream(file), ImportMode.ALL_OR_NOTHING);
        assertThat(again.counts())
                .containsEntry("unchanged", 3L)
                .containsEntry("updated", 0L)
                .containsEntry("organizationsUpdated", 0L);
    }

    @Test
    @DisplayName("holds registered contracts of the own subtree, for officers alone")
    void walls() {
        recorded(FULL, FROM_ABROAD, PLAIN, SUBMITTED);
        var daqing = LedgerHouse.administratorOf(DAQING);
        assertThat(rows(exported(daqing, DAQING, ContractFilter.ofStatus(ContractStatus.REGISTERED)), 0))
                .hasSize(3);
        assertThatThrownBy(() -> exported(daqing, NANGANG, ContractFilter.ofStatus(null)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.TENANT_NOT_FOUND));
        assertThatThrownBy(() -> exported(daqing, DAQING, ContractFilter.ofStatus(ContractStatus.SUBMITTED)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.INVALID_FIELDS));
        var applicant = new Caller(
                UUID.randomUUID(),
                "seller",
                "卖方",
                "Seller",
                PROVINCE,
                Optional.of(SampleLine.RECIPIENT),
                List.of(new RoleGrant(PROVINCE, Role.APPLICANT)));
        assertThatThrownBy(() -> exported(applicant, DAQING, ContractFilter.ofStatus(null)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.NOT_PERMITTED));
    }

    @Test
    @DisplayName("names every field and code once, with a certainty, and agrees with the house's own lists")
    void data() {
        var system = NationalSystem.get();
        var keys = Arrays.stream(LedgerColumn.values()).map(LedgerColumn::key).toList();
        assertThat(system.fields().stream().flatMap(field -> field.holds().stream()))
                .doesNotHaveDuplicates()
                .allMatch(key -> keys.contains(key) || key.equals("overseas"));
        assertThat(system.fields()).allSatisfy(field -> {
            assertThat(field.source()).isNotBlank();
            assertThat(field.certainty()).isNotNull();
        });
        assertThat(system.partyNatures().codes())
                .extracting(NationalSystem.Nature::code)
                .doesNotHaveDuplicates();
        for (var kind : PartyKind.values()) {
            assertThat(system.partyNatures().codes().stream()
                            .filter(nature -> nature.kind() == kind && nature.standsFor()))
                    .as("%s", kind)
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(system.natureWritten(system.nature(kind, null))
                            .map(NationalSystem.Nature::kind)
                            .or(() -> Words.PARTY_KIND.meaning(system.nature(kind, null))))
                    .contains(kind);
        }
        for (var entry : CodeList.of("partyKind").codes()) {
            for (var word : entry.words()) {
                system.nature(word)
                        .ifPresent(nature -> assertThat(nature.kind().name()).isEqualTo(entry.code()));
            }
        }
    }

    // ------------------------------------------------------------ numbers coming back

    private static byte[] numbers(String... lines) {
        return ("序号,合同登记编号,备注,全国系统编号,备注\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String nationalNumberOf(String registrationNumber) {
        return house.text("select coalesce(national_number, '') from contract where registration_number = '"
                + registrationNumber + "'");
    }

    @Test
    @DisplayName(
            "gives the contracts their numbers, each with an entry in its own tenant's journal; again changes nothing")
    void numbersComeBack() {
        recorded(FULL, FROM_ABROAD, PLAIN);
        var file = numbers(
                "1,2301012018000001,,2301992018000009,",
                "2,2306012018000002,,2306992018000002,",
                "3,2306012018000003,,,尚未给号");
        var job = house.numbers(PROVINCE, file);
        assertThat(job.status()).as(() -> problems(house, job)).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.counts())
                .containsEntry("read", 3L)
                .containsEntry("numbersRecorded", 1L)
                .containsEntry("unchanged", 1L)
                .containsEntry("withoutNumber", 1L);
        assertThat(job.hasErrors()).isFalse();
        assertThat(nationalNumberOf("2306012018000002")).isEqualTo("2306992018000002");
        assertThat(
                        house.text(
                                "select string_agg(tenant || after, ',') from journal where action = 'NATIONAL_NUMBER_RECORDED'"))
                .startsWith("230600")
                .contains("2306012018000002", "2306992018000002");
        assertThat(house.count(
                        "select count(*) from journal where action = 'NATIONAL_NUMBERS_IMPORTED' and tenant = 230000"))
                .isEqualTo(1);
        assertThat(house.count("select version::bigint from contract where registration_number = '2306012018000002'"))
                .isEqualTo(2);

        var again = house.numbers(PROVINCE, file);
        assertThat(again.counts()).containsEntry("numbersRecorded", 0L).containsEntry("unchanged", 2L);
        assertThat(house.count("select count(*) from journal where action = 'NATIONAL_NUMBER_RECORDED'"))
                .isEqualTo(1);
    }

    static Stream<Arguments> wrongNumbers() {
        return Stream.of(
                Arguments.of("2399012018000001,,2306992018000002", "合同登记编号：2399012018000001 在本区划没有登记"),
                Arguments.of(",,2306992018000002", "合同登记编号：必填"),
                Arguments.of("23060120180003,,2306992018000002", "合同登记编号：“23060120180003”不是 16 位"),
                Arguments.of("2306012018000003,,23069920180002", "全国系统编号：“23069920180002”不是 16 位"),
                Arguments.of("2306012018000003,,2306991818000002", "全国系统编号：“2306991818000002”不是 16 位"),
                Arguments.of("2306012018000003,,=A1", "全国系统编号：“=A1”不是 16 位"),
                Arguments.of("2306012018000003,,2306992018000001", "全国系统编号：2306992018000001 与第 2 行重复"),
                Arguments.of("2306012018000002,,2306992018000002", "合同登记编号：2306012018000002 与第 2 行重复"),
                Arguments.of("2306012018000003,,2301992018000009", "全国系统编号：2301992018000009 已属于另一份合同"),
                Arguments.of("2301012018000001,,2306992018000002", "全国系统编号：该合同的全国系统编号已为 2301992018000009"));
    }

    @ParameterizedTest
    @MethodSource("wrongNumbers")
    @DisplayName("with one wrong line gives no number at all, and says which line and field is wrong")
    void wrongNumbersAreRefused(String wrong, String reason) {
        recorded(FULL, FROM_ABROAD, PLAIN);
        var before = house.text(CARRIED);
        var entries = house.count("select count(*) from journal");
        var job = house.numbers(PROVINCE, numbers("1,2306012018000002,,2306992018000001,", "2," + wrong + ","));
        assertRefused(job);
        assertThat(job.counts()).containsEntry("rejected", 1L).containsEntry("numbersRecorded", 0L);
        var errors = house.errors(job);
        assertThat(errors.get(1).row()).isEqualTo(3);
        assertThat(errors.get(1).reasonZh()).contains(reason);
        assertThat(errors.get(1).reasonEn())
                .startsWith(reason.startsWith("合同") ? "registrationNumber: " : "nationalNumber: ");
        assertThat(house.text(CARRIED)).isEqualTo(before);
        assertThat(house.count("select count(*) from journal")).isEqualTo(entries);
    }

    private static void assertRefused(Job job) {
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.problem().orElseThrow().problem()).isEqualTo(Problem.NATIONAL_NUMBERS_REJECTED);
    }

    @Test
    @DisplayName("tells Daqing of Harbin's contracts nothing it would not be told of contracts nobody has")
    void numbersStayInside() {
        recorded(FULL, FROM_ABROAD, PLAIN);
        var theirs = house.numbers(DAQING, numbers("1,2301012018000001,,2301992018000009,"));
        var nobodys = house.numbers(DAQING, numbers("1,2301012018000077,,2301992018000077,"));
        assertRefused(theirs);
        assertRefused(nobodys);
        assertThat(house.errorFile(theirs))
                .isEqualTo(house.errorFile(nobodys)
                        .replace("000077", "000001")
                        .replace("2301992018000001", "2301992018000009"));
        var taken = house.numbers(DAQING, numbers("1,2306012018000003,,2301992018000009,"));
        assertRefused(taken);
        assertThat(house.errorFile(taken)).contains("已属于另一份合同").doesNotContain("2301012018000001", "育秧");
        assertThat(house.numbers(NANGANG, numbers("1,2301012018000001,,2301992018000009,"))
                        .counts())
                .containsEntry("unchanged", 1L);
    }

    @Test
    @DisplayName("may be the workbook that went out, with the numbers filled in")
    void theExportedWorkbookItself() {
        recorded(FULL, FROM_ABROAD, PLAIN);
        var job = house.numbers(PROVINCE, exported());
        assertThat(job.counts())
                .containsEntry("read", 3L)
                .containsEntry("unchanged", 1L)
                .containsEntry("withoutNumber", 2L);
    }

    @Test
    @DisplayName("that lacks a column, is damaged or a bomb is refused as a whole")
    void whatIsNoFileOfNumbers() throws IOException {
        assertThat(house.numbers(PROVINCE, "合同登记编号,项目名称\n1,2\n".getBytes(StandardCharsets.UTF_8))
                        .problem()
                        .orElseThrow())
                .satisfies(missing -> {
                    assertThat(missing.problem()).isEqualTo(Problem.LEDGER_COLUMNS_MISSING);
                    assertThat(missing.parameters()).containsEntry("columns", "全国系统编号");
                });
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            for (int i = 0; i < 64; i++) {
                zip.write(new byte[1 << 20]);
            }
        }
        for (var file : List.of(bomb.toByteArray(), new byte[] {'P', 'K', 3, 4, 9}, new byte[0])) {
            assertThat(house.numbers(PROVINCE, file).problem().orElseThrow().problem())
                    .isEqualTo(Problem.FILE_NOT_READABLE);
        }
    }

    @Test
    @DisplayName("as a ledger may not give a national number twice or a contract another one")
    void nationalNumbersInLedgers() {
        recorded(FULL, PLAIN);
        var job = house.importing(
                PROVINCE,
                ledger(
                        PLAIN.with(LedgerColumn.NATIONAL_NUMBER, "2301992018000009"),
                        FULL.with(LedgerColumn.NATIONAL_NUMBER, "2301992018000008"),
                        registered("230600", "2306012018000005", "新的")
                                .with(LedgerColumn.NATIONAL_NUMBER, "2306992018000005"),
                        registered("230600", "2306012018000006", "新的")
                                .with(LedgerColumn.NATIONAL_NUMBER, "2306992018000005"),
                        SUBMITTED.with(LedgerColumn.NATIONAL_NUMBER, "2306992018000006")),
                ImportMode.ALL_OR_NOTHING);
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(house.errors(job).stream().skip(1).map(error -> error.row() + error.reasonZh()))
                .hasSize(4)
                .satisfies(reasons -> {
                    assertThat(reasons.get(0)).startsWith("2").contains("已属于另一份合同");
                    assertThat(reasons.get(1)).startsWith("3").contains("全国系统编号已为 2301992018000009");
                    assertThat(reasons.get(2)).startsWith("5").contains("在第 4 行属于另一份合同");
                    assertThat(reasons.get(3)).startsWith("6").contains("须填写登记日期");
                });
    }
}
