package org.longji.plugin.api.exchange;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.RecordShape;

/**
 * The fields of a message and the way between its tree and what stands in the partner's file: other names, other codes, and, where
 * files hold text alone, text.
 *
 * @param <M> record of the message
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MessageShape<M extends Record> {

    private static final Pattern XML_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    private final RecordShape<M> shape;
    private final Names names;

    /** How one record is written: by component, its name in files, the codes of its constants, and what is nested in it. */
    private record Names(Map<String, Name> of) {}

    private record Name(String written, Map<String, String> codes, Optional<Names> nested) {}

    private MessageShape(RecordShape<M> shape) {
        this.shape = shape;
        this.names = names(shape.type());
    }

    /**
     * {@return the shape of a message}
     *
     * @throws IllegalArgumentException if a component has a type or mark that the host cannot carry
     */
    public static <M extends Record> MessageShape<M> of(Class<M> type) {
        return new MessageShape<>(RecordShape.of(type));
    }

    private static Names names(Class<?> type) {
        Map<String, Name> found = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Written written = component.getAnnotation(Written.class);
            Class<?> inner = inner(component.getGenericType());
            found.put(
                    component.getName(),
                    new Name(
                            written == null ? component.getName() : written.value(),
                            codes(inner),
                            inner.isRecord() ? Optional.of(names(inner)) : Optional.empty()));
        }
        return new Names(found);
    }

    private static Class<?> inner(Type type) {
        return type instanceof ParameterizedType parameterized
                ? inner(parameterized.getActualTypeArguments()[0])
                : (Class<?>) type;
    }

    private static Map<String, String> codes(Class<?> type) {
        Map<String, String> codes = new LinkedHashMap<>();
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                String name = ((Enum<?>) constant).name();
                try {
                    Written written = type.getField(name).getAnnotation(Written.class);
                    codes.put(name, written == null ? name : written.value());
                } catch (NoSuchFieldException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return codes;
    }

    /** {@return the fields of the message} */
    public RecordShape<M> shape() {
        return shape;
    }

    /** {@return the names in files, in their order: the columns of a table} */
    public List<String> columns() {
        return names.of().values().stream().map(Name::written).toList();
    }

    /** {@return what stands in a file for the tree of a message} */
    public Map<String, Object> toFile(Map<String, ?> tree) {
        return toFile(names, tree);
    }

    private static Map<String, Object> toFile(Names names, Map<?, ?> tree) {
        Map<String, Object> file = new LinkedHashMap<>();
        names.of().forEach((component, name) -> {
            Object value = tree.get(component);
            if (value != null) {
                file.put(
                        name.written(),
                        value instanceof List<?> items
                                ? items.stream().map(item -> toFile(name, item)).toList()
                                : toFile(name, value));
            }
        });
        return file;
    }

    private static Object toFile(Name name, Object value) {
        if (value instanceof Map<?, ?> group) {
            return toFile(name.nested().orElseThrow(), group);
        }
        String code = name.codes().get(value.toString());
        return code == null ? value : code;
    }

    /**
     * {@return the tree of a message for what stands in a file, as far as it can be told; what cannot is left as it is, so that the
     * {@linkplain RecordShape#faults faults} of the tree name it}
     *
     * @param file names and values; a value that should be a number or a yes or no may be text
     */
    public Map<String, Object> fromFile(Map<String, ?> file) {
        return fromFile(names, shape.fields(), file);
    }

    private static Map<String, Object> fromFile(Names names, List<FieldShape> fields, Map<?, ?> file) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Set<String> known = new LinkedHashSet<>();
        for (FieldShape field : fields) {
            Name name = names.of().get(field.name());
            known.add(name.written());
            Object value = file.get(name.written());
            // An empty cell or element is how a table says that there is nothing.
            if (value == null || value instanceof String text && text.isEmpty()) {
                continue;
            }
            if (field.kind() == FieldKind.LIST) {
                FieldShape element = field.element().orElseThrow();
                List<Object> items = new ArrayList<>();
                for (Object item : value instanceof List<?> list ? list : List.of(value)) {
                    items.add(fromFile(name, element, item));
                }
                tree.put(field.name(), items);
            } else {
                tree.put(field.name(), fromFile(name, field, value));
            }
        }
        file.forEach((written, value) -> {
            if (!known.contains(String.valueOf(written)) && !(value instanceof String text && text.isEmpty())) {
                tree.put(String.valueOf(written), value);
            }
        });
        return tree;
    }

    private static Object fromFile(Name name, FieldShape field, Object value) {
        if (field.kind() == FieldKind.GROUP && value instanceof Map<?, ?> group) {
            return fromFile(name.nested().orElseThrow(), field.group(), group);
        }
        if (field.kind() == FieldKind.CHOICE) {
            Map<String, String> byCode = new HashMap<>();
            name.codes().forEach((constant, code) -> byCode.put(code, constant));
            // A code that is in no table stays no constant, though one may be called like it.
            return byCode.getOrDefault(value.toString(), "'" + value + "'");
        }
        boolean isText =
                field.kind() == FieldKind.MONEY || field.kind() == FieldKind.DECIMAL || field.kind() == FieldKind.TEXT;
        if (value instanceof Number number && isText) {
            return new BigDecimal(number.toString()).toPlainString();
        }
        if (value instanceof String text) {
            if (field.kind() == FieldKind.WHOLE && WHOLE.matcher(text).matches()) {
                return Long.parseLong(text);
            }
            if (field.kind() == FieldKind.YES_NO && (text.equals("true") || text.equals("false"))) {
                return Boolean.parseBoolean(text);
            }
        }
        return value;
    }

    /** {@return everything that a format cannot carry, in words for the author} */
    public List<String> illegal(Format format) {
        List<String> found = new ArrayList<>();
        illegal(format, names, shape.fields(), "", found);
        return List.copyOf(found);
    }

    private static void illegal(Format format, Names names, List<FieldShape> fields, String in, List<String> found) {
        Set<String> written = new LinkedHashSet<>();
        for (FieldShape field : fields) {
            Name name = names.of().get(field.name());
            FieldShape inner = field.element().orElse(field);
            String place = in + field.name();
            switch (inner.kind()) {
                case ROW, PARTY, CONTRACT ->
                    found.add(
                            place + " is a reference, which means nothing on the other side; write what it stands for");
                default -> {}
            }
            if (!written.add(name.written())) {
                found.add(place + ": '" + name.written() + "' is written twice");
            }
            if (!name.written().strip().equals(name.written()) || name.written().isEmpty()) {
                found.add(place + ": '" + name.written() + "' is blank or surrounded by blanks");
            }
            if (new LinkedHashSet<>(name.codes().values()).size() < name.codes().size()) {
                found.add(place + ": two constants have the same code");
            }
            if (format == Format.XML && !XML_NAME.matcher(name.written()).matches()) {
                found.add(place + ": '" + name.written() + "' cannot name an element");
            }
            if (format == Format.CSV && (field.kind() == FieldKind.LIST || field.kind() == FieldKind.GROUP)) {
                found.add(place + " is no single value, which is all that a cell holds");
            }
            name.nested().ifPresent(nested -> illegal(format, nested, inner.group(), place + ".", found));
        }
    }
}
