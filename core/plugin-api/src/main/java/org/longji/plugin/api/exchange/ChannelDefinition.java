package org.longji.plugin.api.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.NoInput;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.Words;

/**
 * What a channel is.
 *
 * @param <R> record of the register
 * @param <M> record of a message
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ChannelDefinition<R extends Record, M extends Record> {

    private final Builder<R, M> told;
    private final RecordShape<R> listing;
    private final MessageShape<M> message;

    private ChannelDefinition(Builder<R, M> told) {
        this.told = told;
        this.listing = RecordShape.of(told.type);
        this.message = MessageShape.of(told.message);
    }

    /**
     * Begins a definition.
     *
     * @param id lower-case words joined by hyphens, unique in the plugin
     * @param words what the channel is called
     * @param partner the region on the other side
     * @param type record of the register whose rows are listed
     * @param message record of a message
     */
    public static <R extends Record, M extends Record> Builder<R, M> of(
            String id, Words words, Words partner, Class<R> type, Class<M> message) {
        return new Builder<>(id, words, partner, type, message);
    }

    /** {@return stable identifier} */
    public String id() {
        return told.id;
    }

    /** {@return what it is called} */
    public Words words() {
        return told.words;
    }

    /** {@return the region on the other side} */
    public Words partner() {
        return told.partner;
    }

    /** {@return record of the register} */
    public Class<R> type() {
        return told.type;
    }

    /** {@return the fields of a listing} */
    public RecordShape<R> listing() {
        return listing;
    }

    /** {@return the fields of a message, and how files write them} */
    public MessageShape<M> message() {
        return message;
    }

    /** {@return how packages are written} */
    public Format format() {
        return told.format;
    }

    /** {@return states in which a row may leave} */
    public Set<String> sharedIn() {
        return told.sharedIn;
    }

    /** {@return the field that says whether the owner consents to it} */
    public String consent() {
        return told.consent;
    }

    /** {@return fields that only the partner changes on rows that came from it} */
    public Set<String> partnersFields() {
        return told.partnersFields;
    }

    /** {@return the step taken on a row that came in, once it is there} */
    public Optional<String> receivedBy() {
        return Optional.ofNullable(told.receivedBy);
    }

    /** {@return the step taken on a row that came in when the partner withdraws it} */
    public String withdrawnBy() {
        return told.withdrawnBy;
    }

    /**
     * {@return what a row may tell the partner: its tree without what is personal or hidden in its state, at any depth}
     *
     * @param tree of a row
     */
    public Map<String, Object> leaving(Map<String, ?> tree, String state) {
        return leaving(listing.fields(), tree, state);
    }

    private static Map<String, Object> leaving(List<FieldShape> fields, Map<?, ?> tree, String state) {
        Map<String, Object> left = new LinkedHashMap<>();
        for (FieldShape field : fields) {
            Object value = tree.get(field.name());
            if (value == null
                    || field.personal() != Personal.NO
                    || field.hiddenIn().contains(state)) {
                continue;
            }
            FieldShape inner = field.element().orElse(field);
            if (inner.kind() == FieldKind.GROUP && value instanceof List<?> items) {
                left.put(
                        field.name(),
                        items.stream()
                                .map(item -> leaving(inner.group(), (Map<?, ?>) item, state))
                                .toList());
            } else if (inner.kind() == FieldKind.GROUP) {
                left.put(field.name(), leaving(inner.group(), (Map<?, ?>) value, state));
            } else {
                left.put(field.name(), value);
            }
        }
        return left;
    }

    /** {@return what is marked personal in a row or its references, as text: none of it may stand in a message} */
    public Set<String> kept(Map<String, ?> tree) {
        Set<String> kept = new TreeSet<>();
        kept(listing.fields(), tree, kept);
        return kept;
    }

    private static void kept(List<FieldShape> fields, Map<?, ?> tree, Set<String> kept) {
        for (FieldShape field : fields) {
            Object value = tree.get(field.name());
            List<?> values = value == null ? List.of() : value instanceof List<?> items ? items : List.of(value);
            FieldShape inner = field.element().orElse(field);
            for (Object one : values) {
                if (one instanceof Map<?, ?> group) {
                    kept(inner.group(), group, kept);
                } else if (field.personal() != Personal.NO) {
                    kept.add(one.toString());
                }
            }
        }
    }

    /** {@return everything by which something personal could leave; the host refuses a plugin of which there is any} */
    public List<String> leaks() {
        List<String> found = new ArrayList<>();
        personal(message.shape().fields(), "message.", false, found);
        personal(listing.fields(), "listing.", true, found);
        return List.copyOf(found);
    }

    private static void personal(List<FieldShape> fields, String in, boolean mayBeOptional, List<String> found) {
        for (FieldShape field : fields) {
            boolean absent = field.optional() || field.kind() == FieldKind.LIST && field.minItems() == 0;
            if (field.personal() != Personal.NO && !(mayBeOptional && absent)) {
                found.add(in
                        + field.name()
                        + (mayBeOptional
                                ? " is personal and required: a row without it could not be read, so it must be optional"
                                : " is personal: a message leaves, so it has nothing of the kind"));
            }
            personal(field.element().orElse(field).group(), in + field.name() + ".", mayBeOptional, found);
        }
    }

    /** {@return everything about the message that its format cannot carry; the host refuses a plugin of which there is any} */
    public List<String> illegal() {
        return message.illegal(told.format);
    }

    /**
     * {@return everything that this channel names and its register does not have; the host refuses a plugin of which there is any}
     *
     * @param register the register with this record
     */
    public List<String> misfits(RegisterDefinition<?> register) {
        List<String> found = new ArrayList<>();
        told.sharedIn.stream()
                .filter(state -> register.state(state).isEmpty())
                .forEach(state -> found.add("'" + state + "' is no state of " + register.id()));
        told.partnersFields.stream()
                .filter(field -> listing.field(field).isEmpty())
                .forEach(field -> found.add("'" + field + "' is no field of " + register.id()));
        if (listing.field(told.consent)
                .filter(field -> field.kind() == FieldKind.YES_NO)
                .isEmpty()) {
            found.add("'" + told.consent + "' is no yes or no of " + register.id());
        }
        for (FieldShape field : listing.fields()) {
            boolean absent = field.optional() || field.kind() == FieldKind.LIST;
            if (!absent && told.sharedIn.stream().anyMatch(field.hiddenIn()::contains)) {
                found.add("'" + field.name() + "' is required and hidden in a state that is shared");
            }
        }
        Set<String> steps = new LinkedHashSet<>(Set.of(told.withdrawnBy));
        receivedBy().ifPresent(steps::add);
        for (String step : steps) {
            if (register.step(step).filter(one -> one.input() == NoInput.class).isEmpty()) {
                found.add("'" + step + "' is no step of " + register.id() + " that asks for nothing");
            }
        }
        return List.copyOf(found);
    }

    /**
     * Collects what a channel is.
     *
     * @param <R> record of the register
     * @param <M> record of a message
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder<R extends Record, M extends Record> {

        private final String id;
        private final Words words;
        private final Words partner;
        private final Class<R> type;
        private final Class<M> message;
        private Format format = Format.JSON;
        private Set<String> sharedIn = Set.of();
        private String consent = "";
        private Set<String> partnersFields = Set.of();
        private @Nullable String receivedBy;
        private String withdrawnBy = "";

        private Builder(String id, Words words, Words partner, Class<R> type, Class<M> message) {
            this.id = id;
            this.words = Objects.requireNonNull(words, "words");
            this.partner = Objects.requireNonNull(partner, "partner");
            this.type = Objects.requireNonNull(type, "type");
            this.message = Objects.requireNonNull(message, "message");
        }

        /** {@return this, with packages written so; as JSON unless said} */
        public Builder<R, M> writtenAs(Format as) {
            format = as;
            return this;
        }

        /** {@return this, with rows leaving in these states and no others} */
        public Builder<R, M> sharedIn(String... states) {
            sharedIn = Set.of(states);
            return this;
        }

        /** {@return this, with the field, a yes or no, by which the owner consents} */
        public Builder<R, M> consentedBy(String field) {
            consent = field;
            return this;
        }

        /** {@return this, with fields that are read only on rows that came from the partner} */
        public Builder<R, M> partnersFields(String... fields) {
            partnersFields = Set.of(fields);
            return this;
        }

        /** {@return this, with a step that leads a new row that came in out of the state in which rows begin} */
        public Builder<R, M> receivedBy(String step) {
            receivedBy = step;
            return this;
        }

        /** {@return this, with the step that is taken on a row that came in when the partner withdraws it} */
        public Builder<R, M> withdrawnBy(String step) {
            withdrawnBy = step;
            return this;
        }

        /**
         * {@return the definition}
         *
         * @throws IllegalArgumentException if its id could not stand in a path, or nothing says when a row may leave
         */
        public ChannelDefinition<R, M> build() {
            if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || id.length() > 40) {
                throw new IllegalArgumentException(
                        "channel id '" + id + "' must be lower-case words joined by hyphens, such as to-guangdong");
            }
            if (sharedIn.isEmpty() || consent.isEmpty() || withdrawnBy.isEmpty()) {
                throw new IllegalArgumentException(
                        "channel '" + id
                                + "' says in which states rows are shared, which field consents, and by which step they are withdrawn");
            }
            return new ChannelDefinition<>(this);
        }
    }
}
