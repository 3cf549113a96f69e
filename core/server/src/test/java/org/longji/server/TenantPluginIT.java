package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A plugin is offered by the province, enabled by a city, tried, switched, withdrawn and uninstalled")
class TenantPluginIT {

    private static final int QIQIHAR = 230200;
    private static final int MUDANJIANG = 231000;
    private static final String PASSWORD = "integration-test-2026";
    private static final String MONEY = "it-money";
    private static final String REGISTERS = "it-registers";

    private LongjiServer.Running longji;
    private Api first;
    private Api second;
    private KeyPair key;

    @BeforeAll
    void people(LongjiServer.Running running) throws GeneralSecurityException {
        longji = running;
        first = Api.as(running, "province.admin");
        second = Api.as(running, "province.admin2");
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        first.post(Api.tenant(PROVINCE, "plugins/keys"), Map.of("name", "集成测试二", "publicKey", PluginIT.pem(key)))
                .expect(201);
    }

    private String account(int tenant, String name, String role) {
        var username = "it.plugins." + System.nanoTime();
        first.post(
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
                                List.of(Map.of("tenant", tenant, "role", role))))
                .expect(201);
        return username;
    }

    private Api signedIn(String username) {
        return new Api(longji.anonymous().signIn(username, PASSWORD));
    }

    private String approved(byte[] archive) throws GeneralSecurityException {
        var hash = PluginIT.hash(archive);
        first.bring(PROVINCE, archive, Optional.of(PluginIT.signature(key, archive)))
                .expect(201);
        second.post(Api.tenant(PROVINCE, "plugins/archives/" + hash + "/approval"), "")
                .expect(200);
        return hash;
    }

    private static JsonNode entry(Api by, int tenant, String plugin) {
        return by.read(Api.tenant(tenant, "plugins/" + plugin));
    }

    private static Api.Reply decide(
            Api by, int tenant, String plugin, boolean enabled, @Nullable String hash, @Nullable String shadow) {
        var form = new HashMap<String, Object>();
        form.put("enabled", enabled);
        form.put("hash", hash);
        form.put("shadow", shadow);
        int revision = entry(by, tenant, plugin).path("here").path("revision").asInt();
        return by.put(
                Api.tenant(tenant, "plugins/" + plugin + "/enablement"), form, "If-Match", "\"" + revision + "\"");
    }

    private Api.Reply offer(String plugin, int subtree) {
        return second.post(Api.tenant(PROVINCE, "plugins/" + plugin + "/offers"), Map.of("subtree", subtree));
    }

    /** Writes, tries and enacts the plugin's policy in a city. */
    private void enact(int tenant, Api author, Api officer) {
        var value = Map.of("from", "2024-01-01", "value", "0.1", "unit", "1");
        var form = new HashMap<String, Object>(Map.of(
                "version",
                "示例2024",
                "titleZh",
                "示例市级奖励",
                "titleEn",
                "Sample city award",
                "document",
                "示例（平台演示）",
                "article",
                "示例条款",
                "from",
                "2024-01-01",
                "clock",
                "RECEIVED",
                "exclusivity",
                "NONE",
                "parameters",
                Map.of("rate", List.of(value))));
        var policy = "policies/" + MoneyPlugin.POLICY;
        var draft = author.post(Api.tenant(tenant, policy + "/drafts"), Map.of("form", form))
                .expect(201);
        var id = draft.path("id").asText();
        author.succeeded(author.post(
                        Api.tenant(tenant, policy + "/backtests"),
                        Map.of("years", List.of(2024), "scenarios", List.of(Map.of("draft", id))))
                .expect(202));
        officer.send("POST", Api.tenant(tenant, policy + "/drafts/" + id + "/enactment"), "", "If-Match", "\"1\"")
                .expect(200)
                .path("reassessments")
                .forEach(job -> officer.succeeded(officer.read(Api.tenant(tenant, "jobs/" + job.asText()))));
    }

    private static void registered(Api administrator, int tenant, String title, String received) {
        var contract = SampleContract.between(title, Party.university(tenant), Party.enterprise(tenant))
                .registeredOn("2024-05-06")
                .with("signedOn", "2024-05-01")
                .received("2024-07-01", received);
        administrator.succeeded(administrator
                .upload(tenant, "plugins.csv", SampleContract.csv(contract), "ALL_OR_NOTHING")
                .expect(202));
    }

    private static List<String> amounts(Api by, int tenant) {
        return by.all(Api.tenant(tenant, "entitlements?year=2024&policy=" + MoneyPlugin.POLICY)).stream()
                .map(one -> one.path("entitledAmount").asText())
                .sorted()
                .toList();
    }

    @Test
    @DisplayName(
            "money: two versions in two cities, differences in the shadow, the switch, the old decision recomputed, the withdrawal")
    void money() throws Exception {
        var greedy = MoneyPlugin.packed(MONEY, "0.9.0", "0.00", "registers");
        var refused = first.bring(PROVINCE, greedy, Optional.of(PluginIT.signature(key, greedy)))
                .problem(422, "PLUGIN_REFUSED");
        assertThat(refused.path("errors").path(0).path("message").asText()).contains("policies", "Plugin-Needs");

        var one = approved(MoneyPlugin.packed(MONEY, "1.0.0", "0.00", "policies"));
        var author = signedIn(account(QIQIHAR, "起草", "ADMINISTRATOR"));
        var officerName = account(QIQIHAR, "施行", "ADMINISTRATOR");
        var officer = signedIn(officerName);
        var other = signedIn(account(MUDANJIANG, "起草", "ADMINISTRATOR"));
        var otherOfficer = signedIn(account(MUDANJIANG, "施行", "ADMINISTRATOR"));
        decide(author, QIQIHAR, MONEY, true, one, null).problem(409, "PLUGIN_NOT_OFFERED");
        offer(MONEY, QIQIHAR).expect(201);
        author.post(Api.tenant(QIQIHAR, "plugins/" + MONEY + "/offers"), Map.of("subtree", QIQIHAR))
                .problem(403, "NOT_PERMITTED");
        var here = decide(author, QIQIHAR, MONEY, true, one, null).expect(200).path("here");
        assertThat(here.path("answering").asText()).isEqualTo(one);
        decide(other, MUDANJIANG, MONEY, true, one, null).problem(409, "PLUGIN_NOT_OFFERED");
        assertThat(other.get(Api.tenant(MUDANJIANG, "policies/" + MoneyPlugin.POLICY))
                        .status())
                .as("the other city has no such policy")
                .isEqualTo(404);
        registered(author, QIQIHAR, "插件试验大", "2000000.00");
        registered(author, QIQIHAR, "插件试验小", "500000.00");
        enact(QIQIHAR, author, officer);
        author.assess(QIQIHAR, 2024);
        assertThat(amounts(author, QIQIHAR)).contains("200000.00", "50000.00");

        var two = approved(MoneyPlugin.packed(MONEY, "1.1.0", "777.00", "policies"));
        offer(MONEY, PROVINCE).expect(201);
        decide(other, MUDANJIANG, MONEY, true, two, null).expect(200);
        registered(other, MUDANJIANG, "插件试验大", "2000000.00");
        enact(MUDANJIANG, other, otherOfficer);
        other.assess(MUDANJIANG, 2024);
        assertThat(amounts(other, MUDANJIANG)).contains("200777.00");
        assertThat(amounts(author, QIQIHAR)).contains("200000.00");

        // Tried beside the old one: on what was decided, and on the next assessment.
        author.post(Api.tenant(QIQIHAR, "plugins/" + MONEY + "/shadow/runs"), Map.of())
                .problem(409, "PLUGIN_NO_SHADOW");
        decide(author, QIQIHAR, MONEY, true, one, two).expect(200);
        var job = author.succeeded(
                author.post(Api.tenant(QIQIHAR, "plugins/" + MONEY + "/shadow/runs"), Map.of("year", 2024))
                        .expect(202));
        assertThat(job.path("counts").path("differences").asInt()).isPositive();
        assertThat(job.path("counts").path("cases").asInt())
                .as("what got no bonus differs in nothing")
                .isGreaterThan(job.path("counts").path("differences").asInt());
        author.assess(QIQIHAR, 2024);
        var found = author.read(Api.tenant(QIQIHAR, "plugins/" + MONEY + "/shadow?limit=200"));
        assertThat(found.path("items"))
                .as("of the city and its counties, the sample contracts among them")
                .allMatch(listed -> listed.path("tenant").asInt() / 100 == QIQIHAR / 100)
                .anySatisfy(difference -> {
                    assertThat(difference.path("assessed").asText()).isEqualTo("200000.00");
                    assertThat(difference.path("shadowAssessed").asText()).isEqualTo("200777.00");
                });
        assertThat(amounts(author, QIQIHAR)).as("never paid").contains("200000.00");
        assertThat(other.read(Api.tenant(MUDANJIANG, "plugins/" + MONEY + "/shadow?hash=" + two))
                        .path("items"))
                .isEmpty();
        inTheBrowser(officerName);

        var old = author.all(Api.tenant(QIQIHAR, "entitlements?year=2024&policy=" + MoneyPlugin.POLICY)).stream()
                .filter(decided -> decided.path("entitledAmount").asText().equals("50000.00"))
                .findFirst()
                .orElseThrow();
        decide(author, QIQIHAR, MONEY, true, two, null).expect(200);
        var again = author.post(
                        Api.tenant(QIQIHAR, "entitlements/" + old.path("id").asText() + "/recomputation"), "")
                .expect(200);
        assertThat(again.path("identical").asBoolean())
                .as("pinned to version one")
                .isTrue();
        author.assess(QIQIHAR, 2024);
        assertThat(amounts(author, QIQIHAR)).contains("200777.00");

        second.send("DELETE", Api.tenant(PROVINCE, "plugins/archives/" + two), "")
                .problem(409, "PLUGIN_IN_USE");
        var losing = second.send("DELETE", Api.tenant(PROVINCE, "plugins/" + MONEY + "/offers/" + PROVINCE), "")
                .problem(409, "PLUGIN_IN_USE");
        assertThat(losing.path("errors").path(0).path("field").asText()).isEqualTo(Integer.toString(MUDANJIANG));
        second.send("DELETE", Api.tenant(PROVINCE, "plugins/" + MONEY + "/offers/" + PROVINCE + "?confirmed=1"), "")
                .expect(200);
        assertThat(entry(other, MUDANJIANG, MONEY).path("here").path("enabled").asBoolean())
                .isFalse();
        assertThat(other.assess(MUDANJIANG, 2024).path("counts").path("silent").asInt())
                .isPositive();
        assertThat(amounts(other, MUDANJIANG)).as("what was decided stands").contains("200777.00");
        var version = other.read(Api.tenant(MUDANJIANG, "policies/" + MoneyPlugin.POLICY))
                .path("line")
                .path("versions")
                .path(0);
        assertThat(version.path("silent").path("zh").asText()).contains("没有启用插件");
        decide(author, QIQIHAR, MONEY, false, null, null).expect(200);
        second.send("DELETE", Api.tenant(PROVINCE, "plugins/archives/" + two), "")
                .problem(409, "PLUGIN_PINNED");
        assertThat(author.all(Api.tenant(QIQIHAR, "journal")).stream()
                        .filter(line -> line.path("subjectId").asText().equals(MONEY))
                        .map(line -> line.path("action").asText()))
                .contains("PLUGIN_ENABLED", "PLUGIN_TRIED", "PLUGIN_SWITCHED", "PLUGIN_DISABLED");
    }

    private void inTheBrowser(String officer) {
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn(officer, PASSWORD);
            page.navigate("/t/" + QIQIHAR + "/plugins");
            var card = page.getByTestId("plugin-" + MONEY);
            PlaywrightAssertions.assertThat(card.getByTestId("plugin-here")).containsText("已启用");
            PlaywrightAssertions.assertThat(card.getByTestId("plugin-answering"))
                    .containsText("1.0.0");
            PlaywrightAssertions.assertThat(page.getByTestId("plugin-provincial-incentives"))
                    .containsText("对所有单位开放");
            stands(page, "tenant-plugins");
            card.getByText("试运行结果").click();
            PlaywrightAssertions.assertThat(
                            page.getByTestId("shadow-difference").first())
                    .containsText(MoneyPlugin.POLICY);
            stands(page, "tenant-plugins-shadow");
            var province = browser.signedIn("province.admin2", longji.demoPassword());
            province.navigate("/t/" + PROVINCE + "/plugins");
            PlaywrightAssertions.assertThat(
                            province.getByTestId("plugin-" + MONEY).getByTestId("plugin-uses"))
                    .containsText("1.1.0");
            stands(province, "tenant-plugins-province");
            province.navigate("/t/" + PROVINCE + "/plugins/" + MONEY + "/remains");
            PlaywrightAssertions.assertThat(province.getByTestId("remains-row").first())
                    .isVisible();
            stands(province, "tenant-plugins-remains");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void stands(Page page, String name) {
        assertThat(Browser.barriers(page)).isEmpty();
        shot(page, name + "-zh");
        page.evaluate("localStorage.setItem('longji.locale', 'en')");
        page.reload();
        page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        shot(page, name + "-en");
        page.evaluate("localStorage.setItem('longji.locale', 'zh-CN')");
        page.reload();
    }

    /** For eyes, where a folder is named. */
    private static void shot(Page page, String name) {
        var folder = System.getProperty("longji.shots", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, name + ".png"))
                    .setFullPage(true));
        }
    }

    @Test
    @DisplayName(
            "registers: seen where enabled alone; switched off they are hidden and kept; exported, removed, uninstalled")
    void registers(LongjiServer.Running running) throws Exception {
        var file = Files.createTempFile("registers", ".jar");
        ExamplePlugin.pack(file, REGISTERS);
        var hash = approved(Files.readAllBytes(file));
        offer(REGISTERS, PROVINCE).expect(201);
        var city = signedIn(account(QIQIHAR, "登记簿", "ADMINISTRATOR"));
        var registrar = signedIn(account(QIQIHAR, "登记", "REGISTRAR"));
        var elsewhere = signedIn(account(MUDANJIANG, "登记", "REGISTRAR"));
        decide(city, QIQIHAR, REGISTERS, true, hash, null).expect(200);
        var rows = "registers/" + REGISTERS + "/course/rows";
        registrar
                .post(
                        Api.tenant(QIQIHAR, rows),
                        Map.of(
                                "data",
                                Map.of(
                                        "title",
                                        "插件试验班",
                                        "level",
                                        "JUNIOR",
                                        "hours",
                                        40,
                                        "beginsOn",
                                        "2026-05-06",
                                        "modules",
                                        List.of(Map.of("name", "公共知识", "hours", 16)))))
                .expect(201);
        elsewhere.get(Api.tenant(MUDANJIANG, rows)).problem(404, "NOT_FOUND");

        // The province has not enabled it and lays down what its cities may choose all the same.
        assertThat(entry(second, PROVINCE, REGISTERS).path("here").path("enabled").asBoolean())
                .isFalse();
        second.post(
                        Api.tenant(PROVINCE, "plugin-settings/" + REGISTERS + "/rails"),
                        Map.of(
                                "field",
                                "leastHours",
                                "locked",
                                false,
                                "highest",
                                "30",
                                "document",
                                "示例〔2026〕3号",
                                "article",
                                "第一条"))
                .expect(201);
        city.send(
                        "POST",
                        Api.tenant(QIQIHAR, "plugin-settings/" + REGISTERS + "/choices"),
                        Map.of("values", Map.of("leastHours", 40)),
                        "If-Match",
                        "\"0\"")
                .problem(422, "SETTING_OUTSIDE_RAIL");

        decide(city, QIQIHAR, REGISTERS, false, null, null).expect(200);

        registrar.get(Api.tenant(QIQIHAR, rows)).problem(404, "NOT_FOUND");
        var data = Api.tenant(QIQIHAR, "register-data/" + REGISTERS);
        assertThat(city.read(data).path("rows").asInt()).isEqualTo(1);
        var remains = second.read(Api.tenant(PROVINCE, "plugins/" + REGISTERS + "/remains"))
                .path("tenants")
                .path(0);
        assertThat(remains.path("tenant").asInt()).isEqualTo(QIQIHAR);
        assertThat(remains.path("rows").asInt()).isEqualTo(1);
        assertThat(remains.path("enabled").asBoolean()).isFalse();
        second.get(data).problem(403, "NOT_PERMITTED");
        assertThat(city.get(data + "/archive").status()).isEqualTo(200);

        // Laid into the node's folder by its hash, as whoever runs the node would.
        var folder = Files.createDirectories(running.data().resolve("plugins"));
        Files.writeString(folder.resolve("registers.remove"), hash + "\n");
        Api.until("the archive is uninstalled", () -> Files.exists(folder.resolve("taken/registers.remove")));
        second.get(Api.tenant(PROVINCE, "plugins/" + REGISTERS)).problem(404, "NOT_FOUND");
        assertThat(city.read(data).path("rows").asInt())
                .as("what was kept outlives the archive")
                .isEqualTo(1);
        city.send("DELETE", data + "?rows=2", "").problem(409, "ROWS_CHANGED");
        city.send("DELETE", data + "?rows=1", "").expect(200);
        assertThat(city.read(data).path("rows").asInt()).isZero();
    }
}
