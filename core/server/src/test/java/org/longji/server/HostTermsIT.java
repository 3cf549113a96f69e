package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

/** What the host applies after a measure has answered, from the sample's file to the letter. */
@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A sample with terms of the host, enacted and decided to the fen")
class HostTermsIT {

    /** Yichun and one of its counties, where no other test counts. */
    private static final int YICHUN = 230700;

    private static final int YIMEI = 230717;
    private static final String PASSWORD = "host-terms-it-password";
    private static final String POLICY = "it-provincial-difference";

    private Api province;

    @BeforeAll
    void arrive(LongjiServer.Running longji) {
        province = Api.as(longji, "province.admin");
    }

    private String administrator(int tenant, String name) {
        var username = "it.terms." + System.nanoTime();
        province.post(
                        Api.tenant(tenant, "accounts"),
                        Map.of(
                                "username",
                                username,
                                "displayName",
                                name,
                                "displayNameEn",
                                name,
                                "password",
                                PASSWORD,
                                "roles",
                                List.of(Map.of("tenant", tenant, "role", "ADMINISTRATOR"))))
                .expect(201);
        return username;
    }

    private static BigDecimal sum(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> new BigDecimal(item.path("amount").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    @DisplayName("the difference to the province's subsidy is shared by city and county and paid in two years")
    void difference(LongjiServer.Running longji) throws Exception {
        var author = new Api(longji.anonymous().signIn(administrator(YICHUN, "起草"), PASSWORD));
        var second = administrator(YICHUN, "施行");
        var officer = new Api(longji.anonymous().signIn(second, PASSWORD));
        var contract = SampleContract.between("差额配套试验", Party.university(YIMEI), Party.enterprise(YIMEI))
                .with("signedOn", "2024-03-01")
                .registeredOn("2024-04-01")
                .with("affiliatedParties", "否")
                .with("landedInProvince", "是")
                .with("titleTransferred", "是")
                .received("2024-09-10", "4444444.44");
        author.succeeded(author.upload(YIMEI, "terms.csv", SampleContract.csv(contract), "ALL_OR_NOTHING")
                .expect(202));
        var file = Files.readString(
                        Path.of("../../tenants-config/heilongjiang/harbin/samples/harbin-provincial-difference.yaml"))
                .replace("harbin-provincial-difference", POLICY)
                .replace("tenant: 230100", "tenant: " + YICHUN);
        var drafts = Api.tenant(YICHUN, "policies/" + POLICY + "/drafts");
        var draft = author.post(drafts, Map.of("file", Map.of("text", file)))
                .expect(201)
                .path("id")
                .asText();
        author.succeeded(author.post(
                        Api.tenant(YICHUN, "policies/" + POLICY + "/backtests"),
                        Map.of("years", List.of(2024), "scenarios", List.of(Map.of("draft", draft))))
                .expect(202));
        officer.send("POST", drafts + "/" + draft + "/enactment", "", "If-Match", "\"1\"")
                .expect(200)
                .path("reassessments")
                .forEach(id -> officer.succeeded(officer.read(Api.tenant(YICHUN, "jobs/" + id.asText()))));
        officer.assess(YICHUN, 2024);

        // 20 % of 4,444,444.44 from the province; 25 % by the city's own rule, less that.
        assertThat(decision(officer, contract, "buyer-subsidy-2024")
                        .path("entitledAmount")
                        .asText())
                .isEqualTo("888888.89");
        var decision = decision(officer, contract, POLICY);
        assertThat(decision.path("assessedAmount").asText()).isEqualTo("1111111.11");
        assertThat(decision.path("entitledAmount").asText()).isEqualTo("222222.22");
        var explanation = decision.path("explanation");
        assertThat(explanation.path("borne").findValuesAsText("amount")).containsExactly("133333.33", "88888.89");
        assertThat(explanation.path("borne").findValuesAsText("tenant"))
                .containsExactly(Integer.toString(YICHUN), Integer.toString(YIMEI));
        assertThat(sum(explanation.path("borne"))).isEqualTo(new BigDecimal("222222.22"));
        assertThat(explanation.path("instalments").findValuesAsText("amount"))
                .containsExactly("111111.11", "111111.11");
        assertThat(explanation.path("instalments").findValuesAsText("dueYear")).containsExactly("2024", "2025");
        assertThat(sum(explanation.path("instalments"))).isEqualTo(new BigDecimal("222222.22"));
        // The reader's own language, for the measure's inputs and for the host's.
        var inputs = explanation.path("steps").findValues("label");
        assertThat(inputs)
                .isNotEmpty()
                .allSatisfy(label ->
                        assertThat(label.path("en").asText()).isNotBlank().doesNotContainPattern("\\p{IsHan}"));
        var path = "entitlements/" + decision.path("id").asText();
        assertThat(officer.post(Api.tenant(YICHUN, path + "/recomputation"), "")
                        .expect(200)
                        .path("identical")
                        .asBoolean())
                .isTrue();
        var chinese = letter(officer, Api.tenant(YICHUN, path + "/letter"));
        assertThat(chinese)
                .contains("资金分担", "133,333.33元", "88,888.89元", "分期兑付", "2025年内50%111,111.11元")
                .contains("合计100%222,222.22元");
        assertThat(letter(officer, Api.tenant(YICHUN, path + "/letter?language=en")))
                .contains("Whobearsthecost", "Instalments", "Total100%222,222.22yuan");
        page(longji, second, path);
    }

    private static void page(LongjiServer.Running longji, String officer, String path) {
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn(officer, PASSWORD);
            page.navigate("/t/" + YICHUN + "/" + path);
            PlaywrightAssertions.assertThat(page.getByTestId("letter")).containsText("222,222.22");
            PlaywrightAssertions.assertThat(page.getByTestId("payment-terms")).containsText("承担 60%：133,333.33 元");
            PlaywrightAssertions.assertThat(page.getByTestId("letter"))
                    .containsText("min(1,111,111.11, 222,222.22) = 222,222.22");
            PlaywrightAssertions.assertThat(page.getByTestId("letter-total")).hasText("222,222.22");
            picture(page, "zh");
            page.evaluate("localStorage.setItem('longji.locale', 'en')");
            page.navigate("/t/" + YICHUN + "/" + path);
            PlaywrightAssertions.assertThat(page.getByTestId("letter")).containsText("money received in the year");
            PlaywrightAssertions.assertThat(page.getByTestId("letter")).not().containsText("当年实际到账金额");
            PlaywrightAssertions.assertThat(page.getByTestId("payment-terms")).containsText("Yimei");
            assertThat(Browser.barriers(page)).isEmpty();
            picture(page, "en");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "host-terms-" + name + ".png")));
    }

    private static JsonNode decision(Api officer, SampleContract contract, String policy) {
        var found = officer.read(Api.tenant(YICHUN, "contracts?q=" + contract.provider.creditCode()))
                .path("items");
        assertThat(found).hasSize(1);
        var list = officer.read(Api.tenant(
                        YICHUN,
                        "entitlements?year=2024&policy=" + policy + "&contract="
                                + found.path(0).path("id").asText()))
                .path("items");
        assertThat(list).as(policy).hasSize(1);
        return officer.read(
                Api.tenant(YICHUN, "entitlements/" + list.path(0).path("id").asText()));
    }

    private static String letter(Api officer, String path) throws Exception {
        var answer = officer.client()
                .http()
                .send(officer.client().request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (var document = Loader.loadPDF(answer.body())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }
}
