package org.longji.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Jurisdiction;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.PluginNeeds;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.setting.Settings;
import org.longji.plugin.cases.AmountsNotKnown;
import org.longji.plugin.cases.PolicyBehavior;
import org.longji.plugin.cases.PolicyLine;
import org.longji.plugin.cases.PolicyUnderTest;
import org.longji.plugin.cases.Scenario;
import org.longji.plugin.cases.Scenarios;
import org.longji.plugin.cases.WorkedCases;

/**
 * The checks themselves, whatever the policy is made of; {@link IncentivePolicyConformance} runs them on a class and
 * {@link MeasureConformance} on a tenant's measure.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class PolicyConformance {

    private static final Money FEN = Money.ofFen(1);

    /** {@return the policy of that version; a new one on each call is fine} */
    abstract PolicyUnderTest underTest(PolicyLine.Version version);

    /** {@return the class by which the plugin offers the policy} */
    abstract Class<?> extension();

    /** {@return the dated values of a tenant that uses the policy} */
    protected abstract PolicyLine line();

    /** {@return the cases, among them every published worked example} */
    protected abstract Scenarios scenarios();

    /** {@return the plugin's files; by default all that lie beside the policy} */
    protected PluginClasses pluginClasses() {
        return PluginClasses.beside(extension());
    }

    /**
     * {@return what tenants choose about the plugin, where the policy reads it; the checks then see the defaults, and the scenarios what
     * they say and the defaults for the rest}
     */
    protected Optional<Settings<?>> settings() {
        return Optional.empty();
    }

    private Facts facts(Scenario scenario, PolicyUnderTest policy) {
        return policy.settled(scenario.facts(policy.beneficiary()), scenario.chosen());
    }

    /** {@return whether the policy supports this; a "no" is proved as strictly as a "yes"} */
    protected boolean supports(PolicyBehavior behavior) {
        return true;
    }

    /** Whether a receipt that is large enough brings a policy with a rate to its cap. */
    boolean reachesCap() {
        return true;
    }

    @Test
    @DisplayName("1. the plugin offers at least one policy, and its manifest says so")
    void offersPolicy() {
        String name = extension().getName();
        assertTrue(
                pluginClasses().extensions().contains(name),
                () -> name
                        + " is not in META-INF/extensions.idx; mark it @Extension and let the annotation processor run");
        DeclaredNeeds.cover(Set.of(
                PolicyLanguage.class.isAssignableFrom(extension()) ? PluginNeeds.LANGUAGES : PluginNeeds.POLICIES));
    }

    @Test
    @DisplayName("2. the policy names its jurisdiction and a legal basis with document number and article")
    void namesJurisdictionAndBasis() {
        PolicyLine.Version version = line().computable().get(0);
        PolicyDescriptor descriptor = underTest(version).descriptor();
        assertDoesNotThrow(() -> Jurisdiction.of(descriptor.jurisdiction()));
        assertFalse(descriptor.basis().isEmpty(), () -> descriptor.id() + " names no legal basis");
        assertEquals(descriptor, underTest(version).descriptor(), "the descriptor must be equal on every call");
        assertEquals(descriptor.id(), line().policy(), "the dated values belong to another policy");
        assertEquals(descriptor.id(), scenarios().policy(), "the scenarios belong to another policy");
    }

    @Test
    @DisplayName("3. every parameter has a unit, a source and no gap or overlap in its dates")
    void parametersAreDated() {
        List<String> problems = new ArrayList<>(DatedValues.problems(line()));
        for (PolicyLine.Version version : line().computable()) {
            for (ParameterDescription parameter : underTest(version).parameters()) {
                problems.addAll(DatedValues.problems(version, parameter));
            }
        }
        assertEquals(List.of(), problems);
    }

    @Test
    @DisplayName("4. the same facts give the same answer, in any order, from any thread")
    void isRepeatable() {
        List<Scenario> cases = scenarios().scenarios();
        List<Assessment> first = cases.stream().map(this::assess).toList();
        List<Integer> order = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < cases.size(); i++) {
                order.add(i);
            }
        }
        // A fixed seed: a failure must come again on the next run.
        Collections.shuffle(order, new Random(23));
        Map<String, PolicyUnderTest> shared = new HashMap<>();
        cases.forEach(each -> shared.computeIfAbsent(versionFor(each).version(), name -> underTest(versionFor(each))));
        List<String> different = order.parallelStream()
                .filter(i -> !first.get(i)
                        .equals(assess(shared.get(versionFor(cases.get(i)).version()), cases.get(i))))
                .map(i -> cases.get(i).title())
                .distinct()
                .toList();
        assertEquals(List.of(), different, "these cases were answered differently the second time");
    }

    @Test
    @DisplayName("5. a contract outside the jurisdiction is refused with a reason")
    void refusesOutsideJurisdiction() {
        for (Sample sample : samples()) {
            refused(sample, Variations.elsewhere(sample.facts()), "with everybody elsewhere");
        }
    }

    @Test
    @DisplayName("6. a date before the policy began or after it ended gives \"not entitled\", not zero")
    void refusesOutsideItsTime() {
        for (Sample sample : samples()) {
            LocalDate before = sample.version().from().minusDays(1);
            refused(sample, sample.facts().governedOn(before), "on " + before);
            Optional.ofNullable(sample.version().until()).ifPresent(last -> {
                LocalDate after = last.plusDays(1);
                refused(sample, sample.facts().governedOn(after), "on " + after);
            });
        }
    }

    @Test
    @DisplayName("7. amounts are never negative and never finer than 分 (0.01)")
    void amountsAreSound() {
        assertEquals(
                List.of(),
                pluginClasses().floatingPointUses(),
                "float and double cannot hold fen; use Money and BigDecimal");
        for (Sample sample : samples()) {
            Facts facts = sample.facts();
            if (facts.receipts().isEmpty()) {
                continue;
            }
            LocalDate day = facts.receipts().get(0).receivedOn();
            Money received = Money.sum(
                    facts.receipts().stream().map(each -> each.received()).toList());
            Stream.of(FEN, received, received.plus(FEN), received.plus(received))
                    .map(refund -> Variations.alsoReceiving(facts, day, refund.negate()))
                    .forEach(refunded -> notNegative(sample.assess(refunded)));
            notNegative(sample.assess(Variations.receivingOnce(facts, received.negate())));
            notNegative(sample.assess(facts.withReceipts(List.of())));
        }
        scenarios().scenarios().forEach(scenario -> notNegative(assess(scenario)));
    }

    @Test
    @DisplayName("8. the steps add up to the amount")
    void stepsAddUp() {
        for (Scenario scenario : scenarios().scenarios()) {
            if (assess(scenario) instanceof Entitled entitled) {
                assertEquals(entitled.amount(), sumOfSteps(entitled), scenario::title);
                assertFalse(entitled.steps().isEmpty(), () -> scenario.title() + ": money without a step");
            }
        }
    }

    @Test
    @DisplayName("9. the cap holds at, below and above the limit")
    void capHolds() {
        for (Sample sample : samples()) {
            if (sample.facts().receipts().isEmpty()) {
                continue;
            }
            Optional.ofNullable(sample.version().cap()).ifPresent(cap -> {
                Map<String, String> values =
                        sample.version().valuesOn(sample.facts().governingDate());
                Money limit = Money.of(values.get(cap.parameter()));
                // Without a rate of that name the base itself is the best guess for where the limit begins to bite.
                BigDecimal rate = new BigDecimal(values.getOrDefault("rate", "1"));
                Money atLimit = Money.of(limit.toBigDecimal().divide(rate, 2, RoundingMode.CEILING));
                holdsCap(sample, atLimit.minus(FEN), limit);
                Money reached = holdsCap(sample, atLimit, limit);
                Money above = holdsCap(sample, atLimit.plus(atLimit), limit);
                Money farAbove =
                        holdsCap(sample, atLimit.times(BigDecimal.valueOf(1000), RoundingMode.UNNECESSARY), limit);
                if (values.containsKey("rate") && reachesCap()) {
                    assertEquals(
                            List.of(limit, limit, limit), List.of(reached, above, farAbove), "at and above the limit");
                }
            });
        }
    }

    @Test
    @DisplayName("10. all five contract types are answered")
    void answersAllContractTypes() {
        for (Sample sample : samples()) {
            for (ContractType type : ContractType.values()) {
                assertNotNull(sample.assess(Variations.ofType(sample.facts(), type)), type::name);
            }
        }
    }

    @Test
    @DisplayName("11. an unknown future fact is tolerated")
    void toleratesUnknownFacts() {
        for (Sample sample : samples()) {
            Facts facts = sample.facts();
            Assessment before = sample.assess(facts);
            Facts strange = Variations.ofSubtype(facts, "A_SUBTYPE_OF_TOMORROW");
            strange = Variations.alsoReceiving(strange, LocalDate.of(facts.year() + 50, 1, 1), Money.of("1.00"));
            var later = new PriorSupport("a-policy-of-tomorrow", facts.year() + 1, Side.PROVIDER, Money.of("1.00"));
            var prior = new ArrayList<>(facts.priorSupport());
            prior.add(later);
            strange = strange.withPriorSupport(prior);
            assertEquals(before, sample.assess(strange), "the answer must not change");
        }
    }

    @Test
    @DisplayName("12. every sentence exists in zh and en")
    void speaksBothLanguages() {
        List<String> problems = new ArrayList<>(
                Sentences.problems(underTest(line().computable().get(0)).descriptor()));
        for (PolicyLine.Version version : line().computable()) {
            for (ParameterDescription parameter : underTest(version).parameters()) {
                problems.addAll(Sentences.problems(parameter.label()));
            }
        }
        for (Scenario scenario : scenarios().scenarios()) {
            problems.addAll(Sentences.problems(assess(scenario)));
        }
        for (Sample sample : samples()) {
            for (PolicyBehavior behavior : PolicyBehavior.values()) {
                problems.addAll(Sentences.problems(sample.assess(Variations.of(behavior, sample.facts()))));
            }
        }
        assertEquals(List.of(), problems);
    }

    @Test
    @DisplayName("13. no forbidden imports")
    void importsNothingForbidden() {
        assertAll(
                () -> assertEquals(
                        List.of(),
                        pluginClasses().forbiddenUses(),
                        "a policy is a pure function: no clock, network, files, threads or chance"),
                () -> assertEquals(
                        List.of(),
                        pluginClasses().bundledHostClasses(),
                        "the host brings the API; give the dependency scope provided"));
    }

    @TestFactory
    @DisplayName("14. each published worked example is reproduced to the 分")
    Stream<DynamicTest> reproducesExamples() {
        // Several measures, or a budget: more than the policy decides there.
        return scenarios().scenarios().stream()
                .filter(scenario -> scenario.line() == null && scenario.pool() == null)
                .map(scenario -> dynamicTest(scenario.title(), () -> check(scenario, assess(scenario))));
    }

    @Test
    @DisplayName("15. abilities the policy declares unsupported are refused in the agreed words")
    void refusesWhatItDoesNotSupport() {
        for (Sample sample : samples()) {
            if (sample.policy().subject() != Subject.CONTRACT) {
                continue;
            }
            for (PolicyBehavior behavior : PolicyBehavior.values()) {
                if (!behavior.isRefused()) {
                    continue;
                }
                Assessment answer = sample.assess(Variations.of(behavior, sample.facts()));
                if (supports(behavior)) {
                    assertInstanceOf(Entitled.class, answer, () -> behavior + " is declared supported");
                } else {
                    NotEntitled refusal =
                            assertInstanceOf(NotEntitled.class, answer, () -> behavior + " is declared unsupported");
                    assertTrue(
                            refusal.reasons().stream()
                                    .anyMatch(each -> each.code().equals(behavior.refusalCode())),
                            () -> behavior + " must be refused as " + behavior.refusalCode() + ", not " + refusal);
                }
            }
        }
    }

    @Test
    @DisplayName("16. more money received never pays less")
    void paysNoLessForMore() {
        List<String> falls = new ArrayList<>();
        boolean tried = false;
        for (Sample sample : samples()) {
            if (sample.facts().receipts().isEmpty()) {
                continue;
            }
            tried = true;
            Money before = Money.ZERO;
            for (Money received : ladder(sample)) {
                Money paid = paid(sample.assess(Variations.receivingOnce(sample.facts(), received)));
                if (before.isMoreThan(paid)) {
                    falls.add(received + " pays " + paid + ", less than " + before);
                }
                before = paid;
            }
        }
        if (supports(PolicyBehavior.GROWING_WITH_RECEIPTS)) {
            assertEquals(List.of(), falls, "declare GROWING_WITH_RECEIPTS unsupported if the clause means it");
        } else {
            assertFalse(tried && falls.isEmpty(), "it is declared to fall somewhere, and does not");
        }
    }

    /** Amounts on both sides of everything the dated values name in yuan, alone and through a rate, and steps of a third between. */
    private static TreeSet<Money> ladder(Sample sample) {
        TreeSet<Money> ladder = new TreeSet<>();
        List<BigDecimal> yuan = new ArrayList<>();
        List<BigDecimal> rates = new ArrayList<>(List.of(BigDecimal.ONE));
        for (ParameterDescription parameter : sample.policy().parameters()) {
            String value = sample.values().get(parameter.name());
            if (value != null && value.matches("\\d+(\\.\\d+)?") && new BigDecimal(value).signum() > 0) {
                (parameter.unit().equals("1") ? rates : yuan).add(new BigDecimal(value));
            }
        }
        for (BigDecimal amount : yuan) {
            for (BigDecimal rate : rates) {
                Money edge = Money.of(amount.divide(rate, 2, RoundingMode.CEILING));
                Stream.of(edge.minus(FEN), edge, edge.plus(FEN))
                        .filter(Money::isPositive)
                        .forEach(ladder::add);
            }
        }
        Money last = ladder.isEmpty() ? Money.of("100000000.00") : ladder.last();
        for (Money step = last.plus(last); step.isMoreThan(FEN); step = Money.ofFen(step.fen() * 2 / 3)) {
            ladder.add(step);
        }
        return ladder;
    }

    private static Money paid(Assessment answer) {
        return answer instanceof Entitled entitled ? entitled.amount() : Money.ZERO;
    }

    private Money holdsCap(Sample sample, Money base, Money limit) {
        Assessment answer = sample.assess(Variations.receivingOnce(sample.facts(), base));
        if (!(answer instanceof Entitled entitled)) {
            return Money.ZERO;
        }
        assertFalse(
                entitled.amount().isMoreThan(limit), () -> base + " earns " + entitled.amount() + ", above " + limit);
        return entitled.amount();
    }

    private void refused(Sample sample, Facts facts, String when) {
        assertInstanceOf(
                NotEntitled.class, sample.assess(facts), () -> when + " there must be a refusal with its reason");
    }

    private static void notNegative(Assessment answer) {
        if (answer instanceof Entitled entitled) {
            assertFalse(entitled.amount().isNegative(), () -> "negative amount " + entitled.amount());
        }
    }

    private static Money sumOfSteps(Entitled entitled) {
        return Money.sum(
                entitled.steps().stream().map(CalculationStep::contribution).toList());
    }

    private static void check(Scenario scenario, Assessment answer) {
        assertEquals(List.of(), WorkedCases.differences(scenario, answer), () -> scenario.title() + ": " + answer);
    }

    private Assessment assess(Scenario scenario) {
        return assess(underTest(versionFor(scenario)), scenario);
    }

    private Assessment assess(PolicyUnderTest policy, Scenario scenario) {
        Optional<PolicyLine.Version> unknown = line().on(scenario.on()).filter(version -> !version.computable());
        if (unknown.isPresent()) {
            return AmountsNotKnown.of(unknown.get());
        }
        PolicyLine.Version version = versionFor(scenario);
        return policy.assess(
                facts(scenario, policy),
                version.valuesOn(dayFor(scenario)),
                version.from(),
                Optional.ofNullable(version.until()));
    }

    /** A case outside every version is put to the first one, which must then refuse it. */
    private PolicyLine.Version versionFor(Scenario scenario) {
        return line().on(scenario.on())
                .filter(PolicyLine.Version::computable)
                .orElseGet(() -> line().computable().get(0));
    }

    private LocalDate dayFor(Scenario scenario) {
        PolicyLine.Version version = versionFor(scenario);
        return PolicyLine.covers(version.from(), version.until(), scenario.on()) ? scenario.on() : version.from();
    }

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (PolicyLine.Version version : line().computable()) {
            Scenario sample = scenarios().scenarios().stream()
                    .filter(each -> isGranted(each) && versionFor(each).equals(version))
                    .findFirst()
                    .orElseGet(() -> fail("version " + version.version()
                            + " has no scenario that expects money, or a check to pass"));
            PolicyUnderTest policy = underTest(version);
            samples.add(new Sample(policy, version, version.valuesOn(sample.on()), facts(sample, policy)));
        }
        return samples;
    }

    private static boolean isGranted(Scenario scenario) {
        String amount = scenario.expect().amount();
        return scenario.line() == null
                && (Boolean.TRUE.equals(scenario.expect().passes())
                        || amount != null && Money.of(amount).isPositive());
    }

    private record Sample(PolicyUnderTest policy, PolicyLine.Version version, Map<String, String> values, Facts facts) {
        Assessment assess(Facts varied) {
            return policy.assess(varied, values, version.from(), Optional.ofNullable(version.until()));
        }
    }
}
