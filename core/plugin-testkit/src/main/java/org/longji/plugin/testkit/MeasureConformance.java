package org.longji.plugin.testkit;

import java.util.Set;
import org.apiguardian.api.API;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.cases.PolicyBehavior;
import org.longji.plugin.cases.PolicyLine;
import org.longji.plugin.cases.PolicyUnderTest;

/**
 * The kit's checks on a tenant's measure: name its file, its cases and the language. What the measure does not support is
 * declared in the file of its cases, under {@code unsupported}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class MeasureConformance extends PolicyConformance {

    /** {@return the language the measure is written in} */
    protected abstract PolicyLanguage language();

    @Override
    PolicyUnderTest underTest(PolicyLine.Version version) {
        return compiled(line(), version, language());
    }

    static PolicyUnderTest compiled(PolicyLine line, PolicyLine.Version version, PolicyLanguage language) {
        if (version.definition() == null) {
            throw new IllegalArgumentException("version " + version.version() + " has no definition");
        }
        return PolicyUnderTest.of(language.compile(line.heading(version), version.definition()));
    }

    // A measure may pay on something else than receipts; that it never passes the cap is proved all the same.
    @Override
    boolean reachesCap() {
        return false;
    }

    @Override
    Class<?> extension() {
        return language().getClass();
    }

    @Override
    protected boolean supports(PolicyBehavior behavior) {
        Set<PolicyBehavior> unsupported = scenarios().unsupported();
        return unsupported == null || !unsupported.contains(behavior);
    }
}
