package org.longji.pluginhost;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.PluginBoundary;
import org.longji.plugin.boundary.BoundaryScan;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Reads a plugin's class as it is loaded: refuses what goes beyond {@link PluginBoundary}, and writes a {@link Checkpoint} into
 * every method, loop and large allocation, because Java cannot stop a thread from outside (ADR 0027).
 */
final class WovenClasses {

    private static final String CHECKPOINT = Type.getInternalName(Checkpoint.class);

    private WovenClasses() {}

    /**
     * The class as it may run.
     *
     * @throws ForbiddenCodeException if it uses what a plugin may not
     */
    static byte[] weave(byte[] file) {
        var faults = new ArrayList<String>();
        byte[] woven = woven(file, faults);
        if (!faults.isEmpty()) {
            throw new ForbiddenCodeException(faults);
        }
        return woven;
    }

    private static byte[] woven(byte[] file, List<String> faults) {
        var reader = new ClassReader(file);
        // Frames stay as they are, so no class has to be loaded to find out what another extends.
        var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new BoundaryScan(new Weaver(writer), faults), 0);
        return writer.toByteArray();
    }

    private static final class Weaver extends ClassVisitor {

        Weaver(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new Body(super.visitMethod(access, method, descriptor, signature, exceptions));
        }

        /** One method, given its checkpoints. */
        private static final class Body extends MethodVisitor {
            private final Set<Label> behind = new HashSet<>();

            Body(MethodVisitor next) {
                super(Opcodes.ASM9, next);
            }

            @Override
            public void visitCode() {
                super.visitCode();
                checkpoint("pass", "()V");
            }

            @Override
            public void visitLabel(Label label) {
                behind.add(label);
                super.visitLabel(label);
            }

            @Override
            public void visitJumpInsn(int opcode, Label label) {
                // Before the jump and not behind its target: there a frame may stand.
                if (behind.contains(label)) {
                    checkpoint("pass", "()V");
                }
                super.visitJumpInsn(opcode, label);
            }

            @Override
            public void visitTableSwitchInsn(int least, int most, Label otherwise, Label... labels) {
                backwards(otherwise, labels);
                super.visitTableSwitchInsn(least, most, otherwise, labels);
            }

            @Override
            public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
                backwards(otherwise, labels);
                super.visitLookupSwitchInsn(otherwise, keys, labels);
            }

            @Override
            public void visitIntInsn(int opcode, int operand) {
                if (opcode == Opcodes.NEWARRAY) {
                    checkpoint("size", "(I)I");
                }
                super.visitIntInsn(opcode, operand);
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                if (opcode == Opcodes.ANEWARRAY) {
                    checkpoint("size", "(I)I");
                }
                super.visitTypeInsn(opcode, type);
            }

            @Override
            public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
                if (dimensions == 2) {
                    super.visitInsn(Opcodes.DUP2);
                    checkpoint("sizes", "(II)V");
                }
                super.visitMultiANewArrayInsn(descriptor, dimensions);
            }

            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String called, String descriptor, boolean isInterface) {
                if (BoundaryScan.isReplaced(owner, called, descriptor)) {
                    // The checkpoint has a method of the same name; what it is called on comes first among what it is
                    // called with.
                    checkpoint(called, "(L" + owner + ";" + descriptor.substring(1));
                    return;
                }
                if (BoundaryScan.isSized(owner, called, descriptor)) {
                    checkpoint("size", "(I)I");
                } else if (BoundaryScan.isScaled(owner, called, descriptor)) {
                    super.visitInsn(Opcodes.SWAP);
                    checkpoint("size", "(I)I");
                    super.visitInsn(Opcodes.SWAP);
                }
                super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
            }

            private void backwards(Label otherwise, Label... labels) {
                if (behind.contains(otherwise) || List.of(labels).stream().anyMatch(behind::contains)) {
                    checkpoint("pass", "()V");
                }
            }

            private void checkpoint(String checked, String descriptor) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKPOINT, checked, descriptor, false);
            }
        }
    }
}
