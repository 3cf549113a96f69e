package @package@;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.cases.PolicyBehavior;
import org.longji.plugin.cases.PolicyLine;
import org.longji.plugin.cases.Scenarios;
import org.longji.plugin.testkit.IncentivePolicyConformance;

@DisplayName("@name@")
class SubsidyConformanceTest extends IncentivePolicyConformance<Figures> {

    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));

    @Override
    protected IncentivePolicy<Figures> policy() {
        return new Subsidy();
    }

    @Override
    protected PolicyLine line() {
        return PolicyLine.read(MODULE.resolve("tenants-config/@province@/policies/@name@.yaml"));
    }

    @Override
    protected Scenarios scenarios() {
        return Scenarios.read(MODULE.resolve("src/main/resources/META-INF/longji/scenarios/@name@.yaml"));
    }

    @Override
    protected boolean supports(PolicyBehavior behavior) {
        return behavior != PolicyBehavior.RECIPIENT_FROM_OUTSIDE;
    }
}
