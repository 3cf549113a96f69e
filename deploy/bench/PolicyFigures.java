import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A draft of the buyer subsidy tried on a million contracts registered in one year, made by registration.sql and receipts.sql, in a
 * Longji that has 512 MiB of heap. The time is that of the whole order, from its request until its result can be read; the first
 * run, in a server that has not done it before, is printed apart.
 */
final class PolicyFigures {
    private static final int CONTRACTS = 1_000_000;
    private static final int HEAP = 512;
    private static final int RUNS = 5;
    private static final String PASSWORD = "bench-Policies-1";
    private static final String POLICY = "policies/buyer-subsidy-2024";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI tenants;
    private String token = "";

    private PolicyFigures(URI base) throws IOException, InterruptedException {
        tenants = base.resolve("/api/v1/tenants/");
        token = field(
                "token",
                answer(HttpRequest.newBuilder(base.resolve("/api/v1/sessions"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"username\":\"province.admin\",\"password\":\"" + PASSWORD + "\"}"))));
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory("longji-bench");
        Path log = data.resolveSibling(data.getFileName() + "-gc.log");
        ProcessBuilder builder = new ProcessBuilder(arguments[0], "--port", "0", "--data", data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LONGJI_DEMO_PASSWORD", PASSWORD);
        builder.environment().put("LONGJI_JAVA_OPTIONS", "-Xmx" + HEAP + "m -Xlog:gc:file=" + log);
        Process longji = builder.start();
        try {
            String ready = longji.inputReader().readLine();
            if (ready == null) {
                throw new IOException("Longji did not become ready");
            }
            var bench = new PolicyFigures(URI.create(ready.substring(ready.indexOf("http"))));
            bench.awaitRest();
            try (Connection owner = owner(data)) {
                load(owner, Path.of(arguments[1]), Path.of(arguments[2]));
            }
            bench.measure(log);
        } finally {
            longji.destroy();
            longji.waitFor();
        }
    }

    private void measure(Path log) throws Exception {
        String draft = answer(post(
                POLICY + "/drafts",
                "{\"copy\":{\"tenant\":230000,\"version\":\"2024\",\"name\":\"bench\",\"from\":\"2025-01-01\"}}"));
        String order = "{\"years\":[2025],\"scenarios\":[{\"draft\":\"" + field("id", draft)
                + "\",\"values\":{\"rate\":\"0.25\",\"threshold\":\"800000.00\"}}]}";
        long logged = Files.size(log);
        long[] runs = new long[RUNS];
        String last = "";
        for (int i = 0; i < RUNS; i++) {
            long begun = System.nanoTime();
            last = ended(answer(post(POLICY + "/backtests", order)));
            runs[i] = System.nanoTime() - begun;
        }
        System.out.println("backtest_contracts: " + number("contracts", last) + " contracts");
        System.out.println("backtest_changes: " + number("changes", last) + " cases");
        print("backtest_first_seconds", runs[0]);
        long[] later = Arrays.copyOfRange(runs, 1, RUNS);
        Arrays.sort(later);
        print("backtest_seconds", later[later.length / 2]);
        System.out.println("backtest_peak_heap_mib: " + peak(log, logged) + " MiB");
    }

    private String ended(String job) throws IOException, InterruptedException {
        String latest = job;
        while (latest.contains("\"QUEUED\"") || latest.contains("\"RUNNING\"")) {
            Thread.sleep(50);
            latest = answer(get("jobs/" + field("id", job)));
        }
        if (!latest.contains("\"SUCCEEDED\"")) {
            throw new IOException("The back-test ended otherwise: " + latest);
        }
        return latest;
    }

    private static Connection owner(Path data) throws Exception {
        String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
        String password = Files.readString(data.resolve("secrets/database-owner")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/longji", "longji_owner", password);
    }

    private static void load(Connection owner, Path... scripts) throws Exception {
        try (var statement = owner.createStatement()) {
            for (Path script : scripts) {
                statement.execute(Files.readString(script).replace(":contracts", Integer.toString(CONTRACTS)));
            }
            // What autovacuum does within minutes of such a load.
            statement.execute("vacuum analyze contract");
            statement.execute("vacuum analyze receipt");
            statement.execute("analyze organization");
        }
    }

    /** The demo data are imported and assessed in the background first. */
    private void awaitRest() throws IOException, InterruptedException {
        for (int quiet = 0; quiet < 3; ) {
            Thread.sleep(1_000);
            String jobs = answer(get("jobs"));
            quiet = jobs.contains("\"QUEUED\"") || jobs.contains("\"RUNNING\"") ? 0 : quiet + 1;
        }
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(tenants.resolve("230000/" + path)).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder post(String path, String body) {
        return get(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private static String field(String name, String json) throws IOException {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new IOException("No " + name + " in " + json);
        }
        return found.group(1);
    }

    private static String number(String name, String json) throws IOException {
        Matcher found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
        if (!found.find()) {
            throw new IOException("No " + name + " in " + json);
        }
        return found.group(1);
    }

    private static int peak(Path log, long from) throws IOException {
        String since = new String(Arrays.copyOfRange(Files.readAllBytes(log), (int) from, (int) Files.size(log)));
        Matcher sizes = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)").matcher(since);
        int peak = 0;
        while (sizes.find()) {
            peak = Math.max(peak, Integer.parseInt(sizes.group(1)));
        }
        return peak;
    }

    private static void print(String figure, long nanoseconds) {
        System.out.printf(Locale.ROOT, "%s: %.1f s%n", figure, nanoseconds / 1_000_000_000.0);
    }
}
