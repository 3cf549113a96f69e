package org.longji.server;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A plugin of one policy, compiled and packed as its author's build would: it pays a share of what arrived, and a bonus. */
final class MoneyPlugin {

    static final String POLICY = "it-city-award";

    private static final String SOURCE = """
            package org.example.award;

            import java.math.BigDecimal;
            import java.math.RoundingMode;
            import java.util.List;
            import java.util.Map;
            import org.longji.plugin.api.*;
            import org.pf4j.Extension;

            @Extension
            public class CityAward implements IncentivePolicy<CityAward.Terms> {
                public record Terms(@Parameter(zh = "比例", en = "Rate", unit = "1") BigDecimal rate) {}

                static final LegalBasis BASIS = LegalBasis.of("示例（平台演示）", "示例条款");

                @Override
                public PolicyDescriptor descriptor() {
                    return new PolicyDescriptor(
                        "it-city-award", new Text("示例市级奖励", "Sample city award"), Side.RECIPIENT, Kind.REWARD, 230000,
                        List.of(BASIS));
                }

                @Override
                public Class<Terms> parametersType() {
                    return Terms.class;
                }

                @Override
                public Assessment assess(Facts facts, Terms terms) {
                    var received = facts.receivedWithin(facts.year());
                    var amount = received.times(terms.rate(), RoundingMode.HALF_UP);
                    if (received.isAtLeast(Money.of("1000000.00"))) {
                        amount = amount.plus(Money.of("BONUS"));
                    }
                    if (amount.isZero()) {
                        return new NotEntitled(List.of(
                            Reason.belowThreshold(received, Money.of("0.01"), BASIS)));
                    }
                    return Entitled.of(List.of(new CalculationStep(
                        "SHARE", new Text("到账比例", "share of receipts"), Map.of(), "rate", amount, BASIS)));
                }
            }
            """;

    private MoneyPlugin() {}

    static byte[] packed(String id, String version, String bonus, String needs) throws IOException {
        var directory = Files.createTempDirectory("money-plugin");
        var complaints = new StringWriter();
        var unit =
                new SimpleJavaFileObject(
                        URI.create("string:///org/example/award/CityAward.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return SOURCE.replace("BONUS", bonus);
                    }
                };
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        complaints,
                        null,
                        null,
                        List.of(
                                "-d",
                                directory.toString(),
                                "--release",
                                "17",
                                "-proc:none",
                                "-classpath",
                                System.getProperty("java.class.path")),
                        null,
                        List.of(unit))
                .call();
        if (!compiled) {
            throw new IllegalStateException(complaints.toString());
        }
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Plugin-Id", id);
        manifest.getMainAttributes().putValue("Plugin-Version", version);
        manifest.getMainAttributes().putValue("Plugin-Requires", ">=0.1.0 & <0.2.0");
        manifest.getMainAttributes().putValue("Plugin-Provider", "示例");
        manifest.getMainAttributes().putValue("Plugin-Description", "示例市级奖励");
        manifest.getMainAttributes().putValue("Plugin-Needs", needs);
        var jar = directory.resolve("plugin.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var files = Files.walk(directory)) {
            out.putNextEntry(new JarEntry("META-INF/extensions.idx"));
            out.write("org.example.award.CityAward\n".getBytes(StandardCharsets.UTF_8));
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                out.putNextEntry(new JarEntry(directory.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return Files.readAllBytes(jar);
    }
}
