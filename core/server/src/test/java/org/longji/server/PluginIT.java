package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Plugins of a name of their own, packed from the ones that are shipped, so that no other test meets them. */
@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A plugin is signed, brought, approved, run, upgraded, rolled back and revoked without a restart")
class PluginIT {

    private static final String PLUGIN = "signed-trial";
    private static final String POLICY = "plan-seller-award";

    private Api first;
    private Api second;
    private KeyPair key;

    @BeforeAll
    void people(LongjiServer.Running longji) throws GeneralSecurityException {
        first = Api.as(longji, "province.admin");
        second = Api.as(longji, "province.admin2");
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        first.post(Api.tenant(PROVINCE, "plugins/keys"), Map.of("name", "集成测试", "publicKey", pem(key)))
                .expect(201);
    }

    @AfterAll
    void leaveNothingRunning() {
        for (var plugin : first.read(Api.tenant(PROVINCE, "plugins")).path("items")) {
            if (plugin.path("plugin").asText().startsWith(PLUGIN)
                    && plugin.path("running").asBoolean()) {
                act(first, plugin.path("plugin").asText(), "stop", "").expect(200);
            }
        }
    }

    @Test
    @DisplayName("from the upload to the roll-back, two people, while it is asked all the time and never fails")
    void wholeLife(LongjiServer.Running longji) throws Exception {
        var one = hash(bring(PLUGIN, "1.0.0"));
        assertThat(version(PLUGIN, one).path("signedBy").asText()).isEqualTo("集成测试");
        run(PLUGIN, one).problem(409, "PLUGIN_NOT_APPROVED");
        approve(first, one).problem(403, "PLUGIN_SECOND_PERSON");
        approve(second, one).expect(200);
        var running = run(PLUGIN, one).expect(200);
        assertThat(running.path("running").asBoolean()).isTrue();
        assertThat(running.path("current").asText()).isEqualTo(one);

        var two = hash(bring(PLUGIN, "1.1.0"));
        approve(second, two).expect(200);
        var failures = new AtomicInteger();
        var asked = new AtomicInteger();
        var over = new AtomicBoolean();
        var asking = new Thread(() -> {
            var anybody = longji.anonymous();
            while (!over.get()) {
                int status = anybody.get(
                                "/api/v1/public/calculator/tenants/" + PROVINCE + "/policies?on=2018-06-01",
                                "Accept",
                                "application/json")
                        .statusCode();
                failures.addAndGet(status == 200 ? 0 : 1);
                asked.incrementAndGet();
            }
        });
        asking.start();
        final int upgrades = 6;
        for (int i = 0; i < upgrades; i++) {
            run(PLUGIN, i % 2 == 0 ? two : one).expect(200);
        }
        over.set(true);
        asking.join();
        assertThat(asked.get()).isGreaterThan(upgrades);
        assertThat(failures.get()).as("of %s requests", asked.get()).isZero();

        run(PLUGIN, two).expect(200);
        assertThat(entry(PLUGIN).path("previous").asText()).isEqualTo(one);
        var back = act(first, PLUGIN, "roll-back", "").expect(200);
        assertThat(back.path("current").asText()).isEqualTo(one);
        first.send("POST", Api.tenant(PROVINCE, "plugins/" + PLUGIN + "/stop"), "", "If-Match", "\"0\"")
                .problem(412, "STALE_VERSION");

        first.post(Api.tenant(PROVINCE, "plugins/archives/" + one + "/revocation"), Map.of("reason", "示例"))
                .expect(200);
        assertThat(entry(PLUGIN).path("running").asBoolean()).isFalse();
        run(PLUGIN, one).problem(409, "PLUGIN_REVOKED");
        run(PLUGIN, two).expect(200);

        var actions = first.all(Api.tenant(PROVINCE, "journal")).stream()
                .filter(entry -> entry.path("subjectId").asText().equals(PLUGIN))
                .map(entry -> entry.path("action").asText())
                .toList();
        assertThat(actions).contains("PLUGIN_BROUGHT", "PLUGIN_APPROVED", "PLUGIN_RUN", "PLUGIN_REVOKED");
    }

    @Test
    @DisplayName("unsigned, tampered, strange, older and faulty archives are refused, each with its reason")
    void refusals(LongjiServer.Running longji) throws Exception {
        var archive = packed("signed-trial-refused", "2.0.0");
        first.bring(PROVINCE, archive, Optional.empty()).problem(422, "PLUGIN_UNSIGNED");
        first.bring(PROVINCE, archive, Optional.of("nonsense")).problem(422, "PLUGIN_SIGNATURE_WRONG");
        var changed = archive.clone();
        changed[changed.length - 1] ^= 1;
        first.bring(PROVINCE, changed, Optional.of(signature(key, archive))).expectIn(List.of(422));
        first.bring(
                        PROVINCE,
                        archive,
                        Optional.of(signature(
                                KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), archive)))
                .problem(422, "PLUGIN_KEY_UNKNOWN");
        first.bring(PROVINCE, "no jar".getBytes(StandardCharsets.UTF_8), Optional.empty())
                .problem(422, "PLUGIN_REFUSED");
        Api.as(longji, "harbin.admin")
                .bring(HARBIN, archive, Optional.of(signature(key, archive)))
                .problem(403, "NOT_PERMITTED");

        first.bring(PROVINCE, archive, Optional.of(signature(key, archive))).expect(201);
        first.bring(PROVINCE, archive, Optional.of(signature(key, archive))).problem(409, "PLUGIN_DOWNGRADE");
        var older = packed("signed-trial-refused", "1.9.9");
        first.bring(PROVINCE, older, Optional.of(signature(key, older))).problem(409, "PLUGIN_DOWNGRADE");
    }

    @Test
    @DisplayName("what a revoked key signed runs no more")
    void revokedKey() throws Exception {
        var leaked = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var fingerprint = first.post(
                        Api.tenant(PROVINCE, "plugins/keys"), Map.of("name", "将被撤销", "publicKey", pem(leaked)))
                .expect(201)
                .path("fingerprint")
                .asText();
        var plugin = PLUGIN + "-leaked";
        var archive = packed(plugin, "1.0.0");
        first.bring(PROVINCE, archive, Optional.of(signature(leaked, archive))).expect(201);
        var hash = hash(archive);
        approve(second, hash).expect(200);
        run(plugin, hash).expect(200);

        first.post(Api.tenant(PROVINCE, "plugins/keys/" + fingerprint + "/revocation"), Map.of("reason", "私钥泄露"))
                .expect(200);

        assertThat(entry(plugin).path("running").asBoolean()).isFalse();
        run(plugin, hash).problem(409, "PLUGIN_REVOKED");
        var next = packed(plugin, "1.1.0");
        first.bring(PROVINCE, next, Optional.of(signature(leaked, next))).problem(409, "PLUGIN_KEY_REVOKED");
    }

    @Test
    @DisplayName(
            "the catalogue in the console: a key is accepted, an archive brought and approved; both languages, no barrier")
    void inTheBrowser(LongjiServer.Running longji) throws Exception {
        var plugin = PLUGIN + "-console";
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var archive = Files.createTempFile("console", ".jar");
        var signature = Path.of(archive + ".sig");
        byte[] bytes = packed(plugin, "1.0.0");
        Files.write(archive, bytes);
        Files.writeString(signature, signature(pair, bytes));
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn("province.admin", longji.demoPassword());
            page.navigate("/t/" + PROVINCE + "/plugins");
            PlaywrightAssertions.assertThat(page.getByTestId("plugin-provincial-incentives"))
                    .containsText("随龙技发布");
            page.getByText("签名密钥").click();
            page.getByTestId("key-add").click();
            page.getByTestId("key-name").fill("控制台试验");
            page.getByTestId("key-public").fill(pem(pair));
            page.getByTestId("key-accept").click();
            PlaywrightAssertions.assertThat(page.getByText("控制台试验")).isVisible();
            assertThat(Browser.barriers(page)).isEmpty();

            page.getByText("已有插件").click();
            page.getByTestId("plugin-bring").click();
            var files = page.locator("input[type=file]");
            files.nth(0).setInputFiles(archive);
            files.nth(1).setInputFiles(signature);
            page.getByTestId("plugin-bring-now").click();
            var card = page.getByTestId("plugin-" + plugin);
            PlaywrightAssertions.assertThat(card).containsText("待审核");
            card.getByTestId("plugin-approve").click();
            PlaywrightAssertions.assertThat(card).containsText("须由他人审核");

            var other = browser.signedIn("province.admin2", longji.demoPassword());
            other.navigate("/t/" + PROVINCE + "/plugins");
            var theirs = other.getByTestId("plugin-" + plugin);
            theirs.getByTestId("plugin-approve").click();
            theirs.getByTestId("plugin-run").click();
            PlaywrightAssertions.assertThat(theirs).containsText("运行中");
            assertThat(Browser.barriers(other)).isEmpty();
            shot(other, "plugins-zh");
            other.evaluate("localStorage.setItem('longji.locale', 'en')");
            other.reload();
            PlaywrightAssertions.assertThat(other.getByTestId("plugin-provincial-incentives"))
                    .containsText("came with Longji");
            shot(other, "plugins-en");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** For eyes, where a folder is named. */
    private static void shot(com.microsoft.playwright.Page page, String name) {
        var folder = System.getProperty("longji.shots", "");
        if (!folder.isEmpty()) {
            page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                    .setPath(Path.of(folder, name + ".png"))
                    .setFullPage(true));
        }
    }

    @Test
    @DisplayName("whoever decides on what was read before somebody else decided is told so, and what runs runs on")
    void stale() throws Exception {
        var plugin = PLUGIN + "-stale";
        var one = hash(bring(plugin, "1.0.0"));
        var two = hash(bring(plugin, "1.1.0"));
        approve(second, one).expect(200);
        approve(second, two).expect(200);
        run(plugin, one).expect(200);
        first.send(
                        "POST",
                        Api.tenant(PROVINCE, "plugins/" + plugin + "/run"),
                        "{\"hash\":\"" + two + "\"}",
                        "If-Match",
                        "\"0\"")
                .problem(412, "STALE_VERSION");
        assertThat(entry(plugin).path("current").asText()).isEqualTo(one);
        assertThat(entry(plugin).path("running").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("what came with Longji is run again as just that, so that with the next Longji it is the next")
    void backToTheShipped() {
        var plugin = "configurable-incentives";
        var shipped = entry(plugin).path("current").asText();
        var stopped = act(first, plugin, "stop", "").expect(200);
        assertThat(stopped.path("running").asBoolean()).isFalse();
        assertThat(stopped.path("current").isNull())
                .as("no archive written down")
                .isTrue();
        var again = act(first, plugin, "run", "{}").expect(200);
        assertThat(again.path("running").asBoolean()).isTrue();
        assertThat(again.path("current").asText()).isEqualTo(shipped);
    }

    @Test
    @DisplayName(
            "an archive laid into the node's folder is taken in if it is signed, and waits for approval; another is set aside")
    void folder(LongjiServer.Running longji) throws Exception {
        var plugin = PLUGIN + "-folder";
        byte[] archive = packed(plugin, "1.0.0");
        var folder = Files.createDirectories(longji.data().resolve("plugins"));
        Files.write(folder.resolve("unsigned.jar"), packed(plugin, "0.9.0"));
        Files.writeString(folder.resolve("signed.jar.sig"), signature(key, archive));
        Files.write(folder.resolve("signed.jar"), archive);
        var outcomes = List.of(folder.resolve("taken/signed.jar"), folder.resolve("refused/unsigned.jar"));
        for (int waited = 0; waited < 100 && !outcomes.stream().allMatch(Files::exists); waited++) {
            Thread.sleep(200);
        }

        assertThat(outcomes).allMatch(Files::exists);
        assertThat(version(plugin, hash(archive)).path("signedBy").asText()).isEqualTo("集成测试");
        assertThat(version(plugin, hash(archive)).path("approvedAt").isNull()).isTrue();
        run(plugin, hash(archive)).problem(409, "PLUGIN_NOT_APPROVED");
    }

    private byte[] bring(String plugin, String version) throws IOException, GeneralSecurityException {
        var archive = packed(plugin, version);
        first.bring(PROVINCE, archive, Optional.of(signature(key, archive))).expect(201);
        return archive;
    }

    private Api.Reply approve(Api officer, String hash) {
        return officer.post(Api.tenant(PROVINCE, "plugins/archives/" + hash + "/approval"), "");
    }

    private Api.Reply run(String plugin, String hash) {
        return act(first, plugin, "run", "{\"hash\":\"" + hash + "\"}");
    }

    private Api.Reply act(Api officer, String plugin, String what, String body) {
        return officer.send(
                "POST",
                Api.tenant(PROVINCE, "plugins/" + plugin + "/" + what),
                body,
                "If-Match",
                "\"" + entry(plugin).path("revision").asInt() + "\"");
    }

    private JsonNode entry(String plugin) {
        return first.read(Api.tenant(PROVINCE, "plugins/" + plugin));
    }

    private JsonNode version(String plugin, String hash) {
        for (var version : entry(plugin).path("versions")) {
            if (version.path("hash").asText().equals(hash)) {
                return version;
            }
        }
        throw new AssertionError("no version " + hash);
    }

    /** The province's policies under another name and version. */
    private static byte[] packed(String plugin, String version) throws IOException {
        Path shipped;
        try (var files = Files.list(Distribution.plugins())) {
            shipped = files.filter(file -> file.getFileName().toString().startsWith("provincial-incentives"))
                    .findFirst()
                    .orElseThrow();
        }
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarFile(shipped.toFile())) {
            var manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().putValue("Plugin-Id", plugin);
            manifest.getMainAttributes().putValue("Plugin-Version", version);
            try (var out = new JarOutputStream(bytes, manifest)) {
                for (var entry : jar.stream()
                        .filter(each -> !each.getName().equals(JarFile.MANIFEST_NAME))
                        .toList()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    jar.getInputStream(entry).transferTo(out);
                }
            }
        }
        return bytes.toByteArray();
    }

    static String hash(byte[] archive) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    }

    static String signature(KeyPair pair, byte[] archive) throws GeneralSecurityException {
        byte[] fingerprint =
                MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded());
        var said = "longji plugin signature 1\nkey " + HexFormat.of().formatHex(Arrays.copyOf(fingerprint, 16))
                + "\narchive " + hash(archive) + "\n";
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(said.getBytes(StandardCharsets.UTF_8));
        return said + "signature " + Base64.getEncoder().encodeToString(signature.sign()) + "\n";
    }

    static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    }
}
