package org.longji.plugins.measure;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.cases.PolicyLine;
import org.longji.plugin.cases.Scenarios;
import org.longji.plugin.testkit.MeasureCheck;
import org.longji.plugin.testkit.MeasureConformance;

@DisplayName("the province's policies written as measures answer the scenarios of their classes")
class ProvincialMeasuresTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @TestFactory
    @DisplayName("the clauses of the plan that are shipped as measures, those whose amounts are not known among them")
    Stream<DynamicTest> shipped() {
        return Stream.of(
                        "first-set-insurance",
                        "incubator-performance-subsidy",
                        "institution-funding",
                        "loan-risk-compensation",
                        "innovation-voucher",
                        "research-funding-uplift",
                        "conversion-guide-fund",
                        "transfer-staff-pay-check",
                        "title-evidence-check",
                        "small-licence-check")
                .flatMap(id -> MeasureCheck.tests(line(id), cases(id), new MeasureLanguage()));
    }

    @Nested
    @DisplayName("the insurance compensation passes the fifteen checks")
    class InsuranceConformanceTest extends MeasureConformance {

        @Override
        protected PolicyLanguage language() {
            return new MeasureLanguage();
        }

        @Override
        protected PolicyLine line() {
            return PolicyLine.read(ProvincialMeasuresTest.line("first-set-insurance"));
        }

        @Override
        protected Scenarios scenarios() {
            return Scenarios.read(cases("first-set-insurance"), line().tenant());
        }
    }

    private static Path line(String id) {
        return MODULE.resolve("../../tenants-config/heilongjiang/policies/" + id + ".yaml");
    }

    private static Path cases(String id) {
        return MODULE.resolve("../provincial-incentives/src/main/resources/META-INF/longji/scenarios/" + id + ".yaml");
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheClasses() {
        return Stream.of("plan-buyer-subsidy", "plan-seller-award", "buyer-subsidy-2024", "institution-award-2024")
                .flatMap(id -> MeasureCheck.tests(
                        MODULE.resolve("src/test/resources/measures/" + id + ".yaml"),
                        cases(id),
                        new MeasureLanguage()));
    }
}
