package org.longji.pluginhost;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.longji.plugin.api.exchange.ChannelDefinition;
import org.longji.plugin.api.exchange.ExchangeChannel;
import org.longji.plugin.api.exchange.Mark;
import org.longji.plugin.api.exchange.Reading;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.RowRef;
import org.longji.shared.Json;

/**
 * One channel of one loaded plugin, called through a guard. It speaks of trees: of rows as registers keep them, of messages as the
 * partner's files hold them. What the channel makes against its own records, or without the mark it was given, is a
 * {@link PluginFailure}.
 */
public final class ChannelHandle {

    /** A listing is a page of text; whoever has more sends a document by another way. */
    private static final int LARGEST = 100_000;

    private final PluginIdentity plugin;
    private final PluginCalls calls;
    private final ExchangeChannel<Record, Record> channel;
    private final ChannelDefinition<Record, Record> definition;

    /** A channel without an archive: for trying it outside the server. */
    public ChannelHandle(String pluginId, String pluginVersion, String pluginHash, ExchangeChannel<?, ?> channel) {
        this(
                new PluginIdentity(pluginId, pluginVersion, pluginHash),
                new PluginCalls(pluginId, CallBudget.USUAL),
                channel);
    }

    /** @throws IllegalArgumentException if something personal could leave, or its format cannot carry its message */
    @SuppressWarnings("unchecked")
    ChannelHandle(PluginIdentity plugin, PluginCalls calls, ExchangeChannel<?, ?> channel) {
        this.plugin = plugin;
        this.calls = calls;
        // Every record it is called with was made by its own shape.
        this.channel = (ExchangeChannel<Record, Record>) channel;
        this.definition = this.channel.definition();
        expectNone(definition.leaks());
        expectNone(definition.illegal());
    }

    private void expectNone(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the channel '" + definition.id() + "': " + String.join("; ", faults));
        }
    }

    /**
     * Holds channels against the registers of the same archive.
     *
     * @throws IllegalArgumentException if one exchanges the rows of no register, or names what its register does not have
     */
    static void expectFitting(List<ChannelHandle> channels, List<RegisterHandle> registers) {
        if (channels.stream().map(ChannelHandle::id).distinct().count() < channels.size()) {
            throw new IllegalArgumentException("two of its channels have the same id");
        }
        for (var channel : channels) {
            var register = registers.stream()
                    .filter(one -> one.definition().type() == channel.definition.type())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the channel '" + channel.id() + "' exchanges the rows of no register of the plugin"));
            channel.expectNone(channel.definition.misfits(register.definition()));
        }
    }

    public String pluginId() {
        return plugin.id();
    }

    public String pluginVersion() {
        return plugin.version();
    }

    public String pluginHash() {
        return plugin.hash();
    }

    public String id() {
        return definition.id();
    }

    /** What the channel is; its data may be read, its functions are called below. */
    public ChannelDefinition<Record, Record> definition() {
        return definition;
    }

    /**
     * The message that offers a row.
     *
     * @param tree of the whole row in the newest version of the record; what is personal or hidden is not handed on
     * @return what stands in the file
     * @throws PluginFailure if the channel fails, or tells something that the row keeps
     */
    public Map<String, Object> outgoing(
            UUID row, String state, LocalDateTime since, Map<String, Object> tree, Mark mark) {
        return guarded(() -> {
            var listing = definition.listing().read(definition.leaving(tree, state));
            return written(channel.outgoing(new Row<>(new RowRef(row), state, since, listing), mark), mark);
        });
    }

    /** The message that takes a listing back, of the last one that stood in a file. */
    public Map<String, Object> withdrawing(Map<String, Object> sent, Mark mark) {
        return guarded(() -> {
            var shape = definition.message();
            return written(channel.withdrawing(shape.shape().read(shape.fromFile(sent)), mark), mark);
        });
    }

    private Map<String, Object> written(Record message, Mark mark) {
        var shape = definition.message().shape();
        if (message == null || message.getClass() != shape.type()) {
            throw failure("made no message of its record");
        }
        var tree = shape.write(message);
        var faults = shape.faults(tree);
        if (!faults.isEmpty()) {
            throw failure("made a message against its own record: " + faults);
        }
        if (!mark.equals(channel.mark(message))) {
            throw failure("was given the mark " + mark + " and reads " + channel.mark(message) + " out of its message");
        }
        int size = Json.write(tree).length();
        if (size > LARGEST) {
            throw failure("made a message of " + size + " characters, at most " + LARGEST);
        }
        return definition.message().toFile(tree);
    }

    /**
     * What a message is that arrived.
     *
     * @param mark absent where it has faults that hide it
     * @param message what stands in the file, in the order and the words of this channel: the same for messages that say the same
     * @param listing tree of the row it offers; absent where it withdraws, or has faults
     * @param faults why it cannot be taken
     */
    public record Received(
            Optional<Mark> mark,
            Map<String, Object> message,
            Optional<Map<String, Object>> listing,
            List<Obstacle> faults) {

        private Received unusable(List<Obstacle> why) {
            return new Received(mark, message, Optional.empty(), why);
        }
    }

    /**
     * Reads a message.
     *
     * @param file what stands in the file
     */
    public Received received(Map<String, Object> file) {
        return guarded(() -> {
            var shape = definition.message().shape();
            var tree = definition.message().fromFile(file);
            var faults = shape.faults(tree);
            if (!faults.isEmpty()) {
                return new Received(Optional.empty(), file, Optional.empty(), obstacles(faults));
            }
            var message = shape.read(tree);
            var said = definition.message().toFile(shape.write(message));
            Mark mark;
            try {
                mark = channel.mark(message);
            } catch (IllegalArgumentException e) {
                return new Received(
                        Optional.empty(),
                        said,
                        Optional.empty(),
                        List.of(Obstacle.of(
                                "NO_MARK", "没有可用的标识：" + e.getMessage(), "It has no mark: " + e.getMessage())));
            }
            if (mark == null) {
                throw failure("read no mark out of a message");
            }
            var received = new Received(Optional.of(mark), said, Optional.empty(), List.of());
            if (mark.withdrawn()) {
                return received;
            }
            var reading = channel.incoming(message);
            if (reading instanceof Reading.Unusable<Record> unusable) {
                return received.unusable(unusable.reasons());
            }
            if (!(reading instanceof Reading.Listed<Record> listed)
                    || listed.record().getClass() != definition.type()) {
                throw failure("made neither a listing nor a refusal of a message");
            }
            var listing = definition.listing().write(listed.record());
            var wrong = obstacles(definition.listing().faults(listing));
            return wrong.isEmpty()
                    ? new Received(received.mark(), said, Optional.of(listing), List.of())
                    : received.unusable(wrong);
        });
    }

    private static List<Obstacle> obstacles(List<RecordShape.Fault> faults) {
        return faults.stream()
                .map(fault -> Obstacle.of(
                        "INVALID",
                        fault.pointer() + "：" + fault.message().zh(),
                        fault.pointer() + ": " + fault.message().en()))
                .toList();
    }

    /** What goes wrong by this channel's doing. */
    public PluginFailure failure(String what) {
        return new PluginFailure(plugin.id(), id(), what, null);
    }

    /** The registers of its own archive. */
    public List<RegisterHandle> registers() {
        return calls.registers();
    }

    /** Through which it is called, for the plugin to know of its own calls. */
    PluginCalls calls() {
        return calls;
    }

    private <T> T guarded(Supplier<T> work) {
        return calls.call(id(), work);
    }
}
