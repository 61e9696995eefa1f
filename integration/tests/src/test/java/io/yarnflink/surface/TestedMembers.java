package io.yarnflink.surface;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The members of our classes that compiled tests and examples call, implement or refer to. */
final class TestedMembers {
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private record Use(String owner, String name, String parameters) {}

    private final Set<Use> uses = new HashSet<>();
    private final Set<String> mentioned = new HashSet<>();
    private final Map<String, List<String>> parentsInTests = new HashMap<>();
    private final List<Use> throughTests = new ArrayList<>();

    TestedMembers(List<Path> classFolders) throws IOException {
        for (Path folder : classFolders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    try (InputStream bytes = Files.newInputStream(file)) {
                        new ClassReader(bytes).accept(new Uses(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
                    }
                }
            }
        }
        throughTests.forEach(use -> inherited(use.owner(), use));
    }

    /** A call of a test's own class, or an override in one below it, is one of what that class inherits. */
    private void inherited(String owner, Use use) {
        for (String parent : parentsInTests.getOrDefault(owner, List.of())) {
            if (parentsInTests.containsKey(parent)) {
                inherited(parent, use);
            } else {
                used(parent, use.name(), use.parameters());
            }
        }
    }

    /** Whether a test uses the member through this class or a class below it that does not override it. */
    boolean test(Class<?> owner, String name, String parameters) {
        if (OF_EVERY_OBJECT.contains(name) && mentioned.contains(owner.getName())) {
            return true;
        }
        return Members.parents(owner).stream()
                .anyMatch(parent -> uses.contains(new Use(parent.getName(), name, parameters)));
    }

    /** Marks the member wherever it is declared: a call through a subclass is a call of the member it inherits. */
    private void used(String internalOwner, String name, String descriptor) {
        String owner = internalOwner.replace('/', '.');
        if (!owner.startsWith("io.yarnflink.") && !owner.startsWith("com.example.")) {
            return;
        }
        mentioned.add(owner);
        String parameters = Members.parameters(descriptor);
        if (name.equals("<init>")) {
            uses.add(new Use(owner, name, parameters));
            return;
        }
        Members.find(owner)
                .ifPresentOrElse(
                        found -> {
                            for (Class<?> parent : Members.parents(found)) {
                                if (parent == found || Members.declares(parent, name, parameters)) {
                                    uses.add(new Use(parent.getName(), name, parameters));
                                }
                            }
                        },
                        () -> throughTests.add(new Use(internalOwner, name, parameters)));
    }

    private final class Uses extends ClassVisitor {
        private @Nullable String superName;
        private String[] interfaces = {};

        Uses() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String[] interfaces) {
            parentsInTests.put(
                    name,
                    Stream.concat(Stream.ofNullable(superName), Arrays.stream(interfaces))
                            .toList());
            this.superName = superName;
            this.interfaces = interfaces;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (!name.startsWith("<") && (access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0) {
                implemented(name, descriptor);
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String method, String called, boolean isInterface) {
                    used(owner, method, called);
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String method, String called, Handle bootstrap, Object... arguments) {
                    Type made = Type.getReturnType(called);
                    if (made.getSort() == Type.OBJECT && arguments.length > 1 && arguments[0] instanceof Type erased) {
                        used(made.getInternalName(), method, erased.getDescriptor());
                    }
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            used(handle.getOwner(), handle.getName(), handle.getDesc());
                        }
                    }
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    mentioned.add(owner.replace('/', '.'));
                }
            };
        }

        private void implemented(String name, String descriptor) {
            if (superName != null) {
                used(superName, name, descriptor);
            }
            for (String parent : interfaces) {
                used(parent, name, descriptor);
            }
        }
    }
}
