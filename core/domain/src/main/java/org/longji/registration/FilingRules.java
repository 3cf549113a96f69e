package org.longji.registration;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.contract.PriceClass;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Text;

/**
 * What a filing is filled in with under a regime: the fields and documents of each contract type, the reasons a part of the
 * price may be technical or not, and where exchange rates may come from.
 *
 * @param offlineRoute where a contract that holds state secrets is to be taken
 */
public record FilingRules(
        String filingRules,
        Text title,
        Text offlineRoute,
        List<Choice> rateSources,
        List<PriceReason> reasons,
        List<AttachmentKind> attachments,
        List<FormField> formFields,
        List<Field> fields) {

    /** An examination may be pinned to a text from before the form's own fields were asked for. */
    @SuppressWarnings("ConstantValue")
    public FilingRules {
        formFields = formFields == null ? List.of() : List.copyOf(formFields);
    }

    /** One of several answers. */
    public record Choice(String code, Text title) {}

    /**
     * Why a part of the price is of its class.
     *
     * @param source where the reason was taken from and how sure that is
     */
    public record PriceReason(String code, PriceClass priceClass, Text title, String source) {}

    /**
     * A document of a filing.
     *
     * @param types contract types it belongs to; all when null
     * @param subtypes sub-types it belongs to; all of its types when null
     * @param requiredWith when it is required although it is not always
     */
    public record AttachmentKind(
            String id,
            @Nullable List<ContractType> types,
            @Nullable List<String> subtypes,
            Text title,
            @Nullable Text guidance,
            boolean required,
            @Nullable Occasion requiredWith,
            String source) {}

    /** What a filing says that makes a document needed which otherwise is not. */
    public enum Occasion {
        /** It names a source among the science plans (计划来源). */
        PLAN,
        /** Its provider is abroad. */
        IMPORT
    }

    /** How a field is filled in. */
    public enum FieldKind {
        /** One line, 200 characters at most. */
        TEXT,
        /** Several lines, 4000 characters at most. */
        LONG_TEXT,
        /** The code of one of the choices. */
        CHOICE,
        /** An ISO date. */
        DATE,
        /** A whole number from 0 on. */
        INTEGER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** Patent or application numbers, one a line; the id of such a field begins with {@code patents}. */
        PATENTS
    }

    /**
     * A field of the registration form itself that some contract types must fill in.
     *
     * @param field its name, such as {@code expectedOutput}
     */
    public record FormField(
            String field,
            @Nullable List<ContractType> types,
            @Nullable List<String> subtypes,
            String source) {}

    /** A field that the form of some contract types has. */
    public record Field(
            String id,
            @Nullable List<ContractType> types,
            @Nullable List<String> subtypes,
            Text label,
            @Nullable Text hint,
            FieldKind kind,
            boolean required,
            @Nullable List<Choice> choices,
            String source) {}

    /** The documents of a contract of this type, in their order. */
    public List<AttachmentKind> attachmentsFor(ContractType type, String subtype) {
        return attachments.stream()
                .filter(kind -> applies(kind.types(), kind.subtypes(), type, subtype))
                .toList();
    }

    /** The fields of a contract of this type, in their order. */
    public List<Field> fieldsFor(ContractType type, String subtype) {
        return fields.stream()
                .filter(field -> applies(field.types(), field.subtypes(), type, subtype))
                .toList();
    }

    /** Names of the registration form's own fields that a contract of this type must fill in. */
    public List<String> formFieldsFor(ContractType type, String subtype) {
        return formFields.stream()
                .filter(field -> applies(field.types(), field.subtypes(), type, subtype))
                .map(FormField::field)
                .toList();
    }

    /** What a reason's code stands for. */
    public Optional<PriceReason> reason(String code) {
        return reasons.stream().filter(reason -> reason.code().equals(code)).findFirst();
    }

    private static boolean applies(
            @Nullable List<ContractType> types, @Nullable List<String> subtypes, ContractType type, String subtype) {
        return (types == null || types.contains(type)) && (subtypes == null || subtypes.contains(subtype));
    }
}
