package org.longji.register;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.approval.Approvals;
import org.longji.approval.Chains;
import org.longji.audit.Journal;
import org.longji.job.Jobs;
import org.longji.plugin.testkit.example.FarEast;
import org.longji.plugin.testkit.example.Offers;
import org.longji.pluginhost.ChannelHandle;
import org.longji.pluginhost.Extensions;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.pluginhost.RegisterHandle;
import org.longji.screening.Screenings;
import org.longji.shared.Caller;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;
import org.longji.shared.WorkingDays;

/** The offers of the kit's example at two tenants on a real database: what an exchange between them needs of registers. */
public final class OfferHouse {

    public static final int HARBIN = 230100;
    public static final int DAQING = 230600;
    public static final String PLUGIN = "example";

    public final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, DAQING);
    public final Transactions transactions = database.transactions();
    public final Journal journal = new Journal();
    public final Clock clock = Clock.fixed(Instant.parse("2026-04-01T02:00:00Z"), ZoneOffset.ofHours(8));
    public final PluginHost host;
    public final ListingRows rows;
    public final Registers registers;

    private final RowChanges changes;
    private final String plugin;

    public OfferHouse() {
        this(
                PluginHost.of(
                        new PluginIdentity(PLUGIN, "1.0", "hash-1"),
                        Extensions.NONE
                                .registers(List.of(new RegisterHandle(PLUGIN, "1.0", "hash-1", new Offers())))
                                .channels(List.of(new ChannelHandle(PLUGIN, "1.0", "hash-1", new FarEast())))),
                PLUGIN);
    }

    /** With a plugin of its own, which brings a register called {@code offer}. */
    public OfferHouse(PluginHost host, String plugin) {
        this.host = host;
        this.plugin = plugin;
        var catalogue = new RegisterCatalogue(host);
        var writer = new RowWriter(journal, new WorkingDays(), clock);
        registers = new Registers(transactions, catalogue, writer, journal);
        var screenings =
                new Screenings(transactions, host, Jobs.of(transactions, Runnable::run, List.of()), journal, clock);
        var approvals = new Approvals(
                transactions, List.of(), new Chains(transactions, journal, clock), journal, new WorkingDays(), clock);
        changes = new RowChanges(transactions, catalogue, writer, registers, new StepApprovals(approvals), screenings);
        rows = new ListingRows(writer, changes);
    }

    public static Caller officer(int tenant, Role role) {
        var name = role.name() + tenant;
        return new Caller(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                name,
                name,
                name,
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, role)));
    }

    public static Caller registrar(int tenant) {
        return officer(tenant, Role.REGISTRAR);
    }

    public static Map<String, Object> offer(String title, boolean shared) {
        var data = new LinkedHashMap<String, Object>();
        data.put("kind", "ACHIEVEMENT");
        data.put("title", title);
        data.put("summary", "低温下均匀催芽。");
        data.put("price", "120000.00");
        data.put("shared", shared);
        data.put("contact", "王建国");
        return data;
    }

    public RowDetails published(int tenant, Map<String, Object> data) {
        var row = changes.create(registrar(tenant), tenant, plugin, "offer", data);
        return step(tenant, row, "publish");
    }

    public RowDetails step(int tenant, RowDetails row, String step) {
        return changes.take(
                registrar(tenant),
                tenant,
                plugin,
                "offer",
                row.id(),
                step,
                row.version(),
                new RowChanges.StepForm(null, null));
    }

    public RowDetails revised(int tenant, RowDetails row, String field, Object value) {
        var data = new LinkedHashMap<>(row.data());
        data.put(field, value);
        return changes.revise(registrar(tenant), tenant, plugin, "offer", row.id(), row.version(), data);
    }

    public RowDetails row(int tenant, UUID id) {
        return registers.details(registrar(tenant), tenant, plugin, "offer", id, false);
    }

    public RowDetails only(int tenant) {
        return all(tenant).get(0);
    }

    public List<RowDetails> all(int tenant) {
        return registers
                .list(registrar(tenant), tenant, plugin, "offer", new RowFilter(List.of(), null, List.of()), null, 100)
                .page()
                .items()
                .stream()
                .map(one -> row(tenant, one.id()))
                .toList();
    }
}
