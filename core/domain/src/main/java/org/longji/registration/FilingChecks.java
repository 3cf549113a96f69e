package org.longji.registration;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.longji.attachment.AttachmentDetails;
import org.longji.contract.CodeList;
import org.longji.contract.ContractDetails;
import org.longji.contract.PriceItem;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.TenantScope;

/**
 * Whether a filing says what the rules of its day ask of its type. Asked at submission: a draft may be incomplete. What is given
 * must always fit; what is required must be there when a party files by the form.
 */
final class FilingChecks {

    private static final String OUTSIDE_PLANS = "5";

    private FilingChecks() {}

    /**
     * @param byParty whether a party files; an officer may enter a short filing
     * @throws ProblemException IMPORT_CONTRACT, or INVALID_FIELDS naming every field at fault at once
     */
    static void check(
            EntityManager em,
            Regime regime,
            ContractDetails filing,
            boolean byParty,
            List<AttachmentDetails> attachments) {
        boolean isImport = filing.provider().kind() == PartyKind.OVERSEAS;
        if (isImport && !regime.buyerFilesImports()) {
            throw new ProblemException(Problem.IMPORT_CONTRACT, Map.of("regime", regime.title()));
        }
        var checks = new FieldChecks();
        var filer = isImport ? filing.recipient() : filing.provider();
        checks.require(
                TenantScope.subtree(filing.tenant()).contains(filer.division()),
                isImport ? "recipient.division" : "provider.division",
                "申请人所在地 " + filer.division() + " 不在本登记机构的辖区 " + filing.tenant() + "（按地域登记）。请向申请人所在地的登记机构申请。",
                "The filer sits in " + filer.division() + ", outside this agency's region " + filing.tenant()
                        + "; file at the agency of its own region.");
        var rules = regime.filing();
        if (rules == null) {
            checks.done();
            return;
        }
        for (int i = 0; i < filing.items().size(); i++) {
            item(checks, rules, filing.items().get(i), "items[" + i + "].");
        }
        var answers = filing.particulars().fields();
        var fields = rules.fieldsFor(filing.type(), filing.subtype());
        for (var id : answers.keySet()) {
            checks.require(
                    fields.stream().anyMatch(field -> field.id().equals(id)),
                    "particulars.fields." + id,
                    "该类合同没有此项。",
                    "A contract of this type has no such field.");
        }
        fields.stream()
                .filter(field -> answers.containsKey(field.id()))
                .forEach(field -> answer(checks, field, Objects.requireNonNull(answers.get(field.id()))));
        SamePatents.check(em, checks, filing.particulars(), "particulars.");
        boolean byTheForm = regime.fullFilingRequired() || !filing.items().isEmpty() || !answers.isEmpty();
        if (byParty && byTheForm) {
            required(checks, rules, filing, isImport, attachments);
        }
        checks.done();
    }

    private static void item(FieldChecks checks, FilingRules rules, PriceItem item, String prefix) {
        var reason = rules.reason(item.reason());
        checks.require(
                reason.filter(one -> one.priceClass() == item.priceClass()).isPresent(),
                prefix + "reason",
                "分项理由 " + item.reason() + " 不属于该类；可选："
                        + rules.reasons().stream()
                                .filter(one -> one.priceClass() == item.priceClass())
                                .map(one -> one.code() + " " + one.title().zh())
                                .collect(Collectors.joining("，"))
                        + "。",
                "Reason " + item.reason() + " is none of this class; choose one of "
                        + rules.reasons().stream()
                                .filter(one -> one.priceClass() == item.priceClass())
                                .map(FilingRules.PriceReason::code)
                                .collect(Collectors.joining(", "))
                        + ".");
        if (item.rateSource() != null) {
            checks.require(
                    rules.rateSources().stream().anyMatch(one -> one.code().equals(item.rateSource())),
                    prefix + "rateSource",
                    "汇率来源不在代码表内。",
                    "The source of the rate is none of the list.");
        }
    }

    private static void answer(FieldChecks checks, FilingRules.Field field, String answer) {
        var at = "particulars.fields." + field.id();
        switch (field.kind()) {
            case TEXT -> checks.atMost(answer, 200, at);
            case LONG_TEXT, PATENTS -> checks.atMost(answer, 4000, at);
            case CHOICE ->
                checks.require(
                        Objects.requireNonNull(field.choices()).stream()
                                .anyMatch(choice -> choice.code().equals(answer)),
                        at,
                        "不在可选项内。",
                        "None of the choices.");
            case DATE -> checks.require(isDate(answer), at, "日期写作 2026-03-01。", "Write a date as 2026-03-01.");
            case INTEGER -> checks.require(answer.matches("\\d{1,9}"), at, "须为整数。", "A whole number is needed.");
            case BOOLEAN ->
                checks.require(answer.matches("true|false"), at, "须为是或否。", "Either true or false is needed.");
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static void required(
            FieldChecks checks,
            FilingRules rules,
            ContractDetails filing,
            boolean isImport,
            List<AttachmentDetails> attachments) {
        checks.require(!filing.items().isEmpty(), "items", "请填写价款分项。", "Give the items of the price.");
        var given = formFields(filing);
        rules.formFieldsFor(filing.type(), filing.subtype()).forEach(field -> checks.present(given.get(field), field));
        rules.fieldsFor(filing.type(), filing.subtype()).stream()
                .filter(FilingRules.Field::required)
                .forEach(field -> checks.present(
                        filing.particulars().fields().get(field.id()), "particulars.fields." + field.id()));
        var present = attachments.stream()
                .filter(one -> one.withdrawnAt() == null)
                .map(AttachmentDetails::kind)
                .collect(Collectors.toSet());
        for (var kind : rules.attachmentsFor(filing.type(), filing.subtype())) {
            boolean needed = kind.required()
                    || kind.requiredWith() == FilingRules.Occasion.PLAN && isUnderAPlan(filing)
                    || kind.requiredWith() == FilingRules.Occasion.IMPORT && isImport;
            checks.require(
                    !needed || present.contains(kind.id()),
                    "attachments." + kind.id(),
                    "请上传附件：" + kind.title().zh() + "。",
                    "Attach this document: " + kind.title().en() + ".");
        }
    }

    private static boolean isUnderAPlan(ContractDetails filing) {
        var source = filing.planSource();
        boolean outside = source == null
                || source.isBlank()
                || CodeList.of("planSource")
                        .meaning(source)
                        .filter(plan -> plan.code().equals(OUTSIDE_PLANS))
                        .isPresent();
        return filing.planNumber() != null || !outside;
    }

    private static Map<String, Object> formFields(ContractDetails filing) {
        var given = new HashMap<String, Object>();
        given.put("paymentMode", filing.paymentMode());
        given.put("expectedInvestment", filing.expectedInvestment());
        given.put("expectedOutput", filing.expectedOutput());
        given.put("ipClass", filing.ipClass());
        given.put("technologyField", filing.technologyField());
        given.put("economicGoal", filing.economicGoal());
        given.put("industry", filing.industry());
        given.put("validFrom", filing.validFrom());
        given.put("validUntil", filing.validUntil());
        return given;
    }
}
