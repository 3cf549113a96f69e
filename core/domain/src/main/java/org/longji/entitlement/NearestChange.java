package org.longji.entitlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.DecisionRecord.Outcome;
import org.longji.entitlement.SmallestChange.Change;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Text;

/**
 * Searches for the smallest change of a case that would have earned something. It knows nothing of the policy's inside: it
 * pulls one lever after the other and asks again. Where a quantity helps, it is followed down to the last fen, piece or day
 * that still makes the difference. Bounds that reasons and parameters name are tried first, so that a window between two of
 * them is found too; beyond those the steps double.
 */
final class NearestChange {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,4})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** A search that would ask more often than this gives up: the reader is better served by "none found" than by waiting. */
    private static final int MOST_QUESTIONS = 20_000;

    private static final int MOST_ALONE = 3;
    private static final int MOST_TOGETHER = 4;

    private final Levers levers;
    private final List<String> figures;
    private final Function<Facts, Optional<Outcome>> policy;
    private int questions;

    /**
     * @param figures values of the version's parameters on the governing date
     * @param policy decides changed facts, with what spans cases; empty where the version would not govern them
     */
    NearestChange(Levers levers, List<String> figures, Function<Facts, Optional<Outcome>> policy) {
        this.levers = levers;
        this.figures = figures;
        this.policy = policy;
    }

    /** One lever pulled. */
    private record Pull(Lever lever, Facts facts, long distance) {}

    SmallestChange from(Facts facts, Outcome outcome) {
        if (outcome.status() != EntitlementStatus.NOT_ENTITLED
                && outcome.status() != EntitlementStatus.NEEDS_JUDGEMENT) {
            return SmallestChange.NONE;
        }
        var alone = pulls(facts, outcome, this::entitles);
        if (!alone.isEmpty()) {
            return new SmallestChange(
                    alone.stream()
                            .limit(MOST_ALONE)
                            .map(pull -> change(pull.lever(), facts, pull.facts(), amount(pull.facts())))
                            .toList(),
                    List.of(),
                    null);
        }
        return new SmallestChange(List.of(), together(facts, outcome), null);
    }

    /** Removes one obstacle after the other, and then takes back whatever turned out not to be needed. */
    private List<Change> together(Facts start, Outcome first) {
        var pulled = new ArrayList<Lever>();
        var facts = start;
        var outcome = first;
        while (!entitles(outcome) && pulled.size() < MOST_TOGETHER) {
            var before = outcome;
            var used = pulled.stream().map(Lever::field).toList();
            var enough = pulls(facts, before, this::entitles);
            var next = (enough.isEmpty() ? pulls(facts, before, after -> nearer(before, after)) : enough)
                    .stream()
                            .filter(pull -> !used.contains(pull.lever().field()))
                            .findFirst();
            if (next.isEmpty()) {
                return List.of();
            }
            pulled.add(next.get().lever());
            facts = next.get().facts();
            outcome = policy.apply(facts).orElse(outcome);
        }
        return entitles(outcome) ? least(start, pulled, facts) : List.of();
    }

    /** Each of the levers as little as it takes, given the others. */
    private List<Change> least(Facts start, List<Lever> pulled, Facts end) {
        var facts = end;
        for (var lever : pulled) {
            var without = copied(lever, start, facts);
            if (entitles(without)) {
                facts = without;
            } else {
                facts = pull(lever, without, policy.apply(without).orElse(null), this::entitles)
                        .map(Pull::facts)
                        .orElse(facts);
            }
        }
        var last = facts;
        var amount = amount(last);
        return pulled.stream()
                .filter(lever -> !same(lever, start, last))
                .map(lever -> change(lever, start, last, amount))
                .toList();
    }

    private static Facts copied(Lever lever, Facts from, Facts to) {
        return lever instanceof Lever.Quantity quantity
                ? quantity.with(to, quantity.read(from))
                : ((Lever.Choice) lever).with(to, ((Lever.Choice) lever).read(from));
    }

    private static boolean same(Lever lever, Facts one, Facts other) {
        return lever instanceof Lever.Quantity quantity
                ? quantity.read(one) == quantity.read(other)
                : ((Lever.Choice) lever).read(one).equals(((Lever.Choice) lever).read(other));
    }

    /** An obstacle less and none more. */
    private static boolean nearer(Outcome before, Outcome after) {
        var was = obstacles(before);
        var is = obstacles(after);
        return is.size() < was.size() && was.containsAll(is)
                || is.size() <= was.size() && !new HashSet<>(is).containsAll(was);
    }

    private static List<String> obstacles(Outcome outcome) {
        var codes = new ArrayList<>(outcome.reasons().stream().map(Reason::code).toList());
        outcome.questions().stream().map(Question::code).forEach(codes::add);
        return codes;
    }

    private boolean entitles(Facts facts) {
        return asked(facts).map(this::entitles).orElse(false);
    }

    private boolean entitles(Outcome outcome) {
        return outcome.status() == EntitlementStatus.ENTITLED
                && outcome.entitledAmount().isPositive();
    }

    private Money amount(Facts facts) {
        return policy.apply(facts).map(Outcome::entitledAmount).orElse(Money.ZERO);
    }

    private Optional<Outcome> asked(Facts facts) {
        return questions++ < MOST_QUESTIONS ? policy.apply(facts) : Optional.empty();
    }

    /** Every lever that reaches the goal alone, the nearest first. */
    private List<Pull> pulls(Facts facts, Outcome now, Predicate<Outcome> goal) {
        var pulls = new ArrayList<Pull>();
        for (var lever : levers.of(facts)) {
            // One of two amounts that pushed the other along, or one receipt of a year, is the same change under
            // another
            // name.
            pull(lever, facts, now, goal)
                    .filter(pull ->
                            pulls.stream().noneMatch(other -> other.facts().equals(pull.facts())))
                    .ifPresent(pulls::add);
        }
        pulls.sort(Comparator.comparingInt((Pull pull) -> effort(pull, facts)).thenComparingLong(Pull::distance));
        return pulls;
    }

    /** More of the same comes first, then less of it, another day, another answer, and last another party. */
    private static int effort(Pull pull, Facts facts) {
        if (pull.lever() instanceof Lever.Quantity quantity) {
            return quantity.kind() == InputKind.DATE ? 2 : quantity.read(pull.facts()) < quantity.read(facts) ? 1 : 0;
        }
        var choice = (Lever.Choice) pull.lever();
        if (choice.kind() == InputKind.YES_NO) {
            return 3;
        }
        if (choice.field().startsWith("evidence.") || choice.field().equals("priorSupport")) {
            return 4;
        }
        return choice.field().startsWith("contract.") ? 5 : 6;
    }

    private Optional<Pull> pull(Lever lever, Facts facts, @Nullable Outcome now, Predicate<Outcome> goal) {
        Predicate<Facts> reaches = changed -> asked(changed).map(goal::test).orElse(false);
        if (lever instanceof Lever.Choice choice) {
            var is = choice.read(facts);
            return choice.values().stream()
                    .filter(value -> !value.equals(is))
                    .map(value -> choice.with(facts, value))
                    .filter(reaches)
                    .findFirst()
                    .map(changed -> new Pull(lever, changed, 1));
        }
        var quantity = (Lever.Quantity) lever;
        long is = quantity.read(facts);
        Predicate<Long> reached = value -> reaches.test(quantity.with(facts, value));
        var marks = marks(quantity, is, now);
        var up = least(is, new ArrayList<>(marks.tailSet(is, false)), reached);
        var down = least(is, new ArrayList<>(marks.headSet(is, false).descendingSet()), reached);
        long best = up.isEmpty()
                ? down.orElse(is)
                : down.isEmpty() || up.get() - is <= is - down.get() ? up.get() : down.get();
        return best == is
                ? Optional.empty()
                : Optional.of(new Pull(
                        lever, quantity.with(facts, best), Math.abs(best - is) * 1_000 / Math.max(1, Math.abs(is))));
    }

    /** The value nearest to {@code is} that reaches the goal, looking from mark to mark away from it. */
    private static Optional<Long> least(long is, List<Long> marks, Predicate<Long> reached) {
        long fails = is;
        for (long mark : marks) {
            if (reached.test(mark)) {
                return Optional.of(between(fails, mark, reached));
            }
            fails = mark;
        }
        return Optional.empty();
    }

    private static long between(long fails, long reaches, Predicate<Long> reached) {
        long no = fails;
        long yes = reaches;
        while (Math.abs(yes - no) > 1) {
            long middle = no + (yes - no) / 2;
            if (reached.test(middle)) {
                yes = middle;
            } else {
                no = middle;
            }
        }
        return yes;
    }

    /** Where to look: what reasons and parameters name and its neighbours, and then further and further away. */
    private TreeSet<Long> marks(Lever.Quantity quantity, long is, @Nullable Outcome now) {
        var marks = new TreeSet<Long>();
        for (long step = 1; step > 0 && step <= quantity.most() - quantity.least(); step *= 2) {
            marks.add(is + step);
            marks.add(is - step);
        }
        marks.add(quantity.least());
        var named = new HashSet<Long>();
        for (var figure : figures) {
            numbers(quantity.kind(), figure, named);
        }
        if (now != null) {
            for (var reason : now.reasons()) {
                numbers(quantity.kind(), reason.required(), named);
                reason.missing().ifPresent(missing -> {
                    var distances = new HashSet<Long>();
                    numbers(quantity.kind() == InputKind.DATE ? InputKind.COUNT : quantity.kind(), missing, distances);
                    distances.forEach(distance -> {
                        named.add(is + distance);
                        named.add(is - distance);
                    });
                });
            }
        }
        for (long value : named) {
            marks.add(value - 1);
            marks.add(value);
            marks.add(value + 1);
        }
        marks.removeIf(value -> value < quantity.least() || value > quantity.most());
        return marks;
    }

    private static void numbers(InputKind kind, String text, Set<Long> into) {
        if (kind == InputKind.DATE) {
            var days = DAY.matcher(text);
            while (days.find()) {
                try {
                    into.add(LocalDate.parse(days.group()).toEpochDay());
                } catch (java.time.DateTimeException e) {
                    // Digits and hyphens that are no day name none.
                }
            }
            return;
        }
        var found = NUMBER.matcher(text);
        while (found.find()) {
            var number = new BigDecimal(found.group());
            int places = kind == InputKind.MONEY ? 2 : kind == InputKind.RATIO ? 4 : 0;
            into.add(number.movePointRight(places)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValue());
        }
    }

    // The change in words.

    private static Change change(Lever lever, Facts before, Facts after, Money amount) {
        if (lever instanceof Lever.Choice choice) {
            return changed(choice, choice.read(before), choice.read(after), amount);
        }
        var quantity = (Lever.Quantity) lever;
        long from = quantity.read(before);
        long to = quantity.read(after);
        var kind = quantity.kind();
        if (kind == InputKind.DATE) {
            var day = LocalDate.ofEpochDay(to);
            return new Change(
                    lever.field(),
                    lever.label(),
                    kind,
                    LocalDate.ofEpochDay(from).toString(),
                    day.toString(),
                    null,
                    amount,
                    new Text(
                            lever.label().zh() + "为 " + day + "（现为 " + LocalDate.ofEpochDay(from) + "）即符合，"
                                    + gives(amount).zh(),
                            lever.label().en() + ": " + day + " instead of " + LocalDate.ofEpochDay(from)
                                    + " would have qualified and "
                                    + gives(amount).en()));
        }
        boolean more = to > from;
        var difference = Math.abs(to - from);
        return new Change(
                lever.field(),
                lever.label(),
                kind,
                plain(kind, from),
                plain(kind, to),
                (more ? "" : "-") + plain(kind, difference),
                amount,
                new Text(
                        lever.label().zh() + "现为 " + shown(kind, from).zh() + "，" + (more ? "再多 " : "少 ")
                                + shown(kind, difference).zh() + "（即 "
                                + shown(kind, to).zh() + "）即符合，"
                                + gives(amount).zh(),
                        lever.label().en() + " is " + shown(kind, from).en() + "; "
                                + shown(kind, difference).en() + (more ? " more (" : " less (")
                                + shown(kind, to).en() + ") would have qualified and "
                                + gives(amount).en()));
    }

    private static Change changed(Lever.Choice choice, String from, String to, Money amount) {
        var was = Spoken.of(choice, from);
        var is = Spoken.of(choice, to);
        return new Change(
                choice.field(),
                choice.label(),
                choice.kind(),
                from,
                to,
                null,
                amount,
                new Text(
                        choice.label().zh() + "为“" + is.zh() + "”（现为“" + was.zh() + "”）即符合，"
                                + gives(amount).zh(),
                        choice.label().en() + ": '" + is.en() + "' instead of '" + was.en()
                                + "' would have qualified and " + gives(amount).en()));
    }

    private static Text gives(Money amount) {
        return new Text("可得 " + amount.grouped() + " 元。", "give " + amount.grouped() + " yuan.");
    }

    private static String plain(InputKind kind, long value) {
        return switch (kind) {
            case MONEY -> Money.ofFen(value).toString();
            case RATIO -> Levers.ratio(value);
            default -> Long.toString(value);
        };
    }

    private static Text shown(InputKind kind, long value) {
        return switch (kind) {
            case MONEY ->
                new Text(Money.ofFen(value).grouped() + " 元", Money.ofFen(value).grouped() + " yuan");
            case RATIO -> {
                var percent = BigDecimal.valueOf(value, 2).stripTrailingZeros().toPlainString() + "%";
                yield new Text(percent, percent);
            }
            default -> new Text(Long.toString(value), Long.toString(value));
        };
    }
}
