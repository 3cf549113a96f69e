package org.longji.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.PluginNeeds;
import org.longji.plugin.api.indicator.Direction;
import org.longji.plugin.api.indicator.Indicator;
import org.longji.plugin.api.indicator.Measured;
import org.longji.plugin.api.indicator.RollUp;
import org.longji.plugin.api.indicator.Target;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.Words;

/**
 * Checks that every indicator must pass; extend it, name the indicator and some tenants, and the rest is inherited.
 *
 * <pre>{@code
 * class PersonsCertifiedConformanceTest extends IndicatorConformance {
 *     protected Indicator indicator() { return new PersonsCertified(); }
 *     protected List<SampleContext> samples() { return List.of(oneCity(), anotherCity()); }
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class IndicatorConformance {

    private static final int MOST_DECIMALS = 6;

    /** {@return the indicator under test; a new one on each call} */
    protected abstract Indicator indicator();

    /**
     * {@return tenants side by side, at least two of which have a figure, all of one day} What two hold alike under one reference is
     * inherited by both; everything else is a tenant's own.
     */
    protected abstract List<SampleContext> samples();

    /** {@return the plugin's files; by default all that lie beside the indicator} */
    protected PluginClasses pluginClasses() {
        return PluginClasses.beside(indicator().getClass());
    }

    private List<Measured> answers() {
        return samples().stream()
                .map(sample -> indicator().measure(sample.situation()))
                .toList();
    }

    @Test
    @DisplayName("1. the plugin offers the indicator, and its manifest says what that needs")
    void offersIndicator() {
        CommonChecks.offered(pluginClasses(), indicator().getClass());
        DeclaredNeeds.cover(
                indicator().needs().contains(HostData.REGISTERED_CONTRACTS)
                        ? Set.of(PluginNeeds.INDICATORS, PluginNeeds.REGISTERED_CONTRACTS)
                        : Set.of(PluginNeeds.INDICATORS));
    }

    @Test
    @DisplayName("2. what it is is the same on every call, and its id can stand in a path")
    void saysTheSame() {
        Indicator one = indicator();
        Indicator other = indicator();
        assertAll(
                () -> CommonChecks.pathId(one.id()),
                () -> assertEquals(one.id(), other.id()),
                () -> assertEquals(one.words(), other.words()),
                () -> assertEquals(one.unit(), other.unit()),
                () -> assertEquals(one.direction(), other.direction()),
                () -> assertEquals(one.period(), other.period()),
                () -> assertEquals(one.rollUp(), other.rollUp()),
                () -> assertEquals(one.decimals(), other.decimals()),
                () -> assertEquals(one.targets(), other.targets()),
                () -> assertEquals(one.needs(), other.needs()));
    }

    @Test
    @DisplayName("3. every text is there in Chinese, English and Russian, in its answers too")
    void textsExist() {
        List<String> wrong = new ArrayList<>();
        CommonChecks.everyText(wrong, "indicator", indicator().words());
        unit(wrong, indicator().unit());
        for (Measured answer : answers()) {
            RollUp.parts(answer).forEach(part -> CommonChecks.everyText(wrong, "part " + part.code(), part.words()));
            if (answer instanceof Measured.Unknown unknown) {
                CommonChecks.everyText(wrong, "why there is no figure", unknown.why());
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** A unit may be a sign that is the same in every language. */
    private static void unit(List<String> wrong, Words unit) {
        if (!unit.zh().equals(unit.en())) {
            CommonChecks.everyText(wrong, "unit", unit);
        }
    }

    @Test
    @DisplayName("4. targets go with the direction and the decimals, one for each tenant and year")
    void targetsGoTogether() {
        List<Target> targets = indicator().targets();
        Set<List<Integer>> places = new LinkedHashSet<>();
        targets.forEach(target -> places.add(List.of(target.tenant(), target.year())));
        assertAll(
                () -> assertTrue(
                        targets.isEmpty() || indicator().direction() != Direction.NEUTRAL,
                        "a target needs a direction that is better"),
                () -> assertEquals(targets.size(), places.size(), "two targets for one tenant and year"),
                () -> assertTrue(
                        targets.stream()
                                .allMatch(target ->
                                        target.value().stripTrailingZeros().scale()
                                                <= indicator().decimals()),
                        "a target has more decimals than the figure can reach"));
    }

    @Test
    @DisplayName("5. it is pure: asked again, in any order and from any thread, it answers the same")
    void isPure() {
        List<Supplier<Measured>> questions = new ArrayList<>();
        for (SampleContext sample : samples()) {
            questions.add(() -> indicator().measure(sample.situation()));
        }
        CommonChecks.pure(questions);
    }

    @Test
    @DisplayName("6. every answer has the form that its roll-up puts together, and at least two samples have a figure")
    void answersInForm() {
        long known = 0;
        for (Measured answer : answers()) {
            assertTrue(
                    indicator().rollUp().takes(answer),
                    () -> indicator().rollUp() + " does not take a "
                            + answer.getClass().getSimpleName());
            known += answer instanceof Measured.Unknown ? 0 : 1;
        }
        assertTrue(known >= 2, "name at least two tenants that have a figure");
    }

    @Test
    @DisplayName("7. values are exact: no more decimals than declared, and every part has a code of its own")
    void isExact() {
        int decimals = indicator().decimals();
        assertTrue(decimals >= 0 && decimals <= MOST_DECIMALS, () -> decimals + " decimals; 0 to 6 are kept");
        for (Measured answer : answers()) {
            if (answer instanceof Measured.Amount amount) {
                exact(amount.value(), decimals);
                amount.parts().forEach(part -> exact(part.value(), decimals));
            }
            List<String> codes =
                    RollUp.parts(answer).stream().map(Measured.Part::code).toList();
            codes.forEach(CommonChecks::pathId);
            assertEquals(codes.size(), new TreeSet<>(codes).size(), () -> "two parts have one code: " + codes);
        }
    }

    private static void exact(BigDecimal value, int decimals) {
        assertTrue(
                value.stripTrailingZeros().scale() <= decimals,
                () -> value + " has more than the " + decimals + " decimals that are declared");
    }

    @Test
    @DisplayName("8. the roll-up holds: tenants measured apart and put together are what they are measured as one")
    void rollsUp() {
        RollUp rollUp = indicator().rollUp();
        Optional<Measured> together = rollUp.together(answers());
        if (together.isEmpty()) {
            return;
        }
        SampleContext all = samples().stream().reduce(SampleContext::together).orElseThrow();
        Measured whole = indicator().measure(all.situation());
        assertAll(
                () -> assertEquals(
                        rollUp.value(whole, MOST_DECIMALS),
                        rollUp.value(together.get(), MOST_DECIMALS),
                        () -> "declared " + rollUp + ", but that of all is not made of that of each"),
                () -> assertEquals(
                        parts(whole), parts(together.get()), "the parts of all are not made of those of each"));
    }

    private static Map<String, BigDecimal> parts(Measured measured) {
        Map<String, BigDecimal> parts = new TreeMap<>();
        RollUp.parts(measured).stream()
                .filter(part -> part.value().signum() != 0)
                .forEach(part -> parts.put(part.code(), part.value().stripTrailingZeros()));
        return parts;
    }

    @Test
    @DisplayName("9. nothing that is marked personal in a row stands in the words or codes of an answer")
    void tellsNothingPersonal() {
        List<String> told = new ArrayList<>();
        for (SampleContext sample : samples()) {
            Set<String> secrets = new TreeSet<>();
            sample.records().forEach(record -> personal(secrets, record));
            Measured answer = indicator().measure(sample.situation());
            List<String> texts = new ArrayList<>();
            RollUp.parts(answer).forEach(part -> texts.add(part.code() + " " + part.words()));
            if (answer instanceof Measured.Unknown unknown) {
                texts.add(unknown.why().toString());
            }
            texts.stream()
                    .filter(text -> secrets.stream().anyMatch(text::contains))
                    .forEach(told::add);
        }
        assertEquals(List.of(), told, "everybody who may see figures sees this");
    }

    private static <T extends Record> void personal(Set<String> secrets, T record) {
        @SuppressWarnings("unchecked")
        RecordShape<T> shape = RecordShape.of((Class<T>) record.getClass());
        Map<String, Object> tree = shape.write(record);
        for (FieldShape field : shape.fields()) {
            Object value = tree.get(field.name());
            if (field.personal() != Personal.NO
                    && value != null
                    && value.toString().length() > 1) {
                secrets.add(value.toString());
            }
        }
    }

    @Test
    @DisplayName("10. no forbidden imports")
    void importsNothingForbidden() {
        CommonChecks.nothingForbidden(pluginClasses(), "an indicator is");
    }
}
