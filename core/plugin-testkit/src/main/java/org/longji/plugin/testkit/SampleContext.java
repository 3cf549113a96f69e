package org.longji.plugin.testkit;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.endpoint.Request;
import org.longji.plugin.api.indicator.Situation;
import org.longji.plugin.api.register.Actor;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.ContractRef;
import org.longji.plugin.api.register.Contracts;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.PastStep;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.Rows;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.screening.Screening;
import org.longji.plugin.api.screening.ScreeningSubject;

/**
 * A context of made-up things, for trying a register's functions without a host.
 *
 * <pre>{@code
 * var context = SampleContext.on(LocalDateTime.of(2026, 5, 6, 9, 0));
 * RowRef open = context.having("OPEN", course);
 * assertEquals(List.of(), new Enrolments().definition().obstaclesToCreate(enrolment(open), context));
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SampleContext implements Context {

    private final LocalDateTime now;
    private final Map<RowRef, Row<?>> rows;
    private final List<Contracts.Registered> contracts;
    private final Map<String, Rows.PublicRow> told;
    private final Actor actor;
    private final Optional<UUID> row;
    private final String state;
    private final List<PastStep> history;
    private final OptionalLong serial;
    private final List<Record> settings;

    private SampleContext(
            LocalDateTime now,
            Map<RowRef, Row<?>> rows,
            List<Contracts.Registered> contracts,
            Map<String, Rows.PublicRow> told,
            Actor actor,
            Optional<UUID> row,
            String state,
            List<PastStep> history,
            OptionalLong serial,
            List<Record> settings) {
        this.now = now;
        this.rows = rows;
        this.contracts = contracts;
        this.told = told;
        this.actor = actor;
        this.row = row;
        this.state = state;
        this.history = history;
        this.serial = serial;
        this.settings = settings;
    }

    /** {@return a context at that moment, with no rows, of an officer with every role} */
    public static SampleContext on(LocalDateTime now) {
        return new SampleContext(
                now,
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new Actor(id("actor"), "示例", Set.of(UserRole.values()), Optional.empty()),
                Optional.empty(),
                "",
                List.of(),
                OptionalLong.empty(),
                new ArrayList<>());
    }

    /** {@return the same rows and contracts, with this actor} */
    public SampleContext by(Actor other) {
        return new SampleContext(now, rows, contracts, told, other, row, state, history, serial, settings);
    }

    /** {@return the same rows and contracts, about the row that {@link #having} made} */
    public SampleContext about(RowRef ref, PastStep... past) {
        return new SampleContext(
                now,
                rows,
                contracts,
                told,
                actor,
                Optional.of(ref.id()),
                rows.containsKey(ref) ? rows.get(ref).state() : "",
                List.of(past),
                serial,
                settings);
    }

    /** {@return the same rows and contracts, in this state} */
    public SampleContext in(String other) {
        return new SampleContext(now, rows, contracts, told, actor, row, other, history, serial, settings);
    }

    /** {@return the same rows and contracts, with the number of a numbered step} */
    public SampleContext numbered(long number) {
        return new SampleContext(
                now, rows, contracts, told, actor, row, state, history, OptionalLong.of(number), settings);
    }

    /** Sets what the tenant chose about the plugin. */
    public void having(Record chosen) {
        settings.clear();
        settings.add(chosen);
    }

    /** {@return a question to an endpoint, that may look at the same rows, contracts and settings} */
    public <I extends Record> Request<I> asking(I input) {
        SampleContext lent = this;
        return new Request<>() {
            @Override
            public I input() {
                return input;
            }

            @Override
            public int tenant() {
                return lent.tenant();
            }

            @Override
            public LocalDateTime now() {
                return lent.now();
            }

            @Override
            public Actor actor() {
                return lent.actor();
            }

            @Override
            public Rows rows() {
                return lent.rows();
            }

            @Override
            public Contracts contracts() {
                return lent.contracts();
            }

            @Override
            public <S extends Record> S settings(Class<S> type) {
                return lent.settings(type);
            }
        };
    }

    /** {@return the situation of this tenant on the context's day: the same rows, contracts and settings} */
    public Situation situation() {
        SampleContext lent = this;
        return new Situation() {
            @Override
            public int tenant() {
                return lent.tenant();
            }

            @Override
            public LocalDate day() {
                return lent.today();
            }

            @Override
            public Rows rows() {
                return lent.rows();
            }

            @Override
            public List<ContractSum> contracts(int year) {
                Map<ContractType, ContractSum> sums = new TreeMap<>();
                for (Contracts.Registered one : lent.contracts) {
                    if (one.registeredOn().getYear() == year
                            && !one.registeredOn().isAfter(day())) {
                        sums.merge(
                                one.type(),
                                new ContractSum(one.type(), 1, one.contractAmount(), one.technologyAmount()),
                                (sum, next) -> new ContractSum(
                                        sum.type(),
                                        sum.contracts() + next.contracts(),
                                        sum.contractAmount().plus(next.contractAmount()),
                                        sum.technologyAmount().plus(next.technologyAmount())));
                    }
                }
                return List.copyOf(sums.values());
            }

            @Override
            public <S extends Record> S settings(Class<S> type) {
                return lent.settings(type);
            }
        };
    }

    /** {@return one tenant with the rows and contracts of both, and the settings of this one} */
    SampleContext together(SampleContext other) {
        Map<RowRef, Row<?>> all = new LinkedHashMap<>(rows);
        // Two contexts number their rows alike; a row that both hold is one that both were given under a reference.
        other.rows.forEach((ref, one) -> {
            RowRef free = ref;
            while (all.containsKey(free) && !all.get(free).record().equals(one.record())) {
                free = new RowRef(id("another than " + free.id()));
            }
            all.put(free, new Row<>(free, one.state(), one.since(), one.record()));
        });
        List<Contracts.Registered> both = new ArrayList<>(contracts);
        both.addAll(other.contracts);
        return new SampleContext(now, all, both, told, actor, row, state, history, serial, settings);
    }

    /** {@return every record that was added} */
    List<Record> records() {
        return rows.values().stream().<Record>map(Row::record).toList();
    }

    /** {@return a subject to be screened, with this tenant's settings} */
    public Screening.Request screening(ScreeningSubject subject) {
        SampleContext lent = this;
        return new Screening.Request() {
            @Override
            public ScreeningSubject subject() {
                return subject;
            }

            @Override
            public int tenant() {
                return lent.tenant();
            }

            @Override
            public <S extends Record> S settings(Class<S> type) {
                return lent.settings(type);
            }
        };
    }

    /** Adds a row, in its state since the context's moment. */
    public RowRef having(String inState, Record record) {
        RowRef ref = new RowRef(id("row " + rows.size()));
        rows.put(ref, new Row<>(ref, inState, now, record));
        return ref;
    }

    /** Adds a row under a reference that others use already. */
    public void having(RowRef ref, String inState, Record record) {
        rows.put(ref, new Row<>(ref, inState, now, record));
    }

    /** Adds a registered contract. */
    public void having(Contracts.Registered contract) {
        contracts.add(contract);
    }

    /** Adds what the public is told of a row kept elsewhere. */
    public void telling(Class<? extends Record> type, String key, Rows.PublicRow publicRow) {
        told.put(type.getName() + "|" + key, publicRow);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int tenant() {
        return 230100;
    }

    @Override
    public LocalDateTime now() {
        return now;
    }

    @Override
    public Actor actor() {
        return actor;
    }

    @Override
    public Optional<UUID> row() {
        return row;
    }

    @Override
    public String state() {
        return state;
    }

    @Override
    public List<PastStep> history() {
        return history;
    }

    @Override
    public long serial() {
        return serial.orElseThrow(() -> new IllegalStateException("only a numbered step has a serial number"));
    }

    @Override
    public <S extends Record> S settings(Class<S> type) {
        return settings.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no settings: give the context some with having"));
    }

    @Override
    public Contracts contracts() {
        return new Contracts() {
            @Override
            public Optional<Registered> find(ContractRef ref) {
                return contracts.stream().filter(one -> one.ref().equals(ref)).findFirst();
            }

            @Override
            public List<Registered> with(PartyRef party) {
                return contracts.stream()
                        .filter(one ->
                                one.provider().equals(party) || one.recipient().equals(party))
                        .toList();
            }
        };
    }

    @Override
    public Rows rows() {
        return new Rows() {
            @Override
            public <T extends Record> Optional<Row<T>> find(Class<T> type, RowRef ref) {
                return new Question<>(type, one -> one.ref().equals(ref)).first();
            }

            @Override
            public <T extends Record> Query<T> of(Class<T> type) {
                return new Question<>(type, one -> true);
            }

            @Override
            public <T extends Record> Optional<PublicRow> told(Class<T> type, String key) {
                return Optional.ofNullable(told.get(type.getName() + "|" + key));
            }
        };
    }

    private final class Question<T extends Record> implements Rows.Query<T> {

        private final Class<T> type;
        private final RecordShape<T> shape;
        private final Predicate<Row<T>> wanted;

        Question(Class<T> type, Predicate<Row<T>> wanted) {
            this.type = type;
            this.shape = RecordShape.of(type);
            this.wanted = wanted;
        }

        private Optional<String> value(Row<T> one, String field) {
            if (shape.field(field).isEmpty()) {
                throw new IllegalStateException(type.getSimpleName() + " has no field '" + field + "'");
            }
            return Optional.ofNullable(shape.write(one.record()).get(field)).map(Object::toString);
        }

        @Override
        public Rows.Query<T> with(String field, Object value) {
            String written = RecordShape.written(value).toString();
            return new Question<>(
                    type,
                    wanted.and(one -> value(one, field).filter(written::equals).isPresent()));
        }

        @Override
        public Rows.Query<T> between(String field, Object least, Object most) {
            String from = RecordShape.written(least).toString();
            String until = RecordShape.written(most).toString();
            boolean day = least instanceof LocalDate
                    || least instanceof LocalDateTime
                    || least instanceof java.time.LocalTime;
            return new Question<>(
                    type,
                    wanted.and(one -> value(one, field)
                            .filter(value -> day
                                    ? value.compareTo(from) >= 0 && value.compareTo(until) <= 0
                                    : new BigDecimal(value).compareTo(new BigDecimal(from)) >= 0
                                            && new BigDecimal(value).compareTo(new BigDecimal(until)) <= 0)
                            .isPresent()));
        }

        @Override
        public Rows.Query<T> in(String... states) {
            return new Question<>(type, wanted.and(one -> Arrays.asList(states).contains(one.state())));
        }

        @Override
        public Rows.Query<T> except(RowRef ref) {
            return new Question<>(type, wanted.and(one -> !one.ref().equals(ref)));
        }

        @Override
        public List<Row<T>> list() {
            List<Row<T>> found = new ArrayList<>();
            for (Row<?> one : rows.values()) {
                if (type.isInstance(one.record())) {
                    Row<T> typed = new Row<>(one.ref(), one.state(), one.since(), type.cast(one.record()));
                    if (wanted.test(typed)) {
                        found.add(typed);
                    }
                }
            }
            return List.copyOf(found);
        }

        @Override
        public Optional<Row<T>> first() {
            return list().stream().findFirst();
        }

        @Override
        public long count() {
            return list().size();
        }

        @Override
        public long countOnce(String field) {
            return list().stream()
                    .flatMap(one -> value(one, field).stream())
                    .distinct()
                    .count();
        }

        @Override
        public Set<String> distinct(String field) {
            return list().stream().flatMap(one -> value(one, field).stream()).collect(Collectors.toSet());
        }

        @Override
        public BigDecimal sum(String field) {
            return list().stream()
                    .flatMap(one -> value(one, field).stream())
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }
}
