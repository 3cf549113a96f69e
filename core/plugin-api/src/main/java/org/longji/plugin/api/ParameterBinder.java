package org.longji.plugin.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * Turns the values that hold on one day into the parameters record of a policy.
 *
 * <p>Host and conformance kit share this class, so that a policy sees in its tests exactly what it sees in production.
 * Values are the strings of the tenant's file: money and ratios as plain decimals, dates as ISO, enums by constant name,
 * sets as names separated by commas. A missing or empty value is absent, which only an {@code Optional} component allows.
 *
 * <p>Two names are reserved: a component called {@value #IN_FORCE_FROM} or {@value #IN_FORCE_UNTIL} is not written among
 * the parameters of a tenant's file but filled from the dates of the policy version itself.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ParameterBinder {

    /** Component that receives the first day of the policy version, a {@code LocalDate}. */
    public static final String IN_FORCE_FROM = "inForceFrom";

    /** Component that receives the last day of the policy version, an {@code Optional<LocalDate>}. */
    public static final String IN_FORCE_UNTIL = "inForceUntil";

    private static final Set<Class<?>> VALUE_TYPES =
            Set.of(Money.class, BigDecimal.class, int.class, boolean.class, LocalDate.class, String.class);

    private ParameterBinder() {}

    /**
     * Binds values that already contain the reserved names where the record asks for them.
     *
     * @param type the parameters record
     * @param values value by component name
     * @param <P> the parameters record
     * @return the record
     * @throws ParameterException if a value is missing, left over or does not fit
     */
    public static <P extends Record> P bind(Class<P> type, Map<String, String> values) {
        RecordComponent[] components = type.getRecordComponents();
        Set<String> unknown = new TreeSet<>(values.keySet());
        Arrays.stream(components).map(RecordComponent::getName).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    unknown.iterator().next(),
                    "is not a parameter of " + type.getSimpleName() + "; check the spelling");
        }
        Object[] arguments = new Object[components.length];
        Class<?>[] signature = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            signature[i] = component.getType();
            arguments[i] = read(component, Optional.ofNullable(values.get(component.getName())));
        }
        return construct(type, signature, arguments);
    }

    /**
     * Binds the parameters of a policy version, adding the version's own dates where the record asks for them.
     *
     * @param type the parameters record
     * @param values value by component name, without the reserved names
     * @param from first day of the version
     * @param until last day of the version, absent while it goes on
     * @param <P> the parameters record
     * @return the record
     * @throws ParameterException if a value is missing, left over or does not fit
     */
    public static <P extends Record> P bind(
            Class<P> type, Map<String, String> values, LocalDate from, Optional<LocalDate> until) {
        Map<String, String> complete = new LinkedHashMap<>(values);
        for (RecordComponent component : type.getRecordComponents()) {
            switch (component.getName()) {
                case IN_FORCE_FROM -> complete.put(IN_FORCE_FROM, from.toString());
                case IN_FORCE_UNTIL -> until.ifPresent(day -> complete.put(IN_FORCE_UNTIL, day.toString()));
                default -> {
                    // An ordinary parameter: its value comes from the tenant's file.
                }
            }
        }
        return bind(type, complete);
    }

    /**
     * Describes the parameters a tenant's file must give values for, in the order of the record.
     *
     * @param type the parameters record
     * @return one description per component, without the reserved ones
     * @throws ParameterException if a component lacks {@link Parameter} or has a type that cannot be bound
     */
    public static List<ParameterDescription> describe(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !isReserved(component.getName()))
                .map(ParameterBinder::describe)
                .toList();
    }

    /** {@return whether the name is filled from the dates of the policy version} */
    public static boolean isReserved(String name) {
        return name.equals(IN_FORCE_FROM) || name.equals(IN_FORCE_UNTIL);
    }

    private static ParameterDescription describe(RecordComponent component) {
        String name = component.getName();
        Parameter parameter = component.getAnnotation(Parameter.class);
        if (parameter == null) {
            throw new ParameterException(name, "has no @Parameter with its labels and unit");
        }
        boolean optional = component.getType() == Optional.class;
        Type value = optional ? argument(component.getGenericType(), name) : component.getGenericType();
        boolean set = raw(value, name) == Set.class;
        Class<?> element = raw(set ? argument(value, name) : value, name);
        if (!VALUE_TYPES.contains(boxedToPrimitive(element)) && !element.isEnum()) {
            throw new ParameterException(name, "type " + element.getName() + " cannot be bound from a tenant's file");
        }
        Text label = new Text(parameter.zh(), parameter.en());
        return new ParameterDescription(name, label, parameter.unit(), element, set, optional);
    }

    private static Object read(RecordComponent component, Optional<String> given) {
        String name = component.getName();
        Optional<String> text = given.map(String::strip).filter(value -> !value.isEmpty());
        Type type = component.getGenericType();
        if (component.getType() == Optional.class) {
            Type inner = argument(type, name);
            return text.map(value -> readValue(inner, value, name));
        }
        String value = text.orElseThrow(() -> new ParameterException(name, "has no value on this date"));
        return readValue(type, value, name);
    }

    private static Object readValue(Type type, String text, String name) {
        Class<?> raw = raw(type, name);
        if (raw == Set.class) {
            Class<?> element = raw(argument(type, name), name);
            Set<Object> values = new LinkedHashSet<>();
            for (String part : text.split(",", -1)) {
                values.add(readScalar(element, part.strip(), name));
            }
            return Collections.unmodifiableSet(values);
        }
        return readScalar(raw, text, name);
    }

    private static Object readScalar(Class<?> type, String text, String name) {
        try {
            if (type == Money.class) {
                return Money.of(text);
            } else if (type == BigDecimal.class) {
                return new BigDecimal(text);
            } else if (boxedToPrimitive(type) == int.class) {
                return Integer.parseInt(text);
            } else if (boxedToPrimitive(type) == boolean.class) {
                return readBoolean(text, name);
            } else if (type == LocalDate.class) {
                return LocalDate.parse(text);
            } else if (type == String.class) {
                return text;
            } else if (type.isEnum()) {
                return readConstant(type, text, name);
            }
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            throw new ParameterException(
                    name,
                    "'" + text + "' is not a value of type " + type.getSimpleName() + " (" + e.getMessage() + ")");
        }
        throw new ParameterException(name, "type " + type.getName() + " cannot be bound from a tenant's file");
    }

    // Boolean.parseBoolean would read "yes" or a typing error as false, and refuse money silently.
    private static Object readBoolean(String text, String name) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ParameterException(name, "'" + text + "' is neither true nor false");
        };
    }

    private static Object readConstant(Class<?> type, String text, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new ParameterException(name, "'" + text + "' is none of " + Arrays.toString(type.getEnumConstants()));
    }

    private static Class<?> boxedToPrimitive(Class<?> type) {
        if (type == Integer.class) {
            return int.class;
        }
        return type == Boolean.class ? boolean.class : type;
    }

    private static Type argument(Type type, String name) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getActualTypeArguments()[0];
        }
        throw new ParameterException(name, "needs a type argument, such as Optional<Money>");
    }

    private static Class<?> raw(Type type, String name) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> plain) {
            return plain;
        }
        throw new ParameterException(name, "type " + type + " cannot be bound from a tenant's file");
    }

    private static <P extends Record> P construct(Class<P> type, Class<?>[] signature, Object[] arguments) {
        try {
            Constructor<P> canonical = type.getDeclaredConstructor(signature);
            // Plugins keep their records package-private; binding is the one caller that may reach in.
            canonical.setAccessible(true);
            return canonical.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new ParameterException(type.getSimpleName(), "refused its values: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot construct " + type.getName(), e);
        }
    }
}
