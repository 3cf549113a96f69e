package org.longji.shared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file that remembers on which line each of its values stands, so that every later check can point there.
 *
 * <p>It reads a strict subset: one document, no anchors, no key twice, no number that reads differently from how it
 * looks (octal, sexagesimal). Dates stay text and decimal fractions become {@link BigDecimal}.
 */
public final class YamlDocument {

    private static final Pattern PLAIN_INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<ConfigurationProblem> problems;
    private JsonNode root = JsonNodeFactory.instance.nullNode();

    private YamlDocument(String file, List<ConfigurationProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads a file; what is wrong with its syntax is added to {@code problems} and then there is no document.
     *
     * @param directory the directory that problems name the file relative to
     */
    public static Optional<YamlDocument> read(Path directory, Path file, List<ConfigurationProblem> problems) {
        var name = directory.relativize(file).toString().replace('\\', '/');
        var document = new YamlDocument(name, problems);
        var before = problems.size();
        document.compose(file);
        return problems.size() == before ? Optional.of(document) : Optional.empty();
    }

    /**
     * Reads a text that came without a file.
     *
     * @param name what problems call it
     */
    public static Optional<YamlDocument> of(String name, String text, List<ConfigurationProblem> problems) {
        var document = new YamlDocument(name, problems);
        var before = problems.size();
        document.compose(text);
        return problems.size() == before ? Optional.of(document) : Optional.empty();
    }

    /** The file relative to the directory that was read. */
    public String file() {
        return file;
    }

    /** The content as a JSON tree. */
    public JsonNode root() {
        return root;
    }

    /** The line of the value at a JSON pointer, or of its nearest ancestor that is there. */
    public int lineOf(String pointer) {
        for (var at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            var line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return lines.getOrDefault("", 1);
    }

    /** A problem at the line of the value at a JSON pointer. */
    public ConfigurationProblem problemAt(String pointer, String message) {
        return new ConfigurationProblem(file, lineOf(pointer), message);
    }

    private void compose(Path path) {
        try {
            compose(Files.readString(path));
        } catch (CharacterCodingException notUtf8) {
            report(1, "not UTF-8 text");
        } catch (IOException unreadable) {
            report(1, "cannot be read: " + unreadable.getMessage());
        }
    }

    private void compose(String text) {
        try {
            var composed = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (composed == null) {
                report(1, "the file is empty");
            } else {
                root = convert(composed, "");
            }
        } catch (MarkedYAMLException malformed) {
            var mark = malformed.getProblemMark();
            report(mark == null ? 1 : mark.getLine() + 1, "not readable as YAML: " + explain(malformed));
        } catch (YAMLException malformed) {
            report(1, "not readable as YAML: " + malformed.getMessage());
        }
    }

    private static String explain(MarkedYAMLException malformed) {
        var problem = String.valueOf(malformed.getProblem());
        return problem.contains("\\t") ? "a tab, indent with spaces instead" : problem;
    }

    private void report(int line, String message) {
        problems.add(new ConfigurationProblem(file, line, message));
    }

    private JsonNode convert(Node node, String pointer) {
        var line = node.getStartMark().getLine() + 1;
        lines.putIfAbsent(pointer, line);
        if (node.getAnchor() != null) {
            report(line, "anchors and aliases are not used here: write the value out");
            return JsonNodeFactory.instance.nullNode();
        }
        if (node instanceof MappingNode mapping) {
            return convertMapping(mapping, pointer);
        }
        if (node instanceof SequenceNode sequence) {
            var array = JsonNodeFactory.instance.arrayNode();
            for (var item : sequence.getValue()) {
                array.add(convert(item, pointer + "/" + array.size()));
            }
            return array;
        }
        return convertScalar((ScalarNode) node, line);
    }

    private JsonNode convertMapping(MappingNode mapping, String pointer) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var tuple : mapping.getValue()) {
            var line = tuple.getKeyNode().getStartMark().getLine() + 1;
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                report(line, "a key must be a single word");
                continue;
            }
            var key = keyNode.getValue();
            var child = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            if (object.has(key)) {
                report(line, "the key '" + key + "' occurs twice, first on line " + lineOf(child));
                continue;
            }
            lines.put(child, line);
            object.set(key, convert(tuple.getValueNode(), child));
        }
        return object;
    }

    private JsonNode convertScalar(ScalarNode scalar, int line) {
        var factory = JsonNodeFactory.instance;
        var text = scalar.getValue();
        var tag = scalar.getTag();
        if (Tag.NULL.equals(tag)) {
            return factory.nullNode();
        }
        if (Tag.BOOL.equals(tag) && (text.equals("YES") || text.equals("NO"))) {
            // The words of an answer, which a measure may have as what holds otherwise; no other reader takes them for
            // more.
            return factory.textNode(text);
        }
        if (Tag.BOOL.equals(tag)) {
            if (!text.equals("true") && !text.equals("false")) {
                report(line, "write true or false, or put '" + text + "' in quotes");
            }
            return factory.booleanNode(text.equals("true"));
        }
        if (Tag.INT.equals(tag) || Tag.FLOAT.equals(tag)) {
            if (PLAIN_INTEGER.matcher(text).matches()) {
                return integer(new BigInteger(text));
            }
            if (PLAIN_DECIMAL.matcher(text).matches()) {
                return factory.numberNode(new BigDecimal(text));
            }
            report(line, "the number " + text + " does not read as it looks: write it plainly or put it in quotes");
            return factory.nullNode();
        }
        return factory.textNode(text);
    }

    private static JsonNode integer(BigInteger number) {
        // The narrowest node, so that readers may ask isInt() as they do with any JSON.
        if (number.bitLength() < Integer.SIZE) {
            return JsonNodeFactory.instance.numberNode(number.intValue());
        }
        return number.bitLength() < Long.SIZE
                ? JsonNodeFactory.instance.numberNode(number.longValue())
                : JsonNodeFactory.instance.numberNode(number);
    }
}
