package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;
import org.longji.shared.Clocks;

@ExtendWith(LongjiServer.class)
@DisplayName("Statistics are added up from the registered contracts themselves")
class StatisticsIT {

    private static final Party SELLER = new Party("12230103FGF1LYQP3T", "哈尔滨松江大学（演示）", "UNIVERSITY", 230103);
    private static final String TODAY = LocalDate.now(Clocks.CHINA).toString();
    private static final String MONTH = TODAY.substring(0, 7);

    private LongjiServer.Running longji;
    private Api seller;
    private Api registrar;

    @BeforeEach
    void signIn(LongjiServer.Running running) {
        longji = running;
        seller = Api.as(running, "applicant.seller");
        registrar = Api.as(running, "harbin.registrar");
    }

    private JsonNode registered(String title, Party buyer) {
        var form = SampleContract.between(title, SELLER, buyer)
                .with("signedOn", "2026-03-02")
                .with("contractAmount", "1000000.00")
                .with("technologyAmount", "900000.00")
                .form();
        var contract = seller.post(Api.tenant(HARBIN, "contracts"), form).expect(201);
        var path = Api.tenant(HARBIN, "contracts/" + contract.path("id").asText());
        seller.post(path + "/submission", "").expect(200);
        registrar.post(path + "/acceptance", "").expect(200);
        registrar.examined(contract);
        return registrar.post(path + "/registration", "{}").expect(200);
    }

    private static JsonNode report(Api caller, int tenant, String period) {
        return caller.read(Api.tenant(tenant, "statistics?period=" + period));
    }

    private static BigDecimal amount(JsonNode figures) {
        return new BigDecimal(figures.path("contractAmount").asText());
    }

    private static JsonNode value(JsonNode report, String dimension, String value) {
        for (var table : report.path("dimensions")) {
            if (table.path("dimension").asText().equals(dimension)) {
                for (var line : table.path("values")) {
                    if (line.path("value").asText().equals(value)) {
                        return line.path("figures");
                    }
                }
            }
        }
        return Api.JSON.missingNode();
    }

    private static JsonNode flow(JsonNode report, String from, String to) {
        for (var flow : report.path("flow").path("matrix")) {
            if (flow.path("from").asText().equals(from)
                    && flow.path("to").asText().equals(to)) {
                return flow.path("figures");
            }
        }
        return Api.JSON.missingNode();
    }

    private List<Row> rows(String username, String path, int sheet) throws Exception {
        var token = longji.as(username).token();
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(longji.base().resolve(path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
            return workbook.getSheet(sheet).orElseThrow().read();
        }
    }

    @Test
    @DisplayName("a registration raises every figure it belongs to, its revocation takes it out again")
    void followsTheRecords() {
        var before = report(registrar, HARBIN, MONTH);
        var contract = registered("统计试验", Party.enterprise(HARBIN));
        registered("统计试验（省内其他）", Party.enterprise(DAQING));
        registered("统计试验（省外）", Party.enterprise(110105));
        var after = report(registrar, HARBIN, MONTH);
        assertThat(after.path("total").path("contracts").asInt()
                        - before.path("total").path("contracts").asInt())
                .isEqualTo(3);
        assertThat(amount(after.path("total")).subtract(amount(before.path("total"))))
                .isEqualByComparingTo("3000000");
        assertThat(count(value(after, "TYPE", "TRANSFER")) - count(value(before, "TYPE", "TRANSFER")))
                .isEqualTo(3);
        assertThat(count(value(after, "SIZE", "1000000")) - count(value(before, "SIZE", "1000000")))
                .isEqualTo(3);
        assertThat(count(value(after, "SIZE", "10000000"))).isEqualTo(count(value(before, "SIZE", "10000000")));
        assertThat(count(value(after, "SIZE", "0")))
                .isEqualTo(after.path("total").path("contracts").asInt());
        for (var to : List.of("HERE", "PROVINCE", "COUNTRY")) {
            assertThat(count(flow(after, "HERE", to)) - count(flow(before, "HERE", to)))
                    .as(to)
                    .isEqualTo(1);
        }
        var id = contract.path("id").asText();
        var change = registrar
                .post(
                        Api.tenant(HARBIN, "contracts/" + id + "/changes"),
                        Map.of("kind", "CANCELLATION", "reason", "统计试验"))
                .expect(201);
        Api.as(longji, "harbin.registrar2")
                .post(
                        Api.tenant(
                                HARBIN,
                                "contracts/" + id + "/changes/"
                                        + change.path("number").asInt() + "/approval"),
                        "{}")
                .expect(200);
        var cancelled = report(registrar, HARBIN, MONTH);
        assertThat(amount(after.path("total")).subtract(amount(cancelled.path("total"))))
                .isEqualByComparingTo("1000000");
    }

    private static int count(JsonNode figures) {
        return figures.path("contracts").asInt();
    }

    @Test
    @DisplayName(
            "a year of the province is the sum of its contracts, dimension by dimension, half by half, month by month")
    void addsUp() {
        var province = Api.as(longji, "province.admin");
        var year = report(province, PROVINCE, "2018");
        var list = province.all(Api.tenant(
                PROVINCE, "contracts?status=REGISTERED&registeredFrom=2018-01-01&registeredUntil=2018-12-31"));
        assertThat(list).isNotEmpty();
        var sum = list.stream()
                .map(contract -> new BigDecimal(contract.path("contractAmount").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(count(year.path("total"))).isEqualTo(list.size());
        assertThat(amount(year.path("total"))).isEqualByComparingTo(sum);
        for (var table : year.path("dimensions")) {
            var values = table.path("values");
            if (table.path("dimension").asText().equals("SIZE")) {
                continue;
            }
            var total = BigDecimal.ZERO;
            for (var line : values) {
                total = total.add(amount(line.path("figures")));
            }
            assertThat(total).as(table.path("dimension").asText()).isEqualByComparingTo(sum);
        }
        var halves = amount(report(province, PROVINCE, "2018-H1").path("total"))
                .add(amount(report(province, PROVINCE, "2018-H2").path("total")));
        assertThat(halves).isEqualByComparingTo(sum);
        var months = BigDecimal.ZERO;
        for (var month : year.path("byMonth")) {
            months = months.add(amount(month.path("figures")));
        }
        assertThat(months).isEqualByComparingTo(sum);
        assertThat(amount(report(province, PROVINCE, "2019").path("totalBefore")))
                .isEqualByComparingTo(sum);
    }

    @Test
    @DisplayName("periods are checked, parties have no statistics, and a city has its own alone")
    void refusals() {
        for (var wrong : List.of("", "2018-13", "2018-H3", "18", "2018-1")) {
            registrar.get(Api.tenant(HARBIN, "statistics?period=" + wrong)).problem(422, "INVALID_FIELDS");
        }
        seller.get(Api.tenant(HARBIN, "statistics?period=2018")).problem(403, "NOT_PERMITTED");
        seller.get(Api.tenant(HARBIN, "statistics/workbook?period=2018")).problem(403, "NOT_PERMITTED");
        Api.as(longji, "daqing.registrar")
                .get(Api.tenant(HARBIN, "statistics?period=2018"))
                .problem(404, "TENANT_NOT_FOUND");
        registrar.get(Api.tenant(HARBIN, "contracts/workbook?status=LOST")).problem(422, "INVALID_FIELDS");
    }

    @Test
    @DisplayName("the workbooks hold what the screen shows, and no text in them is a formula")
    void workbooks() throws Exception {
        var title = "=HYPERLINK(\"http://example.org\",\"点击\")";
        registered(title, Party.enterprise(HARBIN));
        var totals = rows("harbin.registrar", Api.tenant(HARBIN, "statistics/workbook?period=" + MONTH), 0);
        var report = report(registrar, HARBIN, MONTH);
        assertThat(totals.get(3).getCellAsNumber(2).orElseThrow()).isEqualByComparingTo(amount(report.path("total")));

        var query = "contracts/workbook?registeredFrom=" + TODAY + "&registeredUntil=" + TODAY;
        var rows = rows("harbin.registrar", Api.tenant(HARBIN, query), 0);
        assertThat(rows)
                .hasSize(1
                        + registrar
                                .all(Api.tenant(HARBIN, query.replace("/workbook", "")))
                                .size());
        var row = rows.stream()
                .filter(one -> one.getCellText(3).equals(title))
                .findFirst()
                .orElseThrow();
        assertThat(row.getCell(3).getType()).isEqualTo(CellType.STRING);
        assertThat(row.getCellAsNumber(19).orElseThrow()).isEqualByComparingTo("1000000.00");
        assertThat(row.getCellAsDate(9).orElseThrow().toLocalDate()).isEqualTo(TODAY);
        var own = rows("applicant.buyer", Api.tenant(HARBIN, "contracts/workbook"), 0);
        assertThat(own)
                .hasSize(1
                        + Api.as(longji, "applicant.buyer")
                                .all(Api.tenant(HARBIN, "contracts"))
                                .size());
    }

    @Test
    @DisplayName("the page shows the year's tables, and its bars and words stand up to axe")
    void page() {
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn("harbin.registrar", longji.demoPassword());
            page.navigate("/t/" + HARBIN + "/statistics?period=2018");
            PlaywrightAssertions.assertThat(page.getByTestId("statistics-TYPE")).containsText("技术开发");
            PlaywrightAssertions.assertThat(page.getByTestId("statistics-total"))
                    .isVisible();
            assertThat(Browser.barriers(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
