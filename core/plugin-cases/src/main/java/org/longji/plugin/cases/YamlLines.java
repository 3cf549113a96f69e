package org.longji.plugin.cases;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** On which line of a YAML file each of its values stands. */
final class YamlLines {

    private final Map<String, Integer> lines = new HashMap<>();

    private YamlLines() {}

    static YamlLines of(String text) {
        YamlLines lines = new YamlLines();
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root != null) {
                lines.note(root, "", root.getStartMark().getLine());
            }
        } catch (YAMLException unreadable) {
            // Whoever reads the content reports it; here every line is the first then.
        }
        return lines;
    }

    /** {@return the line of the value, or of its nearest ancestor that is there} */
    int line(String pointer) {
        String at = pointer;
        while (!at.isEmpty() && !lines.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, 0) + 1;
    }

    private void note(Node node, String pointer, int line) {
        lines.put(pointer, line);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    note(
                            entry.getValueNode(),
                            pointer + "/" + key.getValue(),
                            key.getStartMark().getLine());
                }
            });
        } else if (node instanceof SequenceNode sequence) {
            int index = 0;
            for (Node item : sequence.getValue()) {
                note(item, pointer + "/" + index++, item.getStartMark().getLine());
            }
        }
    }
}
