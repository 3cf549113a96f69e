package org.longji.rollout;

import java.util.List;
import java.util.Map;
import org.longji.plugin.api.Text;

/** What there is of a plugin in the tenants in sight, whether it is switched on there or not. */
public record Remains(String plugin, List<At> tenants) {

    /**
     * @param enabled whether the tenant has it
     * @param rows rows in its registers
     * @param files files that hang on them
     * @param registers rows by register
     * @param decisions decisions that any of its versions made; they stay, and the versions with them
     * @param versions versions of policies that rest on it
     * @param packages packages that its channels made or read; they stay, as what was said to a partner and by it
     * @param screenings findings of its screenings; they stay, as what was known when something left
     */
    public record At(
            int tenant,
            Text name,
            boolean enabled,
            long rows,
            long files,
            Map<String, Long> registers,
            long decisions,
            long versions,
            long packages,
            long screenings) {}
}
