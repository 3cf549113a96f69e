package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@DisplayName("A registration has a certificate that anybody who holds it can verify")
class CertificateIT {

    private static final Party SELLER = new Party("12230103FGF1LYQP3T", "哈尔滨松江大学（演示）", "UNIVERSITY", 230103);

    private LongjiServer.Running longji;
    private Api seller;
    private Api registrar;

    @BeforeEach
    void signIn(LongjiServer.Running running) {
        longji = running;
        seller = Api.as(running, "applicant.seller");
        registrar = Api.as(running, "harbin.registrar");
    }

    private JsonNode accepted(String title) {
        var contract = seller.post(
                        Api.tenant(HARBIN, "contracts"),
                        SampleContract.between(title, SELLER, Party.enterprise(HARBIN))
                                .with("signedOn", "2026-03-02")
                                .with("contractAmount", "800000.00")
                                .with("technologyAmount", "800000.00")
                                .form())
                .expect(201);
        seller.post(path(contract, "/submission"), "").expect(200);
        return registrar.post(path(contract, "/acceptance"), "").expect(200);
    }

    private static String path(JsonNode contract, String rest) {
        return Api.tenant(HARBIN, "contracts/" + contract.path("id").asText() + rest);
    }

    private JsonNode verified(String number, String code) {
        return new Api(longji.anonymous()).read("/api/v1/public/certificates/" + number + "?code=" + code);
    }

    @Test
    @DisplayName("its parties and officers print the same certificate; the QR code leads to a page that says it holds")
    void certificate() throws Exception {
        var contract = accepted("登记证明试验");
        seller.get(path(contract, "/certificate")).problem(409, "NOT_REGISTERED");
        registrar.examined(contract);
        var number = registrar
                .post(path(contract, "/registration"), "{}")
                .expect(200)
                .path("registrationNumber")
                .asText();
        var pdf = Pdf.of(seller, path(contract, "/certificate"));
        assertThat(Pdf.text(pdf)).contains("技术合同登记证明", number, "登记证明试验", SELLER.name(), "800,000.00 元");
        assertThat(Pdf.of(registrar, path(contract, "/certificate"))).isEqualTo(pdf);
        Api.as(longji, "applicant.buyer").get(path(contract, "/certificate")).problem(404, "NOT_FOUND");

        var link = Pdf.scanned(pdf);
        assertThat(link.getPath()).isEqualTo("/verify/" + number);
        var code = link.getQuery().substring("code=".length());
        var holds = verified(number, code);
        assertThat(holds.path("validity").asText()).isEqualTo("VALID");
        assertThat(holds.toString()).doesNotContain("登记证明试验", SELLER.name(), "800000");
        assertThat(verified(number, code.toUpperCase(Locale.ROOT).replaceAll("(.{4})", "$1-"))
                        .path("validity")
                        .asText())
                .isEqualTo("VALID");
        var other = code.substring(1) + (code.startsWith("0") ? "1" : "0");
        for (var wrong : List.of(other, "", code.substring(0, 4), "%25", "x".repeat(500))) {
            var answer = verified(number, wrong);
            assertThat(answer.path("validity").asText()).as(wrong).isEqualTo("NOT_VERIFIED");
            assertThat(answer.path("registrationNumber").isNull()).isTrue();
        }
        assertThat(verified("2301019999000001", code).path("validity").asText()).isEqualTo("NOT_VERIFIED");

        try (var browser = new Browser(longji.base())) {
            var page = browser.page();
            page.setViewportSize(390, 844);
            page.navigate(link.getPath() + "?" + link.getQuery());
            PlaywrightAssertions.assertThat(page.getByTestId("verify-validity")).hasText("证明有效");
            assertThat(Browser.barriers(page)).isEmpty();
            page.getByTestId("verify-code").fill(other);
            page.getByTestId("verify-submit").click();
            PlaywrightAssertions.assertThat(page.getByTestId("verify-validity")).hasText("未能核验");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    @DisplayName("a letter is a page that gives each reason")
    void letter() throws Exception {
        var contract = accepted("通知书试验");
        registrar
                .post(
                        path(contract, "/refusal"),
                        Map.of("reasons", List.of(Map.of("code", "X", "text", "仅为产品买卖，不含技术内容"))))
                .expect(200);
        var text = Pdf.text(Pdf.of(seller, path(contract, "/letters/1")));
        assertThat(text).contains("不予登记", "通知书试验", "仅为产品买卖，不含技术内容", SELLER.name());
        seller.get(path(contract, "/letters/2")).problem(404, "NOT_FOUND");
    }
}
