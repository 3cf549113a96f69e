package org.longji.plugin.testkit;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.cases.Difference;
import org.longji.plugin.cases.LineUnderTest;
import org.longji.plugin.cases.PolicyBehavior;
import org.longji.plugin.cases.PolicyLine;
import org.longji.plugin.cases.PolicyUnderTest;
import org.longji.plugin.cases.Scenarios;
import org.longji.plugin.cases.WorkedCases;
import org.longji.plugin.cases.WrittenFile;

/**
 * {@code deploy/policy}: tries a policy line on cases, without a server. It ends with 0 if everything is as expected, with 1
 * if there is a difference, and with 2 if a file cannot be used.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PolicyTool {

    private static final String USAGE = """
            deploy/policy check MEASURE.yaml CASES.yaml [--explain] [--conformance] [--plugins DIR]...
                runs the cases against a measure, or against the policy class of a plugin
                --explain      prints every answer with its steps, not only the differences
                --conformance  also runs the sixteen checks of the conformance kit
                --plugins DIR  looks for plugin jars there instead of plugins/*/target
            deploy/policy schema [--plugins DIR]...
                prints the JSON Schema of a measure's definition
            """;

    private final PrintStream out;
    private final List<Path> folders = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private boolean explain;
    private boolean conformance;

    private PolicyTool(PrintStream out) {
        this.out = out;
    }

    /** Runs the tool and ends the program with its answer. */
    public static void main(String[] arguments) {
        System.exit(run(
                arguments,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8)));
    }

    /**
     * Runs the tool.
     *
     * @param arguments as on the command line
     * @param out where the report goes
     * @param err where complaints about the files go
     * @return 0, 1 or 2
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            return new PolicyTool(out).run(arguments);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private int run(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--explain" -> explain = true;
                case "--conformance" -> conformance = true;
                case "--plugins" -> {
                    if (i + 1 == arguments.length) {
                        throw new IllegalArgumentException(USAGE);
                    }
                    folders.add(Path.of(arguments[++i]));
                }
                default -> files.add(arguments[i]);
            }
        }
        if (files.size() == 1 && files.get(0).equals("schema")) {
            out.println(Plugins.load(folders())
                    .language("measure")
                    .map(PolicyLanguage::schema)
                    .orElseThrow(() -> new IllegalArgumentException("no plugin brings the language 'measure'")));
            return 0;
        }
        if (files.size() != 3 || !files.get(0).equals("check")) {
            throw new IllegalArgumentException(USAGE);
        }
        return check(existing(files.get(1)), existing(files.get(2)));
    }

    private static Path existing(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(name + ": there is no such file");
        }
        return file;
    }

    /** The folders named, or those in which the reactor builds plugins. */
    private List<Path> folders() {
        if (!folders.isEmpty()) {
            return folders;
        }
        Path plugins = Path.of(System.getProperty("longji.root", "."), "plugins");
        try (Stream<Path> found = Files.list(plugins)) {
            return found.map(plugin -> plugin.resolve("target"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        } catch (java.io.IOException e) {
            throw new UncheckedIOException("cannot read " + plugins, e);
        }
    }

    private int check(Path measure, Path cases) {
        Plugins plugins = Plugins.load(folders());
        LineUnderTest line = LineCheck.read(measure, plugins);
        WrittenFile written = WrittenFile.of(cases);
        Scenarios scenarios = Scenarios.read(written, line.line().tenant())
                .of(written, line.line().policy());
        var outcomes = WorkedCases.run(scenarios.scenarios(), LineCheck.lines(line, cases, plugins));
        outcomes.forEach(this::report);
        int all = outcomes.size();
        int different = (int)
                outcomes.stream().filter(one -> !one.differences().isEmpty()).count();
        out.printf("%d cases: %d as expected, %d different%n", all, all - different, different);
        int failed = conformance ? conformance(line, scenarios, plugins) : 0;
        return different + failed == 0 ? 0 : 1;
    }

    private void report(WorkedCases.Outcome step) {
        List<Difference> differences = step.differences();
        if (differences.isEmpty() && !explain) {
            return;
        }
        out.println((differences.isEmpty() ? "✓ " : "✗ ") + step.scenario().title());
        differences.forEach(difference -> out.println("    " + difference));
        if (step.answer() instanceof Entitled entitled) {
            entitled.steps().forEach(this::print);
            out.println("    = " + entitled.amount());
        } else if (step.answer() instanceof Passed passed) {
            passed.steps().forEach(this::print);
        } else if (step.answer() instanceof NotEntitled refusal) {
            refusal.reasons()
                    .forEach(reason -> out.println("    " + reason.code() + "  "
                            + reason.message().zh()
                            + reason.missing()
                                    .map(distance -> " (missing " + distance + ")")
                                    .orElse("")));
        } else if (step.answer() instanceof NeedsJudgement open) {
            open.questions()
                    .forEach(question -> out.println(
                            "    " + question.code() + "  " + question.text().zh()));
        }
    }

    private void print(CalculationStep step) {
        out.println("    " + step.code() + "  " + step.arithmetic() + "  [" + step.contribution() + "]  "
                + step.what().zh() + "  " + step.basis().document() + " "
                + step.basis().article());
    }

    /** The sixteen checks, each on a line of its own. */
    private int conformance(LineUnderTest line, Scenarios scenarios, Plugins plugins) {
        PolicyConformance suite = suite(line, scenarios, plugins);
        List<Method> checks = Arrays.stream(PolicyConformance.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(DisplayName.class))
                .sorted(Comparator.comparing(method -> number(name(method))))
                .toList();
        int failed = 0;
        for (Method check : checks) {
            Optional<String> fault = fault(suite, check);
            failed += fault.isPresent() ? 1 : 0;
            out.println((fault.isPresent() ? "✗ " : "✓ ") + name(check));
            fault.ifPresent(text -> out.println("    " + text.strip().replace("\n", "\n    ")));
        }
        out.printf("conformance: %d of %d checks passed%n", checks.size() - failed, checks.size());
        return failed;
    }

    private static String name(Method check) {
        return check.getAnnotation(DisplayName.class).value();
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(0, name.indexOf('.')));
    }

    private static Optional<String> fault(PolicyConformance suite, Method check) {
        try {
            Object result = check.invoke(suite);
            if (check.isAnnotationPresent(TestFactory.class) && result instanceof Stream<?> tests) {
                for (Object test : tests.toList()) {
                    ((DynamicTest) test).getExecutable().execute();
                }
            }
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage()));
        } catch (Throwable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static PolicyConformance suite(LineUnderTest line, Scenarios scenarios, Plugins plugins) {
        return new PolicyConformance() {
            @Override
            PolicyUnderTest underTest(PolicyLine.Version version) {
                return line.policyOf(version);
            }

            @Override
            Class<?> extension() {
                return line.line().language() == null
                        ? plugins.policy(line.line().policy())
                                .<Class<?>>map(offered -> offered.policy().getClass())
                                .orElseThrow()
                        : plugins.language(line.line().language())
                                .<Class<?>>map(PolicyLanguage::getClass)
                                .orElseThrow();
            }

            @Override
            boolean reachesCap() {
                return line.line().language() == null;
            }

            @Override
            protected PolicyLine line() {
                return line.line();
            }

            @Override
            protected Scenarios scenarios() {
                return scenarios;
            }

            @Override
            protected boolean supports(PolicyBehavior behavior) {
                return scenarios.unsupported() == null
                        || !scenarios.unsupported().contains(behavior);
            }
        };
    }
}
