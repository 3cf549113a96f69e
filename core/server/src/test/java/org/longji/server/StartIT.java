package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LongjiServer.class)
@DisplayName("Longji starts on what it finds, or says in one sentence why not")
class StartIT {
    @TempDir
    Path folder;

    @Test
    @DisplayName("a busy port is named")
    void busyPort(LongjiServer.Running longji) {
        assertRefused(
                Distribution.start(
                        folder.resolve("data"),
                        "--port",
                        Integer.toString(longji.base().getPort())),
                "Port " + longji.base().getPort() + " on 127.0.0.1 is busy");
    }

    @Test
    @DisplayName("a data directory that cannot be written is named")
    void unwritableDirectory() throws Exception {
        // A file in the way stops root too, whom permissions do not.
        Path file = Files.writeString(folder.resolve("file"), "");
        assertRefused(Distribution.start(file.resolve("data"), "--port", "0"), "cannot be written");
    }

    @Test
    @DisplayName("data of a newer version are left alone")
    void newerVersion() throws Exception {
        Files.writeString(folder.resolve("format"), "99\n");
        assertRefused(Distribution.start(folder, "--port", "0"), "was written by a newer Longji");
        assertThat(folder.resolve("format")).hasContent("99");
    }

    @Test
    @DisplayName("a faulty configuration is told with file and line")
    void faultyConfiguration() throws Exception {
        Path tenants = Files.createDirectories(folder.resolve("tenants"));
        Path schema = Files.createDirectories(tenants.resolve("schema"));
        try (var schemas = Files.list(Path.of("../../tenants-config/schema"))) {
            for (var file : schemas.toList()) {
                Files.copy(file, schema.resolve(file.getFileName()));
            }
        }
        Files.writeString(Files.createDirectories(tenants.resolve("somewhere")).resolve("tenant.yaml"), "cod: 1\n");
        assertRefused(
                Distribution.start(folder.resolve("data"), "--port", "0", "--empty", "--tenants", tenants.toString()),
                "somewhere/tenant.yaml:1: ");
    }

    @Test
    @DisplayName("a database out of reach is named, its password is not")
    void unreachableDatabase() {
        Distribution refused = Distribution.start(
                folder,
                Map.of("LONGJI_DATABASE_USER", "owner", "LONGJI_DATABASE_PASSWORD", "s3cret-word"),
                "--port",
                "0",
                "--database",
                "jdbc:postgresql://127.0.0.1:1/longji");
        assertRefused(refused, "jdbc:postgresql://127.0.0.1:1/longji as owner cannot be reached");
        assertThat(refused.err()).doesNotContain("s3cret-word");
    }

    @Test
    @DisplayName("a second Longji on the same data is refused")
    void secondInstance(LongjiServer.Running longji) {
        assertRefused(Distribution.start(longji.data(), "--port", "0"), "Another Longji is running");
    }

    @Test
    @DisplayName("unknown options end with the usage")
    void unknownOption() {
        assertRefused(Distribution.start(folder, "--prot", "1"), "there is no option --prot");
    }

    @Test
    @DisplayName(
            "an orphaned database of a killed launcher does not hinder the next start, nor is the demo password told twice")
    void restartsAfterKill() {
        Distribution first = Distribution.start(folder, "--port", "0");
        first.awaitReady();
        assertThat(first.err()).contains("Demo password: ");
        first.kill();
        try (Distribution second = Distribution.start(folder, "--port", "0")) {
            second.awaitReady();
            assertThat(second.out().lines()).hasSize(1);
            assertThat(second.err()).doesNotContain("Demo password");
        }
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    @DisplayName("the embedded database asks everybody for a password, and secrets are their owner's alone")
    void databaseNeedsPassword(LongjiServer.Running longji) throws Exception {
        List<String> lines = Files.readAllLines(longji.data().resolve("postgres/postmaster.pid"));
        String url = "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/longji";
        for (String user : List.of("postgres", "longji_owner", "longji_app")) {
            assertThatThrownBy(() -> DriverManager.getConnection(url, user, "")).isInstanceOf(SQLException.class);
        }
        try (Stream<Path> secrets = Files.list(longji.data().resolve("secrets"))) {
            assertThat(secrets.toList())
                    .isNotEmpty()
                    .allSatisfy(
                            secret -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                                    .isEqualTo("rw-------"));
        }
    }

    @Test
    @DisplayName("nothing listens beyond loopback")
    void loopbackOnly(LongjiServer.Running longji) throws Exception {
        int database = Integer.parseInt(Files.readAllLines(longji.data().resolve("postgres/postmaster.pid"))
                .get(3)
                .strip());
        for (int port : List.of(longji.base().getPort(), database)) {
            // Only a port that nobody holds on the wildcard address can be bound on another loopback address.
            try (ServerSocket elsewhere = new ServerSocket()) {
                elsewhere.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), port));
                assertThat(elsewhere.isBound()).isTrue();
            }
            try (Socket loopback = new Socket("127.0.0.1", port)) {
                assertThat(loopback.isConnected()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("every answer carries the security headers and health says ready")
    void healthAndHeaders(LongjiServer.Running longji) {
        var answer = longji.anonymous().get("/health/ready");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    private static void assertRefused(Distribution process, String sentence) {
        assertThat(process.awaitExit()).isEqualTo(1);
        assertThat(process.err()).startsWith("Longji cannot start: ").contains(sentence);
        assertThat(process.out()).isEmpty();
    }
}
