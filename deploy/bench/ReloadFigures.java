import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * How long it takes in development from the moment a class of a plugin is compiled until a case is decided by it. The plugin is a new
 * one, made by {@code deploy/plugin new} outside the checkout; each time its rate is another multiple of the dated one.
 */
final class ReloadFigures {
    private static final int RUNS = 9;
    private static final String NAME = "bench-incentives";
    private static final String RATE = "figures.rate()";

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        Path work = Files.createTempDirectory("longji-bench");
        run(root, root.resolve("deploy/plugin").toString(), "new", NAME, "--in", work.toString());
        Path plugin = work.resolve(NAME);
        run(plugin, "mvn", "-B", "-q", "-ntp", "package");
        ProcessBuilder builder = new ProcessBuilder(
                        root.resolve("deploy/run").toString(),
                        "--port",
                        "0",
                        "--dev",
                        "--plugin",
                        plugin.toString(),
                        "--data",
                        work.resolve("data").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LONGJI_DEMO_PASSWORD", "bench-Plugins-1");
        Process longji = builder.start();
        try {
            String ready = longji.inputReader().readLine();
            if (ready == null) {
                throw new IOException("Longji did not become ready");
            }
            URI base = URI.create(ready.substring(ready.indexOf("http")));
            Path source = plugin.resolve("src/main/java/org/longji/plugins/benchincentives/Subsidy.java");
            String text = Files.readString(source);
            String classes = plugin.resolve("target/classes").toString();
            String libraries = classes + File.pathSeparator + jars(root.resolve("core/plugin-testkit/target/lib"));
            await(base, 1);
            long[] runs = new long[RUNS];
            for (int run = 0; run < RUNS; run++) {
                int times = run + 2;
                Files.writeString(
                        source, text.replace(RATE, RATE + ".multiply(java.math.BigDecimal.valueOf(" + times + "))"));
                if (ToolProvider.getSystemJavaCompiler()
                                .run(null, System.err, System.err, "-proc:none", "-d", classes, "-cp", libraries, source.toString())
                        != 0) {
                    throw new IOException("Not compiled");
                }
                long compiled = System.nanoTime();
                await(base, times);
                runs[run] = System.nanoTime() - compiled;
            }
            Arrays.sort(runs);
            System.out.printf(Locale.ROOT, "dev_reload_ms: %.0f ms%n", runs[RUNS / 2] / 1_000_000.0);
            System.out.printf(Locale.ROOT, "dev_reload_slowest_ms: %.0f ms%n", runs[RUNS - 1] / 1_000_000.0);
        } finally {
            longji.destroy();
            longji.waitFor();
        }
    }

    /** Asks until the case earns that multiple of 50,000.00: 1,000,000.00 received at the dated rate of 5 %, below the cap. */
    private static void await(URI base, int times) throws Exception {
        HttpRequest asked = HttpRequest.newBuilder(base.resolve(
                        "/api/v1/public/calculator/tenants/230100/policies/" + NAME + "/calculation"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"given\":{\"year\":2026,\"contract\":{\"registeredOn\":\"2026-03-01\",\"contractAmount\":\"9000000.00\","
                                + "\"affiliatedParties\":\"NO\",\"landedInProvince\":\"YES\"},"
                                + "\"receipts\":[{\"on\":\"2026-06-01\",\"received\":\"1000000.00\"}]}}"))
                .build();
        HttpClient http = HttpClient.newHttpClient();
        String expected = "\"entitledAmount\":\"" + 50_000 * times + ".00\"";
        String answer = "";
        for (int tries = 0; tries < 3_000; tries++) {
            answer = http.send(asked, HttpResponse.BodyHandlers.ofString()).body();
            if (answer.contains(expected)) {
                return;
            }
            Thread.sleep(10);
        }
        throw new IOException("No " + expected + " in " + answer);
    }

    private static String jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return String.join(File.pathSeparator, files.map(Path::toString).sorted().toList());
        }
    }

    private static void run(Path directory, String... command) throws Exception {
        int status = new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + status);
        }
    }
}
