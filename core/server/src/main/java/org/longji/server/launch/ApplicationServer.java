package org.longji.server.launch;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.AdminCommandRunner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Payara Micro with the one WAR: started alone, without a cluster, and believed only when it answers. */
final class ApplicationServer {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private ApplicationServer() {}

    static void start(Options options, int port, Path war, DataDirectory data) throws StartupFailure {
        Path logs = data.logs();
        try {
            System.setProperty(
                    "java.util.logging.config.file", loggingConfiguration(data).toString());
            Path unpacked = Files.createDirectories(options.cache().resolve("payara"));
            // Unpacked once instead of on every start: a third of the CPU time of a start.
            PayaraMicro.setUpackedJarDir(unpacked.toFile());
            PayaraMicro micro = PayaraMicro.getInstance();
            micro.setNoCluster(true);
            micro.setPrintLogo(false);
            micro.setHttpAutoBind(false);
            micro.setSslAutoBind(false);
            micro.setHttpPort(port);
            micro.setPreBootHandler(commands -> configure(commands, options.host()));
            micro.addDeploymentFile(war.toFile());
            PayaraMicroRuntime runtime = micro.bootStrap();
            // A failed deployment leaves the server up and answering 404.
            if (runtime.getDeployedApplicationNames().isEmpty()) {
                throw new StartupFailure("The application could not be deployed; see the logs in " + logs + ".");
            }
        } catch (BootstrapException | IOException e) {
            throw new StartupFailure("The application server did not start; see the logs in " + logs + ".", e);
        }
    }

    private static void configure(AdminCommandRunner commands, String host) {
        String configuration = "configs.config.server-config.";
        commands.run(
                "set",
                configuration + "network-config.network-listeners.network-listener.http-listener.address=" + host);
        // The grid's port would listen on every interface, whatever it is told.
        commands.run("set", configuration + "hazelcast-config-specific-configuration.enabled=false");
        commands.run("set", configuration + "ejb-container.ejb-timer-service.ejb-timer-service=Dummy");
        // An official's server reports to nobody.
        commands.run("set", configuration + "phone-home-runtime-configuration.enabled=false");
        // The header would tell every visitor which server and version this is.
        commands.run("set", configuration + "network-config.protocols.protocol.http-listener.http.server-header=false");
        commands.run("set", configuration + "network-config.protocols.protocol.http-listener.http.xpowered-by=false");
    }

    private static Path loggingConfiguration(DataDirectory data) throws IOException {
        Path file = data.logs().resolve("logging.properties");
        Files.writeString(
                file, """
                handlers=java.util.logging.FileHandler
                .level=INFO
                java.util.logging.FileHandler.pattern=%s
                java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
                java.util.logging.FileHandler.level=INFO
                java.util.logging.FileHandler.append=true
                java.util.logging.FileHandler.limit=10485760
                java.util.logging.FileHandler.count=5
                java.util.logging.FileHandler.encoding=UTF-8
                java.util.logging.SimpleFormatter.format=%%1$tFT%%1$tT.%%1$tL%%1$tz %%4$s %%3$s %%5$s%%6$s%%n
                fish.payara.nucleus.util.level=WARNING
                org.glassfish.admin.mbeanserver.level=WARNING
                javax.enterprise.system.tools.deployment.dol.level=WARNING
                javax.enterprise.system.tools.deployment.common.level=WARNING
                """.formatted(data.logs().resolve("server-%g.log").toString()));
        return file;
    }

    static void awaitReady(URI base, Path logs) throws StartupFailure, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/health/ready"))
                .timeout(Duration.ofSeconds(30))
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int silent = 0;
        while (System.nanoTime() < deadline) {
            int status = status(client, request);
            if (status == 200) {
                return;
            }
            var failure = System.getProperty("longji.start.failure");
            if (failure != null) {
                throw new StartupFailure(failure);
            }
            // 503 is an application that still loads; anything else for long is one that failed while it was loaded.
            silent = status == 503 ? 0 : silent + 1;
            if (silent > 100) {
                throw new StartupFailure("The application could not be started; see the logs in " + logs + ".");
            }
            Thread.sleep(100);
        }
        throw new StartupFailure("The application does not become ready; see the logs in " + logs + ".");
    }

    private static int status(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException noAnswer) {
            return 0;
        }
    }

    /** Waits for the server's own shutdown hook, so that the database goes last. */
    static void awaitShutdown() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("GlassFish Shutdown Hook")) {
                    thread.join(30_000);
                    return;
                }
            }
            Thread.sleep(30);
        }
    }
}
