package org.longji.pluginhost;

import java.util.List;

/**
 * A plugin with a fault.
 *
 * @param what what it does, behind "one that"
 * @param body of its policy
 * @param members beside it
 * @param said what the failure's or refusal's record says
 */
record FaultyPlugin(String what, String body, String members, String said) {

    private static final String ABSENT = "com.example.Absent";

    TrialPlugin plugin() {
        var plugin = TrialPlugin.answering(body, members);
        return body.contains(ABSENT) ? plugin.absent(ABSENT, "public static long VALUE() { return 1; }") : plugin;
    }

    @Override
    public String toString() {
        return what;
    }

    /** They load, and fail when they are asked. */
    static List<FaultyPlugin> whileRunning() {
        return List.of(
                new FaultyPlugin("loops for ever", "long n = 0; while (true) { n++; }", "", "took longer than"),
                new FaultyPlugin(
                        "loops for ever and catches everything",
                        "while (true) { try { while (true) { Math.abs(1); } } catch (Throwable t) { continue; } }",
                        "",
                        "took longer than"),
                new FaultyPlugin("recurses without end", "return assess(facts, parameters);", "", "StackOverflowError"),
                new FaultyPlugin(
                        "recurses for a year without going deep",
                        "return pay(Money.ofFen(fib(90)));",
                        "static long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }",
                        "took longer than"),
                new FaultyPlugin(
                        "loops inside a stream of the JDK",
                        "return pay(Money.ofFen(Stream.iterate(1L, n -> n + 1).filter(n -> n < 0).findFirst().get()));",
                        "",
                        "BudgetExceededError"),
                new FaultyPlugin(
                        "keeps all it can get",
                        "List<String> all = new ArrayList<>(); while (true) { all.add(\"x\".repeat(1_000)); }",
                        "",
                        "asked for more than"),
                new FaultyPlugin(
                        "wants a giant array",
                        "long[] all = new long[2_000_000_000]; return pay(Money.ofFen(all.length));",
                        "",
                        "at most 4000000"),
                new FaultyPlugin(
                        "wants a giant table",
                        "long[][] all = new long[100_000][100_000]; return pay(Money.ofFen(all.length));",
                        "",
                        "at most 4000000"),
                new FaultyPlugin(
                        "wants a giant text",
                        "return pay(Money.ofFen(\"x\".repeat(2_000_000_000).length()));",
                        "",
                        "at most 4000000"),
                new FaultyPlugin(
                        "wants a giant number",
                        "return pay(Money.ofFen(BigInteger.TEN.pow(2_000_000_000).longValue()));",
                        "",
                        "at most 4000000"),
                new FaultyPlugin(
                        "tries a pattern for years",
                        "String a = \"a\".repeat(500);"
                                + " return pay(Money.ofFen(a.matches(\"(.*)\".repeat(10) + \"[^a]\") ? 1 : 2));",
                        "",
                        "took longer than"),
                new FaultyPlugin(
                        "throws", "throw new IllegalStateException(\"my bad\");", "", "IllegalStateException: my bad"),
                new FaultyPlugin(
                        "throws an error", "throw new AssertionError(\"my bad\");", "", "AssertionError: my bad"),
                new FaultyPlugin("answers nothing", "return null;", "", "answered nothing"),
                new FaultyPlugin(
                        "has steps that do not add up",
                        "return new Entitled(Money.of(\"2.00\"), List.of(step(Money.of(\"1.00\"))), List.of(), List.of());",
                        "",
                        "steps add up to 1.00"),
                new FaultyPlugin("pays less than nothing", "return pay(Money.of(\"-1.00\"));", "", "negative amount"),
                new FaultyPlugin(
                        "answers with a hundred thousand steps",
                        "List<CalculationStep> all = new ArrayList<>();"
                                + " for (int i = 0; i < 100_000; i++) { all.add(step(Money.of(\"0.01\"))); }"
                                + " return new Entitled(Money.of(\"1000.00\"), all, List.of(), List.of());",
                        "",
                        "answers with 100000 steps"),
                new FaultyPlugin(
                        "needs a class it does not bring",
                        "return pay(Money.ofFen(com.example.Absent.VALUE()));",
                        "",
                        "NoClassDefFoundError"));
    }

    /** They are refused before anybody asks them. */
    static List<FaultyPlugin> beforeRunning() {
        return List.of(
                new FaultyPlugin(
                        "starts a thread", "new Thread(() -> {}).start(); return null;", "", "java.lang.Thread"),
                new FaultyPlugin(
                        "starts a thread by reference",
                        "Function<Runnable, Object> f = Thread::new; f.apply(null); return null;",
                        "",
                        "java.lang.Thread"),
                new FaultyPlugin(
                        "reads a file",
                        "try { java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/passwd\")); }"
                                + " catch (java.io.IOException e) { } return null;",
                        "",
                        "java.nio.file.Files"),
                new FaultyPlugin(
                        "opens a file by a side door",
                        "try { new Formatter(\"/tmp/x\").format(\"y\"); } catch (Exception e) { } return null;",
                        "",
                        "java.util.Formatter"),
                new FaultyPlugin(
                        "goes to the network",
                        "try { new java.net.URL(\"http://example.org\").openStream(); } catch (Exception e) { } return null;",
                        "",
                        "java.net.URL"),
                new FaultyPlugin("ends the process", "System.exit(1); return null;", "", "java.lang.System.exit"),
                new FaultyPlugin(
                        "reads the environment",
                        "System.getenv(\"HOME\"); return null;",
                        "",
                        "java.lang.System.getenv"),
                new FaultyPlugin(
                        "reflects into the host",
                        "try { Class.forName(\"org.longji.access.Passwords\"); } catch (Exception e) { } return null;",
                        "",
                        "java.lang.Class.forName"),
                new FaultyPlugin(
                        "climbs from its class to a loader",
                        "getClass().getClassLoader(); return null;",
                        "",
                        "java.lang.Class.getClassLoader"),
                new FaultyPlugin("asks for the clock", "LocalDate.now(); return null;", "", "java.time.LocalDate.now"),
                new FaultyPlugin("throws dice", "new Random().nextInt(); return null;", "", "java.util.Random"),
                new FaultyPlugin(
                        "keeps something in a thread of the host",
                        "return null;",
                        "static final ThreadLocal<Object> KEPT = new ThreadLocal<>();",
                        "java.lang.ThreadLocal"),
                new FaultyPlugin(
                        "waits for a lock", "synchronized (this) { return null; }", "", "a synchronized block"),
                new FaultyPlugin(
                        "waits",
                        "try { wait(); } catch (InterruptedException e) { } return null;",
                        "",
                        "java.lang.Object.wait"),
                new FaultyPlugin(
                        "changes the process for everybody",
                        "Locale.setDefault(Locale.CHINA); return null;",
                        "",
                        "java.util.Locale.setDefault"),
                new FaultyPlugin(
                        "works in threads of the JDK",
                        "Stream.of(1).parallel().count(); return null;",
                        "",
                        "java.util.stream.Stream.parallel"),
                new FaultyPlugin(
                        "reaches past a checkpoint by a reference",
                        "Predicate<String> p = \"aaa\"::matches;" + " p.test(\"x\"); return null;",
                        "",
                        "a reference to java.lang.String.matches"),
                new FaultyPlugin(
                        "reads a text past the checkpoint",
                        "java.util.regex.Pattern.matches(\"(a+)+\", \"aaa\"); return null;",
                        "",
                        "java.util.regex.Pattern.matches"),
                new FaultyPlugin("has native code", "return null;", "native void outside();", "native method outside"),
                new FaultyPlugin(
                        "hooks into the collector", "return null;", "protected void finalize() {}", "finalize()"),
                new FaultyPlugin(
                        "loads classes itself",
                        "return null;",
                        "static class Loader extends ClassLoader {}",
                        "java.lang.ClassLoader"),
                new FaultyPlugin(
                        "cannot be made",
                        "return null;",
                        "{ if (true) throw new IllegalStateException(\"not made\"); }",
                        "not made"),
                new FaultyPlugin(
                        "loops while it starts",
                        "return null;",
                        "static int n; static { while (n >= 0) { n = 1; } }",
                        "took longer than"));
    }
}
