package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.ComposedPolicy;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.InnerShare;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.ParameterException;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;

/** A compiled measure. */
final class Measure implements ComposedPolicy {

    /** A check of the figures of one day: something wrong with them, or nothing. */
    interface ValueCheck {
        @Nullable
        Finding check(Evaluation in);
    }

    /** A part inside the amount. */
    record Share(String code, Text name, Expr upTo, LegalBasis basis) {}

    /** A remark. */
    record Note(@Nullable Expr when, Text text) {}

    private final PolicyDescriptor descriptor;
    private final Subject subject;
    private final Role beneficiary;
    private final List<ParameterDescription> parameters;
    private final List<InputDescription> inputs;
    private final int years;
    private final boolean yearContracts;
    private final int figures;
    private final List<Condition> conditions;
    private final List<Step> steps;
    private final List<Share> shares;
    private final List<Note> notes;
    private final List<ValueCheck> checks;
    private final LegalBasis basis;

    Measure(
            PolicyDescriptor descriptor,
            Names names,
            List<ParameterDescription> parameters,
            List<InputDescription> inputs,
            List<Condition> conditions,
            List<Step> steps,
            List<Share> shares,
            List<Note> notes,
            List<ValueCheck> checks,
            LegalBasis basis) {
        this.descriptor = descriptor;
        this.subject = names.subject;
        this.beneficiary = names.role;
        this.parameters = List.copyOf(parameters);
        this.inputs = List.copyOf(inputs);
        this.years = names.years;
        this.yearContracts = names.yearContracts;
        this.figures = names.figures.size();
        this.conditions = List.copyOf(conditions);
        this.steps = List.copyOf(steps);
        this.shares = List.copyOf(shares);
        this.notes = List.copyOf(notes);
        this.checks = List.copyOf(checks);
        this.basis = basis;
    }

    @Override
    public PolicyDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public Role beneficiary() {
        return beneficiary;
    }

    @Override
    public List<ParameterDescription> parameters() {
        return parameters;
    }

    @Override
    public List<InputDescription> inputs() {
        return inputs;
    }

    @Override
    public int yearsOfFigures() {
        return years;
    }

    @Override
    public boolean readsYearContracts() {
        return yearContracts;
    }

    @Override
    public List<Finding> checkValues(Map<String, String> values) {
        Evaluation in = new Evaluation(nobody(), read(values), figures);
        List<Finding> findings = new ArrayList<>();
        for (ValueCheck check : checks) {
            Finding finding = check.check(in);
            if (finding != null) {
                findings.add(finding);
            }
        }
        return findings;
    }

    private static Facts nobody() {
        var party = new org.longji.plugin.api.PartyFacts("", PartyKind.ENTERPRISE, 0);
        return Facts.ofApplicant(
                new ApplicantFacts(party, List.of(), List.of()), 2000, LocalDate.of(2000, 1, 1), List.of(), Map.of());
    }

    @Override
    public Bound bind(Map<String, String> values, LocalDate from, Optional<LocalDate> until) {
        @Nullable Object[] read = read(values);
        for (Finding finding : checkValues(values)) {
            throw new ParameterException(finding.pointer(), finding.message().en());
        }
        return facts -> assess(facts, read, from, until);
    }

    private @Nullable Object[] read(Map<String, String> values) {
        Set<String> unknown = new LinkedHashSet<>(values.keySet());
        @Nullable Object[] read = new Object[parameters.size()];
        for (int i = 0; i < read.length; i++) {
            ParameterDescription parameter = parameters.get(i);
            unknown.remove(parameter.name());
            String text = values.get(parameter.name());
            if (text == null || text.isBlank()) {
                if (!parameter.optional()) {
                    throw new ParameterException(parameter.name(), "has no value on this date");
                }
            } else {
                read[i] = read(parameter, text.strip());
            }
        }
        unknown.removeIf(ParameterBinder::isReserved);
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    unknown.iterator().next(), "is not a parameter of this measure; check the spelling");
        }
        return read;
    }

    private static Object read(ParameterDescription parameter, String text) {
        try {
            return switch (parameter.unit()) {
                case "CNY" -> Exact.of(Money.of(text));
                case "1", "number" -> Exact.of(new BigDecimal(text));
                case "count" -> Exact.of(Long.parseLong(text));
                case "date" -> LocalDate.parse(text);
                case "division" -> Integer.valueOf(text);
                case "boolean" ->
                    switch (text) {
                        case "true" -> Boolean.TRUE;
                        case "false" -> Boolean.FALSE;
                        default -> throw new IllegalArgumentException("neither true nor false");
                    };
                case "enum" -> Vocabulary.setOf(text);
                default -> text;
            };
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            throw new ParameterException(
                    parameter.name(),
                    "'" + text + "' is not a value of unit " + parameter.unit() + " (" + e.getMessage() + ")");
        }
    }

    private Assessment assess(Facts facts, @Nullable Object[] values, LocalDate from, Optional<LocalDate> until) {
        Evaluation in = new Evaluation(facts, values, figures);
        Verdict verdict = new Verdict();
        LocalDate date = facts.governingDate();
        if (date.isBefore(from) || until.isPresent() && date.isAfter(until.get())) {
            verdict.refuse(Reason.notInForce(date, from, until, basis));
        }
        for (int i = 0; i < conditions.size(); i++) {
            conditions.get(i).check(in, verdict);
        }
        Assessment open = verdict.assessment();
        if (open instanceof NotEntitled) {
            return open;
        }
        if (descriptor.kind() == Kind.CHECK) {
            return open == null ? passed(in) : open;
        }
        Tally tally = Tally.of(in);
        Step.runAll(steps, tally);
        verdict.ask(in, basis);
        if (tally.open() && !verdict.open()) {
            verdict.ask(
                    new Ask("VALUE_MISSING", new Text("缺少计算所需的数据。", "A value that the calculation needs is missing."))
                            .question(basis));
        }
        if (verdict.open()) {
            // Even what is certain to give nothing is asked about only once it could give something.
            Assessment questions = verdict.assessment();
            return questions == null ? new NeedsJudgement(List.of()) : questions;
        }
        Money amount = tally.total().money();
        if (tally.refused() || !amount.isPositive()) {
            return new NotEntitled(tally.near().isEmpty() ? List.of(nothingDue()) : distinct(tally.near()));
        }
        return new Entitled(amount, tally.steps(), shares(in), notes(in));
    }

    /** A check says what it held; where none of its conditions applies, that nothing was to be held. */
    private Passed passed(Evaluation in) {
        List<CalculationStep> held = conditions.stream()
                .map(condition -> condition.held(in))
                .flatMap(Optional::stream)
                .toList();
        return new Passed(
                held.isEmpty()
                        ? List.of(new CalculationStep(
                                "NOTHING_TO_HOLD",
                                new Text("没有适用的要求", "None of the conditions applies"),
                                Map.of(),
                                "-",
                                Money.ZERO,
                                basis))
                        : held,
                notes(in));
    }

    private static List<Reason> distinct(List<Reason> near) {
        return near.stream().distinct().toList();
    }

    private Reason nothingDue() {
        return new Reason(
                "NOTHING_DUE",
                new Text("按本措施计算的金额为零。", "The measure comes to nothing for this case."),
                "0.00",
                "> 0.00",
                Optional.empty(),
                basis);
    }

    private List<InnerShare> shares(Evaluation in) {
        if (shares.isEmpty()) {
            return List.of();
        }
        List<InnerShare> result = new ArrayList<>(shares.size());
        for (Share share : shares) {
            Exact rate = share.upTo().number(in);
            if (rate != null) {
                result.add(new InnerShare(
                        share.code(),
                        share.name(),
                        rate.rounded(10, RoundingMode.DOWN).stripTrailingZeros(),
                        share.basis()));
            }
        }
        return result;
    }

    private List<Text> notes(Evaluation in) {
        if (notes.isEmpty()) {
            return List.of();
        }
        List<Text> result = new ArrayList<>(notes.size());
        for (Note note : notes) {
            Expr when = note.when();
            if (when == null || Boolean.TRUE.equals(when.truth(in))) {
                result.add(note.text());
            }
        }
        return result;
    }
}
