package org.longji.policy;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ComposedPolicy;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginHost;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.Transactions;
import org.longji.shared.YamlSchema;

/**
 * Measures while they are being written: what they may say, what is wrong with them, what they say in plain words, and the
 * file they are exchanged as.
 */
@Dependent
public class Measures {

    private static final String LANGUAGE = "measure";
    private static final int LONGEST = DraftForm.LONGEST;

    private final Transactions transactions;
    private final Policies policies;
    private final PolicyDrafts drafts;
    private final PluginHost plugins;
    private final Optional<Path> directory;

    @Inject
    Measures(
            Transactions transactions,
            Policies policies,
            PolicyDrafts drafts,
            PluginHost plugins,
            @ConfigProperty(name = "longji.tenants.dir") Optional<String> directory) {
        this.transactions = transactions;
        this.policies = policies;
        this.drafts = drafts;
        this.plugins = plugins;
        this.directory = directory.map(Path::of);
    }

    /** Measures outside a container. */
    public static Measures of(Transactions transactions, PluginHost plugins, Path tenantsConfig) {
        return new Measures(
                transactions,
                new Policies(),
                PolicyDrafts.of(transactions, plugins),
                plugins,
                Optional.of(tenantsConfig.toString()));
    }

    /**
     * What a measure may be made of.
     *
     * @param schema JSON Schema of a definition
     * @param vocabulary facts, functions and words in both languages
     */
    public record Language(String id, JsonNode schema, JsonNode vocabulary) {}

    /**
     * A measure to begin from.
     *
     * @param division whose sample it is
     * @param text the file
     * @param cases its worked cases, where there are some
     */
    public record Sample(
            String policyId,
            int division,
            Text title,
            String text,
            @Nullable String cases) {}

    /**
     * What is to be looked at: a form, or the text of a file (YAML or JSON; a line or a definition alone).
     *
     * @param policyId the policy; a file may name it itself
     * @param version the version of a file that holds several
     * @param cases worked cases beside a text; a form has its own
     */
    public record Written(
            @Nullable String policyId,
            @Nullable DraftForm form,
            @Nullable String text,
            @Nullable String version,
            @Nullable String cases) {}

    /**
     * Something wrong.
     *
     * @param field of the form, such as {@code definition/amount/0/rate}; {@code file} where the text cannot be read
     * @param line of the text, if one was sent
     */
    public record Fault(String field, @Nullable Integer line, String message, String messageEn) {}

    /** What a claim must bring. */
    public record Input(
            String name,
            Text label,
            InputDescription.Type type,
            List<String> choices,
            @Nullable String otherwise) {}

    /**
     * A measure as it was understood.
     *
     * @param form absent where the text cannot be read
     * @param text the file of it; absent where there is no form
     * @param versions names of the versions in the file that was sent
     * @param losses what of the file a draft does not keep
     * @param sentences what it says, line by line
     * @param formulas formulas in words, by pointer into the definition
     * @param cases what became of its worked cases, where it has some
     */
    public record Reading(
            String policyId,
            @Nullable DraftForm form,
            @Nullable String text,
            List<String> versions,
            List<Fault> faults,
            List<Text> losses,
            List<PolicyLines.ParameterField> parameters,
            List<Input> inputs,
            @Nullable Subject subject,
            @Nullable Role beneficiary,
            List<MeasureWords.Sentence> sentences,
            Map<String, Text> formulas,
            @Nullable CaseReport cases) {}

    public Language language(Caller caller, int tenant) {
        caller.scope(tenant, Capability.POLICY_READ);
        var schema = plugins.speaking(tenant, LANGUAGE)
                .flatMap(plugin -> plugins.schema(tenant, plugin, LANGUAGE))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", LANGUAGE)));
        return new Language(LANGUAGE, Json.read(schema, JsonNode.class), MeasureVocabulary.KNOWN.tree());
    }

    /** The samples of tenants-config. They are written for everybody to read, and nothing loads them. */
    public List<Sample> samples(Caller caller, int tenant) {
        caller.scope(tenant, Capability.POLICY_READ);
        if (directory.isEmpty()) {
            return List.of();
        }
        try (var files = Files.walk(directory.get())) {
            var schema = schema();
            return files.filter(file -> file.getParent().endsWith("samples"))
                    .filter(file -> file.toString().endsWith(".yaml")
                            && !file.toString().endsWith(".cases.yaml"))
                    .sorted()
                    .map(file -> sample(file, schema))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Sample> sample(Path path, YamlSchema schema) {
        try {
            var text = Files.readString(path);
            var file = PolicyFile.read(text, schema, new ArrayList<>());
            if (file == null || file.names().isEmpty()) {
                return Optional.empty();
            }
            var form = file.form(file.names().size() - 1);
            var tenant = file.tenant();
            return Optional.of(new Sample(
                    file.policyId(),
                    tenant == null ? 0 : tenant,
                    new Text(or(form.titleZh(), file.policyId()), or(form.titleEn(), file.policyId())),
                    text,
                    casesBeside(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String casesBeside(Path sample) throws IOException {
        var cases = sample.resolveSibling(sample.getFileName().toString().replaceFirst("\\.yaml$", ".cases.yaml"));
        return Files.isRegularFile(cases) ? Files.readString(cases) : null;
    }

    /** Everything there is to say about a measure as it stands; nothing is kept. */
    public Reading check(Caller caller, int tenant, Written written) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        new FieldChecks()
                .require(
                        (written.form() == null) != (written.text() == null),
                        "form",
                        "请给出草案，或文件的文本。",
                        "Give a draft, or the text of a file.")
                .atMost(written.text(), LONGEST, "text")
                .atMost(written.cases(), LONGEST, "cases")
                .done();
        var faults = new ArrayList<Fault>();
        var text = written.text();
        var file = text == null ? null : file(text, faults);
        var policyId = or(written.policyId(), file == null ? "" : file.policyId());
        if (text != null && file == null) {
            return unread(policyId, List.of(), faults);
        }
        int index = file == null ? 0 : file.find(written.version());
        if (file != null && index < 0) {
            faults.add(choose(file));
            return unread(policyId, file.names(), faults);
        }
        var form = file == null
                ? Objects.requireNonNull(written.form())
                : file.form(index).withCases(written.cases());
        var found = transactions.within(
                scope,
                em -> new Found(drafts.faults(em, tenant, policyId, form), drafts.cases(em, tenant, policyId, form)));
        found.faults().forEach(error -> {
            // What a definition alone leaves open is not its fault.
            if (file == null || !file.isBare() || error.field().startsWith("definition")) {
                faults.add(new Fault(
                        error.field(),
                        file == null ? null : file.lineOf(index, error.field()),
                        error.message(),
                        error.messageEn()));
            }
        });
        var said = MeasureWords.of(or(form.definition(), "{}"), form.parameters());
        var composed = drafts.composed(tenant, policyId, form);
        return new Reading(
                policyId,
                form,
                faults.stream().anyMatch(fault -> fault.field().equals("definition"))
                        ? null
                        : text(policyId, tenant, form),
                file == null ? List.of() : file.names(),
                faults,
                file == null ? List.of() : losses(file, index, tenant, text),
                composed.map(ComposedPolicy::parameters).orElse(List.of()).stream()
                        .map(PolicyLines::field)
                        .toList(),
                composed.map(ComposedPolicy::inputs).orElse(List.of()).stream()
                        .map(Measures::input)
                        .toList(),
                composed.map(ComposedPolicy::subject).orElse(null),
                composed.map(ComposedPolicy::beneficiary).orElse(null),
                said.sentences(),
                said.formulas(),
                found.cases().orElse(null));
    }

    private record Found(List<FieldError> faults, Optional<CaseReport> cases) {}

    private static Reading unread(String policyId, List<String> versions, List<Fault> faults) {
        return new Reading(
                policyId, null, null, versions, faults, List.of(), List.of(), List.of(), null, null, List.of(),
                Map.of(), null);
    }

    private static Input input(InputDescription input) {
        return new Input(
                input.name(),
                input.label(),
                input.type(),
                input.choices(),
                input.otherwise().orElse(null));
    }

    private static Fault choose(PolicyFile file) {
        return new Fault(
                "version",
                1,
                "文件含多个版本，请指明其一：" + String.join("、", file.names()) + "。",
                "The file holds several versions; name one of " + String.join(", ", file.names()) + ".");
    }

    /** What of a file a draft does not keep, said openly. */
    private static List<Text> losses(PolicyFile file, int index, int tenant, @Nullable String text) {
        var losses = new ArrayList<Text>();
        if (text != null && text.lines().anyMatch(line -> line.strip().startsWith("#"))) {
            losses.add(new Text("文件中的注释不保留。", "Comments of the file are not kept."));
        }
        var written = file.tenant();
        if (written != null && written != tenant) {
            losses.add(new Text(
                    "文件写给区划 " + written + "，读入后属于本区划。",
                    "The file was written for tenant " + written + "; read here, it is this tenant's."));
        }
        file.dropped(index)
                .forEach(name -> losses.add(new Text("草案不保留 " + name + "。", "A draft does not keep " + name + ".")));
        return losses;
    }

    /**
     * The draft of a file.
     *
     * @throws ProblemException naming everything that keeps it from being read, with its line
     */
    public DraftForm read(String text, @Nullable String version, @Nullable String cases) {
        var faults = new ArrayList<Fault>();
        var file = text.length() > LONGEST ? null : file(text, faults);
        int index = file == null ? -1 : file.find(version);
        if (file != null && index < 0) {
            faults.add(choose(file));
        }
        if (file == null || index < 0) {
            throw new ProblemException(
                    Problem.INVALID_FIELDS,
                    Map.of("count", faults.size()),
                    faults.stream()
                            .map(fault -> new FieldError(
                                    "file." + fault.field().replaceFirst("^file$", "text"),
                                    "第 " + fault.line() + " 行：" + fault.message(),
                                    "Line " + fault.line() + ": " + fault.messageEn()))
                            .toList());
        }
        return file.form(index).withCases(cases);
    }

    private @Nullable PolicyFile file(String text, List<Fault> faults) {
        var found = new ArrayList<PolicyFile.Fault>();
        var file = PolicyFile.read(text, schema(), found);
        found.forEach(fault -> faults.add(new Fault(fault.field(), fault.line(), fault.message(), fault.messageEn())));
        return file;
    }

    private YamlSchema schema() {
        return PolicyFile.schemaOfDrafts(directory());
    }

    private Path directory() {
        return directory.orElseThrow(
                () -> new ProblemException(Problem.NOT_FOUND, Map.of("what", "policy.schema.json")));
    }

    /** The file of a draft. */
    public String file(Caller caller, int tenant, UUID draft) {
        var found = drafts.get(caller, tenant, draft);
        return PolicyFile.write(found.policyId(), found.pluginId(), found.tenant(), List.of(found.form()));
    }

    /** The worked cases of a draft, as they were written. */
    public String cases(Caller caller, int tenant, UUID draft) {
        var found = drafts.get(caller, tenant, draft);
        return written(found.form().cases(), found.name());
    }

    /** The worked cases that were enacted with a version. */
    public String cases(Caller caller, int tenant, String policyId, int owner, String version) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        return transactions.within(
                scope,
                em -> written(
                        policies.enacted(em, policyId).stream()
                                .filter(link -> link.version().tenant() == owner
                                        && link.version().version().equals(version))
                                .findFirst()
                                .flatMap(EnactedVersion::cases)
                                .orElse(null),
                        version));
    }

    private static String written(@Nullable String cases, String of) {
        if (cases == null || cases.isBlank()) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", of));
        }
        return cases;
    }

    /**
     * The file of what is law: the chain of versions of the nearest tenant that has one, or one version of it.
     *
     * @param owner the tenant whose versions are meant; null for the nearest
     */
    public String file(Caller caller, int tenant, String policyId, @Nullable Integer owner, @Nullable String version) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        return transactions.within(scope, em -> {
            var visible = policies.enacted(em, policyId).stream()
                    .map(EnactedVersion::version)
                    .filter(one -> owner == null ? one.covers(tenant) : one.tenant() == owner)
                    .toList();
            int nearest = visible.stream().mapToInt(PolicyVersion::tenant).max().orElse(0);
            var chosen = visible.stream()
                    .filter(one -> one.tenant() == nearest
                            && (version == null || one.version().equals(version)))
                    .toList();
            if (chosen.isEmpty()) {
                throw new ProblemException(Problem.NOT_FOUND, Map.of("what", version == null ? policyId : version));
            }
            return PolicyFile.write(
                    policyId,
                    chosen.get(0).pluginId(),
                    nearest,
                    chosen.stream()
                            .map(one -> DraftForm.copyOf(one, one.version(), one.from(), true))
                            .toList());
        });
    }

    private @Nullable String text(String policyId, int tenant, DraftForm form) {
        return PolicyFile.write(
                policyId,
                plugins.speaking(tenant, or(form.language(), LANGUAGE)).orElse(""),
                tenant,
                List.of(form));
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }
}
