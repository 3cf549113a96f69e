package org.longji.plugin.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.longji.plugin.api.PluginBoundary;
import org.longji.plugin.boundary.BoundaryScan;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.pf4j.Extension;

/** The files of a plugin as they will be shipped, read without loading them. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PluginClasses {

    private static final String INDEX = "META-INF/extensions.idx";

    private final Map<String, byte[]> files;

    private PluginClasses(Map<String, byte[]> files) {
        this.files = files;
    }

    /** {@return everything that lies beside the class: its directory of classes or its jar} */
    public static PluginClasses beside(Class<?> type) {
        try {
            Path root = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isDirectory(root) ? directory(root) : archive(root);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("cannot find the files of " + type.getName(), e);
        }
    }

    /** {@return the contents of a built plugin} */
    public static PluginClasses archive(Path jar) {
        Map<String, byte[]> files = new TreeMap<>();
        try (JarFile archive = new JarFile(jar.toFile())) {
            for (var entry :
                    archive.stream().filter(each -> !each.isDirectory()).toList()) {
                try (InputStream in = archive.getInputStream(entry)) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
        return new PluginClasses(files);
    }

    /** {@return just these classes, as if they alone made up the plugin} */
    public static PluginClasses only(Class<?>... types) {
        Map<String, byte[]> files = new TreeMap<>();
        for (Class<?> type : types) {
            String name = type.getName().replace('.', '/') + ".class";
            try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalArgumentException("no class file for " + type.getName());
                }
                files.put(name, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + name, e);
            }
        }
        String index = Arrays.stream(types)
                .filter(type -> type.isAnnotationPresent(Extension.class))
                .map(Class::getName)
                .collect(Collectors.joining("\n"));
        files.put(INDEX, index.getBytes(StandardCharsets.UTF_8));
        return new PluginClasses(files);
    }

    private static PluginClasses directory(Path root) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root, e);
        }
        return new PluginClasses(files);
    }

    /** {@return the class names PF4J will find in the extension index} */
    List<String> extensions() {
        byte[] index = files.getOrDefault(INDEX, new byte[0]);
        return new String(index, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** {@return the host's own classes that the plugin carries; a second copy would be unrelated types} */
    List<String> bundledHostClasses() {
        return files.keySet().stream()
                .filter(name -> name.endsWith(".class") && !PluginBoundary.isPlugins(name))
                .toList();
    }

    /** {@return everything used beyond {@link PluginBoundary}, as {@code class -> what}; the host refuses it as well} */
    List<String> forbiddenUses() {
        return classFiles().flatMap(file -> BoundaryScan.faults(file).stream()).toList();
    }

    /** {@return every use of float or double, as {@code class.method}} */
    List<String> floatingPointUses() {
        List<String> found = new ArrayList<>();
        classFiles()
                .map(ClassReader::new)
                .forEach(reader ->
                        reader.accept(new FloatingPoint(reader.getClassName(), found), ClassReader.SKIP_DEBUG));
        return found.stream().distinct().toList();
    }

    private Stream<byte[]> classFiles() {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".class"))
                .filter(file -> PluginBoundary.isPlugins(file.getKey()))
                .map(Map.Entry::getValue);
    }

    private static final class FloatingPoint extends ClassVisitor {
        private final String owner;
        private final List<String> found;

        FloatingPoint(String owner, List<String> found) {
            super(Opcodes.ASM9);
            this.owner = owner;
            this.found = found;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            String place = owner + "." + method;
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String type, String name, String called, boolean isInterface) {
                    Stream<Type> types = Stream.concat(
                            Stream.of(Type.getReturnType(called)), Arrays.stream(Type.getArgumentTypes(called)));
                    if (types.anyMatch(each -> each == Type.DOUBLE_TYPE || each == Type.FLOAT_TYPE)) {
                        found.add(place);
                    }
                }

                @Override
                public void visitVarInsn(int opcode, int variable) {
                    switch (opcode) {
                        case Opcodes.DLOAD, Opcodes.DSTORE, Opcodes.FLOAD, Opcodes.FSTORE -> found.add(place);
                        default -> {
                            // Whole numbers and references.
                        }
                    }
                }
            };
        }
    }
}
