package org.longji.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The running Longji that all integration tests of a JVM share. It starts with the first test class that is extended with it,
 * on a data directory of its own with the demo accounts and data, and stops after the last.
 *
 * <pre>{@code
 * @ExtendWith(LongjiServer.class)
 * class ContractsIT {
 *     @Test
 *     void listsContracts(LongjiServer.Running longji) throws Exception {
 *         var answer = longji.as("harbin.registrar").get("/api/v1/tenants/230100/contracts");
 *     }
 * }
 * }</pre>
 */
public final class LongjiServer implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LongjiServer.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    private static Running running(ExtensionContext context) {
        // Each class of a forked JVM is an execution of its own; what lasts is the session.
        return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> start(), Running.class);
    }

    private static Running start() {
        try {
            Path data = Files.createTempDirectory("longji-it");
            String password = "It-" + Long.toHexString(System.nanoTime());
            Path plugins = ExamplePlugin.besides(Distribution.plugins());
            var mailboxes = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
            mailboxes.start();
            var environment = Map.of(
                    "LONGJI_DEMO_PASSWORD",
                    password,
                    "LONGJI_MAIL_HOST",
                    "127.0.0.1",
                    "LONGJI_MAIL_PORT",
                    Integer.toString(mailboxes.getSmtp().getPort()),
                    "LONGJI_MAIL_SECURITY",
                    "NONE",
                    "LONGJI_MAIL_FROM",
                    "longji@example.org");
            Distribution process =
                    Distribution.start(data, environment, "--port", "0", "--plugins", plugins.toString());
            return new Running(process, URI.create(process.awaitReady()), password, data, plugins, mailboxes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context);
    }

    /** Where Longji is, how to sign in, and a client for it. */
    public static final class Running implements AutoCloseable {
        private final Distribution process;
        private final URI base;
        private final String demoPassword;
        private final Path data;
        private final Path plugins;
        private final GreenMail mailboxes;
        private final HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        private final Map<String, Client> clients = new ConcurrentHashMap<>();

        Running(Distribution process, URI base, String demoPassword, Path data, Path plugins, GreenMail mailboxes) {
            this.process = process;
            this.base = base;
            this.demoPassword = demoPassword;
            this.data = data;
            this.plugins = plugins;
            this.mailboxes = mailboxes;
        }

        public URI base() {
            return base;
        }

        public String demoPassword() {
            return demoPassword;
        }

        public Path data() {
            return data;
        }

        /** The folder of the plugins that come with it. */
        public Path plugins() {
            return plugins;
        }

        /** The mail server it sends by. */
        public GreenMail mailboxes() {
            return mailboxes;
        }

        public Distribution process() {
            return process;
        }

        /** Nobody: requests without a token. */
        public Client anonymous() {
            return new Client(http, base, "");
        }

        /** A demo account, signed in once for all tests. */
        public Client as(String username) {
            return clients.computeIfAbsent(username, name -> anonymous().signIn(name, demoPassword));
        }

        @Override
        public void close() {
            process.close();
            mailboxes.stop();
        }
    }

    /** A thin JSON client: bodies are text in and out, the tests read them as they like. */
    public record Client(HttpClient http, URI base, String token) {

        public Client signIn(String username, String password) {
            HttpResponse<String> answer =
                    post("/api/v1/sessions", "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}");
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(
                        username + " cannot sign in: " + answer.statusCode() + " " + answer.body());
            }
            String token = answer.body().replaceFirst("(?s).*\"token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            return new Client(http, base, token);
        }

        public HttpResponse<String> get(String path, String... headers) {
            return send("GET", path, "", headers);
        }

        public HttpResponse<String> post(String path, String json, String... headers) {
            return send("POST", path, json, headers);
        }

        public HttpResponse<String> put(String path, String json, String... headers) {
            return send("PUT", path, json, headers);
        }

        public HttpResponse<String> delete(String path, String... headers) {
            return send("DELETE", path, "", headers);
        }

        /** Headers come as name, value, name, value. */
        public HttpResponse<String> send(String method, String path, String json, String... headers) {
            HttpRequest.Builder request = request(path)
                    .method(
                            method,
                            json.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(json));
            if (!json.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            return send(request.build());
        }

        /** A request to build further, for bodies that are not JSON. */
        public HttpRequest.Builder request(String path) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(2));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return request;
        }

        public HttpResponse<String> send(HttpRequest request) {
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
