package org.longji.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.exchange.Format;
import org.longji.pluginhost.ChannelHandle;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.PluginHost;
import org.longji.register.ListingRows;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Which channels a tenant has, and how they stand. */
@Dependent
public class Channels {

    private final PluginHost host;
    private final Transactions transactions;
    private final ListingRows rows;
    private final PackageKeys keys;

    @Inject
    Channels(PluginHost host, Transactions transactions, ListingRows rows, PackageKeys keys) {
        this.host = host;
        this.transactions = transactions;
        this.rows = rows;
        this.keys = keys;
    }

    /**
     * A channel as a tenant has it.
     *
     * @param register the register whose rows it exchanges
     * @param conflicts how many wait for an officer
     * @param partnerKey fingerprint of the key the partner signs with; null while none is on record
     * @param ownKey fingerprint of the key the tenant signs with; null until it first did
     */
    public record Entry(
            String plugin,
            String channel,
            Label label,
            Label partner,
            String register,
            Label registerLabel,
            Format format,
            long conflicts,
            @Nullable String partnerKey,
            @Nullable String ownKey) {}

    /** The channels of a tenant; of those whose plugin it switched off there are none. */
    public List<Entry> entries(Caller caller, int tenant) {
        caller.scope(tenant, Capability.EXCHANGE_READ);
        return transactions.within(TenantScope.exactly(tenant), em -> {
            var conflicts = conflicts(em, tenant);
            var own = keys.own(em, tenant).map(PackageKeys.Own::fingerprint);
            var partners = keys.partners(em, tenant);
            return host.channels(tenant).stream()
                    .map(channel -> {
                        var register = ListingRows.register(channel).definition();
                        var place = place(channel.pluginId(), channel.id());
                        return new Entry(
                                channel.pluginId(),
                                channel.id(),
                                Label.of(channel.definition().words()),
                                Label.of(channel.definition().partner()),
                                register.id(),
                                Label.of(register.words()),
                                channel.definition().format(),
                                conflicts.getOrDefault(place, 0L),
                                partners.get(place),
                                own.orElse(null));
                    })
                    .toList();
        });
    }

    static String place(String plugin, String channel) {
        return plugin + "/" + channel;
    }

    private static Map<String, Long> conflicts(EntityManager em, int tenant) {
        var found = new HashMap<String, Long>();
        Sql.stream(
                em,
                "select d.plugin, d.channel, count(*) as n from exchange_item i join exchange_delivery d on d.id = i.delivery"
                        + " where d.tenant = ? and i.tenant = d.tenant and d.direction = 'IN' and i.state = 'CONFLICT' group by 1, 2",
                0,
                row -> found.put(place(row.text("plugin"), row.text("channel")), row.bigint("n")),
                tenant);
        return found;
    }

    /** @throws ProblemException NOT_FOUND when the tenant has no such channel */
    ChannelHandle get(int tenant, String plugin, String channel) {
        return find(tenant, plugin, channel)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", place(plugin, channel))));
    }

    private Optional<ChannelHandle> find(int tenant, String plugin, String channel) {
        return host.channels(tenant).stream()
                .filter(one -> one.pluginId().equals(plugin) && one.id().equals(channel))
                .findFirst();
    }

    /** Lets one transaction at a time work on a tenant's channel, until it ends. */
    static void lock(EntityManager em, int tenant, ChannelHandle channel) {
        Sql.query(
                em,
                "select pg_advisory_xact_lock(hashtextextended(?, 0))::text as locked",
                row -> true,
                "exchange " + tenant + " " + place(channel.pluginId(), channel.id()));
    }
}
