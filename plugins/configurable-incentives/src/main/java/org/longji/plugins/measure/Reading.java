package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.Text;

/** Reads the values of a definition, and keeps what is wrong with them. */
final class Reading {

    final Names names;
    final List<Measure.ValueCheck> checks = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private LegalBasis basis;

    Reading(PolicyHeading heading) {
        this.names = new Names(heading.policyId());
        this.basis = heading.basis();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    void fault(String pointer, String zh, String en) {
        findings.add(new Finding(pointer, new Text(zh, en)));
    }

    void fault(String pointer, Fault fault) {
        findings.add(new Finding(pointer, fault.text()));
    }

    /** The clause that everything rests on which names none of its own. */
    LegalBasis basis() {
        return basis;
    }

    void restsOn(LegalBasis whole) {
        basis = whole;
    }

    interface ItemReader {
        void read(Definition item, String pointer);
    }

    /** The items of a list with their pointers. */
    final class Items {
        private final List<Definition> items;
        private final String pointer;

        Items(List<Definition> items, String pointer) {
            this.items = items;
            this.pointer = pointer;
        }

        void forEach(ItemReader reader) {
            for (int i = 0; i < items.size(); i++) {
                reader.read(items.get(i), pointer + "/" + i);
            }
        }
    }

    Items items(@Nullable Definition value, String pointer) {
        if (value instanceof Definition.Items list) {
            return new Items(list.items(), pointer);
        }
        fault(pointer, "这里应为列表。", "a list belongs here");
        return new Items(List.of(), pointer);
    }

    Definition.Fields fields(Definition.Fields parent, String pointer, String name) {
        Definition value = parent.fields().get(name);
        if (value == null) {
            return new Definition.Fields(Map.of());
        }
        if (value instanceof Definition.Fields fields) {
            return fields;
        }
        fault(pointer + "/" + name, "这里应为名称和内容。", "names with their values belong here");
        return new Definition.Fields(Map.of());
    }

    static Optional<String> text(Definition.Fields given, String name) {
        return given.get(name)
                .filter(Definition.Scalar.class::isInstance)
                .map(value -> ((Definition.Scalar) value).text().strip());
    }

    List<String> words(Definition.Fields given, String name, String pointer) {
        Definition value = given.fields().get(name);
        if (value == null) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        items(value, pointer + "/" + name).forEach((item, at) -> {
            if (item instanceof Definition.Scalar scalar) {
                words.add(scalar.text());
            } else {
                fault(at, "这里应为词语。", "a word belongs here");
            }
        });
        return words;
    }

    /** A label: both languages, or Chinese alone; English is then put together from the name. */
    Text label(Definition.Fields given, String key, String pointer, String name) {
        Definition value = given.fields().get(key);
        if (value instanceof Definition.Scalar scalar && !scalar.text().isBlank()) {
            return new Text(scalar.text(), Names.words(name));
        }
        if (value instanceof Definition.Fields both) {
            unknownKeys(both, pointer + "/" + key, Set.of("zh", "en"));
            Optional<String> zh = text(both, "zh").filter(text -> !text.isBlank());
            if (zh.isPresent()) {
                return new Text(
                        zh.get(),
                        text(both, "en").filter(text -> !text.isBlank()).orElse(Names.words(name)));
            }
        }
        fault(pointer + "/" + key, "缺少" + key + "（中文，或 zh 和 en）。", key + " is missing: Chinese, or zh and en");
        return new Text(name, Names.words(name));
    }

    @Nullable
    Text optionalLabel(Definition.Fields given, String key, String pointer, String name) {
        return given.get(key).isPresent() ? label(given, key, pointer, name) : null;
    }

    LegalBasis basisOf(Definition.Fields given, String pointer) {
        Definition value = given.fields().get("basis");
        if (value == null) {
            return basis;
        }
        if (value instanceof Definition.Scalar article && !article.text().isBlank()) {
            return new LegalBasis(basis.document(), article.text(), basis.title());
        }
        if (value instanceof Definition.Fields both) {
            unknownKeys(both, pointer + "/basis", Set.of("document", "article", "title"));
            Optional<String> article = text(both, "article").filter(text -> !text.isBlank());
            if (article.isPresent()) {
                String document =
                        text(both, "document").filter(text -> !text.isBlank()).orElse(basis.document());
                Optional<String> title = text(both, "title");
                return new LegalBasis(
                        document,
                        article.get(),
                        title.isPresent() || !document.equals(basis.document()) ? title : basis.title());
            }
        }
        fault(pointer + "/basis", "依据写条款，或 document 和 article。", "a basis is an article, or document and article");
        return basis;
    }

    @Nullable
    String code(Definition.Fields given, String pointer) {
        Optional<String> code = text(given, "code");
        if (code.isEmpty()) {
            return null;
        }
        String text = code.get();
        boolean upper = !text.isEmpty()
                && text.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')
                && text.charAt(0) >= 'A';
        if (!upper) {
            fault(pointer + "/code", "code 用大写字母、数字和下划线。", "a code is in capitals, digits and underscores");
        }
        return text;
    }

    <E extends Enum<E>> E constant(
            Definition.Fields given, String pointer, String name, Class<E> type, @Nullable E otherwise) {
        Optional<String> text = text(given, name);
        if (text.isEmpty() && otherwise != null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (text.filter(constant.name()::equals).isPresent()) {
                return constant;
            }
        }
        fault(
                pointer + "/" + name,
                name + " 应为 " + Arrays.toString(type.getEnumConstants()) + " 之一。",
                name + " is one of " + Arrays.toString(type.getEnumConstants()));
        return type.getEnumConstants()[0];
    }

    /** A set: words, or a parameter or formula that yields one. */
    @Nullable
    Expr set(Definition value, String pointer, @Nullable Set<String> vocabulary) {
        if (value instanceof Definition.Scalar scalar && !vocabularyWord(scalar.text(), vocabulary)) {
            Expr found = formula(scalar.text(), pointer, Type.SET);
            if (found != null && vocabulary != null && found.constant()) {
                checks.add(in -> {
                    Set<String> unknown = new TreeSet<>();
                    if (found.value(in) instanceof Set<?> words) {
                        words.forEach(word -> unknown.add(word.toString()));
                    }
                    unknown.removeAll(vocabulary);
                    return unknown.isEmpty()
                            ? null
                            : new Finding(
                                    pointer,
                                    new Text(
                                            "没有取值 " + unknown + "，可用：" + vocabulary,
                                            unknown + " does not exist; there are " + vocabulary));
                });
            }
            return found;
        }
        List<String> words = new ArrayList<>();
        if (value instanceof Definition.Scalar scalar) {
            words.add(scalar.text());
        } else if (value instanceof Definition.Items list) {
            list.items().forEach(item -> {
                if (item instanceof Definition.Scalar scalar) {
                    words.add(scalar.text());
                }
            });
        }
        Set<String> unknown = new TreeSet<>(words);
        if (vocabulary != null) {
            unknown.removeAll(vocabulary);
        } else {
            unknown.clear();
        }
        if (words.isEmpty() || !unknown.isEmpty()) {
            fault(
                    pointer,
                    "没有取值 " + unknown + (vocabulary == null ? "。" : "，可用：" + vocabulary),
                    unknown + " does not exist" + (vocabulary == null ? "" : "; there are " + vocabulary));
            return null;
        }
        return new Expr.Literal(Type.SET, Set.copyOf(new TreeSet<>(words)));
    }

    private static boolean vocabularyWord(String text, @Nullable Set<String> vocabulary) {
        return vocabulary == null ? !text.startsWith("$") && !text.startsWith("[") : vocabulary.contains(text);
    }

    @Nullable
    Expr needed(Definition.Fields given, String name, String pointer, Type... types) {
        Definition value = given.fields().get(name);
        if (value == null) {
            fault(pointer, "缺少 " + name + "。", name + " is missing");
            return null;
        }
        return formula(value, pointer + "/" + name, types);
    }

    @Nullable
    Expr optional(Definition.Fields given, String name, String pointer, Type... types) {
        Definition value = given.fields().get(name);
        return value == null ? null : formula(value, pointer + "/" + name, types);
    }

    @Nullable
    Expr formula(Definition value, String pointer, Type... types) {
        if (value instanceof Definition.Scalar scalar) {
            return formula(scalar.text(), pointer, types);
        }
        fault(pointer, "这里应为公式。", "a formula belongs here");
        return null;
    }

    @Nullable
    Expr formula(String text, String pointer, Type... types) {
        try {
            Expr expression = Formula.read(text, names);
            if (Arrays.stream(types).noneMatch(expression.type::fits)) {
                throw new Fault(
                        "“" + text + "”是" + expression.type.zh + "，这里需要" + types[0].zh + "。",
                        "'" + text + "' is " + expression.type.en + ", but " + types[0].en + " belongs here");
            }
            return expression;
        } catch (Fault fault) {
            fault(pointer, fault);
            return null;
        } catch (NumberFormatException e) {
            fault(pointer, "公式“" + text + "”中的数太大。", "a number in the formula '" + text + "' is too large");
            return null;
        }
    }

    void unknownKeys(Definition.Fields given, String pointer, Set<String> allowed) {
        for (String name : given.fields().keySet()) {
            if (!allowed.contains(name)) {
                fault(
                        pointer + "/" + name,
                        "没有“" + name + "”这一项，可用：" + new TreeSet<>(allowed),
                        "there is no '" + name + "' here; there are " + new TreeSet<>(allowed));
            }
        }
    }

    /** Checks, once the figures are there, that one is below the other; {@code orEqual} if they may be equal. */
    void ascending(Expr low, Expr high, String pointer, String zh, String en, boolean orEqual) {
        if (!low.constant() || !high.constant()) {
            return;
        }
        checks.add(in -> {
            Object a = low.value(in);
            Object b = high.value(in);
            if (!(a instanceof Exact l) || !(b instanceof Exact h)) {
                return null;
            }
            int comparison = l.compareTo(h);
            boolean wrong = orEqual ? comparison > 0 : comparison >= 0;
            return wrong
                    ? new Finding(
                            pointer,
                            new Text(
                                    zh + "（" + l.shown() + "、" + h.shown() + "）",
                                    en + " (" + l.shown() + ", " + h.shown() + ")"))
                    : null;
        });
    }
}
