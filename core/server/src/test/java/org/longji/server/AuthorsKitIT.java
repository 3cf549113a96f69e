package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Walks the way of an author with the author's own commands, outside the checkout. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("An author goes from nothing to a policy that decides")
class AuthorsKitIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path KIT = ROOT.resolve("core/plugin-testkit/target/lib");
    private static final String POLICY = "my-city-incentives";
    private static final String REGISTER = "my-visits";
    private static final String CASE = "{\"given\":{\"year\":2026,\"contract\":{\"registeredOn\":\"2026-03-01\","
            + "\"contractAmount\":\"9000000.00\",\"affiliatedParties\":\"NO\",\"landedInProvince\":\"YES\"},"
            + "\"receipts\":[{\"on\":\"2026-06-01\",\"received\":\"2340000.00\"}]}}";

    @TempDir
    static Path folder;

    @BeforeAll
    void makeBoth() {
        made(POLICY);
        made(REGISTER, "--register");
    }

    private static void made(String... what) {
        var command = new ArrayList<>(List.of(ROOT.resolve("deploy/plugin").toString(), "new"));
        command.addAll(List.of(what));
        command.addAll(List.of("--in", folder.toString()));
        assertThat(ran(ROOT, command).status()).isZero();
        var built = ran(folder.resolve(what[0]), List.of("mvn", "-B", "-ntp", "-o", "verify"));
        assertThat(built.said()).contains("Tests run: ").doesNotContain("Tests run: 0");
        assertThat(built.status()).as(built.said()).isZero();
    }

    private record Ran(int status, String said) {}

    private static Ran ran(Path directory, List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes());
            return new Ran(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("what was generated decides and keeps rows, and a compile is enough to change the answer")
    void runsAndReloads(@TempDir Path data, @TempDir Path tenants) throws Exception {
        copy(ROOT.resolve("tenants-config"), tenants);
        copy(folder.resolve(POLICY).resolve("tenants-config"), tenants);
        var environment = Map.of(
                "LONGJI_DEMO_PASSWORD",
                "Authors-kit-1",
                "LONGJI_DEV_SOURCES",
                folder.resolve(POLICY) + File.pathSeparator + folder.resolve(REGISTER));
        try (var longji =
                Distribution.start(data, environment, "--port", "0", "--dev", "--tenants", tenants.toString())) {
            var anybody = new LongjiServer.Client(HttpClient.newHttpClient(), URI.create(longji.awaitReady()), "");
            awaitAmount(anybody, "117000.00");
            var registrar = new Api(anybody.signIn("harbin.registrar", "Authors-kit-1"));
            assertThat(registrar
                            .read(Api.tenant(Api.HARBIN, "registers"))
                            .path("items")
                            .findValuesAsText("plugin"))
                    .contains(REGISTER);

            compileWith("figures.rate(), RoundingMode", "figures.rate().add(figures.rate()), RoundingMode");
            awaitAmount(anybody, "234000.00");
        }
    }

    private static void awaitAmount(LongjiServer.Client anybody, String amount) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String answer = "";
        while (!answer.contains("\"" + amount + "\"") && System.nanoTime() < deadline) {
            Thread.sleep(50);
            answer = anybody.post(
                            "/api/v1/public/calculator/tenants/" + Api.HARBIN + "/policies/" + POLICY + "/calculation",
                            CASE)
                    .body();
        }
        assertThat(answer).contains("\"entitledAmount\":\"" + amount + "\"");
    }

    /** As an editor does it: the one class, into the folder of the build. */
    private static void compileWith(String text, String other) throws IOException {
        var module = folder.resolve(POLICY);
        var source = module.resolve("src/main/java/org/longji/plugins/mycityincentives/Subsidy.java");
        var before = Files.readString(source);
        assertThat(before).contains(text);
        Files.writeString(source, before.replace(text, other));
        var classes = module.resolve("target/classes").toString();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes,
                        "-cp",
                        classes + File.pathSeparator + libraries(),
                        source.toString());
        assertThat(status).isZero();
    }

    private static String libraries() throws IOException {
        try (Stream<Path> jars = Files.list(KIT)) {
            return String.join(
                    File.pathSeparator, jars.map(Path::toString).sorted().toList());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
    }

    @Test
    @DisplayName("a name that cannot be one, and a folder that is there, are refused and nothing is written")
    void refusals(@TempDir Path elsewhere) throws IOException {
        var plugin = ROOT.resolve("deploy/plugin").toString();
        var misnamed = ran(ROOT, List.of(plugin, "new", "My_City", "--in", elsewhere.toString()));
        assertThat(misnamed.status()).isEqualTo(2);
        assertThat(misnamed.said()).contains("lower-case words joined by hyphens");
        assertThat(elsewhere).isEmptyDirectory();
        var twice = ran(ROOT, List.of(plugin, "new", POLICY, "--in", folder.toString()));
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.said()).contains("nothing is written over");
    }

    @Test
    @DisplayName("a plugin API that lacks what earlier plugins use does not build")
    void brokenApi(@TempDir Path work) throws IOException {
        var source = work.resolve("Answer.java");
        Files.writeString(source, "package org.longji.plugin.api; public enum Answer { YES, NO }");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", work.toString(), source.toString()))
                .isZero();
        var broken = work.resolve("broken.jar");
        replaced(
                ROOT.resolve("core/plugin-api/api/baseline.jar"),
                "org/longji/plugin/api/Answer.class",
                Files.readAllBytes(work.resolve("org/longji/plugin/api/Answer.class")),
                broken);
        var checked = ran(
                ROOT,
                List.of(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-o",
                        "verify",
                        "-pl",
                        "core/plugin-api",
                        "-Dkit.skipTests=true",
                        "-Dspotless.check.skip=true",
                        "-Dapi.compared=" + broken));
        assertThat(checked.status()).isNotZero();
        assertThat(checked.said()).contains("org.longji.plugin.api.Answer").contains("UNKNOWN");
    }

    private static void replaced(Path jar, String name, byte[] content, Path to) throws IOException {
        try (var in = new JarFile(jar.toFile());
                var out = new JarOutputStream(Files.newOutputStream(to))) {
            for (var entry : in.stream().filter(each -> !each.isDirectory()).toList()) {
                out.putNextEntry(new JarEntry(entry.getName()));
                out.write(
                        entry.getName().equals(name)
                                ? content
                                : in.getInputStream(entry).readAllBytes());
            }
        }
    }
}
