package org.longji.plugins.measure;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.longji.plugin.testkit.MeasureCheck;

@DisplayName("the province's policies written as measures answer the scenarios of their classes")
class ProvincialMeasuresTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @TestFactory
    Stream<DynamicTest> answersAsTheClasses() {
        return Stream.of("plan-buyer-subsidy", "plan-seller-award", "buyer-subsidy-2024", "institution-award-2024")
                .flatMap(id -> MeasureCheck.tests(
                        MODULE.resolve("src/test/resources/measures/" + id + ".yaml"),
                        MODULE.resolve("../provincial-incentives/src/main/resources/META-INF/longji/scenarios/" + id
                                + ".yaml"),
                        new MeasureLanguage()));
    }
}
