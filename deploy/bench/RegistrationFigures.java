import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * A country's year of registered contracts, a million of them, made by registration.sql, in a Longji that has 256 MiB of heap: the first
 * page of the list under all kinds of filters, the statistics of the year, and a workbook of more than 100,000 rows.
 */
final class RegistrationFigures {
    private static final int CONTRACTS = 1_000_000;
    private static final int HEAP = 256;
    private static final int PAGES = 600;
    private static final int WARMING = 150;
    private static final int REPORTS = 20;
    private static final long SEED = 20_250_101;
    private static final String PASSWORD = "bench-Registration-1";
    private static final String EXPORTED = "contracts/workbook?type=TRANSFER&year=2025";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI tenants;
    private String token = "";

    private RegistrationFigures(URI base) throws IOException, InterruptedException {
        tenants = base.resolve("/api/v1/tenants/");
        String session = new String(answer(HttpRequest.newBuilder(base.resolve("/api/v1/sessions"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"username\":\"province.admin\",\"password\":\"" + PASSWORD + "\"}")))
                .readAllBytes());
        Matcher found = Pattern.compile("\"token\":\"([^\"]*)\"").matcher(session);
        if (!found.find()) {
            throw new IOException("No token in " + session);
        }
        token = found.group(1);
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
            var bench = new RegistrationFigures(URI.create(ready.substring(ready.indexOf("http"))));
            bench.awaitRest();
            try (Connection owner = owner(data)) {
                load(owner, Path.of(arguments[1]));
                awaitSettled(owner);
                bench.measure(owner, log);
            }
        } finally {
            longji.destroy();
            longji.waitFor();
        }
    }

    private void measure(Connection owner, Path log) throws Exception {
        System.out.println("contracts: " + CONTRACTS + " contracts");
        List<String> filters = filters();
        for (int i = 0; i < WARMING; i++) {
            timed("contracts?limit=20" + filters.get(i % filters.size()));
        }
        long[] pages = new long[PAGES];
        for (int i = 0; i < PAGES; i++) {
            pages[i] = timed("contracts?limit=20" + filters.get(i % filters.size()));
        }
        Arrays.sort(pages);
        print("list_p50_ms", pages[PAGES / 2]);
        print("list_p95_ms", pages[PAGES * 95 / 100]);
        print("list_max_ms", pages[PAGES - 1]);

        print("statistics_first_ms", timed("statistics?period=2025"));
        long[] reports = new long[REPORTS];
        try (var change = owner.prepareStatement("update contract set plan_source = ? where id = (select id from contract"
                + " where registered_on between '2025-01-01' and '2025-12-31' and tenant % 100 <> 0 order by id offset ? limit 1)")) {
            for (int i = 0; i < REPORTS; i++) {
                change.setString(1, "计划外" + i);
                change.setInt(2, i * 7);
                change.executeUpdate();
                reports[i] = timed("statistics?period=2025");
            }
        }
        Arrays.sort(reports);
        print("statistics_year_ms", reports[REPORTS * 95 / 100]);

        long logged = Files.size(log);
        long begun = System.nanoTime();
        Path workbook = Files.createTempFile("longji-bench", ".xlsx");
        Files.copy(answer(get(EXPORTED)), workbook, StandardCopyOption.REPLACE_EXISTING);
        print("export_seconds", System.nanoTime() - begun, 1_000_000_000.0, "s");
        int rows = rows(workbook);
        System.out.println("export_rows: " + rows + " rows");
        System.out.println("export_peak_heap_mib: " + peak(log, logged) + " MiB");
    }

    /** Everything the list can be asked for, alone and together, common and rare, the values from a fixed seed. */
    private static List<String> filters() {
        Random random = new Random(SEED);
        List<List<String>> choices = List.of(
                List.of("", "&type=SERVICE", "&type=TRANSFER", "&subtype=52", "&subtype=26", "&status=REGISTERED", "&status=REVOKED"),
                List.of("", "&providerKind=UNIVERSITY", "&providerKind=OVERSEAS", "&recipientKind=GOVERNMENT"),
                List.of("", "&ipClass=" + utf8("发明专利"), "&technologyField=" + utf8("核应用"), "&technologyField=" + utf8("农业")),
                List.of("", "&amountFrom=100000000", "&amountFrom=1000000&amountUntil=1010000", "&amountUntil=3100"),
                List.of("", "&division=230100", "&division=230600", "&division=232701", "&providerDivision=2301", "&recipientDivision=44"),
                List.of("", "&registeredFrom=2025-06-01&registeredUntil=2025-06-30", "&registeredFrom=2025-12-31", "&year=2025", "&year=2018"),
                List.of("", "", "&q=" + utf8("石墨烯"), "&q=" + utf8("深圳天工"), "&q=" + utf8("秸秆育种方法"), "&q=" + utf8("大学"), "&q=0123450"));
        List<String> filters = new ArrayList<>();
        for (List<String> of : choices) {
            filters.addAll(of);
        }
        while (filters.size() < PAGES) {
            StringBuilder filter = new StringBuilder();
            for (List<String> of : choices) {
                // Two or three at a time, as people do.
                filter.append(random.nextInt(3) == 0 ? of.get(random.nextInt(of.size())) : "");
            }
            filters.add(filter.toString());
        }
        return filters;
    }

    private static String utf8(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Connection owner(Path data) throws Exception {
        String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
        String password = Files.readString(data.resolve("secrets/database-owner")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/longji", "longji_owner", password);
    }

    private static void load(Connection owner, Path script) throws Exception {
        try (var statement = owner.createStatement()) {
            statement.execute(Files.readString(script).replace(":contracts", Integer.toString(CONTRACTS)));
            // What autovacuum does within minutes of such a load.
            statement.execute("vacuum analyze contract");
            statement.execute("analyze organization");
        }
    }

    /** The server adds the months of a load up in the background; until then a report would have to. */
    private static void awaitSettled(Connection owner) throws Exception {
        long begun = System.nanoTime();
        try (var marks = owner.prepareStatement("select 1 from statistics_mark limit 1")) {
            while (marks.executeQuery().next()) {
                Thread.sleep(100);
            }
        }
        print("statistics_settled_seconds", System.nanoTime() - begun, 1_000_000_000.0, "s");
    }

    /** The demo data are imported and assessed in the background first. */
    private void awaitRest() throws IOException, InterruptedException {
        for (int quiet = 0; quiet < 3; ) {
            Thread.sleep(1_000);
            String jobs = new String(answer(get("jobs")).readAllBytes(), StandardCharsets.UTF_8);
            quiet = jobs.contains("\"QUEUED\"") || jobs.contains("\"RUNNING\"") ? 0 : quiet + 1;
        }
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(tenants.resolve("230000/" + path)).header("Authorization", "Bearer " + token);
    }

    private long timed(String path) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        answer(get(path)).readAllBytes();
        long taken = System.nanoTime() - begun;
        if (System.getenv("LONGJI_BENCH_EACH") != null) {
            System.err.println(taken / 1_000_000 + " ms " + path);
        }
        return taken;
    }

    private InputStream answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() >= 300) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": "
                    + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    /** Rows of the workbook's sheet, without the head. */
    private static int rows(Path workbook) throws IOException {
        int rows = 0;
        try (var zip = new ZipFile(workbook.toFile());
                var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            byte[] mark = "<row ".getBytes(StandardCharsets.US_ASCII);
            byte[] buffer = new byte[1 << 16];
            int matched = 0;
            for (int read = sheet.read(buffer); read >= 0; read = sheet.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    matched = buffer[i] == mark[matched] ? matched + 1 : buffer[i] == mark[0] ? 1 : 0;
                    if (matched == mark.length) {
                        rows++;
                        matched = 0;
                    }
                }
            }
        }
        return rows - 1;
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
        print(figure, nanoseconds, 1_000_000.0, "ms");
    }

    private static void print(String figure, long nanoseconds, double unit, String name) {
        System.out.printf(Locale.ROOT, "%s: %.1f %s%n", figure, nanoseconds / unit, name);
    }
}
