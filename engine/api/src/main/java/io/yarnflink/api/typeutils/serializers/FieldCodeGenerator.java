package io.yarnflink.api.typeutils.serializers;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.V17;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.StringEncoding;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.GeneratedField.Access;
import java.util.List;
import java.util.Locale;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;

/** Writes the bytes of the {@link FieldCode} of one class and the kinds of serializers that its fields have. */
final class FieldCodeGenerator {
    private static final String SERIALIZER = Type.getDescriptor(TypeSerializer.class);

    private final Class<?> host;
    private final String hostName;
    private final List<GeneratedField> fields;
    private final String self;

    FieldCodeGenerator(Class<?> host, List<GeneratedField> fields) {
        this.host = host;
        hostName = Type.getInternalName(host);
        this.fields = fields;
        self = hostName + "$FieldCode";
    }

    byte[] generate() {
        String base = Type.getInternalName(host.isRecord() ? FieldCode.class : MutableFieldCode.class);
        // Without branches there are no frames to compute.
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(V17, ACC_FINAL | ACC_SUPER, self, null, base, null);
        constructor(writer, base);
        write(writer);
        if (host.isRecord()) {
            readRecord(writer);
            copyRecord(writer);
        } else {
            create(writer);
            read(writer);
            copy(writer);
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void constructor(ClassWriter writer, String base) {
        var code = new CodeEmitter(writer, "<init>", void.class, TypeSerializer[].class);
        code.self();
        code.construct(base);
        for (int i = 0; i < fields.size(); i++) {
            writer.visitField(ACC_PRIVATE | ACC_FINAL, "s" + i, SERIALIZER, null, null)
                    .visitEnd();
            code.self();
            code.argument(0);
            code.push(i);
            code.element();
            code.putField(self, "s" + i, SERIALIZER);
        }
        code.end();
    }

    private void write(ClassWriter writer) {
        var code = new CodeEmitter(writer, "write", void.class, Object.class, DataOutputView.class);
        int value = code.argumentAs(0, hostName);
        for (int i = 0; i < fields.size(); i++) {
            GeneratedField field = fields.get(i);
            switch (field.access()) {
                case PRIMITIVE, BOXED -> {
                    code.argument(1);
                    load(code, i, value);
                    if (field.access() == Access.BOXED) {
                        code.unbox(field.primitive());
                    }
                    code.call(
                            DataOutputView.class,
                            "write" + capital(field.primitive()),
                            void.class,
                            isSmall(field.primitive()) ? int.class : field.primitive());
                }
                case STRING -> {
                    load(code, i, value);
                    code.cast(Type.getInternalName(String.class));
                    code.argument(1);
                    code.callStatic(StringEncoding.class, "write", void.class, String.class, DataOutputView.class);
                }
                case SERIALIZER, HIDDEN -> {
                    serializer(code, i);
                    load(code, i, value);
                    code.argument(1);
                    code.call(TypeSerializer.class, "serialize", void.class, Object.class, DataOutputView.class);
                }
            }
        }
        code.end();
    }

    private void create(ClassWriter writer) {
        var code = new CodeEmitter(writer, "create", Object.class);
        code.allocate(hostName);
        code.construct(hostName);
        code.end();
    }

    private void read(ClassWriter writer) {
        var code = new CodeEmitter(writer, "read", Object.class, Object.class, DataInputView.class);
        int into = code.argumentAs(0, hostName);
        for (int i = 0; i < fields.size(); i++) {
            int field = i;
            store(code, i, into, () -> readField(code, field, 1));
        }
        code.load(into);
        code.end();
    }

    private void copy(ClassWriter writer) {
        var code = new CodeEmitter(writer, "copy", Object.class, Object.class, Object.class);
        int from = code.argumentAs(0, hostName);
        int into = code.argumentAs(1, hostName);
        for (int i = 0; i < fields.size(); i++) {
            int field = i;
            store(code, i, into, () -> copyField(code, field, from));
        }
        code.load(into);
        code.end();
    }

    private void readRecord(ClassWriter writer) {
        var code = new CodeEmitter(writer, "read", Object.class, DataInputView.class);
        code.allocate(hostName);
        for (int i = 0; i < fields.size(); i++) {
            readField(code, i, 0);
        }
        construct(code);
    }

    private void copyRecord(ClassWriter writer) {
        var code = new CodeEmitter(writer, "copy", Object.class, Object.class);
        int from = code.argumentAs(0, hostName);
        code.allocate(hostName);
        for (int i = 0; i < fields.size(); i++) {
            copyField(code, i, from);
        }
        construct(code);
    }

    private void construct(CodeEmitter code) {
        code.construct(hostName, fields.stream().map(GeneratedField::type).toArray(Class<?>[]::new));
        code.end();
    }

    /** Leaves what was read on the stack: as the field has it, or an object when the field is hidden. */
    private void readField(CodeEmitter code, int index, int source) {
        GeneratedField field = fields.get(index);
        switch (field.access()) {
            case PRIMITIVE, BOXED -> {
                code.argument(source);
                code.call(DataInputView.class, "read" + capital(field.primitive()), field.primitive());
                if (field.access() == Access.BOXED) {
                    code.box(field.primitive());
                }
            }
            case STRING -> {
                code.argument(source);
                code.callStatic(StringEncoding.class, "read", String.class, DataInputView.class);
            }
            case SERIALIZER, HIDDEN -> {
                serializer(code, index);
                code.argument(source);
                code.call(TypeSerializer.class, "deserialize", Object.class, DataInputView.class);
                castUnlessHidden(code, field);
            }
        }
    }

    /** Leaves the copy of a field on the stack: as the field has it, or an object when the field is hidden. */
    private void copyField(CodeEmitter code, int index, int from) {
        GeneratedField field = fields.get(index);
        if (field.isShared() || field.access() == Access.PRIMITIVE) {
            load(code, index, from);
        } else {
            serializer(code, index);
            load(code, index, from);
            code.call(TypeSerializer.class, "copy", Object.class, Object.class);
        }
        castUnlessHidden(code, field);
    }

    private static void castUnlessHidden(CodeEmitter code, GeneratedField field) {
        if (field.access() != Access.HIDDEN && !field.type().isPrimitive()) {
            code.cast(Type.getInternalName(field.type()));
        }
    }

    /** Leaves a field's value on the stack: a primitive as it is, the value of a hidden field as an object. */
    private void load(CodeEmitter code, int index, int local) {
        GeneratedField field = fields.get(index);
        if (field.access() == Access.HIDDEN) {
            code.self();
            code.push(index);
            code.load(local);
            code.callOwn(self, "get", Object.class, int.class, Object.class);
        } else {
            code.load(local);
            code.getField(Type.getInternalName(field.owner()), field.name(), Type.getDescriptor(field.type()));
        }
        if (field.isPresent()) {
            code.push(index);
            code.callStatic(FieldCode.class, "present", Object.class, Object.class, int.class);
        }
    }

    private void store(CodeEmitter code, int index, int local, Runnable value) {
        GeneratedField field = fields.get(index);
        if (field.access() == Access.HIDDEN) {
            code.self();
            code.push(index);
            code.load(local);
            value.run();
            code.callOwn(self, "set", void.class, int.class, Object.class, Object.class);
        } else {
            code.load(local);
            value.run();
            code.putField(Type.getInternalName(field.owner()), field.name(), Type.getDescriptor(field.type()));
        }
    }

    private void serializer(CodeEmitter code, int index) {
        code.self();
        code.getField(self, "s" + index, SERIALIZER);
    }

    private static boolean isSmall(Class<?> primitive) {
        return primitive == byte.class || primitive == short.class || primitive == char.class;
    }

    private static String capital(Class<?> primitive) {
        String name = primitive.getName();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
