package org.longji.plugin.testkit;

import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.PolicyLanguage;

/**
 * The kit's checks on a tenant's measure: name its file, its cases and the language. What the measure does not support is
 * declared in the file of its cases, under {@code unsupported}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
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
        return PolicyUnderTest.of(language.compile(heading(line, version), version.definition()));
    }

    static PolicyHeading heading(PolicyLine line, PolicyLine.Version version) {
        String article = version.article() == null ? "-" : version.article();
        return new PolicyHeading(
                line.policy(),
                version.title(),
                line.tenant(),
                LegalBasis.of(version.document(), article),
                Optional.ofNullable(version.cap()).map(PolicyLine.Cap::parameter));
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
