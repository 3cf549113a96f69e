package org.longji.register;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.register.NoInput;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.UserRole;
import org.longji.pluginhost.FieldView;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.RegisterHandle;

/**
 * A register as the console needs it to draw its pages, for one caller at one tenant.
 *
 * @param about what it is for; null where it does not say
 * @param module what the plugin's registers together are called; null where they are not
 * @param chapter the heading it stands under; null for none
 * @param samples records that a form can be filled in from
 * @param version version of the record
 * @param columns fields and derived values that lists show
 * @param filters fields that lists are narrowed by
 * @param document what the document of a row is called; null where there is none
 * @param publicCheck whether anybody may check rows by their key
 * @param mayCreate whether the caller may create rows here
 */
public record RegisterDescription(
        String plugin,
        String pluginVersion,
        String id,
        Label label,
        @Nullable Label about,
        @Nullable Label module,
        @Nullable Label chapter,
        List<SampleView> samples,
        int version,
        List<FieldView> fields,
        List<StateView> states,
        List<StepView> steps,
        List<DerivedView> derived,
        List<String> columns,
        List<String> filters,
        List<FigureShown> figures,
        List<AttachedView> attachments,
        @Nullable Label document,
        boolean publicCheck,
        boolean mayCreate) {

    /** A record that a form can be filled in from. */
    public record SampleView(Label label, Map<String, Object> data) {}

    /** A state of the rows. */
    public record StateView(String id, Label label, boolean ending) {}

    /**
     * A transition or an action.
     *
     * @param to null for an action
     * @param input what it asks for
     * @param approved whether it is taken only when it has been approved
     */
    public record StepView(
            String id,
            Label label,
            List<String> from,
            @Nullable String to,
            List<UserRole> by,
            List<FieldView> input,
            boolean approved) {}

    /** A value computed on reading. */
    public record DerivedView(String id, Label label, String unit) {}

    /** A figure over the rows. */
    public record FigureShown(String id, Label label, String unit) {}

    /** A kind of file. */
    public record AttachedView(String id, Label label) {}

    static RegisterDescription of(RegisterHandle handle, Set<UserRole> roles) {
        var definition = handle.definition();
        return new RegisterDescription(
                handle.pluginId(),
                handle.pluginVersion(),
                definition.id(),
                Label.of(definition.words()),
                definition.about().map(Label::of).orElse(null),
                definition.module().map(Label::of).orElse(null),
                definition.chapter().map(Label::of).orElse(null),
                definition.samples().stream()
                        .map(sample -> new SampleView(Label.of(sample.getKey()), handle.write(sample.getValue())))
                        .toList(),
                definition.version(),
                fields(definition, roles),
                definition.states().stream()
                        .map(state -> new StateView(state.id(), Label.of(state.words()), state.isFinal()))
                        .toList(),
                definition.steps().stream().map(RegisterDescription::step).toList(),
                definition.derived().stream()
                        .map(value -> new DerivedView(value.id(), Label.of(value.words()), value.unit()))
                        .toList(),
                definition.columns().isEmpty() ? definition.titledBy() : definition.columns(),
                definition.filters(),
                definition.figures().stream()
                        .map(figure -> new FigureShown(figure.id(), Label.of(figure.words()), figure.unit()))
                        .toList(),
                definition.attachments().stream()
                        .map(kind -> new AttachedView(kind.id(), Label.of(kind.words())))
                        .toList(),
                definition.printed().map(printed -> Label.of(printed.words())).orElse(null),
                definition.publicCheck().isPresent(),
                definition.createdBy().stream().anyMatch(roles::contains));
    }

    /** Whose row it is nobody asks an applicant: it is the applicant's own. */
    private static List<FieldView> fields(RegisterDefinition<Record> definition, Set<UserRole> roles) {
        var fields = FieldView.of(definition.shape());
        return roles.equals(Set.of(UserRole.APPLICANT))
                ? fields.stream()
                        .map(field -> definition
                                        .ownedBy()
                                        .filter(field.name()::equals)
                                        .isPresent()
                                ? field.inNoForm()
                                : field)
                        .toList()
                : fields;
    }

    private static StepView step(Step<Record, ?> step) {
        return new StepView(
                step.id(),
                Label.of(step.words()),
                List.copyOf(step.from()),
                step.to().orElse(null),
                step.by().stream().sorted().toList(),
                step.input() == NoInput.class ? List.of() : FieldView.of(RecordShape.of(step.input())),
                step.isApproved());
    }
}
