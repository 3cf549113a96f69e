package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@DisplayName("No text of a contract is registered twice in the province")
class OnceIT {

    private Api harbin;
    private Api colleague;
    private Api daqing;

    @BeforeEach
    void signIn(LongjiServer.Running longji) {
        harbin = Api.as(longji, "harbin.registrar");
        colleague = Api.as(longji, "harbin.registrar2");
        daqing = Api.as(longji, "daqing.registrar");
    }

    private static String text(String subject) {
        return "技术转让合同（" + subject + "）。" + "甲方将其拥有的高寒地区秸秆综合利用技术转让给乙方，乙方按约定支付价款。".repeat(6);
    }

    private static String draft(Api registrar, int tenant, String title, String text) {
        var form = SampleContract.between(title, Party.university(tenant), Party.enterprise(tenant))
                .with("signedOn", "2026-03-02")
                .form();
        var id = registrar
                .post(Api.tenant(tenant, "contracts"), form)
                .expect(201)
                .path("id")
                .asText();
        registrar
                .attach(tenant, id, "CONTRACT_TEXT", "contract.txt", text.getBytes(StandardCharsets.UTF_8))
                .expect(201);
        return id;
    }

    private static String submission(int tenant, String id) {
        return Api.tenant(tenant, "contracts/" + id + "/submission");
    }

    @Test
    @DisplayName("however it is laid out, and the other tenant's contract is not shown")
    void acrossTheWalls() {
        var text = text("跨区划");
        var first = draft(harbin, HARBIN, "文本查重甲", text);
        var second = draft(daqing, DAQING, "文本查重乙", text.replace("，", " , ").replace("。", "\n\n"));
        // Drafts are nobody's filings yet.
        harbin.post(submission(HARBIN, first), "").expect(200);
        var refused = daqing.post(submission(DAQING, second), "");
        refused.problem(409, "CONTRACT_TEXT_RECORDED");
        assertThat(refused.raw().body()).doesNotContain(first, "文本查重甲");
        assertThat(daqing.read(Api.tenant(DAQING, "contracts/" + second))
                        .path("status")
                        .asText())
                .isEqualTo("DRAFT");

        var third = draft(harbin, HARBIN, "文本查重丙", text);
        var own = harbin.post(submission(HARBIN, third), "");
        own.problem(409, "CONTRACT_TEXT_RECORDED");
        assertThat(own.raw().body()).contains(first);

        var other = draft(daqing, DAQING, "文本查重丁", text("另一份"));
        daqing.post(submission(DAQING, other), "").expect(200);
    }

    @Test
    @DisplayName("a refused filing frees its text")
    void freedByRefusal() {
        var text = text("不予登记");
        var first = draft(harbin, HARBIN, "文本释放甲", text);
        var second = draft(daqing, DAQING, "文本释放乙", text);
        harbin.post(submission(HARBIN, first), "").expect(200);
        daqing.post(submission(DAQING, second), "").problem(409, "CONTRACT_TEXT_RECORDED");
        // Whoever filed it may not decide it.
        colleague
                .post(Api.tenant(HARBIN, "contracts/" + first + "/acceptance"), "")
                .expect(200);
        colleague
                .post(
                        Api.tenant(HARBIN, "contracts/" + first + "/refusal"),
                        Map.of("reasons", List.of(Map.of("code", "X", "text", "当事人撤回"))))
                .expect(200);
        daqing.post(submission(DAQING, second), "").expect(200);
    }

    @Test
    @DisplayName("of two filings of one text at the same moment one is taken")
    void atTheSameMoment() throws Exception {
        var text = text("同时");
        var first = draft(harbin, HARBIN, "文本同时甲", text);
        var second = draft(daqing, DAQING, "文本同时乙", text);
        var statuses = Api.atOnce(
                2,
                i -> i == 0
                        ? harbin.post(submission(HARBIN, first), "").status()
                        : daqing.post(submission(DAQING, second), "").status());
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    }
}
