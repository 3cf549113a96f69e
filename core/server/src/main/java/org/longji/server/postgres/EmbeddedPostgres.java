package org.longji.server.postgres;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.longji.server.launch.DataDirectory;
import org.longji.server.launch.StartupFailure;

/**
 * A PostgreSQL server that lives and dies with the launcher. It is a child in the launcher's process group, listens on loopback
 * alone, asks everybody for a password and writes every commit to disk before it is acknowledged. If an earlier launcher was
 * killed, its server may still be running: it is stopped first, and what it left half-way PostgreSQL recovers by itself.
 */
public final class EmbeddedPostgres {
    static final String SUPERUSER = "postgres";

    private static final String LOOPBACK = "127.0.0.1";
    private static final long RECOVERY_MINUTES = 10;

    private final Process server;
    private final DatabaseAddress superuser;

    private EmbeddedPostgres(Process server, DatabaseAddress superuser) {
        this.server = server;
        this.superuser = superuser;
    }

    public static EmbeddedPostgres start(DataDirectory data, Path cache) throws StartupFailure {
        try {
            PostgresBinaries binaries = PostgresBinaries.unpackedInto(cache);
            Path cluster = data.postgres();
            if (!Files.exists(cluster.resolve("PG_VERSION"))) {
                initialise(binaries, data);
            }
            requireSameVersion(binaries, cluster);
            stopOrphan(cluster);
            return launch(binaries, data);
        } catch (IOException | SQLException e) {
            throw new StartupFailure(
                    "The embedded PostgreSQL did not start (" + e.getMessage() + "); see " + log(data) + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupFailure("The start was interrupted.", e);
        }
    }

    private static Path log(DataDirectory data) {
        return data.logs().resolve("postgres.log");
    }

    /** Builds the cluster beside its place and moves it there whole, so that a kill half-way leaves nothing to trip over. */
    private static void initialise(PostgresBinaries binaries, DataDirectory data)
            throws IOException, InterruptedException, StartupFailure {
        Path half = data.postgres().resolveSibling("postgres.half");
        PostgresBinaries.deleteTree(half);
        PostgresBinaries.deleteTree(data.postgres());
        List<String> command = unprivileged(
                binaries.program("initdb").toString(),
                "--pgdata=" + half,
                "--username=" + SUPERUSER,
                "--pwfile=" + data.secretFile("postgres-superuser"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        Process initdb = logged(command, data).start();
        if (initdb.waitFor() != 0) {
            throw new StartupFailure("The embedded PostgreSQL could not be initialised; see " + log(data) + ".");
        }
        Files.move(half, data.postgres());
    }

    private static void requireSameVersion(PostgresBinaries binaries, Path cluster)
            throws IOException, InterruptedException, StartupFailure {
        String stored = Files.readString(cluster.resolve("PG_VERSION")).strip();
        String ours = binaries.majorVersion();
        if (!stored.equals(ours)) {
            throw new StartupFailure("The database in " + cluster + " belongs to PostgreSQL " + stored
                    + ", this Longji brings PostgreSQL " + ours + "; start the Longji that wrote it.");
        }
    }

    /** The launcher's lock is ours, so a server still running on this cluster lost its launcher. */
    private static void stopOrphan(Path cluster) throws IOException, InterruptedException, StartupFailure {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = Files.readAllLines(pidFile).stream()
                .findFirst()
                .map(String::strip)
                .filter(pid -> pid.matches("\\d+"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(process -> isServerOf(process, cluster));
        if (orphan.isPresent()) {
            signal("INT", orphan.get().pid());
            if (!exited(orphan.get(), 30)) {
                // Immediate shutdown: like a power cut, which the log of the cluster is made for.
                signal("QUIT", orphan.get().pid());
                if (!exited(orphan.get(), 10)) {
                    throw new StartupFailure("A PostgreSQL of an earlier start still runs as process "
                            + orphan.get().pid() + " and does not stop; end it and start again.");
                }
            }
        }
        // Otherwise the number may by now belong to a stranger, which PostgreSQL would take for a server of its own.
        Files.deleteIfExists(pidFile);
    }

    private static boolean isServerOf(ProcessHandle process, Path cluster) {
        try {
            Path directory = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return Files.isSameFile(directory, cluster);
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static boolean exited(ProcessHandle process, int seconds) throws InterruptedException {
        for (int i = 0; i < seconds * 10 && process.isAlive(); i++) {
            Thread.sleep(100);
        }
        return !process.isAlive();
    }

    private static EmbeddedPostgres launch(PostgresBinaries binaries, DataDirectory data)
            throws IOException, InterruptedException, SQLException, StartupFailure {
        int port = freePort();
        List<String> command = new ArrayList<>(unprivileged(
                binaries.program("postgres").toString(),
                "-D",
                data.postgres().toString(),
                "-p",
                Integer.toString(port)));
        for (String setting : List.of(
                "listen_addresses=" + LOOPBACK,
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "password_encryption=scram-sha-256",
                "max_connections=60",
                "shared_buffers=96MB",
                "jit=off",
                "log_checkpoints=off")) {
            command.add("-c");
            command.add(setting);
        }
        Process server = logged(command, data).start();
        DatabaseAddress superuser = new DatabaseAddress(
                "jdbc:postgresql://" + LOOPBACK + ":" + port + "/postgres",
                SUPERUSER,
                data.secret("postgres-superuser"));
        EmbeddedPostgres postgres = new EmbeddedPostgres(server, superuser);
        try {
            postgres.awaitConnections(data);
        } catch (StartupFailure | InterruptedException | SQLException e) {
            postgres.stop();
            throw e;
        }
        return postgres;
    }

    private void awaitConnections(DataDirectory data) throws InterruptedException, SQLException, StartupFailure {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(RECOVERY_MINUTES);
        while (true) {
            try {
                superuser.connect().close();
                return;
            } catch (SQLException e) {
                if (!server.isAlive()) {
                    throw new StartupFailure("The embedded PostgreSQL stopped at once; see " + log(data) + ".", e);
                }
                if ("28P01".equals(e.getSQLState()) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(50);
        }
    }

    /** Creates the owner role and its database on the first start; afterwards finds them there. */
    public DatabaseAddress ensureOwner(String password) throws SQLException {
        try (Connection connection = superuser.connect()) {
            return DatabasePreparation.ensureOwner(connection, superuser, password);
        }
    }

    /** Completes when the server ends, whoever ended it. */
    public void onExit(Runnable action) {
        server.onExit().thenRun(action);
    }

    /** A fast shutdown: open transactions are rolled back, everything committed is flushed. */
    public void stop() {
        try {
            signal("INT", server.pid());
            if (!server.waitFor(60, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (IOException e) {
            server.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static ProcessBuilder logged(List<String> command, DataDirectory data) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(data).toFile()));
        // Settings meant for somebody's psql must not reach this server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LONGJI_"));
        return builder;
    }

    /**
     * PostgreSQL refuses to run as root. A user namespace without a mapping shows it an ordinary account, while files still belong
     * to the one that started Longji.
     */
    private static List<String> unprivileged(String... command)
            throws IOException, InterruptedException, StartupFailure {
        if (!isRoot()) {
            return List.of(command);
        }
        Process probe = new ProcessBuilder("unshare", "--user", "true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (probe.waitFor() != 0) {
            throw new StartupFailure("PostgreSQL does not run as root and this system grants no user namespace; "
                    + "start Longji as an ordinary user, or name a server with --database.");
        }
        List<String> whole = new ArrayList<>(List.of("unshare", "--user"));
        whole.addAll(List.of(command));
        return whole;
    }

    private static boolean isRoot() throws IOException, InterruptedException {
        Process id = new ProcessBuilder("id", "-u").start();
        String answer = new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        id.waitFor();
        return answer.strip().equals("0");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
