package org.longji.rest.entitlement;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.DecisionRecord;
import org.longji.entitlement.SmallestChange;
import org.longji.plugin.api.Discretion;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Text;
import org.longji.policy.GoverningClock;

/**
 * A decision as a letter can tell it: the conclusion in a sentence, the clauses, the dated values, the arithmetic, and on a
 * refusal what was missing and by how little. Everything in it comes from the stored record but the smallest change that
 * would have qualified, which is worked out when it is read.
 */
public record Explanation(
        Text title,
        Text summary,
        LocalDate governingDate,
        GoverningClock clock,
        List<Basis> basis,
        Map<String, String> inputs,
        List<ExplainedParameter> parameters,
        List<ExplainedStep> steps,
        List<ExplainedShare> shares,
        List<ExplainedBearer> borne,
        List<ExplainedInstalment> instalments,
        List<ExplainedReason> reasons,
        List<ExplainedQuestion> questions,
        List<Text> notes,
        SmallestChange smallestChange,
        PluginReference plugin) {

    /** Document and article a sentence rests on. */
    public record Basis(
            String document, String article, @Nullable String title) {

        static Basis of(LegalBasis basis) {
            return new Basis(basis.document(), basis.article(), basis.title().orElse(null));
        }
    }

    /** One dated value as it stood on the governing date. */
    public record ExplainedParameter(
            String name,
            Text label,
            String value,
            String unit,
            LocalDate from,
            @Nullable LocalDate until,
            Basis basis,
            @Nullable String note) {}

    /**
     * A named value.
     *
     * @param name as it is recorded
     * @param label the same in both languages
     */
    public record NamedValue(String name, Text label, String value) {}

    /** One step of the calculation; contributions add up to the amount. */
    public record ExplainedStep(
            String code, Text what, List<NamedValue> inputs, String arithmetic, Money contribution, Basis basis) {}

    /** A part of the amount meant for somebody inside it. */
    public record ExplainedShare(String code, Text name, String upToRate, Money amount, Basis basis) {}

    /** What a level bears of the amount. */
    public record ExplainedBearer(String level, int tenant, String share, Money amount, Basis basis) {}

    /** A part of the amount, due on a day or at some time in a year. */
    public record ExplainedInstalment(
            String share, @Nullable LocalDate dueOn, int dueYear, Money amount, Basis basis) {}

    /** Why nothing is due, and what was missing. */
    public record ExplainedReason(
            String code,
            Text message,
            String actual,
            String required,
            @Nullable String missing,
            Basis basis) {}

    /** What a person must answer first. */
    public record ExplainedQuestion(
            String code, Text text, Basis basis, @Nullable Interval interval) {}

    /** The amount to be set lies in here, both ends included. */
    public record Interval(Money least, Money most, Text by) {

        static Interval of(Discretion discretion) {
            return new Interval(discretion.least(), discretion.most(), discretion.by());
        }
    }

    /** The archive that computed it. */
    public record PluginReference(String id, String version, String hash) {}

    static Explanation of(DecisionRecord record, SmallestChange smallestChange) {
        var outcome = record.outcome();
        return new Explanation(
                record.policy().title(),
                record.conclusion(),
                record.governingDate(),
                record.policy().clock(),
                basis(record),
                inputs(record),
                record.parameters().stream()
                        .map(p -> new ExplainedParameter(
                                p.name(),
                                p.label(),
                                p.value(),
                                p.unit(),
                                p.from(),
                                p.until().orElse(null),
                                Basis.of(p.basis()),
                                p.note().orElse(null)))
                        .toList(),
                outcome.steps().stream()
                        .map(s -> new ExplainedStep(
                                s.code(),
                                s.what(),
                                s.inputs().entrySet().stream()
                                        .map(e -> new NamedValue(
                                                e.getKey(), record.inputName(s, e.getKey()), e.getValue()))
                                        .toList(),
                                s.arithmetic(),
                                s.contribution(),
                                Basis.of(s.basis())))
                        .toList(),
                outcome.shares().stream()
                        .map(s -> new ExplainedShare(
                                s.code(), s.name(), s.upToRate().toPlainString(), s.amount(), Basis.of(s.basis())))
                        .toList(),
                IntStream.range(0, outcome.borne().size())
                        .mapToObj(i -> {
                            var bearer = record.host().bearers().get(i);
                            return new ExplainedBearer(
                                    bearer.level().name(),
                                    bearer.tenant(),
                                    bearer.share().toPlainString(),
                                    outcome.borne().get(i),
                                    Basis.of(bearer.basis()));
                        })
                        .toList(),
                IntStream.range(0, outcome.instalments().size())
                        .mapToObj(i -> {
                            var part = record.host().instalments().get(i);
                            return new ExplainedInstalment(
                                    part.share().toPlainString(),
                                    part.dueOn().orElse(null),
                                    part.dueYear(),
                                    outcome.instalments().get(i),
                                    Basis.of(part.basis()));
                        })
                        .toList(),
                outcome.reasons().stream()
                        .map(r -> new ExplainedReason(
                                r.code(),
                                r.message(),
                                r.actual(),
                                r.required(),
                                r.missing().orElse(null),
                                Basis.of(r.basis())))
                        .toList(),
                outcome.questions().stream()
                        .map(q -> new ExplainedQuestion(
                                q.code(),
                                q.text(),
                                Basis.of(q.basis()),
                                q.discretion().map(Interval::of).orElse(null)))
                        .toList(),
                outcome.notes(),
                smallestChange,
                new PluginReference(
                        record.plugin().id(),
                        record.plugin().version(),
                        record.plugin().hash()));
    }

    /** The same of a case nobody registered: it has no number. */
    static Explanation ofImagined(DecisionRecord record, SmallestChange smallestChange) {
        var explanation = of(record, smallestChange);
        explanation.inputs().remove("registrationNumber");
        return explanation;
    }

    private static List<Basis> basis(DecisionRecord record) {
        var outcome = record.outcome();
        var clauses = Stream.of(
                        outcome.steps().stream().map(s -> s.basis()),
                        outcome.reasons().stream().map(r -> r.basis()),
                        outcome.questions().stream().map(Question::basis),
                        outcome.shares().stream().map(s -> s.basis()))
                .flatMap(bases -> bases)
                .map(Basis::of)
                .distinct()
                .toList();
        // A tenant's own version of a policy rests on a document of its own, which the policy's clauses cannot know.
        var own = record.policy();
        return clauses.stream().anyMatch(clause -> clause.document().equals(own.document()))
                ? clauses
                : Stream.concat(Stream.of(new Basis(own.document(), own.article(), null)), clauses.stream())
                        .toList();
    }

    private static Map<String, String> inputs(DecisionRecord record) {
        var facts = record.facts();
        var contract = facts.contract();
        var inputs = new LinkedHashMap<String, String>();
        inputs.put("registrationNumber", contract.registrationNumber());
        inputs.put("type", contract.type().name());
        inputs.put("signedOn", contract.signedOn().toString());
        inputs.put("registeredOn", contract.registeredOn().toString());
        inputs.put("contractAmount", contract.contractAmount().toString());
        inputs.put("technologyAmount", contract.technologyAmount().toString());
        inputs.put("receivedInYear", facts.receivedWithin(record.year()).toString());
        inputs.put(
                "receivedTotal",
                Money.sum(facts.receipts().stream().map(ReceiptFacts::received).toList())
                        .toString());
        inputs.put("providerKind", facts.provider().kind().name());
        inputs.put("providerDivision", Integer.toString(facts.provider().division()));
        inputs.put("recipientKind", facts.recipient().kind().name());
        inputs.put("recipientDivision", Integer.toString(facts.recipient().division()));
        inputs.put("affiliatedParties", contract.affiliatedParties().name());
        inputs.put("landedInProvince", contract.landedInProvince().name());
        inputs.put("titleTransferred", contract.titleTransferred().name());
        facts.evidence().forEach((name, value) -> inputs.put("evidence." + name, value));
        facts.settings().forEach((name, value) -> inputs.put("settings." + name, value.toString()));
        record.host().electedSide().ifPresent(side -> inputs.put("electedSide", side.name()));
        return inputs;
    }
}
