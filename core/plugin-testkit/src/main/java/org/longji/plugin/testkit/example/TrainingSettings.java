package org.longji.plugin.testkit.example;

import java.util.List;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.setting.Settings;
import org.pf4j.Extension;

/** The settings of the courses: any course, until a tenant chooses otherwise (示例). */
@Extension
public final class TrainingSettings implements Settings<TrainingRules> {

    @Override
    public Words words() {
        return Words.of("培训设置（示例）", "Training settings (sample)");
    }

    @Override
    public TrainingRules defaults() {
        return new TrainingRules(1, List.of(Course.Level.values()));
    }
}
