package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.longji.entitlement.SampleMeasures.Sample;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.cases.Scenario;
import org.longji.policy.PolicyVersions;
import org.longji.shared.Transactions;

@DisplayName("The calculator")
class CalculatorTest {

    /** What these measures say they read, as somebody would find it in their files. */
    private static final Map<String, List<String>> READ = Map.of(
            "daqing-pool",
            List.of("contract.technologyAmount", "contract.registeredOn", "recipient.division"),
            "mudanjiang-region-award",
            List.of("contract.registeredOn", "provider.division", "recipient.division", "receipts"),
            "qiqihar-broker-award",
            List.of("applicant.division", "contracts"));

    private static final LifecycleHouse HOUSE = new LifecycleHouse();

    private static Calculator calculator(Transactions transactions, org.longji.pluginhost.PluginHost plugins) {
        return new Calculator(transactions, PolicyVersions.reader(), HOUSE.drafts, plugins, new Questionnaires());
    }

    @TestFactory
    @DisplayName("answers the cases of the sample measures as their files say")
    Stream<DynamicTest> samples() {
        var database = org.longji.shared.TestDatabase.fresh();
        var samples = SampleMeasures.all();
        samples.forEach(sample -> {
            database.withTenants(sample.version().tenant());
            PolicyVersions.enact(database.transactions(), sample.version());
        });
        assertThat(samples).hasSizeGreaterThan(12);
        var calculator = calculator(database.transactions(), SampleMeasures.PLUGINS);
        return samples.stream()
                .flatMap(sample -> sample.cases().stream()
                        .filter(one -> one.pool() == null && one.line() == null)
                        .map(one -> DynamicTest.dynamicTest(
                                sample + ": " + one.title(), () -> answers(calculator, sample, one))));
    }

    private static void answers(Calculator calculator, Sample sample, Scenario one) {
        var version = sample.version();
        var outcome = calculator
                .calculate(version.tenant(), version.policyId(), new CaseForm(one.on(), one.given()))
                .record()
                .outcome();
        var expect = one.expect();
        if (expect.amount() != null) {
            assertThat(outcome.entitledAmount()).isEqualTo(Money.of(expect.amount()));
            assertThat(Money.sum(
                            outcome.steps().stream().map(s -> s.contribution()).toList()))
                    .isEqualTo(outcome.entitledAmount());
        } else if (expect.refused() != null) {
            assertThat(outcome.status()).isEqualTo(EntitlementStatus.NOT_ENTITLED);
            assertThat(outcome.reasons()).extracting(Reason::code).containsExactlyElementsOf(expect.refused());
        } else {
            assertThat(outcome.status()).isEqualTo(EntitlementStatus.NEEDS_JUDGEMENT);
            assertThat(outcome.questions()).extracting(Question::code).containsExactlyElementsOf(expect.asks());
        }
    }

    @TestFactory
    @DisplayName("asks for what a sample measure reads")
    Stream<DynamicTest> questionnaires() {
        return SampleMeasures.all().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.toString(), () -> {
                    var handle = sample.version().handle(SampleMeasures.PLUGINS).orElseThrow();
                    var form = new Questionnaires().of(new Imagined(sample.version(), handle));
                    var asked = form.fields().stream()
                            .filter(Questionnaire.Field::asked)
                            .map(Questionnaire.Field::name)
                            .toList();
                    var expected = READ.get(sample.version().policyId());
                    if (expected != null) {
                        assertThat(asked).containsExactlyElementsOf(expected);
                    }
                    assertThat(asked).isNotEmpty().hasSizeLessThan(form.fields().size());
                }));
    }
}
