package org.longji.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PolicyDefinition;
import org.longji.shared.ConfigurationException;
import org.longji.shared.ConfigurationProblem;
import org.longji.shared.Json;
import org.longji.shared.YamlDocument;
import org.longji.shared.YamlSchema;

/**
 * Reads the policy lines of a tenants-config directory: every {@code policies/*.yaml} of every province folder, each
 * checked against its schema and for what a schema cannot say — versions of a line follow each other without overlap or
 * gap, and the values of a parameter do so within their version.
 */
final class PolicyConfiguration {

    private final Path directory;
    private final YamlSchema schema;
    private final YamlSchema railSchema;
    private final YamlSchema gateSchema;
    private final List<Rail> rails = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private final Places places = new Places();
    private final List<Succession> successions = new ArrayList<>();
    private final List<ConfigurationProblem> problems = new ArrayList<>();
    private final DefinitionCheck check;

    /** Finds what is wrong with a definition in the language of a plugin. */
    interface DefinitionCheck {
        List<Finding> check(String pluginId, PolicyDefinition definition, PolicyHeading heading);
    }

    private PolicyConfiguration(Path directory, DefinitionCheck check) {
        this.check = check;
        this.directory = directory;
        this.schema = YamlSchema.read(directory.resolve("schema").resolve("policy.schema.json"));
        this.railSchema = YamlSchema.read(directory.resolve("schema").resolve("rails.schema.json"));
        this.gateSchema = YamlSchema.read(directory.resolve("schema").resolve("enactment.schema.json"));
    }

    /** A line whose place another policy takes. */
    private record Succession(YamlDocument document, PolicyVersion last, String policy) {}

    /** How long a back-test counts in a tenant and below it. */
    record Gate(int tenant, LocalDate from, Optional<LocalDate> until, int backtestDays, String note) {}

    /** What a directory holds. */
    record Content(List<PolicyVersion> versions, List<Rail> rails, List<Gate> gates, Places places) {}

    /** Where the versions of a directory stand. */
    static final class Places {

        private record Name(int tenant, String policy, String version) {}

        private record Place(YamlDocument document, String pointer) {}

        private final Map<Name, Place> places = new HashMap<>();

        private void put(PolicyVersion version, YamlDocument document, String pointer) {
            places.put(new Name(version.tenant(), version.policyId(), version.version()), new Place(document, pointer));
        }

        /**
         * A problem at a field of a version.
         *
         * @param field as a draft names it; empty for the version as a whole
         * @return empty where the version is none of the directory's
         */
        Optional<ConfigurationProblem> problem(
                int tenant, String policy, String version, String field, String message) {
            return Optional.ofNullable(places.get(new Name(tenant, policy, version)))
                    .map(place -> place.document()
                            .problemAt(
                                    place.pointer() + (field.isEmpty() ? "" : "/" + field.replace('.', '/')), message));
        }
    }

    /**
     * All versions of all lines, the rails beside them, and what enactment asks for.
     *
     * @throws ConfigurationException naming every error with file and line
     */
    static Content read(Path directory) {
        return read(directory, (plugin, definition, heading) -> List.of());
    }

    /** The same, and every definition is held to its language. */
    static Content read(Path directory, DefinitionCheck check) {
        var reader = new PolicyConfiguration(directory, check);
        var versions = new ArrayList<PolicyVersion>();
        for (var file : reader.files(file -> file.getParent().endsWith("policies"))) {
            YamlDocument.read(directory, file, reader.problems)
                    .ifPresent(document -> versions.addAll(reader.line(document)));
        }
        reader.successions.forEach(succession -> reader.succeeds(succession, versions));
        for (var file : reader.files(file -> file.getParent().endsWith("rails"))) {
            YamlDocument.read(directory, file, reader.problems).ifPresent(reader::railsOf);
        }
        for (var file : reader.files(file -> file.getParent().endsWith("enactment"))) {
            YamlDocument.read(directory, file, reader.problems).ifPresent(reader::gate);
        }
        if (!reader.problems.isEmpty()) {
            throw new ConfigurationException(directory.getFileName().toString(), reader.problems);
        }
        return new Content(List.copyOf(versions), List.copyOf(reader.rails), List.copyOf(reader.gates), reader.places);
    }

    private List<Path> files(Predicate<Path> which) {
        try (var walk = Files.walk(directory)) {
            return walk.filter(which)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + directory, e);
        }
    }

    private List<PolicyVersion> line(YamlDocument document) {
        var found = schema.check(document);
        problems.addAll(found);
        if (!found.isEmpty()) {
            return List.of();
        }
        var root = document.root();
        var versions = new ArrayList<PolicyVersion>();
        for (int i = 0; i < root.path("versions").size(); i++) {
            var pointer = "/versions/" + i;
            var node = root.path("versions").get(i);
            if (root.has("language") != node.has("definition")
                    && node.path("computable").asBoolean()) {
                problems.add(document.problemAt(
                        pointer,
                        root.has("language")
                                ? "definition is missing: the line is written in a language"
                                : "a definition needs the line's language"));
                continue;
            }
            PlainValues.complete((ObjectNode) node);
            var version = version(root, node);
            version.definition()
                    .ifPresent(definition -> check.check(version.pluginId(), definition, version.heading())
                            .forEach(finding -> problems.add(document.problemAt(
                                    pointer + "/definition" + finding.pointer(),
                                    finding.message().zh() + " / "
                                            + finding.message().en()))));
            if (!versions.isEmpty()) {
                follows(
                        versions.get(versions.size() - 1).until(),
                        version.from(),
                        document,
                        pointer + "/from",
                        "version");
            }
            checkValues(version, document, pointer);
            places.put(version, document, pointer);
            versions.add(version);
        }
        if (root.has("succeededBy") && !versions.isEmpty()) {
            successions.add(new Succession(
                    document,
                    versions.get(versions.size() - 1),
                    root.path("succeededBy").path("policy").asText()));
        }
        return versions;
    }

    /** The chain goes on in another policy, as inside a line: day by day. */
    private void succeeds(Succession succession, List<PolicyVersion> versions) {
        var first = versions.stream()
                .filter(version -> version.tenant() == succession.last().tenant()
                        && version.policyId().equals(succession.policy()))
                .findFirst();
        first.ifPresentOrElse(
                later -> follows(
                        succession.last().until(),
                        later.from(),
                        succession.document(),
                        "/succeededBy/policy",
                        "policy"),
                () -> problems.add(succession
                        .document()
                        .problemAt("/succeededBy/policy", "names no policy of this tenant: " + succession.policy())));
    }

    private void railsOf(YamlDocument document) {
        var found = railSchema.check(document);
        problems.addAll(found);
        if (found.isEmpty()) {
            document.root().path("rails").forEach(rail -> rails.add(rail(document.root(), rail)));
        }
    }

    private static Rail rail(JsonNode line, JsonNode node) {
        int tenant = line.path("tenant").asInt();
        var policy = line.path("policy").asText();
        var parameter = node.path("parameter").asText();
        var from = day(node, "from").orElseThrow();
        return new Rail(
                // The same rail is the same row at every load.
                UUID.nameUUIDFromBytes(
                        (tenant + "|" + policy + "|" + parameter + "|" + from).getBytes(StandardCharsets.UTF_8)),
                tenant,
                policy,
                parameter,
                node.path("locked").asBoolean(),
                text(node, "direction").map(Rail.Direction::valueOf).orElse(Rail.Direction.ANY),
                text(node, "lowest").map(BigDecimal::new).orElse(null),
                text(node, "highest").map(BigDecimal::new).orElse(null),
                from,
                day(node, "until").orElse(null),
                basis(node.path("basis")),
                text(node, "note").orElse(null),
                Origin.CONFIGURATION,
                null,
                1);
    }

    private void gate(YamlDocument document) {
        var found = gateSchema.check(document);
        problems.addAll(found);
        if (!found.isEmpty()) {
            return;
        }
        var days = document.root().path("backtestDays");
        for (int i = 0; i < days.size(); i++) {
            var gate = new Gate(
                    document.root().path("tenant").asInt(),
                    day(days.get(i), "from").orElseThrow(),
                    day(days.get(i), "until"),
                    days.get(i).path("value").asInt(),
                    days.get(i).path("note").asText());
            if (i > 0) {
                follows(
                        gates.get(gates.size() - 1).until(),
                        gate.from(),
                        document,
                        "/backtestDays/" + i + "/from",
                        "value");
            }
            gates.add(gate);
        }
    }

    private void checkValues(PolicyVersion version, YamlDocument document, String pointer) {
        version.parameters().forEach((name, values) -> {
            if (values.stream().anyMatch(value -> value.unit().isEmpty())) {
                problems.add(document.problemAt(
                        pointer + "/parameters/" + name, "the value has no unit, and no definition declares one"));
            }
        });
        version.terms()
                .ifPresent(terms -> TermsCheck.faults(terms, version)
                        .forEach(fault -> problems.add(document.problemAt(
                                pointer + "/" + fault.field().replace('.', '/'), fault.zh() + " / " + fault.en()))));
        version.parameters().forEach((name, values) -> {
            for (int i = 1; i < values.size(); i++) {
                follows(
                        values.get(i - 1).until(),
                        values.get(i).from(),
                        document,
                        pointer + "/parameters/" + name + "/" + i + "/from",
                        "value");
            }
        });
        version.cap()
                .filter(cap -> !version.parameters().containsKey(cap.parameter()))
                .ifPresent(cap -> problems.add(document.problemAt(
                        pointer + "/cap/parameter", "names no parameter of this version: " + cap.parameter())));
    }

    private void follows(
            Optional<LocalDate> until, LocalDate from, YamlDocument document, String pointer, String what) {
        if (until.isEmpty() || !until.get().plusDays(1).equals(from)) {
            problems.add(document.problemAt(
                    pointer,
                    "the earlier " + what + " ends "
                            + until.map(LocalDate::toString).orElse("never")
                            + ", so this one must begin "
                            + until.map(last -> last.plusDays(1).toString()).orElse("after an end is set")
                            + ", not " + from));
        }
    }

    private static PolicyVersion version(JsonNode line, JsonNode node) {
        var cap = node.path("cap");
        return new PolicyVersion(
                line.path("tenant").asInt(),
                line.path("policy").asText(),
                node.path("version").asText(),
                line.path("plugin").asText(),
                new Text(
                        node.path("title").path("zh").asText(),
                        node.path("title").path("en").asText()),
                node.path("document").asText(),
                node.path("article").asText(),
                day(node, "from").orElseThrow(),
                day(node, "until"),
                GoverningClock.valueOf(node.path("clock").asText()),
                node.path("computable").asBoolean(),
                Exclusivity.valueOf(node.path("exclusivity").asText()),
                node.hasNonNull("exclusivityBasis")
                        ? Optional.of(basis(node.path("exclusivityBasis")))
                        : Optional.empty(),
                cap.isObject()
                        ? Optional.of(new PolicyVersion.Cap(
                                CapScope.valueOf(cap.path("scope").asText()),
                                cap.path("parameter").asText()))
                        : Optional.empty(),
                text(node, "note"),
                parameters(node.path("parameters")),
                node.has("definition")
                        ? Optional.of(new PolicyDefinition(
                                line.path("language").asText(), Json.write(node.path("definition"))))
                        : Optional.empty(),
                node.has("terms")
                        ? Optional.of(Json.read(Json.write(node.path("terms")), HostTerms.class))
                        : Optional.empty());
    }

    private static Map<String, List<DatedValue>> parameters(JsonNode node) {
        var parameters = new LinkedHashMap<String, List<DatedValue>>();
        node.properties().forEach(parameter -> {
            var values = new ArrayList<DatedValue>();
            for (var value : parameter.getValue()) {
                if (value.hasNonNull("value")) {
                    values.add(value(value));
                }
            }
            parameters.put(parameter.getKey(), List.copyOf(values));
        });
        return parameters;
    }

    private static DatedValue value(JsonNode node) {
        return new DatedValue(
                day(node, "from").orElseThrow(),
                day(node, "until"),
                node.path("value").asText(),
                node.path("unit").asText(),
                basis(node.path("basis")),
                text(node, "note"));
    }

    private static LegalBasis basis(JsonNode node) {
        return new LegalBasis(
                node.path("document").asText(), node.path("article").asText(), text(node, "title"));
    }

    private static Optional<LocalDate> day(JsonNode node, String field) {
        return text(node, field).map(LocalDate::parse);
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.path(field).asText()) : Optional.empty();
    }
}
