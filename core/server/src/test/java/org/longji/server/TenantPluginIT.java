package org.longji.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
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

    private static void pick(Page page, Locator select, String option) {
        select.click();
        page.locator(".ant-select-dropdown:visible .ant-select-item-option")
                .filter(new Locator.FilterOptions().setHasText(option))
                .first()
                .click();
    }

    /** Clicks what asks whether it is meant, and means it. */
    private static void confirmed(Page page, Locator button) {
        button.click();
        page.locator(".ant-popconfirm:visible .ant-btn-primary").click();
    }

    @Test
    @DisplayName(
            "in the browser, click by click: offered, enabled, tried, switched, used, withdrawn, exported, removed, uninstalled")
    void clicked() throws Exception {
        var plugin = "it-clicked";
        for (var version : List.of("1.0.0", "1.1.0")) {
            var file = Files.createTempFile("clicked", ".jar");
            ExamplePlugin.pack(file, plugin, version);
            approved(Files.readAllBytes(file));
        }
        var cityName = account(QIQIHAR, "点击试验", "ADMINISTRATOR");
        var registrarName = account(QIQIHAR, "点击登记", "REGISTRAR");
        try (var browser = new Browser(longji.base())) {
            var province = browser.signedIn("province.admin2", longji.demoPassword());
            province.navigate("/t/" + PROVINCE + "/plugins");
            var theirs = province.getByTestId("plugin-" + plugin);
            PlaywrightAssertions.assertThat(theirs.getByTestId("plugin-offers")).containsText("尚未向任何单位开放");
            theirs.getByTestId("plugin-offer-to").click();
            province.keyboard().type("齐齐哈尔");
            province.keyboard().press("Enter");
            theirs.getByTestId("plugin-offer").click();
            PlaywrightAssertions.assertThat(theirs.getByTestId("plugin-offers")).containsText("齐齐哈尔市 230200");
            stands(province, "clicked-1-offered");

            var city = browser.signedIn(cityName, PASSWORD);
            city.navigate("/t/" + QIQIHAR + "/plugins");
            var ours = city.getByTestId("plugin-" + plugin);
            PlaywrightAssertions.assertThat(ours.getByTestId("plugin-here")).containsText("可启用");
            pick(city, ours.getByTestId("plugin-choose"), "1.0.0");
            ours.getByTestId("plugin-enable").click();
            PlaywrightAssertions.assertThat(ours.getByTestId("plugin-answering"))
                    .containsText("1.0.0");
            PlaywrightAssertions.assertThat(ours.getByTestId("plugin-settings")).isVisible();
            pick(city, ours.getByTestId("plugin-shadow"), "1.1.0");
            ours.getByTestId("plugin-enable").click();
            PlaywrightAssertions.assertThat(ours.getByTestId("plugin-here")).containsText("试运行 1.1.0");
            stands(city, "clicked-2-tried");
            pick(city, ours.getByTestId("plugin-choose"), "1.1.0");
            pick(city, ours.getByTestId("plugin-shadow"), "不试运行");
            ours.getByTestId("plugin-enable").click();
            PlaywrightAssertions.assertThat(ours.getByTestId("plugin-answering"))
                    .containsText("1.1.0");

            var registrar = browser.signedIn(registrarName, PASSWORD);
            registrar.getByTestId("menu-registers").click();
            registrar
                    .getByTestId("registers-" + plugin)
                    .getByTestId("register-course")
                    .click();
            registrar.getByTestId("row-new").click();
            registrar.getByTestId("field-title").fill("点击试验班");
            pick(registrar, registrar.getByTestId("field-level"), "初级");
            registrar.getByTestId("field-hours").fill("40");
            registrar.getByTestId("add-modules").click();
            registrar.getByTestId("field-name").fill("公共知识");
            registrar.getByTestId("field-hours").nth(1).fill("16");
            registrar.getByTestId("row-save").click();
            PlaywrightAssertions.assertThat(registrar.getByTestId("row-steps")).isVisible();

            province.reload();
            PlaywrightAssertions.assertThat(theirs.getByTestId("plugin-uses")).containsText("1.1.0");
            theirs.getByTestId("plugin-offers").locator(".ant-tag-close-icon").click();
            var asked = province.locator(".ant-modal:visible");
            PlaywrightAssertions.assertThat(asked).containsText("齐齐哈尔市");
            shot(province, "clicked-3-withdrawing");
            asked.getByTestId("plugin-withdraw").click();
            PlaywrightAssertions.assertThat(theirs.getByTestId("plugin-uses")).containsText("齐齐哈尔市: 已停用");
            registrar.getByTestId("menu-registers").click();
            PlaywrightAssertions.assertThat(registrar.getByTestId("registers-talent-training"))
                    .isVisible();
            registrar.reload();
            PlaywrightAssertions.assertThat(registrar.getByTestId("registers-talent-training"))
                    .isVisible();
            PlaywrightAssertions.assertThat(registrar.getByTestId("registers-" + plugin))
                    .hasCount(0);
            city.reload();
            PlaywrightAssertions.assertThat(ours.getByTestId("plugin-here")).containsText("未开放");

            ours.getByText("各单位存留与卸载").click();
            PlaywrightAssertions.assertThat(city.getByTestId("remains-row").first())
                    .containsText("齐齐哈尔市");
            city.getByText("导出或删除数据").click();
            stands(city, "clicked-4-data");
            var archive =
                    city.waitForDownload(() -> city.getByTestId("data-archive").click());
            try (var zip = new java.util.zip.ZipFile(archive.path().toFile())) {
                assertThat(new String(
                                zip.getInputStream(zip.getEntry("course.jsonl")).readAllBytes(), UTF_8))
                        .contains("点击试验班");
            }
            city.getByTestId("data-typed").fill(plugin);
            city.getByTestId("data-remove").click();
            PlaywrightAssertions.assertThat(city.getByTestId("data-left")).containsText("0");

            theirs.getByText("各单位存留与卸载").click();
            PlaywrightAssertions.assertThat(province.getByTestId("plugin-uninstall"))
                    .hasCount(2);
            stands(province, "clicked-5-uninstall");
            for (int left = 1; left >= 0; left--) {
                confirmed(province, province.getByTestId("plugin-uninstall").first());
                PlaywrightAssertions.assertThat(province.getByTestId("plugin-uninstall"))
                        .hasCount(left);
            }
            stands(province, "clicked-6-gone");
            province.navigate("/t/" + PROVINCE + "/plugins");
            PlaywrightAssertions.assertThat(province.getByTestId("plugin-talent-training"))
                    .isVisible();
            PlaywrightAssertions.assertThat(theirs).hasCount(0);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "in the browser: a city does without what came with Longji, its people are told so, and it has it again with all it kept")
    void shippedOffAndOn() {
        var cityName = account(MUDANJIANG, "培训管理", "ADMINISTRATOR");
        var registrarName = account(MUDANJIANG, "培训登记", "REGISTRAR");
        var training = "talent-training";
        try (var browser = new Browser(longji.base())) {
            var registrar = browser.signedIn(registrarName, PASSWORD);
            registrar.getByTestId("menu-registers").click();
            registrar
                    .getByTestId("registers-" + training)
                    .getByTestId("register-training-class")
                    .click();
            PlaywrightAssertions.assertThat(registrar.getByTestId("row-list")).isVisible();

            var city = browser.signedIn(cityName, PASSWORD);
            city.navigate("/t/" + MUDANJIANG + "/plugins");
            var card = city.getByTestId("plugin-" + training);
            PlaywrightAssertions.assertThat(card.getByTestId("plugin-here")).containsText("已启用");
            confirmed(city, card.getByTestId("plugin-disable"));
            PlaywrightAssertions.assertThat(card.getByTestId("plugin-here")).containsText("可启用");
            stands(city, "shipped-1-off");

            registrar.reload();
            PlaywrightAssertions.assertThat(registrar.getByTestId("problem")).containsText("请联系本单位管理员");
            stands(registrar, "shipped-2-list");
            registrar.getByTestId("menu-registers").click();
            PlaywrightAssertions.assertThat(registrar.getByTestId("registers-example"))
                    .isVisible();
            PlaywrightAssertions.assertThat(registrar.getByTestId("registers-" + training))
                    .hasCount(0);
            shot(registrar, "shipped-3-index");

            card.getByTestId("plugin-enable").click();
            PlaywrightAssertions.assertThat(card.getByTestId("plugin-here")).containsText("已启用");
            registrar.reload();
            PlaywrightAssertions.assertThat(registrar.getByTestId("registers-" + training))
                    .isVisible();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "registers: seen where enabled alone; switched off they are hidden and kept; exported, removed, uninstalled")
    void registers(LongjiServer.Running running) throws Exception {
        var file = Files.createTempFile("registers", ".jar");
        ExamplePlugin.pack(file, REGISTERS, "1.0.0");
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
        assertThat(entry(second, PROVINCE, REGISTERS)
                        .path("here")
                        .path("enabled")
                        .asBoolean())
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

        registrar.get(Api.tenant(QIQIHAR, rows)).problem(404, "PLUGIN_SWITCHED_OFF");
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
