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
import java.util.UUID;
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
            "GET /api/v1/public/registers/{plugin}/{register}/{key}",
            "GET /api/v1/public/notices",
            "GET /api/v1/public/journal-roots/{code}",
            "GET /api/v1/public/notices/keys",
            "GET /api/v1/public/notices/{id}",
            "GET /api/v1/public/notices/{id}/lines",
            "POST /api/v1/public/notices/{id}/objections");
    private static final Set<String> OF_THE_CALLER = Set.of(
            "GET /api/v1/tenants",
            "GET /api/v1/sessions/current",
            "DELETE /api/v1/sessions/current",
            "PUT /api/v1/sessions/current/password",
            "GET /api/v1/sessions/current/mail",
            "PUT /api/v1/sessions/current/mail",
            "DELETE /api/v1/sessions/current/mail",
            "POST /api/v1/sessions/current/mail/confirmation");
    private static final Set<String> EVERYBODYS =
            Set.of("policy", "plugin", "register", "step", "endpoint", "indicator", "channel", "kind", "year");
    /** Seen below the tenant that has them. */
    private static final Set<String> INHERITED =
            Set.of("rail", "settingRail", "plugin-settings", "credit-listings", "approval-chains");

    private static final List<Integer> REFUSALS = List.of(403, 404);

    /** What only one officer reads, not even the administrator. */
    private static final Map<String, String> OFFICERS = Map.of(
            "experts",
            "harbin.registrar",
            "blind-cases",
            "harbin.registrar2",
            "expert-reviews",
            "province.expert1",
            "rounds",
            "harbin.finance",
            "own-money",
            "applicant.buyer");

    private static final String COPY =
            "{\"copy\":{\"tenant\":230000,\"version\":\"2024\",\"name\":\"围墙试验\",\"from\":\"2031-01-01\"}}";
    private static final String RAIL =
            "{\"parameter\":\"rate\",\"locked\":false,\"highest\":\"0.99\",\"from\":\"2031-01-01\","
                    + "\"document\":\"围墙护栏\",\"article\":\"一\",\"confirmed\":false}";

    private static final String SETTING_RAIL = "{\"field\":\"leastHours\",\"locked\":false,\"highest\":\"399\","
            + "\"document\":\"围墙护栏\",\"article\":\"二\"}";

    private static final String DEMAND = "{\"workingDays\":5,\"basis\":\"围墙\",\"payTo\":\"围墙\"}";
    private static final String BECAUSE = "{\"reason\":\"外来\"}";

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
                            .replace("{year}", "")
                            .replace("{plugin}", "")
                            .replace("{register}", "")
                            .replace("{channel}", "")
                            .replace("{kind}", "")
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
        fillApprovals();
        fillPayments();
        fillRounds();
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

    private void fillPayments() {
        var finance = officers.get("rounds");
        var round = payable();
        ids.put("rounds", round.id().toString());
        var batches = Api.tenant(HARBIN, "rounds/" + round.id() + "/batches");
        var batch = finance.post(batches, PaymentIT.form())
                .expect(201)
                .path("batches")
                .path(0)
                .path("id")
                .asText();
        ids.put("batch", batch);
        finance.post(batches + "/" + batch + "/dispatch", "").expect(200);
        var payment = finance.read(Api.tenant(HARBIN, "payments?batch=" + batch))
                .path("items")
                .path(0);
        ids.put("payments", payment.path("id").asText());
        ids.put(
                "payment-holds",
                finance.read(Api.tenant(HARBIN, "payment-holds"))
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText());
        ids.put(
                "payee-accounts",
                finance.post(
                                Api.tenant(HARBIN, "payee-accounts"),
                                payeeAccount(round.items().get(1).toString()))
                        .expect(200)
                        .path("id")
                        .asText());
        ids.put(
                "bank-reports",
                finance.rows(
                                Api.tenant(HARBIN, "bank-reports"),
                                "walls.csv",
                                "端到端标识,状态\n" + payment.path("endToEndId").asText() + ",成功\nLJ-WALLS,成功\n")
                        .expect(200)
                        .path("id")
                        .asText());
        ids.put(
                "mismatch",
                finance.read(Api.tenant(HARBIN, "bank-reports/mismatches?report=" + ids.get("bank-reports")))
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText());
        ids.put(
                "credit-listings",
                finance.post(Api.tenant(HARBIN, "credit-listings"), listing("围墙"))
                        .expect(201)
                        .path("id")
                        .asText());
        ids.put(
                "recoveries",
                finance.post(
                                Api.tenant(HARBIN, "recoveries"),
                                "{\"entitlement\":\"" + round.entitlements().get(0)
                                        + "\",\"ground\":\"ERROR\",\"principal\":\"1.00\",\"reason\":\"围墙\",\"document\":\"围墙\"}")
                        .expect(201)
                        .path("id")
                        .asText());
        finance.post(Api.tenant(HARBIN, "recoveries/" + ids.get("recoveries") + "/demand"), DEMAND)
                .expect(200);
    }

    /** What the round of the payments has beside them: a decision, evidence and a notice with an objection. */
    private void fillRounds() {
        var round = ids.get("rounds");
        for (var name : List.of("item", "file", "notices", "objections", "finding")) {
            ids.put(name, UUID.randomUUID().toString());
        }
        ids.put("own-money", ids.get("item"));
        ids.put("year", "2026");
        try (var connection = ApprovedRound.owner(longji);
                var sql = connection.createStatement()) {
            sql.execute("insert into frozen_decision (tenant, hash, record) values (230100, 'walls', '{}')");
            sql.execute(
                    "insert into round_item (id, tenant, round_id, ordinal, entitlement_id, number, subject, about_year, beneficiary_code,"
                            + " beneficiary_name, beneficiary_kind, record_hash, due, status) values ('"
                            + ids.get("item") + "', 230100, '" + round
                            + "', 99, '" + ids.get("entitlements")
                            + "', '1', '围墙试验', 2026, '91230604EWNG4M6U05', '围墙', 'ENTERPRISE', 'walls', 1,"
                            + " 'DECLINED')");
            sql.execute(
                    "insert into round_evidence (id, tenant, item_id, beneficiary_code, name, media_type, sha256, content, uploaded_by, uploaded_at)"
                            + " values ('" + ids.get("file") + "', 230100, '" + ids.get("item")
                            + "', '91230604EWNG4M6U05', '围墙.txt', 'text/plain', 'x', 'x', 'x', now())");
            sql.execute(
                    "insert into public_notice (id, tenant, round_id, title_zh, title_en, basis, published_on, until_day, working_days, items, total,"
                            + " list_hash, signature, published_by_id, published_by, published_at) values ('"
                            + ids.get("notices") + "', 230100, '" + round
                            + "', '围墙试验公示', 'Walls', '围墙', '2026-03-02', '2099-12-31', 5, 1, 1, 'x', 'x', gen_random_uuid(), 'x', now())");
            sql.execute(
                    "insert into notice_line (notice_id, ordinal, tenant, item_id, beneficiary, subject, amount) values ('"
                            + ids.get("notices") + "', 1, 230100, '" + ids.get("item") + "', '围墙', '围墙试验', 1)");
            sql.execute("insert into round_finding (id, tenant, round_id, item_id, kind, evidence, found_at) values ('"
                    + ids.get("finding") + "', 230100, '" + round + "', '" + ids.get("item")
                    + "', 'RELATED', '[]', now())");
            sql.execute(
                    "insert into objection (id, tenant, notice_id, item_id, objector, contact, text, raised_at) values ('"
                            + ids.get("objections") + "', 230100, '" + ids.get("notices") + "', '" + ids.get("item")
                            + "', '围墙', '围墙', '围墙', now())");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ApprovedRound payable() {
        try {
            return ApprovedRound.in(longji, HARBIN, "10.00", "20.00");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String payeeAccount(String item) {
        return "{\"item\":\"" + item
                + "\",\"payee\":\"围墙\",\"bank\":\"围墙\",\"account\":\"230000000001\",\"document\":\"围墙\"}";
    }

    private static String listing(String name) {
        return "{\"beneficiaryCode\":\"12230103FGF1LYQP3T\",\"name\":\"" + name
                + "\",\"source\":\"围墙\",\"document\":\"围墙\",\"from\":\"2031-01-01\"}";
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
        ids.put("channel", ExchangeIT.CHANNEL);
        ids.put(
                "exchange-deliveries",
                ExchangeIT.sent(Api.as(longji, "harbin.registrar"), HARBIN, "围墙试验供需")
                        .path("id")
                        .asText());
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

    private void fillApprovals() {
        ids.put("kind", "REGISTRATION");
        ids.put(
                "approvals",
                ApprovalIT.brought(longji, "围墙试验基地").path("approval").asText());
        ids.put(
                "approval-chains",
                harbin.post(
                                Api.tenant(HARBIN, "approval-chains"),
                                Map.of("kind", "REGISTRATION", "form", ApprovalIT.chain("围墙试验")))
                        .expect(201)
                        .path("id")
                        .asText());
        var deputy = harbin.read(Api.tenant(HARBIN, "approvals/officers"))
                .path("items")
                .path(0);
        ids.put(
                "absence",
                Api.as(longji, "harbin.admin2")
                        .post(
                                Api.tenant(HARBIN, "absences"),
                                Map.of(
                                        "from",
                                        "2099-01-01",
                                        "until",
                                        "2099-01-02",
                                        "deputy",
                                        deputy.path("account").asText()))
                        .expect(201)
                        .path("id")
                        .asText());
        ids.put("absences", ids.get("absence"));
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
        var which = operation.path().contains("/public/notices/")
                ? "notices"
                : operation.path().contains("/examination")
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
        // The rules of registration are the province's and inherited; policies and their rails, chains and the black
        // list
        // are, from every tenant above.
        boolean policies = List.of("policies", "plugin-settings", "credit-listings", "approval-chains")
                .contains(operation.resource());
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
        if (operation.path().endsWith("/bank-reports") && !operation.reads()) {
            return caller.rows(path, "walls.csv", "端到端标识,状态\nLJ-OUTSIDE,成功\n");
        }
        if (operation.path().endsWith("/credit-listings/imports")) {
            return caller.rows(
                    path, "walls.csv", "统一社会信用代码,名称,来源,文号,起始日期,截止日期\n12230103FGF1LYQP3T,外来,外来,外来,2031-01-01,\n");
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
            case "POST budgets/appropriations" ->
                "{\"policy\":\"institution-award-2024\",\"year\":2031,\"amount\":\"1.00\",\"document\":\"外来\"}";
            case "POST rounds" ->
                "{\"policy\":\"institution-award-2024\",\"year\":2031,\"track\":\"CLAIM\",\"allocation\":\"RANKING\","
                        + "\"answerUntil\":\"2099-12-31\",\"noticeDays\":5,\"noticeBasis\":\"外来\"}";
            case "POST rounds/{id}/review" -> "{\"passes\":true}";
            case "PUT rounds/{id}/items/{item}/hold" -> "{\"held\":true,\"reason\":\"外来\"}";
            case "POST rounds/{id}/cancellation", "POST rounds/{id}/closing" -> "{\"reason\":\"外来\"}";
            case "POST rounds/{id}/findings/{finding}/verdict" -> "{\"confirmed\":true,\"reason\":\"外来\"}";
            case "POST objections/{id}/verdict" -> "{\"upheld\":true,\"reason\":\"外来\"}";
            case "PUT own-money/{item}/answer" -> "{\"agreed\":false}";
            case "POST rounds/{id}/answers/end",
                    "POST rounds/{id}/checks",
                    "POST rounds/{id}/notice",
                    "POST rounds/{id}/approval",
                    "POST own-money/{item}/evidence" -> "";
            case "POST rounds/{id}/batches" -> PaymentIT.form();
            case "POST rounds/{id}/batches/{batch}/dispatch" -> "{}";
            case "POST rounds/{id}/batches/{batch}/cancellation",
                    "POST payment-holds/{id}/lifting",
                    "POST credit-listings/{id}/lifting",
                    "POST recoveries/{id}/write-off" -> BECAUSE;
            case "POST payments/{id}/status" -> "{\"status\":\"SUCCEEDED\"}";
            case "POST payment-holds" -> "{\"item\":\"00000000-0000-0000-0000-000000000001\",\"reason\":\"外来\"}";
            case "POST payee-accounts" -> payeeAccount("00000000-0000-0000-0000-000000000001");
            case "POST payee-accounts/{id}/decision" -> "{\"confirmed\":true}";
            case "POST bank-reports", "POST credit-listings/imports" -> "";
            case "POST bank-reports/mismatches/{mismatch}/closing" -> "{\"accepted\":false,\"reason\":\"外来\"}";
            case "POST credit-listings" -> listing("外来");
            case "POST recoveries" ->
                "{\"entitlement\":\"00000000-0000-0000-0000-000000000001\",\"ground\":\"REVOKED\",\"reason\":\"外来\"}";
            case "POST recoveries/{id}/demand" -> DEMAND;
            case "PUT recoveries/{id}/plan" -> "{\"parts\":1,\"first\":\"2099-01-01\"}";
            case "POST recoveries/{id}/receipts" ->
                "{\"reference\":\"外来\",\"receivedOn\":\"2026-01-01\",\"amount\":\"1.00\"}";
            case "POST recoveries/{id}/offsets" -> "{\"item\":\"00000000-0000-0000-0000-000000000001\"}";
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
            case "PUT exchange-channels/{plugin}/{channel}/partner-key" -> "{\"publicKey\":\"AAAA\"}";
            case "POST exchange-deliveries/{id}/items/{number}/decision" -> "{\"choice\":\"AGAIN\"}";
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
            case "POST approvals/{id}/signatures" -> "{\"step\":1,\"approved\":true}";
            case "POST approvals/{id}/returns" -> "{\"step\":2,\"to\":1,\"note\":\"外来\"}";
            case "POST approvals/{id}/delegations" -> "{\"step\":1,\"to\":\"00000000-0000-0000-0000-000000000001\"}";
            case "POST approvals/{id}/signers" ->
                "{\"step\":1,\"account\":\"00000000-0000-0000-0000-000000000001\",\"where\":\"BEFORE\"}";
            case "POST approvals/{id}/withdrawal" -> "{\"note\":\"外来\"}";
            case "POST approval-chains" -> Map.of("kind", "REGISTER", "form", ApprovalIT.chain("外来"));
            case "PUT approval-chains/{id}" -> ApprovalIT.chain("外来");
            case "POST approval-chains/{id}/enactment" -> "{}";
            case "PUT approval-chains/rails/{kind}" -> "{\"locked\":true}";
            case "POST absences" ->
                "{\"from\":\"2099-01-01\",\"until\":\"2099-01-02\",\"deputy\":\"00000000-0000-0000-0000-000000000001\"}";
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
                    "POST exchange-channels/own-key",
                    "POST exchange-channels/{plugin}/{channel}/packages",
                    "POST exchange-channels/{plugin}/{channel}/arrivals",
                    "POST exchange-deliveries/{id}/taking",
                    "POST exchange-deliveries/{id}/retrial",
                    "POST register-data/{plugin}/refresh",
                    "POST approvals/{id}/reminders",
                    "DELETE approval-chains/{id}",
                    "POST approval-chains/{id}/end",
                    "DELETE approval-chains/rails/{kind}",
                    "DELETE absences/{absence}",
                    "POST screenings/refresh",
                    "POST imports" -> "";
            default -> null;
        };
    }
}
