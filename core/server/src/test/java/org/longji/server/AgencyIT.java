package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Registration agencies")
class AgencyIT {

    private static final Party OPERATOR = Party.university(DAQING);

    private Api admin;
    private Api registrar;

    @BeforeAll
    void officers(LongjiServer.Running longji) {
        admin = Api.as(longji, "daqing.admin");
        registrar = Api.as(longji, "daqing.registrar");
    }

    static Map<String, Object> form(String name) {
        var form = new LinkedHashMap<String, Object>();
        form.put("name", name);
        form.put("operatorCode", OPERATOR.creditCode());
        form.put("operatorName", OPERATOR.name());
        form.put("authorisedBy", "试验主管部门");
        form.put("authorisationDocument", "试验授权文件");
        form.put("authorisedOn", "2025-12-01");
        form.put("validFrom", "2026-01-01");
        form.put("types", List.of());
        form.put("seal", "技术合同认定登记专用章");
        return form;
    }

    private String submitted(Party provider, String title) {
        var path = Api.tenant(
                DAQING,
                "contracts/"
                        + admin.post(
                                        Api.tenant(DAQING, "contracts"),
                                        SampleContract.between(title, provider, Party.enterprise(DAQING))
                                                .with("signedOn", "2026-03-02")
                                                .form())
                                .expect(201)
                                .path("id")
                                .asText());
        admin.post(path + "/submission", "").expect(200);
        return path;
    }

    @Test
    @DisplayName("suspended, or run by a party, an agency handles no contract; resumed, or another one, does")
    void competence() {
        var sample = admin.read(Api.tenant(DAQING, "agencies")).path("items").path(0);
        assertThat(sample.path("sample").asBoolean()).isTrue();
        assertThat(sample.path("name").asText()).contains("演示");
        var path = Api.tenant(DAQING, "agencies/" + sample.path("id").asText());
        var contract = submitted(OPERATOR, "回避试验");
        var ordinary = submitted(Party.university(DAQING), "暂停试验");
        registrar.post(path + "/suspension", "{\"reason\":\"自行暂停\"}").problem(403, "NOT_PERMITTED");
        admin.post(path + "/suspension", "{}").problem(422, "INVALID_FIELDS");
        admin.post(path + "/suspension", "{\"reason\":\"年度检查\"}").expect(200);
        registrar.post(ordinary + "/acceptance", "").problem(409, "AGENCY_SUSPENDED");
        admin.post(path + "/resumption", "").expect(200);
        registrar.post(ordinary + "/acceptance", "").expect(200);

        var member = admin.read(path).path("staff").path(0);
        var account = member.path("account").asText();
        admin.send("DELETE", path + "/staff/" + account, "").expect(200);
        registrar.post(contract + "/acceptance", "").problem(403, "NOT_OF_AN_AGENCY");
        var own = admin.post(Api.tenant(DAQING, "agencies"), form("回避试验登记处")).expect(201);
        var ownPath = Api.tenant(DAQING, "agencies/" + own.path("id").asText());
        admin.post(ownPath + "/staff", Map.of("account", account)).expect(200);
        registrar.post(contract + "/acceptance", "").problem(403, "AGENCY_IS_PARTY");
        admin.send("DELETE", ownPath + "/staff/" + account, "").expect(200);
        admin.post(path + "/staff", Map.of("account", account)).expect(200);
        registrar.post(contract + "/acceptance", "").expect(200);
    }

    @Test
    @DisplayName("a form with a wrong check digit or a name that is taken is refused by the field")
    void fields() {
        var wrong = form("错误试验登记处");
        wrong.put("operatorCode", OPERATOR.creditCode().substring(0, 17) + "?");
        assertThat(fields(admin.post(Api.tenant(DAQING, "agencies"), wrong).problem(422, "INVALID_FIELDS")))
                .containsExactly("operatorCode");
        admin.post(Api.tenant(DAQING, "agencies"), form("重名试验登记处")).expect(201);
        assertThat(fields(admin.post(Api.tenant(DAQING, "agencies"), form("重名试验登记处"))
                        .problem(422, "INVALID_FIELDS")))
                .containsExactly("name");
    }

    private static List<String> fields(JsonNode problem) {
        return problem.path("errors").findValuesAsText("field");
    }
}
