package org.longji.plugins.screening;

import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.setting.Settings;
import org.pf4j.Extension;

/** What a tenant chooses about its screening. */
@Extension
public final class ExportSettings implements Settings<ExportRules> {

    @Override
    public Words words() {
        return Words.of("出境筛查设置", "Screening settings", "Настройки проверки");
    }

    @Override
    public ExportRules defaults() {
        return new ExportRules(85, false);
    }
}
