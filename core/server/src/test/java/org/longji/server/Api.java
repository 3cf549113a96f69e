package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The HTTP API as the tests speak it: JSON trees in and out, lists followed to their end, jobs waited for. */
record Api(LongjiServer.Client client) {

    static final ObjectMapper JSON = new ObjectMapper();
    static final int PROVINCE = 230000;
    static final int HARBIN = 230100;
    static final int NANGANG = 230103;
    static final int DAQING = 230600;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING");

    static Api as(LongjiServer.Running longji, String username) {
        return new Api(longji.as(username));
    }

    /** What was answered; the body is a missing node where it is not JSON. */
    record Reply(int status, JsonNode body, HttpResponse<String> raw) {

        static Reply of(HttpResponse<String> raw) {
            var type = raw.headers().firstValue("Content-Type").orElse("");
            var body = type.contains("json") && !raw.body().isEmpty() ? tree(raw.body()) : JSON.missingNode();
            return new Reply(raw.statusCode(), body, raw);
        }

        /** The body of an answer that must have this status. */
        JsonNode expect(int expected) {
            assertThat(status)
                    .as("%s %s: %s", raw.request().method(), raw.request().uri(), raw.body())
                    .isEqualTo(expected);
            return body;
        }

        /** The problem, checked to be a complete one in both languages. */
        JsonNode problem(int expected, String code) {
            expect(expected);
            assertThat(raw.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(body.path("code").asText()).isEqualTo(code);
            assertThat(body.path("status").asInt()).isEqualTo(expected);
            for (var part : List.of("title", "detail", "nextStep", "titleEn", "detailEn", "nextStepEn")) {
                assertThat(body.path(part).asText()).as(part).isNotBlank().doesNotContain("{", "}");
            }
            return body;
        }

        void expectIn(List<Integer> statuses) {
            assertThat(status()).isIn(statuses);
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    static String tenant(int code, String rest) {
        return "/api/v1/tenants/" + code + "/" + rest;
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply get(String path, String... headers) {
        return Reply.of(client.get(path, headers));
    }

    Reply post(String path, Object body, String... headers) {
        return Reply.of(client.post(path, text(body), headers));
    }

    Reply put(String path, Object body, String... headers) {
        return Reply.of(client.put(path, text(body), headers));
    }

    Reply send(String method, String path, Object body, String... headers) {
        return Reply.of(client.send(method, path, text(body), headers));
    }

    JsonNode read(String path) {
        return get(path).expect(200);
    }

    private static String text(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All items of a list, page by page. */
    List<JsonNode> all(String path) {
        var items = new ArrayList<JsonNode>();
        var paged = path + (path.contains("?") ? "&" : "?") + "limit=200";
        for (var next = paged; !next.isEmpty(); ) {
            var page = read(next);
            page.path("items").forEach(items::add);
            var cursor = page.path("nextCursor").asText("");
            next = cursor.isEmpty() || cursor.equals("null") ? "" : paged + "&cursor=" + cursor;
        }
        return items;
    }

    /** Waits for the end of a job, however it ends. */
    JsonNode ended(JsonNode job) {
        var path = tenant(job.path("tenant").asInt(), "jobs/" + job.path("id").asText());
        var latest = new JsonNode[] {job};
        until("the end of job " + path, () -> {
            latest[0] = read(path);
            return !UNDER_WAY.contains(latest[0].path("status").asText());
        });
        return latest[0];
    }

    JsonNode succeeded(JsonNode job) {
        var last = ended(job);
        assertThat(last.path("status").asText()).as("%s", last).isEqualTo("SUCCEEDED");
        return last;
    }

    /** Assesses a year and waits for it. */
    JsonNode assess(int tenant, int year) {
        return succeeded(
                post(tenant(tenant, "assessments"), "{\"year\":" + year + "}").expect(202));
    }

    /** Answers every question of an accepted contract's examination with yes. */
    JsonNode examined(JsonNode contract) {
        var path = tenant(
                contract.path("tenant").asInt(),
                "contracts/" + contract.path("id").asText() + "/examination");
        var answers = new ArrayList<Map<String, String>>();
        read(path)
                .path("answers")
                .forEach(line ->
                        answers.add(Map.of("question", line.path("question").asText(), "answer", "YES")));
        return put(path, Map.of("answers", answers)).expect(200);
    }

    /** Sends a ledger and waits for its import to end. */
    JsonNode imported(int tenant, String fileName, byte[] ledger, String mode) {
        return ended(upload(tenant, fileName, ledger, mode).expect(202));
    }

    Reply upload(int tenant, String fileName, byte[] ledger, String mode, String... headers) {
        return form(
                tenant(tenant, "imports"),
                "Content-Disposition: form-data; name=\"mode\"\r\n\r\n" + mode,
                fileName,
                ledger,
                headers);
    }

    /** Sends a file of national numbers. */
    Reply numbers(int tenant, String fileName, byte[] file, String... headers) {
        return form(
                tenant(tenant, "national-numbers"),
                "Content-Disposition: form-data; name=\"note\"\r\n\r\n",
                fileName,
                file,
                headers);
    }

    /** Brings an archive of a plugin, with the signature beside it if it has one. */
    Reply bring(int tenant, byte[] archive, Optional<String> signature) {
        var boundary = "----longji-" + System.nanoTime();
        var body = new ByteArrayOutputStream();
        part(body, boundary, "archive", archive);
        signature.ifPresent(text -> part(body, boundary, "signature", text.getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return Reply.of(client.send(client.request(tenant(tenant, "plugins"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build()));
    }

    private static void part(ByteArrayOutputStream body, String boundary, String name, byte[] content) {
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\""
                        + name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Sends rows of a register, to that path. */
    Reply rows(String path, String fileName, String csv, String... headers) {
        return form(
                path,
                "Content-Disposition: form-data; name=\"mode\"\r\n\r\nGOOD_ROWS",
                fileName,
                csv.getBytes(StandardCharsets.UTF_8),
                headers);
    }

    private Reply form(String path, String otherPart, String fileName, byte[] file, String... headers) {
        var boundary = "----longji-" + System.nanoTime();
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\n" + otherPart + "\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        var request = client.request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Reply.of(client.send(request.build()));
    }

    /** Sends a document of a filing. */
    Reply attach(int tenant, String contract, String kind, String name, byte[] content) {
        var path = tenant(tenant, "contracts/" + contract + "/attachments") + "?kind=" + kind + "&name="
                + URLEncoder.encode(name, StandardCharsets.UTF_8);
        return Reply.of(client.send(client.request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                .build()));
    }

    static void until(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("Waiting for %s", what).isLessThan(deadline);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Does the same thing several times at the same instant. */
    static <T> List<T> atOnce(int times, IntFunction<T> work) throws Exception {
        var barrier = new CyclicBarrier(times);
        var pool = Executors.newFixedThreadPool(times);
        try {
            List<Callable<T>> calls = IntStream.range(0, times)
                    .<Callable<T>>mapToObj(i -> () -> {
                        barrier.await();
                        return work.apply(i);
                    })
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
