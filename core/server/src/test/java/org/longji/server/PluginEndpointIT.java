package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LongjiServer.class)
@DisplayName("A plugin answers questions over HTTP, described by its own records")
class PluginEndpointIT {

    private static String endpoint(int tenant, String rest) {
        return Api.tenant(tenant, "plugins/" + ExamplePlugin.ID + "/endpoints" + rest);
    }

    @Test
    @DisplayName("asked, refused and described; neither sees the other tenant's rows")
    void asked(LongjiServer.Running longji) {
        var harbin = Api.as(longji, "harbin.registrar");
        var daqing = Api.as(longji, "daqing.registrar");
        RegisterIT.openCourse(harbin, HARBIN, "接口试验班");
        assertThat(harbin.read(endpoint(HARBIN, "")).path("items").findValuesAsText("endpoint"))
                .contains("open-courses");
        var found = harbin.post(endpoint(HARBIN, "/open-courses"), Map.of("level", "JUNIOR"))
                .expect(200);
        assertThat(found.path("courses").findValuesAsText("title")).contains("接口试验班");
        assertThat(daqing.post(endpoint(DAQING, "/open-courses"), Map.of())
                        .expect(200)
                        .path("courses")
                        .findValuesAsText("title"))
                .doesNotContain("接口试验班");
        harbin.post(endpoint(HARBIN, "/open-courses"), Map.of("level", "MASTER"))
                .problem(422, "INVALID_FIELDS");
        harbin.post(endpoint(HARBIN, "/open-courses"), Map.of("colour", "red")).problem(422, "INVALID_FIELDS");
        harbin.post(endpoint(HARBIN, "/nothing"), Map.of()).problem(404, "NOT_FOUND");
        daqing.post(endpoint(HARBIN, "/open-courses"), Map.of()).problem(404, "TENANT_NOT_FOUND");
        Api.as(longji, "harbin.reviewer")
                .post(endpoint(HARBIN, "/open-courses"), Map.of())
                .problem(403, "NOT_PERMITTED");
        var described = harbin.read(endpoint(HARBIN, "/openapi"));
        assertThat(described.path("openapi").asText()).isEqualTo("3.1.0");
        var operation =
                described.path("paths").path(endpoint(HARBIN, "/open-courses")).path("post");
        assertThat(operation
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("schema")
                        .path("properties")
                        .path("level")
                        .path("enum"))
                .hasSize(3);
        assertThat(operation.path("responses").has("200")).isTrue();
    }
}
