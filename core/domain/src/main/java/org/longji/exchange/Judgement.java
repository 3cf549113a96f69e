package org.longji.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.exchange.ChannelDefinition;
import org.longji.plugin.api.exchange.Mark;
import org.longji.pluginhost.ChannelHandle.Received;
import org.longji.register.ListingRows;

/**
 * What is to be done with a message that arrived: a pure function of the message, of what is known of its listing, and of the row.
 * The highest revision counts, whatever arrives when and how often. A row is written only as far as it still says what the partner
 * last said of it; where both sides changed the same field, an officer decides.
 *
 * @param state TAKEN for a new row, UPDATED, WITHDRAWN, or why nothing is written
 * @param tree the row as it shall be; empty where none is written
 */
record Judgement(ItemState state, List<Reason> reasons, Map<String, Object> tree) {

    /** What an officer decided about a conflict. */
    enum Decision {
        NONE,
        /** Theirs overwrites ours. */
        TAKE,
        /** Ours stays. */
        KEEP
    }

    static Judgement of(
            ChannelDefinition<Record, Record> channel,
            Received received,
            String sha256,
            Optional<Known> known,
            Optional<ListingRows.Listed> row,
            Decision decision) {
        if (received.mark().isEmpty()) {
            return new Judgement(ItemState.FAULTY, Reason.of(received.faults()), Map.of());
        }
        var mark = received.mark().get();
        if (known.isPresent() && mark.revision() < known.get().revision()) {
            return new Judgement(ItemState.OLDER, List.of(), Map.of());
        }
        if (known.isPresent() && mark.revision() == known.get().revision()) {
            if (known.get().sha256().equals(sha256)) {
                return new Judgement(ItemState.UNCHANGED, List.of(), Map.of());
            }
            if (!known.get().ours()) {
                return refused(Reason.of(
                        "REVISION_REUSED",
                        "此前收到的同一版次内容不同。",
                        "The same revision arrived before and said something else.",
                        "Эта же версия ранее содержала другое."));
            }
        }
        if (!received.faults().isEmpty()) {
            return new Judgement(ItemState.REFUSED, Reason.of(received.faults()), Map.of());
        }
        if (known.isPresent() && known.get().ours()) {
            return ofOurs(channel, mark, received, known.get(), row, decision);
        }
        if (mark.withdrawn()) {
            return new Judgement(decision == Decision.KEEP ? ItemState.KEPT : ItemState.WITHDRAWN, List.of(), Map.of());
        }
        var theirs = received.listing().orElseThrow();
        if (row.isEmpty() || known.map(Known::withdrawn).orElse(true)) {
            return new Judgement(ItemState.TAKEN, List.of(), theirs);
        }
        return merged(
                channel, known.get().base().orElse(Map.of()), theirs, row.get().tree(), decision);
    }

    /** The partner speaks of a listing that is ours. */
    private static Judgement ofOurs(
            ChannelDefinition<Record, Record> channel,
            Mark mark,
            Received received,
            Known known,
            Optional<ListingRows.Listed> row,
            Decision decision) {
        if (mark.withdrawn()) {
            // It takes our listing off its own list; ours stays.
            return new Judgement(ItemState.WITHDRAWN, List.of(), Map.of());
        }
        if (decision == Decision.KEEP || row.isEmpty()) {
            return new Judgement(ItemState.KEPT, List.of(), Map.of());
        }
        if (decision == Decision.TAKE) {
            return merged(
                    channel,
                    known.base().orElse(Map.of()),
                    received.listing().orElseThrow(),
                    row.get().tree(),
                    decision);
        }
        return new Judgement(
                ItemState.CONFLICT,
                List.of(Reason.of(
                        "OURS",
                        "这是本地发布的信息，对方作了修改。",
                        "This is our listing, and the other side changed it.",
                        "Это наша запись, другая сторона её изменила.")),
                Map.of());
    }

    private static Judgement merged(
            ChannelDefinition<Record, Record> channel,
            Map<String, Object> base,
            Map<String, Object> theirs,
            Map<String, Object> ours,
            Decision decision) {
        Set<String> names = new LinkedHashSet<>(theirs.keySet());
        names.addAll(base.keySet());
        var tree = new LinkedHashMap<>(ours);
        var conflicts = new ArrayList<Reason>();
        for (var name : names) {
            var was = base.get(name);
            var said = theirs.get(name);
            var here = ours.get(name);
            if (Objects.equals(was, said) || Objects.equals(here, said)) {
                continue;
            }
            boolean changedHere =
                    !Objects.equals(was, here) && !channel.partnersFields().contains(name);
            if (changedHere && decision == Decision.NONE) {
                var field = channel.listing().field(name).orElseThrow().words();
                conflicts.add(Reason.about("BOTH_CHANGED", name, field));
            } else if (changedHere && decision == Decision.KEEP) {
                continue;
            } else if (said == null) {
                tree.remove(name);
            } else {
                tree.put(name, said);
            }
        }
        if (!conflicts.isEmpty()) {
            return new Judgement(ItemState.CONFLICT, conflicts, Map.of());
        }
        // Keeping ours still takes what only they changed.
        return new Judgement(decision == Decision.KEEP ? ItemState.KEPT : ItemState.UPDATED, List.of(), tree);
    }

    private static Judgement refused(Reason reason) {
        return new Judgement(ItemState.REFUSED, List.of(reason), Map.of());
    }

    /** Whether a row is to be written as {@link #tree} says. */
    boolean writes() {
        return !tree.isEmpty();
    }
}
