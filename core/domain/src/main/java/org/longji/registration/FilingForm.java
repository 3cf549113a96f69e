package org.longji.registration;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.contract.CodeList;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Text;

/**
 * What a filing of one type is filled in with when it is submitted on a day.
 *
 * @param from first day the regime governs
 * @param until last day, null while it goes on
 * @param offlineRoute where a contract that holds state secrets is to be taken
 * @param formFields names of the registration form's own fields that must be filled in
 * @param codeLists the words of the registration form's lists, by the name of the field
 */
public record FilingForm(
        String regime,
        Text title,
        String document,
        LocalDate from,
        @Nullable LocalDate until,
        boolean buyerFilesImports,
        boolean fullFilingRequired,
        @Nullable Text offlineRoute,
        List<FilingRules.Choice> rateSources,
        List<FilingRules.PriceReason> reasons,
        List<FilingRules.AttachmentKind> attachments,
        List<String> formFields,
        List<FilingRules.Field> fields,
        Map<String, List<FilingRules.Choice>> codeLists) {

    private static final List<String> LISTS =
            List.of("paymentMode", "ipClass", "technologyField", "economicGoal", "planSource");

    static FilingForm of(Regime regime, ContractType type, String subtype) {
        var rules = regime.filing();
        var lists = new LinkedHashMap<String, List<FilingRules.Choice>>();
        for (var list : LISTS) {
            lists.put(
                    list,
                    CodeList.of(list).codes().stream()
                            .map(entry -> new FilingRules.Choice(entry.code(), new Text(entry.zh(), entry.en())))
                            .toList());
        }
        return new FilingForm(
                regime.regime(),
                regime.title(),
                regime.document(),
                regime.from(),
                regime.until(),
                regime.buyerFilesImports(),
                regime.fullFilingRequired(),
                rules == null ? null : rules.offlineRoute(),
                rules == null ? List.of() : rules.rateSources(),
                rules == null ? List.of() : rules.reasons(),
                rules == null ? List.of() : rules.attachmentsFor(type, subtype),
                rules == null ? List.of() : rules.formFieldsFor(type, subtype),
                rules == null ? List.of() : rules.fieldsFor(type, subtype),
                lists);
    }
}
