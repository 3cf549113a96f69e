package org.longji.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a suite of the kit and says which of its checks failed, by their numbers. */
final class SuiteRun {

    private SuiteRun() {}

    static Set<Integer> failed(Class<?> suite, int checks) {
        var failed = new TreeSet<Integer>();
        var all = new AtomicInteger();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(suite))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    all.incrementAndGet();
                                    var name = test.getDisplayName();
                                    if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                                        failed.add(Integer.parseInt(name.substring(0, name.indexOf('.'))));
                                    }
                                }
                            }
                        });
        assertThat(all.get()).as("all checks ran").isEqualTo(checks);
        return failed;
    }
}
