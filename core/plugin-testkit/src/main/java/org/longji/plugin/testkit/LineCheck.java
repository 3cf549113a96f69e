package org.longji.plugin.testkit;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.ParameterException;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.cases.LineUnderTest;
import org.longji.plugin.cases.PolicyLine;
import org.longji.plugin.cases.PolicyUnderTest;
import org.longji.plugin.cases.WrittenFile;

/** Reads a policy line from its file and makes it ready to be asked, if nothing is wrong with it. */
final class LineCheck {

    private final WrittenFile file;
    private final PolicyLine line;
    private final Map<String, PolicyUnderTest> byVersion = new HashMap<>();

    private LineCheck(WrittenFile file, PolicyLine line) {
        this.file = file;
        this.line = line;
    }

    /**
     * Reads a line and checks all there is to check without a case.
     *
     * @throws InvalidFile naming the first fault; the other faults follow in its message, one a line
     */
    static LineUnderTest read(Path file, Plugins plugins) {
        LineCheck read = new LineCheck(WrittenFile.of(file), PolicyLine.read(file));
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < read.line.versions().size(); i++) {
            PolicyLine.Version version = read.line.versions().get(i);
            if (version.computable() || version.definition() != null || read.line.language() == null) {
                read.compile(version, "/versions/" + i, plugins, problems);
            }
        }
        if (problems.isEmpty()) {
            DatedValues.sequence(read.line).forEach(problem -> problems.add(read.at("/versions", problem)));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(String.join(System.lineSeparator(), problems));
        }
        return new LineUnderTest(read.line, read.byVersion);
    }

    /** A function that finds the lines beside the main one. */
    static Function<@Nullable String, LineUnderTest> lines(LineUnderTest main, Path cases, Plugins plugins) {
        Map<String, LineUnderTest> others = new HashMap<>();
        return name ->
                name == null ? main : others.computeIfAbsent(name, file -> read(cases.resolveSibling(file), plugins));
    }

    /** Several faults of one file, each with its line. */
    static final class Invalid extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    private String at(String pointer, String problem) {
        return file.name() + ":" + file.line(pointer) + ": " + pointer + ": " + problem;
    }

    private void compile(PolicyLine.Version version, String pointer, Plugins plugins, List<String> problems) {
        PolicyUnderTest policy =
                line.language() == null ? ofClass(plugins, problems) : ofMeasure(version, pointer, plugins, problems);
        if (policy == null) {
            return;
        }
        byVersion.put(version.version(), policy);
        if (!version.computable()) {
            return;
        }
        List<String> known = new ArrayList<>();
        for (ParameterDescription parameter : policy.parameters()) {
            known.add(parameter.name());
            DatedValues.problems(version, parameter)
                    .forEach(problem -> problems.add(at(pointer + "/parameters/" + parameter.name(), problem)));
        }
        for (String name : version.parameters().keySet()) {
            if (!known.contains(name) && !ParameterBinder.isReserved(name)) {
                problems.add(at(pointer + "/parameters/" + name, "没有声明这个参数 / nobody declares this parameter"));
            }
        }
        PolicyLine.Cap cap = version.cap();
        if (cap != null && !version.parameters().containsKey(cap.parameter())) {
            problems.add(at(pointer + "/cap/parameter", "names no parameter of this version: " + cap.parameter()));
        }
    }

    private @Nullable PolicyUnderTest ofClass(Plugins plugins, List<String> problems) {
        Optional<PolicyUnderTest> found = plugins.policy(line.policy()).map(Plugins.Offered::underTest);
        if (found.isEmpty()) {
            problems.add(at(
                    "/policy",
                    "no plugin brings the policy " + line.policy()
                            + "; build the plugins or name their folder with --plugins"));
            return null;
        }
        return found.get();
    }

    private @Nullable PolicyUnderTest ofMeasure(
            PolicyLine.Version version, String pointer, Plugins plugins, List<String> problems) {
        String name = String.valueOf(line.language());
        Optional<PolicyLanguage> found = plugins.language(name);
        Definition definition = version.definition();
        if (found.isEmpty() || definition == null) {
            problems.add(
                    found.isEmpty()
                            ? at("/language", "no plugin brings the language '" + name + "'")
                            : at(pointer, "缺少 definition / definition is missing"));
            return null;
        }
        PolicyLanguage language = found.get();
        List<Finding> findings = language.check(line.heading(version), definition);
        findings.forEach(finding -> problems.add(at(
                pointer + "/definition" + finding.pointer(),
                finding.message().zh() + " / " + finding.message().en())));
        if (!findings.isEmpty()) {
            return null;
        }
        var compiled = language.compile(line.heading(version), definition);
        for (LocalDate day : version.computable() ? daysOfChange(version) : new TreeSet<LocalDate>()) {
            try {
                compiled.checkValues(version.valuesOn(day))
                        .forEach(finding -> problems.add(at(
                                pointer + "/definition" + finding.pointer(),
                                "from " + day + ": " + finding.message().zh() + " / "
                                        + finding.message().en())));
            } catch (ParameterException e) {
                problems.add(at(pointer + "/parameters/" + e.parameter(), "on " + day + ": " + e.getMessage()));
            }
        }
        return PolicyUnderTest.of(compiled);
    }

    private static TreeSet<LocalDate> daysOfChange(PolicyLine.Version version) {
        TreeSet<LocalDate> days = new TreeSet<>();
        days.add(version.from());
        version.parameters()
                .values()
                .forEach(values -> values.forEach(value -> {
                    if (!value.from().isBefore(version.from())) {
                        days.add(value.from());
                    }
                }));
        return days;
    }
}
