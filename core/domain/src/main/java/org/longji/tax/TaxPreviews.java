package org.longji.tax;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractStatus;
import org.longji.contract.Contracts;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sha256;
import org.longji.shared.WorkingDays;

/** Computes previews on registered contracts; whoever may read the contract may preview its taxes. */
@Dependent
public class TaxPreviews {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,13}(\\.\\d{1,2})?");

    private final Contracts contracts;
    private final TaxCards cards;
    private final WorkingDays calendar;

    @Inject
    public TaxPreviews(Contracts contracts, TaxCards cards, WorkingDays calendar) {
        this.contracts = contracts;
        this.cards = cards;
        this.calendar = calendar;
    }

    /**
     * A card as it is offered for a contract.
     *
     * @param version version in force on the day; null where none is
     * @param proposals answers the contract proposes, by input or condition
     */
    public record Offer(
            Tax card,
            Text title,
            Text taxpayer,
            @Nullable String version,
            @Nullable String basis,
            Map<String, TaxCard.Input> inputs,
            Map<String, TaxCard.Condition> conditions,
            List<Text> evidence,
            Map<String, String> proposals) {}

    /** The cards with what the contract already answers. */
    public List<Offer> offers(Caller caller, int tenant, UUID contract, LocalDate on) {
        var base = registered(caller, tenant, contract);
        return cards.all().stream()
                .map(card -> {
                    var version = card.on(on);
                    return new Offer(
                            card.card(),
                            card.title(),
                            card.taxpayer(),
                            version.map(TaxCard.Version::version).orElse(null),
                            version.map(TaxCard.Version::basis).orElse(null),
                            card.inputs(),
                            card.conditions(),
                            card.evidence(),
                            card.card().rule().proposals(base));
                })
                .toList();
    }

    /**
     * Computes a preview; nothing is kept.
     *
     * @param answers by input (amounts in yuan, dates, choices) or asked condition (YES, NO)
     * @throws ProblemException NOT_REGISTERED, NO_TAX_VERSION, or INVALID_FIELDS naming every answer that cannot be read
     */
    public TaxPreview preview(
            Caller caller, int tenant, UUID contract, Tax tax, LocalDate on, Map<String, String> answers) {
        return preview(registered(caller, tenant, contract), tax, on, answers);
    }

    TaxPreview preview(TaxBase contract, Tax tax, LocalDate on, Map<String, String> answers) {
        var card = cards.card(tax).orElseThrow(() -> noVersion(tax, on));
        var version = card.on(on).orElseThrow(() -> noVersion(tax, on));
        check(card, answers);
        var taken = new LinkedHashMap<>(tax.rule().proposals(contract));
        taken.putAll(answers);
        var working = new Working(contract, card, version, taken);
        tax.rule().compute(working, calendar);
        return new TaxPreview(
                tax,
                card.title(),
                card.taxpayer(),
                version.version(),
                Sha256.hex(Json.write(card)),
                version.basis(),
                version.source(),
                on,
                contract.registrationNumber(),
                contract.registrationVersion(),
                taken,
                card.conditions().entrySet().stream()
                        .map(condition -> new TaxPreview.ConditionState(
                                condition.getKey(),
                                condition.getValue().text(),
                                condition.getValue().basis(),
                                condition.getValue().asked(),
                                String.valueOf(working.conditions().get(condition.getKey()))))
                        .toList(),
                working.relieved(),
                card.figures().entrySet().stream()
                        .map(figure -> {
                            var found = working.figures().get(figure.getKey());
                            return new TaxPreview.Figure(
                                    figure.getKey(), figure.getValue(), found.formula(), found.amount());
                        })
                        .toList(),
                version.noteOn(on),
                true);
    }

    private TaxBase registered(Caller caller, int tenant, UUID id) {
        var contract = contracts.details(caller, tenant, id);
        if (contract.status() != ContractStatus.REGISTERED) {
            throw new ProblemException(
                    Problem.NOT_REGISTERED, Map.of("status", contract.status().words()));
        }
        return TaxBase.of(contract);
    }

    private static ProblemException noVersion(Tax tax, LocalDate on) {
        return new ProblemException(Problem.NO_TAX_VERSION, Map.of("card", tax, "day", on));
    }

    private static void check(TaxCard card, Map<String, String> answers) {
        var checks = new FieldChecks();
        answers.forEach((id, answer) -> {
            var field = "answers." + id;
            var input = card.inputs().get(id);
            var condition = card.conditions().get(id);
            if (input == null) {
                checks.require(
                        condition != null && condition.asked(), field, "此卡片没有这一项。", "The card does not ask this.");
                checks.require(answer.equals("YES") || answer.equals("NO"), field, "请填 YES 或 NO。", "Answer YES or NO.");
                return;
            }
            switch (input.kind()) {
                case MONEY ->
                    checks.require(
                            AMOUNT.matcher(answer).matches(),
                            field,
                            "请以元填写非负金额，最多两位小数。",
                            "Give yuan, not negative, with two decimals at most.");
                case DATE ->
                    checks.require(isDate(answer), field, "请按 2018-03-05 的格式填写日期。", "Write a date like 2018-03-05.");
                case CHOICE -> {
                    var choices = input.choices() == null ? Map.of() : input.choices();
                    checks.require(
                            choices.containsKey(answer),
                            field,
                            "可选：" + choices.keySet() + "。",
                            "Choose one of " + choices.keySet() + ".");
                }
            }
        });
        checks.done();
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException notADate) {
            return false;
        }
    }
}
