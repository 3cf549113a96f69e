package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;

/** Reads what a definition declares: parameters, inputs and figures. */
final class Declarations {

    final List<ParameterDescription> parameters = new ArrayList<>();
    final List<InputDescription> inputs = new ArrayList<>();
    private final Reading reading;

    Declarations(Reading reading) {
        this.reading = reading;
    }

    void read(Definition.Fields root) {
        parameters(root);
        inputs(root);
        figures(root);
    }

    private void parameters(Definition.Fields root) {
        Definition.Fields declared = reading.fields(root, "", "parameters");
        declared.fields().forEach((name, definition) -> {
            String pointer = "/parameters/" + name;
            if (!isName(name)) {
                reading.fault(
                        pointer,
                        "参数名须以小写英文字母开头，只含字母和数字。",
                        "a parameter's name begins with a lower-case letter and holds letters and digits only");
                return;
            }
            String unit;
            Text label = new Text(name, Names.words(name));
            boolean optional = false;
            if (definition instanceof Definition.Scalar scalar) {
                unit = scalar.text();
            } else if (definition instanceof Definition.Fields given) {
                reading.unknownKeys(given, pointer, Set.of("unit", "label", "optional"));
                unit = Reading.text(given, "unit").orElse("");
                label = reading.label(given, "label", pointer, name);
                optional = Reading.text(given, "optional").orElse("false").equals("true");
            } else {
                unit = "";
            }
            Type type = switch (unit) {
                case "CNY" -> Type.MONEY;
                case "1", "number" -> Type.NUMBER;
                case "count" -> Type.COUNT;
                case "date" -> Type.DATE;
                case "boolean" -> Type.TRUTH;
                case "enum" -> Type.SET;
                case "division" -> Type.DIVISION;
                case "text" -> Type.TEXT;
                default -> null;
            };
            if (type == null) {
                reading.fault(
                        pointer,
                        "缺少单位或单位不明：CNY（元）、1（比例）、number（分值、汇率等数值）、count、date、boolean、enum、division 或 text。",
                        "the unit is missing or unknown: CNY (yuan), 1 (ratio), number (a plain one), count, date, boolean, enum, division or text");
                return;
            }
            reading.names.parameters.put(name, new Expr.Parameter(type, label, parameters.size(), unit.equals("1")));
            parameters.add(new ParameterDescription(name, label, unit, valueType(type), type == Type.SET, optional));
            if (type == Type.MONEY || type == Type.NUMBER || type == Type.COUNT) {
                notNegative(name, pointer);
            }
        });
    }

    private void notNegative(String name, String pointer) {
        Expr parameter = reading.names.parameters.get(name);
        reading.checks.add(in -> {
            Exact value = parameter == null ? null : parameter.number(in);
            return value == null || value.signum() >= 0
                    ? null
                    : new Finding(
                            pointer,
                            new Text("参数 $" + name + " 不能为负数。", "the parameter $" + name + " must not be negative"));
        });
    }

    private static Class<?> valueType(Type type) {
        return switch (type) {
            case MONEY -> Money.class;
            case NUMBER -> BigDecimal.class;
            case COUNT, DIVISION -> int.class;
            case DATE -> LocalDate.class;
            case TRUTH -> boolean.class;
            default -> String.class;
        };
    }

    private void inputs(Definition.Fields root) {
        Definition.Fields declared = reading.fields(root, "", "inputs");
        declared.fields().forEach((name, definition) -> {
            String pointer = "/inputs/" + name;
            if (!newName(name, pointer)) {
                return;
            }
            if (!(definition instanceof Definition.Fields given)) {
                reading.fault(pointer, "写明 type 和 label。", "give its type and label");
                return;
            }
            reading.unknownKeys(given, pointer, Set.of("type", "label", "choices", "otherwise"));
            InputDescription.Type type = reading.constant(given, pointer, "type", InputDescription.Type.class, null);
            Text label = reading.label(given, "label", pointer, name);
            List<String> choices = reading.words(given, "choices", pointer);
            if ((type == InputDescription.Type.CHOICE) == choices.isEmpty()) {
                reading.fault(
                        pointer, "CHOICE 须列出 choices，其他类型不能有。", "a CHOICE lists its choices, and nothing else has any");
            }
            Optional<String> otherwise = Reading.text(given, "otherwise");
            var input = new InputDescription(name, label, type, choices, otherwise);
            Type yields = switch (type) {
                case MONEY -> Type.MONEY;
                case COUNT -> Type.COUNT;
                case RATIO -> Type.NUMBER;
                case DATE -> Type.DATE;
                case YES_NO -> Type.TRUTH;
                case CHOICE -> Type.TEXT;
            };
            reading.names.inputs.put(name, new Expr.Input(yields, input, otherwise(input, pointer)));
            inputs.add(input);
        });
    }

    private @Nullable Object otherwise(InputDescription input, String pointer) {
        if (input.otherwise().isEmpty()) {
            return null;
        }
        String text = input.otherwise().get();
        try {
            return switch (input.type()) {
                case MONEY -> Exact.of(Money.of(text));
                case COUNT -> Exact.of(Long.parseLong(text));
                case RATIO -> Exact.of(new BigDecimal(text));
                case DATE -> LocalDate.parse(text);
                case YES_NO ->
                    switch (text) {
                        case "YES", "true" -> Boolean.TRUE;
                        case "NO", "false" -> Boolean.FALSE;
                        default -> throw new IllegalArgumentException("neither YES nor NO");
                    };
                case CHOICE -> {
                    if (!input.choices().contains(text)) {
                        throw new IllegalArgumentException("none of " + input.choices());
                    }
                    yield text;
                }
            };
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            reading.fault(
                    pointer + "/otherwise",
                    "默认值“" + text + "”不是 " + input.type() + "。",
                    "'" + text + "' is not of type " + input.type() + " (" + e.getMessage() + ")");
            return null;
        }
    }

    private void figures(Definition.Fields root) {
        Definition.Fields declared = reading.fields(root, "", "figures");
        int index = 0;
        for (Map.Entry<String, Definition> entry : declared.fields().entrySet()) {
            String name = entry.getKey();
            String pointer = "/figures/" + name;
            if (!newName(name, pointer)) {
                continue;
            }
            String formula;
            @Nullable Text label = null;
            if (entry.getValue() instanceof Definition.Scalar scalar) {
                formula = scalar.text();
            } else if (entry.getValue() instanceof Definition.Fields given) {
                reading.unknownKeys(given, pointer, Set.of("of", "label"));
                formula = Reading.text(given, "of").orElse("");
                label = reading.optionalLabel(given, "label", pointer, name);
            } else {
                formula = "";
            }
            Expr expression = figure(name, formula, pointer);
            if (expression != null) {
                reading.names.figures.put(
                        name, new Expr.Figure(label == null ? expression.label() : label, index++, expression));
            }
        }
    }

    private @Nullable Expr figure(String name, String formula, String pointer) {
        try {
            return Formula.read(formula, reading.names);
        } catch (Fault first) {
            if (reading.names.subject == Subject.APPLICANT_YEAR) {
                reading.names.inDeal = true;
                try {
                    Expr ofDeal = Formula.read(formula, reading.names);
                    reading.names.figuresOfDeals.add(name);
                    return ofDeal;
                } catch (Fault second) {
                    // The first fault says it better.
                } finally {
                    reading.names.inDeal = false;
                }
            }
            reading.fault(pointer, first);
            return null;
        }
    }

    private boolean newName(String name, String pointer) {
        boolean plain =
                !name.isEmpty() && name.indexOf('.') < 0 && !name.contains(" ") && !Character.isDigit(name.charAt(0));
        if (!plain || Vocabulary.fact(name, new Names("-")) != null || isReserved(name)) {
            reading.fault(
                    pointer,
                    "“" + name + "”不能作为名称（与已有名称冲突或含有空格、句点）。",
                    "'" + name + "' cannot be a name: it is taken, or holds a space or a full stop");
            return false;
        }
        if (reading.names.inputs.containsKey(name) || reading.names.figures.containsKey(name)) {
            reading.fault(pointer, "“" + name + "”重复。", "'" + name + "' is declared twice");
            return false;
        }
        return true;
    }

    private static boolean isReserved(String name) {
        return Set.of("and", "or", "not", "in", "if", "true", "false").contains(name)
                || name.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9');
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.charAt(0) >= 'a'
                && name.charAt(0) <= 'z'
                && name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }
}
