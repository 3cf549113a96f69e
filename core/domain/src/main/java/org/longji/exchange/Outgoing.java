package org.longji.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.plugin.api.exchange.Format;
import org.longji.plugin.api.exchange.Mark;
import org.longji.pluginhost.ChannelHandle;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.PluginFailure;
import org.longji.pluginhost.RegisterHandle;
import org.longji.register.ListingRows;
import org.longji.screening.Screenings;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Ed25519;
import org.longji.shared.Json;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * What leaves: which rows, as which messages, and why the others do not. A row leaves that is the tenant's own, in a state that is
 * shared, with its owner's consent, and changed since it last did; one that was sent and may not be shared any more is taken back.
 */
@Dependent
public class Outgoing {

    private static final int ROWS_AT_A_TIME = 500;

    /** Of a package; what is beyond leaves with the next. */
    private static final int MOST_ITEMS = 5_000;

    private static final long MOST_CHARACTERS = 20_000_000;
    private static final int MOST_RECEIPTS = 20_000;

    /** A plugin that fails over so many rows fails over all. */
    private static final int MOST_FAILURES = 3;

    /** Of a resident: a region, a day of birth, a number and a check digit. */
    private static final Pattern IDENTITY = Pattern.compile(
            "(?<![0-9A-Za-z])[1-9]\\d{5}(19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx](?![0-9A-Za-z])");

    private final Transactions transactions;
    private final Channels channels;
    private final ListingRows rows;
    private final PackageKeys keys;
    private final Deliveries deliveries;
    private final Journal journal;
    private final Clock clock;

    @Inject
    Outgoing(
            Transactions transactions,
            Channels channels,
            ListingRows rows,
            PackageKeys keys,
            Deliveries deliveries,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.channels = channels;
        this.rows = rows;
        this.keys = keys;
        this.deliveries = deliveries;
        this.journal = journal;
        this.clock = clock;
    }

    /** What a package would do about a row. */
    public enum Verdict {
        /** It leaves for the first time. */
        OFFERED,
        /** It left before and changed since. */
        CHANGED,
        /** It left before and is taken back. */
        TAKEN_BACK,
        /** It left before and says the same. */
        UNCHANGED,
        /** It does not leave. */
        HELD
    }

    /**
     * A row on its way.
     *
     * @param row null where the row is gone and its listing is taken back
     * @param reasons why it does not leave, or is taken back
     * @param message what the partner's file would hold; null where nothing leaves
     */
    public record Candidate(
            @Nullable UUID row,
            String title,
            @Nullable Label state,
            Verdict verdict,
            String key,
            long revision,
            List<Reason> reasons,
            @Nullable Map<String, Object> message) {

        boolean leaves() {
            return message != null;
        }
    }

    private record Row(ListingRows.Listed row, Optional<Known> known, boolean disputed, boolean hindered) {}

    /** What would leave and why something does not, row by row. */
    public Page<Candidate> preview(
            Caller caller, int tenant, String plugin, String channel, @Nullable String after, int limit) {
        caller.scope(tenant, Capability.EXCHANGE_READ);
        var handle = channels.get(tenant, plugin, channel);
        var register = ListingRows.register(handle);
        return transactions.within(TenantScope.exactly(tenant), em -> {
            var failures = new Failures();
            var found = page(
                    em, handle, register, tenant, after == null ? new UUID(0, 0) : UUID.fromString(after), limit + 1);
            var page = Page.of(found, limit, one -> one.row().id().toString());
            var candidates = new ArrayList<Candidate>();
            page.items().forEach(one -> candidates.add(candidate(handle, register, tenant, one, failures)));
            if (after == null) {
                gone(em, handle, tenant).forEach(known -> candidates.add(takenBack(handle, known)));
            }
            return new Page<>(candidates, page.next());
        });
    }

    private static List<Row> page(
            EntityManager em, ChannelHandle handle, RegisterHandle register, int tenant, UUID after, int limit) {
        var definition = handle.definition();
        return Sql.query(
                em,
                "select " + ListingRows.COLUMNS + ", " + Known.COLUMNS + ", " + Screenings.HINDERED_ROW + " as hindered"
                        + """
                        , exists (select 1 from exchange_item i join exchange_delivery d on d.id = i.delivery
                            where i.tenant = r.tenant and i.key = l.key and i.state = 'CONFLICT' and d.plugin = l.plugin
                                and d.channel = l.channel) as disputed
                        from register_row r left join exchange_listing l on l.row_id = r.id and l.tenant = r.tenant
                            and l.plugin = r.plugin and l.channel = ?
                        where r.tenant = ? and r.plugin = ? and r.register = ? and r.provenance is null and r.id > ?
                            and (r.state = any (?) or r.data ->> ? = 'true' or l.key is not null and not l.withdrawn)
                        order by r.id limit ?
                        """,
                row -> new Row(
                        ListingRows.read(register, row),
                        row.optionalText("key").map(key -> Known.read(row)),
                        row.bool("disputed"),
                        row.bool("hindered")),
                handle.id(),
                tenant,
                handle.pluginId(),
                register.id(),
                after,
                definition.sharedIn(),
                definition.consent(),
                limit);
    }

    /** Listings of ours whose rows were removed. */
    private static List<Known> gone(EntityManager em, ChannelHandle handle, int tenant) {
        return Sql.query(
                em,
                "select " + Known.COLUMNS
                        + " from exchange_listing l where l.tenant = ? and l.plugin = ? and l.channel = ?"
                        + " and l.origin = 'OURS' and l.row_id is null and not l.withdrawn order by l.key limit ?",
                Known::read,
                tenant,
                handle.pluginId(),
                handle.id(),
                ROWS_AT_A_TIME);
    }

    /** Counts how often the plugin failed. */
    private static final class Failures {
        private int count;

        /** @throws PluginFailure the failure itself, once there were too many */
        Reason note(PluginFailure failed) {
            if (++count > MOST_FAILURES) {
                throw failed;
            }
            return Reason.of(failed);
        }
    }

    private static Candidate candidate(
            ChannelHandle handle, RegisterHandle register, int tenant, Row found, Failures failures) {
        var row = found.row();
        var known = found.known();
        var state = register.definition()
                .state(row.state())
                .map(one -> Label.of(one.words()))
                .orElse(new Label(row.state(), row.state(), null));
        var key = known.map(Known::key).orElseGet(() -> tenant + "-" + row.id());
        boolean isOut = known.filter(one -> !one.withdrawn()).isPresent();
        var reasons = new ArrayList<>(hindrances(handle, register, row, found.hindered()));
        try {
            if (found.disputed()) {
                return new Candidate(
                        row.id(),
                        row.title(),
                        state,
                        Verdict.HELD,
                        key,
                        0,
                        List.of(Reason.of(
                                "DISPUTED",
                                "对方修改了这条信息，尚未决定。",
                                "The other side changed it, and nobody decided yet.",
                                "Другая сторона изменила запись, решение не принято.")),
                        null);
            }
            if (reasons.isEmpty()) {
                var mark = new Mark(key, known.map(Known::messageRevision).orElse(1L), false);
                var message = handle.outgoing(row.id(), row.state(), row.since(), row.tree(), mark);
                if (isOut
                        && !known.orElseThrow().again()
                        && Json.write(message).equals(known.get().message())) {
                    return new Candidate(
                            row.id(),
                            row.title(),
                            state,
                            Verdict.UNCHANGED,
                            key,
                            known.get().revision(),
                            List.of(),
                            null);
                }
                if (known.isPresent()) {
                    mark = new Mark(key, known.get().revision() + 1, false);
                    message = handle.outgoing(row.id(), row.state(), row.since(), row.tree(), mark);
                }
                reasons.addAll(told(handle, row, message));
                if (reasons.isEmpty()) {
                    return new Candidate(
                            row.id(),
                            row.title(),
                            state,
                            known.isPresent() ? Verdict.CHANGED : Verdict.OFFERED,
                            key,
                            mark.revision(),
                            List.of(),
                            message);
                }
            }
            if (isOut) {
                var back = takenBack(handle, known.orElseThrow());
                return new Candidate(
                        row.id(),
                        row.title(),
                        state,
                        Verdict.TAKEN_BACK,
                        key,
                        back.revision(),
                        reasons,
                        back.message());
            }
        } catch (PluginFailure e) {
            reasons.clear();
            reasons.add(failures.note(e));
        }
        return new Candidate(row.id(), row.title(), state, Verdict.HELD, key, 0, reasons, null);
    }

    private static Candidate takenBack(ChannelHandle handle, Known known) {
        var mark = new Mark(known.key(), known.revision() + 1, true);
        return new Candidate(
                null,
                known.key(),
                null,
                Verdict.TAKEN_BACK,
                known.key(),
                mark.revision(),
                List.of(Reason.of("GONE", "记录已删除。", "The row was removed.", "Запись удалена.")),
                handle.withdrawing(Json.readMap(known.message()), mark));
    }

    /** Why a row may not leave, whatever it says; empty when it may. */
    private static List<Reason> hindrances(
            ChannelHandle handle, RegisterHandle register, ListingRows.Listed row, boolean hindered) {
        var definition = handle.definition();
        var reasons = new ArrayList<Reason>();
        if (!definition.sharedIn().contains(row.state())) {
            var shared = register.definition().states().stream()
                    .filter(state -> definition.sharedIn().contains(state.id()))
                    .map(state -> Label.of(state.words()))
                    .toList();
            reasons.add(Reason.of(
                    "OTHER_STATE",
                    "只有处于“" + String.join("、", shared.stream().map(Label::zh).toList()) + "”状态的信息才外发。",
                    "It leaves only while it is "
                            + String.join(" or ", shared.stream().map(Label::en).toList()) + ".",
                    "Отправляется только в состоянии: "
                            + String.join(
                                    ", ",
                                    shared.stream()
                                            .map(one -> one.ru() == null ? one.zh() : one.ru())
                                            .toList())
                            + "."));
        }
        if (!Boolean.TRUE.equals(row.tree().get(definition.consent()))) {
            reasons.add(new Reason(
                    "NO_CONSENT",
                    new Label(
                            "权利人没有同意外发。", "Its owner does not consent to it.", "Владелец не дал согласия на передачу."),
                    definition.consent()));
        }
        if (hindered) {
            reasons.add(Reason.of(
                    "SCREENING",
                    "出境筛查发现的命中尚未排除。",
                    "What a screening found in it was not cleared.",
                    "Найденное при проверке не снято."));
        }
        return reasons;
    }

    /** What a message tells that it may not: values that the row keeps, and numbers of residents wherever they stand. */
    private static List<Reason> told(ChannelHandle handle, ListingRows.Listed row, Map<String, Object> message) {
        var kept = handle.definition().kept(row.tree());
        return texts(message)
                        .anyMatch(text -> kept.stream().anyMatch(value -> value.length() > 1 && text.contains(value))
                                || IDENTITY.matcher(text).find())
                ? List.of(Reason.of(
                        "PERSONAL",
                        "内容中含有个人信息（姓名、电话或身份证号），请先从正文中删除。",
                        "Its text contains personal data (a name, a telephone or an identity number); take that out first.",
                        "Текст содержит персональные данные; сначала удалите их."))
                : List.of();
    }

    private static Stream<String> texts(Object value) {
        if (value instanceof Map<?, ?> group) {
            return group.values().stream().flatMap(Outgoing::texts);
        }
        return value instanceof List<?> items ? items.stream().flatMap(Outgoing::texts) : Stream.of(value.toString());
    }

    /**
     * Makes a package of everything that leaves, and of the answers that are due.
     *
     * @throws ProblemException NOTHING_TO_SEND when that is nothing
     */
    public Deliveries.Delivery make(Caller caller, int tenant, String plugin, String channel) {
        caller.ownScope(tenant, Capability.EXCHANGE_WRITE);
        var handle = channels.get(tenant, plugin, channel);
        var register = ListingRows.register(handle);
        var id = transactions.within(TenantScope.exactly(tenant), em -> {
            Channels.lock(em, tenant, handle);
            var leaving = leaving(em, handle, register, tenant);
            var receipts = unanswered(em, handle, tenant);
            if (leaving.isEmpty() && receipts.isEmpty()) {
                throw new ProblemException(Problem.NOTHING_TO_SEND, Map.of());
            }
            return written(em, caller, tenant, handle, leaving, receipts);
        });
        return deliveries.get(caller, tenant, id);
    }

    private static List<Candidate> leaving(
            EntityManager em, ChannelHandle handle, RegisterHandle register, int tenant) {
        var leaving = new ArrayList<Candidate>();
        var failures = new Failures();
        long characters = 0;
        for (var known : gone(em, handle, tenant)) {
            leaving.add(takenBack(handle, known));
        }
        var after = new UUID(0, 0);
        while (leaving.size() < MOST_ITEMS && characters < MOST_CHARACTERS) {
            var page = page(em, handle, register, tenant, after, ROWS_AT_A_TIME);
            for (var row : page) {
                var candidate = candidate(handle, register, tenant, row, failures);
                if (candidate.leaves() && leaving.size() < MOST_ITEMS) {
                    leaving.add(candidate);
                    characters += Json.write(candidate.message()).length();
                }
                after = row.row().id();
            }
            if (page.size() < ROWS_AT_A_TIME) {
                break;
            }
        }
        return leaving;
    }

    private record Unanswered(UUID delivery, int sequence, Receipt receipt) {}

    private static List<Unanswered> unanswered(EntityManager em, ChannelHandle handle, int tenant) {
        return Sql.query(
                em,
                """
                select i.delivery, i.sequence, i.key, i.revision, i.state, i.reasons::text as reasons
                from exchange_item i join exchange_delivery d on d.id = i.delivery and d.tenant = i.tenant
                where d.tenant = ? and d.plugin = ? and d.channel = ? and d.direction = 'IN' and i.kind = 'LISTING'
                    and i.answered_in is null and i.key is not null and i.state = any (?)
                order by d.created_at, i.delivery, i.sequence limit ?
                """,
                row -> {
                    var state = row.constant("state", ItemState.class);
                    return new Unanswered(
                            row.uuid("delivery"),
                            row.integer("sequence"),
                            new Receipt(
                                    row.text("key"),
                                    row.bigint("revision"),
                                    state.isAcceptance(),
                                    state == ItemState.KEPT
                                            ? Optional.of("KEPT")
                                            : row.optionalText("reasons").map(Outgoing::words)));
                },
                tenant,
                handle.pluginId(),
                handle.id(),
                ItemState.ANSWERED.stream().map(Enum::name).toList(),
                MOST_RECEIPTS);
    }

    private static String words(String reasons) {
        var words = new StringBuilder();
        for (var reason : Json.read(reasons, Reason[].class)) {
            words.append(words.isEmpty() ? "" : " ").append(reason.label().zh());
        }
        final int longest = 4000;
        return words.substring(0, Math.min(words.length(), longest));
    }

    private UUID written(
            EntityManager em,
            Caller caller,
            int tenant,
            ChannelHandle handle,
            List<Candidate> leaving,
            List<Unanswered> unanswered) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var id = UUID.randomUUID();
        var format = handle.definition().format();
        var columns = handle.definition().message().columns();
        int number = Sql.first(
                        em,
                        "select coalesce(max(number), 0) + 1 as n from exchange_delivery"
                                + " where tenant = ? and plugin = ? and channel = ? and direction = 'OUT'",
                        row -> row.integer("n"),
                        tenant,
                        handle.pluginId(),
                        handle.id())
                .orElseThrow();
        List<Map<String, Object>> messages = leaving.stream()
                .map(one -> Optional.ofNullable(one.message()).orElseThrow())
                .toList();
        List<Map<String, Object>> receipts = unanswered.stream()
                .map(one -> Receipt.SHAPE.toFile(Receipt.SHAPE.shape().write(one.receipt())))
                .toList();
        var manifest = new Manifest(
                        Manifest.KIND,
                        handle.id(),
                        Integer.toString(tenant),
                        number,
                        now,
                        format,
                        part("items", format, columns, messages),
                        part("receipts", format, Receipt.SHAPE.columns(), receipts))
                .text();
        var key = keys.signing(em, tenant);
        deliveries.store(
                em,
                new Deliveries.Stored(
                        id,
                        tenant,
                        handle,
                        "OUT",
                        Optional.of(number),
                        Sha256.hex(manifest),
                        Optional.of(manifest),
                        Optional.of(Ed25519.sign(key.privateKey(), Manifest.signed(manifest))),
                        Optional.of(key.fingerprint()),
                        format,
                        columns,
                        Optional.empty()),
                caller,
                now);
        var items = new ArrayList<Deliveries.NewItem>();
        var knowns = new ArrayList<Known>();
        for (int i = 0; i < leaving.size(); i++) {
            var one = leaving.get(i);
            var message = Json.write(messages.get(i));
            boolean back = one.verdict() == Verdict.TAKEN_BACK;
            items.add(new Deliveries.NewItem(
                    items.size() + 1,
                    "LISTING",
                    Optional.of(one.key()),
                    Optional.of(one.revision()),
                    back,
                    message,
                    ItemState.SENT,
                    Optional.empty(),
                    List.of(),
                    Optional.ofNullable(one.row())));
            knowns.add(Known.first(one.key(), true, one.revision(), message)
                    .said(Optional.ofNullable(one.row()), one.revision(), back, message));
        }
        for (int i = 0; i < receipts.size(); i++) {
            var receipt = unanswered.get(i).receipt();
            items.add(new Deliveries.NewItem(
                    items.size() + 1,
                    "RECEIPT",
                    Optional.of(receipt.key()),
                    Optional.of(receipt.revision()),
                    false,
                    Json.write(receipts.get(i)),
                    ItemState.SENT,
                    Optional.empty(),
                    List.of(),
                    Optional.empty()));
        }
        deliveries.storeItems(em, tenant, id, items);
        Known.store(em, tenant, handle, knowns, now);
        List<Object[]> answered = unanswered.stream()
                .map(one -> new Object[] {id, one.delivery(), one.sequence(), tenant})
                .toList();
        if (!answered.isEmpty()) {
            Sql.batch(
                    em,
                    "update exchange_item set answered_in = ? where delivery = ? and sequence = ? and tenant = ?",
                    answered);
        }
        var noted = new LinkedHashMap<String, Object>();
        noted.put("channel", Channels.place(handle.pluginId(), handle.id()));
        noted.put("pluginVersion", handle.pluginVersion());
        noted.put("number", number);
        noted.put("items", leaving.size());
        noted.put("receipts", receipts.size());
        noted.put("sha256", Sha256.hex(manifest));
        journal.append(em, tenant, caller, "EXCHANGE_PACKAGE_MADE", "exchange-delivery", id.toString(), null, noted);
        return id;
    }

    private static Manifest.Part part(
            String name, Format format, List<String> columns, List<Map<String, Object>> messages) {
        var bytes = new ByteArrayOutputStream();
        try (var sink = ItemFile.writing(format, columns, bytes)) {
            for (var message : messages) {
                sink.write(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Manifest.Part(
                name + "." + format.name().toLowerCase(Locale.ROOT),
                messages.size(),
                HexFormat.of().formatHex(Sha256.digest().digest(bytes.toByteArray())));
    }

    /**
     * Has a listing that the partner refused sent again with the next package, though nothing changed.
     *
     * @throws ProblemException NOT_TO_BE_DECIDED when the partner did not refuse it
     */
    void again(EntityManager em, ChannelHandle handle, int tenant, String key, ItemState state) {
        var known = Optional.ofNullable(
                        Known.of(em, tenant, handle, Set.of(key)).get(key))
                .filter(one -> one.ours() && state == ItemState.REFUSED)
                .orElseThrow(() -> new ProblemException(Problem.NOT_TO_BE_DECIDED, Map.of("state", state.name())));
        Known.store(em, tenant, handle, List.of(known.toBeSentAgain()), clock.instant());
    }
}
