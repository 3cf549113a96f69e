package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LongjiServer.class)
@DisplayName("A ledger is filled into the template, sent in, and its wrong rows come back with reasons")
class ImportIT {

    private Api harbin;

    @BeforeEach
    void signIn(LongjiServer.Running longji) {
        harbin = Api.as(longji, "harbin.admin");
    }

    private byte[] template(String format) throws Exception {
        var request = harbin.client()
                .request(Api.tenant(HARBIN, "imports/template?format=" + format))
                .GET()
                .build();
        var answer = harbin.client().http().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains("longji-ledger." + format);
        return answer.body();
    }

    /** Chinese heading by English key, as the template explains them. */
    private Map<String, String> headings() throws Exception {
        var headings = new LinkedHashMap<String, String>();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(template("xlsx")))) {
            var explained = workbook.findSheet("填写说明").orElseThrow();
            explained.read().stream().skip(1).forEach(row -> {
                if (row.getCellCount() > 1 && !row.getCellText(1).isBlank()) {
                    headings.put(row.getCellText(1), row.getCellText(0));
                }
            });
        }
        return headings;
    }

    private JsonNode found(SampleContract contract) {
        var items = harbin.read(Api.tenant(HARBIN, "contracts?q=" + contract.provider.creditCode()))
                .path("items");
        assertThat(items).hasSize(1);
        return items.path(0);
    }

    private void assertAbsent(SampleContract contract) {
        for (var list : List.of("contracts", "organizations")) {
            assertThat(harbin.read(Api.tenant(HARBIN, list + "?q=" + contract.provider.creditCode()))
                            .path("items"))
                    .isEmpty();
        }
    }

    private static int count(JsonNode job, String name) {
        assertThat(job.path("counts").has(name)).as("%s in %s", name, job).isTrue();
        return job.path("counts").path(name).asInt();
    }

    @Test
    @DisplayName("the template as it is downloaded imports nothing: its sample line is left out")
    void untouchedTemplate() throws Exception {
        for (var format : List.of("csv", "xlsx")) {
            var job = harbin.imported(HARBIN, "ledger." + format, template(format), "ALL_OR_NOTHING");
            assertThat(job.path("status").asText()).as("%s", job).isEqualTo("SUCCEEDED");
            assertThat(count(job, "read")).isZero();
            assertThat(count(job, "created")).isZero();
            assertThat(count(job, "unknownColumns")).isZero();
        }
    }

    @Test
    @DisplayName("rows under the CSV template's own heading arrive as they were written")
    void csvTemplate() throws Exception {
        var text = new String(template("csv"), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF");
        var header = List.of(text.substring(1).lines().findFirst().orElseThrow().split(","));
        var headings = headings();
        assertThat(headings.values()).containsExactlyElementsOf(header);
        var contract = SampleContract.inHarbin("模板往返")
                .registeredOn("2018-02-06")
                .with("type", "技术开发")
                .with("subtype", "11")
                .with("contractAmount", "\"1,234,567.89\"")
                .with("technologyAmount", "1200000.05")
                .with("landedInProvince", "是")
                .received("2018-07-01", "600000.01")
                .received("2018-08-01", "0.99");
        var lines = new StringBuilder(text.lines().findFirst().orElseThrow()).append("\r\n");
        for (var line : contract.lines()) {
            var cells = headings.keySet().stream()
                    .map(key -> line.getOrDefault(key, ""))
                    .toList();
            lines.append(String.join(",", cells)).append("\r\n");
        }
        var job = harbin.imported(
                HARBIN, "ledger.csv", lines.toString().getBytes(StandardCharsets.UTF_8), "ALL_OR_NOTHING");
        assertThat(job.path("status").asText()).as("%s", job).isEqualTo("SUCCEEDED");
        assertThat(count(job, "created")).isEqualTo(1);
        assertAsWritten(contract);
    }

    private void assertAsWritten(SampleContract contract) {
        var item = harbin.read(
                Api.tenant(HARBIN, "contracts/" + found(contract).path("id").asText()));
        assertThat(item.path("status").asText()).isEqualTo("REGISTERED");
        assertThat(item.path("type").asText()).isEqualTo("DEVELOPMENT");
        assertThat(item.path("registeredOn").asText()).isEqualTo("2018-02-06");
        assertThat(item.path("contractAmount").asText()).isEqualTo("1234567.89");
        assertThat(item.path("assessedTechnologyAmount").asText()).isEqualTo("1200000.05");
        assertThat(item.path("nonTechnologyCost").asText()).isEqualTo("34567.84");
        assertThat(item.path("receivedTotal").asText()).isEqualTo("600001.00");
        assertThat(item.path("landedInProvince").asText()).isEqualTo("YES");
        assertThat(item.path("affiliatedParties").asText()).isEqualTo("UNKNOWN");
        var receipts =
                harbin.all(Api.tenant(HARBIN, "contracts/" + item.path("id").asText() + "/receipts"));
        assertThat(receipts).extracting(r -> r.path("sequence").asInt()).containsExactly(1, 2);
        assertThat(receipts).extracting(r -> r.path("received").asText()).containsExactly("600000.01", "0.99");
    }

    @Test
    @DisplayName("an XLSX under the template's heading says the same as a CSV, numbers and texts alike")
    void xlsx() throws Exception {
        List<String> header;
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(template("xlsx")))) {
            header = workbook.getFirstSheet().read().get(0).stream()
                    .map(cell -> cell.getText())
                    .toList();
        }
        var keys = List.copyOf(headings().keySet());
        assertThat(header).hasSameSizeAs(keys);
        var contract = SampleContract.inHarbin("表格导入")
                .registeredOn("2018-02-06")
                .with("type", "技术开发")
                .with("subtype", "11")
                .with("contractAmount", "1234567.89")
                .with("technologyAmount", "1200000.05")
                .with("landedInProvince", "是")
                .received("2018-07-01", "600000.01")
                .received("2018-08-01", "0.99");
        var job = harbin.imported(HARBIN, "ledger.xlsx", workbook(header, keys, contract.lines()), "ALL_OR_NOTHING");
        assertThat(job.path("status").asText()).as("%s", job).isEqualTo("SUCCEEDED");
        assertThat(count(job, "read")).isEqualTo(2);
        assertAsWritten(contract);
    }

    private static byte[] workbook(List<String> header, List<String> keys, List<Map<String, String>> lines)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            var sheet = workbook.newWorksheet("台账");
            for (int x = 0; x < header.size(); x++) {
                sheet.value(0, x, header.get(x));
                for (int y = 0; y < lines.size(); y++) {
                    var value = lines.get(y).getOrDefault(keys.get(x), "");
                    if (keys.get(x).equals("received")) {
                        sheet.value(y + 1, x, new java.math.BigDecimal(value));
                    } else if (!value.isEmpty()) {
                        sheet.value(y + 1, x, value);
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    @Test
    @DisplayName("all or nothing leaves everything as it was; good rows only takes the others; wrong ones come back")
    void wrongRows() {
        var good = SampleContract.inHarbin("好行").received("2018-07-01", "1.00");
        var date = SampleContract.inHarbin("日期错").with("signedOn", "昨天");
        var code = SampleContract.inHarbin("代码错").with("recipientCreditCode", "91230100MA0000000X");
        var much = SampleContract.inHarbin("到账过多")
                .with("contractAmount", "100.00")
                .with("technologyAmount", "100.00")
                .received("2018-07-01", "60.00")
                .received("2018-08-01", "40.01");
        var ledger = SampleContract.csv(good, date, code, much);
        var nothing = harbin.imported(HARBIN, "wrong.csv", ledger, "ALL_OR_NOTHING");
        assertThat(nothing.path("status").asText()).isEqualTo("FAILED");
        assertThat(nothing.path("problem").path("code").asText()).isEqualTo("LEDGER_ROWS_REJECTED");
        assertThat(nothing.path("problem").path("detailEn").asText()).contains("3 of 5");
        assertThat(count(nothing, "created")).isZero();
        List.of(good, date, code, much).forEach(this::assertAbsent);

        var some = harbin.imported(HARBIN, "wrong.csv", ledger, "GOOD_ROWS");
        assertThat(some.path("status").asText()).as("%s", some).isEqualTo("SUCCEEDED");
        assertThat(count(some, "read")).isEqualTo(5);
        assertThat(found(good).path("receivedTotal").asText()).isEqualTo("1.00");
        List.of(date, code).forEach(this::assertAbsent);
        for (var job : List.of(nothing, some)) {
            var errors = harbin.get(job.path("errorsUrl").asText());
            errors.expect(200);
            var text = errors.raw().body();
            assertThat(text).startsWith("\uFEFF");
            assertThat(errors.header("Content-Type")).startsWith("text/csv");
            var rows = text.lines().skip(1).toList();
            assertThat(rows).hasSizeGreaterThanOrEqualTo(3);
            assertThat(rows.get(0)).startsWith("3,").contains("合同签订日期", "不是日期", "is not a date", "昨天");
            assertThat(rows.get(1)).startsWith("4,").contains("买方统一社会信用代码", "check character");
            assertThat(text).contains("100.01", "大于合同成交额");
        }
    }

    @Test
    @DisplayName("the handed-back rows, corrected, import without the columns of reasons being in the way")
    void correctedRows() {
        var bad = SampleContract.inHarbin("改正后").with("signedOn", "昨天");
        var job = harbin.imported(HARBIN, "bad.csv", SampleContract.csv(bad), "ALL_OR_NOTHING");
        var handedBack = harbin.get(job.path("errorsUrl").asText()).raw().body();
        var corrected = handedBack.replaceAll("昨天", "2018-01-08");
        var again =
                harbin.imported(HARBIN, "corrected.csv", corrected.getBytes(StandardCharsets.UTF_8), "ALL_OR_NOTHING");
        assertThat(again.path("status").asText()).as("%s", again).isEqualTo("SUCCEEDED");
        assertThat(found(bad).path("signedOn").asText()).isEqualTo("2018-01-08");
    }

    @Test
    @DisplayName("the same file a second time changes nothing, not even a version or a receipt")
    void twice() {
        var contracts = new ArrayList<SampleContract>();
        for (int i = 0; i < 5; i++) {
            contracts.add(SampleContract.inHarbin("两次导入" + i)
                    .registeredOn("2018-02-06")
                    .with("electedSide", "买方")
                    .received("2018-07-01", "10.00")
                    .received("2018-07-01", "10.00"));
        }
        var ledger = SampleContract.csv(contracts.toArray(SampleContract[]::new));
        var first = harbin.imported(HARBIN, "twice.csv", ledger, "ALL_OR_NOTHING");
        assertThat(count(first, "created")).as("%s", first).isEqualTo(5);
        var before = contracts.stream().map(this::found).toList();
        var second = harbin.imported(HARBIN, "again.csv", ledger, "GOOD_ROWS");
        assertThat(second.path("status").asText()).as("%s", second).isEqualTo("SUCCEEDED");
        assertThat(count(second, "created")).isZero();
        assertThat(count(second, "updated")).isZero();
        assertThat(count(second, "unchanged")).isEqualTo(5);
        assertThat(count(second, "organizationsCreated")).isZero();
        assertThat(count(second, "organizationsUpdated")).isZero();
        assertThat(count(second, "rejected")).isZero();
        assertThat(contracts.stream().map(this::found).toList()).isEqualTo(before);
        assertThat(before)
                .allSatisfy(c -> assertThat(c.path("receivedTotal").asText()).isEqualTo("20.00"));
    }

    @Test
    @DisplayName("two people sending one ledger at the same instant make each contract once")
    void simultaneously() throws Exception {
        var contract =
                SampleContract.inHarbin("同时导入").registeredOn("2018-02-06").received("2018-07-01", "10.00");
        var ledger = SampleContract.csv(contract);
        var jobs = Api.atOnce(3, i -> harbin.imported(HARBIN, "same" + i + ".csv", ledger, "ALL_OR_NOTHING"));
        assertThat(jobs)
                .allSatisfy(job -> assertThat(job.path("status").asText()).isEqualTo("SUCCEEDED"));
        assertThat(jobs.stream().mapToInt(job -> count(job, "created")).sum()).isEqualTo(1);
        assertThat(found(contract).path("receivedTotal").asText()).isEqualTo("10.00");
    }

    @Test
    @DisplayName("what is no ledger is said to be none")
    void noLedger(LongjiServer.Running longji) {
        var garbage = harbin.imported(HARBIN, "garbage.xlsx", new byte[] {'P', 'K', 3, 4, 0, 1, 2}, "GOOD_ROWS");
        assertThat(garbage.path("status").asText()).isEqualTo("FAILED");
        assertThat(garbage.path("problem").path("code").asText()).isEqualTo("FILE_NOT_READABLE");
        var empty = harbin.imported(HARBIN, "empty.csv", new byte[0], "GOOD_ROWS");
        assertThat(empty.path("problem").path("code").asText()).isEqualTo("FILE_NOT_READABLE");
        var columns = harbin.imported(
                HARBIN, "columns.csv", "项目名称,合同类别\r\n甲,技术开发\r\n".getBytes(StandardCharsets.UTF_8), "GOOD_ROWS");
        assertThat(columns.path("problem").path("code").asText()).isEqualTo("LEDGER_COLUMNS_MISSING");
        assertThat(columns.path("problem").path("detail").asText())
                .contains("合同签订日期")
                .doesNotContain("项目名称");
        harbin.get(Api.tenant(HARBIN, "jobs/" + garbage.path("id").asText() + "/errors"))
                .problem(404, "JOB_HAS_NO_ERRORS");

        harbin.upload(HARBIN, "a.csv", new byte[] {'a'}, "SOMEHOW").problem(422, "INVALID_FIELDS");
        var withoutFile = harbin.client()
                .request(Api.tenant(HARBIN, "imports"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "--x\r\nContent-Disposition: form-data; name=\"mode\"\r\n\r\nGOOD_ROWS\r\n--x--\r\n"))
                .build();
        Api.Reply.of(harbin.client().send(withoutFile)).problem(400, "MALFORMED_REQUEST");
        harbin.post(Api.tenant(HARBIN, "imports"), "{}").problem(415, "UNSUPPORTED_MEDIA_TYPE");
        Api.as(longji, "harbin.finance")
                .upload(HARBIN, "a.csv", new byte[] {'a'}, "GOOD_ROWS")
                .problem(403, "NOT_PERMITTED");
    }

    @Test
    @DisplayName("a repeated upload under the same key is the same job")
    void repeatedUpload() {
        var key = UUID.randomUUID().toString();
        var ledger = SampleContract.csv(SampleContract.inHarbin("重复上传"));
        var first = harbin.upload(HARBIN, "one.csv", ledger, "GOOD_ROWS", "Idempotency-Key", key);
        var second = harbin.upload(HARBIN, "one.csv", ledger, "GOOD_ROWS", "Idempotency-Key", key);
        assertThat(second.expect(202).path("id")).isEqualTo(first.expect(202).path("id"));
        assertThat(first.header("Location"))
                .endsWith(Api.tenant(HARBIN, "jobs/" + first.body().path("id").asText()));
        var job = harbin.succeeded(first.body());
        assertThat(job.path("done")).isEqualTo(job.path("total"));
        assertThat(job.path("kind").asText()).isEqualTo("IMPORT");
        assertThat(job.path("requestedBy").asText()).isNotBlank();
        harbin.upload(
                        HARBIN,
                        "other.csv",
                        SampleContract.csv(SampleContract.inHarbin("别的台账")),
                        "GOOD_ROWS",
                        "Idempotency-Key",
                        key)
                .problem(422, "IDEMPOTENCY_KEY_REUSED");
    }
}
