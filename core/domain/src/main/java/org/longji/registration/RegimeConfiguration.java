package org.longji.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.longji.shared.ConfigurationException;
import org.longji.shared.ConfigurationProblem;
import org.longji.shared.Json;
import org.longji.shared.YamlDocument;
import org.longji.shared.YamlSchema;

/**
 * Reads the regimes of a tenants-config directory: in every {@code registration} folder the checklists
 * ({@code checklist-*.yaml}), the filing rules ({@code filing-*.yaml}) and the regimes ({@code REG-*.yaml}) that refer to them, each checked against its schema. Of one
 * tenant, regimes follow each other without overlap.
 */
final class RegimeConfiguration {

    private final Path directory;
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    private RegimeConfiguration(Path directory) {
        this.directory = directory;
    }

    /**
     * All regimes.
     *
     * @throws ConfigurationException naming every error with file and line
     */
    static List<Regime> read(Path directory) {
        var reader = new RegimeConfiguration(directory);
        var regimes = reader.regimes();
        if (!reader.problems.isEmpty()) {
            throw new ConfigurationException(directory.getFileName().toString(), reader.problems);
        }
        return regimes;
    }

    private List<Regime> regimes() {
        var checklists = new HashMap<String, YamlDocument>();
        for (var document : documents("checklist-", "registration-checklist.schema.json")) {
            checkIds(document, "questions", "id");
            checklists.put(document.root().path("checklist").asText(), document);
        }
        var filings = new HashMap<String, YamlDocument>();
        for (var document : documents("filing-", "registration-filing.schema.json")) {
            checkIds(document, "attachments", "id");
            checkIds(document, "fields", "id");
            checkIds(document, "reasons", "code");
            filings.put(document.root().path("filingRules").asText(), document);
        }
        var regimes = new ArrayList<Regime>();
        for (var document : documents("REG-", "registration-regime.schema.json")) {
            var name = document.root().path("checklist").asText();
            var checklist = checklists.get(name);
            if (checklist == null) {
                problems.add(document.problemAt("/checklist", "names no checklist that is there: " + name));
                continue;
            }
            var whole = (ObjectNode) document.root().deepCopy();
            whole.set("questions", checklist.root().path("questions"));
            var form = document.root().path("filingRules").asText("");
            if (!form.isEmpty()) {
                var filing = filings.get(form);
                if (filing == null) {
                    problems.add(document.problemAt("/filingRules", "names no filing rules that are there: " + form));
                    continue;
                }
                whole.set("filing", filing.root());
            }
            var regime = Json.read(whole.toString(), Regime.class);
            checkOverlap(regimes, regime, document);
            regimes.add(regime);
        }
        return List.copyOf(regimes);
    }

    private void checkIds(YamlDocument document, String list, String key) {
        var seen = new HashSet<String>();
        var items = document.root().path(list);
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(items.get(i).path(key).asText())) {
                problems.add(document.problemAt("/" + list + "/" + i + "/" + key, "occurs twice"));
            }
        }
    }

    private void checkOverlap(List<Regime> earlier, Regime regime, YamlDocument document) {
        for (var other : earlier) {
            boolean apart = other.until() != null && other.until().isBefore(regime.from())
                    || regime.until() != null && regime.until().isBefore(other.from());
            if (other.tenant() == regime.tenant() && !apart) {
                problems.add(document.problemAt("/from", "overlaps " + other.regime() + " of the same tenant"));
            }
        }
        if (regime.until() != null && regime.until().isBefore(regime.from())) {
            problems.add(document.problemAt("/until", "lies before the first day " + regime.from()));
        }
    }

    private List<YamlDocument> documents(String prefix, String schemaName) {
        var schema = YamlSchema.read(directory.resolve("schema").resolve(schemaName));
        var documents = new ArrayList<YamlDocument>();
        for (var file : files(prefix)) {
            YamlDocument.read(directory, file, problems).ifPresent(document -> {
                var found = schema.check(document);
                problems.addAll(found);
                if (found.isEmpty()) {
                    documents.add(document);
                }
            });
        }
        return documents;
    }

    private List<Path> files(String prefix) {
        try (var walk = Files.walk(directory)) {
            return walk.filter(file -> file.getParent().endsWith("registration"))
                    .filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + directory, e);
        }
    }
}
