package io.yarnflink.api.serialization;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Looks in a class's byte code for uses of the object that it was made in. */
final class OuterUse {
    private OuterUse() {}

    /** Whether the class or a class written inside it reads the field; true when its code cannot be found. */
    static boolean isRead(Class<?> owner, String field) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        String ownerName = owner.getName().replace('.', '/');
        open.add(ownerName);
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!seen.add(name)) {
                continue;
            }
            Optional<byte[]> code = code(owner, name);
            if (code.isEmpty()) {
                return true;
            }
            Scan scan = new Scan(ownerName, field);
            new ClassReader(code.get()).accept(scan, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            if (scan.reads) {
                return true;
            }
            open.addAll(scan.inner);
        }
        return false;
    }

    private static Optional<byte[]> code(Class<?> near, String internalName) {
        ClassLoader loader = near.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Sees each instruction of one class. */
    private static final class Scan extends ClassVisitor {
        private final String owner;
        private final String field;
        private final Set<String> inner = new HashSet<>();
        private boolean reads;

        Scan(String owner, String field) {
            super(Opcodes.ASM9);
            this.owner = owner;
            this.field = field;
        }

        @Override
        public void visitInnerClass(String name, @Nullable String outerName, @Nullable String innerName, int access) {
            if (name.startsWith(owner + "$")) {
                inner.add(name);
            }
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitFieldInsn(int opcode, String fieldOwner, String fieldName, String type) {
                    reads |= opcode == Opcodes.GETFIELD && fieldOwner.equals(owner) && fieldName.equals(field);
                }
            };
        }
    }
}
