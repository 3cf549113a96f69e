package org.longji.plugin.api.register;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a register is. Building it checks that everything it names is there, so that a slip of the pen fails at the author's
 * desk.
 *
 * @param <R> the register's record
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RegisterDefinition<R extends Record> {

    private final Builder<R> told;
    private final RecordShape<R> shape;

    private RegisterDefinition(Builder<R> told) {
        this.told = told.copy();
        this.shape = RecordShape.of(told.type);
        new Checks<>(this).run();
    }

    /**
     * Begins a definition.
     *
     * @param id stable identifier in lower-case words joined by hyphens; it stands in addresses and in the database
     * @param words what the register is called
     * @param type the record of its rows
     */
    public static <R extends Record> Builder<R> of(String id, Words words, Class<R> type) {
        return new Builder<>(id, words, type);
    }

    /** {@return stable identifier} */
    public String id() {
        return told.id;
    }

    /** {@return what it is called} */
    public Words words() {
        return told.words;
    }

    /** {@return what it is for and what to do first, in a sentence for whoever opens it, if it says so} */
    public Optional<Words> about() {
        return Optional.ofNullable(told.about);
    }

    /** {@return what the plugin's registers together are called, if they are} */
    public Optional<Words> module() {
        return Optional.ofNullable(told.module);
    }

    /** {@return the heading it stands under among the plugin's registers, if there is one} */
    public Optional<Words> chapter() {
        return Optional.ofNullable(told.chapter);
    }

    /** {@return its place among the plugin's registers, the lowest first} */
    public int position() {
        return told.position;
    }

    /** {@return records that a form can be filled in from, by what they are called} */
    public List<Map.Entry<Words, R>> samples() {
        return told.samples;
    }

    /** {@return version of the record, counted from 1} */
    public int version() {
        return told.version;
    }

    /** {@return record of its rows} */
    public Class<R> type() {
        return told.type;
    }

    /** {@return the fields of the record} */
    public RecordShape<R> shape() {
        return shape;
    }

    /** {@return the states, the initial one first} */
    public List<State> states() {
        return told.states;
    }

    /** {@return the state rows begin in} */
    public State initial() {
        return told.states.get(0);
    }

    /** {@return the state of this id, if there is one} */
    public Optional<State> state(String id) {
        return told.states.stream().filter(state -> state.id().equals(id)).findFirst();
    }

    /** {@return transitions and actions in the order they were named} */
    public List<Step<R, ?>> steps() {
        return told.steps;
    }

    /** {@return the step of this id, if there is one} */
    public Optional<Step<R, ?>> step(String id) {
        return told.steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /** {@return who creates rows} */
    public Set<UserRole> createdBy() {
        return told.createdBy;
    }

    /** {@return who reads all rows; those who create, revise or take steps read as well} */
    public Set<UserRole> readBy() {
        return told.readBy;
    }

    /** {@return a new row with what is filled in for whoever creates it} */
    public R completed(R record, Context context) {
        return told.completion.complete(record, context);
    }

    /** {@return what stands in the way of creating this row} */
    public List<Obstacle> obstaclesToCreate(R record, Context context) {
        return all(told.creation, record, context);
    }

    /** {@return what is wrong with a row whenever it is written} */
    public List<Obstacle> faults(R record, Context context) {
        return all(told.always, record, context);
    }

    /** {@return the fields that name a row in lists, references and the inbox} */
    public List<String> titledBy() {
        return told.titledBy;
    }

    /** {@return fields and derived values that lists show} */
    public List<String> columns() {
        return told.columns;
    }

    /** {@return fields that lists are narrowed by} */
    public List<String> filters() {
        return told.filters;
    }

    /** {@return values computed on reading} */
    public List<Derived<R>> derived() {
        return told.derived;
    }

    /** {@return figures over the rows} */
    public List<Figure> figures() {
        return told.figures;
    }

    /** {@return steps from older versions of the record} */
    public List<Migration> migrations() {
        return told.migrations;
    }

    /** {@return what is unique within a tenant} */
    public List<Unique> unique() {
        return told.unique;
    }

    /** {@return the field that holds whose row it is; an applicant sees the rows of the own party} */
    public Optional<String> ownedBy() {
        return Optional.ofNullable(told.ownedBy);
    }

    /** {@return states in which every applicant sees a row, whoever owns it} */
    public Set<String> openIn() {
        return told.openIn;
    }

    /** {@return whether the tenants below read and refer to a tenant's rows} */
    public boolean isInherited() {
        return told.inherited;
    }

    /** {@return what anybody may check, if anything} */
    public Optional<PublicCheck> publicCheck() {
        return told.publicCheck;
    }

    /** {@return the document of a row, if there is one} */
    public Optional<Printed<R>> printed() {
        return told.printed;
    }

    /** {@return kinds of files that hang on a row} */
    public List<Attached> attachments() {
        return told.attachments;
    }

    /** {@return what of the host's data it reads} */
    public Set<HostData> needs() {
        return told.needs;
    }

    /**
     * {@return a row of this or an older version as the newest has it}
     *
     * @param tree the row as it was stored; it is changed
     * @param from the version it was stored under
     * @throws IllegalArgumentException if no step leads from there
     */
    public Map<String, Object> migrated(Map<String, Object> tree, int from) {
        Map<String, Object> current = tree;
        for (int version = from; version < told.version; version++) {
            int wanted = version;
            Migration step = told.migrations.stream()
                    .filter(each -> each.from() == wanted)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "register '" + told.id + "' has no step from version " + wanted));
            current = step.step().apply(current);
        }
        return current;
    }

    private static <R extends Record> List<Obstacle> all(List<Condition<R>> conditions, R record, Context context) {
        List<Obstacle> found = new ArrayList<>();
        conditions.forEach(condition -> found.addAll(condition.obstacles(record, context)));
        return List.copyOf(found);
    }

    /**
     * Fills in what a new row holds beside what somebody entered: the moment, a code, what the row it refers to says. A pure
     * function. A reference may still point to nothing; the host says so afterwards.
     *
     * @param <R> the register's record
     */
    @FunctionalInterface
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public interface Completion<R extends Record> {
        /** {@return the record of the new row} */
        R complete(R record, Context context);
    }

    /**
     * Collects what a register is.
     *
     * @param <R> the register's record
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder<R extends Record> {

        private static final Set<UserRole> OFFICERS = Set.of(
                UserRole.ADMINISTRATOR, UserRole.AUDITOR, UserRole.REGISTRAR, UserRole.REVIEWER, UserRole.FINANCE);

        private final String id;
        private final Words words;
        private final Class<R> type;
        private @Nullable Words about;
        private @Nullable Words module;
        private @Nullable Words chapter;
        private int position;
        private List<Map.Entry<Words, R>> samples = List.of();
        private Completion<R> completion = (record, context) -> record;
        private int version = 1;
        private List<State> states = List.of();
        private List<Step<R, ?>> steps = List.of();
        private Set<UserRole> createdBy = Set.of();
        private Set<UserRole> readBy = OFFICERS;
        private List<Condition<R>> creation = List.of();
        private List<Condition<R>> always = List.of();
        private List<String> titledBy = List.of();
        private List<String> columns = List.of();
        private List<String> filters = List.of();
        private List<Derived<R>> derived = List.of();
        private List<Figure> figures = List.of();
        private List<Migration> migrations = List.of();
        private List<Unique> unique = List.of();
        private @Nullable String ownedBy;
        private Set<String> openIn = Set.of();
        private boolean inherited;
        private Optional<PublicCheck> publicCheck = Optional.empty();
        private Optional<Printed<R>> printed = Optional.empty();
        private List<Attached> attachments = List.of();
        private Set<HostData> needs = Set.of();

        private Builder(String id, Words words, Class<R> type) {
            this.id = id;
            this.words = Objects.requireNonNull(words, "words");
            this.type = Objects.requireNonNull(type, "type");
            if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || id.length() > 40) {
                throw new IllegalArgumentException(
                        "register id '" + id + "' must be lower-case words joined by hyphens, such as course-session");
            }
        }

        private Builder<R> copy() {
            Builder<R> copy = new Builder<>(id, words, type);
            copy.about = about;
            copy.module = module;
            copy.chapter = chapter;
            copy.position = position;
            copy.samples = samples;
            copy.completion = completion;
            copy.version = version;
            copy.states = states;
            copy.steps = steps;
            copy.createdBy = createdBy;
            copy.readBy = readBy;
            copy.creation = creation;
            copy.always = always;
            copy.titledBy = titledBy;
            copy.columns = columns;
            copy.filters = filters;
            copy.derived = derived;
            copy.figures = figures;
            copy.migrations = migrations;
            copy.unique = unique;
            copy.ownedBy = ownedBy;
            copy.openIn = openIn;
            copy.inherited = inherited;
            copy.publicCheck = publicCheck;
            copy.printed = printed;
            copy.attachments = attachments;
            copy.needs = needs;
            return copy;
        }

        /** {@return this, telling whoever opens it what it is for and what to do first} */
        public Builder<R> about(Words sentence) {
            about = sentence;
            return this;
        }

        /** {@return this, part of a module with this name, which all registers of the plugin share} */
        public Builder<R> partOf(Words name) {
            module = name;
            return this;
        }

        /**
         * {@return this, standing under a heading among the plugin's registers}
         *
         * @param heading shared by the registers that belong together
         * @param place the lowest first, over all headings
         */
        public Builder<R> under(Words heading, int place) {
            chapter = heading;
            position = place;
            return this;
        }

        /** {@return this, with one more record that a form can be filled in from} */
        public Builder<R> sample(Words name, R record) {
            samples = plus(samples, Map.entry(name, record));
            return this;
        }

        /** {@return this, with new rows completed by this before anything is checked} */
        public Builder<R> completedBy(Completion<R> filling) {
            completion = filling;
            return this;
        }

        /** {@return this, with the record's version; 1 unless said, one more with every change that old rows do not fit} */
        public Builder<R> version(int number) {
            version = number;
            return this;
        }

        /** {@return this, with the states, the initial one first} */
        public Builder<R> states(State... all) {
            states = List.of(all);
            return this;
        }

        /** {@return this, with rows created by these} */
        public Builder<R> createdBy(UserRole first, UserRole... rest) {
            createdBy = Set.copyOf(EnumSet.of(first, rest));
            return this;
        }

        /** {@return this, with all rows read by these officers instead of by all} */
        public Builder<R> readBy(UserRole first, UserRole... rest) {
            readBy = Set.copyOf(EnumSet.of(first, rest));
            return this;
        }

        /** {@return this, with one more condition on creating a row, for example eligibility} */
        public Builder<R> createdWhen(Condition<R> condition) {
            creation = plus(creation, condition);
            return this;
        }

        /** {@return this, with one more thing that must hold whenever a row is written} */
        public Builder<R> always(Condition<R> condition) {
            always = plus(always, condition);
            return this;
        }

        /** {@return this, with one more transition or action} */
        public Builder<R> step(Step<R, ?> step) {
            steps = plus(steps, step);
            return this;
        }

        /** {@return this, with rows named by these fields} */
        public Builder<R> titledBy(String... fields) {
            titledBy = List.of(fields);
            return this;
        }

        /** {@return this, with lists showing these fields and derived values} */
        public Builder<R> columns(String... names) {
            columns = List.of(names);
            return this;
        }

        /** {@return this, with lists narrowed by these fields: enums, references, booleans, texts and dates (from, until)} */
        public Builder<R> filters(String... names) {
            filters = List.of(names);
            return this;
        }

        /** {@return this, with one more computed value} */
        public Builder<R> derived(Derived<R> value) {
            derived = plus(derived, value);
            return this;
        }

        /** {@return this, with one more figure} */
        public Builder<R> figure(Figure figure) {
            figures = plus(figures, figure);
            return this;
        }

        /** {@return this, with one more step from an older version of the record} */
        public Builder<R> migration(Migration step) {
            migrations = plus(migrations, step);
            return this;
        }

        /** {@return this, with one more thing that is unique within a tenant} */
        public Builder<R> unique(Unique fields) {
            unique = plus(unique, fields);
            return this;
        }

        /** {@return this, with rows owned by the party whose code this field holds: a {@link PartyRef} or a text} */
        public Builder<R> ownedBy(String field) {
            ownedBy = field;
            return this;
        }

        /** {@return this, with rows in these states seen by every applicant} */
        public Builder<R> openToApplicants(String... inStates) {
            openIn = Set.of(inStates);
            return this;
        }

        /** {@return this, with rows that the tenants below read and refer to, for example training schemes of the province} */
        public Builder<R> inherited() {
            inherited = true;
            return this;
        }

        /** {@return this, with a check for anybody} */
        public Builder<R> publicCheck(PublicCheck check) {
            publicCheck = Optional.of(check);
            return this;
        }

        /** {@return this, with a document of a row} */
        public Builder<R> printed(Printed<R> document) {
            printed = Optional.of(document);
            return this;
        }

        /** {@return this, with files of these kinds hanging on its rows} */
        public Builder<R> attachments(Attached... kinds) {
            attachments = List.of(kinds);
            return this;
        }

        /** {@return this, reading these data of the host} */
        public Builder<R> needs(HostData first, HostData... rest) {
            needs = Set.copyOf(EnumSet.of(first, rest));
            return this;
        }

        /**
         * {@return the definition}
         *
         * @throws IllegalArgumentException if it names something that is not there
         */
        public RegisterDefinition<R> build() {
            return new RegisterDefinition<>(this);
        }

        private static <T> List<T> plus(List<T> list, T one) {
            List<T> more = new ArrayList<>(list);
            more.add(one);
            return List.copyOf(more);
        }
    }

    /** That everything a definition names is there. */
    private static final class Checks<R extends Record> {

        private final RegisterDefinition<R> it;
        private final Map<String, FieldShape> fields = new LinkedHashMap<>();

        Checks(RegisterDefinition<R> it) {
            this.it = it;
            it.shape.fields().forEach(field -> fields.put(field.name(), field));
        }

        void run() {
            require(it.version() >= 1, "versions are counted from 1");
            require(!it.states().isEmpty(), "it has no state");
            require(distinct(it.states().stream().map(State::id).toList()), "two states have the same id");
            require(distinct(it.steps().stream().map(Step::id).toList()), "two steps have the same id");
            require(!it.titledBy().isEmpty(), "its rows have no title; name a field with titledBy");
            it.titledBy()
                    .forEach(name -> require(
                            field(name, "title").hiddenIn().isEmpty(),
                            "its title names '" + name + "', which is hidden in some states"));
            fields.values()
                    .forEach(one -> require(
                            !one.searchable() || one.hiddenIn().isEmpty(),
                            "'" + one.name() + "' is searchable, and hidden in some states"));
            it.samples().forEach(sample -> {
                List<RecordShape.Fault> faults = it.shape.faults(it.shape.write(sample.getValue()));
                require(faults.isEmpty(), "its sample '" + sample.getKey().zh() + "' has faults: " + faults);
            });
            it.filters().forEach(name -> field(name, "filter"));
            Set<String> derived = new LinkedHashSet<>();
            it.derived().forEach(value -> derived.add(value.id()));
            derived.forEach(id -> require(!fields.containsKey(id), "'" + id + "' is both a field and a derived value"));
            it.columns()
                    .forEach(name -> require(
                            fields.containsKey(name) || derived.contains(name), "column '" + name + "' is nowhere"));
            it.unique().forEach(unique -> {
                unique.fields().forEach(name -> field(name, "unique"));
                unique.exceptIn().forEach(state -> state(state, "unique"));
            });
            it.ownedBy().ifPresent(name -> {
                FieldKind kind = field(name, "owner").kind();
                require(kind == FieldKind.PARTY || kind == FieldKind.TEXT, "owner '" + name + "' is no party");
            });
            it.openIn().forEach(state -> state(state, "openToApplicants"));
            it.steps().forEach(this::step);
            it.figures().forEach(this::figure);
            it.publicCheck().ifPresent(this::publicCheck);
            it.printed().ifPresent(printed -> printed.in().forEach(state -> state(state, "printed")));
            fields.values().forEach(one -> one.hiddenIn().forEach(state -> state(state, one.name())));
        }

        private void step(Step<R, ?> step) {
            require(!step.from().isEmpty(), "step '" + step.id() + "' starts from no state");
            step.from().forEach(state -> state(state, step.id()));
            step.to().ifPresent(state -> state(state, step.id()));
            step.notBy()
                    .forEach(earlier -> require(
                            earlier.equals(Step.CREATION) || it.step(earlier).isPresent(),
                            "step '" + step.id() + "' speaks of '" + earlier + "', which is no step"));
            require(!step.by().contains(UserRole.AUDITOR), "step '" + step.id() + "': auditors change nothing");
            RecordShape.of(step.input());
        }

        private void figure(Figure figure) {
            figure.states().forEach(state -> state(state, figure.id()));
            figure.sum().ifPresent(name -> {
                FieldKind kind = field(name, figure.id()).kind();
                require(
                        kind == FieldKind.MONEY || kind == FieldKind.DECIMAL || kind == FieldKind.WHOLE,
                        "figure '" + figure.id() + "' adds up '" + name + "', which is no number");
            });
            figure.distinct().ifPresent(name -> field(name, figure.id()));
            figure.only().ifPresent(only -> field(only.field(), figure.id()));
            figure.group().filter(name -> !name.equals(Figure.STATE)).ifPresent(name -> field(name, figure.id()));
            figure.date()
                    .ifPresent(name -> require(
                            field(name, figure.id()).kind() == FieldKind.DATE,
                            "figure '" + figure.id() + "' is placed by '" + name + "', which is no date"));
        }

        private void publicCheck(PublicCheck check) {
            FieldShape key = field(check.key(), "publicCheck");
            require(
                    key.unique()
                            || it.unique().stream().anyMatch(one -> one.fields().equals(List.of(check.key()))),
                    "the public check asks for '" + check.key() + "', which is not unique");
            check.shows().forEach(name -> field(name, "publicCheck"));
            check.holdsIn().forEach(state -> state(state, "publicCheck"));
            check.toldIn().forEach(state -> state(state, "publicCheck"));
            check.until()
                    .ifPresent(name ->
                            require(field(name, "publicCheck").kind() == FieldKind.DATE, "'" + name + "' is no date"));
        }

        private FieldShape field(String name, String where) {
            FieldShape found = fields.get(name);
            if (found == null) {
                throw new IllegalArgumentException(
                        "register '" + it.id() + "': " + where + " speaks of '" + name + "', which is no field");
            }
            return found;
        }

        private void state(String name, String where) {
            require(it.state(name).isPresent(), where + " speaks of '" + name + "', which is no state");
        }

        private void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException("register '" + it.id() + "': " + otherwise);
            }
        }

        private static boolean distinct(List<String> names) {
            return new LinkedHashSet<>(names).size() == names.size();
        }
    }
}
