package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

/** Two more servers on the database of the one that all tests share, so that three answer from it. */
@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("alone")
@DisplayName("Several nodes on one database are one Longji")
class ClusterIT {

    private static final String PLUGIN = "it-cluster";
    private static final Duration PROMISED = Duration.ofSeconds(1);

    /** Says which version it is, and what the tenant set. */
    private static final String SOURCE = """
            package org.example.which;

            import java.util.EnumSet;
            import java.util.Optional;
            import java.util.Set;
            import org.longji.plugin.api.endpoint.*;
            import org.longji.plugin.api.register.*;
            import org.longji.plugin.api.setting.Settings;
            import org.pf4j.Extension;

            public final class Which {
                public record Asked(@Field(zh = "问题", en = "Question") Optional<String> question) {}
                public record Told(@Field(zh = "版本", en = "Version") int version, @Field(zh = "设置", en = "Setting") int setting) {}
                public record Chosen(@Field(zh = "数", en = "Number", min = "0", max = "100") int number) {}

                @Extension
                public static final class Answers implements Endpoint<Asked, Told> {
                    @Override public String id() { return "which"; }
                    @Override public Words words() { return Words.of("版本", "Version"); }
                    @Override public Class<Asked> input() { return Asked.class; }
                    @Override public Class<Told> output() { return Told.class; }
                    @Override public Set<UserRole> by() { return EnumSet.of(UserRole.ADMINISTRATOR); }
                    @Override public Response<Told> answer(Request<Asked> request) {
                        return Response.of(new Told(VERSION, request.settings(Chosen.class).number()));
                    }
                }

                @Extension
                public static final class Choices implements Settings<Chosen> {
                    @Override public Words words() { return Words.of("示例设置", "Sample settings"); }
                    @Override public Chosen defaults() { return new Chosen(0); }
                }
            }
            """;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Map<String, Long> slowest = new ConcurrentHashMap<>();
    private LongjiServer.Running shared;
    private String database;
    private String password;
    private Path home;
    private Distribution a;
    private Distribution b;
    private String atA;
    private String atB;
    private KeyPair key;
    private String one;
    private String two;

    @BeforeAll
    void start(LongjiServer.Running running) throws Exception {
        shared = running;
        var province = Api.as(running, "province.admin");
        Api.until(
                "the demo data",
                () -> province.all(Api.tenant(PROVINCE, "jobs")).stream()
                        .noneMatch(job -> job.path("status").asText().matches("QUEUED|RUNNING")));
        database = "jdbc:postgresql://127.0.0.1:"
                + Files.readAllLines(running.data().resolve("postgres/postmaster.pid"))
                        .get(3)
                        .strip()
                + "/longji";
        password = Files.readString(running.data().resolve("secrets/database-owner"))
                .strip();
        home = Files.createTempDirectory("longji-cluster");
        // A cache of its own for what it lays down, without unpacking the server once more.
        Files.createSymbolicLink(
                Files.createDirectories(home.resolve("cache")).resolve("payara"),
                Distribution.cache().resolve("payara").toAbsolutePath());
        a = node("a");
        b = node("b", "--cache", home.resolve("cache").toString());
        atA = a.awaitReady();
        atB = b.awaitReady();
    }

    private Distribution node(String name, String... more) {
        var arguments = new ArrayList<>(List.of(
                "--port",
                "0",
                "--database",
                database,
                "--plugins",
                shared.plugins().toString()));
        arguments.addAll(List.of(more));
        return Distribution.start(
                home.resolve(name),
                Map.of("LONGJI_DATABASE_USER", "longji_owner", "LONGJI_DATABASE_PASSWORD", password),
                arguments.toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        b.close();
        a.close();
        System.out.println("Seen on the other node after at most (ms): " + slowest);
    }

    /** Somebody who signed in at the shared node, at another one. */
    private Api at(String base, String who) {
        return new Api(
                new LongjiServer.Client(http, URI.create(base), shared.as(who).token()));
    }

    private static JsonNode entry(Api by) {
        return by.read(Api.tenant(PROVINCE, "plugins/" + PLUGIN));
    }

    private static Api.Reply act(Api by, String what, String body) {
        return by.send(
                "POST",
                Api.tenant(PROVINCE, "plugins/" + PLUGIN + "/" + what),
                body,
                "If-Match",
                "\"" + entry(by).path("revision").asInt() + "\"");
    }

    private static void run(Api by, String hash) {
        act(by, "run", "{\"hash\":\"" + hash + "\"}").expect(200);
    }

    private static Api.Reply decide(Api by, int tenant, boolean enabled, @Nullable String hash) {
        var form = new HashMap<String, Object>();
        form.put("enabled", enabled);
        form.put("hash", hash);
        var here = by.read(Api.tenant(tenant, "plugins/" + PLUGIN)).path("here");
        return by.put(
                Api.tenant(tenant, "plugins/" + PLUGIN + "/enablement"),
                form,
                "If-Match",
                "\"" + here.path("revision").asInt() + "\"");
    }

    /** The version that answers a tenant; 0 where none does. */
    private static int version(Api by, int tenant) {
        var answer = by.post(Api.tenant(tenant, "plugins/" + PLUGIN + "/endpoints/which"), Map.of());
        return answer.status() == 404 ? 0 : answer.expect(200).path("version").asInt();
    }

    private static int setting(Api by) {
        return by.post(Api.tenant(PROVINCE, "plugins/" + PLUGIN + "/endpoints/which"), Map.of())
                .expect(200)
                .path("setting")
                .asInt();
    }

    /** What was decided on one node is seen on another within the promised second. */
    private void seen(String what, BooleanSupplier there) {
        long decided = System.nanoTime();
        while (!there.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - decided)).as(what).isLessThan(PROMISED);
            Thread.onSpinWait();
        }
        slowest.merge(what, Duration.ofNanos(System.nanoTime() - decided).toMillis(), Math::max);
    }

    private byte[] packed(int version) throws IOException {
        return PackedPlugin.of(
                PLUGIN,
                version + ".0.0",
                "endpoints, settings",
                "org.example.which.Which",
                SOURCE.replace("VERSION", Integer.toString(version)));
    }

    private String approved(Api by, Api other, byte[] archive) throws Exception {
        var hash = PluginIT.hash(archive);
        by.bring(PROVINCE, archive, Optional.of(PluginIT.signature(key, archive)))
                .expect(201);
        other.post(Api.tenant(PROVINCE, "plugins/archives/" + hash + "/approval"), "")
                .expect(200);
        return hash;
    }

    @Test
    @Order(1)
    @DisplayName("they start one after the other, say no password that is not one, and know who signed in elsewhere")
    void oneHouse() {
        assertThat(List.of(a.err(), b.err()))
                .as("started at the same time, one waited for the other")
                .anyMatch(said -> said.contains("Another node starts on this database"))
                .noneMatch(said -> said.contains("Demo password"));
        var token = new LongjiServer.Client(http, URI.create(atA), "").signIn("harbin.admin", shared.demoPassword());
        var onB = new Api(new LongjiServer.Client(http, URI.create(atB), token.token()));
        onB.read("/api/v1/sessions/current");
        assertThat(new Api(token).send("DELETE", "/api/v1/sessions/current", "").status())
                .isEqualTo(204);
        assertThat(onB.get("/api/v1/sessions/current").status())
                .as("signed out on A")
                .isEqualTo(401);
        // A password of the application's role that one node sets is the others' as well: new connections are let in.
        for (var base : List.of(shared.base().toString(), atA, atB)) {
            assertThat(at(base, "province.admin").get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    @Order(2)
    @DisplayName("a request repeated on another node is answered as on the first")
    void onceOnBoth() throws Exception {
        var contract = SampleContract.inHarbin("多节点幂等");
        var file = SampleContract.csv(contract);
        var answers = Api.atOnce(
                2,
                i -> at(i == 0 ? atA : atB, "harbin.admin")
                        .upload(HARBIN, "once.csv", file, "ALL_OR_NOTHING", "Idempotency-Key", "cluster-once"));
        var jobs = answers.stream()
                .map(answer -> answer.expect(202).path("id").asText())
                .distinct()
                .toList();
        assertThat(jobs).hasSize(1);
        at(atB, "harbin.admin").succeeded(answers.get(0).body());
        assertThat(at(atB, "harbin.admin")
                        .read(Api.tenant(HARBIN, "contracts?q=" + contract.provider.creditCode()))
                        .path("items"))
                .hasSize(1);
    }

    @Test
    @Order(3)
    @DisplayName(
            "a version is run, upgraded under load, rolled back, chosen by a city and stopped on one node, and on all")
    void everywhere() throws Exception {
        var onA = at(atA, "province.admin");
        var onB = at(atB, "province.admin2");
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        onA.post(Api.tenant(PROVINCE, "plugins/keys"), Map.of("name", "多节点", "publicKey", PluginIT.pem(key)))
                .expect(201);
        one = approved(onA, onB, packed(1));
        decide(onB, PROVINCE, true, one).expect(200);
        decide(onB, PROVINCE, true, null).expect(200);
        run(onA, one);
        assertThat(version(onA, PROVINCE)).isEqualTo(1);
        seen("a version that runs", () -> version(onB, PROVINCE) == 1);

        two = approved(onA, onB, packed(2));
        var failed = new AtomicInteger();
        var asked = new AtomicInteger();
        var over = new AtomicBoolean();
        var asking = new ArrayList<Thread>();
        for (var base : List.of(atA, atB)) {
            var thread = new Thread(() -> {
                var by = at(base, "province.admin2");
                while (!over.get()) {
                    var answer = by.post(Api.tenant(PROVINCE, "plugins/" + PLUGIN + "/endpoints/which"), Map.of());
                    failed.addAndGet(answer.status() == 200 ? 0 : 1);
                    asked.incrementAndGet();
                }
            });
            thread.start();
            asking.add(thread);
        }
        for (int i = 0; i < 6; i++) {
            var next = i % 2 == 0 ? 2 : 1;
            var here = i % 3 == 0 ? onB : onA;
            run(here, next == 2 ? two : one);
            seen("an upgrade under load", () -> version(onA, PROVINCE) == next && version(onB, PROVINCE) == next);
        }
        over.set(true);
        for (var thread : asking) {
            thread.join();
        }
        assertThat(failed.get()).as("failed of %s", asked.get()).isZero();
        assertThat(asked.get()).isGreaterThan(100);

        run(onA, two);
        act(onB, "roll-back", "").expect(200);
        seen("a roll-back", () -> version(onA, PROVINCE) == 1);

        onA.post(Api.tenant(PROVINCE, "plugins/" + PLUGIN + "/offers"), Map.of("subtree", HARBIN))
                .expect(201);
        var cityA = at(atA, "harbin.admin");
        var cityB = at(atB, "harbin.admin");
        assertThat(version(cityB, HARBIN)).isZero();
        decide(cityA, HARBIN, true, two).expect(200);
        seen("a city's choice", () -> version(cityB, HARBIN) == 2);
        assertThat(version(onB, PROVINCE)).as("the province's is its own").isEqualTo(1);
        decide(cityB, HARBIN, true, null).expect(200);
        seen("a city's switch", () -> version(cityA, HARBIN) == 1);
        decide(cityA, HARBIN, false, null).expect(200);
        seen("a city without it", () -> version(cityB, HARBIN) == 0);

        onA.send(
                        "POST",
                        Api.tenant(PROVINCE, "plugin-settings/" + PLUGIN + "/choices"),
                        Map.of("values", Map.of("number", 42)),
                        "If-Match",
                        "\"0\"")
                .expect(200);
        seen("a setting", () -> setting(onB) == 42);

        act(onA, "stop", "").expect(200);
        seen("a stop", () -> version(onB, PROVINCE) == 0);
        run(onB, one);
        seen("a version that runs", () -> version(onA, PROVINCE) == 1);
    }

    @Test
    @Order(4)
    @DisplayName(
            "a version that cannot start on one node leaves there what ran, is shown as such, and starts once it can")
    void oneNodeFails() throws Exception {
        var onA = at(atA, "province.admin");
        var onB = at(atB, "province.admin2");
        var archive = packed(3);
        // Where the file belongs lies something that cannot be replaced: a full disk would do the same.
        var inTheWay = home.resolve("cache/plugins/" + PluginIT.hash(archive) + ".jar");
        Files.createDirectories(inTheWay.resolve("full"));
        var three = approved(onA, onB, archive);
        run(onA, three);
        assertThat(version(onA, PROVINCE)).isEqualTo(3);
        Api.until("B says that it failed", () -> !nodes(onB, three, false).isEmpty());
        assertThat(version(onB, PROVINCE)).as("what ran on B runs on").isEqualTo(1);
        assertThat(nodes(onA, three, false)).singleElement().satisfies(node -> {
            assertThat(node.path("node").asText()).endsWith(atB.substring(atB.lastIndexOf(':')));
            assertThat(node.path("message").asText()).contains("存放");
        });
        assertThat(nodes(onA, three, true)).as("A and the shared one").hasSize(2);
        shot("cluster-failed", atA);

        Files.delete(inTheWay.resolve("full"));
        Files.delete(inTheWay);
        Api.until("B has caught up", () -> version(onB, PROVINCE) == 3);
        assertThat(nodes(onA, three, true)).hasSize(3);

        onA.post(Api.tenant(PROVINCE, "plugins/archives/" + three + "/revocation"), Map.of("reason", "示例"))
                .expect(200);
        seen("a revocation", () -> version(onB, PROVINCE) == 0);
        run(onA, two);
        seen("a version that runs", () -> version(onB, PROVINCE) == 2);
    }

    private static List<JsonNode> nodes(Api by, String hash, boolean running) {
        var found = new ArrayList<JsonNode>();
        entry(by).path("nodes").forEach(node -> {
            if (node.path("hash").asText().equals(hash) && node.path("running").asBoolean() == running) {
                found.add(node);
            }
        });
        return found;
    }

    /** For eyes, where a folder is named. */
    private void shot(String name, String base) {
        if (!System.getProperty("longji.shots", "").isEmpty()) {
            try (var browser = new Browser(URI.create(base))) {
                var page = browser.signedIn("province.admin", shared.demoPassword());
                page.navigate("/t/" + PROVINCE + "/plugins");
                page.getByTestId("plugin-" + PLUGIN).waitFor();
                page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                        .setPath(Path.of(System.getProperty("longji.shots"), name + ".png")));
            }
        }
    }

    @Test
    @Order(5)
    @DisplayName(
            "one is killed: the others go on and take up what it worked on, show it as gone, and it comes back to what was decided")
    void killed() throws Exception {
        var onA = at(atA, "province.admin");
        var onB = at(atB, "province.admin");
        var lines = new ArrayList<SampleContract>();
        var provider = Party.university(HARBIN);
        var recipient = Party.enterprise(HARBIN);
        for (int i = 0; i < 20_000; i++) {
            lines.add(SampleContract.between("中断的导入" + i, provider, recipient));
        }
        var upload = at(atA, "harbin.admin")
                .upload(
                        HARBIN,
                        "killed.csv",
                        SampleContract.csv(lines.toArray(SampleContract[]::new)),
                        "ALL_OR_NOTHING")
                .expect(202);
        var ordered = new ArrayList<JsonNode>();
        for (int i = 0; i < 4; i++) {
            ordered.add(onA.post(Api.tenant(PROVINCE, "assessments"), "{\"year\":2021}")
                    .expect(202));
        }
        a.kill();

        assertThat(version(onB, PROVINCE)).as("B goes on").isEqualTo(2);
        var left = ordered.stream()
                .filter(job -> onB.read(
                                Api.tenant(PROVINCE, "jobs/" + job.path("id").asText()))
                        .path("status")
                        .asText()
                        .matches("QUEUED|RUNNING"))
                .toList();
        assertThat(left).as("A left work behind").isNotEmpty();
        left.forEach(onB::succeeded);
        var interrupted = at(atB, "harbin.admin").ended(upload);
        assertThat(interrupted.path("status").asText()).as("its file lies on A").isEqualTo("FAILED");
        assertThat(interrupted.path("problem").path("code").asText()).isEqualTo("JOB_INTERRUPTED");
        assertThat(onB.read(Api.tenant(HARBIN, "contracts?q=" + provider.creditCode()))
                        .path("items"))
                .as("all or nothing")
                .isEmpty();
        assertThat(entry(onB).path("nodes"))
                .filteredOn(node -> node.path("node").asText().endsWith(atA.substring(atA.lastIndexOf(':'))))
                .isNotEmpty()
                .noneMatch(node -> node.path("there").asBoolean());

        shot("cluster-gone", atB);

        run(onB, one);
        a = node("a");
        atA = a.awaitReady();
        assertThat(version(at(atA, "province.admin"), PROVINCE))
                .as("decided while it was away")
                .isEqualTo(1);
        assertThat(entry(onB).path("nodes"))
                .as("the same node under another port")
                .allMatch(node -> node.path("there").asBoolean());
        try (var uploads = Files.list(home.resolve("a/uploads"))) {
            assertThat(uploads).as("the file nobody waits for").isEmpty();
        }
        act(onB, "stop", "").expect(200);
    }

    @Test
    @Order(6)
    @DisplayName("one that stops in good order is missed by nobody")
    void stopped() {
        b.close();
        assertThat(entry(at(atA, "province.admin")).path("nodes"))
                .noneMatch(node -> node.path("node").asText().endsWith(atB.substring(atB.lastIndexOf(':'))));
    }
}
