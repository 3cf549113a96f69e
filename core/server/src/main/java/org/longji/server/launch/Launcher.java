package org.longji.server.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.longji.server.postgres.DatabaseAddress;
import org.longji.server.postgres.DatabasePreparation;
import org.longji.server.postgres.EmbeddedPostgres;

/**
 * Starts Longji. It checks what can be checked cheaply, opens the data directory, starts or reaches the database, prepares it,
 * starts the application server and says so in one line on standard output when the application answers. On a signal everything
 * stops in the reverse order.
 */
public final class Launcher {
    private static final String DEMO_SETTLED = "demo-password-settled";
    private static final String DEMO_PASSWORD = "demo-password";
    /** Set by the application where the password it was given opens the demo accounts: another node may have made them. */
    private static final String DEMO_OPENED = "longji.demo.opened";

    private static final int SHORTEST_PASSWORD = 10;

    private final PrintStream out;
    private final PrintStream err;
    private final Path home;
    private volatile boolean stopping;

    private Launcher(PrintStream out, PrintStream err, Path home) {
        this.out = out;
        this.err = err;
        this.home = home;
    }

    public static void main(String[] arguments) {
        PrintStream err = System.err;
        try {
            new Launcher(System.out, err, home()).launch(List.of(arguments));
        } catch (StartupFailure e) {
            if (e.getCause() != null && System.err != err) {
                // The log stands in for standard error by now: the cause goes there, the operator reads the sentence.
                e.getCause().printStackTrace(System.err);
            }
            err.println("Longji cannot start: " + e.getMessage());
            System.exit(1);
        } catch (IOException | SQLException | InterruptedException | RuntimeException | LinkageError e) {
            // Without this the server's own threads would keep a half-started process alive.
            e.printStackTrace(System.err);
            err.println("Longji cannot start: " + e);
            System.exit(1);
        }
    }

    /** The folder of the distribution: where this class was loaded from. */
    private static Path home() throws StartupFailure {
        try {
            return Path.of(Launcher.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath()
                    .getParent();
        } catch (java.net.URISyntaxException e) {
            throw new StartupFailure("The distribution's own folder cannot be told.", e);
        }
    }

    private void launch(List<String> arguments) throws StartupFailure, IOException, SQLException, InterruptedException {
        Options options = Options.parse(arguments, home);
        int port = freePort(options);
        requireFolder(options.tenants(), "--tenants");
        DataDirectory data = DataDirectory.open(options.data());
        redirectOutput(data);

        DatabaseAddress owner = options.database().isPresent()
                ? DatabasePreparation.outside(options.database().get(), System.getenv())
                : embedded(data, options).ensureOwner(data.secret("database-owner"));
        if (options.database().isPresent()) {
            String node = data.nodeId();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(owner, node), "Longji leaves"));
        }
        URI base = URI.create("http://" + options.host() + ":" + port);
        Optional<String> announce;
        Connection turn = DatabasePreparation.turn(owner, this::sayThatAnotherStarts);
        try {
            DatabaseAddress application = DatabasePreparation.prepare(owner, data, home.resolve("migrations"));
            System.setProperty("longji.public.url", options.publicUrl().orElse("http://localhost:" + port));
            System.setProperty("longji.node", hostName() + ":" + port);
            announce = configure(options, data, application);
            ApplicationServer.start(options, port, home.resolve("longji.war"), data);
            ApplicationServer.awaitReady(reachable(base), data.logs());
        } finally {
            turn.close();
        }
        if (announce.isPresent() && System.getProperty(DEMO_OPENED) != null) {
            err.println("Demo password: " + announce.get());
            err.flush();
        }
        if (options.demo()) {
            data.markHappened(DEMO_SETTLED);
            data.forgetSecret(DEMO_PASSWORD);
        }
        out.println("Longji is ready: " + base);
        out.flush();
    }

    private void sayThatAnotherStarts() {
        err.println("Another node starts on this database; this one waits for it …");
        err.flush();
    }

    /** What people call this machine; only ever shown. */
    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private EmbeddedPostgres embedded(DataDirectory data, Options options) throws StartupFailure {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data, options.cache());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres), "Longji shutdown"));
        postgres.onExit(() -> {
            if (!stopping) {
                err.println("PostgreSQL stopped without being asked to; see the log. Longji stops too.");
                System.exit(1);
            }
        });
        return postgres;
    }

    /** The application's connections are gone before it could say it itself; other nodes need not wait until it is missed. */
    private static void leave(DatabaseAddress owner, String node) {
        try {
            ApplicationServer.awaitShutdown();
            DatabasePreparation.leave(owner, node);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            e.printStackTrace(System.err);
        }
    }

    private void stop(EmbeddedPostgres postgres) {
        stopping = true;
        try {
            ApplicationServer.awaitShutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        postgres.stop();
    }

    /** Hands the application its settings; returns the demo password when it is to be told to somebody. */
    private static Optional<String> configure(Options options, DataDirectory data, DatabaseAddress application)
            throws StartupFailure, IOException {
        System.setProperty("longji.db.url", application.url());
        System.setProperty("longji.db.user", application.user());
        System.setProperty("longji.db.password", application.password());
        System.setProperty("longji.data.dir", data.root().toString());
        System.setProperty("longji.tenants.dir", options.tenants().toString());
        System.setProperty("longji.plugins.dir", options.plugins().toString());
        System.setProperty(
                "longji.plugins.cache", options.cache().resolve("plugins").toString());
        System.setProperty(
                "longji.plugins.watched", data.root().resolve("plugins").toString());
        System.setProperty("longji.node.id", data.nodeId());
        System.setProperty("longji.dev", Boolean.toString(options.development()));
        Optional.ofNullable(System.getenv("LONGJI_DEV_SOURCES"))
                .ifPresent(sources -> System.setProperty("longji.dev.sources", sources));
        System.setProperty("longji.demo", Boolean.toString(options.demo()));
        if (!options.demo()) {
            return Optional.empty();
        }
        String given = System.getenv().getOrDefault("LONGJI_DEMO_PASSWORD", "");
        if (!given.isEmpty()) {
            if (given.length() < SHORTEST_PASSWORD) {
                throw new StartupFailure("LONGJI_DEMO_PASSWORD needs at least " + SHORTEST_PASSWORD + " characters.");
            }
            System.setProperty("longji.demo.password", given);
            return Optional.empty();
        }
        if (data.hasHappened(DEMO_SETTLED)) {
            return Optional.empty();
        }
        // Kept until it has been told: a first start that breaks off after the accounts exist would lose it otherwise.
        String generated = data.secret(DEMO_PASSWORD);
        System.setProperty("longji.demo.password", generated);
        return Optional.of(generated);
    }

    private static int freePort(Options options) throws StartupFailure, InterruptedException {
        // A Longji that was killed a moment ago may still be giving its port back.
        for (int attempt = 0; attempt < 20; attempt++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByName(options.host()), options.port()));
                return socket.getLocalPort();
            } catch (IOException busy) {
                Thread.sleep(100);
            }
        }
        throw new StartupFailure("Port " + options.port() + " on " + options.host()
                + " is busy or not allowed; choose another one with --port.");
    }

    private static void requireFolder(Path folder, String option) throws StartupFailure {
        if (!Files.isDirectory(folder)) {
            throw new StartupFailure("There is no folder " + folder + "; name it with " + option + ".");
        }
    }

    /** Everything that is not the ready line or a failure goes to a file: the server and its libraries are talkative. */
    private static void redirectOutput(DataDirectory data) throws IOException {
        PrintStream file = new PrintStream(
                Files.newOutputStream(data.logs().resolve("console.log")), true, StandardCharsets.UTF_8);
        System.setOut(file);
        System.setErr(file);
    }

    /** Where the launcher itself can ask: a wildcard address is for listening only. */
    private static URI reachable(URI base) {
        return base.getHost().equals("0.0.0.0") ? URI.create("http://127.0.0.1:" + base.getPort()) : base;
    }
}
