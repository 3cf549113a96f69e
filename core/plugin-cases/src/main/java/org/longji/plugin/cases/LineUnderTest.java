package org.longji.plugin.cases;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Text;

/** A policy line with what computes it, ready to be asked. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LineUnderTest {

    private final PolicyLine line;
    private final Map<String, PolicyUnderTest> byVersion;

    /**
     * Brings a line together with what computes it.
     *
     * @param line the line
     * @param byVersion what computes a version, by its name
     */
    public LineUnderTest(PolicyLine line, Map<String, PolicyUnderTest> byVersion) {
        this.line = line;
        this.byVersion = Map.copyOf(byVersion);
    }

    /** {@return the line} */
    public PolicyLine line() {
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

    /** {@return what computes a version} */
    public PolicyUnderTest policyOf(PolicyLine.Version version) {
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
                    policy.settled(scenario.facts(policy.beneficiary()), scenario.chosen()),
                    version.valuesOn(dayFor(scenario)),
                    version.from(),
                    Optional.ofNullable(version.until()));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            String said = String.valueOf(e.getMessage());
            return new NeedsJudgement(List.of(new Question(
                    "POLICY_FAILED",
                    new Text("政策未能给出结果：" + said, "The policy gave no answer: " + said),
                    version.basis())));
        }
    }

    /** Evidence that the measure does not ask for: a typing error that would otherwise become a question. */
    List<Difference> strangeEvidence(Scenario scenario) {
        Map<String, String> evidence = scenario.given().evidence();
        if (evidence == null) {
            return List.of();
        }
        List<String> known = policyFor(scenario).inputs().stream()
                .map(InputDescription::name)
                .toList();
        return evidence.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Difference("evidence", name, known.toString(), "no input of the measure"))
                .toList();
    }

    /** Settings that the plugin has not, or refuses: what the case means is then not what it says. */
    List<Difference> strangeSettings(Scenario scenario) {
        PolicyUnderTest policy = policyFor(scenario);
        try {
            policy.settled(scenario.facts(policy.beneficiary()), scenario.chosen());
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(
                    new Difference("settings", null, scenario.chosen().toString(), String.valueOf(e.getMessage())));
        }
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
