package org.longji.policy;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.longji.plugin.cases.InvalidFile;
import org.longji.plugin.cases.LineUnderTest;
import org.longji.plugin.cases.PolicyLine;
import org.longji.plugin.cases.PolicyUnderTest;
import org.longji.plugin.cases.Scenario;
import org.longji.plugin.cases.Scenarios;
import org.longji.plugin.cases.WorkedCases;
import org.longji.plugin.cases.WrittenFile;
import org.longji.pluginhost.PluginFailure;
import org.longji.pluginhost.PolicyHandle;
import org.longji.pluginhost.SettingsHandle;

/** Puts the worked cases of a draft to it, with the reader and the comparison of {@code deploy/policy check} (ADR 0024). */
final class DraftCases {

    private static final int MOST = 2_000;

    private DraftCases() {}

    /**
     * Runs the cases.
     *
     * @param version the version the draft makes, and what computes it; nothing while it is not finished
     */
    static CaseReport of(String text, int tenant, String policyId, Optional<Ready> version) {
        var file = new WrittenFile("cases", text);
        try {
            var scenarios = Scenarios.read(file, tenant).of(file, policyId).scenarios();
            long all = scenarios.stream().mapToLong(DraftCases::size).sum();
            if (all > MOST) {
                throw new InvalidFile(file, "", "there are " + all + " cases, more than " + MOST);
            }
            if (version.isEmpty()) {
                return new CaseReport(
                        List.of(),
                        false,
                        0,
                        scenarios.stream().map(DraftCases::waiting).toList());
            }
            var line = version.get().line();
            var cases = scenarios.stream()
                    .flatMap(scenario -> elsewhere(scenario)
                            ? Stream.of(waiting(scenario))
                            : WorkedCases.run(List.of(scenario), name -> line).stream()
                                    .map(DraftCases::worked))
                    .toList();
            int different = (int)
                    cases.stream().filter(one -> !one.differences().isEmpty()).count();
            return new CaseReport(List.of(), true, different, cases);
        } catch (InvalidFile unusable) {
            return new CaseReport(
                    List.of(new Measures.Fault(
                            "cases", unusable.line(), "算例不能读取：" + unusable.problem(), unusable.problem())),
                    false,
                    0,
                    List.of());
        }
    }

    private static long size(Scenario scenario) {
        return 1 + later(scenario).stream().mapToLong(DraftCases::size).sum();
    }

    private static List<Scenario> later(Scenario scenario) {
        return scenario.then() == null ? List.of() : scenario.then();
    }

    /** A case of a sequence over several measures needs all of their files. */
    private static boolean elsewhere(Scenario scenario) {
        return scenario.line() != null || later(scenario).stream().anyMatch(DraftCases::elsewhere);
    }

    private static CaseReport.WorkedCase waiting(Scenario scenario) {
        return new CaseReport.WorkedCase(
                scenario.title(), scenario.on(), otherFile(scenario), null, List.of(), List.of(), List.of());
    }

    private static @Nullable String otherFile(Scenario scenario) {
        return scenario.line() != null
                ? scenario.line()
                : later(scenario).stream()
                        .map(DraftCases::otherFile)
                        .filter(name -> name != null)
                        .findFirst()
                        .orElse(null);
    }

    private static CaseReport.WorkedCase worked(WorkedCases.Outcome outcome) {
        return new CaseReport.WorkedCase(
                outcome.scenario().title(),
                outcome.scenario().on(),
                null,
                WorkedCases.shortly(outcome.answer()),
                outcome.differences().stream()
                        .map(one -> new CaseReport.CaseDifference(one.what(), one.step(), one.expected(), one.actual()))
                        .toList(),
                steps(outcome.answer()).stream()
                        .map(step ->
                                new CaseReport.Step(step.code(), step.what(), step.arithmetic(), step.contribution()))
                        .toList(),
                said(outcome.answer()));
    }

    private static List<CalculationStep> steps(Assessment answer) {
        if (answer instanceof Entitled entitled) {
            return entitled.steps();
        }
        return answer instanceof Passed passed ? passed.steps() : List.of();
    }

    private static List<Text> said(Assessment answer) {
        if (answer instanceof NotEntitled refusal) {
            return refusal.reasons().stream().map(Reason::message).toList();
        }
        return answer instanceof NeedsJudgement open
                ? open.questions().stream().map(Question::text).toList()
                : List.of();
    }

    /** A version that can be asked: with what computes it, as the server computes it, and what tenants choose about that. */
    record Ready(PolicyVersion version, PolicyHandle handle, Optional<SettingsHandle> settings) {

        private LineUnderTest line() {
            return new LineUnderTest(
                    new PolicyLine(
                            version.policyId(),
                            version.pluginId(),
                            version.tenant(),
                            List.of(new PolicyLine.Version(
                                    version.version(),
                                    version.title(),
                                    version.document(),
                                    version.article(),
                                    version.from(),
                                    version.until().orElse(null),
                                    version.note().orElse(null),
                                    version.clock().name(),
                                    version.computable(),
                                    version.exclusivity().name(),
                                    version.exclusivityBasis()
                                            .map(Ready::source)
                                            .orElse(null),
                                    version.cap()
                                            .map(cap -> new PolicyLine.Cap(
                                                    cap.scope().name(), cap.parameter(), null))
                                            .orElse(null),
                                    values()))),
                    Map.of(version.version(), new Asked(handle, settings, version.hostParameters(handle))));
        }

        private Map<String, List<PolicyLine.Value>> values() {
            var values = new LinkedHashMap<String, List<PolicyLine.Value>>();
            version.parameters()
                    .forEach((name, dated) -> values.put(
                            name,
                            dated.stream()
                                    .map(value -> new PolicyLine.Value(
                                            value.from(),
                                            value.until().orElse(null),
                                            value.value(),
                                            value.unit(),
                                            source(value.basis()),
                                            value.note().orElse(null)))
                                    .toList()));
            return values;
        }

        private static PolicyLine.Source source(LegalBasis basis) {
            return new PolicyLine.Source(basis.document(), basis.article(), null);
        }
    }

    /** The policy behind the guard of the host. */
    private record Asked(PolicyHandle handle, Optional<SettingsHandle> settings, Set<String> hosts)
            implements PolicyUnderTest {

        /** The plugin's defaults and not what the tenant chose: a case means the same wherever it is read. */
        @Override
        public Facts settled(Facts facts, Map<String, Object> chosen) {
            if (settings.isEmpty()) {
                return PolicyUnderTest.super.settled(facts, chosen);
            }
            var whole = new LinkedHashMap<>(settings.get().defaults());
            whole.putAll(chosen);
            var faults = settings.get().faults(whole);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(faults.stream()
                        .map(fault -> fault.pointer() + ": " + fault.message().zh())
                        .collect(Collectors.joining("; ")));
            }
            return facts.withSettings(settings.get().canonical(whole));
        }

        @Override
        public PolicyDescriptor descriptor() {
            return handle.descriptor();
        }

        @Override
        public Subject subject() {
            return handle.subject();
        }

        @Override
        public Role beneficiary() {
            return handle.beneficiary();
        }

        @Override
        public List<ParameterDescription> parameters() {
            return handle.parameters();
        }

        @Override
        public List<InputDescription> inputs() {
            return handle.inputs();
        }

        @Override
        public Assessment assess(Facts facts, Map<String, String> values, LocalDate from, Optional<LocalDate> until) {
            var own = new LinkedHashMap<>(values);
            own.keySet().removeAll(hosts);
            try {
                return handle.assess(facts, own, from, until);
            } catch (PluginFailure e) {
                // What a policy throws becomes a question of the case, as in deploy/policy check.
                throw new IllegalArgumentException(
                        Optional.ofNullable(e.getCause())
                                .map(Throwable::getMessage)
                                .orElse(e.getMessage()),
                        e);
            }
        }
    }
}
