package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.NANGANG;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LongjiServer.class)
@DisplayName("Contracts go out to the national system, and its numbers come back beside ours")
class NationalIT {

    /** Started again on data that are kept, the tests still have numbers nobody gave. */
    private static final AtomicInteger SERIAL =
            new AtomicInteger((int) (System.currentTimeMillis() / 1000 % 9_000) * 100);

    private LongjiServer.Running longji;
    private Api registrar;
    private Api harbin;

    @BeforeEach
    void signIn(LongjiServer.Running running) {
        longji = running;
        registrar = Api.as(running, "harbin.registrar");
        harbin = Api.as(running, "harbin.admin");
    }

    private static String nationalNumber() {
        return "2301992018" + String.format("%06d", SERIAL.incrementAndGet());
    }

    private JsonNode registered(String title) {
        var contract = SampleContract.inHarbin(title).registeredOn("2018-02-06").with("validFrom", "2018-01-08");
        harbin.succeeded(harbin.upload(HARBIN, "national.csv", SampleContract.csv(contract), "ALL_OR_NOTHING")
                .expect(202));
        return harbin.read(Api.tenant(HARBIN, "contracts?q=" + contract.provider.creditCode()))
                .path("items")
                .path(0);
    }

    private static byte[] numbers(String... lines) {
        return ("\uFEFF合同登记编号,全国系统编号,备注\r\n" + String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String line(JsonNode contract, String number) {
        return contract.path("registrationNumber").asText() + "," + number + ",无关的列";
    }

    private JsonNode again(JsonNode contract) {
        return harbin.read(Api.tenant(HARBIN, "contracts/" + contract.path("id").asText()));
    }

    private byte[] workbook(Api caller, int tenant, String query) {
        try {
            var answer = caller.client()
                    .http()
                    .send(
                            caller.client()
                                    .request(Api.tenant(tenant, "contracts/national-workbook" + query))
                                    .GET()
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Row> rows(byte[] workbook) throws IOException {
        try (var read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return read.getFirstSheet().read();
        }
    }

    @Test
    @DisplayName(
            "what went out comes back: the numbers to the contracts, and the workbook itself as a ledger that changes nothing")
    void thereAndBack() throws Exception {
        var formula = "=1+1 全国往返";
        var contract = registered(formula);
        var query = "?q=" + contract.path("provider").path("creditCode").asText();
        var number = nationalNumber();
        var job = registrar.succeeded(registrar
                .numbers(HARBIN, "numbers.csv", numbers(line(contract, number)))
                .expect(202));
        assertThat(job.path("kind").asText()).isEqualTo("NATIONAL_NUMBERS");
        assertThat(job.path("counts").path("numbersRecorded").asInt()).isEqualTo(1);
        assertThat(again(contract).path("nationalNumber").asText()).isEqualTo(number);
        assertThat(again(contract).path("version").asInt())
                .isEqualTo(contract.path("version").asInt() + 1);
        assertThat(harbin.all(Api.tenant(HARBIN, "contracts?q=" + number)))
                .extracting(one -> one.path("id").asText())
                .containsExactly(contract.path("id").asText());

        var file = workbook(registrar, HARBIN, query);
        var rows = rows(file);
        assertThat(rows).hasSize(2);
        var headings = rows.get(0).stream().map(cell -> cell.getText()).toList();
        var row = rows.get(1);
        assertThat(row.getCellText(0))
                .isEqualTo(contract.path("registrationNumber").asText());
        assertThat(row.getCellText(headings.indexOf("全国系统编号"))).isEqualTo(number);
        assertThat(row.getCellText(1)).isEqualTo(formula);
        assertThat(row.getCell(1).getType()).isEqualTo(CellType.STRING);
        assertThat(row.getCellText(headings.indexOf("卖方性质"))).isEqualTo("022");
        assertThat(row.getCellAsNumber(headings.indexOf("合同总金额(元)")).orElseThrow())
                .isEqualByComparingTo("100000000.00");

        var before = again(contract);
        var ledger = harbin.imported(HARBIN, "national.xlsx", file, "ALL_OR_NOTHING");
        assertThat(ledger.path("status").asText()).as("%s", ledger).isEqualTo("SUCCEEDED");
        assertThat(ledger.path("counts").path("unchanged").asInt()).isEqualTo(1);
        assertThat(ledger.path("counts").path("unknownColumns").asInt()).isZero();
        assertThat(again(contract)).isEqualTo(before);
        var numbers = registrar.succeeded(
                registrar.numbers(HARBIN, "national.xlsx", file).expect(202));
        assertThat(numbers.path("counts").path("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("one wrong line and no number is recorded; the wrong ones come back with their reasons")
    void refusals() {
        var first = registered("全国编号甲");
        var second = registered("全国编号乙");
        var number = nationalNumber();
        registrar.succeeded(registrar
                .numbers(HARBIN, "numbers.csv", numbers(line(first, number)))
                .expect(202));
        var job = registrar.ended(registrar
                .numbers(
                        HARBIN,
                        "wrong.csv",
                        numbers(
                                line(second, nationalNumber()),
                                "2399992018000001," + nationalNumber() + ",",
                                line(first, nationalNumber()),
                                line(second, number),
                                "2301,x,"))
                .expect(202));
        assertThat(job.path("status").asText()).isEqualTo("FAILED");
        assertThat(job.path("problem").path("code").asText()).isEqualTo("NATIONAL_NUMBERS_REJECTED");
        assertThat(job.path("problem").path("detailEn").asText()).contains("4 of 5");
        var errors = registrar.get(job.path("errorsUrl").asText()).raw().body();
        assertThat(errors.lines().skip(1))
                .satisfiesExactly(
                        unknown -> assertThat(unknown).startsWith("3,").contains("合同登记编号：2399992018000001 在本区划没有登记"),
                        other -> assertThat(other).startsWith("4,").contains("全国系统编号：该合同的全国系统编号已为 " + number),
                        taken -> assertThat(taken)
                                .startsWith("5,")
                                .contains("与第 2 行重复", number + " 已属于另一份合同", "already belongs to another"),
                        wrong -> assertThat(wrong).startsWith("6,").contains("“2301”不是 16 位", "“x”不是 16 位"));
        assertThat(again(second).path("nationalNumber").asText("")).isIn("", "null");
        assertThat(again(first).path("nationalNumber").asText()).isEqualTo(number);

        registrar
                .get(Api.tenant(HARBIN, "contracts/national-workbook?status=REFUSED"))
                .problem(422, "INVALID_FIELDS");
        registrar
                .get(Api.tenant(HARBIN, "contracts/national-workbook?status=LOST"))
                .problem(422, "INVALID_FIELDS");
    }

    @Test
    @DisplayName(
            "Daqing gives Harbin's contracts no numbers and learns nothing of them; applicants and others may not call it at all")
    void walls() throws Exception {
        var contract = registered("全国编号围墙");
        var number = nationalNumber();
        var daqing = Api.as(longji, "daqing.registrar");
        var file = numbers(line(contract, number));
        for (var outsider : List.of(daqing, Api.as(longji, "daqing.admin"), Api.as(longji, "nangang.admin"))) {
            outsider.numbers(HARBIN, "numbers.csv", file).problem(404, "TENANT_NOT_FOUND");
            outsider.get(Api.tenant(HARBIN, "contracts/national-workbook")).problem(404, "TENANT_NOT_FOUND");
        }
        var job = daqing.ended(daqing.numbers(DAQING, "numbers.csv", file).expect(202));
        assertThat(job.path("problem").path("code").asText()).isEqualTo("NATIONAL_NUMBERS_REJECTED");
        assertThat(daqing.get(job.path("errorsUrl").asText()).raw().body())
                .contains("在本区划没有登记")
                .doesNotContain("全国编号围墙", contract.path("id").asText());
        var nangang = Api.as(longji, "nangang.admin");
        assertThat(nangang.ended(nangang.numbers(NANGANG, "numbers.csv", file).expect(202))
                        .path("status")
                        .asText())
                .isEqualTo("FAILED");
        assertThat(again(contract).path("nationalNumber").asText("")).isIn("", "null");
        assertThat(rows(workbook(daqing, DAQING, "")))
                .noneMatch(row -> row.getCellText(0)
                        .equals(contract.path("registrationNumber").asText()));
        for (var other : List.of("applicant.seller", "harbin.reviewer", "harbin.finance")) {
            Api.as(longji, other).numbers(HARBIN, "numbers.csv", file).problem(403, "NOT_PERMITTED");
        }
        Api.as(longji, "applicant.seller")
                .get(Api.tenant(HARBIN, "contracts/national-workbook"))
                .problem(403, "NOT_PERMITTED");

        var province = Api.as(longji, "province.admin");
        province.succeeded(province.numbers(PROVINCE, "numbers.csv", file).expect(202));
        assertThat(again(contract).path("nationalNumber").asText()).isEqualTo(number);
    }

    @Test
    @DisplayName(
            "bombs, two gibibytes and no file at all are refused as they are for ledgers, and a repeated upload is one job")
    void files() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            for (int i = 0; i < 64; i++) {
                zip.write(new byte[1 << 20]);
            }
        }
        var job = registrar.ended(
                registrar.numbers(HARBIN, "bomb.xlsx", bomb.toByteArray()).expect(202));
        assertThat(job.path("status").asText()).isEqualTo("FAILED");
        assertThat(job.path("problem").path("code").asText()).isEqualTo("FILE_NOT_READABLE");
        assertThat(job.path("problem").path("detail").asText()).contains("压缩炸弹");
        assertThat(twoGibibytes("national-numbers")).contains(" 413 ").isEqualTo(twoGibibytes("imports"));
        try (var left = Files.list(longji.data().resolve("uploads"))) {
            assertThat(left).isEmpty();
        }
        registrar.post(Api.tenant(HARBIN, "national-numbers"), "{}").problem(415, "UNSUPPORTED_MEDIA_TYPE");

        var key = UUID.randomUUID().toString();
        var file = numbers(line(registered("全国编号重复上传"), nationalNumber()));
        var first = registrar
                .numbers(HARBIN, "one.csv", file, "Idempotency-Key", key)
                .expect(202);
        var second = registrar
                .numbers(HARBIN, "one.csv", file, "Idempotency-Key", key)
                .expect(202);
        assertThat(second.path("id")).isEqualTo(first.path("id"));
        registrar.succeeded(first);
    }

    private String twoGibibytes(String where) throws IOException {
        try (var socket = new Socket(longji.base().getHost(), longji.base().getPort())) {
            socket.setSoTimeout(30_000);
            var out = socket.getOutputStream();
            out.write(("POST " + Api.tenant(HARBIN, where) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + registrar.client().token()
                            + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: " + (2L << 30)
                            + "\r\nConnection: close\r\n\r\n--x\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    @Test
    @DisplayName(
            "a registrar exports from the list, sends the numbers in, and finds the contract by its national number")
    void page() {
        var contract = registered("全国编号点击");
        var number = nationalNumber();
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn("harbin.registrar", longji.demoPassword());
            page.navigate("/t/" + HARBIN + "/contracts?q="
                    + contract.path("registrationNumber").asText());
            PlaywrightAssertions.assertThat(page.getByTestId("contract-row")).hasCount(1);
            var saved = page.waitForDownload(
                    () -> page.getByTestId("contracts-national-xlsx").click());
            assertThat(saved.suggestedFilename()).isEqualTo("national-" + HARBIN + ".xlsx");
            assertThat(Browser.barriers(page)).isEmpty();

            page.getByTestId("national-numbers").click();
            page.getByTestId("import-file")
                    .setInputFiles(new FilePayload("错号.csv", "text/csv", numbers(line(contract, "12"))));
            page.getByTestId("import-submit").click();
            PlaywrightAssertions.assertThat(page.getByTestId("job-status")).hasAttribute("data-status", "FAILED");
            PlaywrightAssertions.assertThat(page.getByTestId("problem")).containsText("NATIONAL_NUMBERS_REJECTED");
            PlaywrightAssertions.assertThat(page.getByTestId("job-errors")).isVisible();
            assertThat(Browser.barriers(page)).isEmpty();
            page.getByTestId("import-file")
                    .setInputFiles(new FilePayload("编号.csv", "text/csv", numbers(line(contract, number))));
            page.getByTestId("import-submit").click();
            PlaywrightAssertions.assertThat(page.getByTestId("job-status")).hasAttribute("data-status", "SUCCEEDED");
            PlaywrightAssertions.assertThat(page.getByTestId("job-count-numbersRecorded"))
                    .containsText("1");
            assertThat(Browser.barriers(page)).isEmpty();

            page.navigate("/t/" + HARBIN + "/contracts?q=" + number);
            PlaywrightAssertions.assertThat(page.getByTestId("contract-row")).containsText(number);
            page.getByText("全国编号点击").click();
            PlaywrightAssertions.assertThat(page.getByTestId("national-number")).containsText(number);
            assertThat(Browser.barriers(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();

            var applicant = browser.signedIn("applicant.seller", longji.demoPassword());
            applicant.navigate("/t/" + HARBIN + "/contracts");
            PlaywrightAssertions.assertThat(applicant.getByTestId("contracts-xlsx"))
                    .isVisible();
            PlaywrightAssertions.assertThat(applicant.getByTestId("contracts-national-xlsx"))
                    .hasCount(0);
            PlaywrightAssertions.assertThat(applicant.getByTestId("national-numbers"))
                    .hasCount(0);
        }
    }
}
