package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Documents over HTTP")
class AttachmentIT {

    private static final byte[] TEXT =
            "技术开发合同：委托方与研究开发人就寒地育秧棚温控技术的研究开发达成如下协议。".repeat(4000).getBytes(StandardCharsets.UTF_8);

    private LongjiServer.Running longji;
    private Api harbin;

    @BeforeAll
    void open(LongjiServer.Running running) {
        longji = running;
        harbin = Api.as(running, "harbin.admin");
    }

    private String draft(String title) {
        return harbin.post(
                        Api.tenant(HARBIN, "contracts"),
                        SampleContract.inHarbin(title).form())
                .expect(201)
                .path("id")
                .asText();
    }

    @Test
    @DisplayName("come back as they went in, as a file to save and nothing else")
    void roundTrip() throws Exception {
        var contract = draft("附件往返");
        var added = harbin.attach(HARBIN, contract, "CONTRACT_TEXT", "合同\"; x=1.txt", TEXT)
                .expect(201);
        assertThat(added.path("sha256").asText()).hasSize(64);
        var path = Api.tenant(
                HARBIN,
                "contracts/" + contract + "/attachments/" + added.path("id").asText());
        var answer = harbin.client()
                .http()
                .send(harbin.client().request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TEXT);
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo(
                        "attachment; filename=\"_____x_1.txt\"; filename*=UTF-8''%E5%90%88%E5%90%8C%22%3B%20x%3D1.txt");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        harbin.attach(HARBIN, contract, "CONTRACT_TEXT", "again.txt", TEXT).problem(409, "ATTACHMENT_ALREADY_THERE");
        harbin.attach(HARBIN, contract, "CONTRACT_TEXT", "page.txt", "<html><script>x</script>".getBytes())
                .problem(422, "ATTACHMENT_TYPE");
        harbin.attach(HARBIN, contract, "NONSENSE", "a.txt", TEXT).problem(422, "INVALID_FIELDS");
        harbin.send("DELETE", path, "").expect(204);
        harbin.get(path).problem(404, "NOT_FOUND");
    }

    @Test
    @DisplayName("of two gibibytes are refused before they are sent, and without leaving anything on the disk")
    void twoGibibytes() throws IOException {
        var contract = draft("两吉字节");
        try (var socket = new Socket(longji.base().getHost(), longji.base().getPort())) {
            socket.setSoTimeout(30_000);
            var out = socket.getOutputStream();
            out.write(("POST " + Api.tenant(HARBIN, "contracts/" + contract + "/attachments?kind=OTHER&name=a.txt")
                            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + harbin.client().token()
                            + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + (2L << 30)
                            + "\r\nConnection: close\r\n\r\naaaa")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            var status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            assertThat(status).contains("413");
        }
        try (var left = Files.list(longji.data().resolve("incoming"))) {
            assertThat(left).isEmpty();
        } catch (java.nio.file.NoSuchFileException nothingEverCame) {
            assertThat(longji.data()).exists();
        }
        harbin.attach(HARBIN, contract, "OTHER", "big.txt", new byte[0]).problem(422, "INVALID_FIELDS");
        assertThat(harbin.read(Api.tenant(HARBIN, "contracts/" + contract + "/attachments"))
                        .path("items"))
                .isEmpty();
    }

    @Test
    @DisplayName("are sealed once the filing is submitted")
    void sealed() {
        var contract = draft("附件封存");
        harbin.attach(HARBIN, contract, "CONTRACT_TEXT", "a.txt", TEXT).expect(201);
        harbin.post(Api.tenant(HARBIN, "contracts/" + contract + "/submission"), "")
                .expect(200);
        harbin.attach(HARBIN, contract, "OTHER", "b.txt", "later".getBytes(StandardCharsets.UTF_8))
                .problem(409, "WRONG_STATUS");
    }
}
