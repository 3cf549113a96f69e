package org.longji.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.shared.ConfigurationProblem;
import org.longji.shared.Json;
import org.longji.shared.YamlDocument;
import org.longji.shared.YamlSchema;

/**
 * From each sentence of the plan to what carries it out. What code and configuration say is found there: a policy cites the
 * clause, a parameter its source, a file of cases its policy. What nothing says, the pages of the console, is declared once
 * beside the sentence and looked up. {@code deploy/trace} writes the page and the data of the console's page; a test holds both to
 * what this makes.
 */
final class Traceability {

    static final String PAGE = "core/docs/traceability.md";
    private static final String PROVINCE = "tenants-config/heilongjiang";
    /** The same for the console, which has neither the sources nor the plugins' scenarios beside it. */
    static final String DATA = PROVINCE + "/plan/traceability.json";

    private static final String POLICY_ROUTE = "policies/:policy";
    private static final String CLAIM_ROUTE = "claims";
    private static final Pattern ROUTE = Pattern.compile("path: '([^']*)'");
    private static final Pattern CONSTANT =
            Pattern.compile("LegalBasis (\\w+) =\\s*LegalBasis\\.of\\(\\s*PLAN,\\s*\"([^\"]+)\"");
    private static final Pattern CITED = Pattern.compile("Sources\\.(\\w+)");
    private static final Pattern POLICY_CLASS = Pattern.compile("new PolicyDescriptor\\(\\s*\"([^\"]+)\"");
    private static final Pattern RESPONSIBLE = Pattern.compile("\\((.*)按职责分工负责\\)");

    private final Path repository;
    private final List<String> problems = new ArrayList<>();
    private final List<Sentence> sentences = new ArrayList<>();
    private final Map<String, Policy> policies = new TreeMap<>();
    private final Set<String> routes = new HashSet<>();
    private String document = "";
    private String title = "";
    private int tenant;

    /** A sentence of the plan, or the part of one that is a clause of its own. */
    record Sentence(
            String id,
            String clause,
            String text,
            List<String> effects,
            @Nullable String responsible,
            List<String> screens,
            @Nullable String remains) {}

    /** A policy as its files tell of it. */
    static final class Policy {
        private final String id;
        private final List<String> versions = new ArrayList<>();
        private final Map<String, Set<String>> parameters = new TreeMap<>();
        private final Set<String> clauses = new TreeSet<>();
        private boolean computable;
        private boolean claim;
        private int cases;
        private final Set<String> examples = new LinkedHashSet<>();
        private @Nullable String successor;
        private Map<String, String> title = Map.of();

        Policy(String id) {
            this.id = id;
        }
    }

    /** How far a sentence is carried out. */
    enum State {
        DONE,
        PARTLY,
        NOT_COMPUTABLE,
        OPEN
    }

    private Traceability(Path repository) {
        this.repository = repository;
    }

    static Traceability of(Path repository) {
        var trace = new Traceability(repository);
        trace.readPlan();
        trace.readPolicies();
        trace.readClasses();
        trace.readCases();
        trace.checkLinks();
        return trace;
    }

    /** Everything that points to nothing and everything of the plan that is not listed. */
    List<String> problems() {
        return problems;
    }

    List<Sentence> sentences() {
        return sentences;
    }

    // ---- the plan

    private void readPlan() {
        var file = repository.resolve(PROVINCE + "/plan/sentences.yaml");
        var root = yaml(file, "plan");
        document = root.path("document").asText();
        title = root.path("title").asText();
        tenant = root.path("tenant").asInt();
        var text = read(file.resolveSibling(root.path("text").asText()));
        var ids = new HashSet<String>();
        var left = new StringBuilder(text);
        for (var section : root.path("sections")) {
            var responsible = section.path("responsible").isNull()
                    ? null
                    : section.path("responsible").asText();
            for (var node : section.path("sentences")) {
                var id = node.path("id").asText();
                if (!ids.add(id)) {
                    problems.add("the sentence " + id + " is there twice");
                }
                sentences.add(new Sentence(
                        id,
                        node.path("clause").asText(id),
                        node.path("text").asText(),
                        texts(node.path("effect")),
                        responsible,
                        texts(node.path("screens")),
                        node.hasNonNull("remains") ? node.path("remains").asText() : null));
                take(left, node.path("text").asText(), id);
            }
            for (var node : section.path("others")) {
                take(
                        left,
                        node.path("text").asText(),
                        "others of " + section.path("section").asText());
            }
            if (responsible != null) {
                take(
                        left,
                        "(" + responsible + "按职责分工负责)",
                        section.path("section").asText());
            }
        }
        for (var line : left.toString().split("\\R")) {
            var rest = line.strip();
            if (RESPONSIBLE.matcher(rest).matches()) {
                problems.add("nobody is named as responsible by " + rest);
            } else if (!rest.isEmpty() && !isHeading(rest)) {
                problems.add("a sentence of the plan is in neither list: " + rest);
            }
        }
    }

    private void take(StringBuilder left, String text, String where) {
        int at = left.indexOf(text);
        if (at < 0) {
            problems.add(where + " is not in the text of the plan: " + text);
        } else {
            left.delete(at, at + text.length());
        }
    }

    /** Headings of parts and sections are said by the sections themselves. */
    private static boolean isHeading(String line) {
        return line.matches("[一二三四五]、[^。;；]*") || line.matches("\\([一二三四五六]\\)[^。;；]*。");
    }

    // ---- what carries it out

    private void readPolicies() {
        for (var file : files(repository.resolve(PROVINCE + "/policies"), name -> name.endsWith(".yaml"))) {
            var root = yaml(file, "policy");
            var policy = new Policy(root.path("policy").asText());
            policies.put(policy.id, policy);
            if (root.has("succeededBy")) {
                policy.successor = root.path("succeededBy").path("policy").asText();
            }
            for (var version : root.path("versions")) {
                policy.title = new TreeMap<>(Map.of(
                        "zh", version.path("title").path("zh").asText(),
                        "en", version.path("title").path("en").asText()));
                boolean computable = version.path("computable").asBoolean();
                boolean plan = version.path("document").asText().equals(document);
                policy.versions.add(version.path("version").asText() + (computable ? "" : " (not computable)"));
                policy.computable |= computable && plan;
                policy.claim |=
                        version.path("definition").path("subject").asText().equals("CLAIM");
                var own = version.path("article").asText();
                if (plan) {
                    policy.clauses.add(own);
                }
                cite(policy, version.path("exclusivityBasis"), version);
                version.path("parameters").properties().forEach(parameter -> {
                    var values = parameter.getValue().isArray()
                            ? parameter.getValue()
                            : JsonNodeFactory.instance.arrayNode().add(parameter.getValue());
                    for (var value : values) {
                        cite(policy, value.path("basis"), version)
                                .or(() -> plan && !value.has("basis") ? Optional.of(own) : Optional.empty())
                                .ifPresent(clause -> policy.parameters
                                        .computeIfAbsent(clause, c -> new LinkedHashSet<>())
                                        .add(parameter.getKey()));
                    }
                });
                version.path("definition").findValues("basis").forEach(basis -> cite(policy, basis, version));
            }
        }
    }

    /** The clause of the plan that a source names: an article alone is one of the version's document. */
    private Optional<String> cite(Policy policy, JsonNode basis, JsonNode version) {
        var of = basis.path("document").asText(version.path("document").asText());
        var article = basis.isTextual() ? basis.asText() : basis.path("article").asText();
        if (article.isEmpty() || !of.equals(document)) {
            return Optional.empty();
        }
        policy.clauses.add(article);
        return Optional.of(article);
    }

    /** What a class cites beyond the files: the constants of its plugin's sources that it names. */
    private void readClasses() {
        for (var plugin : children(repository.resolve("plugins"))) {
            var constants = new TreeMap<String, String>();
            var sources = files(plugin.resolve("src/main/java"), name -> name.endsWith(".java"));
            for (var source : sources) {
                CONSTANT.matcher(read(source))
                        .results()
                        .forEach(found -> constants.put(found.group(1), found.group(2)));
            }
            for (var source : sources) {
                var code = read(source);
                POLICY_CLASS.matcher(code).results().forEach(found -> {
                    var policy = policies.get(found.group(1));
                    if (policy == null) {
                        problems.add(source.getFileName() + " is a policy that no line of the province brings: "
                                + found.group(1));
                        return;
                    }
                    policy.claim |= code.contains("Subject.CLAIM");
                    CITED.matcher(code)
                            .results()
                            .map(cited -> constants.get(cited.group(1)))
                            .filter(clause -> clause != null)
                            .forEach(policy.clauses::add);
                });
            }
        }
    }

    private void readCases() {
        for (var plugin : children(repository.resolve("plugins"))) {
            for (var folder : List.of("src/main/resources/META-INF/longji/scenarios", "src/test/resources/cases")) {
                for (var file : files(plugin.resolve(folder), name -> name.endsWith(".yaml"))) {
                    var root = cases(file);
                    var policy = policies.get(root.path("policy").asText());
                    if (policy == null) {
                        problems.add(file.getFileName() + " has cases of a policy that is not there: "
                                + root.path("policy").asText());
                    } else {
                        count(policy, root.has("scenarios") ? root.path("scenarios") : root.path("cases"));
                    }
                }
            }
        }
    }

    /** The kit reads files of cases more kindly than configuration is read: YES is a word in them. */
    private static JsonNode cases(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static void count(Policy policy, JsonNode cases) {
        for (var one : cases) {
            policy.cases++;
            for (var example : one.path("example").asText().split(",\\s*")) {
                if (!example.isEmpty()) {
                    policy.examples.add(example);
                }
            }
            count(policy, one.path("then"));
        }
    }

    private void checkLinks() {
        var clauses = sentences.stream().map(Sentence::clause).collect(Collectors.toSet());
        for (var file : files(
                repository.resolve("core/web-console/src"),
                name -> name.equals("module.tsx") || name.equals("App.tsx"))) {
            ROUTE.matcher(read(file)).results().forEach(found -> routes.add(found.group(1)));
        }
        for (var policy : policies.values()) {
            for (var clause : policy.clauses) {
                if (!clauses.contains(clause)) {
                    problems.add(
                            policy.id + " cites " + document + " " + clause + ", which is no sentence of the plan");
                }
            }
            if (policy.cases == 0) {
                problems.add(policy.id + " has no cases");
            }
            if (policy.successor != null && !policies.containsKey(policy.successor)) {
                problems.add(policy.id + " is succeeded by a policy that is not there: " + policy.successor);
            }
        }
        for (var sentence : sentences) {
            for (var screen : sentence.screens()) {
                if (!routes.contains(screen)) {
                    problems.add(sentence.id() + " names a page that the console does not have: " + screen);
                }
            }
        }
        if (!routes.contains(POLICY_ROUTE)) {
            problems.add("the console has no page " + POLICY_ROUTE);
        }
    }

    private List<Policy> policiesOf(Sentence sentence) {
        return policies.values().stream()
                .filter(policy -> policy.clauses.contains(sentence.clause()))
                .toList();
    }

    State stateOf(Sentence sentence) {
        var carried = policiesOf(sentence);
        if (carried.isEmpty() && sentence.screens().isEmpty()) {
            return State.OPEN;
        }
        if (sentence.screens().isEmpty() && carried.stream().noneMatch(policy -> policy.computable)) {
            return State.NOT_COMPUTABLE;
        }
        return remains(sentence).isPresent() ? State.PARTLY : State.DONE;
    }

    /** Whether its policies are decided on claims, and the console takes none. */
    private boolean waitsForClaims(Sentence sentence) {
        return sentence.screens().isEmpty()
                && !routes.contains(CLAIM_ROUTE)
                && policiesOf(sentence).stream().allMatch(policy -> policy.claim);
    }

    /** What is declared as missing, or that claims are waited for. */
    private Optional<String> remains(Sentence sentence) {
        return Optional.ofNullable(sentence.remains())
                .or(() -> waitsForClaims(sentence)
                        ? Optional.of("平台尚不受理申报，目前由 `deploy/policy check` 计算")
                        : Optional.empty());
    }

    // ---- the page

    String page() {
        var page = new StringBuilder();
        page.append("# From the plan to the product\n\n")
                .append("Written by `deploy/trace`; do not edit. ")
                .append(title)
                .append(' ')
                .append(document)
                .append(", every sentence that has an effect on money or duties or sets a target.\n")
                .append(
                        "The responsible departments are those of the plan's own division of labour, in its words of 2017.\n")
                .append(
                        "Policies, parameters and cases are found by the clause they cite. *claim*: decided on a claim with")
                .append(" its evidence, not contract by contract.\n\n");
        counts(page);
        table(page, "Carried out", State.DONE);
        table(page, "Carried out in part", State.PARTLY);
        table(page, "Present, not computable", State.NOT_COMPUTABLE);
        open(page);
        return page.toString();
    }

    private List<Sentence> in(State state) {
        return sentences.stream().filter(sentence -> stateOf(sentence) == state).toList();
    }

    private void counts(StringBuilder page) {
        page.append("| effect | sentences | carried out | in part | not computable | without implementation |\n")
                .append("|---|---:|---:|---:|---:|---:|\n");
        for (var effect : List.of("MONEY", "DUTY", "TARGET")) {
            page.append("| ").append(effect.toLowerCase(Locale.ROOT));
            line(
                    page,
                    sentences.stream().filter(s -> s.effects().contains(effect)).toList());
        }
        page.append("| all");
        line(page, sentences);
        page.append('\n');
    }

    private void line(StringBuilder page, List<Sentence> some) {
        page.append(" | ").append(some.size());
        for (var state : State.values()) {
            page.append(" | ")
                    .append(some.stream().filter(s -> stateOf(s) == state).count());
        }
        page.append(" |\n");
    }

    private void table(StringBuilder page, String heading, State state) {
        var some = in(state);
        page.append("## ").append(heading).append(" (").append(some.size()).append(")\n\n");
        boolean parts = state == State.PARTLY;
        page.append("| sentence | effect | responsible | policies | parameters | cases | pages |")
                .append(parts ? " remains |" : "")
                .append("\n|---|---|---|---|---|---|---|")
                .append(parts ? "---|" : "")
                .append('\n');
        for (var sentence : some) {
            var carried = policiesOf(sentence);
            page.append("| **").append(sentence.id()).append("** ").append(sentence.text());
            cell(page, effects(sentence));
            cell(page, responsible(sentence));
            cell(page, carried.stream().map(this::shown).collect(Collectors.joining("<br>")));
            cell(page, parametersOf(sentence).map(name -> "`" + name + "`").collect(Collectors.joining(" ")));
            cell(page, carried.stream().map(Traceability::cases).collect(Collectors.joining("<br>")));
            cell(page, pages(sentence, carried).map(route -> "`" + route + "`").collect(Collectors.joining(" ")));
            if (parts) {
                cell(page, remains(sentence).orElse(""));
            }
            page.append(" |\n");
        }
        page.append('\n');
    }

    private Stream<String> parametersOf(Sentence sentence) {
        return policiesOf(sentence).stream()
                .flatMap(policy -> policy.parameters.getOrDefault(sentence.clause(), Set.of()).stream())
                .distinct();
    }

    // ---- the data

    /** What the page says, one sentence a line, for the console. */
    String data() {
        var data = new StringBuilder();
        data.append("{\n\"tenant\": ")
                .append(tenant)
                .append(",\n\"document\": ")
                .append(json(document))
                .append(",\n\"title\": ")
                .append(json(title))
                .append(",\n\"sentences\": [\n");
        data.append(sentences.stream().map(sentence -> json(line(sentence))).collect(Collectors.joining(",\n")));
        return data.append("\n]\n}\n").toString();
    }

    private Map<String, Object> line(Sentence sentence) {
        var state = stateOf(sentence);
        var carried = policiesOf(sentence);
        var line = new LinkedHashMap<String, Object>();
        line.put("id", sentence.id());
        line.put("text", sentence.text());
        line.put("effects", sentence.effects());
        line.put("state", state);
        line.put("responsible", sentence.responsible());
        line.put("policies", carried.stream().map(Traceability::data).toList());
        line.put("parameters", parametersOf(sentence).toList());
        line.put(
                "pages",
                state == State.OPEN ? List.of() : pages(sentence, carried).toList());
        line.put("remains", sentence.remains());
        line.put("waitsForClaims", state == State.PARTLY && sentence.remains() == null && waitsForClaims(sentence));
        return line;
    }

    private static Map<String, Object> data(Policy policy) {
        var data = new LinkedHashMap<String, Object>();
        data.put("policyId", policy.id);
        data.put("title", policy.title);
        data.put("claim", policy.claim);
        data.put("versions", policy.versions);
        data.put("successor", policy.successor);
        data.put("cases", policy.cases);
        data.put("examples", new TreeSet<>(policy.examples));
        return data;
    }

    private static String json(Object value) {
        return Json.write(value);
    }

    private Stream<String> pages(Sentence sentence, List<Policy> carried) {
        var pages = new ArrayList<>(sentence.screens());
        if (!carried.isEmpty()) {
            pages.add(POLICY_ROUTE);
        }
        if (routes.contains(CLAIM_ROUTE) && carried.stream().anyMatch(policy -> policy.claim)) {
            pages.add(CLAIM_ROUTE);
        }
        return pages.stream().distinct();
    }

    private String shown(Policy policy) {
        return "`" + policy.id + "`" + (policy.claim ? " *claim*" : "") + ": " + String.join(", ", policy.versions)
                + (policy.successor == null ? "" : ", then `" + policy.successor + "`");
    }

    private static String cases(Policy policy) {
        return policy.cases
                + (policy.examples.isEmpty() ? "" : " (" + String.join(", ", new TreeSet<>(policy.examples)) + ")");
    }

    private void open(StringBuilder page) {
        var some = in(State.OPEN);
        page.append("## Without implementation (").append(some.size()).append(")\n\n");
        page.append("| sentence | effect | responsible |\n|---|---|---|\n");
        for (var sentence : some) {
            page.append("| **").append(sentence.id()).append("** ").append(sentence.text());
            cell(page, effects(sentence));
            cell(page, responsible(sentence));
            page.append(" |\n");
        }
    }

    private static String effects(Sentence sentence) {
        return String.join(", ", sentence.effects()).toLowerCase(Locale.ROOT);
    }

    private static String responsible(Sentence sentence) {
        return sentence.responsible() == null ? "—" : sentence.responsible();
    }

    private static void cell(StringBuilder page, String text) {
        page.append(" | ").append(text);
    }

    // ---- files

    private JsonNode yaml(Path file, String schema) {
        var found = new ArrayList<ConfigurationProblem>();
        var read = YamlDocument.read(repository, file, found);
        var rules = YamlSchema.read(repository.resolve("tenants-config/schema/" + schema + ".schema.json"));
        read.ifPresent(yaml -> found.addAll(rules.check(yaml)));
        found.forEach(problem -> problems.add(problem.toString()));
        return read.map(YamlDocument::root).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<Path> children(Path folder) {
        try (var found = Files.list(folder)) {
            return found.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    private static List<Path> files(Path folder, Predicate<String> which) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> which.test(file.getFileName().toString()))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Writes the page; run from the repository's root or with it as the argument. */
    public static void main(String[] arguments) throws IOException {
        var root = Path.of(arguments.length == 0 ? "." : arguments[0])
                .toAbsolutePath()
                .normalize();
        var trace = of(root);
        trace.problems().forEach(System.err::println);
        Files.writeString(root.resolve(PAGE), trace.page());
        Files.writeString(root.resolve(DATA), trace.data());
        System.out.println(
                "Wrote " + PAGE + " and " + DATA + ": " + trace.sentences().size() + " sentences, "
                        + trace.in(State.OPEN).size() + " without implementation");
        System.exit(trace.problems().isEmpty() ? 0 : 1);
    }
}
