package org.longji.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.longji.shared.ConfigurationException;
import org.longji.shared.ConfigurationProblem;
import org.longji.shared.YamlDocument;
import org.longji.shared.YamlSchema;

/** Walks a {@code tenants-config} directory once and collects what is in it together with all that is wrong in it. */
final class TenantConfigurationReader {

    private static final String TENANT_FILE = "tenant.yaml";
    private static final String SUCCESSIONS_FILE = "successions.yaml";
    /** Folders that hold no division: the schemas, what has readers of its own, and samples nobody reads. */
    private static final Set<String> RESERVED_FOLDERS =
            Set.of("schema", "policies", "rails", "enactment", "registration", "tax", "samples", "plan");

    private static final Map<DivisionLevel, Set<String>> KINDS = Map.of(
            DivisionLevel.PROVINCE, Set.of("省", "自治区", "直辖市"),
            DivisionLevel.PREFECTURE, Set.of("地级市", "地区", "自治州", "盟"),
            DivisionLevel.COUNTY, Set.of("区", "县", "县级市", "自治县", "旗", "管理区"));

    private final Path directory;
    private final List<ConfigurationProblem> problems = new ArrayList<>();
    private final TreeMap<DivisionCode, TenantDefinition> tenants = new TreeMap<>();
    private final TreeMap<DivisionCode, SuccessionDefinition> successions = new TreeMap<>();
    private final Map<DivisionCode, YamlDocument> documents = new HashMap<>();
    private final List<YamlDocument> successionDocuments = new ArrayList<>();

    TenantConfigurationReader(Path directory) {
        this.directory = directory;
    }

    TenantConfiguration read() {
        var schemas = directory.resolve("schema");
        for (var needed : List.of("tenant.schema.json", "successions.schema.json")) {
            if (!Files.isRegularFile(schemas.resolve(needed))) {
                problems.add(new ConfigurationProblem(
                        "schema/" + needed, 1, "is missing: a directory without its schemas cannot be checked"));
            }
        }
        failOnProblems();
        var tenantSchema = YamlSchema.read(schemas.resolve("tenant.schema.json"));
        var successionsSchema = YamlSchema.read(schemas.resolve("successions.schema.json"));
        for (var folder : foldersIn(directory)) {
            readFolder(folder, null, tenantSchema);
            readSuccessions(folder.resolve(SUCCESSIONS_FILE), successionsSchema);
        }
        successionDocuments.forEach(this::readSuccessionEntries);
        checkUniqueWithinPrefecture();
        if (problems.isEmpty() && tenants.isEmpty()) {
            problems.add(new ConfigurationProblem(".", 1, "has no folder with a " + TENANT_FILE));
        }
        failOnProblems();
        return new TenantConfiguration(
                List.copyOf(tenants.values()),
                List.copyOf(successions.values()),
                TenantConfiguration.hashOf(directory));
    }

    private void failOnProblems() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(directory.getFileName().toString(), problems);
        }
    }

    private void readFolder(Path folder, @Nullable DivisionCode parent, YamlSchema schema) {
        var file = folder.resolve(TENANT_FILE);
        var name = TenantConfiguration.nameOf(directory, file);
        if (!folder.getFileName().toString().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            problems.add(new ConfigurationProblem(name, 1, "the folder's name must be lower-case words with hyphens"));
        }
        refuseStrayFiles(folder);
        if (!Files.isRegularFile(file)) {
            problems.add(new ConfigurationProblem(name, 1, "is missing: every folder of a division has one"));
            return;
        }
        var own = YamlDocument.read(directory, file, problems)
                .flatMap(document -> readTenant(document, Optional.ofNullable(parent), schema));
        // Children of a faulty parent are still read, against no parent, so that their own errors show at once too.
        for (var child : foldersIn(folder)) {
            readFolder(child, own.orElse(null), schema);
        }
    }

    /** A misspelt or misplaced file would otherwise be passed over in silence. */
    private void refuseStrayFiles(Path folder) {
        var atTop = directory.equals(folder.getParent());
        try (var files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> !file.endsWith(TENANT_FILE) && !(atTop && file.endsWith(SUCCESSIONS_FILE)))
                    .forEach(file -> problems.add(new ConfigurationProblem(
                            TenantConfiguration.nameOf(directory, file),
                            1,
                            "nothing reads this file: a division has " + TENANT_FILE + ", a province also "
                                    + SUCCESSIONS_FILE)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + folder, unreadable);
        }
    }

    private Optional<DivisionCode> readTenant(YamlDocument document, Optional<DivisionCode> parent, YamlSchema schema) {
        var found = schema.check(document);
        problems.addAll(found);
        if (!found.isEmpty()) {
            return Optional.empty();
        }
        var root = document.root();
        var code = new DivisionCode(root.get("code").intValue());
        var tenant = new TenantDefinition(
                code,
                parent,
                root.get("nameZh").textValue(),
                root.get("nameEn").textValue(),
                root.get("kind").textValue(),
                root.get("standard").booleanValue(),
                firstDay(root.get("validFrom")),
                lastDay(root.get("validUntil")),
                root.get("registrationPoint").textValue(),
                root.get("settings"),
                document.file());
        checkPlace(tenant, document);
        var other = tenants.get(code);
        if (other != null) {
            problems.add(document.problemAt("/code", "code " + code + " is already that of " + other.file()));
            return Optional.of(code);
        }
        tenants.put(code, tenant);
        documents.put(code, document);
        return Optional.of(code);
    }

    private void checkPlace(TenantDefinition tenant, YamlDocument document) {
        var code = tenant.code();
        var declared = DivisionLevel.valueOf(document.root().get("level").textValue());
        if (declared != code.level()) {
            problems.add(document.problemAt(
                    "/level", "level " + declared + " does not fit code " + code + ", which is a " + code.level()));
        }
        if (!KINDS.getOrDefault(declared, Set.of()).contains(tenant.kind())) {
            problems.add(document.problemAt("/kind", "a " + declared + " cannot be of kind " + tenant.kind()));
        }
        if (tenant.standard() == tenant.kind().equals("管理区")) {
            problems.add(
                    document.problemAt("/standard", "exactly the management areas (管理区) are not standard divisions"));
        }
        tenant.parent().ifPresent(parent -> {
            if (!parent.contains(code)) {
                problems.add(document.problemAt(
                        "/code",
                        "code " + code + " lies outside the range " + parent + "-" + parent.upper()
                                + " of the folder above"));
            } else if (!code.parent().equals(Optional.of(parent))) {
                problems.add(document.problemAt(
                        "/code",
                        "code " + code + " does not belong directly below " + parent
                                + ": province > prefecture > county"));
            }
        });
        // A folder at the top, told by its path, since a faulty parent also leaves its children without one.
        if (document.file().indexOf('/') == document.file().lastIndexOf('/')
                && code.level() != DivisionLevel.PROVINCE) {
            problems.add(document.problemAt("/code", "a folder at the top is a province, " + code + " is none"));
        }
        if (tenant.validFrom().isPresent()
                && tenant.validUntil().isPresent()
                && tenant.validUntil().get().isBefore(tenant.validFrom().get())) {
            problems.add(document.problemAt("/validUntil", "ends before it begins (validFrom, validUntil)"));
        }
    }

    private void checkUniqueWithinPrefecture() {
        var names = new HashMap<String, TenantDefinition>();
        var points = new HashMap<String, TenantDefinition>();
        for (var tenant : tenants.values()) {
            var document = documents.get(tenant.code());
            var sameName = names.putIfAbsent(
                    tenant.parent().map(DivisionCode::toString).orElse("") + tenant.nameZh(), tenant);
            if (document != null && sameName != null) {
                problems.add(document.problemAt(
                        "/nameZh", tenant.nameZh() + " is already the name of its sibling " + sameName.file()));
            }
            // Registration numbers start with four digits of the code and the point: the pair must tell the place.
            var samePoint = points.putIfAbsent(
                    tenant.code().code() / DivisionLevel.PREFECTURE.width() + tenant.registrationPoint(), tenant);
            if (document != null && samePoint != null) {
                problems.add(document.problemAt(
                        "/registrationPoint",
                        "point " + tenant.registrationPoint() + " is already that of " + samePoint.file()));
            }
        }
    }

    private void readSuccessions(Path file, YamlSchema schema) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        YamlDocument.read(directory, file, problems).ifPresent(document -> {
            var found = schema.check(document);
            problems.addAll(found);
            if (found.isEmpty()) {
                successionDocuments.add(document);
            }
        });
    }

    private void readSuccessionEntries(YamlDocument document) {
        var index = 0;
        for (var entry : document.root().get("successions")) {
            readSuccession(document, entry, "/successions/" + index++);
        }
    }

    private void readSuccession(YamlDocument document, JsonNode entry, String pointer) {
        var code = new DivisionCode(entry.get("code").intValue());
        var successors = new ArrayList<DivisionCode>();
        entry.get("successors").forEach(successor -> successors.add(new DivisionCode(successor.intValue())));
        var succession = new SuccessionDefinition(
                code,
                entry.get("nameZh").textValue(),
                entry.get("nameEn").textValue(),
                lastDay(entry.get("validUntil")).orElseThrow(),
                List.copyOf(successors),
                entry.get("source").textValue(),
                Optional.ofNullable(entry.get("note")).map(JsonNode::textValue));
        if (tenants.containsKey(code)) {
            problems.add(document.problemAt(
                    pointer + "/code",
                    "code " + code + " is in force at " + tenants.get(code).file()));
        }
        if (code.parent().map(tenants::containsKey).orElse(false) == Boolean.FALSE) {
            problems.add(
                    document.problemAt(pointer + "/code", "code " + code + " lies in no division of this directory"));
        }
        if (successions.putIfAbsent(code, succession) != null) {
            problems.add(document.problemAt(pointer + "/code", "code " + code + " occurs twice"));
        }
        for (var i = 0; i < successors.size(); i++) {
            checkSuccessor(document, pointer + "/successors/" + i, succession, successors.get(i));
        }
    }

    private void checkSuccessor(
            YamlDocument document, String pointer, SuccessionDefinition succession, DivisionCode successor) {
        var tenant = tenants.get(successor);
        if (tenant == null) {
            problems.add(document.problemAt(pointer, "successor " + successor + " is no division of this directory"));
            return;
        }
        // A gap would leave days on which neither code is valid; an overlap only says that the exact day is unknown.
        tenant.validFrom()
                .filter(from -> from.isAfter(succession.validUntil().plusDays(1)))
                .ifPresent(from -> problems.add(document.problemAt(
                        pointer,
                        "successor " + successor + " begins on " + from + ", but " + succession.code() + " ends on "
                                + succession.validUntil())));
    }

    private static Optional<LocalDate> firstDay(JsonNode boundary) {
        return boundary.isInt() ? Optional.of(LocalDate.of(boundary.intValue(), 1, 1)) : day(boundary);
    }

    private static Optional<LocalDate> lastDay(JsonNode boundary) {
        return boundary.isInt() ? Optional.of(LocalDate.of(boundary.intValue(), 12, 31)) : day(boundary);
    }

    private static Optional<LocalDate> day(JsonNode boundary) {
        return Optional.ofNullable(boundary.textValue()).map(LocalDate::parse);
    }

    private static List<Path> foldersIn(Path folder) {
        try (var children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .filter(child ->
                            !RESERVED_FOLDERS.contains(child.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + folder, unreadable);
        }
    }
}
