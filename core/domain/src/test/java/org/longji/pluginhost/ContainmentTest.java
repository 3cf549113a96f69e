package org.longji.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.longji.plugin.api.Money;

@DisplayName("A faulty plugin fails alone, and its failure says why")
class ContainmentTest {

    @TempDir
    Path directory;

    private final PluginHost host = new PluginHost();

    /** What it does, its code, its members, and what the record of its failure says. */
    static Stream<Arguments> whileRunning() {
        return Stream.of(
                Arguments.of("loops for ever", "long n = 0; while (true) { n++; }", "", "took longer than"),
                Arguments.of(
                        "loops for ever and catches everything",
                        "while (true) { try { while (true) { Math.abs(1); } } catch (Throwable t) { continue; } }",
                        "",
                        "took longer than"),
                Arguments.of("recurses without end", "return assess(facts, parameters);", "", "StackOverflowError"),
                Arguments.of(
                        "recurses for a year without going deep",
                        "return pay(Money.ofFen(fib(90)));",
                        "static long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }",
                        "took longer than"),
                Arguments.of(
                        "loops inside a stream of the JDK",
                        "return pay(Money.ofFen(Stream.iterate(1L, n -> n + 1).filter(n -> n < 0).findFirst().get()));",
                        "",
                        "BudgetExceededError"),
                Arguments.of(
                        "keeps all it can get",
                        "List<String> all = new ArrayList<>(); while (true) { all.add(\"x\".repeat(1_000)); }",
                        "",
                        "asked for more than"),
                Arguments.of(
                        "wants a giant array",
                        "long[] all = new long[2_000_000_000]; return pay(Money.ofFen(all.length));",
                        "",
                        "at most 4000000"),
                Arguments.of(
                        "wants a giant table",
                        "long[][] all = new long[100_000][100_000]; return pay(Money.ofFen(all.length));",
                        "",
                        "at most 4000000"),
                Arguments.of(
                        "wants a giant text",
                        "return pay(Money.ofFen(\"x\".repeat(2_000_000_000).length()));",
                        "",
                        "at most 4000000"),
                Arguments.of(
                        "wants a giant number",
                        "return pay(Money.ofFen(BigInteger.TEN.pow(2_000_000_000).longValue()));",
                        "",
                        "at most 4000000"),
                Arguments.of(
                        "tries a pattern for years",
                        "String a = \"a\".repeat(500);"
                                + " return pay(Money.ofFen(a.matches(\"(.*)\".repeat(10) + \"[^a]\") ? 1 : 2));",
                        "",
                        "took longer than"),
                Arguments.of(
                        "throws", "throw new IllegalStateException(\"my bad\");", "", "IllegalStateException: my bad"),
                Arguments.of("throws an error", "throw new AssertionError(\"my bad\");", "", "AssertionError: my bad"),
                Arguments.of("answers nothing", "return null;", "", "answered nothing"),
                Arguments.of(
                        "has steps that do not add up",
                        "return new Entitled(Money.of(\"2.00\"), List.of(step(Money.of(\"1.00\"))), List.of(), List.of());",
                        "",
                        "steps add up to 1.00"),
                Arguments.of("pays less than nothing", "return pay(Money.of(\"-1.00\"));", "", "negative amount"),
                Arguments.of(
                        "answers with a hundred thousand steps",
                        "List<CalculationStep> all = new ArrayList<>();"
                                + " for (int i = 0; i < 100_000; i++) { all.add(step(Money.of(\"0.01\"))); }"
                                + " return new Entitled(Money.of(\"1000.00\"), all, List.of(), List.of());",
                        "",
                        "answers with 100000 steps"),
                Arguments.of(
                        "needs a class it does not bring",
                        "return pay(Money.ofFen(com.example.Absent.VALUE()));",
                        "",
                        "NoClassDefFoundError"));
    }

    @ParameterizedTest(name = "one that {0}")
    @MethodSource("whileRunning")
    void contains(String what, String body, String members, String record) {
        var plugin = TrialPlugin.answering(body, members);
        if (body.contains("com.example.Absent")) {
            plugin.absent("com.example.Absent", "public static long VALUE() { return 1; }");
        }
        host.run(plugin.in(directory));
        host.run(TrialPlugin.paying("7.00").manifest("Plugin-Id", "sound").in(directory));

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> Asking.amount(host, "trial"))
                        .isInstanceOf(PluginFailure.class)
                        .hasMessageContaining("trial/trial")
                        .hasMessageContaining(record));

        assertThat(Asking.amount(host, "sound")).isEqualTo(Money.of("7.00"));
        var health = Asking.state(host, "trial").health();
        assertThat(health.failures()).isEqualTo(1);
        assertThat(health.lastFailure())
                .hasValueSatisfying(last -> assertThat(last).contains(record));
    }

    /** What it does, its code, its members, and what the refusal names. */
    static Stream<Arguments> beforeRunning() {
        return Stream.of(
                Arguments.of("starts a thread", "new Thread(() -> {}).start(); return null;", "", "java.lang.Thread"),
                Arguments.of(
                        "starts a thread by reference",
                        "Function<Runnable, Object> f = Thread::new; f.apply(null); return null;",
                        "",
                        "java.lang.Thread"),
                Arguments.of(
                        "reads a file",
                        "try { java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/passwd\")); }"
                                + " catch (java.io.IOException e) { } return null;",
                        "",
                        "java.nio.file.Files"),
                Arguments.of(
                        "opens a file by a side door",
                        "try { new Formatter(\"/tmp/x\").format(\"y\"); } catch (Exception e) { } return null;",
                        "",
                        "java.util.Formatter"),
                Arguments.of(
                        "goes to the network",
                        "try { new java.net.URL(\"http://example.org\").openStream(); } catch (Exception e) { } return null;",
                        "",
                        "java.net.URL"),
                Arguments.of("ends the process", "System.exit(1); return null;", "", "java.lang.System.exit"),
                Arguments.of(
                        "reads the environment",
                        "System.getenv(\"HOME\"); return null;",
                        "",
                        "java.lang.System.getenv"),
                Arguments.of(
                        "reflects into the host",
                        "try { Class.forName(\"org.longji.access.Passwords\"); } catch (Exception e) { } return null;",
                        "",
                        "java.lang.Class.forName"),
                Arguments.of(
                        "climbs from its class to a loader",
                        "getClass().getClassLoader(); return null;",
                        "",
                        "java.lang.Class.getClassLoader"),
                Arguments.of("asks for the clock", "LocalDate.now(); return null;", "", "java.time.LocalDate.now"),
                Arguments.of("throws dice", "new Random().nextInt(); return null;", "", "java.util.Random"),
                Arguments.of(
                        "keeps something in a thread of the host",
                        "return null;",
                        "static final ThreadLocal<Object> KEPT = new ThreadLocal<>();",
                        "java.lang.ThreadLocal"),
                Arguments.of("waits for a lock", "synchronized (this) { return null; }", "", "a synchronized block"),
                Arguments.of(
                        "waits",
                        "try { wait(); } catch (InterruptedException e) { } return null;",
                        "",
                        "java.lang.Object.wait"),
                Arguments.of(
                        "changes the process for everybody",
                        "Locale.setDefault(Locale.CHINA); return null;",
                        "",
                        "java.util.Locale.setDefault"),
                Arguments.of(
                        "works in threads of the JDK",
                        "Stream.of(1).parallel().count(); return null;",
                        "",
                        "java.util.stream.Stream.parallel"),
                Arguments.of("has native code", "return null;", "native void outside();", "native method outside"),
                Arguments.of("hooks into the collector", "return null;", "protected void finalize() {}", "finalize()"),
                Arguments.of(
                        "loads classes itself",
                        "return null;",
                        "static class Loader extends ClassLoader {}",
                        "java.lang.ClassLoader"),
                Arguments.of(
                        "cannot be made",
                        "return null;",
                        "{ if (true) throw new IllegalStateException(\"not made\"); }",
                        "not made"),
                Arguments.of(
                        "loops while it starts",
                        "return null;",
                        "static int n; static { while (n >= 0) { n = 1; } }",
                        "took longer than"));
    }

    @ParameterizedTest(name = "one that {0}")
    @MethodSource("beforeRunning")
    void refuses(String what, String body, String members, String named) {
        host.run(TrialPlugin.paying("7.00").version("0.9.0").in(directory));
        var archive = TrialPlugin.answering(body, members).in(directory);

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> host.run(archive))
                        .isInstanceOf(PluginRefusedException.class)
                        .hasMessageContaining(named));

        assertThat(Asking.amount(host, "trial")).as("what ran before runs on").isEqualTo(Money.of("7.00"));
    }

    @Test
    @DisplayName("one that names the host's own checkpoint is refused")
    void refusesTheCheckpoint() {
        var archive = TrialPlugin.answering("org.longji.pluginhost.Checkpoint.pass(); return null;")
                .in(directory);

        assertThatThrownBy(() -> host.run(archive)).hasMessageContaining("org.longji.pluginhost.Checkpoint");
    }

    @Test
    @DisplayName("one that hangs inside the JDK is cut off: the next caller is told at once")
    void cutsOff() {
        // Reading digits is quadratic, and all of it one call of the JDK.
        var plugin =
                TrialPlugin.answering("return pay(Money.ofFen(new BigInteger(\"9\".repeat(2_500_000)).signum()));");
        host.run(plugin.in(directory));
        var hanging = new Thread(() -> {
            try {
                Asking.amount(host, "trial");
            } catch (PluginFailure e) {
                // It ends when the JDK lets it; what counts is what others are told meanwhile.
            }
        });
        hanging.setDaemon(true);
        hanging.start();

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            while (Asking.state(host, "trial").health().cutOff().isEmpty()) {
                Thread.sleep(50);
            }
        });
        assertThatThrownBy(() -> Asking.amount(host, "trial")).hasMessageContaining("could not be ended");
    }
}
