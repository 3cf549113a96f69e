package org.longji.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.exchange.Format;
import org.longji.pluginhost.ChannelHandle;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Json;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Every package that was made or read, with what stood in it and what became of it. */
@Dependent
public class Deliveries {

    private static final int ITEMS_AT_A_TIME = 500;

    private final Transactions transactions;

    @Inject
    Deliveries(Transactions transactions) {
        this.transactions = transactions;
    }

    /** How many packages in sight were made or read by a plugin's channels, by tenant. */
    public static Map<Integer, Long> exchanged(EntityManager em, String plugin) {
        return Sql.countedByTenant(em, "exchange_delivery", "plugin", plugin);
    }

    /**
     * A package.
     *
     * @param direction OUT or IN
     * @param number counts what was sent by the channel; null for what came in
     * @param sha256 of its manifest; of the file itself where it came without one
     * @param signedBy fingerprint of the key whose signature it carries; null for none that was checked
     * @param takenAt when it was first taken in; null while it was only read
     * @param listings how many listings stand so, by {@link ItemState}
     * @param receipts the same of answers
     */
    public record Delivery(
            UUID id,
            int tenant,
            String plugin,
            String channel,
            String direction,
            @Nullable Integer number,
            String sha256,
            @Nullable String signedBy,
            Format format,
            @Nullable String fileName,
            String createdByName,
            Instant createdAt,
            @Nullable Instant takenAt,
            Map<String, Long> listings,
            Map<String, Long> receipts) {

        Delivery counted(Map<String, Long> ofListings, Map<String, Long> ofReceipts) {
            return new Delivery(
                    id,
                    tenant,
                    plugin,
                    channel,
                    direction,
                    number,
                    sha256,
                    signedBy,
                    format,
                    fileName,
                    createdByName,
                    createdAt,
                    takenAt,
                    ofListings,
                    ofReceipts);
        }
    }

    /**
     * Something in a package.
     *
     * @param kind LISTING or RECEIPT
     * @param key absent where the message has none that could be read
     * @param message what stands in the file
     * @param expected what was foreseen when the package was read; null for what was sent
     * @param row the row it was made from, or became
     * @param answered whether the partner was told what became of it
     */
    public record Item(
            int sequence,
            String kind,
            @Nullable String key,
            @Nullable Long revision,
            boolean withdrawn,
            Map<String, Object> message,
            ItemState state,
            @Nullable ItemState expected,
            List<Reason> reasons,
            @Nullable UUID row,
            boolean answered,
            @Nullable String decidedBy) {}

    private static final String COLUMNS =
            "d.id, d.tenant, d.plugin, d.channel, d.direction, d.number, d.sha256, d.signed_by,"
                    + " d.format, d.file_name, d.created_by_name, d.created_at, d.taken_at";

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("plugin"),
                row.text("channel"),
                row.text("direction"),
                row.optionalInteger("number").orElse(null),
                row.text("sha256"),
                row.optionalText("signed_by").orElse(null),
                row.constant("format", Format.class),
                row.optionalText("file_name").orElse(null),
                row.text("created_by_name"),
                row.instant("created_at"),
                row.optionalInstant("taken_at").orElse(null),
                Map.of(),
                Map.of());
    }

    /** The packages of a tenant's channel, the latest first. */
    public Page<Delivery> list(
            Caller caller, int tenant, String plugin, String channel, @Nullable String after, int limit) {
        caller.scope(tenant, Capability.EXCHANGE_READ);
        return transactions.within(TenantScope.exactly(tenant), em -> {
            var position = after == null ? null : after.split("/", 2);
            var found = Sql.query(
                    em,
                    "select " + COLUMNS
                            + " from exchange_delivery d where d.tenant = ? and d.plugin = ? and d.channel = ?"
                            + (position == null ? "" : " and (d.created_at, d.id) < (?::timestamptz, ?::uuid)")
                            + " order by d.created_at desc, d.id desc limit ?",
                    Deliveries::delivery,
                    position == null
                            ? new Object[] {tenant, plugin, channel, limit + 1}
                            : new Object[] {tenant, plugin, channel, position[0], position[1], limit + 1});
            var page = Page.of(found, limit, one -> one.createdAt() + "/" + one.id());
            return new Page<>(counted(em, tenant, page.items()), page.next());
        });
    }

    /** A package of the tenant, or of one below for a reader who looks down on it. */
    public Delivery get(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.EXCHANGE_READ);
        return transactions.within(scope, em -> get(em, scope, id));
    }

    static Delivery get(EntityManager em, TenantScope scope, UUID id) {
        var found = Sql.query(
                em,
                "select " + COLUMNS + " from exchange_delivery d where d.id = ? and d.tenant between ? and ?",
                Deliveries::delivery,
                id,
                scope.low(),
                scope.high());
        return found.stream()
                .findFirst()
                .map(one -> counted(em, one.tenant(), found).get(0))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private static List<Delivery> counted(EntityManager em, int tenant, List<Delivery> deliveries) {
        var counts = new HashMap<String, Map<String, Long>>();
        if (!deliveries.isEmpty()) {
            Sql.stream(
                    em,
                    "select delivery, kind, state, count(*) as n from exchange_item where tenant = ? and delivery = any (?)"
                            + " group by 1, 2, 3",
                    0,
                    row -> counts.computeIfAbsent(row.text("kind") + row.uuid("delivery"), any -> new TreeMap<>())
                            .put(row.text("state"), row.bigint("n")),
                    tenant,
                    deliveries.stream().map(Delivery::id).toList());
        }
        return deliveries.stream()
                .map(one -> one.counted(
                        counts.getOrDefault("LISTING" + one.id(), Map.of()),
                        counts.getOrDefault("RECEIPT" + one.id(), Map.of())))
                .toList();
    }

    /**
     * What stands in a package, in its order.
     *
     * @param states only what stands so; everything when empty
     */
    public Page<Item> items(
            Caller caller, int tenant, UUID id, List<ItemState> states, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.EXCHANGE_READ);
        return transactions.within(scope, em -> {
            int keeper = get(em, scope, id).tenant();
            var parameters = new ArrayList<Object>(List.of(keeper, id, after == null ? 0 : Integer.parseInt(after)));
            if (!states.isEmpty()) {
                parameters.add(states.stream().map(Enum::name).toList());
            }
            parameters.add(limit + 1);
            var found = Sql.query(
                    em,
                    "select * from exchange_item where tenant = ? and delivery = ? and sequence > ?"
                            + (states.isEmpty() ? "" : " and state = any (?)") + " order by sequence limit ?",
                    Deliveries::item,
                    parameters.toArray());
            return Page.of(found, limit, one -> Integer.toString(one.sequence()));
        });
    }

    static Item item(Row row) {
        return new Item(
                row.integer("sequence"),
                row.text("kind"),
                row.optionalText("key").orElse(null),
                row.optionalBigint("revision").orElse(null),
                row.bool("withdrawn"),
                Json.readMap(row.text("message")),
                row.constant("state", ItemState.class),
                row.optionalConstant("expected", ItemState.class).orElse(null),
                row.optionalText("reasons")
                        .map(reasons -> List.of(Json.read(reasons, Reason[].class)))
                        .orElse(List.of()),
                row.optionalUuid("row_id").orElse(null),
                row.optionalUuid("answered_in").isPresent(),
                row.optionalText("decided_by").orElse(null));
    }

    /** A package to store. */
    record Stored(
            UUID id,
            int tenant,
            ChannelHandle channel,
            String direction,
            Optional<Integer> number,
            String sha256,
            Optional<String> manifest,
            Optional<byte[]> signature,
            Optional<String> signedBy,
            Format format,
            List<String> columns,
            Optional<String> fileName) {}

    /** Something in it to store. */
    record NewItem(
            int sequence,
            String kind,
            Optional<String> key,
            Optional<Long> revision,
            boolean withdrawn,
            String message,
            ItemState state,
            Optional<ItemState> expected,
            List<Reason> reasons,
            Optional<UUID> row) {}

    void store(EntityManager em, Stored one, Caller caller, Instant now) {
        Sql.update(
                em,
                """
                insert into exchange_delivery (id, tenant, plugin, channel, direction, number, sha256, manifest, signature, signed_by,
                    format, columns, plugin_version, plugin_hash, file_name, created_by, created_by_name, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                one.id(),
                one.tenant(),
                one.channel().pluginId(),
                one.channel().id(),
                one.direction(),
                one.number(),
                one.sha256(),
                one.manifest(),
                one.signature(),
                one.signedBy(),
                one.format(),
                one.columns(),
                one.channel().pluginVersion(),
                one.channel().pluginHash(),
                one.fileName(),
                caller.accountId(),
                caller.displayName(),
                now);
    }

    void storeItems(EntityManager em, int tenant, UUID delivery, List<NewItem> items) {
        for (int from = 0; from < items.size(); from += ITEMS_AT_A_TIME) {
            List<@Nullable Object[]> rows = items.subList(from, Math.min(from + ITEMS_AT_A_TIME, items.size())).stream()
                    .map(one -> new @Nullable Object[] {
                        delivery,
                        one.sequence(),
                        tenant,
                        one.kind(),
                        one.key(),
                        one.revision(),
                        one.withdrawn(),
                        one.message(),
                        one.state(),
                        one.expected(),
                        one.reasons().isEmpty() ? null : Json.write(one.reasons()),
                        one.row()
                    })
                    .toList();
            Sql.batch(em, """
                    insert into exchange_item (delivery, sequence, tenant, kind, key, revision, withdrawn, message, state, expected,
                        reasons, row_id)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
                    """, rows);
        }
    }

    private record Handed(
            int tenant,
            int number,
            String channel,
            String manifest,
            String signedBy,
            byte[] signature,
            Format format,
            List<String> columns) {}

    /** Writes a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A package to hand out. */
    public record Download(String name, Content content) {}

    /**
     * A package that was made, to be carried to the partner; the same contents however often, whatever the plugin has become since.
     */
    public Download download(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.EXCHANGE_READ);
        var handed = transactions.within(
                scope,
                em -> Sql.first(
                                em,
                                "select tenant, number, channel, manifest, signed_by, signature, format, columns"
                                        + " from exchange_delivery where id = ? and tenant between ? and ? and direction = 'OUT'",
                                row -> new Handed(
                                        row.integer("tenant"),
                                        row.integer("number"),
                                        row.text("channel"),
                                        row.text("manifest"),
                                        row.text("signed_by"),
                                        row.bytes("signature"),
                                        row.constant("format", Format.class),
                                        row.texts("columns")),
                                id,
                                scope.low(),
                                scope.high())
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id))));
        int keeper = handed.tenant();
        var manifest = Json.read(handed.manifest(), Manifest.class);
        return new Download(keeper + "-" + handed.channel() + "-" + handed.number() + ".zip", out -> {
            var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            entry(zip, Manifest.FILE, handed.manifest());
            entry(zip, Manifest.SIGNATURE_FILE, Manifest.signatureFile(handed.signedBy(), handed.signature()));
            part(zip, keeper, id, "LISTING", manifest.items().file(), handed.format(), handed.columns());
            part(zip, keeper, id, "RECEIPT", manifest.receipts().file(), handed.format(), Receipt.SHAPE.columns());
            zip.finish();
        });
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private record Line(int sequence, String message) {}

    /** Page by page, so that a slow receiver holds no transaction. */
    private void part(
            ZipOutputStream zip, int tenant, UUID id, String kind, String name, Format format, List<String> columns)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        try (var sink = ItemFile.writing(format, columns, zip)) {
            int after = 0;
            while (true) {
                int from = after;
                var lines = transactions.within(
                        TenantScope.exactly(tenant),
                        em -> Sql.query(
                                em,
                                "select sequence, message from exchange_item where tenant = ? and delivery = ? and kind = ?"
                                        + " and sequence > ? order by sequence limit ?",
                                row -> new Line(row.integer("sequence"), row.text("message")),
                                tenant,
                                id,
                                kind,
                                from,
                                ITEMS_AT_A_TIME));
                for (var line : lines) {
                    sink.write(Json.readMap(line.message()));
                    after = line.sequence();
                }
                if (lines.size() < ITEMS_AT_A_TIME) {
                    break;
                }
            }
        }
        zip.closeEntry();
    }
}
