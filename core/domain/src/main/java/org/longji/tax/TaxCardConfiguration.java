package org.longji.tax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.ConfigurationException;
import org.longji.shared.ConfigurationProblem;
import org.longji.shared.Json;
import org.longji.shared.WorkingDays;
import org.longji.shared.YamlDocument;
import org.longji.shared.YamlSchema;

/**
 * Reads the cards of every {@code tax} folder of a tenants-config directory: one file per tax, checked against the schema, its versions
 * one after the other, and its figures and values tried on the rule that will use them.
 */
final class TaxCardConfiguration {

    private static final TaxBase TRIAL = new TaxBase(
            "",
            1,
            ContractType.TRANSFER,
            Money.of("2.00"),
            Money.of("1.00"),
            PartyKind.UNIVERSITY,
            PartyKind.ENTERPRISE);

    private final Path directory;
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    private TaxCardConfiguration(Path directory) {
        this.directory = directory;
    }

    /**
     * The cards by tax.
     *
     * @throws ConfigurationException naming every error with file and line
     */
    static Map<Tax, TaxCard> read(Path directory) {
        var reader = new TaxCardConfiguration(directory);
        var cards = reader.cards();
        if (!reader.problems.isEmpty()) {
            throw new ConfigurationException(directory.getFileName().toString(), reader.problems);
        }
        return cards;
    }

    private Map<Tax, TaxCard> cards() {
        var schema = YamlSchema.read(directory.resolve("schema").resolve("tax-card.schema.json"));
        var cards = new EnumMap<Tax, TaxCard>(Tax.class);
        for (var file : files()) {
            YamlDocument.read(directory, file, problems).ifPresent(document -> {
                var found = schema.check(document);
                problems.addAll(found);
                if (found.isEmpty()) {
                    var card = Json.read(document.root().toString(), TaxCard.class);
                    if (cards.putIfAbsent(card.card(), card) != null) {
                        problems.add(document.problemAt("/card", "there is another card of " + card.card()));
                    }
                    check(document, card);
                }
            });
        }
        return cards;
    }

    private void check(YamlDocument document, TaxCard card) {
        var calendar = new WorkingDays();
        for (int i = 0; i < card.versions().size(); i++) {
            var at = "/versions/" + i;
            var version = card.versions().get(i);
            var until = version.until();
            if (until != null && until.isBefore(version.from())) {
                problems.add(document.problemAt(at + "/until", "lies before the first day " + version.from()));
            }
            if (i > 0) {
                var before = card.versions().get(i - 1).until();
                if (before == null || !before.plusDays(1).equals(version.from())) {
                    problems.add(document.problemAt(
                            at + "/from", "does not follow the version before, which ends " + before));
                }
            }
            if (version.confirmedUntil() != null && version.note() == null) {
                problems.add(
                        document.problemAt(at + "/confirmedUntil", "needs a note that says what is not confirmed"));
            }
            tryOut(document, at, card, version, calendar);
        }
    }

    private void tryOut(YamlDocument document, String at, TaxCard card, TaxCard.Version version, WorkingDays calendar) {
        var rule = card.card().rule();
        try {
            Json.read(version.values().toString(), rule.values());
        } catch (IllegalArgumentException misspelt) {
            problems.add(
                    document.problemAt(at + "/values", "does not fit " + card.card() + ": " + misspelt.getMessage()));
            return;
        }
        var working = new Working(TRIAL, card, version, rule.proposals(TRIAL));
        rule.compute(working, calendar);
        if (!working.figures().keySet().equals(card.figures().keySet())) {
            problems.add(document.problemAt(
                    "/figures", "must be " + working.figures().keySet()));
        }
        if (!working.conditions().keySet().equals(card.conditions().keySet())) {
            problems.add(document.problemAt(
                    "/conditions", "must be " + working.conditions().keySet()));
        }
    }

    private List<Path> files() {
        try (var walk = Files.walk(directory)) {
            return walk.filter(file -> file.getParent().endsWith("tax"))
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + directory, e);
        }
    }
}
