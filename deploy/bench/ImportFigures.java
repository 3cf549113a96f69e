import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Imports a ledger of 100,000 rows, made with a fixed seed, into an empty Longji that has 512 MiB of heap. Time runs from sending
 * the file to the end of the job; the peak is the largest occupation that the collector found before a collection.
 */
final class ImportFigures {
    private static final int ROWS = 100_000;
    private static final long SEED = 20_240_229;
    private static final String PASSWORD = "bench-Import-1";
    private static final String CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] CODE_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final List<String> DIVISIONS = List.of("230103", "230104", "230108", "230109", "230110", "230603", "230604");
    private static final List<String> TYPES = List.of("技术开发", "技术转让", "技术许可", "技术咨询", "技术服务");

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory("longji-bench");
        Path ledger = data.resolveSibling(data.getFileName() + ".csv");
        write(ledger);
        Path log = data.resolveSibling(data.getFileName() + "-gc.log");
        ProcessBuilder builder = new ProcessBuilder(arguments[0], "--port", "0", "--data", data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LONGJI_DEMO_PASSWORD", PASSWORD);
        builder.environment().put("LONGJI_JAVA_OPTIONS", "-Xmx512m -Xlog:gc:file=" + log);
        Process longji = builder.start();
        try {
            String ready = longji.inputReader().readLine();
            if (ready == null) {
                throw new IOException("Longji did not become ready");
            }
            long nanoseconds = send(URI.create(ready.substring(ready.indexOf("http"))), ledger);
            System.out.println("rows: " + ROWS + " rows");
            System.out.printf(Locale.ROOT, "seconds: %d.%d s%n", nanoseconds / 1_000_000_000, nanoseconds / 100_000_000 % 10);
        } finally {
            longji.destroy();
            longji.waitFor();
        }
        System.out.println("peak_heap_mib: " + peak(log) + " MiB");
    }

    private static long send(URI base, Path ledger) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        String session = answer(http, HttpRequest.newBuilder(base.resolve("/api/v1/sessions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"province.admin\",\"password\":\"" + PASSWORD + "\"}")));
        String token = "Bearer " + text(session, "token");
        String boundary = "longji-bench-boundary";
        Path body = ledger.resolveSibling(ledger.getFileName() + ".multipart");
        try (var out = Files.newOutputStream(body)) {
            out.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"mode\"\r\n\r\nALL_OR_NOTHING\r\n--" + boundary
                    + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ledger.csv\"\r\nContent-Type: text/csv\r\n\r\n").getBytes());
            Files.copy(ledger, out);
            out.write(("\r\n--" + boundary + "--\r\n").getBytes());
        }
        long begun = System.nanoTime();
        String job = answer(http, HttpRequest.newBuilder(base.resolve("/api/v1/tenants/230000/imports"))
                .header("Authorization", token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofFile(body)));
        URI watched = base.resolve("/api/v1/tenants/230000/jobs/" + text(job, "id"));
        while (!job.contains("\"SUCCEEDED\"")) {
            if (job.contains("\"FAILED\"") || job.contains("\"CANCELLED\"")) {
                throw new IOException("The import failed: " + job);
            }
            Thread.sleep(200);
            job = answer(http, HttpRequest.newBuilder(watched).header("Authorization", token));
        }
        return System.nanoTime() - begun;
    }

    private static String answer(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private static String text(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("There is no " + name + " in " + json);
        }
        return matcher.group(1);
    }

    private static int peak(Path log) throws IOException {
        Matcher sizes = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)").matcher(Files.readString(log));
        int peak = 0;
        while (sizes.find()) {
            peak = Math.max(peak, Integer.parseInt(sizes.group(1)));
        }
        return peak;
    }

    private static void write(Path ledger) throws IOException {
        Random random = new Random(SEED);
        List<String> organizations = random.ints(3_000, 0, 1_000_000_000)
                .mapToObj(number -> creditCode(String.format(Locale.ROOT, "91230100%09d", number)))
                .distinct()
                .toList();
        try (BufferedWriter out = Files.newBufferedWriter(ledger)) {
            out.write("title,type,signedOn,registeredOn,tenant,providerCreditCode,providerName,providerKind,providerDivision,"
                    + "recipientCreditCode,recipientName,recipientKind,recipientDivision,contractAmount,technologyAmount,"
                    + "technologyIncome,projectKey,receiptSequence,receivedOn,received\n");
            for (int row = 0; row < ROWS; row++) {
                int provider = random.nextInt(organizations.size());
                int recipient = (provider + 1 + random.nextInt(organizations.size() - 1)) % organizations.size();
                LocalDate signed = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(1_800));
                BigDecimal technology = BigDecimal.valueOf(100_000_00L + random.nextInt(900_000_000), 2);
                out.write(String.join(
                        ",",
                        "合成项目" + row,
                        TYPES.get(random.nextInt(TYPES.size())),
                        signed.toString(),
                        signed.plusDays(20).toString(),
                        DIVISIONS.get(random.nextInt(DIVISIONS.size())),
                        organizations.get(provider),
                        "合成单位" + provider,
                        "企业",
                        "230103",
                        organizations.get(recipient),
                        "合成单位" + recipient,
                        "企业",
                        "230103",
                        technology.toPlainString(),
                        technology.toPlainString(),
                        technology.toPlainString(),
                        "BENCH-" + row,
                        "1",
                        signed.plusDays(40).toString(),
                        technology.toPlainString()));
                out.newLine();
            }
        }
    }

    /** Adds the check character of GB 32100 to the first seventeen. */
    private static String creditCode(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += CODE_CHARACTERS.indexOf(body.charAt(i)) * CODE_WEIGHTS[i];
        }
        return body + CODE_CHARACTERS.charAt((31 - sum % 31) % 31);
    }
}
