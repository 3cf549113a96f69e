package org.longji.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.document.SampleLine.ledger;
import static org.longji.document.SampleLine.line;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.longji.approval.ApprovalKind;
import org.longji.approval.ChainForm;
import org.longji.approval.ChainStep;
import org.longji.contract.ContractIdentity;
import org.longji.job.Job;
import org.longji.job.JobStatus;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;

/** Ledgers on a real database: what is written, what is refused and why, and that nothing happens twice. */
class ImportTest {

    private LedgerHouse house;

    @BeforeEach
    void open() {
        house = new LedgerHouse(230103, 230600);
    }

    private Job imported(ImportMode mode, SampleLine... lines) {
        return house.importing(LedgerHouse.PROVINCE, ledger(lines), mode);
    }

    @Test
    void contractsReceiptsPartiesAndNumbersAreWritten() {
        var job = imported(
                ImportMode.ALL_OR_NOTHING,
                line().with(LedgerColumn.TENANT, "230103"),
                line().with(LedgerColumn.TENANT, "230103").with(LedgerColumn.RECEIVED_ON, "2018年9月1日"),
                line().with(LedgerColumn.TENANT, "230600")
                        .with(LedgerColumn.SIGNED_ON, "2018/4/6")
                        .with(LedgerColumn.REGISTERED_ON, ""));

        assertThat(job.problem()).isEmpty();
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.counts())
                .containsEntry("read", 3L)
                .containsEntry("created", 2L)
                .containsEntry("receiptsCreated", 3L)
                .containsEntry("rejected", 0L)
                .containsEntry("numbersAllocated", 1L)
                .containsEntry("organizationsCreated", 4L);
        assertThat(house.text("select registration_number from contract where tenant = 230103"))
                .isEqualTo("2301002018000001");
        assertThat(house.text("select status from contract where tenant = 230600"))
                .isEqualTo("SUBMITTED");
        assertThat(house.text("select string_agg(sequence || ':' || received_on, ',' order by sequence)"
                        + " from receipt where tenant = 230103"))
                .isEqualTo("1:2018-06-01,2:2018-09-01");
        assertThat(house.count("select count(*) from journal where action = 'CONTRACT_IMPORTED'"))
                .isEqualTo(2);
        assertThat(house.count("select count(*) from journal where action = 'LEDGER_IMPORTED' and tenant = 230000"))
                .isEqualTo(1);
    }

    @Test
    void theIdentityOfTheImportIsTheIdentityOfTheHouse() {
        imported(ImportMode.ALL_OR_NOTHING, line());
        var key = ContractIdentity.key(
                SampleLine.PROVIDER, SampleLine.RECIPIENT, LocalDate.of(2018, 3, 5), Money.of("1000000"));
        assertThat(house.text("select encode(identity_key, 'hex') from contract"))
                .isEqualTo(HexFormat.of().formatHex(key));
        assertThat(house.count(
                        "select count(*) from contract where identity_key = sha256(convert_to(provider_code || '|'"
                                + " || recipient_code || '|' || signed_on || '|' || contract_amount, 'UTF8'))"))
                .isEqualTo(1);
    }

    @Test
    void theSameLedgerTwiceChangesNothing() {
        var lines = new SampleLine[] {
            line().with(LedgerColumn.ELECTED_SIDE, "买方"), line().received("", "2018-07-01", "200000"),
        };
        imported(ImportMode.ALL_OR_NOTHING, lines);
        var before = house.everything();
        var again = imported(ImportMode.ALL_OR_NOTHING, lines);
        assertThat(again.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(again.counts())
                .containsEntry("created", 0L)
                .containsEntry("updated", 0L)
                .containsEntry("unchanged", 1L)
                .containsEntry("receiptsCreated", 0L)
                .containsEntry("receiptsUnchanged", 2L);
        assertThat(house.everything()).isEqualTo(before);
    }

    @Test
    void oneBadRowStopsAllOrNothing() {
        var job = imported(
                ImportMode.ALL_OR_NOTHING,
                line(),
                line().with(LedgerColumn.SIGNED_ON, "2018-05-05").with(LedgerColumn.CONTRACT_AMOUNT, "1.005"));
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.problem().orElseThrow().problem()).isEqualTo(Problem.LEDGER_ROWS_REJECTED);
        assertThat(job.counts()).containsEntry("rejected", 1L).containsEntry("created", 0L);
        assertThat(house.count("select count(*) from contract")).isZero();
        assertThat(house.count("select count(*) from organization")).isZero();
        assertThat(house.errors(job)).extracting("row").containsExactly(1L, 3L);
    }

    @Test
    void goodRowsAreWrittenAndABadContractTakesItsReceiptsAlong() {
        var other = line().with(LedgerColumn.SIGNED_ON, "2018-03-10");
        var job = imported(
                ImportMode.GOOD_ROWS,
                line(),
                line().received("2", "2018-07-01", "-5"),
                other,
                other.with(LedgerColumn.TYPE, "技术外包").received("2", "2018-07-01", "10"));
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.counts()).containsEntry("created", 1L).containsEntry("rejected", 3L);
        assertThat(house.count("select count(*) from receipt")).isEqualTo(1);
        assertThat(house.errors(job)).extracting("row").containsExactly(1L, 3L, 4L, 5L);
        assertThat(house.errors(job).get(2).reasonZh()).contains("第 5 行有误");
    }

    static Stream<Arguments> rowErrors() {
        return Stream.of(
                error(line().with(LedgerColumn.TITLE, ""), "必填"),
                error(line().with(LedgerColumn.TYPE, "外包"), "代码表"),
                error(line().with(LedgerColumn.SUBTYPE, "51"), "子类"),
                error(line().with(LedgerColumn.SIGNED_ON, "去年"), "不是日期"),
                error(line().with(LedgerColumn.SIGNED_ON, "2018-02-30"), "不是日期"),
                error(line().with(LedgerColumn.REGISTERED_ON, "2017-01-01"), "登记日期早于签订日期"),
                error(
                        line().with(LedgerColumn.VALID_FROM, "2018-01-02").with(LedgerColumn.VALID_UNTIL, "2018-01-01"),
                        "早于有效期起"),
                error(line().with(LedgerColumn.REGISTRATION_NUMBER, "230101201800000"), "16 位登记编号"),
                error(
                        line().with(LedgerColumn.REGISTRATION_NUMBER, "2301012018000001")
                                .with(LedgerColumn.REGISTERED_ON, ""),
                        "须填写登记日期"),
                error(line().with(LedgerColumn.TENANT, "220100"), "不在本次导入的范围"),
                error(line().with(LedgerColumn.TENANT, "230199"), "不在系统中"),
                error(line().with(LedgerColumn.PROVIDER_CREDIT_CODE, "12230100ABCDEFGH19"), "校验位"),
                error(line().with(LedgerColumn.PROVIDER_CREDIT_CODE, ""), "只有境外方"),
                error(line().with(LedgerColumn.RECIPIENT_CREDIT_CODE, SampleLine.PROVIDER), "同一单位"),
                error(line().with(LedgerColumn.PROVIDER_KIND, "公司？"), "代码表"),
                error(line().with(LedgerColumn.PROVIDER_DIVISION, "2301"), "行政区划代码"),
                error(line().with(LedgerColumn.CONTRACT_AMOUNT, "1000000.005"), "多于两位小数"),
                error(line().with(LedgerColumn.CONTRACT_AMOUNT, "100万"), "不是以元为单位的金额"),
                error(line().with(LedgerColumn.CONTRACT_AMOUNT, "-1"), "负数"),
                error(line().with(LedgerColumn.TECHNOLOGY_AMOUNT, "1000000.01"), "大于合同成交额"),
                error(line().with(LedgerColumn.TECHNOLOGY_INCOME, "1000000.01"), "大于合同成交额"),
                error(line().with(LedgerColumn.LANDED_IN_PROVINCE, "也许"), "代码表"),
                error(line().with(LedgerColumn.ELECTED_SIDE, "双方"), "代码表"),
                error(line().with(LedgerColumn.RECEIVED_ON, ""), "同时填写或同时留空"),
                error(line().with(LedgerColumn.RECEIVED, ""), "同时填写或同时留空"),
                error(line().with(LedgerColumn.RECEIVED, "0"), "须大于 0"),
                error(line().with(LedgerColumn.RECEIPT_SEQUENCE, "0"), "整数"),
                error(line().with(LedgerColumn.RECEIVED, "1000000.01"), "到账合计"));
    }

    private static Arguments error(SampleLine line, String reason) {
        return Arguments.of(reason, line);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowErrors")
    void aRowIsHandedBackWithItsReason(String reason, SampleLine bad) {
        var job = house.importing(LedgerHouse.PROVINCE, ledger(List.of(bad)), ImportMode.GOOD_ROWS);
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.counts()).containsEntry("rejected", 1L).containsEntry("created", 0L);
        var error = house.errors(job).get(1);
        assertThat(error.row()).isEqualTo(2);
        assertThat(error.reasonZh()).contains(reason);
        assertThat(error.reasonEn()).isNotBlank();
        assertThat(error.cells()).hasSize(LedgerColumn.values().length);
    }

    @Test
    void linesOfOneContractMustAgree() {
        var job = imported(
                ImportMode.ALL_OR_NOTHING,
                line(),
                line().with(LedgerColumn.TITLE, "另一名称").received("2", "2018-07-01", "1"));
        assertThat(house.errors(job).get(1).reasonZh()).contains("第 2 行同属一份合同");
        var numbers = imported(
                ImportMode.ALL_OR_NOTHING,
                line().with(LedgerColumn.REGISTRATION_NUMBER, "2301012018000001"),
                line().with(LedgerColumn.REGISTRATION_NUMBER, "2301012018000001")
                        .with(LedgerColumn.SIGNED_ON, "2018-03-06"));
        assertThat(house.errors(numbers).get(1).reasonZh()).contains("另一份合同");
    }

    @Test
    void aContractOfAnotherTenantIsRefusedWithoutSayingWhere() {
        house.importing(230600, ledger(line()), ImportMode.ALL_OR_NOTHING);
        var job = house.importing(LedgerHouse.HARBIN, ledger(line()), ImportMode.GOOD_ROWS);
        var reason = house.errors(job).get(1).reasonZh();
        assertThat(reason).contains("全省只登记一次").doesNotContain("230600");
        var number = house.text("select registration_number from contract");
        var taken = house.importing(
                LedgerHouse.HARBIN,
                ledger(line().with(LedgerColumn.SIGNED_ON, "2018-03-06")
                        .with(LedgerColumn.REGISTRATION_NUMBER, number)),
                ImportMode.GOOD_ROWS);
        assertThat(house.errors(taken).get(1).reasonZh()).contains("编号不得重复使用");
        assertThat(house.count("select count(*) from contract")).isEqualTo(1);
    }

    @Test
    void descriptionsMayChangeButRegisteredAmountsNever() {
        imported(ImportMode.ALL_OR_NOTHING, line());
        var renamed = imported(
                ImportMode.ALL_OR_NOTHING,
                line().with(LedgerColumn.TITLE, "新名称").with(LedgerColumn.LANDED_IN_PROVINCE, "是"));
        assertThat(renamed.counts()).containsEntry("updated", 1L).containsEntry("receiptsUnchanged", 1L);
        assertThat(house.text("select title || landed_in_province || version from contract"))
                .isEqualTo("新名称YES2");
        assertThat(house.count("select count(*) from journal where action = 'CONTRACT_REIMPORTED'"
                        + " and before like '%寒地水稻%' and after like '%新名称%'"))
                .isEqualTo(1);
        var changed = imported(ImportMode.ALL_OR_NOTHING, line().with(LedgerColumn.TECHNOLOGY_AMOUNT, "700000"));
        assertThat(house.errors(changed).get(1).reasonZh()).contains("导入不改变已登记的金额");
        var redated = imported(ImportMode.ALL_OR_NOTHING, line().with(LedgerColumn.REGISTERED_ON, "2018-03-21"));
        assertThat(house.errors(redated).get(1).reasonZh()).contains("登记日期不同");
        var renumbered =
                imported(ImportMode.ALL_OR_NOTHING, line().with(LedgerColumn.REGISTRATION_NUMBER, "2301992018000009"));
        assertThat(house.errors(renumbered).get(1).reasonZh()).contains("与本行编号不同");
    }

    @Test
    void aSubmittedContractIsRegisteredByALaterLedger() {
        imported(ImportMode.ALL_OR_NOTHING, line().with(LedgerColumn.REGISTERED_ON, ""));
        var job = imported(ImportMode.ALL_OR_NOTHING, line().with(LedgerColumn.TECHNOLOGY_AMOUNT, "900000"));
        assertThat(job.counts()).containsEntry("updated", 1L).containsEntry("numbersAllocated", 1L);
        assertThat(house.text(
                        "select status || assessed_technology_amount || declared_technology_amount from contract"))
                .isEqualTo("REGISTERED900000.00900000.00");
    }

    @Test
    void whereRegistrationsAreApprovedALedgerRegistersNothingThatIsUnderWay() {
        var here = line().with(LedgerColumn.TENANT, "230103");
        imported(ImportMode.ALL_OR_NOTHING, here.with(LedgerColumn.REGISTERED_ON, ""));
        enactApproval(230103);
        var refused = imported(ImportMode.ALL_OR_NOTHING, here);
        assertThat(house.errors(refused).get(1).reasonZh()).contains("须经审批");
        assertThat(house.text("select status from contract")).isEqualTo("SUBMITTED");
        // What was registered elsewhere is taken over, there and where no chain is in force.
        var others = imported(
                ImportMode.ALL_OR_NOTHING,
                here.with(LedgerColumn.SIGNED_ON, "2018-03-06"),
                line().with(LedgerColumn.TENANT, "230600").with(LedgerColumn.SIGNED_ON, "2018-03-07"));
        assertThat(others.counts()).containsEntry("created", 2L);

        house.database.asOwner("update contract set status = 'IN_APPROVAL' where status = 'SUBMITTED'");
        var waiting = imported(
                ImportMode.ALL_OR_NOTHING,
                here.with(LedgerColumn.REGISTERED_ON, "").with(LedgerColumn.TITLE, "另一名称"));
        assertThat(house.errors(waiting).get(1).reasonZh()).contains("正在审批");
    }

    private void enactApproval(int tenant) {
        var step =
                new ChainStep("复核", "look", List.of(Role.REGISTRAR), null, null, null, null, null, false, null, null);
        var draft = house.chains.draft(
                LedgerHouse.administratorOf(tenant),
                tenant,
                ApprovalKind.REGISTRATION,
                new ChainForm("登记审批", "approval", "示例", List.of(step)));
        var other = new Caller(
                UUID.randomUUID(),
                "second",
                "second",
                "second",
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, Role.ADMINISTRATOR)));
        house.chains.enact(other, tenant, draft.id(), draft.revision(), null);
    }

    @Test
    void receiptsAreRecognisedAddedOrRefused() {
        imported(ImportMode.ALL_OR_NOTHING, line().received("1", "2018-06-01", "300000"));
        var differs = imported(ImportMode.ALL_OR_NOTHING, line().received("1", "2018-06-01", "300001"));
        assertThat(house.errors(differs).get(1).reasonZh()).contains("第 1 笔到账已记录为");
        var unclear = imported(ImportMode.ALL_OR_NOTHING, line().received("", "2018-06-01", "300001"));
        assertThat(house.errors(unclear).get(1).reasonZh()).contains("请填写到账序号");
        var more = imported(
                ImportMode.ALL_OR_NOTHING,
                line().received("", "2018-05-01", "200000"),
                line().received("", "2018-06-01", "300000"));
        assertThat(more.counts()).containsEntry("receiptsCreated", 1L).containsEntry("receiptsUnchanged", 1L);
        assertThat(house.text("select string_agg(sequence || ':' || received, ',' order by sequence) from receipt"))
                .isEqualTo("1:300000.00,2:200000.00");
        var twice = imported(
                ImportMode.ALL_OR_NOTHING,
                line().received("3", "2018-08-01", "1"),
                line().received("3", "2018-08-02", "2"));
        assertThat(house.errors(twice).get(1).reasonZh()).contains("第 2 行重复");
        var beyond = imported(
                ImportMode.GOOD_ROWS,
                line().received("3", "2018-08-01", "400000"),
                line().received("4", "2018-08-02", "100000.01"));
        assertThat(beyond.counts()).containsEntry("receiptsCreated", 1L).containsEntry("rejected", 1L);
        assertThat(house.errors(beyond).get(1).reasonZh()).contains("到账合计将达 1000000.01 元");
    }

    @Test
    void oneSideOfAProjectHoldsAYear() {
        var project = line().with(LedgerColumn.PROJECT_KEY, "P-1").with(LedgerColumn.ELECTED_SIDE, "买方");
        imported(ImportMode.ALL_OR_NOTHING, project);
        assertThat(house.text("select string_agg(project_key || year || side, ',') from side_election"))
                .isEqualTo("P-12018RECIPIENT");
        var other = imported(
                ImportMode.ALL_OR_NOTHING,
                project.with(LedgerColumn.SIGNED_ON, "2018-03-06").with(LedgerColumn.ELECTED_SIDE, "卖方"));
        assertThat(house.errors(other).get(1).reasonZh()).contains("已确定支持另一方");
        var inside = imported(
                ImportMode.ALL_OR_NOTHING,
                project.with(LedgerColumn.PROJECT_KEY, "P-2").with(LedgerColumn.SIGNED_ON, "2018-03-07"),
                project.with(LedgerColumn.PROJECT_KEY, "P-2")
                        .with(LedgerColumn.SIGNED_ON, "2018-03-08")
                        .with(LedgerColumn.ELECTED_SIDE, "卖方"));
        assertThat(house.errors(inside).get(1).reasonZh()).contains("第 2 行不同");
    }

    @Test
    void aPartyFromAbroadNeedsNoCreditCode() {
        var abroad = line().with(LedgerColumn.PROVIDER_KIND, "境外")
                .with(LedgerColumn.PROVIDER_CREDIT_CODE, "")
                .with(LedgerColumn.PROVIDER_DIVISION, "0")
                .with(LedgerColumn.PROVIDER_NAME, "Ivanov Institute");
        assertThat(imported(ImportMode.ALL_OR_NOTHING, abroad).counts()).containsEntry("created", 1L);
        assertThat(imported(ImportMode.ALL_OR_NOTHING, abroad).counts()).containsEntry("unchanged", 1L);
        assertThat(house.count("select count(*) from contract where overseas")).isEqualTo(1);
    }

    @Test
    void twoImportsOfOneFileAtOnceMakeOneLedger() {
        var lines = IntStream.range(0, 300)
                .mapToObj(i -> line().with(LedgerColumn.SIGNED_ON, "2018-01-" + (i % 28 + 1))
                        .with(LedgerColumn.REGISTERED_ON, "2018-03-20")
                        .with(LedgerColumn.TENANT, i % 2 == 0 ? "230103" : "230600")
                        .with(LedgerColumn.CONTRACT_AMOUNT, (1_000_000 + i) + ".00"))
                .toList();
        var caller = LedgerHouse.administratorOf(LedgerHouse.PROVINCE);
        var jobs = IntStream.range(0, 4)
                .mapToObj(i -> house.imports.order(
                        caller,
                        LedgerHouse.PROVINCE,
                        new ByteArrayInputStream(ledger(lines).getBytes(StandardCharsets.UTF_8)),
                        "a.csv",
                        ImportMode.ALL_OR_NOTHING))
                .toList();
        var ended = jobs.stream().map(house::finished).toList();
        assertThat(ended).allMatch(job -> job.status() == JobStatus.SUCCEEDED);
        assertThat(ended.stream().mapToLong(job -> job.counts().get("created")).sum())
                .isEqualTo(300);
        assertThat(house.count("select count(*) from contract")).isEqualTo(300);
        assertThat(house.count("select count(distinct registration_number) from contract"))
                .isEqualTo(300);
        assertThat(house.count("select count(*) from receipt")).isEqualTo(300);
    }

    @Test
    void unknownColumnsAreReportedAndMissingOnesRefused() {
        var unknown = house.importing(
                LedgerHouse.PROVINCE,
                ledger(line()).replaceFirst("项目名称", "项目名称,备注").replaceFirst("\n寒地", "\n寒地,寒地"),
                ImportMode.ALL_OR_NOTHING);
        assertThat(unknown.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(unknown.counts()).containsEntry("unknownColumns", 1L);
        assertThat(house.errorFile(unknown)).contains("备注");
        var missing = house.importing(
                LedgerHouse.PROVINCE, ledger(line()).replaceFirst("合同成交额\\(元\\)", "金额"), ImportMode.ALL_OR_NOTHING);
        assertThat(missing.problem().orElseThrow().problem()).isEqualTo(Problem.LEDGER_COLUMNS_MISSING);
        assertThat(missing.problem().orElseThrow().parameters().get("columns")).isEqualTo("合同成交额(元)");
    }

    @Test
    void theErrorFileNeverCarriesAFormula() {
        var job = imported(
                ImportMode.ALL_OR_NOTHING,
                line().with(LedgerColumn.TITLE, "=HYPERLINK(\"http://x\")").with(LedgerColumn.TYPE, "@SUM(1)"));
        var file = house.errorFile(job);
        assertThat(file).startsWith("\uFEFF行号 Row").contains("'@SUM(1)").contains("'=HYPERLINK");
        assertThat(house.uploads.has(job.id())).isFalse();
    }
}
