package org.longji.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PolicyDefinition;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.ProblemException.FieldError;

/**
 * A version of a policy as its author writes it. Whatever is not finished in it is kept all the same: it may lack what only
 * enactment asks for, and what it says may still be wrong.
 *
 * @param version name of the version, unique in the line
 * @param from first day in force
 * @param until last day in force; null while it goes on
 * @param computable whether its amounts are known; true unless said otherwise
 * @param parameters dated values by parameter, those of one parameter in the order of their days
 * @param language name of a plugin's language, where the policy is written in one
 * @param definition the measure in that language, as JSON
 * @param terms what the host applies beyond the rule
 * @param cases worked cases in YAML, as {@code deploy/policy check} reads them; no part of what becomes law
 */
public record DraftForm(
        @Nullable String version,
        @Nullable String titleZh,
        @Nullable String titleEn,
        @Nullable String document,
        @Nullable String article,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable GoverningClock clock,
        @Nullable Boolean computable,
        @Nullable Exclusivity exclusivity,
        @Nullable String exclusivityDocument,
        @Nullable String exclusivityArticle,
        @Nullable CapScope capScope,
        @Nullable String capParameter,
        @Nullable String note,
        @Nullable Map<String, List<Value>> parameters,
        @Nullable String language,
        @Nullable String definition,
        @Nullable HostTerms terms,
        @Nullable String cases) {

    /** A draft without worked cases. */
    public DraftForm(
            @Nullable String version,
            @Nullable String titleZh,
            @Nullable String titleEn,
            @Nullable String document,
            @Nullable String article,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable GoverningClock clock,
            @Nullable Boolean computable,
            @Nullable Exclusivity exclusivity,
            @Nullable String exclusivityDocument,
            @Nullable String exclusivityArticle,
            @Nullable CapScope capScope,
            @Nullable String capParameter,
            @Nullable String note,
            @Nullable Map<String, List<Value>> parameters,
            @Nullable String language,
            @Nullable String definition,
            @Nullable HostTerms terms) {
        this(
                version,
                titleZh,
                titleEn,
                document,
                article,
                from,
                until,
                clock,
                computable,
                exclusivity,
                exclusivityDocument,
                exclusivityArticle,
                capScope,
                capParameter,
                note,
                parameters,
                language,
                definition,
                terms,
                null);
    }

    /** The same draft with these terms. */
    public DraftForm with(@Nullable HostTerms declared) {
        return with(declared, cases);
    }

    /** The same draft with these worked cases. */
    public DraftForm withCases(@Nullable String worked) {
        return with(terms, worked);
    }

    private DraftForm with(@Nullable HostTerms declared, @Nullable String worked) {
        return new DraftForm(
                version,
                titleZh,
                titleEn,
                document,
                article,
                from,
                until,
                clock,
                computable,
                exclusivity,
                exclusivityDocument,
                exclusivityArticle,
                capScope,
                capParameter,
                note,
                parameters,
                language,
                definition,
                declared,
                worked);
    }

    /** The same draft under another name, from another day; values that held from its first day go with it. */
    DraftForm named(String name, LocalDate first) {
        var moved = new LinkedHashMap<String, List<Value>>();
        values().forEach((parameter, values) -> moved.put(
                parameter,
                values.stream()
                        .map(value -> value.from() != null && value.from().equals(from)
                                ? new Value(
                                        first,
                                        value.until(),
                                        value.value(),
                                        value.unit(),
                                        value.document(),
                                        value.article(),
                                        value.note())
                                : value)
                        .toList()));
        return new DraftForm(
                name,
                titleZh,
                titleEn,
                document,
                article,
                first,
                until,
                clock,
                computable,
                exclusivity,
                exclusivityDocument,
                exclusivityArticle,
                capScope,
                capParameter,
                note,
                moved,
                language,
                definition,
                terms,
                cases);
    }

    private static final Text OPEN = new Text("（待定）", "(open)");
    private static final int LONG = 200;
    private static final int NOTE = 2_000;
    static final int LONGEST = 500_000;

    /**
     * One dated value.
     *
     * @param document the document it rests on; null where that is the version's own
     * @param article the clause; null where that is the version's own
     */
    public record Value(
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String value,
            @Nullable String unit,
            @Nullable String document,
            @Nullable String article,
            @Nullable String note) {}

    /**
     * A draft that says what a version says, under another name.
     *
     * @param own whether the document goes with it; what another tenant enacted rests on that tenant's
     */
    static DraftForm copyOf(PolicyVersion version, String name, LocalDate from, boolean own) {
        var parameters = new LinkedHashMap<String, List<Value>>();
        version.parameters()
                .forEach((parameter, values) -> parameters.put(
                        parameter,
                        values.stream()
                                // What no longer holds when the copy begins is history of the one copied.
                                .filter(value -> value.until()
                                        .map(last -> !last.isBefore(from))
                                        .orElse(true))
                                .map(value -> new Value(
                                        value.from().isBefore(from) ? from : value.from(),
                                        value.until().orElse(null),
                                        value.value(),
                                        value.unit(),
                                        value.basis().document(),
                                        value.basis().article(),
                                        value.note().orElse(null)))
                                .toList()));
        return new DraftForm(
                name,
                version.title().zh(),
                version.title().en(),
                own ? version.document() : null,
                own ? version.article() : null,
                from,
                version.until().filter(last -> !last.isBefore(from)).orElse(null),
                version.clock(),
                version.computable(),
                version.exclusivity(),
                version.exclusivityBasis().map(LegalBasis::document).orElse(null),
                version.exclusivityBasis().map(LegalBasis::article).orElse(null),
                version.cap().map(PolicyVersion.Cap::scope).orElse(null),
                version.cap().map(PolicyVersion.Cap::parameter).orElse(null),
                version.note().orElse(null),
                parameters,
                version.definition().map(PolicyDefinition::language).orElse(null),
                version.definition().map(PolicyDefinition::text).orElse(null),
                own ? version.terms().orElse(null) : null);
    }

    /** Checks what no draft can be kept without: a name to find it by, and that nothing is too long for its place. */
    void check() {
        var checks = new FieldChecks()
                .present(version, "version")
                .atMost(version, 64, "version")
                .require(
                        version == null || version.matches("[^/?#\\\\]*"),
                        "version",
                        "版本名不得含 / ? # \\。",
                        "The name holds no / ? # \\.")
                .atMost(titleZh, LONG, "titleZh")
                .atMost(titleEn, LONG, "titleEn")
                .atMost(document, LONG, "document")
                .atMost(article, LONG, "article")
                .atMost(note, NOTE, "note")
                .atMost(definition, LONGEST, "definition")
                .atMost(cases, LONGEST, "cases")
                .require(
                        isBlank(language) == isBlank(definition),
                        "definition",
                        "措施语言和措施须同时填写。",
                        "A language and a definition go together.")
                .require(
                        isBlank(definition) || read(definition).isPresent(),
                        "definition",
                        "不是有效的 JSON 对象。",
                        "It is no JSON object.");
        values().forEach((name, values) -> {
            for (int i = 0; i < values.size(); i++) {
                var value = values.get(i);
                var field = "parameters." + name + "." + i;
                checks.atMost(value.value(), NOTE, field + ".value")
                        .atMost(value.document(), LONG, field + ".document")
                        .atMost(value.article(), LONG, field + ".article")
                        .atMost(value.note(), NOTE, field + ".note");
            }
        });
        checks.done();
    }

    /** What is still open or at odds in the form itself; with anything of it, it cannot be read as a version. */
    List<FieldError> unfinished() {
        var checks = new FieldChecks()
                .present(from, "from")
                .present(clock, "clock")
                .present(exclusivity, "exclusivity")
                .require(
                        from == null || until == null || !until.isBefore(from),
                        "until",
                        "终止日期不得早于施行日期。",
                        "The last day lies before the first.")
                .require(
                        (capScope == null) == isBlank(capParameter),
                        "capParameter",
                        "封顶范围和封顶参数须同时填写。",
                        "The scope of the cap and its parameter go together.")
                .require(
                        isBlank(capParameter) || values().containsKey(capParameter),
                        "capParameter",
                        "本版本没有这个参数。",
                        "This version has no such parameter.");
        values().forEach((name, values) -> {
            for (int i = 0; i < values.size(); i++) {
                var value = values.get(i);
                var field = "parameters." + name + "." + i;
                checks.present(value.from(), field + ".from")
                        .require(
                                value.until() == null
                                        || value.from() == null
                                        || !value.until().isBefore(value.from()),
                                field + ".until",
                                "终止日期不得早于起始日期。",
                                "The last day lies before the first.");
                if (i > 0 && value.from() != null) {
                    var before = values.get(i - 1).until();
                    checks.require(
                            before != null && before.plusDays(1).equals(value.from()),
                            field + ".from",
                            before == null ? "前一取值没有终止日期，时间重叠。" : "应自 " + before.plusDays(1) + " 起，不得重叠或留有空档。",
                            before == null
                                    ? "The value before has no end; they would overlap."
                                    : "It must begin on " + before.plusDays(1) + ": no overlap, no gap.");
                }
            }
        });
        return checks.errors();
    }

    /** Everything enactment asks for beyond that. */
    FieldChecks complete() {
        var checks = new FieldChecks()
                .present(titleZh, "titleZh")
                .present(titleEn, "titleEn")
                .present(document, "document")
                .present(article, "article");
        if (exclusivity != null && exclusivity != Exclusivity.NONE) {
            checks.present(exclusivityDocument, "exclusivityDocument")
                    .present(exclusivityArticle, "exclusivityArticle");
        }
        if (Boolean.FALSE.equals(computable)) {
            checks.present(note, "note");
        }
        return checks;
    }

    /** The version this draft would become; what is still open stands as open in it. */
    PolicyVersion version(int tenant, String policyId, String pluginId, List<ParameterDescription> known) {
        var dated = new LinkedHashMap<String, List<DatedValue>>();
        // In the order of the policy, so that the same text has the same hash however it was sent.
        known.forEach(description -> dated(description.name(), description.unit(), dated));
        values().keySet().forEach(name -> dated(name, "text", dated));
        return new PolicyVersion(
                tenant,
                policyId,
                String.valueOf(version).strip(),
                pluginId,
                new Text(or(titleZh, OPEN.zh()), or(titleEn, OPEN.en())),
                or(document, OPEN.zh()),
                or(article, OPEN.zh()),
                Objects.requireNonNull(from),
                Optional.ofNullable(until),
                Objects.requireNonNull(clock),
                computable == null || computable,
                Objects.requireNonNull(exclusivity),
                exclusivity == Exclusivity.NONE
                        ? Optional.empty()
                        : Optional.of(LegalBasis.of(
                                or(exclusivityDocument, or(document, OPEN.zh())),
                                or(exclusivityArticle, or(article, OPEN.zh())))),
                capScope == null
                        ? Optional.empty()
                        : Optional.of(new PolicyVersion.Cap(capScope, or(capParameter, ""))),
                Optional.ofNullable(note).map(String::strip).filter(text -> !text.isEmpty()),
                dated,
                measure(),
                Optional.ofNullable(terms).filter(declared -> !declared.isNothing()));
    }

    /** What the language is told beside the definition, also while the rest is not finished. */
    PolicyHeading heading(int tenant, String policyId) {
        return new PolicyHeading(
                policyId,
                new Text(or(titleZh, OPEN.zh()), or(titleEn, OPEN.en())),
                tenant,
                LegalBasis.of(or(document, OPEN.zh()), or(article, OPEN.zh())),
                Optional.ofNullable(capParameter).filter(parameter -> !parameter.isBlank()));
    }

    /** The definition in the shape it is kept in: spaces do not make another text of it. */
    Optional<PolicyDefinition> measure() {
        return isBlank(language)
                ? Optional.empty()
                : read(definition)
                        .map(tree ->
                                new PolicyDefinition(String.valueOf(language).strip(), Json.write(tree)));
    }

    private static Optional<Map<String, Object>> read(@Nullable String definition) {
        try {
            return Optional.of(Json.readMap(definition == null ? "" : definition));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void dated(String name, String unit, Map<String, List<DatedValue>> dated) {
        var values = values().get(name);
        if (values == null || dated.containsKey(name)) {
            return;
        }
        var read = new ArrayList<DatedValue>();
        for (var value : values) {
            if (!isBlank(value.value())) {
                read.add(new DatedValue(
                        value.from(),
                        Optional.ofNullable(value.until()),
                        String.valueOf(value.value()).strip(),
                        or(value.unit(), unit),
                        LegalBasis.of(
                                or(value.document(), or(document, OPEN.zh())),
                                or(value.article(), or(article, OPEN.zh()))),
                        Optional.ofNullable(value.note()).filter(text -> !text.isBlank())));
            }
        }
        dated.put(name, List.copyOf(read));
    }

    private Map<String, List<Value>> values() {
        return parameters == null ? Map.of() : parameters;
    }

    private static String or(@Nullable String text, String otherwise) {
        return isBlank(text) ? otherwise : String.valueOf(text).strip();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
