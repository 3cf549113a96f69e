package org.longji.plugin.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.PluginBoundary;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Reads a plugin's class file and tells what of it goes beyond {@link PluginBoundary}: the one look that the kit and the host take,
 * so that what the one lets pass the other does not refuse.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BoundaryScan extends ClassVisitor {

    /** Take a size as their last number, and make something of that size before anybody can look. */
    private static final Set<String> SIZED = Set.of(
            "java/io/ByteArrayOutputStream.<init>(I)V",
            "java/lang/String.repeat(I)Ljava/lang/String;",
            "java/lang/StringBuffer.<init>(I)V",
            "java/lang/StringBuffer.ensureCapacity(I)V",
            "java/lang/StringBuffer.setLength(I)V",
            "java/lang/StringBuilder.<init>(I)V",
            "java/lang/StringBuilder.ensureCapacity(I)V",
            "java/lang/StringBuilder.setLength(I)V",
            "java/math/BigDecimal.movePointLeft(I)Ljava/math/BigDecimal;",
            "java/math/BigDecimal.movePointRight(I)Ljava/math/BigDecimal;",
            "java/math/BigDecimal.scaleByPowerOfTen(I)Ljava/math/BigDecimal;",
            "java/math/BigDecimal.setScale(I)Ljava/math/BigDecimal;",
            "java/math/BigInteger.setBit(I)Ljava/math/BigInteger;",
            "java/math/BigInteger.shiftLeft(I)Ljava/math/BigInteger;",
            "java/util/ArrayDeque.<init>(I)V",
            "java/util/ArrayList.<init>(I)V",
            "java/util/ArrayList.ensureCapacity(I)V",
            "java/util/Arrays.copyOf([Ljava/lang/Object;I)[Ljava/lang/Object;",
            "java/util/BitSet.<init>(I)V",
            "java/util/BitSet.set(I)V",
            "java/util/HashMap.<init>(I)V",
            "java/util/HashSet.<init>(I)V",
            "java/util/IdentityHashMap.<init>(I)V",
            "java/util/LinkedHashMap.<init>(I)V",
            "java/util/LinkedHashSet.<init>(I)V",
            "java/util/PriorityQueue.<init>(I)V",
            "java/util/Vector.<init>(I)V");

    private final List<String> faults;
    private String name = "";

    /**
     * @param next who reads the class after this
     * @param faults where what it uses and may not is written, as {@code class -> what}
     */
    public BoundaryScan(@Nullable ClassVisitor next, List<String> faults) {
        super(Opcodes.ASM9, next);
        this.faults = faults;
    }

    /** {@return everything a class uses that a plugin may not; empty if it may be loaded} */
    public static List<String> faults(byte[] file) {
        List<String> faults = new ArrayList<>();
        new ClassReader(file).accept(new BoundaryScan(null, faults), 0);
        return faults;
    }

    /** {@return whether a call must ask before it is made, so that nobody may refer to it without calling it} */
    private static boolean isChecked(String owner, String called, String descriptor) {
        return isSized(owner, called, descriptor)
                || isScaled(owner, called, descriptor)
                || isReplaced(owner, called, descriptor);
    }

    /** {@return whether a size comes before a rounding among what it is called with} */
    public static boolean isScaled(String owner, String called, String descriptor) {
        return owner.equals("java/math/BigDecimal")
                && called.equals("setScale")
                && descriptor.startsWith("(ILjava/math/RoundingMode;)");
    }

    /** {@return whether it may run long on what it is given, so that the host puts its own in its place} */
    public static boolean isReplaced(String owner, String called, String descriptor) {
        return switch (owner) {
            case "java/math/BigDecimal", "java/math/BigInteger" -> called.equals("pow") && descriptor.startsWith("(I)");
            case "java/util/regex/Pattern" -> called.equals("matcher");
            case "java/lang/String" ->
                switch (called) {
                    case "matches", "replaceAll", "replaceFirst", "split" -> true;
                    default -> false;
                };
            default -> false;
        };
    }

    /** {@return whether it takes a size as its last number, and makes something of that size} */
    public static boolean isSized(String owner, String called, String descriptor) {
        return SIZED.contains(owner + "." + called + descriptor);
    }

    @Override
    public void visit(
            int version,
            int access,
            String type,
            @Nullable String signature,
            @Nullable String parent,
            String @Nullable [] interfaces) {
        name = type;
        if (!PluginBoundary.isPlugins(type)) {
            faults.add(type.replace('/', '.') + " belongs to the host");
        }
        if (parent != null && !parent.equals("java/lang/Object")) {
            type(parent);
        }
        if (interfaces != null) {
            for (String each : interfaces) {
                type(each);
            }
        }
        super.visit(version, access, type, signature, parent, interfaces);
    }

    @Override
    public FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        descriptor(descriptor);
        return super.visitField(access, field, descriptor, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if ((access & Opcodes.ACC_NATIVE) != 0) {
            fault("native method " + method);
        }
        if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            fault("synchronized method " + method);
        }
        if (method.equals("finalize") && descriptor.equals("()V")) {
            fault("finalize()");
        }
        return new Body(super.visitMethod(access, method, descriptor, signature, exceptions));
    }

    private void fault(String what) {
        String fault = name.replace('/', '.') + " -> " + what;
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    private void type(String type) {
        String element = type;
        if (type.startsWith("[")) {
            var array = Type.getType(type).getElementType();
            if (array.getSort() != Type.OBJECT) {
                return;
            }
            element = array.getInternalName();
        }
        if (!PluginBoundary.allowsType(element)) {
            fault(element.replace('/', '.'));
        }
    }

    private void descriptor(String descriptor) {
        var type = Type.getType(descriptor);
        if (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY) {
            type(type.getInternalName());
        }
    }

    private void member(String owner, String member, String descriptor) {
        if (owner.startsWith("[")) {
            return; // clone() of an array
        }
        if (!PluginBoundary.allowsMember(owner, member, descriptor)) {
            fault(owner.replace('/', '.') + "." + member);
        }
    }

    /** Behind a reference no checkpoint can stand. */
    private void handle(Handle handle) {
        member(handle.getOwner(), handle.getName(), handle.getDesc());
        if (isChecked(handle.getOwner(), handle.getName(), handle.getDesc())) {
            fault("a reference to " + handle.getOwner().replace('/', '.') + "." + handle.getName()
                    + ", which has to be called");
        }
    }

    private void constant(Object value) {
        if (value instanceof Type type) {
            if (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY) {
                type(type.getInternalName());
            }
        } else if (value instanceof Handle handle) {
            handle(handle);
        } else if (value instanceof ConstantDynamic) {
            fault("a dynamic constant");
        }
    }

    /** One method, looked through. */
    private final class Body extends MethodVisitor {

        Body(@Nullable MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            if (type != null) {
                type(type);
            }
            super.visitTryCatchBlock(start, end, handler, type);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER) {
                fault("a synchronized block");
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            type(type);
            super.visitTypeInsn(opcode, type);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            descriptor(descriptor);
            if (dimensions > 2) {
                fault("an array of " + dimensions + " dimensions at once");
            }
            super.visitMultiANewArrayInsn(descriptor, dimensions);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            member(owner, field, descriptor);
            super.visitFieldInsn(opcode, owner, field, descriptor);
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant(value);
            super.visitLdcInsn(value);
        }

        @Override
        public void visitInvokeDynamicInsn(String called, String descriptor, Handle bootstrap, Object... arguments) {
            handle(bootstrap);
            for (Object argument : arguments) {
                constant(argument);
            }
            super.visitInvokeDynamicInsn(called, descriptor, bootstrap, arguments);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            member(owner, called, descriptor);
            super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
        }
    }
}
