package org.longji.entitlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.longji.entitlement.Questionnaire.Field;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.StatedFacts;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.YearFigures;
import org.longji.policy.Exclusivity;
import org.longji.policy.GoverningClock;

/**
 * Works out what a version asks of a case. Whether it looks at an input is found by asking it: over cases around its own
 * figures, one input after the other is changed, and an answer that changes with it betrays that it was read. That holds for
 * classes and measures alike and needs nobody's word; an input it never seemed to read is still accepted.
 */
@ApplicationScoped
class Questionnaires {

    private static final Set<String> LISTS = Set.of("receipts", "figures", "contracts");
    private static final int WALKS = 6;
    private static final int STEPS = 120;
    private static final int REMEMBERED = 500;

    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    Questionnaire of(Imagined imagined) {
        var version = imagined.version();
        var handle = imagined.handle();
        return new Questionnaire(
                version.tenant(),
                version.policyId(),
                version.version(),
                version.title(),
                version.document(),
                version.article(),
                version.from(),
                version.until().orElse(null),
                version.clock(),
                version.computable(),
                handle.subject(),
                handle.beneficiary(),
                handle.yearsOfFigures(),
                fields(imagined));
    }

    private List<Field> fields(Imagined imagined) {
        var version = imagined.version();
        var handle = imagined.handle();
        var read = read(imagined);
        var otherwise = new LinkedHashMap<String, String>();
        handle.inputs()
                .forEach(input ->
                        input.otherwise().ifPresent(value -> otherwise.put("evidence." + input.name(), value)));
        var fields = new ArrayList<Field>();
        for (var lever : levers(imagined).of(ordinary(imagined))) {
            var name = lever.field();
            if (name.contains(".") && LISTS.contains(group(name))) {
                continue;
            }
            fields.add(new Field(
                    name,
                    name.equals("receipts") ? new Text("到账", "money received") : lever.label(),
                    name.equals("receipts") ? InputKind.RECEIPTS : kind(lever),
                    lever instanceof Lever.Choice choice && !name.equals("priorSupport") ? choice.values() : List.of(),
                    name.startsWith("evidence.") || read.contains(name) || governs(version.clock(), name),
                    otherwise.get(name)));
        }
        fields.add(new Field(
                "priorSupport",
                new Text("以前已获支持", "support granted before"),
                InputKind.PRIOR_SUPPORT,
                List.of(),
                read.contains("priorSupport") || version.exclusivity() == Exclusivity.NO_EARLIER_PROVINCIAL_SUPPORT,
                null));
        if (handle.subject() != Subject.CONTRACT || handle.yearsOfFigures() > 0) {
            fields.add(new Field(
                    "figures",
                    new Text("历年合计", "totals of the years"),
                    InputKind.YEARS,
                    List.of(),
                    handle.yearsOfFigures() > 0 && !handle.readsYearContracts(),
                    null));
        }
        if (handle.readsYearContracts()) {
            fields.add(new Field(
                    "contracts",
                    new Text("当年合同", "contracts of the year"),
                    InputKind.CONTRACTS,
                    List.of(),
                    true,
                    null));
        }
        return List.copyOf(fields);
    }

    private static InputKind kind(Lever lever) {
        return lever instanceof Lever.Quantity quantity ? quantity.kind() : ((Lever.Choice) lever).kind();
    }

    private static boolean governs(GoverningClock clock, String field) {
        return switch (clock) {
            case SIGNED -> field.equals("contract.signedOn");
            case REGISTERED -> field.equals("contract.registeredOn");
            case RECEIVED -> field.equals("receipts");
            case DECIDED -> false;
        };
    }

    private static String group(String field) {
        int dot = field.indexOf('.');
        return dot < 0 ? field : field.substring(0, dot);
    }

    private static Levers levers(Imagined imagined) {
        return new Levers(imagined.handle().subject(), imagined.handle().inputs(), Levers.Words.of(imagined.version()));
    }

    private Set<String> read(Imagined imagined) {
        var version = imagined.version();
        if (!version.computable()) {
            return Set.of();
        }
        var key = imagined.handle().pluginHash() + version.hash();
        var found = known.get(key);
        if (found == null) {
            found = Set.copyOf(probe(imagined));
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(key, found);
        }
        return found;
    }

    private static Set<String> probe(Imagined imagined) {
        // Always the same cases: a form must not change from one look to the next.
        var random = new Random(7);
        var values = new Values(imagined, random);
        var levers = levers(imagined);
        var days = List.copyOf(imagined.version().changes());
        var read = new TreeSet<String>();
        for (int walk = 0; walk < WALKS; walk++) {
            var terms = imagined.on(days.get(walk % days.size()));
            var at = OtherFacts.on(ordinary(imagined), days.get(walk % days.size()));
            var answer = terms.calculate(at);
            for (int step = 0; step < STEPS; step++) {
                var around = levers.of(at);
                for (var lever : around) {
                    var name = LISTS.contains(group(lever.field())) ? group(lever.field()) : lever.field();
                    if (read.contains(name)) {
                        continue;
                    }
                    var other = values.other(lever, at);
                    if (alone(lever, around, at, other) && differs(answer, terms, other)) {
                        read.add(name);
                    }
                }
                if (!read.contains("priorSupport") && differs(answer, terms, supported(at, imagined))) {
                    read.add("priorSupport");
                }
                // One step aside, never to where the policy gives less of an answer: a case that fails shows little.
                var next = values.other(around.get(random.nextInt(around.size())), at);
                var nextAnswer = terms.calculate(next);
                if (promise(nextAnswer) >= promise(answer)) {
                    at = next;
                    answer = nextAnswer;
                }
            }
        }
        return read;
    }

    /** Whether nothing else moved with it: an amount can push the other amount, and one day the other. */
    private static boolean alone(Lever moved, List<Lever> levers, Facts before, Facts after) {
        return levers.stream()
                .filter(lever -> !lever.equals(moved)
                        && lever.field().startsWith("contract.")
                        && moved.field().startsWith("contract."))
                .allMatch(lever -> lever instanceof Lever.Quantity quantity
                        ? quantity.read(before) == quantity.read(after)
                        : ((Lever.Choice) lever).read(before).equals(((Lever.Choice) lever).read(after)));
    }

    private static int promise(Assessment answer) {
        if (answer instanceof Entitled || answer instanceof Passed) {
            return 1_000;
        }
        return answer instanceof NotEntitled refused
                ? -refused.reasons().size()
                : 100 - ((NeedsJudgement) answer).questions().size();
    }

    private static boolean differs(Assessment answer, Terms terms, Facts other) {
        return !answer.equals(terms.calculate(other));
    }

    private static Facts supported(Facts f, Imagined imagined) {
        var own = imagined.version().policyId();
        return f.withPriorSupport(List.of(
                new PriorSupport(own, f.year() - 1, Side.PROVIDER, Money.ofFen(1_000_000)),
                new PriorSupport("other-policy", f.year(), Side.RECIPIENT, Money.ofFen(1_000_000))));
    }

    /** A case in the middle of things, for which most policies have something. */
    private static Facts ordinary(Imagined imagined) {
        var version = imagined.version();
        var handle = imagined.handle();
        var day = version.from();
        var year = day.getYear();
        var party = new PartyFacts("", PartyKind.ENTERPRISE, version.tenant());
        var amount = Money.ofFen(100_000_000);
        var applicant = new ApplicantFacts(
                party,
                List.of(
                        new YearFigures(year - 1, handle.beneficiary(), 5, amount, amount, amount),
                        new YearFigures(year, handle.beneficiary(), 9, amount, amount, amount)),
                List.of());
        var evidence = new LinkedHashMap<String, String>();
        handle.inputs().forEach(input -> evidence.put(input.name(), ordinary(input, day)));
        if (handle.subject() != Subject.CONTRACT) {
            return Facts.ofApplicant(applicant, year, day, List.of(), evidence);
        }
        var facts = new Facts(
                        new ContractFacts(
                                StatedFacts.IMAGINED,
                                "P1",
                                ContractType.TRANSFER,
                                "",
                                day,
                                day,
                                amount,
                                amount,
                                Answer.NO,
                                Answer.YES,
                                Answer.YES),
                        party,
                        party,
                        List.of(new ReceiptFacts(1, day, amount)),
                        year,
                        day,
                        List.of())
                .withEvidence(evidence);
        return handle.yearsOfFigures() > 0 || handle.beneficiary().compareTo(Role.RECIPIENT) > 0
                ? facts.withApplicant(applicant)
                : facts;
    }

    private static String ordinary(InputDescription input, LocalDate day) {
        return switch (input.type()) {
            case MONEY -> "1000000.00";
            case COUNT -> "10";
            case RATIO -> "0.05";
            case DATE -> day.toString();
            case YES_NO -> "YES";
            case CHOICE -> input.choices().get(0);
        };
    }

    /** Values around the figures of a version. */
    private static final class Values {

        private static final List<Long> FEN = List.of(0L, 1_000_000L, 50_000_000L, 1_000_000_000L, 100_000_000_000L);

        private final Random random;
        private final List<Long> fen = new ArrayList<>(FEN);
        private final List<Long> days = new ArrayList<>();

        Values(Imagined imagined, Random random) {
            this.random = random;
            imagined.version()
                    .parameters()
                    .values()
                    .forEach(values -> values.forEach(value -> {
                        if (value.unit().equals("CNY")) {
                            long at = Money.of(value.value()).fen();
                            fen.addAll(List.of(Math.max(0, at - 1), at, at + 1));
                        } else if (value.unit().equals("date")) {
                            long day = LocalDate.parse(value.value()).toEpochDay();
                            days.addAll(List.of(day - 1, day, day + 1));
                        }
                    }));
        }

        Facts other(Lever lever, Facts facts) {
            if (lever instanceof Lever.Choice choice) {
                var now = choice.read(facts);
                var others = choice.values().stream()
                        .filter(value -> !value.equals(now))
                        .toList();
                return others.isEmpty() ? facts : choice.with(facts, others.get(random.nextInt(others.size())));
            }
            var quantity = (Lever.Quantity) lever;
            return quantity.with(facts, other(quantity, quantity.read(facts)));
        }

        private long other(Lever.Quantity quantity, long now) {
            return switch (quantity.kind()) {
                case MONEY -> fen.get(random.nextInt(fen.size()));
                case DATE ->
                    days.isEmpty() || random.nextBoolean()
                            ? now + random.nextInt(1_200) - 800
                            : days.get(random.nextInt(days.size()));
                case RATIO -> random.nextInt(10_000);
                default -> random.nextInt(60);
            };
        }
    }
}
