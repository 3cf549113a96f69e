package org.longji.plugin.testkit;

import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.PolicyLanguage;

/** What the plugins at hand bring. */
record Plugins(List<PolicyLanguage> languages, List<IncentivePolicy<?>> policies) {

    Optional<PolicyLanguage> language(String id) {
        return languages.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    Optional<IncentivePolicy<?>> policy(String id) {
        return policies.stream()
                .filter(each -> each.descriptor().id().equals(id))
                .findFirst();
    }

    static Plugins of(PolicyLanguage language) {
        return new Plugins(List.of(language), List.of());
    }
}
