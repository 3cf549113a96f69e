package org.longji.plugin.testkit;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.ParameterException;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Text;

/** A policy line with what computes it, ready to be asked. */
final class LineUnderTest {

    private final Path file;
    private final PolicyLine line;
    private final Map<String, PolicyUnderTest> byVersion = new HashMap<>();

    private LineUnderTest(Path file, PolicyLine line) {
        this.file = file;
        this.line = line;
    }

    /**
     * Reads a line and checks all there is to check without a case.
     *
     * @throws InvalidFile naming the first fault; the other faults follow in its message, one a line
     */
    static LineUnderTest read(Path file, Plugins plugins) {
        LineUnderTest read = new LineUnderTest(file, PolicyLine.read(file));
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
        return read;
    }

    /** Several faults of one file, each with its line. */
    static final class Invalid extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    private String at(String pointer, String problem) {
        return file + ":" + YamlLines.of(file).line(pointer) + ": " + pointer + ": " + problem;
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
        Optional<IncentivePolicy<?>> found = plugins.policy(line.policy());
        if (found.isEmpty()) {
            problems.add(at(
                    "/policy",
                    "no plugin brings the policy " + line.policy()
                            + "; build the plugins or name their folder with --plugins"));
            return null;
        }
        return PolicyUnderTest.of(found.get());
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
        List<Finding> findings = language.check(MeasureConformance.heading(line, version), definition);
        findings.forEach(finding -> problems.add(at(
                pointer + "/definition" + finding.pointer(),
                finding.message().zh() + " / " + finding.message().en())));
        if (!findings.isEmpty()) {
            return null;
        }
        var compiled = language.compile(MeasureConformance.heading(line, version), definition);
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

    PolicyLine line() {
        return line;
    }

    /** A case outside every version is put to the first one that can be calculated, which must then refuse it. */
    PolicyLine.Version versionFor(Scenario scenario) {
        return line.on(scenario.on())
                .orElseGet(() -> (line.computable().isEmpty() ? line.versions() : line.computable()).get(0));
    }

    PolicyUnderTest policyFor(Scenario scenario) {
        return policyOf(versionFor(scenario));
    }

    PolicyUnderTest policyOf(PolicyLine.Version version) {
        PolicyUnderTest policy = byVersion.get(version.version());
        if (policy != null) {
            return policy;
        }
        // A version whose amounts are not known may have no definition: who is paid, another version says.
        return byVersion.values().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no version of " + line.policy() + " says who is paid"));
    }

    /** What the policy answers; what it throws becomes a question, as it does in the host. */
    Assessment assess(Scenario scenario) {
        PolicyLine.Version version = versionFor(scenario);
        if (!version.computable()) {
            return AmountsNotKnown.of(version);
        }
        PolicyUnderTest policy = policyFor(scenario);
        try {
            return policy.assess(
                    scenario.facts(policy.beneficiary()),
                    version.valuesOn(dayFor(scenario)),
                    version.from(),
                    Optional.ofNullable(version.until()));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            String said = String.valueOf(e.getMessage());
            return new NeedsJudgement(List.of(new Question(
                    "POLICY_FAILED",
                    new Text("政策未能给出结果：" + said, "The policy gave no answer: " + said),
                    LegalBasis.of(version.document(), version.article() == null ? "-" : version.article()))));
        }
    }

    /** Evidence that the measure does not ask for: a typing error that would otherwise become a question. */
    List<String> strangeEvidence(Scenario scenario) {
        Map<String, String> evidence = scenario.given().evidence();
        if (evidence == null) {
            return List.of();
        }
        List<String> known = policyFor(scenario).inputs().stream()
                .map(InputDescription::name)
                .toList();
        return evidence.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> "evidence '" + name + "' is no input of the measure; there are " + known)
                .toList();
    }

    /** The limit of a cap over several cases, on the day of the case. */
    Optional<Money> limit(PolicyLine.Cap cap, Scenario scenario) {
        return versionFor(scenario).figureOn(cap.parameter(), dayFor(scenario)).map(Money::of);
    }

    private LocalDate dayFor(Scenario scenario) {
        PolicyLine.Version version = versionFor(scenario);
        return PolicyLine.covers(version.from(), version.until(), scenario.on()) ? scenario.on() : version.from();
    }
}
