package org.longji.pluginhost;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RecordShape;

/**
 * One field of a record of a plugin, as a form needs it.
 *
 * @param hint what the form says below it; null for nothing
 * @param required whether a value must be given
 * @param unit empty for none
 * @param personal whether it tells who somebody is
 * @param refersTo the register of the same plugin that a ROW points into; empty for other kinds
 * @param offeredIn states of the rows that are offered; all when empty
 * @param sameIn the field that offered rows have in common with the record or, in a step, with the row; empty for none
 * @param pattern what the whole of a text matches; empty for anything
 * @param min least number; empty for none
 * @param max largest number; empty for none
 * @param setBySteps whether it stands in no form
 * @param choices what a CHOICE offers
 * @param element what a LIST holds
 * @param group the fields of a GROUP
 */
public record FieldView(
        String name,
        Label label,
        @Nullable Label hint,
        FieldKind kind,
        boolean required,
        String unit,
        boolean personal,
        boolean searchable,
        String refersTo,
        List<String> offeredIn,
        String sameIn,
        int maxLength,
        boolean multiline,
        String pattern,
        String min,
        String max,
        int minItems,
        boolean setBySteps,
        List<ChoiceView> choices,
        @Nullable FieldView element,
        List<FieldView> group) {

    /** One thing to choose. */
    public record ChoiceView(String value, Label label) {}

    public static List<FieldView> of(RecordShape<?> shape) {
        return shape.fields().stream().map(FieldView::of).toList();
    }

    /** The same, standing in no form. */
    public FieldView inNoForm() {
        return new FieldView(
                name,
                label,
                hint,
                kind,
                required,
                unit,
                personal,
                searchable,
                refersTo,
                offeredIn,
                sameIn,
                maxLength,
                multiline,
                pattern,
                min,
                max,
                minItems,
                true,
                choices,
                element,
                group);
    }

    public static FieldView of(FieldShape field) {
        return new FieldView(
                field.name(),
                Label.of(field.words()),
                field.hint().map(Label::of).orElse(null),
                field.kind(),
                field.kind() == FieldKind.LIST ? field.minItems() > 0 : !field.optional(),
                field.unit(),
                field.personal() != Personal.NO,
                field.searchable(),
                field.refersTo(),
                field.offeredIn(),
                field.sameIn(),
                field.maxLength(),
                field.multiline(),
                field.pattern(),
                field.min(),
                field.max(),
                field.minItems(),
                field.setBySteps(),
                field.choices().stream()
                        .map(option -> new ChoiceView(option.value(), Label.of(option.words())))
                        .toList(),
                field.element().map(FieldView::of).orElse(null),
                field.group().stream().map(FieldView::of).toList());
    }
}
