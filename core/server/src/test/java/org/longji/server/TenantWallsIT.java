package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.NANGANG;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

/**
 * Attacks the walls between tenants at every operation that /openapi names. Harbin has rows of every kind; what Harbin's own
 * administrator can read is read first, so that a refusal afterwards means the wall and not an empty table.
 */
@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("No request reaches another tenant's rows")
class TenantWallsIT {

    private static final String ROOT = "/api/v1/tenants/{code}";
    private static final Set<String> PUBLIC = Set.of(
            "GET /api/v1/signing-keys",
            "POST /api/v1/sessions",
            "GET /api/v1/public/certificates/{number}",
            "GET /api/v1/public/calculator/tenants",
            "GET /api/v1/public/calculator/tenants/{place}/policies",
            "GET /api/v1/public/calculator/tenants/{place}/policies/{policy}/form",
            "POST /api/v1/public/calculator/tenants/{place}/policies/{policy}/calculation",
            "GET /api/v1/public/registers/{plugin}/{register}/{key}");
    private static final Set<String> OF_THE_CALLER = Set.of(
            "GET /api/v1/tenants",
            "GET /api/v1/sessions/current",
            "DELETE /api/v1/sessions/current",
            "PUT /api/v1/sessions/current/password");
    private static final Set<String> EVERYBODYS =
            Set.of("policy", "plugin", "register", "step", "endpoint", "indicator");
    /** Seen below the tenant that has them. */
    private static final Set<String> INHERITED = Set.of("rail", "settingRail", "plugin-settings");

    private static final List<Integer> REFUSALS = List.of(403, 404);

    /** What only one officer reads, not even the administrator. */
    private static final Map<String, String> OFFICERS = Map.of(
            "experts", "harbin.registrar", "blind-cases", "harbin.registrar2", "expert-reviews", "province.expert1");

    private static final String COPY =
            "{\"copy\":{\"tenant\":230000,\"version\":\"2024\",\"name\":\"围墙试验\",\"from\":\"2031-01-01\"}}";
    private static final String RAIL =
            "{\"parameter\":\"rate\",\"locked\":false,\"highest\":\"0.99\",\"from\":\"2031-01-01\","
                    + "\"document\":\"围墙护栏\",\"article\":\"一\",\"confirmed\":false}";

    private static final String SETTING_RAIL = "{\"field\":\"leastHours\",\"locked\":false,\"highest\":\"399\","
            + "\"document\":\"围墙护栏\",\"article\":\"二\"}";

    private final Map<String, String> ids = new TreeMap<>();
    private final Map<String, Api> officers = new TreeMap<>();
    private final List<Operation> operations = new ArrayList<>();
    private LongjiServer.Running longji;
    private Api harbin;
    private Api province;
    private Api daqing;
    private Api registrarOfDaqing;
    private Api nangang;

    private record Operation(String method, String path) {

        boolean reads() {
            return method.equals("GET");
        }

        boolean isItem() {
            // A policy's name is nobody's: what lies behind it may be inherited. Plugins, their registers and
            // indicators are everybody's.
            return !path.startsWith(ROOT + "/plugins/")
                    && path.replace("{code}", "")
                            .replace("{policy}", "")
                            .replace("{plugin}", "")
                            .replace("{register}", "")
                            .replace("{indicator}", "")
                            .contains("{");
        }

        /** What stands behind the tenant, such as {@code contracts}; empty for the tenant itself. */
        String resource() {
            return path.startsWith(ROOT + "/")
                    ? path.substring(ROOT.length() + 1).split("/")[0]
                    : "";
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    void fillHarbin(LongjiServer.Running running) {
        longji = running;
        harbin = Api.as(longji, "harbin.admin");
        province = Api.as(longji, "province.admin");
        daqing = Api.as(longji, "daqing.admin");
        registrarOfDaqing = Api.as(longji, "daqing.registrar");
        nangang = Api.as(longji, "nangang.admin");
        var good = SampleContract.inHarbin("围墙试验")
                .registeredOn("2018-02-06")
                .with("electedSide", "买方")
                .received("2018-07-01", "1000000.00");
        var bad = SampleContract.inHarbin("围墙试验错行").with("signedOn", "昨天");
        var job = harbin.succeeded(harbin.upload(HARBIN, "walls.csv", SampleContract.csv(good, bad), "GOOD_ROWS")
                .expect(202));
        assertThat(job.path("counts").path("rejected").asInt()).isEqualTo(1);
        harbin.assess(HARBIN, 2018);
        OFFICERS.forEach((resource, username) -> officers.put(resource, Api.as(longji, username)));
        var registrar = Api.as(longji, "harbin.registrar");
        var referred = accepted(registrar, "围墙试验专家评审", "9000000.00");
        var experts = new ArrayList<String>();
        registrar
                .read(Api.tenant(HARBIN, "experts"))
                .path("items")
                .forEach(expert -> experts.add(expert.path("account").asText()));
        registrar
                .post(Api.tenant(HARBIN, "contracts/" + referred + "/expert-review"), Map.of("experts", experts))
                .expect(200);
        ids.put("expert-reviews", referred);
        ids.put("examined", referred);
        var decided = accepted(registrar, "围墙试验抽查", "100.00");
        registrar
                .post(
                        Api.tenant(HARBIN, "contracts/" + decided + "/refusal"),
                        "{\"reasons\":[{\"code\":\"X\",\"text\":\"不属于技术合同\"}]}")
                .expect(200);
        ids.put("decided", decided);
        ids.put(
                "agencies",
                harbin.read(Api.tenant(HARBIN, "agencies"))
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText());
        var filed = harbin.post(
                        Api.tenant(HARBIN, "contracts"),
                        SampleContract.inHarbin("围墙试验附件").form())
                .expect(201)
                .path("id")
                .asText();
        ids.put("filed", filed);
        ids.put(
                "attachment",
                harbin.attach(HARBIN, filed, "CONTRACT_TEXT", "围墙.txt", "围墙试验的合同文本".getBytes(StandardCharsets.UTF_8))
                        .expect(201)
                        .path("id")
                        .asText());
        ids.put(
                "quality-rounds",
                harbin.post(
                                Api.tenant(HARBIN, "quality-rounds"),
                                "{\"from\":\"2026-01-01\",\"until\":\"2099-12-31\",\"casesPerRegistrar\":200}")
                        .expect(201)
                        .path("id")
                        .asText());
        ids.put(
                "blind-cases",
                officers.get("blind-cases")
                        .read(Api.tenant(HARBIN, "blind-cases"))
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText());
        ids.put("jobs", job.path("id").asText());
        ids.put("contracts", only(harbin, "contracts?q=" + good.provider.creditCode()));
        harbin.post(
                        Api.tenant(HARBIN, "contracts/" + ids.get("contracts") + "/changes"),
                        "{\"kind\":\"CANCELLATION\",\"reason\":\"围墙试验\"}")
                .expect(201);
        ids.put("organizations", only(harbin, "organizations?q=" + good.provider.creditCode()));
        ids.put(
                "entitlements",
                only(harbin, "entitlements?policy=plan-buyer-subsidy&contract=" + ids.get("contracts")));
        ids.put(
                "accounts",
                harbin.all(Api.tenant(HARBIN, "accounts")).stream()
                        .filter(account -> account.path("username").asText().equals("harbin.finance"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText());
        fillPolicies();
        fillRegisters();
        var described = Api.tree(
                longji.anonymous().get("/openapi", "Accept", "application/json").body());
        described
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                operations.add(new Operation(method.toUpperCase(Locale.ROOT), path.getKey()))));
        // Beside its methods a path may list the parameters they share.
        operations.removeIf(operation -> operation.method().equals("PARAMETERS"));
    }

    private void fillPolicies() {
        var policy = "institution-award-2024";
        ids.put("policy", policy);
        ids.put("version", "围墙试验");
        var path = "policies/" + policy;
        ids.put(
                "draft",
                harbin.post(Api.tenant(HARBIN, path + "/drafts"), COPY)
                        .expect(201)
                        .path("id")
                        .asText());
        ids.put("policies", ids.get("draft"));
        ids.put(
                "rail",
                harbin.post(Api.tenant(HARBIN, path + "/rails"), RAIL)
                        .expect(201)
                        .path("id")
                        .asText());
        ids.put(
                "backtest",
                harbin.succeeded(harbin.post(
                                        Api.tenant(HARBIN, path + "/backtests"),
                                        "{\"years\":[2018],\"scenarios\":[{\"draft\":\"" + ids.get("draft") + "\"}]}")
                                .expect(202))
                        .path("id")
                        .asText());
    }

    private void fillRegisters() {
        ids.put("plugin", ExamplePlugin.ID);
        ids.put("register", "certificate");
        var row = RegisterIT.issued(
                Api.as(longji, "harbin.registrar"),
                Api.as(longji, "harbin.registrar2"),
                Api.as(longji, "harbin.reviewer"),
                "围墙试验班",
                "围墙甲");
        ids.put("registers", row.path("id").asText());
        ids.put("step", "revoke");
        ids.put("endpoint", "open-courses");
        ids.put("indicator", "persons-certified");
        harbin.succeeded(harbin.post(Api.tenant(HARBIN, "indicators"), "{}").expect(202));
        ids.put(
                "screenings",
                Api.as(longji, "harbin.registrar")
                        .post(Api.tenant(HARBIN, "screenings"), PointsIT.listed("围墙试验出境"))
                        .expect(201)
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText());
        ids.put(
                "settingRail",
                harbin.post(Api.tenant(HARBIN, "plugin-settings/" + ExamplePlugin.ID + "/rails"), SETTING_RAIL)
                        .expect(201)
                        .path("rails")
                        .path(0)
                        .path("id")
                        .asText());
        ids.put("plugin-settings", ids.get("settingRail"));
        ids.put(
                "row-file",
                RegisterIT.attached(
                                Api.as(longji, "harbin.admin"),
                                HARBIN,
                                "certificate",
                                ids.get("registers"),
                                "IDENTITY",
                                "围墙.txt",
                                "围墙试验的证件")
                        .expect(201)
                        .path("id")
                        .asText());
    }

    private String accepted(Api registrar, String title, String amount) {
        var path = "contracts/"
                + harbin.post(
                                Api.tenant(HARBIN, "contracts"),
                                SampleContract.inHarbin(title)
                                        .with("signedOn", "2026-03-02")
                                        .with("contractAmount", amount)
                                        .with("technologyAmount", amount)
                                        .form())
                        .expect(201)
                        .path("id")
                        .asText();
        harbin.post(Api.tenant(HARBIN, path + "/submission"), "").expect(200);
        return registrar
                .post(Api.tenant(HARBIN, path + "/acceptance"), "")
                .expect(200)
                .path("id")
                .asText();
    }

    /** Who at Harbin reads an operation. */
    private Api reader(Operation operation) {
        return officers.getOrDefault(operation.resource(), harbin);
    }

    /** What an operation cannot be asked without. */
    private static String query(Operation operation) {
        if (operation.path().endsWith("/registration-regimes/form")) {
            return "?type=TRANSFER&subtype=21";
        }
        if (operation.resource().equals("statistics")) {
            return "?period=2018";
        }
        return operation.resource().equals("refusal-drift") ? "?from=2026-01-01&until=2026-12-31" : "";
    }

    private boolean ofAdministrators(Operation operation) {
        return !officers.containsKey(operation.resource());
    }

    private static String only(Api api, String list) {
        var items = api.read(Api.tenant(HARBIN, list)).path("items");
        assertThat(items).hasSize(1);
        return items.path(0).path("id").asText();
    }

    private Stream<Operation> reading() {
        return inTenants().filter(Operation::reads);
    }

    private Stream<Operation> inTenants() {
        return operations.stream().filter(operation -> operation.path().startsWith(ROOT));
    }

    private String at(int tenant, Operation operation) {
        // A contract that came with a ledger was never examined, and only a refused one has a letter.
        var which = operation.path().contains("/examination")
                ? "examined"
                : operation.path().contains("/letters/")
                        ? "decided"
                        : operation.resource().equals("contracts")
                                        && operation.path().contains("/attachments")
                                ? "filed"
                                : operation.resource();
        var path = operation
                .path()
                .replace("{code}", Integer.toString(tenant))
                .replace("{place}", Integer.toString(tenant))
                .replace(
                        "{number}",
                        operation.path().contains("/changes/")
                                        || operation.path().contains("/items/")
                                        || operation.path().contains("/hits/")
                                ? "1"
                                : "2301012018000001")
                .replace("{round}", "1")
                .replace("{determination}", "00000000-0000-0000-0000-000000000001")
                .replace("{verdict}", "00000000-0000-0000-0000-000000000001")
                .replace(
                        "{plugin}",
                        operation.resource().equals("plugins")
                                ? "provincial-incentives"
                                : ids.getOrDefault("plugin", "{plugin}"))
                .replace("{subtree}", Integer.toString(tenant))
                .replace("{hash}", "0".repeat(64))
                .replace("{fingerprint}", "0".repeat(32))
                .replace("{attachment}", ids.getOrDefault(which.equals("registers") ? "row-file" : "attachment", ""))
                .replace("{key}", "SAMPLE-230100-2026-0001")
                .replace("{id}", ids.getOrDefault(which, "{id}"));
        // What lies below an item is named by its placeholder.
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return path;
    }

    @Test
    @DisplayName("every operation of /openapi is known to these tests")
    void everyOperationIsClassified() {
        assertThat(operations).hasSizeGreaterThan(30);
        assertThat(operations).allSatisfy(operation -> {
            if (!operation.path().startsWith(ROOT)) {
                assertThat(PUBLIC.contains(operation.toString()) || OF_THE_CALLER.contains(operation.toString()))
                        .as("%s is public or of the caller", operation)
                        .isTrue();
            } else if (operation.isItem()) {
                assertThat(ids).as("%s has a row to attack", operation).containsKey(operation.resource());
            }
            assertThat(at(HARBIN, operation)).as("%s", operation).doesNotContain("{", "}");
            if (operation.path().startsWith(ROOT) && !operation.reads()) {
                assertThat(body(operation))
                        .as("%s has a body to attack with", operation)
                        .isNotNull();
            }
        });
    }

    @Test
    @DisplayName("Harbin's own administrator reads everything the others are refused")
    void harbinReads() {
        reading()
                .forEach(operation -> reader(operation)
                        .get(at(HARBIN, operation) + query(operation))
                        .expect(200));
    }

    @Test
    @DisplayName("a sibling and a county below are refused at Harbin's own address, cold or with a warm cache")
    void refusedAtHarbin() {
        reading().forEach(operation -> {
            var path = at(HARBIN, operation) + query(operation);
            for (var attacker : List.of(daqing, registrarOfDaqing, nangang)) {
                attacker.get(path).problem(404, "TENANT_NOT_FOUND");
                reader(operation).get(path).expect(200);
                attacker.get(path).problem(404, "TENANT_NOT_FOUND");
            }
        });
    }

    @Test
    @DisplayName("Harbin's rows are not found under another tenant's address, whoever asks and however warm the cache")
    void notFoundElsewhere() {
        reading()
                .filter(Operation::isItem)
                .filter(operation -> !ofAdministrators(operation))
                .forEach(operation -> {
                    reader(operation).get(at(HARBIN, operation)).expect(200);
                    registrarOfDaqing.get(at(DAQING, operation)).expectIn(REFUSALS);
                    officers.values().stream()
                            .filter(officer -> officer != reader(operation))
                            .forEach(officer ->
                                    officer.get(at(HARBIN, operation)).expectIn(REFUSALS));
                });
        reading().filter(Operation::isItem).filter(this::ofAdministrators).forEach(operation -> {
            harbin.get(at(HARBIN, operation)).expect(200);
            province.get(at(PROVINCE, operation)).expect(200);
            province.get(at(HARBIN, operation)).expect(200);
            daqing.get(at(DAQING, operation)).problem(404, "NOT_FOUND");
            nangang.get(at(NANGANG, operation)).problem(404, "NOT_FOUND");
            province.get(at(DAQING, operation)).problem(404, "NOT_FOUND");
            province.get(at(NANGANG, operation)).problem(404, "NOT_FOUND");
            harbin.get(at(NANGANG, operation)).problem(404, "NOT_FOUND");
        });
    }

    @Test
    @DisplayName("while both read at once, neither gets the other's row")
    void simultaneousReads() throws Exception {
        var item = new Operation("GET", ROOT + "/contracts/{id}");
        var statuses = Api.atOnce(6, i -> {
            var seen = new ArrayList<Integer>();
            for (int round = 0; round < 25; round++) {
                seen.add(
                        i % 2 == 0
                                ? harbin.get(at(HARBIN, item)).status()
                                : daqing.get(at(DAQING, item)).status());
            }
            return seen;
        });
        for (int i = 0; i < statuses.size(); i++) {
            assertThat(statuses.get(i)).containsOnly(i % 2 == 0 ? 200 : 404);
        }
    }

    @Test
    @DisplayName("lists hold rows of the own subtree alone")
    void listsStayInside() {
        reading()
                .filter(operation -> !operation.isItem())
                .filter(this::ofAdministrators)
                .forEach(operation -> {
                    harbin.get(at(HARBIN, operation) + query(operation)).expect(200);
                    staysInside(daqing, DAQING, operation, code -> code / 100 == DAQING / 100);
                    staysInside(nangang, NANGANG, operation, code -> code == NANGANG);
                    staysInside(harbin, HARBIN, operation, code -> code / 100 == HARBIN / 100);
                });
        assertThat(harbin.all(Api.tenant(HARBIN, "contracts"))).hasSizeGreaterThan(10);
    }

    private void staysInside(Api caller, int tenant, Operation operation, Predicate<Integer> inside) {
        var path = at(tenant, operation);
        var asked = query(operation).isEmpty() ? "?" : query(operation) + "&";
        var reply = caller.get(path + asked + "limit=200&code=" + HARBIN + "&tenant=" + HARBIN);
        reply.expect(200);
        // The rules of registration are the province's and inherited; policies and their rails are, from every tenant
        // above.
        boolean policies =
                operation.resource().equals("policies") || operation.resource().equals("plugin-settings");
        boolean inherited = policies
                || operation.resource().equals("registration-regimes")
                || operation.resource().equals("plugins");
        assertThat(reply.body().findValues("tenant"))
                .as("%s", path)
                .allSatisfy(code -> assertThat(inside.test(code.asInt())
                                || inherited && code.asInt() == PROVINCE
                                || policies && tenant == NANGANG && code.asInt() == HARBIN)
                        .as("%s", code)
                        .isTrue());
        if (tenant != HARBIN) {
            ids.forEach((name, id) -> {
                if (!EVERYBODYS.contains(name) && !(INHERITED.contains(name) && tenant == NANGANG)) {
                    assertThat(reply.raw().body()).doesNotContain(id);
                }
            });
        }
    }

    @Test
    @DisplayName("the tree shows each caller the own subtree")
    void trees() {
        assertThat(codes(daqing)).isNotEmpty().allMatch(code -> code / 100 == DAQING / 100);
        assertThat(codes(nangang)).containsExactly(NANGANG);
        assertThat(codes(harbin)).contains(HARBIN, NANGANG).allMatch(code -> code / 100 == HARBIN / 100);
        assertThat(codes(province)).contains(PROVINCE, HARBIN, NANGANG, DAQING).hasSizeGreaterThan(130);
    }

    private static List<Integer> codes(Api caller) {
        return caller.read("/api/v1/tenants").path("items").findValues("code").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    @Test
    @DisplayName("without a token of ours nothing but the public is answered")
    void tokens() {
        var token = longji.as("harbin.admin").token();
        var parts = token.split("\\.");
        var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var kid = Api.tree(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                .path("kid")
                .asText();
        var forged = Map.of(
                "none",
                "",
                "garbage",
                "abc.def.ghi",
                "not even that",
                "x",
                "alg=none",
                encoded("{\"alg\":\"none\",\"kid\":\"" + kid + "\"}") + "." + parts[1] + ".",
                "alg=HS256",
                encoded("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}") + "." + parts[1] + "." + parts[2],
                "other payload",
                parts[0] + "." + encoded(payload.replace("\"exp\":", "\"exp\":9")) + "." + parts[2],
                "other key",
                encoded("{\"alg\":\"ES256\",\"kid\":\"x\"}") + "." + parts[1] + "." + parts[2],
                "cut short",
                token.substring(0, token.length() - 4));
        Stream.concat(
                        operations.stream().filter(operation -> OF_THE_CALLER.contains(operation.toString())),
                        inTenants())
                .forEach(operation -> forged.forEach((name, bearer) -> {
                    var nobody =
                            new Api(new LongjiServer.Client(longji.anonymous().http(), longji.base(), bearer));
                    var reply = send(nobody, at(HARBIN, operation), operation);
                    assertThat(reply.status()).as("%s with %s", operation, name).isEqualTo(401);
                    reply.problem(401, "SIGN_IN_REQUIRED");
                }));
        harbin.get("/api/v1/sessions/current").expect(200);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("no header moves a caller to another tenant")
    void spoofedHeaders() {
        var item = at(HARBIN, new Operation("GET", ROOT + "/contracts/{id}"));
        var token = longji.as("harbin.admin").token();
        var headers = new ArrayList<String>();
        for (var name : List.of("X-Tenant", "X-Tenant-Id", "Tenant", "X-Scope", "X-Organization")) {
            headers.addAll(List.of(name, Integer.toString(HARBIN)));
        }
        for (var name : List.of(
                "X-User", "X-Remote-User", "Remote-User", "X-Forwarded-User", "X-Forwarded-Preferred-Username")) {
            headers.addAll(List.of(name, "harbin.admin"));
        }
        headers.addAll(
                List.of("X-Forwarded-For", "127.0.0.1", "X-Forwarded-Host", "harbin", "Forwarded", "for=127.0.0.1"));
        headers.addAll(
                List.of("X-Original-URL", item, "X-Rewrite-URL", item, "X-Forwarded-Prefix", "/api/v1/tenants/230100"));
        headers.addAll(
                List.of("X-Authorization", "Bearer " + token, "Cookie", "token=" + token + "; JSESSIONID=" + token));
        var spoofed = headers.toArray(String[]::new);
        reading().forEach(operation -> {
            daqing.get(at(HARBIN, operation) + query(operation), spoofed).problem(404, "TENANT_NOT_FOUND");
            if (operation.isItem() && ofAdministrators(operation)) {
                daqing.get(at(DAQING, operation), spoofed).problem(404, "NOT_FOUND");
            }
            new Api(longji.anonymous()).get(at(HARBIN, operation), spoofed).problem(401, "SIGN_IN_REQUIRED");
        });
        daqing.get(Api.tenant(DAQING, "../230100/contracts/" + ids.get("contracts")))
                .expect(404);
        daqing.get("/api/v1/tenants/230600;code=230100/contracts/" + ids.get("contracts"))
                .problem(404, "NOT_FOUND");
    }

    @Test
    @DisplayName("no change reaches Harbin's rows from outside")
    void changes() {
        var before = state();
        inTenants().filter(operation -> !operation.reads()).forEach(operation -> {
            for (var attacker : List.of(daqing, registrarOfDaqing, nangang)) {
                assertThat(send(attacker, at(HARBIN, operation), operation).status())
                        .as("%s at Harbin", operation)
                        .isEqualTo(404);
            }
            if (operation.isItem()) {
                for (var path : List.of(at(DAQING, operation))) {
                    for (var attacker : List.of(daqing, registrarOfDaqing, province)) {
                        assertThat(send(attacker, path, operation).status())
                                .as("%s at Daqing", operation)
                                .isIn(REFUSALS);
                    }
                }
                assertThat(send(nangang, at(NANGANG, operation), operation).status())
                        .as("%s at Nangang", operation)
                        .isIn(REFUSALS);
            }
        });
        assertThat(state()).isEqualTo(before);
    }

    private Map<String, JsonNode> state() {
        var state = new HashMap<String, JsonNode>();
        reading()
                .filter(Operation::isItem)
                .filter(operation -> !operation.path().endsWith("/errors"))
                .forEach(operation ->
                        state.put(operation.toString(), reader(operation).read(at(HARBIN, operation))));
        return state;
    }

    private Api.Reply send(Api caller, String path, Operation operation) {
        if (operation.resource().equals("imports") && !operation.reads()) {
            return caller.upload(
                    Integer.parseInt(path.split("/")[4]),
                    "walls.csv",
                    SampleContract.csv(SampleContract.inHarbin("围墙试验外来")),
                    "GOOD_ROWS");
        }
        if (operation.toString().equals("POST " + ROOT + "/plugins")) {
            return caller.bring(Integer.parseInt(path.split("/")[4]), new byte[] {'P', 'K'}, Optional.empty());
        }
        if (operation.path().endsWith("/{register}/imports")) {
            return caller.rows(path, "walls.csv", "姓名,证件号码,课程\n外来,230103199001011234,围墙试验班\n");
        }
        if (operation.resource().equals("national-numbers")) {
            return caller.numbers(
                    Integer.parseInt(path.split("/")[4]),
                    "walls.csv",
                    "合同登记编号,全国系统编号\n2301012018000001,2301992018000001\n".getBytes(StandardCharsets.UTF_8));
        }
        var body = operation.reads() || operation.method().equals("DELETE") ? "" : body(operation);
        return caller.send(operation.method(), path, body == null ? "{}" : body, "If-Match", "\"1\"");
    }

    /** A body that would do its work if the wall were not there; null for an operation nobody thought of yet. */
    private static Object body(Operation operation) {
        return switch (operation.method() + " " + operation.path().replace(ROOT + "/", "")) {
            case "POST contracts", "PUT contracts/{id}" ->
                SampleContract.inHarbin("围墙试验").form();
            case "POST contracts/{id}/refusal", "POST contracts/{id}/correction" ->
                "{\"reasons\":[{\"code\":\"X\",\"text\":\"外来\"}]}";
            case "POST contracts/{id}/registration", "POST contracts/{id}/changes/{number}/approval" -> "{}";
            case "POST contracts/{id}/changes" -> "{\"kind\":\"CANCELLATION\",\"reason\":\"外来\"}";
            case "POST contracts/{id}/changes/{number}/refusal" -> "{\"words\":\"外来\"}";
            case "POST contracts/{id}/tax-previews" -> "{\"card\":\"STAMP_DUTY\"}";
            case "POST contracts/{id}/receipts" -> "{\"receivedOn\":\"2018-08-01\",\"received\":\"1.00\"}";
            case "PUT contracts/{id}/side-election" -> "{\"year\":2019,\"side\":\"PROVIDER\"}";
            case "POST organizations", "PUT organizations/{id}" ->
                Party.enterprise(HARBIN).form();
            case "PUT contracts/{id}/examination" -> "{\"answers\":[{\"question\":\"G1\",\"answer\":\"YES\"}]}";
            case "POST contracts/{id}/expert-review" -> "{\"experts\":[],\"dispute\":\"外来\"}";
            case "PUT expert-reviews/{id}/opinion" -> "{\"opinion\":\"OPPOSE\",\"reasons\":\"外来\"}";
            case "POST quality-rounds" -> "{\"from\":\"2026-01-01\",\"until\":\"2099-12-31\",\"casesPerRegistrar\":1}";
            case "PUT blind-cases/{id}/judgement" ->
                "{\"outcome\":\"REFUSE\",\"reasons\":[{\"code\":\"X\",\"text\":\"外来\"}]}";
            case "PUT policies/{policy}/versions/{version}/end" -> "{\"until\":\"2099-12-31\"}";
            case "POST policies/{policy}/drafts" -> COPY;
            case "PUT policies/{policy}/drafts/{draft}" ->
                "{\"version\":\"外来\",\"from\":\"2031-01-01\",\"clock\":\"REGISTERED\",\"exclusivity\":\"NONE\",\"parameters\":{}}";
            case "POST policies/{policy}/trial/form" -> "{\"version\":\"外来\"}";
            case "POST policies/{policy}/trial" -> "{\"form\":{\"version\":\"外来\"},\"given\":{\"year\":2031}}";
            case "POST policies/{policy}/drafts/{draft}/calculation" -> "{\"given\":{\"year\":2031}}";
            case "POST policies/{policy}/rails",
                    "POST policies/{policy}/rails/trial",
                    "PUT policies/{policy}/rails/{rail}" -> RAIL;
            case "POST plugin-settings/{plugin}/choices" -> "{\"values\":{\"leastHours\":2}}";
            case "POST plugin-settings/{plugin}/rails" -> SETTING_RAIL;
            case "POST plugins/{plugin}/endpoints/{endpoint}" -> "{}";
            case "POST policies/{policy}/backtests" ->
                "{\"years\":[2018],\"scenarios\":[{\"draft\":\"00000000-0000-0000-0000-000000000001\"}]}";
            case "POST measures/check" -> "{\"policyId\":\"walls\",\"text\":\"pays: PROVIDER\\namount: []\\n\"}";
            case "PUT plugins/{plugin}/enablement" -> "{\"enabled\":false}";
            case "POST plugins/{plugin}/offers" -> "{\"subtree\":230100}";
            case "POST plugins/{plugin}/shadow/runs" -> "{\"year\":2018}";
            case "POST plugins/{plugin}/run" -> "{\"hash\":\"" + "0".repeat(64) + "\"}";
            case "POST plugins/archives/{hash}/revocation", "POST plugins/keys/{fingerprint}/revocation" ->
                "{\"reason\":\"外来\"}";
            case "POST plugins/keys" -> "{\"name\":\"外来\",\"publicKey\":\"AAAA\"}";
            case "POST registers/{plugin}/{register}/rows", "PUT registers/{plugin}/{register}/rows/{id}" ->
                "{\"data\":{\"name\":\"外来\"}}";
            case "POST registers/{plugin}/{register}/rows/{id}/steps/{step}" -> "{\"input\":{\"reason\":\"外来\"}}";
            case "POST entitlements/{id}/determinations" -> "{\"amount\":\"1000.00\",\"reason\":\"外来\"}";
            case "POST entitlements/{id}/determinations/{determination}/verdict" -> "{\"approved\":true}";
            case "POST indicators" -> "{\"day\":\"2026-01-01\"}";
            case "POST screenings" -> PointsIT.listed("外来");
            case "POST screenings/{id}/hits/{number}/verdicts" -> "{\"cleared\":true,\"reason\":\"外来\"}";
            case "POST screenings/{id}/hits/{number}/verdicts/{verdict}/decision" -> "{\"agreed\":true}";
            case "POST inbox/reading" -> "{\"notices\":[]}";
            case "POST agencies", "PUT agencies/{id}" -> AgencyIT.form("外来登记机构");
            case "POST agencies/{id}/suspension" -> "{\"reason\":\"外来\"}";
            case "POST agencies/{id}/staff" -> "{\"account\":\"00000000-0000-0000-0000-000000000001\"}";
            case "POST assessments" -> "{\"year\":2018}";
            case "POST accounts" ->
                "{\"username\":\"it.intruder\",\"displayName\":\"外来\",\"displayNameEn\":\"Intruder\","
                        + "\"password\":\"long-enough-password\",\"roles\":[{\"tenant\":230100,\"role\":\"ADMINISTRATOR\"}]}";
            case "PUT accounts/{id}/roles" -> "{\"roles\":[{\"tenant\":230600,\"role\":\"ADMINISTRATOR\"}]}";
            case "PUT contracts/{id}/items/{number}/assessment" -> "{\"priceClass\":\"NON_TECH\",\"reason\":\"外来\"}";
            case "POST contracts/{id}/submission",
                    "DELETE contracts/{id}",
                    "POST contracts/{id}/attachments",
                    "DELETE contracts/{id}/attachments/{attachment}",
                    "DELETE agencies/{id}/staff/{accounts}",
                    "POST agencies/{id}/resumption",
                    "POST contracts/{id}/acceptance",
                    "POST contracts/{id}/changes/{number}/withdrawal",
                    "POST entitlements/{id}/recomputation",
                    "POST jobs/{id}/cancellation",
                    "POST accounts/{id}/unlock",
                    "DELETE policies/{policy}/drafts/{draft}",
                    "POST policies/{policy}/drafts/{draft}/enactment",
                    "DELETE policies/{policy}/rails/{rail}",
                    "DELETE plugin-settings/{plugin}/rails/{settingRail}",
                    "POST plugins",
                    "POST plugins/{plugin}/roll-back",
                    "POST plugins/{plugin}/stop",
                    "DELETE plugins/{plugin}/offers/{subtree}",
                    "DELETE plugins/archives/{hash}",
                    "POST plugins/archives/{hash}/approval",
                    "POST signing-keys",
                    "POST national-numbers",
                    "POST registers/{plugin}/{register}/imports",
                    "POST registers/{plugin}/{register}/rows/{id}/attachments",
                    "DELETE registers/{plugin}/{register}/rows/{id}/attachments/{attachment}",
                    "DELETE register-data/{plugin}",
                    "POST register-data/{plugin}/refresh",
                    "POST screenings/refresh",
                    "POST imports" -> "";
            default -> null;
        };
    }
}
