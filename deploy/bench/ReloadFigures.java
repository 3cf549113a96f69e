import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long it takes in development from the moment a new archive of a plugin is written until the catalogue says that it is the
 * one that is asked. The plugin is the province's own, each time with another version.
 */
final class ReloadFigures {
    private static final int RUNS = 9;
    private static final String PASSWORD = "bench-Plugins-1";

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory("longji-bench");
        ProcessBuilder builder = new ProcessBuilder(arguments[0], "--port", "0", "--dev", "--data", data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LONGJI_DEMO_PASSWORD", PASSWORD);
        Process longji = builder.start();
        try {
            String ready = longji.inputReader().readLine();
            if (ready == null) {
                throw new IOException("Longji did not become ready");
            }
            URI base = URI.create(ready.substring(ready.indexOf("http")));
            HttpClient http = HttpClient.newHttpClient();
            String token = field("token", http.send(
                    HttpRequest.newBuilder(base.resolve("/api/v1/sessions"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"username\":\"province.admin\",\"password\":\"" + PASSWORD + "\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString())
                    .body());
            HttpRequest asked = HttpRequest.newBuilder(base.resolve("/api/v1/tenants/230000/policies"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            Path folder = Files.createDirectories(data.resolve("plugins"));
            long[] runs = new long[RUNS];
            Path log = data.resolve("logs/server-0.log");
            for (int run = 0; run < RUNS; run++) {
                byte[] archive = packed(Path.of(arguments[1]), "9.0." + run);
                String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
                long before = count(log);
                Files.write(folder.resolve("reloaded.jar"), archive);
                long written = System.nanoTime();
                while (count(log) == before) {
                    Thread.sleep(10);
                }
                if (http.send(asked, HttpResponse.BodyHandlers.ofString()).statusCode() != 200) {
                    throw new IOException("Not answered after " + hash);
                }
                runs[run] = System.nanoTime() - written;
            }
            Arrays.sort(runs);
            System.out.printf(Locale.ROOT, "dev_reload_ms: %.0f ms%n", runs[RUNS / 2] / 1_000_000.0);
        } finally {
            longji.destroy();
            longji.waitFor();
        }
    }

    /** How often a plugin was reloaded so far, as the log tells it. */
    private static long count(Path log) throws IOException {
        return Files.readString(log).lines().filter(line -> line.contains(" reloaded from ")).count();
    }

    private static byte[] packed(Path shipped, String version) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarFile(shipped.toFile())) {
            var manifest = new Manifest(jar.getManifest());
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

    private static String field(String name, String json) throws IOException {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new IOException("No " + name + " in " + json);
        }
        return found.group(1);
    }
}
