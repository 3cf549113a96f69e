package org.longji.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.setting.Settings;
import org.longji.plugin.testkit.example.Course;
import org.longji.plugin.testkit.example.TrainingRules;
import org.longji.plugin.testkit.example.TrainingSettings;
import org.pf4j.Extension;

@DisplayName("the conformance kit for settings")
class SettingsConformanceOfTheKitTest {

    private static final Words WORDS = Words.of("设置", "Settings");

    /** Set before the launcher makes the suite, which has no way to be told. */
    private static Settings<?> underTest = new TrainingSettings();

    private static Record sample = new Plain(2, 5);

    record Plain(
            @Field(zh = "最少", en = "Least") int least,
            @Field(zh = "最多", en = "Most") int most) {}

    record Bound(
            @Field(zh = "最少", en = "Least") int least,
            @Field(zh = "最多", en = "Most") int most) {
        Bound {
            if (least > most) {
                throw new IllegalArgumentException("最少多于最多");
            }
        }
    }

    record Private(
            @Field(zh = "电话", en = "Telephone", personal = Personal.CONTACT)
            String telephone) {}

    record Unworded(@Field(zh = "Least", en = "Least") int least) {}

    record Narrow(@Field(zh = "最少", en = "Least", min = "1") int least) {}

    @Extension
    static final class Sound implements Settings<Plain> {
        @Override
        public Words words() {
            return WORDS;
        }

        @Override
        public Plain defaults() {
            return new Plain(1, 5);
        }
    }

    static final class NotMarked implements Settings<Plain> {
        @Override
        public Words words() {
            return WORDS;
        }

        @Override
        public Plain defaults() {
            return new Plain(1, 5);
        }
    }

    @Extension
    static final class ChangesItsMind implements Settings<Plain> {
        private static int asked;

        @Override
        public Words words() {
            return WORDS;
        }

        @Override
        public Plain defaults() {
            return new Plain(++asked, 5);
        }
    }

    @Extension
    static final class AsksForTheTelephone implements Settings<Private> {
        @Override
        public Words words() {
            return WORDS;
        }

        @Override
        public Private defaults() {
            return new Private("");
        }
    }

    @Extension
    static final class Mute implements Settings<Unworded> {
        @Override
        public Words words() {
            return WORDS;
        }

        @Override
        public Unworded defaults() {
            return new Unworded(1);
        }
    }

    @Extension
    static final class FaultyDefaults implements Settings<Narrow> {
        @Override
        public Words words() {
            return WORDS;
        }

        @Override
        public Narrow defaults() {
            return new Narrow(0);
        }
    }

    @Extension
    static final class NeedsTheOther implements Settings<Bound> {
        @Override
        public Words words() {
            return WORDS;
        }

        @Override
        public Bound defaults() {
            return new Bound(1, 2);
        }
    }

    @Test
    @DisplayName("accepts the example and a sound sample")
    void acceptsSound() {
        assertThat(failed(new TrainingSettings(), new TrainingRules(16, List.of(Course.Level.SENIOR))))
                .isEmpty();
        assertThat(failed(new Sound(), new Plain(2, 9))).isEmpty();
    }

    @Test
    @DisplayName("rejects each fault by the check that is about it")
    void rejectsFaults() {
        assertThat(failed(new NotMarked(), new Plain(2, 9))).containsExactly(1);
        assertThat(failed(new AsksForTheTelephone(), new Private("110"))).contains(2);
        assertThat(failed(new ChangesItsMind(), new Plain(-1, 9))).containsExactly(3);
        assertThat(failed(new FaultyDefaults(), new Narrow(3))).contains(3);
        assertThat(failed(new Mute(), new Unworded(3))).containsExactly(4);
        assertThat(failed(new Sound(), new Plain(1, 5))).containsExactly(5);
        assertThat(failed(new NeedsTheOther(), new Bound(4, 9))).containsExactly(6);
    }

    private static Set<Integer> failed(Settings<?> settings, Record chosen) {
        underTest = settings;
        sample = chosen;
        var failed = new TreeSet<Integer>();
        var all = new AtomicInteger();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Suite.class))
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
        assertThat(all.get()).as("all checks ran").isEqualTo(7);
        return failed;
    }

    /** Run by the launcher alone: no test of its own. */
    static class Suite extends SettingsConformance<Record> {
        @Override
        @SuppressWarnings("unchecked")
        protected Settings<Record> settings() {
            return (Settings<Record>) underTest;
        }

        @Override
        protected List<Record> samples() {
            return List.of(sample);
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(underTest.getClass(), sample.getClass());
        }
    }
}
