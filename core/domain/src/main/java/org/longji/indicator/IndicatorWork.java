package org.longji.indicator;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.longji.indicator.IndicatorEntry.PartView;
import org.longji.indicator.IndicatorRecords.Computed;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.job.JobWork;
import org.longji.plugin.api.indicator.Measured;
import org.longji.plugin.api.indicator.RollUp;
import org.longji.plugin.api.register.Words;
import org.longji.pluginhost.IndicatorHandle;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.PluginFailure;
import org.longji.pluginhost.PluginHost;
import org.longji.register.RegisterCatalogue;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Computes the indicators of a tenant and of all below it, for one day. Each tenant is asked by itself, by the version of the plugin it
 * has, in a transaction that sees no other; the host puts the answers together. Whatever goes wrong with one tenant leaves it out of
 * the sums, is said there, and stops nobody else.
 */
@Dependent
class IndicatorWork implements JobWork {

    private static final Logger LOG = System.getLogger(IndicatorWork.class.getName());

    private final Transactions transactions;
    private final PluginHost host;
    private final RegisterCatalogue catalogue;
    private final Clock clock;

    @Inject
    IndicatorWork(Transactions transactions, PluginHost host, RegisterCatalogue catalogue, Clock clock) {
        this.transactions = transactions;
        this.host = host;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Override
    public JobKind kind() {
        return JobKind.INDICATORS;
    }

    private record Id(String plugin, String indicator) implements Comparable<Id> {
        static Id of(IndicatorHandle handle) {
            return new Id(handle.pluginId(), handle.id());
        }

        @Override
        public int compareTo(Id other) {
            int plugins = plugin.compareTo(other.plugin);
            return plugins == 0 ? indicator.compareTo(other.indicator) : plugins;
        }
    }

    /** What one tenant's plugin answered; nothing where it failed. */
    private record Own(IndicatorHandle by, Optional<Measured> measured) {}

    @Override
    public Map<String, Long> run(JobContext context) {
        var day = LocalDate.parse(context.parameters().get("day"));
        var tenants = transactions.within(context.scope(), em -> IndicatorRecords.tenants(em, context.scope(), day));
        var all = new LinkedHashMap<Integer, Map<Id, IndicatorHandle>>();
        var ids = new TreeSet<Id>();
        for (int tenant : tenants) {
            var handles = host.indicators(tenant).stream().collect(Collectors.toMap(Id::of, handle -> handle));
            all.put(tenant, handles);
            ids.addAll(handles.keySet());
        }
        long kept = 0;
        long failed = 0;
        long done = 0;
        // One indicator after another: what is counted once is held in memory while it is put together, and not longer.
        for (var id : ids) {
            var answers = new LinkedHashMap<Integer, Own>();
            for (var at : all.entrySet()) {
                var handle = at.getValue().get(id);
                if (handle == null) {
                    continue;
                }
                int tenant = at.getKey();
                var own = new Own(handle, measured(handle, tenant, day));
                answers.put(tenant, own);
                var computed = computed(tenant, own, answers);
                transactions.within(TenantScope.exactly(tenant), em -> {
                    IndicatorRecords.keep(em, tenant, handle, day, computed, clock.instant());
                    return tenant;
                });
                kept++;
                failed += own.measured().isEmpty() ? 1 : 0;
            }
            context.counted(Map.of("kept", kept, "failed", failed));
            context.progress(++done, ids.size());
            context.stopIfCancelled();
        }
        return Map.of("kept", kept, "failed", failed);
    }

    private Optional<Measured> measured(IndicatorHandle handle, int tenant, LocalDate day) {
        try {
            return Optional.of(transactions.within(
                    TenantScope.exactly(tenant),
                    em -> handle.measure(new LentSituation(em, catalogue, handle, tenant, day))));
        } catch (PluginFailure e) {
            LOG.log(Level.WARNING, "No figure of tenant " + tenant + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Those below come before what is above them, so that everything a value is put together from is there. */
    private static Computed computed(int tenant, Own own, Map<Integer, Own> answers) {
        var by = own.by();
        var ownValue = own.measured().flatMap(by::value);
        var together = new ArrayList<Measured>();
        int missing = 0;
        if (by.rollUp() == RollUp.NONE) {
            own.measured().ifPresent(together::add);
            missing = own.measured().isEmpty() ? 1 : 0;
        } else {
            var range = TenantScope.subtree(tenant);
            for (var answer : answers.entrySet()) {
                if (!range.contains(answer.getKey())) {
                    continue;
                }
                var measured = answer.getValue()
                        .measured()
                        .filter(one -> by.goesWith(answer.getValue().by()));
                measured.ifPresent(together::add);
                missing += measured.isEmpty() ? 1 : 0;
            }
        }
        var known = together.stream()
                .filter(one -> !(one instanceof Measured.Unknown))
                .toList();
        Optional<Measured> whole = by.rollUp() == RollUp.NONE
                ? known.stream().findFirst()
                : by.rollUp().together(known);
        return new Computed(
                whole.flatMap(by::value),
                ownValue,
                whole.map(RollUp::parts).orElse(List.of()).stream()
                        .map(part -> new PartView(part.code(), Label.of(part.words()), part.value()))
                        .toList(),
                reason(own),
                known.size(),
                missing,
                own.measured().isEmpty());
    }

    private static Optional<Label> reason(Own own) {
        if (own.measured().isEmpty()) {
            return Optional.of(Label.of(Words.of(
                    "插件未能给出数值；原因见“插件”页面上该插件的卡片。",
                    "The plugin gave no figure; its card on the page of plugins says why.",
                    "Плагин не дал значения; причина — в его карточке на странице плагинов.")));
        }
        return own.measured()
                .filter(Measured.Unknown.class::isInstance)
                .map(Measured.Unknown.class::cast)
                .map(unknown -> Label.of(unknown.why()));
    }
}
