package org.longji.plugin.testkit.example;

import java.util.List;
import org.longji.plugin.api.register.Field;

/** What a tenant may choose about its courses (示例). */
public record TrainingRules(
        @Field(zh = "开放报名的最少学时", en = "Fewest hours of an open course", unit = "学时", min = "1", max = "400")
        int leastHours,

        @Field(zh = "允许的级别", en = "Levels offered", minItems = 1)
        List<Course.Level> levels) {}
