package org.longji.plugins.measure;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.cases.PolicyLine;
import org.longji.plugin.cases.Scenarios;
import org.longji.plugin.testkit.MeasureConformance;

@DisplayName("a measure passes the sixteen checks")
class SampleConformanceTest extends MeasureConformance {

    private static final Path SAMPLE = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../../tenants-config/heilongjiang/harbin/samples/harbin-output-award.yaml");

    @Override
    protected PolicyLanguage language() {
        return new MeasureLanguage();
    }

    @Override
    protected PolicyLine line() {
        return PolicyLine.read(SAMPLE);
    }

    @Override
    protected Scenarios scenarios() {
        return Scenarios.read(SAMPLE.resolveSibling("harbin-output-award.cases.yaml"), line().tenant());
    }
}
