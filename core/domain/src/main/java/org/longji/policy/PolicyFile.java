package org.longji.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.longji.shared.ConfigurationProblem;
import org.longji.shared.Json;
import org.longji.shared.YamlDocument;
import org.longji.shared.YamlSchema;
import org.longji.shared.YamlText;

/**
 * A policy line as a file, both ways. It is the one format of {@code tenants-config}, {@code deploy/policy check} and the
 * console: what is exported reads again as the same draft. What a draft does not keep of a file — comments, the way it is
 * laid out, titles of sources — is named, never lost in silence.
 */
final class PolicyFile {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = Json.mapper();
    private static final String MEASURE = "measure";

    private final @Nullable YamlDocument document;
    private final String policyId;
    private final @Nullable Integer tenant;
    private final @Nullable String language;
    private final List<ObjectNode> versions;
    private final boolean bare;
    private final boolean succeeded;

    private PolicyFile(@Nullable YamlDocument document, JsonNode root, boolean bare) {
        this.document = document;
        this.bare = bare;
        this.succeeded = root.has("succeededBy");
        this.policyId = root.path("policy").asText();
        this.tenant = root.path("tenant").isInt() ? root.path("tenant").intValue() : null;
        this.language = root.hasNonNull("language") ? root.path("language").asText() : null;
        this.versions = new ArrayList<>();
        root.path("versions").forEach(version -> versions.add((ObjectNode) version));
    }

    /** Something wrong with a text, at its line. */
    record Fault(String field, int line, String message, String messageEn) {}

    /** The schema of policy files as it lies in a tenants-config directory. */
    static ObjectNode schemaIn(Path tenantsConfig) {
        var file = tenantsConfig.resolve("schema").resolve("policy.schema.json");
        try {
            return (ObjectNode) new ObjectMapper().readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    /** What files are held to while they may be drafts: titles and document may still be open. */
    static YamlSchema schemaOfDrafts(Path tenantsConfig) {
        var schema = schemaIn(tenantsConfig);
        for (var needed : List.of(
                "/required",
                "/$defs/version/required",
                "/$defs/version/properties/title/required",
                "/$defs/basis/required",
                "/$defs/value/properties/basis/anyOf/1/required")) {
            var names = ((ArrayNode) schema.at(needed)).elements();
            while (names.hasNext()) {
                if (List.of(
                                "title",
                                "document",
                                "article",
                                "zh",
                                "en",
                                "tenant",
                                "plugin",
                                "from",
                                "until",
                                "clock",
                                "exclusivity")
                        .contains(names.next().asText())) {
                    names.remove();
                }
            }
        }
        var value = (ObjectNode) schema.at("/$defs/value/properties");
        value.set("from", value.path("until"));
        // What keeps cases apart, and why nothing can be computed, is asked for at enactment.
        ((ObjectNode) schema.at("/$defs/version")).remove(List.of("allOf", "if", "then", "else"));
        return YamlSchema.of(schema);
    }

    /**
     * Reads a text: a whole line, or a definition alone.
     *
     * @param faults takes what keeps it from being read
     */
    static @Nullable PolicyFile read(String text, YamlSchema schema, List<Fault> faults) {
        var problems = new ArrayList<ConfigurationProblem>();
        var document = YamlDocument.of("file", text, problems).orElse(null);
        problems.forEach(problem -> faults.add(unreadable(problem)));
        if (document == null) {
            return null;
        }
        var root = document.root();
        if (!root.isObject()) {
            faults.add(new Fault(
                    "file",
                    1,
                    "这不是政策文件：应写明 policy、versions 等项。",
                    "this is no policy file: it names policy, versions and so on"));
            return null;
        }
        boolean bare = !root.has("versions") && (root.has("pays") || root.has("amount"));
        if (bare) {
            var line = NODES.objectNode();
            line.put("language", MEASURE);
            line.putArray("versions").addObject().set("definition", root);
            return new PolicyFile(document, line, true);
        }
        schema.check(document).forEach(problem -> faults.add(unreadable(problem)));
        return faults.isEmpty() ? new PolicyFile(document, root, false) : null;
    }

    private static Fault unreadable(ConfigurationProblem problem) {
        return new Fault("file", problem.line(), "不符合政策文件的格式：" + problem.message(), problem.message());
    }

    String policyId() {
        return policyId;
    }

    /** The tenant the file was written for, if it says. */
    @Nullable
    Integer tenant() {
        return tenant;
    }

    List<String> names() {
        return versions.stream()
                .map(version -> version.path("version").asText())
                .toList();
    }

    /** Where that version stands; the only one if no name is given; -1 if there is none or a choice to make. */
    int find(@Nullable String version) {
        return version == null || version.isBlank() ? (versions.size() == 1 ? 0 : -1) : names().indexOf(version);
    }

    /** Whether the text is a definition alone and leaves the version to others. */
    boolean isBare() {
        return bare;
    }

    /** The line of the file at which a field of the form stands. */
    int lineOf(int index, String field) {
        var pointer = field;
        for (var pair : FIELDS) {
            if (field.equals(pair[0])) {
                pointer = pair[1];
            }
        }
        var at = "/" + (pointer.matches("(parameters|terms)\\..*") ? pointer.replace('.', '/') : pointer);
        return Objects.requireNonNull(document)
                .lineOf(bare ? at.replaceFirst("^/definition", "") : "/versions/" + index + at);
    }

    /** Fields of the form and where they stand in the file. */
    private static final String[][] FIELDS = {
        {"titleZh", "title/zh"},
        {"titleEn", "title/en"},
        {"exclusivityDocument", "exclusivityBasis/document"},
        {"exclusivityArticle", "exclusivityBasis/article"},
        {"capScope", "cap/scope"},
        {"capParameter", "cap/parameter"}
    };

    /** What of a version a draft has no place for. */
    List<String> dropped(int index) {
        var version = versions.get(index);
        var dropped = new ArrayList<String>();
        if (succeeded) {
            dropped.add("succeededBy");
        }
        if (version.path("cap").has("note")) {
            dropped.add("cap.note");
        }
        if (version.path("exclusivityBasis").has("title")) {
            dropped.add("exclusivityBasis.title");
        }
        version.path("parameters").properties().forEach(parameter -> {
            if (!parameter.getValue().findValues("title").isEmpty()) {
                dropped.add("parameters." + parameter.getKey() + ".basis.title");
            }
        });
        return dropped;
    }

    /** A version as a form; fields it leaves open are null. */
    DraftForm form(int index) {
        var version = versions.get(index);
        var form = NODES.objectNode();
        copy(version, "version", form, "version");
        copy(version.path("title"), "zh", form, "titleZh");
        copy(version.path("title"), "en", form, "titleEn");
        for (var same : List.of("document", "article", "from", "until", "clock", "computable", "exclusivity", "note")) {
            copy(version, same, form, same);
        }
        copy(version.path("exclusivityBasis"), "document", form, "exclusivityDocument");
        copy(version.path("exclusivityBasis"), "article", form, "exclusivityArticle");
        copy(version.path("cap"), "scope", form, "capScope");
        copy(version.path("cap"), "parameter", form, "capParameter");
        var parameters = form.putObject("parameters");
        version.path("parameters").properties().forEach(parameter -> {
            var values = parameters.putArray(parameter.getKey());
            if (parameter.getValue() instanceof ArrayNode list) {
                list.forEach(value -> values.add(value(version, parameter.getKey(), value)));
            } else {
                values.add(value(version, parameter.getKey(), parameter.getValue()));
            }
        });
        copy(version, "terms", form, "terms");
        if (version.hasNonNull("definition")) {
            form.put("language", language == null ? MEASURE : language);
            form.put("definition", Json.write(version.path("definition")));
        }
        if (version.hasNonNull("terms")) {
            form.set("terms", version.path("terms"));
        }
        return MAPPER.convertValue(form, DraftForm.class);
    }

    private static ObjectNode value(ObjectNode version, String name, JsonNode given) {
        var read =
                given instanceof ObjectNode object ? object : NODES.objectNode().<ObjectNode>set("value", given);
        var value = NODES.objectNode();
        for (var day : List.of("from", "until")) {
            copy(read.has(day) ? read : version, day, value, day);
        }
        if (read.hasNonNull("value")) {
            var plain = read.path("value");
            value.put("value", plain.isNumber() ? plain.decimalValue().toPlainString() : plain.asText());
        }
        value.put("unit", read.hasNonNull("unit") ? read.path("unit").asText() : declaredUnit(version, name));
        if (read.path("basis").isTextual()) {
            value.set("article", read.path("basis"));
        } else {
            copy(read.path("basis"), "document", value, "document");
            copy(read.path("basis"), "article", value, "article");
        }
        copy(read, "note", value, "note");
        // A source that is the version's own goes with the version when that is changed.
        for (var source : List.of("document", "article")) {
            if (value.path(source).equals(version.path(source))) {
                value.remove(source);
            }
        }
        return value;
    }

    private static @Nullable String declaredUnit(JsonNode version, String name) {
        var declared = version.path("definition").path("parameters").path(name);
        var unit = declared.isObject() ? declared.path("unit") : declared;
        return unit.isTextual() ? unit.asText() : null;
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        if (from.hasNonNull(name)
                && !(from.path(name).isTextual() && from.path(name).asText().isBlank())) {
            to.set(as, from.path(name));
        }
    }

    /** The file of a policy line with these versions. */
    static String write(String policyId, String pluginId, int tenant, List<DraftForm> versions) {
        var line = NODES.objectNode();
        line.put("policy", policyId);
        line.put("plugin", pluginId);
        versions.stream()
                .map(DraftForm::language)
                .filter(language -> language != null && !language.isBlank())
                .findFirst()
                .ifPresent(language -> line.put("language", language));
        line.put("tenant", tenant);
        var list = line.putArray("versions");
        versions.forEach(form -> list.add(version(MAPPER.valueToTree(form))));
        return YamlText.write(line);
    }

    private static ObjectNode version(ObjectNode form) {
        var version = NODES.objectNode();
        copy(form, "version", version, "version");
        copy(form, "titleZh", version.putObject("title"), "zh");
        copy(form, "titleEn", (ObjectNode) version.path("title"), "en");
        copy(form, "document", version, "document");
        copy(form, "article", version, "article");
        copy(form, "from", version, "from");
        version.set("until", form.path("until").isMissingNode() ? NODES.nullNode() : form.path("until"));
        copy(form, "clock", version, "clock");
        version.put("computable", form.path("computable").asBoolean(true));
        copy(form, "exclusivity", version, "exclusivity");
        if (!form.path("exclusivity").asText().equals(Exclusivity.NONE.name())) {
            copy(form, "exclusivityDocument", version.putObject("exclusivityBasis"), "document");
            copy(form, "exclusivityArticle", (ObjectNode) version.path("exclusivityBasis"), "article");
            if (version.path("exclusivityBasis").isEmpty()) {
                version.remove("exclusivityBasis");
            }
        }
        if (form.hasNonNull("capScope")) {
            copy(form, "capScope", version.putObject("cap"), "scope");
            copy(form, "capParameter", (ObjectNode) version.path("cap"), "parameter");
        }
        copy(form, "note", version, "note");
        if (!form.path("terms").isEmpty()) {
            version.set("terms", form.path("terms"));
        }
        if (form.hasNonNull("definition")) {
            try {
                version.set(
                        "definition", MAPPER.readTree(form.path("definition").asText()));
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("the definition is no JSON", unreadable);
            }
        }
        var parameters = version.putObject("parameters");
        form.path("parameters").properties().forEach(parameter -> {
            var values = NODES.arrayNode();
            parameter.getValue().forEach(value -> values.add(plain(version, parameter.getKey(), (ObjectNode) value)));
            // Of several values each is a group, even one that says nothing but itself.
            for (int i = 0; values.size() > 1 && i < values.size(); i++) {
                if (values.get(i).isValueNode()) {
                    values.set(i, NODES.objectNode().set("value", values.get(i)));
                }
            }
            boolean one = values.size() == 1
                    && (values.get(0).isValueNode() || values.get(0).size() > 1);
            if (!values.isEmpty()) {
                parameters.set(parameter.getKey(), one ? values.get(0) : values);
            }
        });
        return version;
    }

    /** As little as the file needs to say. */
    private static JsonNode plain(ObjectNode version, String name, ObjectNode form) {
        var value = NODES.objectNode();
        // An open day is written out only where the version has one, which would be taken for it otherwise.
        if (form.hasNonNull("from") ? !form.path("from").equals(version.path("from")) : version.hasNonNull("from")) {
            value.set("from", form.hasNonNull("from") ? form.path("from") : NODES.nullNode());
        }
        var until = form.hasNonNull("until") ? form.path("until") : NODES.nullNode();
        if (!until.equals(version.path("until"))) {
            value.set("until", until);
        }
        value.set("value", form.hasNonNull("value") ? form.path("value") : NODES.nullNode());
        if (form.hasNonNull("unit") && !form.path("unit").asText().equals(declaredUnit(version, name))) {
            copy(form, "unit", value, "unit");
        }
        boolean document = form.hasNonNull("document") && !form.path("document").equals(version.path("document"));
        boolean article = form.hasNonNull("article") && !form.path("article").equals(version.path("article"));
        if (document) {
            var basis = value.putObject("basis");
            copy(form, "document", basis, "document");
            copy(form.hasNonNull("article") ? form : version, "article", basis, "article");
        } else if (article) {
            value.set("basis", form.path("article"));
        }
        copy(form, "note", value, "note");
        return value.size() == 1 ? value.path("value") : value;
    }
}
