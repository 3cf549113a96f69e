package org.longji.plugins.provincial;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.longji.plugin.cases.PolicyLine;
import org.longji.plugin.cases.Scenarios;
import org.longji.plugin.testkit.IncentivePolicyConformance;

/** Finds the province's dated values in the tenant's folder and the scenarios in the plugin itself. */
abstract class ProvincialConformance<P extends Record> extends IncentivePolicyConformance<P> {

    @Override
    protected PolicyLine line() {
        Path module = Path.of(System.getProperty("basedir", ""));
        Path repository = module.toAbsolutePath().getParent().getParent();
        return PolicyLine.read(repository.resolve("tenants-config/heilongjiang/policies/" + id() + ".yaml"));
    }

    @Override
    protected Scenarios scenarios() {
        URL file = getClass().getResource("/META-INF/longji/scenarios/" + id() + ".yaml");
        try {
            return Scenarios.read(Path.of(Objects.requireNonNull(file, id()).toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private String id() {
        return policy().descriptor().id();
    }
}
