package org.longji.plugin.api.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.longji.plugin.api.screening.ScreeningSubject;

/**
 * Something done with a row: a transition, which leads to another state, or an action, which changes the record where it is.
 *
 * <pre>{@code
 * Step.<Certificate>transition("issue", Words.of("颁发", "Issue"))
 *         .from("DRAFT").to("ISSUED").by(UserRole.REVIEWER)
 *         .notBy(Step.CREATION)
 *         .when((certificate, context) -> certificate.passed() ? List.of() : List.of(NOT_PASSED))
 *         .numbered((certificate, context) -> "TT-" + context.today().getYear())
 *         .then((certificate, input, context) -> certificate.issued(context.serial(), context.today()))
 *         .within(5)
 * }</pre>
 *
 * <p>The host offers a step to whoever holds one of its roles, shows the obstacles of {@link #when} beforehand, and carries
 * it out in one transaction with its place in the timeline and the journal. All functions are pure.
 *
 * @param <R> the register's record
 * @param <I> what the step asks for; {@link NoInput} unless {@link #asking} says otherwise
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Step<R extends Record, I extends Record> {

    /** Name by which {@link #notBy} speaks of the row's creation. */
    public static final String CREATION = "create";

    /**
     * Makes the new record of the old one.
     *
     * @param <R> the register's record
     * @param <I> the step's input
     */
    @FunctionalInterface
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public interface Effect<R extends Record, I extends Record> {
        /** {@return what becomes of the row; may begin rows in other registers} */
        Outcome<R> apply(R record, I input, Context context);
    }

    /**
     * Makes the new record of the old one, and nothing else.
     *
     * @param <R> the register's record
     * @param <I> the step's input
     */
    @FunctionalInterface
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public interface Change<R extends Record, I extends Record> {
        /** {@return the new record} */
        R apply(R record, I input, Context context);
    }

    /**
     * Says whether a step can be taken with this input.
     *
     * @param <R> the register's record
     * @param <I> the step's input
     */
    @FunctionalInterface
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public interface InputCheck<R extends Record, I extends Record> {
        /** {@return every obstacle, empty when there is none} */
        List<Obstacle> obstacles(R record, I input, Context context);
    }

    /**
     * Names the series that the step takes a number of.
     *
     * @param <R> the register's record
     */
    @FunctionalInterface
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public interface Series<R extends Record> {
        /** {@return name of the series inside the tenant, for example {@code TT-2026}; at most 100 characters} */
        String of(R record, Context context);
    }

    private final String id;
    private final Words words;
    private final Set<String> from;
    private final Optional<String> to;
    private final Set<UserRole> by;
    private final Set<String> notBy;
    private final Class<I> input;
    private final List<Condition<R>> conditions;
    private final Optional<InputCheck<R, I>> check;
    private final Effect<R, I> effect;
    private final Optional<Series<R>> series;
    private final OptionalInt within;
    private final Optional<Function<R, Optional<LocalDate>>> due;
    private final boolean awaited;
    private final boolean approved;
    private final Optional<BiFunction<R, Context, ScreeningSubject>> subject;

    private Step(
            String id,
            Words words,
            Set<String> from,
            Optional<String> to,
            Set<UserRole> by,
            Set<String> notBy,
            Class<I> input,
            List<Condition<R>> conditions,
            Optional<InputCheck<R, I>> check,
            Effect<R, I> effect,
            Optional<Series<R>> series,
            OptionalInt within,
            Optional<Function<R, Optional<LocalDate>>> due,
            boolean awaited,
            boolean approved,
            Optional<BiFunction<R, Context, ScreeningSubject>> subject) {
        this.id = id;
        this.words = words;
        this.from = from;
        this.to = to;
        this.by = by;
        this.notBy = notBy;
        this.input = input;
        this.conditions = conditions;
        this.check = check;
        this.effect = effect;
        this.series = series;
        this.within = within;
        this.due = due;
        this.awaited = awaited;
        this.approved = approved;
        this.subject = subject;
    }

    /**
     * Begins a step that leads to another state; {@link #from} and {@link #to} must follow.
     *
     * @param id stable identifier in lower-case words joined by hyphens
     * @param words what the button says
     */
    public static <R extends Record> Step<R, NoInput> transition(String id, Words words) {
        Objects.requireNonNull(words, "words");
        if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || id.equals(CREATION)) {
            throw new IllegalArgumentException("step '" + id + "' must be lower-case words joined by hyphens");
        }
        return new Step<>(
                id,
                words,
                Set.of(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                NoInput.class,
                List.of(),
                Optional.empty(),
                (record, input, context) -> Outcome.of(record),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty());
    }

    /** Begins a step that changes the record and leaves the state; {@link #from} must follow. */
    public static <R extends Record> Step<R, NoInput> action(String id, Words words) {
        return transition(id, words);
    }

    /** {@return the same, possible in these states} */
    public Step<R, I> from(String... states) {
        return new Step<>(
                id,
                words,
                ordered(states),
                to,
                by,
                notBy,
                input,
                conditions,
                check,
                effect,
                series,
                within,
                due,
                awaited,
                approved,
                subject);
    }

    /** {@return the same, leading to this state} */
    public Step<R, I> to(String state) {
        return new Step<>(
                id,
                words,
                from,
                Optional.of(state),
                by,
                notBy,
                input,
                conditions,
                check,
                effect,
                series,
                within,
                due,
                awaited,
                approved,
                subject);
    }

    /**
     * {@return the same, taken by whoever holds one of these roles} A step without roles is taken by nobody: it follows from
     * another ({@link Outcome#taking}).
     */
    public Step<R, I> by(UserRole first, UserRole... rest) {
        return new Step<>(
                id,
                words,
                from,
                to,
                EnumSet.of(first, rest),
                notBy,
                input,
                conditions,
                check,
                effect,
                series,
                within,
                due,
                awaited,
                approved,
                subject);
    }

    /**
     * {@return the same, refused to whoever took one of these steps on the row (四眼)}
     *
     * @param earlier ids of steps; {@link #CREATION} is the row's creation
     */
    public Step<R, I> notBy(String... earlier) {
        return new Step<>(
                id,
                words,
                from,
                to,
                by,
                ordered(earlier),
                input,
                conditions,
                check,
                effect,
                series,
                within,
                due,
                awaited,
                approved,
                subject);
    }

    /** {@return the same, asking for this input; drops a check and an effect set before} */
    public <J extends Record> Step<R, J> asking(Class<J> other) {
        return new Step<>(
                id,
                words,
                from,
                to,
                by,
                notBy,
                other,
                conditions,
                Optional.empty(),
                (record, given, context) -> Outcome.of(record),
                series,
                within,
                due,
                awaited,
                approved,
                subject);
    }

    /** {@return the same with one more condition, shown before anybody tries} */
    public Step<R, I> when(Condition<R> condition) {
        List<Condition<R>> more = new ArrayList<>(conditions);
        more.add(condition);
        return new Step<>(
                id,
                words,
                from,
                to,
                by,
                notBy,
                input,
                List.copyOf(more),
                check,
                effect,
                series,
                within,
                due,
                awaited,
                approved,
                subject);
    }

    /** {@return the same, refusing some inputs} */
    public Step<R, I> given(InputCheck<R, I> inputCheck) {
        return new Step<>(
                id,
                words,
                from,
                to,
                by,
                notBy,
                input,
                conditions,
                Optional.of(inputCheck),
                effect,
                series,
                within,
                due,
                awaited,
                approved,
                subject);
    }

    /** {@return the same, making this of the record} */
    public Step<R, I> then(Change<R, I> change) {
        return producing((record, given, context) -> Outcome.of(change.apply(record, given, context)));
    }

    /** {@return the same, making this of the record and beginning rows of other registers} */
    public Step<R, I> producing(Effect<R, I> other) {
        return new Step<>(
                id,
                words,
                from,
                to,
                by,
                notBy,
                input,
                conditions,
                check,
                other,
                series,
                within,
                due,
                awaited,
                approved,
                subject);
    }

    /** {@return the same, taking the next number of a series, which the effect finds in {@link Context#serial()}} */
    public Step<R, I> numbered(Series<R> of) {
        return new Step<>(
                id,
                words,
                from,
                to,
                by,
                notBy,
                input,
                conditions,
                check,
                effect,
                Optional.of(of),
                within,
                due,
                awaited,
                approved,
                subject);
    }

    /**
     * {@return the same, expected so many working days after the row came into the state; it stands in the inbox of its roles
     * until then, and in that of the administrators afterwards}
     *
     * @param workingDays at least 1; the day of the event does not count
     */
    public Step<R, I> within(int workingDays) {
        if (workingDays < 1) {
            throw new IllegalArgumentException("step '" + id + "' needs a period of at least one working day");
        }
        return new Step<>(
                id,
                words,
                from,
                to,
                by,
                notBy,
                input,
                conditions,
                check,
                effect,
                series,
                OptionalInt.of(workingDays),
                due,
                true,
                approved,
                subject);
    }

    /** {@return the same, expected by a day that the record tells; computed at each write} */
    public Step<R, I> dueOn(Function<R, Optional<LocalDate>> day) {
        return new Step<>(
                id,
                words,
                from,
                to,
                by,
                notBy,
                input,
                conditions,
                check,
                effect,
                series,
                within,
                Optional.of(day),
                true,
                approved,
                subject);
    }

    /** {@return the same, standing in the inbox of its roles without a period} */
    public Step<R, I> awaited() {
        return new Step<>(
                id,
                words,
                from,
                to,
                by,
                notBy,
                input,
                conditions,
                check,
                effect,
                series,
                within,
                due,
                true,
                approved,
                subject);
    }

    /**
     * {@return the same, taken only when it has been approved} Whoever takes it begins a case on the tenant's chain of approval; the row
     * stays as it is and is changed by nothing else until the case ends. The conditions are held against the row at the beginning and
     * again when the step is taken.
     */
    public Step<R, I> approved() {
        return new Step<>(
                id,
                words,
                from,
                to,
                by,
                notBy,
                input,
                conditions,
                check,
                effect,
                series,
                within,
                due,
                awaited,
                true,
                subject);
    }

    /**
     * {@return the same, possible only for a row
     * that passes every screening its tenant has} The host screens it when the step is taken;
     * what is found is settled by two officers under screenings, and a tenant that has no screening cannot take the step.
     *
     * @param as what the row is as something that crosses a border
     */
    public Step<R, I> screened(BiFunction<R, Context, ScreeningSubject> as) {
        return new Step<>(
                id,
                words,
                from,
                to,
                by,
                notBy,
                input,
                conditions,
                check,
                effect,
                series,
                within,
                due,
                awaited,
                approved,
                Optional.of(as));
    }

    /** {@return stable identifier} */
    public String id() {
        return id;
    }

    /** {@return what the button says} */
    public Words words() {
        return words;
    }

    /** {@return states in which it is possible} */
    public Set<String> from() {
        return from;
    }

    /** {@return the state it leads to; empty for an action} */
    public Optional<String> to() {
        return to;
    }

    /** {@return who takes it} */
    public Set<UserRole> by() {
        return by;
    }

    /** {@return earlier steps whose taker may not take it} */
    public Set<String> notBy() {
        return notBy;
    }

    /** {@return what it asks for} */
    public Class<I> input() {
        return input;
    }

    /** {@return everything in the way that can be told without the input} */
    public List<Obstacle> obstacles(R record, Context context) {
        List<Obstacle> found = new ArrayList<>();
        conditions.forEach(condition -> found.addAll(condition.obstacles(record, context)));
        return List.copyOf(found);
    }

    /** {@return everything in the way of taking it with this input, beyond {@link #obstacles(Record, Context)}} */
    public List<Obstacle> obstacles(R record, I given, Context context) {
        return check.map(one -> List.copyOf(one.obstacles(record, given, context)))
                .orElse(List.of());
    }

    /** {@return what becomes of the row} */
    public Outcome<R> apply(R record, I given, Context context) {
        return effect.apply(record, given, context);
    }

    /** {@return name of the series it takes a number of, if it does} */
    public Optional<String> series(R record, Context context) {
        return series.map(one -> one.of(record, context));
    }

    /** {@return working days it may take} */
    public OptionalInt within() {
        return within;
    }

    /** {@return day it is expected by, as the record tells} */
    public Optional<LocalDate> dueOn(R record) {
        return due.flatMap(day -> day.apply(record));
    }

    /** {@return whether it stands in the inbox of its roles} */
    public boolean isAwaited() {
        return awaited;
    }

    /** {@return whether it is taken only when it has been approved} */
    public boolean isApproved() {
        return approved;
    }

    /** {@return whether the row is screened before it is taken} */
    public boolean isScreened() {
        return subject.isPresent();
    }

    /** {@return what the row is screened as, where it is} */
    public Optional<ScreeningSubject> screenedAs(R record, Context context) {
        return subject.map(as -> as.apply(record, context));
    }

    private static Set<String> ordered(String... names) {
        return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
    }
}
