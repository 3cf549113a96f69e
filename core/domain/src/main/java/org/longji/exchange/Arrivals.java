package org.longji.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.exchange.Judgement.Decision;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.exchange.Mark;
import org.longji.plugin.api.register.Obstacle;
import org.longji.pluginhost.ChannelHandle;
import org.longji.pluginhost.ChannelHandle.Received;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.PluginFailure;
import org.longji.pluginhost.RegisterHandle;
import org.longji.register.ListingRows;
import org.longji.register.Provenance;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Ed25519;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * What arrives: a package is read and kept as it came, its messages are foreseen, and an officer has them taken. Each message is
 * taken or refused by itself; what was refused or failed stays with its reasons and can be tried again.
 */
@Dependent
public class Arrivals {

    private static final int ITEMS_AT_A_TIME = 200;

    /** Of one request; whoever has more asks again, and goes on where this ended. */
    private static final int MOST_AT_ONCE = 1_000;

    private static final int MOST_ITEMS = 50_000;
    private static final int LONGEST_MESSAGE = 200_000;
    private static final int MOST_FAILURES = 3;
    private static final int LONGEST_NAME = 200;
    private static final long MIB = 1L << 20;

    private final Transactions transactions;
    private final Channels channels;
    private final ListingRows rows;
    private final PackageKeys keys;
    private final Deliveries deliveries;
    private final Outgoing outgoing;
    private final Journal journal;
    private final Clock clock;
    private final Path directory;
    private final long largest;

    @Inject
    Arrivals(
            Transactions transactions,
            Channels channels,
            ListingRows rows,
            PackageKeys keys,
            Deliveries deliveries,
            Outgoing outgoing,
            Journal journal,
            Clock clock,
            @ConfigProperty(name = "longji.data.dir") String dataDirectory,
            @ConfigProperty(name = "longji.exchange.package.mib", defaultValue = "64") int largest) {
        this.transactions = transactions;
        this.channels = channels;
        this.rows = rows;
        this.keys = keys;
        this.deliveries = deliveries;
        this.outgoing = outgoing;
        this.journal = journal;
        this.clock = clock;
        this.directory = Path.of(dataDirectory).resolve("incoming");
        this.largest = largest * MIB;
    }

    /**
     * A package that arrived.
     *
     * @param repeated whether it had arrived before; then nothing was read again
     */
    public record Arrival(Deliveries.Delivery delivery, boolean repeated) {}

    /**
     * Reads a package and keeps it; nothing is taken yet.
     *
     * @param name what the sender calls the file
     * @throws ProblemException PACKAGE_UNREADABLE, PACKAGE_NOT_SIGNED
     */
    public Arrival read(
            Caller caller, int tenant, String plugin, String channel, @Nullable String name, InputStream content) {
        caller.ownScope(tenant, Capability.EXCHANGE_WRITE);
        var handle = channels.get(tenant, plugin, channel);
        Path file = null;
        try {
            Files.createDirectories(directory);
            file = directory.resolve(UUID.randomUUID() + ".incoming");
            Files.copy(new PackageFile.Limited(content, largest), file, StandardCopyOption.REPLACE_EXISTING);
            try (var read =
                    PackageFile.open(file, handle.id(), handle.definition().format())) {
                return kept(caller, tenant, handle, name, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            discard(file);
        }
    }

    private static void discard(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Arrival kept(Caller caller, int tenant, ChannelHandle handle, @Nullable String name, PackageFile file)
            throws IOException {
        var sha256 = file.sha256();
        var scope = TenantScope.subtree(tenant);
        var known = transactions.within(scope, em -> keys.partner(em, tenant, handle.pluginId(), handle.id()));
        if (known.isPresent() && !file.isSignedBy(known.get())) {
            throw new ProblemException(
                    Problem.PACKAGE_NOT_SIGNED, Map.of("fingerprint", Ed25519.fingerprint(known.get())));
        }
        var register = ListingRows.register(handle);
        boolean[] repeated = {false};
        var id = transactions.within(scope, em -> {
            Channels.lock(em, tenant, handle);
            var before = Sql.first(
                    em,
                    "select id from exchange_delivery where tenant = ? and plugin = ? and channel = ? and direction = 'IN'"
                            + " and sha256 = ?",
                    row -> row.uuid("id"),
                    tenant,
                    handle.pluginId(),
                    handle.id(),
                    sha256);
            if (before.isPresent()) {
                repeated[0] = true;
                return before.get();
            }
            var delivery = UUID.randomUUID();
            deliveries.store(
                    em,
                    new Deliveries.Stored(
                            delivery,
                            tenant,
                            handle,
                            "IN",
                            Optional.empty(),
                            sha256,
                            file.manifest(),
                            Optional.empty(),
                            known.map(Ed25519::fingerprint),
                            handle.definition().format(),
                            handle.definition().message().columns(),
                            Optional.ofNullable(name)
                                    .map(String::strip)
                                    .filter(text -> !text.isEmpty())
                                    .map(text -> text.substring(0, Math.min(text.length(), LONGEST_NAME)))),
                    caller,
                    clock.instant());
            var intake = new Intake(em, tenant, handle, register, delivery);
            try {
                file.receipts(message -> intake.add("RECEIPT", message));
                file.items(message -> intake.add("LISTING", message));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            intake.flush();
            journal.append(
                    em,
                    tenant,
                    caller,
                    "EXCHANGE_PACKAGE_READ",
                    "exchange-delivery",
                    delivery.toString(),
                    null,
                    Map.of(
                            "channel",
                            Channels.place(handle.pluginId(), handle.id()),
                            "items",
                            intake.sequence,
                            "sha256",
                            sha256,
                            "signed",
                            known.isPresent()));
            return delivery;
        });
        return new Arrival(deliveries.get(caller, tenant, id), repeated[0]);
    }

    /** Keeps what is read, some at a time, with what is foreseen for it. */
    private final class Intake {

        private final EntityManager em;
        private final int tenant;
        private final ChannelHandle handle;
        private final RegisterHandle register;
        private final UUID delivery;
        private final List<Map.Entry<String, Map<String, Object>>> waiting = new ArrayList<>();
        private int sequence;

        Intake(EntityManager em, int tenant, ChannelHandle handle, RegisterHandle register, UUID delivery) {
            this.em = em;
            this.tenant = tenant;
            this.handle = handle;
            this.register = register;
            this.delivery = delivery;
        }

        void add(String kind, Map<String, Object> message) {
            if (sequence + waiting.size() >= MOST_ITEMS) {
                throw PackageFile.unreadable("超过 " + MOST_ITEMS + " 条", "it holds more than " + MOST_ITEMS);
            }
            waiting.add(Map.entry(kind, message));
            if (waiting.size() == ITEMS_AT_A_TIME) {
                flush();
            }
        }

        void flush() {
            var read = new ArrayList<Taking>();
            for (var one : waiting) {
                var message = Json.write(one.getValue());
                if (message.length() > LONGEST_MESSAGE) {
                    throw PackageFile.unreadable(
                            "第 " + (sequence + 1) + " 条超过 " + LONGEST_MESSAGE + " 字",
                            "item " + (sequence + 1) + " has more than " + LONGEST_MESSAGE + " characters");
                }
                read.add(taking(handle, ++sequence, one.getKey(), message));
            }
            waiting.clear();
            var standing = new Standing(em, tenant, handle, register, read);
            deliveries.storeItems(
                    em,
                    tenant,
                    delivery,
                    read.stream()
                            .map(one -> new Deliveries.NewItem(
                                    one.sequence(),
                                    one.kind(),
                                    one.mark().map(Mark::key),
                                    one.mark().map(Mark::revision),
                                    one.mark().filter(Mark::withdrawn).isPresent(),
                                    one.message(),
                                    ItemState.PENDING,
                                    one.isListing()
                                            ? Optional.of(standing.judge(one, Decision.NONE)
                                                    .state())
                                            : Optional.empty(),
                                    List.of(),
                                    Optional.empty()))
                            .toList());
        }
    }

    /**
     * A message while it is dealt with.
     *
     * @param received what the channel makes of it; absent where its plugin failed, and for answers
     * @param receipt the answer it is; absent for listings, and where it has faults
     */
    private record Taking(
            int sequence,
            String kind,
            String message,
            Optional<Received> received,
            Optional<Receipt> receipt,
            List<Reason> faults) {

        boolean isListing() {
            return kind.equals("LISTING");
        }

        Optional<Mark> mark() {
            return isListing()
                    ? received.flatMap(Received::mark)
                    : receipt.map(one -> new Mark(one.key(), one.revision(), false));
        }

        String sha256() {
            return Sha256.hex(said());
        }

        /** What it says, in the channel's own order and words. */
        String said() {
            return received.map(one -> Json.write(one.message())).orElse(message);
        }
    }

    private static Taking taking(ChannelHandle handle, int sequence, String kind, String message) {
        var file = Json.readMap(message);
        if (kind.equals("RECEIPT")) {
            var tree = Receipt.SHAPE.fromFile(file);
            var faults = Receipt.SHAPE.shape().faults(tree);
            return new Taking(
                    sequence,
                    kind,
                    message,
                    Optional.empty(),
                    faults.isEmpty() ? Optional.of(Receipt.SHAPE.shape().read(tree)) : Optional.empty(),
                    Reason.of(faults.stream()
                            .map(fault -> Obstacle.of(
                                    "INVALID",
                                    fault.pointer() + "：" + fault.message().zh(),
                                    fault.pointer() + ": " + fault.message().en()))
                            .toList()));
        }
        try {
            var received = handle.received(file);
            // As a row's own tree is read: whole numbers are of one kind then.
            var listing = received.listing().map(tree -> Json.readMap(Json.write(tree)));
            return new Taking(
                    sequence,
                    kind,
                    message,
                    Optional.of(new Received(received.mark(), received.message(), listing, received.faults())),
                    Optional.empty(),
                    List.of());
        } catch (PluginFailure e) {
            return new Taking(sequence, kind, message, Optional.empty(), Optional.empty(), List.of(Reason.of(e)));
        }
    }

    /** How the listings of some messages stand, read at once, and brought on as one message after the other is taken. */
    private final class Standing {

        private final EntityManager em;
        private final int tenant;
        private final ChannelHandle handle;
        private final RegisterHandle register;
        private final Map<String, Known> known;
        private final Map<UUID, ListingRows.Listed> listed;
        private final Map<String, Known> changed = new LinkedHashMap<>();
        private final Set<String> twice = new HashSet<>();

        Standing(EntityManager em, int tenant, ChannelHandle handle, RegisterHandle register, List<Taking> messages) {
            this.em = em;
            this.tenant = tenant;
            this.handle = handle;
            this.register = register;
            var named = new LinkedHashSet<String>();
            messages.forEach(
                    one -> one.mark().filter(mark -> !named.add(mark.key())).ifPresent(mark -> twice.add(mark.key())));
            this.known = Known.of(em, tenant, handle, named);
            this.listed = new HashMap<>(rows.locked(
                    em,
                    register,
                    tenant,
                    known.values().stream().flatMap(one -> one.row().stream()).toList()));
        }

        Optional<Known> known(Taking one) {
            return one.mark().map(mark -> known.get(mark.key()));
        }

        Optional<ListingRows.Listed> row(Optional<Known> of) {
            return of.flatMap(Known::row).map(listed::get);
        }

        Judgement judge(Taking one, Decision decision) {
            if (one.received().isEmpty()) {
                return new Judgement(ItemState.FAILED, one.faults(), Map.of());
            }
            var standing = known(one).map(this::withBase);
            return Judgement.of(
                    handle.definition(), one.received().get(), one.sha256(), standing, row(standing), decision);
        }

        /** Of a listing of ours, what our own message says as the partner would send it. */
        private Known withBase(Known one) {
            if (!one.ours() || one.base().isPresent()) {
                return one;
            }
            var sent = taking(handle, 0, "LISTING", one.message()).received().flatMap(Received::listing);
            return one.based(sent);
        }

        void now(Known one) {
            known.put(one.key(), one);
            changed.put(one.key(), one);
        }

        /** Reads a row again that was just written, if another message speaks of it. */
        void again(String key, UUID row) {
            if (twice.contains(key)) {
                listed.putAll(rows.locked(em, register, tenant, List.of(row)));
            }
        }

        void store(Instant at) {
            Known.store(em, tenant, handle, changed.values(), at);
        }
    }

    private record Done(Taking of, ItemState state, List<Reason> reasons, Optional<UUID> row, Optional<String> by) {}

    /**
     * Takes what is pending of a package, as far as one request goes; whoever finds some pending still asks again.
     *
     * @throws ProblemException NOT_FOUND when no such package arrived
     */
    public Deliveries.Delivery take(Caller caller, int tenant, UUID id) {
        caller.ownScope(tenant, Capability.EXCHANGE_WRITE);
        var handle = channelOf(tenant, id, "IN");
        int taken = 0;
        boolean goesOn = true;
        while (goesOn && taken < MOST_AT_ONCE) {
            int now = transactions.within(TenantScope.subtree(tenant), em -> take(em, caller, tenant, handle, id));
            taken += Math.abs(now);
            goesOn = now == ITEMS_AT_A_TIME;
        }
        return deliveries.get(caller, tenant, id);
    }

    /** How many were dealt with; fewer than may be when there are no more, or when the plugin fails over all of them. */
    private int take(EntityManager em, Caller caller, int tenant, ChannelHandle handle, UUID id) {
        Channels.lock(em, tenant, handle);
        var register = ListingRows.register(handle);
        var failures = 0;
        var messages = new ArrayList<Taking>();
        for (var item : pending(em, tenant, id)) {
            var message = taking(handle, item.sequence(), item.kind(), item.message());
            messages.add(message);
            if (message.isListing() && message.received().isEmpty() && ++failures == MOST_FAILURES) {
                break;
            }
        }
        if (messages.isEmpty()) {
            return 0;
        }
        var standing = new Standing(em, tenant, handle, register, messages);
        var done = new ArrayList<Done>();
        for (var message : messages) {
            done.add(
                    message.isListing()
                            ? taken(em, caller, standing, message, Decision.NONE)
                            : answered(standing, message));
        }
        finish(em, tenant, handle, id, standing, done);
        Sql.update(
                em,
                "update exchange_delivery set taken_at = ? where id = ? and tenant = ? and taken_at is null",
                clock.instant(),
                id,
                tenant);
        var counts = new TreeMap<String, Integer>();
        done.forEach(one -> counts.merge(one.of().kind() + " " + one.state(), 1, Integer::sum));
        journal.append(
                em,
                tenant,
                caller,
                "EXCHANGE_PACKAGE_TAKEN",
                "exchange-delivery",
                id.toString(),
                null,
                Map.of("channel", Channels.place(handle.pluginId(), handle.id()), "counts", counts));
        return failures == MOST_FAILURES ? -messages.size() : messages.size();
    }

    private record Pending(int sequence, String kind, String message) {}

    private static List<Pending> pending(EntityManager em, int tenant, UUID id) {
        return Sql.query(
                em,
                "select sequence, kind, message from exchange_item where tenant = ? and delivery = ? and state = 'PENDING'"
                        + " order by sequence limit ? for update",
                row -> new Pending(row.integer("sequence"), row.text("kind"), row.text("message")),
                tenant,
                id,
                ITEMS_AT_A_TIME);
    }

    private void finish(
            EntityManager em, int tenant, ChannelHandle handle, UUID id, Standing standing, List<Done> done) {
        standing.store(clock.instant());
        List<@Nullable Object[]> written = done.stream()
                .map(one -> new @Nullable Object[] {
                    one.state(),
                    one.reasons().isEmpty() ? null : Json.write(one.reasons()),
                    one.row(),
                    one.by(),
                    id,
                    one.of().sequence(),
                    tenant
                })
                .toList();
        Sql.batch(
                em,
                "update exchange_item set state = ?, reasons = ?::jsonb, row_id = ?, decided_by = ?"
                        + " where delivery = ? and sequence = ? and tenant = ?",
                written);
        List<@Nullable Object[]> ofOurs = done.stream()
                .filter(one -> !one.of().isListing() && one.of().receipt().isPresent())
                .filter(one -> one.state() == ItemState.TAKEN)
                .map(one -> one.of().receipt().get())
                .map(receipt -> new @Nullable Object[] {
                    receipt.accepted() ? ItemState.ACCEPTED : ItemState.REFUSED,
                    receipt.accepted() ? null : Json.write(List.of(told(receipt))),
                    tenant,
                    receipt.key(),
                    receipt.revision(),
                    tenant,
                    handle.pluginId(),
                    handle.id()
                })
                .toList();
        if (!ofOurs.isEmpty()) {
            Sql.batch(em, """
                    update exchange_item i set state = ?, reasons = ?::jsonb
                    where i.tenant = ? and i.key = ? and i.revision = ? and i.kind = 'LISTING' and i.delivery in (
                        select d.id from exchange_delivery d
                        where d.tenant = ? and d.plugin = ? and d.channel = ? and d.direction = 'OUT')
                    """, ofOurs);
        }
    }

    private static Reason told(Receipt receipt) {
        var words = receipt.reason().orElse("–");
        return new Reason("TOLD", new Label(words, words, words), null);
    }

    /** What the partner says to something we sent. */
    private static Done answered(Standing standing, Taking message) {
        if (message.receipt().isEmpty()) {
            return new Done(message, ItemState.FAULTY, message.faults(), Optional.empty(), Optional.empty());
        }
        var receipt = message.receipt().get();
        var known = standing.known(message).filter(Known::ours);
        if (known.isEmpty() || receipt.revision() > known.get().messageRevision()) {
            return new Done(
                    message,
                    ItemState.REFUSED,
                    List.of(Reason.of("NEVER_SENT", "没有发送过这一条。", "This was never sent.", "Это не отправлялось.")),
                    Optional.empty(),
                    Optional.empty());
        }
        if (receipt.revision() == known.get().messageRevision()) {
            standing.now(known.get()
                    .answered(receipt.accepted() ? "ACCEPTED" : "REFUSED", receipt.revision(), receipt.reason()));
        }
        return new Done(message, ItemState.TAKEN, List.of(), known.get().row(), Optional.empty());
    }

    /** Takes one message, or leaves nothing of it. */
    private Done taken(EntityManager em, Caller caller, Standing standing, Taking message, Decision decision) {
        var judged = standing.judge(message, decision);
        var known = standing.known(message);
        var row = known.flatMap(Known::row);
        var by = Optional.of(caller.displayName()).filter(any -> decision != Decision.NONE);
        try {
            switch (judged.state()) {
                case TAKEN, UPDATED, KEPT, WITHDRAWN -> {
                    var after = applied(em, caller, standing, message, judged, decision);
                    return new Done(message, judged.state(), judged.reasons(), after, by);
                }
                default -> {
                    return new Done(message, judged.state(), judged.reasons(), row, by);
                }
            }
        } catch (ProblemException e) {
            // The partner's withdrawal cannot simply be refused: the row is ours to bring to an end.
            boolean conflict = judged.state() == ItemState.WITHDRAWN && decision == Decision.NONE;
            return new Done(
                    message, conflict ? ItemState.CONFLICT : ItemState.REFUSED, Reason.of(e), row, Optional.empty());
        } catch (PluginFailure e) {
            return new Done(message, ItemState.FAILED, List.of(Reason.of(e)), row, Optional.empty());
        }
    }

    private Optional<UUID> applied(
            EntityManager em, Caller caller, Standing standing, Taking message, Judgement judged, Decision decision) {
        var handle = standing.handle;
        var definition = handle.definition();
        var mark = message.mark().orElseThrow();
        var before = standing.known(message).map(standing::withBase);
        var row = standing.row(before);
        var known = before.orElseGet(() -> Known.first(mark.key(), false, mark.revision(), message.said()));
        var provenance = new Provenance(
                Label.of(definition.partner()),
                handle.id(),
                mark.key(),
                mark.revision(),
                message.sha256(),
                clock.instant());
        if (known.ours() && mark.withdrawn()) {
            standing.now(known.answered("DELISTED", mark.revision(), Optional.empty()));
            return known.row();
        }
        if (mark.withdrawn()) {
            if (row.isPresent() && judged.state() == ItemState.WITHDRAWN && !known.withdrawn()) {
                rows.withdraw(
                        em,
                        standing.register,
                        caller,
                        standing.tenant,
                        row.get().id(),
                        definition.withdrawnBy(),
                        provenance);
                standing.again(mark.key(), row.get().id());
            }
            standing.now(known.said(known.row(), mark.revision(), true, message.said()));
            return known.row();
        }
        var listing = message.received().flatMap(Received::listing).orElseThrow();
        Optional<UUID> id;
        if (judged.state() == ItemState.TAKEN) {
            id = Optional.of(rows.begin(
                    em,
                    standing.register,
                    caller,
                    standing.tenant,
                    judged.tree(),
                    provenance,
                    definition.partnersFields(),
                    definition.receivedBy()));
        } else {
            id = known.row();
            if (judged.writes()
                    && !Objects.equals(judged.tree(), row.orElseThrow().tree())) {
                rows.rewrite(
                        em,
                        standing.register,
                        caller,
                        standing.tenant,
                        row.get().id(),
                        judged.tree(),
                        Optional.of(provenance).filter(any -> !known.ours()));
            }
        }
        id.ifPresent(written -> standing.again(mark.key(), written));
        var said = known.said(id, mark.revision(), false, message.said());
        // Of ours the base is worked out from what was sent; it is no longer what it was.
        standing.now(said.based(Optional.of(listing).filter(any -> !known.ours())));
        return id;
    }

    /** What an officer decides about something in a package. */
    public enum Choice {
        /** What they say overwrites what we have. */
        TAKE,
        /** What we have stays; they are told. */
        KEEP,
        /** What they refused is sent again with the next package. */
        AGAIN
    }

    /**
     * Decides a conflict, or has something sent again.
     *
     * @throws ProblemException NOT_TO_BE_DECIDED when there is nothing to decide
     */
    public Deliveries.Delivery decide(Caller caller, int tenant, UUID id, int sequence, Choice choice) {
        caller.ownScope(tenant, Capability.EXCHANGE_WRITE);
        var handle = channelOf(tenant, id, choice == Choice.AGAIN ? "OUT" : "IN");
        var register = ListingRows.register(handle);
        return transactions.within(TenantScope.subtree(tenant), em -> {
            Channels.lock(em, tenant, handle);
            var item = Sql.first(
                            em,
                            "select * from exchange_item where tenant = ? and delivery = ? and sequence = ? and kind = 'LISTING'"
                                    + " for update",
                            Deliveries::item,
                            tenant,
                            id,
                            sequence)
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", sequence)));
            if (choice == Choice.AGAIN) {
                outgoing.again(em, handle, tenant, String.valueOf(item.key()), item.state());
            } else {
                if (item.state() != ItemState.CONFLICT) {
                    throw new ProblemException(
                            Problem.NOT_TO_BE_DECIDED,
                            Map.of("state", item.state().name()));
                }
                var message = taking(handle, sequence, "LISTING", Json.write(item.message()));
                var standing = new Standing(em, tenant, handle, register, List.of(message));
                var done = taken(em, caller, standing, message, choice == Choice.TAKE ? Decision.TAKE : Decision.KEEP);
                if (!done.reasons().isEmpty()) {
                    // Decided and not possible: the officer is told why, and it stays a conflict.
                    throw new ProblemException(
                            Problem.STEP_NOT_POSSIBLE,
                            Map.of("step", handle.definition().words().text(), "reasons", words(done.reasons())));
                }
                finish(em, tenant, handle, id, standing, List.of(done));
            }
            journal.append(
                    em,
                    tenant,
                    caller,
                    "EXCHANGE_ITEM_DECIDED",
                    "exchange-delivery",
                    id.toString(),
                    null,
                    Map.of("sequence", sequence, "key", String.valueOf(item.key()), "choice", choice));
            return Deliveries.get(em, TenantScope.exactly(tenant), id);
        });
    }

    private static Text words(List<Reason> reasons) {
        return new Text(
                String.join(" ", reasons.stream().map(one -> one.label().zh()).toList()),
                String.join(" ", reasons.stream().map(one -> one.label().en()).toList()));
    }

    /** Makes what was refused or failed pending again, to be taken once its reason is gone; how many that are. */
    public Deliveries.Delivery retry(Caller caller, int tenant, UUID id) {
        caller.ownScope(tenant, Capability.EXCHANGE_WRITE);
        channelOf(tenant, id, "IN");
        return transactions.within(TenantScope.subtree(tenant), em -> {
            int again = Sql.update(
                    em,
                    "update exchange_item set state = 'PENDING', reasons = null, answered_in = null"
                            + " where tenant = ? and delivery = ? and state = any (?)",
                    tenant,
                    id,
                    ItemState.REPEATABLE.stream().map(Enum::name).toList());
            if (again > 0) {
                journal.append(
                        em,
                        tenant,
                        caller,
                        "EXCHANGE_ITEMS_RETRIED",
                        "exchange-delivery",
                        id.toString(),
                        null,
                        Map.of("items", again));
            }
            return Deliveries.get(em, TenantScope.exactly(tenant), id);
        });
    }

    private ChannelHandle channelOf(int tenant, UUID id, String direction) {
        var delivery = transactions.within(
                TenantScope.exactly(tenant), em -> Deliveries.get(em, TenantScope.exactly(tenant), id));
        if (!delivery.direction().equals(direction)) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
        }
        return channels.get(tenant, delivery.plugin(), delivery.channel());
    }
}
