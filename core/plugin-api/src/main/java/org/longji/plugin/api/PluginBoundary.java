package org.longji.plugin.api;

import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a plugin's classes may use beyond themselves. A list of what is allowed, because a list of what is forbidden is never
 * complete: the host refuses an archive that goes beyond it, and the conformance kit says so before anybody uploads it.
 *
 * <p>Names are those of class files: {@code java/lang/String}, {@code (I)V}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PluginBoundary {

    /** Packages and classes of the JDK; an entry that ends in a slash allows what lies directly in that package. */
    private static final List<String> PACKAGES = List.of(
            "java/math/",
            "java/nio/charset/",
            "java/text/",
            "java/time/",
            "java/time/chrono/",
            "java/time/format/",
            "java/time/temporal/",
            "java/time/zone/",
            "java/util/",
            "java/util/function/",
            "java/util/regex/",
            "java/util/stream/");

    private static final Set<String> TYPES = Set.of(
            "java/io/ByteArrayInputStream",
            "java/io/ByteArrayOutputStream",
            "java/io/BufferedReader",
            "java/io/Closeable",
            "java/io/IOException",
            "java/io/InputStream",
            "java/io/InputStreamReader",
            "java/io/OutputStream",
            "java/io/Reader",
            "java/io/Serializable",
            "java/io/StringReader",
            "java/io/StringWriter",
            "java/io/UncheckedIOException",
            "java/io/Writer",
            "java/lang/Appendable",
            "java/lang/AutoCloseable",
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/CharSequence",
            "java/lang/Character",
            "java/lang/Class",
            "java/lang/Cloneable",
            "java/lang/Comparable",
            "java/lang/Double",
            "java/lang/Enum",
            "java/lang/Float",
            "java/lang/Integer",
            "java/lang/Iterable",
            "java/lang/Long",
            "java/lang/Math",
            "java/lang/Number",
            "java/lang/Object",
            "java/lang/Record",
            "java/lang/Runnable",
            "java/lang/Short",
            "java/lang/StrictMath",
            "java/lang/String",
            "java/lang/StringBuffer",
            "java/lang/StringBuilder",
            "java/lang/System",
            "java/lang/Throwable",
            "java/lang/Void",
            "java/security/MessageDigest",
            "java/security/NoSuchAlgorithmException",
            // The compiler writes these for lambdas, string concatenation, records and switches.
            "java/lang/invoke/LambdaMetafactory",
            "java/lang/invoke/StringConcatFactory",
            "java/lang/runtime/ObjectMethods",
            "java/lang/runtime/SwitchBootstraps",
            "org/pf4j/Extension",
            "org/pf4j/ExtensionPoint");

    /** In an allowed package, but chance, threads, files, or state of the whole process. */
    private static final Set<String> FORBIDDEN_TYPES = Set.of(
            "java/time/Clock",
            "java/time/InstantSource",
            "java/util/Formatter",
            "java/util/ListResourceBundle",
            "java/util/PropertyResourceBundle",
            "java/util/Random",
            "java/util/ResourceBundle",
            "java/util/Scanner",
            "java/util/ServiceLoader",
            "java/util/SplittableRandom",
            "java/util/Timer",
            "java/util/TimerTask",
            "java/util/WeakHashMap");

    /** The few harmless ones of classes that can do anything. */
    private static final Set<String> CLASS_METHODS = Set.of(
            "cast",
            "desiredAssertionStatus",
            "equals",
            "getComponentType",
            "getEnumConstants",
            "getName",
            "getResourceAsStream",
            "getSimpleName",
            "hashCode",
            "isArray",
            "isAssignableFrom",
            "isEnum",
            "isInstance",
            "isInterface",
            "isRecord",
            "toString");

    private static final Set<String> SYSTEM_METHODS = Set.of("arraycopy", "identityHashCode", "lineSeparator");

    private static final Set<String> FORBIDDEN_METHODS = Set.of(
            "java/lang/Boolean.getBoolean",
            "java/lang/Integer.getInteger",
            "java/lang/Long.getLong",
            "java/lang/Math.random",
            "java/lang/Object.finalize",
            "java/lang/Object.notify",
            "java/lang/Object.notifyAll",
            "java/lang/Object.wait",
            "java/lang/StrictMath.random",
            "java/lang/Throwable.printStackTrace",
            // Take as long as they like inside the JDK, where nothing can end them.
            "java/math/BigInteger.isProbablePrime",
            "java/math/BigInteger.modInverse",
            "java/math/BigInteger.modPow",
            "java/math/BigInteger.nextProbablePrime",
            "java/math/BigInteger.probablePrime",
            "java/util/Collections.nCopies",
            "java/util/stream/LongStream.range",
            "java/util/stream/LongStream.rangeClosed",
            // They read a text past the checkpoint; matcher() and the methods of String do not.
            "java/util/regex/Matcher.reset",
            "java/util/regex/Pattern.asMatchPredicate",
            "java/util/regex/Pattern.asPredicate",
            "java/util/regex/Pattern.matches",
            "java/util/regex/Pattern.split",
            "java/util/regex/Pattern.splitAsStream",
            "java/util/Calendar.getInstance",
            "java/util/Collections.shuffle",
            "java/util/Locale.setDefault",
            "java/util/TimeZone.setDefault",
            "java/util/UUID.randomUUID");

    /** Always the host's, even where an archive brings a copy. */
    private static final List<String> HOST_PACKAGES = List.of(
            "java/",
            "javax/",
            "jdk/",
            "sun/",
            "com/sun/",
            "jakarta/",
            "org/pf4j/",
            "org/jspecify/",
            "org/apiguardian/",
            "org/longji/plugin/api/",
            "org/longji/pluginhost/");

    private PluginBoundary() {}

    /** {@return whether a class may be named at all: created, extended, tested for, caught} */
    public static boolean allowsType(String type) {
        if (isPlugins(type) || type.startsWith("org/longji/plugin/api/") || TYPES.contains(type)) {
            return true;
        }
        if (FORBIDDEN_TYPES.contains(type)) {
            return false;
        }
        int end = type.lastIndexOf('/') + 1;
        return PACKAGES.contains(type.substring(0, end))
                // Nested classes go with what encloses them.
                || type.indexOf('$') > 0 && TYPES.contains(type.substring(0, type.indexOf('$')))
                || type.startsWith("java/lang/")
                        && type.lastIndexOf('/') == "java/lang".length()
                        && (type.endsWith("Exception") || type.endsWith("Error"));
    }

    /** {@return whether a method or field may be used} */
    public static boolean allowsMember(String owner, String name, String descriptor) {
        if (!allowsType(owner)) {
            return false;
        }
        return switch (owner) {
            case "java/lang/Class" -> CLASS_METHODS.contains(name);
            case "java/lang/System" -> SYSTEM_METHODS.contains(name);
            // Through java.util.stream as through any collection: they run in threads of the host.
            default ->
                !name.equals("parallel")
                        && !name.equals("parallelStream")
                        && !(owner.startsWith("java/time/") && name.equals("now"))
                        && !(owner.equals("java/util/Date") && name.equals("<init>") && descriptor.equals("()V"))
                        && !(owner.equals("java/util/GregorianCalendar")
                                && name.equals("<init>")
                                && descriptor.equals("()V"))
                        && !(owner.equals("java/lang/System") || FORBIDDEN_METHODS.contains(owner + '.' + name))
                        // Inherited by every class of the plugin's own.
                        && !((name.equals("wait") || name.startsWith("notify")) && isWaiting(name, descriptor));
        };
    }

    /** {@return whether a class is the plugin's own: the archive may carry it, and it comes from nowhere else} */
    public static boolean isPlugins(String type) {
        return HOST_PACKAGES.stream().noneMatch(type::startsWith);
    }

    private static boolean isWaiting(String name, String descriptor) {
        return switch (name) {
            case "wait" -> descriptor.equals("()V") || descriptor.equals("(J)V") || descriptor.equals("(JI)V");
            case "notify", "notifyAll" -> descriptor.equals("()V");
            default -> false;
        };
    }
}
