package org.longji.pluginhost;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;

/** One case, put to a trial plugin. */
final class Asking {

    static final int TENANT = 230100;

    static final LocalDate DAY = LocalDate.of(2020, 6, 1);

    static final Facts FACTS = new Facts(
            new ContractFacts(
                    "2302020000001",
                    "project",
                    ContractType.TRANSFER,
                    "21",
                    DAY,
                    DAY,
                    Money.of("100.00"),
                    Money.of("100.00"),
                    Answer.NO,
                    Answer.YES,
                    Answer.YES),
            new PartyFacts("provider", PartyKind.UNIVERSITY, 230100),
            new PartyFacts("recipient", PartyKind.ENTERPRISE, 230100),
            List.of(),
            2020,
            DAY,
            List.of());

    private Asking() {}

    /** What the current version of the plugin pays. */
    static Money amount(PluginHost host, String plugin) {
        return amount(host.policy(TENANT, plugin, "trial").orElseThrow());
    }

    static Money amount(PolicyHandle policy) {
        var answer = policy.assess(FACTS, Map.of("amount", "1.00"), LocalDate.of(2020, 1, 1), Optional.empty());
        return ((Entitled) answer).amount();
    }

    static PluginHost.State state(PluginHost host, String plugin) {
        return host.states().stream()
                .filter(state -> state.current() && state.plugin().id().equals(plugin))
                .findFirst()
                .orElseThrow();
    }
}
