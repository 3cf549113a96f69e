package org.longji.plugin.api.register;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * The fields of a record, and the way between a record and its JSON tree. The tree is made of maps, lists, text, whole
 * numbers and booleans; money, decimals, dates and references are text, and what is absent is not there.
 *
 * <p>It reads records by their components, so that no JSON library keeps a plugin's classes alive, and so that the kit checks
 * a row exactly as the host does.
 *
 * @param <R> the record
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RecordShape<R extends Record> {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,20}(\\.\\d{1,15})?");
    private static final Pattern MONEY = Pattern.compile("-?\\d{1,15}(\\.\\d{1,2})?");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}");
    private static final int MOST_ITEMS = 500;
    private static final int DEEPEST = 4;

    private final Class<R> type;
    private final List<Part> parts;

    /** A component with what reads and makes it. */
    private record Part(FieldShape shape, RecordComponent component, Method accessor, Value value) {}

    /** How the inside of an optional, a list or a plain component is read and made. */
    private record Value(
            FieldKind kind,
            Class<?> raw,
            @Nullable Value element,
            @Nullable RecordShape<?> group) {}

    /**
     * Something wrong with a tree.
     *
     * @param pointer the field, its parts joined by points, with the positions in lists: {@code modules.0.hours}
     * @param message what is wrong and how to set it right
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Fault(String pointer, Text message) {}

    private RecordShape(Class<R> type, int depth) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is no record");
        }
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(type.getName() + " is nested deeper than " + DEEPEST + " records");
        }
        this.type = type;
        List<Part> found = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            found.add(part(component, depth));
        }
        this.parts = List.copyOf(found);
    }

    /**
     * {@return the shape of a record}
     *
     * @throws IllegalArgumentException if a component has a type or mark that the host cannot carry
     */
    public static <R extends Record> RecordShape<R> of(Class<R> type) {
        return new RecordShape<>(type, 1);
    }

    /** {@return the record} */
    public Class<R> type() {
        return type;
    }

    /** {@return the fields in their order} */
    public List<FieldShape> fields() {
        return parts.stream().map(Part::shape).toList();
    }

    /** {@return the field of this name, if there is one} */
    public Optional<FieldShape> field(String name) {
        return parts.stream()
                .map(Part::shape)
                .filter(field -> field.name().equals(name))
                .findFirst();
    }

    /**
     * {@return the JSON Schema (2020-12) of the tree, with the labels as {@code x-label} and what else forms need under names
     * that begin with {@code x-}}
     */
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.putAll(objectSchema());
        return schema;
    }

    /** {@return everything wrong with a tree, in the order of the fields; empty when {@link #read} can make a record of it} */
    public List<Fault> faults(Map<String, ?> tree) {
        List<Fault> faults = new ArrayList<>();
        faults(tree, "", faults);
        if (faults.isEmpty()) {
            try {
                read(tree);
            } catch (IllegalArgumentException e) {
                String reason = String.valueOf(e.getMessage());
                faults.add(new Fault("", new Text("数据不符合要求：" + reason, "The record refuses its values: " + reason)));
            }
        }
        return List.copyOf(faults);
    }

    /**
     * {@return the record that a tree without faults stands for}
     *
     * @throws IllegalArgumentException if the tree has faults, or the record refuses its values
     */
    public R read(Map<String, ?> tree) {
        Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            Part part = parts.get(i);
            Object given = tree.get(part.shape().name());
            if (part.component().getType() == Optional.class) {
                values[i] = Optional.ofNullable(given).map(one -> made(part.value(), one));
            } else if (part.value().kind() == FieldKind.LIST && given == null) {
                values[i] = List.of();
            } else if (given == null && mayBeLeftOut(part)) {
                values[i] = made(part.value(), Map.of());
            } else if (given == null) {
                throw new IllegalArgumentException("'" + part.shape().name() + "' is missing");
            } else {
                values[i] = made(part.value(), given);
            }
        }
        return construct(values);
    }

    /** {@return the tree of a record} */
    public Map<String, Object> write(Record record) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Part part : parts) {
            Object value = get(part, record);
            if (value instanceof Optional<?> optional) {
                optional.ifPresent(one -> tree.put(part.shape().name(), written(one)));
            } else if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
                tree.put(part.shape().name(), written(value));
            }
        }
        return tree;
    }

    /** {@return how a value stands in a tree: the way a query or a filter compares it} */
    public static Object written(Object value) {
        if (value instanceof Money || value instanceof LocalDate) {
            return value.toString();
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof LocalDateTime moment) {
            return moment.truncatedTo(ChronoUnit.SECONDS).toString();
        }
        if (value instanceof LocalTime time) {
            return time.truncatedTo(ChronoUnit.MINUTES).toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof RowRef ref) {
            return ref.id().toString();
        }
        if (value instanceof ContractRef ref) {
            return ref.id().toString();
        }
        if (value instanceof PartyRef ref) {
            return ref.code();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordShape::written).toList();
        }
        if (value instanceof Record record) {
            return of(record.getClass()).write(record);
        }
        if (value instanceof String || value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException(
                "no field holds a " + value.getClass().getName());
    }

    private Part part(RecordComponent component, int depth) {
        Field mark = component.getAnnotation(Field.class);
        String name = component.getName();
        if (mark == null) {
            throw new IllegalArgumentException(type.getSimpleName() + "." + name + " carries no @Field");
        }
        boolean optional = component.getType() == Optional.class;
        Value value = value(optional ? argument(component.getGenericType()) : component.getGenericType(), depth);
        if (optional && value.kind() == FieldKind.LIST) {
            throw new IllegalArgumentException(type.getSimpleName() + "." + name + ": an empty list says it all");
        }
        Value inner = value.element() == null ? value : value.element();
        if ((inner.kind() == FieldKind.ROW) == mark.refersTo().isEmpty()) {
            throw new IllegalArgumentException(type.getSimpleName() + "." + name
                    + ": refersTo names the register of a RowRef, there and only there");
        }
        if (mark.refersTo().isEmpty()
                && (mark.offeredIn().length > 0 || !mark.sameIn().isEmpty())) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + "." + name + ": offeredIn and sameIn speak of the rows of a RowRef");
        }
        boolean absentAllowed = optional || value.kind() == FieldKind.LIST;
        if (mark.setBySteps() && !absentAllowed) {
            throw new IllegalArgumentException(type.getSimpleName() + "." + name
                    + ": what steps set is absent before, so it is optional or a list");
        }
        FieldShape shape = shape(name, mark, value, optional);
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return new Part(shape, component, accessor, value);
    }

    private static FieldShape shape(String name, Field mark, Value value, boolean optional) {
        Optional<FieldShape> element =
                Optional.ofNullable(value.element()).map(inner -> shape(name, mark, inner, false));
        return new FieldShape(
                name,
                new Words(
                        mark.zh().isBlank() ? name : mark.zh(),
                        mark.en().isBlank() ? name : mark.en(),
                        Optional.of(mark.ru())),
                mark.hint().zh().isBlank()
                        ? Optional.empty()
                        : Optional.of(Words.of(
                                mark.hint().zh(),
                                mark.hint().en().isBlank()
                                        ? mark.hint().zh()
                                        : mark.hint().en(),
                                mark.hint().ru())),
                value.kind(),
                optional,
                mark.unit(),
                mark.personal(),
                mark.searchable(),
                mark.unique(),
                mark.refersTo(),
                List.of(mark.offeredIn()),
                mark.sameIn(),
                mark.maxLength(),
                mark.multiline(),
                mark.pattern(),
                mark.min(),
                mark.max(),
                mark.minItems(),
                List.of(mark.hiddenIn()),
                mark.setBySteps(),
                choices(value.raw()),
                element,
                value.group() == null ? List.of() : value.group().fields());
    }

    private static List<FieldShape.Option> choices(Class<?> raw) {
        List<FieldShape.Option> options = new ArrayList<>();
        if (raw.isEnum()) {
            for (Object constant : raw.getEnumConstants()) {
                String name = ((Enum<?>) constant).name();
                try {
                    Choice choice = raw.getField(name).getAnnotation(Choice.class);
                    options.add(new FieldShape.Option(
                            name,
                            choice == null
                                            || choice.zh().isBlank()
                                            || choice.en().isBlank()
                                    ? Words.of(name, name)
                                    : Words.of(choice.zh(), choice.en(), choice.ru())));
                } catch (NoSuchFieldException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return options;
    }

    private static Value value(Type generic, int depth) {
        Class<?> raw = raw(generic);
        FieldKind kind = kind(raw);
        if (kind == FieldKind.LIST) {
            Value element = value(argument(generic), depth);
            if (element.kind() == FieldKind.LIST) {
                throw new IllegalArgumentException("a list of lists cannot be shown; make the inner one a record");
            }
            return new Value(kind, raw, element, null);
        }
        return new Value(
                kind,
                raw,
                null,
                kind == FieldKind.GROUP ? new RecordShape<>(raw.asSubclass(Record.class), depth + 1) : null);
    }

    private static FieldKind kind(Class<?> raw) {
        if (raw == String.class) {
            return FieldKind.TEXT;
        } else if (raw == Money.class) {
            return FieldKind.MONEY;
        } else if (raw == BigDecimal.class) {
            return FieldKind.DECIMAL;
        } else if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class) {
            return FieldKind.WHOLE;
        } else if (raw == boolean.class || raw == Boolean.class) {
            return FieldKind.YES_NO;
        } else if (raw == LocalDate.class) {
            return FieldKind.DATE;
        } else if (raw == LocalDateTime.class) {
            return FieldKind.MOMENT;
        } else if (raw == LocalTime.class) {
            return FieldKind.TIME;
        } else if (raw == RowRef.class) {
            return FieldKind.ROW;
        } else if (raw == PartyRef.class) {
            return FieldKind.PARTY;
        } else if (raw == ContractRef.class) {
            return FieldKind.CONTRACT;
        } else if (raw == List.class) {
            return FieldKind.LIST;
        } else if (raw.isEnum()) {
            return FieldKind.CHOICE;
        } else if (raw.isRecord()) {
            return FieldKind.GROUP;
        }
        throw new IllegalArgumentException("no field can be of type " + raw.getName());
    }

    private static Class<?> raw(Type generic) {
        if (generic instanceof Class<?> plain) {
            return plain;
        }
        if (generic instanceof ParameterizedType parameterized
                && parameterized.getRawType() instanceof Class<?> plain) {
            return plain;
        }
        throw new IllegalArgumentException("no field can be of type " + generic);
    }

    private static Type argument(Type generic) {
        if (generic instanceof ParameterizedType parameterized) {
            return parameterized.getActualTypeArguments()[0];
        }
        throw new IllegalArgumentException(generic + " needs a type argument, such as Optional<String>");
    }

    /** A group of which nothing must be given is there, and empty, when it is left out. */
    private static boolean mayBeLeftOut(Part part) {
        FieldShape field = part.shape();
        return switch (field.kind()) {
            case LIST -> field.minItems() == 0;
            case GROUP ->
                field.optional()
                        || Objects.requireNonNull(part.value().group()).parts.stream()
                                .allMatch(RecordShape::mayBeLeftOut);
            default -> field.optional();
        };
    }

    private Map<String, Object> objectSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Part part : parts) {
            FieldShape field = part.shape();
            properties.put(field.name(), schema(part.value(), field));
            if (!mayBeLeftOut(part)) {
                required.add(field.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> schema(Value value, FieldShape field) {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (value.kind()) {
            case TEXT -> {
                schema.put("type", "string");
                schema.put("minLength", 1);
                schema.put("maxLength", field.maxLength());
                // Without a form of its own a text is at least not blank.
                schema.put("pattern", field.pattern().isEmpty() ? "\\S" : "^(?:" + field.pattern() + ")$");
            }
            case MONEY -> text(schema, MONEY);
            case DECIMAL -> text(schema, DECIMAL);
            case WHOLE -> {
                schema.put("type", "integer");
                if (!field.min().isEmpty()) {
                    schema.put("minimum", Long.parseLong(field.min()));
                }
                if (!field.max().isEmpty()) {
                    schema.put("maximum", Long.parseLong(field.max()));
                }
            }
            case YES_NO -> schema.put("type", "boolean");
            case DATE -> {
                schema.put("type", "string");
                schema.put("format", "date");
            }
            case MOMENT -> text(schema, MOMENT);
            case TIME -> text(schema, TIME);
            case CHOICE ->
                schema.put(
                        "enum",
                        field.choices().stream().map(FieldShape.Option::value).toList());
            case ROW, CONTRACT -> {
                schema.put("type", "string");
                schema.put("format", "uuid");
            }
            case PARTY -> {
                schema.put("type", "string");
                schema.put("minLength", 1);
                schema.put("maxLength", 32);
            }
            case GROUP -> schema.putAll(Objects.requireNonNull(value.group()).objectSchema());
            case LIST -> {
                schema.put("type", "array");
                schema.put(
                        "items",
                        schema(
                                Objects.requireNonNull(value.element()),
                                field.element().orElseThrow()));
                schema.put("minItems", field.minItems());
                schema.put("maxItems", MOST_ITEMS);
            }
        }
        schema.put("x-kind", value.kind().name());
        schema.put("x-label", words(field.words()));
        return schema;
    }

    private static void text(Map<String, Object> schema, Pattern pattern) {
        schema.put("type", "string");
        schema.put("pattern", "^" + pattern.pattern() + "$");
    }

    private static Map<String, Object> words(Words words) {
        Map<String, Object> texts = new LinkedHashMap<>();
        texts.put("zh", words.zh());
        texts.put("en", words.en());
        words.ru().ifPresent(ru -> texts.put("ru", ru));
        return texts;
    }

    private void faults(Map<String, ?> tree, String prefix, List<Fault> faults) {
        for (Part part : parts) {
            FieldShape field = part.shape();
            Object given = tree.get(field.name());
            String at = prefix + field.name();
            if (given == null) {
                if (!mayBeLeftOut(part)) {
                    faults.add(new Fault(at, new Text("此项必填。", "This field is required.")));
                }
            } else {
                faults(part.value(), field, given, at, faults);
            }
        }
        for (String name : tree.keySet()) {
            if (field(name).isEmpty()) {
                faults.add(new Fault(prefix + name, new Text("没有这个字段。", "There is no such field.")));
            }
        }
    }

    private static void faults(Value value, FieldShape field, Object given, String at, List<Fault> faults) {
        if (value.kind() == FieldKind.LIST) {
            if (!(given instanceof List<?> items)) {
                faults.add(new Fault(at, new Text("应为列表。", "This is a list.")));
                return;
            }
            if (items.size() < field.minItems() || items.size() > MOST_ITEMS) {
                faults.add(new Fault(
                        at,
                        new Text(
                                "应有 " + field.minItems() + " 至 " + MOST_ITEMS + " 项。",
                                "Between " + field.minItems() + " and " + MOST_ITEMS + " entries are needed.")));
            }
            for (int i = 0; i < items.size(); i++) {
                Object item = items.get(i);
                if (item == null) {
                    faults.add(new Fault(at + "." + i, new Text("此项必填。", "This field is required.")));
                } else {
                    faults(
                            Objects.requireNonNull(value.element()),
                            field.element().orElseThrow(),
                            item,
                            at + "." + i,
                            faults);
                }
            }
        } else if (value.kind() == FieldKind.GROUP) {
            if (given instanceof Map<?, ?> map) {
                Map<String, Object> inner = new LinkedHashMap<>();
                map.forEach((name, one) -> inner.put(String.valueOf(name), one));
                Objects.requireNonNull(value.group()).faults(inner, at + ".", faults);
            } else {
                faults.add(new Fault(at, new Text("应为一组字段。", "This is a group of fields.")));
            }
        } else {
            scalarFault(value, field, given).ifPresent(message -> faults.add(new Fault(at, message)));
        }
    }

    private static Optional<Text> scalarFault(Value value, FieldShape field, Object given) {
        return switch (value.kind()) {
            case TEXT -> textFault(field, given);
            case MONEY ->
                matches(MONEY, given)
                        ? rangeFault(field, new BigDecimal(given.toString()))
                        : wrong("应为金额（元），最多两位小数，例如 702000.00。", "This is an amount in yuan such as 702000.00.");
            case DECIMAL ->
                matches(DECIMAL, given)
                        ? rangeFault(field, new BigDecimal(given.toString()))
                        : wrong("应为小数，例如 0.85。", "This is a plain decimal such as 0.85.");
            case WHOLE ->
                (given instanceof Integer || given instanceof Long)
                                && WHOLE.matcher(given.toString()).matches()
                        ? fits(value, ((Number) given).longValue())
                                .or(() -> rangeFault(field, new BigDecimal(given.toString())))
                        : wrong("应为整数。", "This is a whole number.");
            case YES_NO -> given instanceof Boolean ? Optional.empty() : wrong("应为是或否。", "This is true or false.");
            case DATE ->
                given instanceof String text && reads(() -> LocalDate.parse(text))
                        ? Optional.empty()
                        : wrong("应为日期，例如 2018-03-05。", "This is a date such as 2018-03-05.");
            case MOMENT ->
                matches(MOMENT, given) && reads(() -> LocalDateTime.parse(given.toString()))
                        ? Optional.empty()
                        : wrong("应为日期和时刻，例如 2018-03-05T09:30。", "This is a day and time such as 2018-03-05T09:30.");
            case TIME ->
                matches(TIME, given) && reads(() -> LocalTime.parse(given.toString()))
                        ? Optional.empty()
                        : wrong("应为时刻，例如 09:30。", "This is a time such as 09:30.");
            case CHOICE ->
                field.choices().stream().anyMatch(option -> option.value().equals(given))
                        ? Optional.empty()
                        : wrong(
                                "“" + given + "”不可选。",
                                "'" + given + "' is none of "
                                        + field.choices().stream()
                                                .map(FieldShape.Option::value)
                                                .toList()
                                        + ".");
            case ROW, CONTRACT ->
                given instanceof String text && text.length() == 36 && reads(() -> UUID.fromString(text))
                        ? Optional.empty()
                        : wrong("应从列表中选择。", "This is chosen from a list.");
            case PARTY ->
                given instanceof String text && !text.isBlank() && text.length() <= 32
                        ? Optional.empty()
                        : wrong("应为统一社会信用代码或证件号码。", "This is the code of an organisation or person.");
            case GROUP, LIST -> throw new IllegalStateException("no scalar: " + value.kind());
        };
    }

    private static Optional<Text> textFault(FieldShape field, Object given) {
        if (!(given instanceof String text)) {
            return wrong("应为文字。", "This is a text.");
        }
        if (text.isBlank()) {
            return wrong("此项必填。", "This field is required.");
        }
        if (text.codePointCount(0, text.length()) > field.maxLength()) {
            return wrong("不得超过 " + field.maxLength() + " 个字。", "At most " + field.maxLength() + " characters.");
        }
        if (!field.pattern().isEmpty() && !Pattern.matches(field.pattern(), text)) {
            return wrong("格式不符：" + field.pattern() + "。", "It does not have the form " + field.pattern() + ".");
        }
        return Optional.empty();
    }

    private static Optional<Text> fits(Value value, long number) {
        boolean narrow = value.raw() == int.class || value.raw() == Integer.class;
        return narrow && number != (int) number ? wrong("数值过大。", "The number is too large.") : Optional.empty();
    }

    private static Optional<Text> rangeFault(FieldShape field, BigDecimal number) {
        if (!field.min().isEmpty() && number.compareTo(new BigDecimal(field.min())) < 0) {
            return wrong("不得小于 " + field.min() + "。", "At least " + field.min() + ".");
        }
        if (!field.max().isEmpty() && number.compareTo(new BigDecimal(field.max())) > 0) {
            return wrong("不得大于 " + field.max() + "。", "At most " + field.max() + ".");
        }
        return Optional.empty();
    }

    private static Optional<Text> wrong(String zh, String en) {
        return Optional.of(new Text(zh, en));
    }

    private static boolean matches(Pattern pattern, Object given) {
        return given instanceof String text && pattern.matcher(text).matches();
    }

    private static boolean reads(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Object made(Value value, Object given) {
        return switch (value.kind()) {
            case TEXT -> text(given);
            case MONEY -> Money.of(text(given));
            case DECIMAL -> new BigDecimal(text(given));
            case WHOLE -> {
                if (!(given instanceof Number number)) {
                    throw new IllegalArgumentException("'" + given + "' is no whole number");
                }
                boolean narrow = value.raw() == int.class || value.raw() == Integer.class;
                yield narrow ? (Object) Math.toIntExact(number.longValue()) : (Object) number.longValue();
            }
            case YES_NO -> {
                if (!(given instanceof Boolean)) {
                    throw new IllegalArgumentException("'" + given + "' is neither true nor false");
                }
                yield given;
            }
            case DATE -> LocalDate.parse(text(given));
            case MOMENT -> LocalDateTime.parse(text(given));
            case TIME -> LocalTime.parse(text(given));
            case CHOICE ->
                Arrays.stream(value.raw().getEnumConstants())
                        .filter(constant -> ((Enum<?>) constant).name().equals(given))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + given + "' cannot be chosen"));
            case ROW -> new RowRef(UUID.fromString(text(given)));
            case CONTRACT -> new ContractRef(UUID.fromString(text(given)));
            case PARTY -> new PartyRef(text(given));
            case GROUP -> {
                if (!(given instanceof Map<?, ?> map)) {
                    throw new IllegalArgumentException("'" + given + "' is no group of fields");
                }
                Map<String, Object> inner = new LinkedHashMap<>();
                map.forEach((name, one) -> inner.put(String.valueOf(name), one));
                yield Objects.requireNonNull(value.group()).read(inner);
            }
            case LIST -> {
                if (!(given instanceof List<?> items)) {
                    throw new IllegalArgumentException("'" + given + "' is no list");
                }
                List<Object> made = new ArrayList<>();
                items.forEach(item -> made.add(made(Objects.requireNonNull(value.element()), item)));
                yield Collections.unmodifiableList(made);
            }
        };
    }

    private static String text(Object given) {
        if (given instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("'" + given + "' is no text");
    }

    private static @Nullable Object get(Part part, Record record) {
        try {
            return part.accessor().invoke(record);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(part.shape().name() + " cannot be read: " + e.getCause(), e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private R construct(Object[] values) {
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            // Plugins keep their records package-private; this is the one caller that may reach in.
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            String reason = cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
            throw new IllegalArgumentException(reason, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot construct " + type.getName(), e);
        }
    }
}
