package org.longji.shared;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** A JSON tree as the YAML that people write by hand: short groups on one line, dates bare, quotes only where they are needed. */
public final class YamlText {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int LINE = 110;
    private static final Resolver RESOLVER = new Resolver();

    private YamlText() {}

    /** The text of a tree; {@link YamlDocument} reads the same tree out of it. */
    public static String write(JsonNode tree) {
        var options = new DumperOptions();
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(10_000);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        var text = new StringWriter();
        new Yaml(options).serialize(node(tree, true), text);
        return text.toString();
    }

    private static Node node(JsonNode tree, boolean top) {
        var style = !top && isShort(tree) ? DumperOptions.FlowStyle.FLOW : DumperOptions.FlowStyle.BLOCK;
        if (tree.isObject()) {
            var tuples = new ArrayList<NodeTuple>();
            tree.properties()
                    .forEach(entry -> tuples.add(new NodeTuple(text(entry.getKey()), node(entry.getValue(), false))));
            return new MappingNode(Tag.MAP, tuples, style);
        }
        if (tree.isArray()) {
            var items = new ArrayList<Node>();
            tree.forEach(item -> items.add(node(item, false)));
            return new SequenceNode(Tag.SEQ, items, style);
        }
        if (tree.isTextual()) {
            return text(tree.asText());
        }
        var tag =
                tree.isNull() ? Tag.NULL : tree.isBoolean() ? Tag.BOOL : tree.isIntegralNumber() ? Tag.INT : Tag.FLOAT;
        var plain = tree.isNumber() ? tree.decimalValue().toPlainString() : tree.asText();
        return new ScalarNode(tag, plain, null, null, DumperOptions.ScalarStyle.PLAIN);
    }

    private static Node text(String text) {
        if (DAY.matcher(text).matches()) {
            return new ScalarNode(
                    RESOLVER.resolve(NodeId.scalar, text, true), text, null, null, DumperOptions.ScalarStyle.PLAIN);
        }
        boolean word = RESOLVER.resolve(NodeId.scalar, text, true).equals(Tag.STR);
        return new ScalarNode(
                Tag.STR,
                text,
                null,
                null,
                word ? DumperOptions.ScalarStyle.PLAIN : DumperOptions.ScalarStyle.DOUBLE_QUOTED);
    }

    /** One line is enough: no list of groups, nothing longer than a line. */
    private static boolean isShort(JsonNode tree) {
        for (var child : tree) {
            if (child.isArray() && !child.isEmpty() && child.get(0).isContainerNode()) {
                return false;
            }
            if (child.isContainerNode() && !isShort(child)) {
                return false;
            }
        }
        boolean groups = tree.isArray() && !tree.isEmpty() && tree.get(0).isContainerNode();
        return !groups && tree.toString().length() <= LINE;
    }
}
