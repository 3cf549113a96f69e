package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.NANGANG;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LongjiServer.class)
@DisplayName("Who may sign in, and what they may do then")
class AccessIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "a-password-of-the-tests";

    /** An officer of Harbin made for one test, so that no other test suffers what becomes of the account. */
    private static JsonNode officer(LongjiServer.Running longji, String role) {
        var username = "it.officer." + System.currentTimeMillis() + "." + NUMBER.incrementAndGet();
        return Api.as(longji, "harbin.admin")
                .post(Api.tenant(HARBIN, "accounts"), account(username, HARBIN, role))
                .expect(201);
    }

    private static Map<String, Object> account(String username, int tenant, String role) {
        return Map.of(
                "username",
                username,
                "displayName",
                "测试人员",
                "displayNameEn",
                "Officer",
                "password",
                PASSWORD,
                "roles",
                List.of(Map.of("tenant", tenant, "role", role)));
    }

    private static Api.Reply signIn(LongjiServer.Running longji, String username, String password) {
        return new Api(longji.anonymous()).post("/api/v1/sessions", Map.of("username", username, "password", password));
    }

    private static Api with(LongjiServer.Running longji, String token) {
        return new Api(new LongjiServer.Client(longji.anonymous().http(), longji.base(), token));
    }

    private static Api session(LongjiServer.Running longji, JsonNode account) {
        var opened = signIn(longji, account.path("username").asText(), PASSWORD).expect(201);
        return with(longji, opened.path("token").asText());
    }

    @Test
    @DisplayName("a wrong password and an unknown name are answered alike")
    void wrongPassword(LongjiServer.Running longji) {
        var account = officer(longji, "FINANCE");
        var wrong = signIn(longji, account.path("username").asText(), "not-the-password")
                .problem(401, "SIGN_IN_FAILED");
        var unknown = signIn(longji, "it.nobody", "not-the-password").problem(401, "SIGN_IN_FAILED");
        assertThat(unknown).isEqualTo(wrong);
        signIn(longji, "", "").problem(422, "INVALID_FIELDS");
    }

    @Test
    @DisplayName("five failures lock the account, also for the right password, until an administrator unlocks it")
    void lockOut(LongjiServer.Running longji) {
        var account = officer(longji, "FINANCE");
        var username = account.path("username").asText();
        for (int i = 0; i < 5; i++) {
            signIn(longji, username, "wrong-password-" + i).problem(401, "SIGN_IN_FAILED");
        }
        signIn(longji, username, PASSWORD).problem(423, "ACCOUNT_LOCKED");
        var administrator = Api.as(longji, "harbin.admin");
        var path = Api.tenant(HARBIN, "accounts/" + account.path("id").asText());
        assertThat(administrator.read(path).path("lockedUntil").asText()).isNotBlank();
        assertThat(administrator.read(Api.tenant(HARBIN, "journal?limit=200")).path("items"))
                .anyMatch(entry -> entry.path("action").asText().equals("ACCOUNT_LOCKED")
                        && entry.path("subjectId")
                                .asText()
                                .equals(account.path("id").asText()));
        administrator.post(path + "/unlock", "").expect(200);
        signIn(longji, username, PASSWORD).expect(201);
    }

    @Test
    @DisplayName("guesses sent at once are counted one by one")
    void guessesAtOnce(LongjiServer.Running longji) throws Exception {
        var username = officer(longji, "FINANCE").path("username").asText();
        var replies = Api.atOnce(
                8, i -> signIn(longji, username, "wrong-password-" + i).status());
        assertThat(replies.stream().filter(status -> status == 401).count()).isEqualTo(5);
        assertThat(replies.stream().filter(status -> status == 423).count()).isEqualTo(3);
    }

    @Test
    @DisplayName("signing out ends that session and no other")
    void signOut(LongjiServer.Running longji) {
        var account = officer(longji, "FINANCE");
        var one = session(longji, account);
        var other = session(longji, account);
        assertThat(one.read("/api/v1/sessions/current")
                        .path("account")
                        .path("username")
                        .asText())
                .isEqualTo(account.path("username").asText());
        one.send("DELETE", "/api/v1/sessions/current", "").expect(204);
        one.get("/api/v1/sessions/current").problem(401, "SIGN_IN_REQUIRED");
        one.get(Api.tenant(HARBIN, "contracts")).problem(401, "SIGN_IN_REQUIRED");
        other.get(Api.tenant(HARBIN, "contracts")).expect(200);
    }

    @Test
    @DisplayName("a changed password ends the account's other sessions")
    void changedPassword(LongjiServer.Running longji) {
        var account = officer(longji, "FINANCE");
        var one = session(longji, account);
        var other = session(longji, account);
        one.put(
                        "/api/v1/sessions/current/password",
                        Map.of("currentPassword", "wrong-password", "newPassword", "another-long-password"))
                .problem(422, "INVALID_FIELDS");
        one.put(
                        "/api/v1/sessions/current/password",
                        Map.of("currentPassword", PASSWORD, "newPassword", "another-long-password"))
                .expect(204);
        other.get("/api/v1/sessions/current").problem(401, "SIGN_IN_REQUIRED");
        one.get("/api/v1/sessions/current").expect(200);
        signIn(longji, account.path("username").asText(), PASSWORD).problem(401, "SIGN_IN_FAILED");
        signIn(longji, account.path("username").asText(), "another-long-password")
                .expect(201);
    }

    @Test
    @DisplayName("after a rotation old tokens stay good and new ones are signed by another key")
    void rotation(LongjiServer.Running longji) throws Exception {
        var account = officer(longji, "FINANCE");
        var before = session(longji, account);
        var province = Api.as(longji, "province.admin");
        var kid = province.post(Api.tenant(PROVINCE, "signing-keys"), "")
                .expect(201)
                .path("kid")
                .asText();
        var after = session(longji, account);
        var oldKid = SignedJWT.parse(before.client().token()).getHeader().getKeyID();
        assertThat(SignedJWT.parse(after.client().token()).getHeader().getKeyID())
                .isEqualTo(kid)
                .isNotEqualTo(oldKid);
        before.get("/api/v1/sessions/current").expect(200);
        after.get("/api/v1/sessions/current").expect(200);
        var published = new Api(longji.anonymous()).read("/api/v1/signing-keys").path("keys");
        assertThat(published.findValuesAsText("kid")).contains(kid, oldKid);
        assertThat(published.findValues("d")).as("private halves").isEmpty();
        before.post(Api.tenant(HARBIN, "signing-keys"), "").problem(403, "NOT_PERMITTED");
    }

    @Test
    @DisplayName("a token that our own key signed is worth nothing once it has expired, or without its session")
    void expired(LongjiServer.Running longji) throws Exception {
        var account = officer(longji, "FINANCE");
        var genuine = SignedJWT.parse(session(longji, account).client().token());
        var claims = genuine.getJWTClaimsSet();
        var key = privateKey(longji, genuine.getHeader().getKeyID());
        var later = new JWTClaimsSet.Builder(claims)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        with(longji, signed(key, later)).get("/api/v1/sessions/current").expect(200);
        var earlier = new JWTClaimsSet.Builder(claims)
                .expirationTime(Date.from(Instant.now().minusSeconds(1)));
        with(longji, signed(key, earlier)).get("/api/v1/sessions/current").problem(401, "SIGN_IN_REQUIRED");
        var endless = new JWTClaimsSet.Builder(claims).expirationTime(null);
        with(longji, signed(key, endless)).get("/api/v1/sessions/current").problem(401, "SIGN_IN_REQUIRED");
        var sessionless = new JWTClaimsSet.Builder(claims)
                .jwtID(java.util.UUID.randomUUID().toString());
        with(longji, signed(key, sessionless)).get("/api/v1/sessions/current").problem(401, "SIGN_IN_REQUIRED");
        var issuer = new JWTClaimsSet.Builder(claims).issuer("https://elsewhere.example");
        with(longji, signed(key, issuer)).get("/api/v1/sessions/current").problem(401, "SIGN_IN_REQUIRED");
        // What somebody may do is read from the database: groups in a token raise nobody.
        var raised = new JWTClaimsSet.Builder(claims).claim("groups", List.of("ADMINISTRATOR"));
        with(longji, signed(key, raised)).get(Api.tenant(HARBIN, "accounts")).problem(403, "NOT_PERMITTED");
    }

    private static String signed(ECKey key, JWTClaimsSet.Builder claims) throws Exception {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static ECKey privateKey(LongjiServer.Running longji, String kid) throws Exception {
        var port = Files.readAllLines(longji.data().resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        var password = Files.readString(longji.data().resolve("secrets/database-owner"))
                .strip();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/longji", "longji_owner", password);
                var statement = connection.prepareStatement("select private_jwk from signing_key where kid = ?")) {
            statement.setString(1, kid);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return ECKey.parse(rows.getString(1));
            }
        }
    }

    @Test
    @DisplayName("roles are the account's as they are now: taken away, they are gone at the next request")
    void changedRoles(LongjiServer.Running longji) {
        var account = officer(longji, "REVIEWER");
        var officer = session(longji, account);
        officer.get(Api.tenant(HARBIN, "journal")).problem(403, "NOT_PERMITTED");
        var administrator = Api.as(longji, "harbin.admin");
        var path = Api.tenant(HARBIN, "accounts/" + account.path("id").asText() + "/roles");
        var auditor = "{\"roles\":[{\"tenant\":230100,\"role\":\"AUDITOR\"}]}";
        administrator.put(path, auditor).problem(428, "PRECONDITION_REQUIRED");
        administrator.put(path, auditor, "If-Match", "\"99\"").problem(412, "STALE_VERSION");
        administrator
                .put(path, auditor, "If-Match", "\"" + account.path("version").asInt() + "\"")
                .expect(200);
        officer.get(Api.tenant(HARBIN, "journal")).expect(200);
    }

    @Test
    @DisplayName("nobody hands out roles beyond the own subtree")
    void beyondTheSubtree(LongjiServer.Running longji) {
        var daqing = Api.as(longji, "daqing.admin");
        for (int tenant : List.of(HARBIN, PROVINCE)) {
            daqing.post(Api.tenant(DAQING, "accounts"), account("it.beyond", tenant, "ADMINISTRATOR"))
                    .problem(422, "INVALID_FIELDS");
        }
        daqing.post(Api.tenant(PROVINCE, "accounts"), account("it.beyond", PROVINCE, "ADMINISTRATOR"))
                .problem(404, "TENANT_NOT_FOUND");
        signIn(longji, "it.beyond", PASSWORD).problem(401, "SIGN_IN_FAILED");
        daqing.post(Api.tenant(DAQING, "accounts"), account("harbin.admin", DAQING, "FINANCE"))
                .problem(409, "USERNAME_TAKEN");
    }

    @Test
    @DisplayName("an auditor reads everything below and changes nothing")
    void auditor(LongjiServer.Running longji) {
        var auditor = Api.as(longji, "province.auditor");
        for (var list : List.of("contracts", "organizations", "entitlements", "jobs", "journal", "overview")) {
            auditor.get(Api.tenant(PROVINCE, list)).expect(200);
            auditor.get(Api.tenant(HARBIN, list)).expect(200);
        }
        var contract = Api.as(longji, "harbin.admin")
                .read(Api.tenant(HARBIN, "contracts?limit=1"))
                .path("items")
                .path(0);
        var path = Api.tenant(HARBIN, "contracts/" + contract.path("id").asText());
        auditor.get(path).expect(200);
        var form = SampleContract.inHarbin("审计员不得录入")
                .with("signedOn", "2026-01-05")
                .form();
        auditor.post(Api.tenant(HARBIN, "contracts"), form).problem(403, "NOT_PERMITTED");
        auditor.put(path, form, "If-Match", "\"1\"").problem(403, "NOT_PERMITTED");
        for (var step : List.of("/submission", "/acceptance", "/registration")) {
            auditor.post(path + step, "").problem(403, "NOT_PERMITTED");
        }
        auditor.post(path + "/receipts", "{\"receivedOn\":\"2026-02-01\",\"received\":\"1.00\"}")
                .problem(403, "NOT_PERMITTED");
        auditor.put(path + "/side-election", "{\"year\":2026,\"side\":\"PROVIDER\"}")
                .problem(403, "NOT_PERMITTED");
        auditor.post(Api.tenant(HARBIN, "assessments"), "{\"year\":2026}").problem(403, "NOT_PERMITTED");
        auditor.upload(HARBIN, "a.csv", SampleContract.csv(SampleContract.inHarbin("审计")), "GOOD_ROWS")
                .problem(403, "NOT_PERMITTED");
        auditor.post(Api.tenant(HARBIN, "accounts"), account("it.auditor", HARBIN, "FINANCE"))
                .problem(403, "NOT_PERMITTED");
    }

    @Test
    @DisplayName("a registrar's tenant is exactly the own one; administrators see what lies below")
    void exactlyTheTenant(LongjiServer.Running longji) {
        var nangang = Api.as(longji, "nangang.admin");
        var contract = nangang.post(
                        Api.tenant(NANGANG, "contracts"),
                        SampleContract.inHarbin("南岗区的合同")
                                .with("signedOn", "2026-01-05")
                                .form())
                .expect(201);
        var id = contract.path("id").asText();
        var registrar = Api.as(longji, "harbin.registrar");
        registrar.get(Api.tenant(HARBIN, "contracts/" + id)).problem(404, "NOT_FOUND");
        registrar.get(Api.tenant(NANGANG, "contracts")).problem(404, "TENANT_NOT_FOUND");
        registrar.get(Api.tenant(NANGANG, "contracts/" + id)).problem(404, "TENANT_NOT_FOUND");
        assertThat(registrar.all(Api.tenant(HARBIN, "contracts")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("tenant").asInt()).isEqualTo(HARBIN));
        for (var above : List.of("harbin.admin", "province.admin", "province.auditor")) {
            var overseer = Api.as(longji, above);
            overseer.get(Api.tenant(NANGANG, "contracts/" + id)).expect(200);
            var top = above.startsWith("province") ? PROVINCE : HARBIN;
            var row = overseer.read(Api.tenant(
                    top,
                    "contracts?q="
                            + contract.path("provider").path("creditCode").asText()));
            assertThat(row.path("items").findValues("tenant"))
                    .extracting(JsonNode::asInt)
                    .contains(NANGANG);
        }
    }

    @Test
    @DisplayName("each officer has the own work: reviewing, paying, registering, configuring")
    void dividedWork(LongjiServer.Running longji) {
        var reviewer = Api.as(longji, "harbin.reviewer");
        var finance = Api.as(longji, "harbin.finance");
        var form = SampleContract.inHarbin("分工").with("signedOn", "2026-01-05").form();
        for (var officer : List.of(reviewer, finance)) {
            officer.post(Api.tenant(HARBIN, "contracts"), form).problem(403, "NOT_PERMITTED");
            officer.get(Api.tenant(HARBIN, "accounts")).problem(403, "NOT_PERMITTED");
            officer.get(Api.tenant(HARBIN, "journal")).problem(403, "NOT_PERMITTED");
        }
        finance.post(Api.tenant(HARBIN, "assessments"), "{\"year\":2026}").problem(403, "NOT_PERMITTED");
        var registrar = Api.as(longji, "harbin.registrar");
        registrar.post(Api.tenant(HARBIN, "assessments"), "{\"year\":2026}").problem(403, "NOT_PERMITTED");
        var contract = registrar.post(Api.tenant(HARBIN, "contracts"), form).expect(201);
        var path = Api.tenant(HARBIN, "contracts/" + contract.path("id").asText());
        var receipt = "{\"receivedOn\":\"2026-02-01\",\"received\":\"1.00\"}";
        reviewer.post(path + "/receipts", receipt).problem(403, "NOT_PERMITTED");
        finance.post(path + "/receipts", receipt).expect(201);
        for (var administrator : List.of("harbin.admin", "province.admin")) {
            Api.as(longji, administrator).post(path + "/acceptance", "").problem(403, "NOT_PERMITTED");
        }
        reviewer.assess(HARBIN, 2026);
    }
}
