package io.yarnflink.api.typeutils.serializers;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;

import java.lang.invoke.MethodType;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Writes the instructions of one method whose parameters are all objects and which has no branches. */
final class CodeEmitter {
    private final MethodVisitor code;
    private final boolean isVoid;
    private int locals;

    CodeEmitter(ClassWriter writer, String name, Class<?> result, Class<?>... parameters) {
        code = writer.visitMethod(ACC_PUBLIC, name, descriptor(result, parameters), null, null);
        code.visitCode();
        isVoid = result == void.class;
        locals = 1 + parameters.length;
    }

    static String descriptor(Class<?> result, Class<?>... parameters) {
        return MethodType.methodType(result, parameters).descriptorString();
    }

    void self() {
        load(0);
    }

    void argument(int index) {
        load(1 + index);
    }

    void load(int local) {
        code.visitVarInsn(ALOAD, local);
    }

    /** The number of a local variable that holds an argument as what it is. */
    int argumentAs(int index, String type) {
        argument(index);
        cast(type);
        code.visitVarInsn(ASTORE, locals);
        return locals++;
    }

    void push(int number) {
        code.visitIntInsn(SIPUSH, number);
    }

    void element() {
        code.visitInsn(AALOAD);
    }

    void cast(String type) {
        code.visitTypeInsn(CHECKCAST, type);
    }

    void getField(String owner, String name, String descriptor) {
        code.visitFieldInsn(GETFIELD, owner, name, descriptor);
    }

    void putField(String owner, String name, String descriptor) {
        code.visitFieldInsn(PUTFIELD, owner, name, descriptor);
    }

    void allocate(String type) {
        code.visitTypeInsn(NEW, type);
        code.visitInsn(DUP);
    }

    void construct(String type, Class<?>... parameters) {
        code.visitMethodInsn(INVOKESPECIAL, type, "<init>", descriptor(void.class, parameters), false);
    }

    void call(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
        code.visitMethodInsn(
                owner.isInterface() ? INVOKEINTERFACE : INVOKEVIRTUAL,
                Type.getInternalName(owner),
                name,
                descriptor(result, parameters),
                owner.isInterface());
    }

    /** A method that the class has from its superclass. */
    void callOwn(String owner, String name, Class<?> result, Class<?>... parameters) {
        code.visitMethodInsn(INVOKEVIRTUAL, owner, name, descriptor(result, parameters), false);
    }

    void callStatic(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
        code.visitMethodInsn(
                INVOKESTATIC, Type.getInternalName(owner), name, descriptor(result, parameters), owner.isInterface());
    }

    void box(Class<?> primitive) {
        Class<?> box = MethodType.methodType(primitive).wrap().returnType();
        callStatic(box, "valueOf", box, primitive);
    }

    void unbox(Class<?> primitive) {
        Class<?> box = MethodType.methodType(primitive).wrap().returnType();
        cast(Type.getInternalName(box));
        call(box, primitive.getName() + "Value", primitive);
    }

    void end() {
        code.visitInsn(isVoid ? RETURN : ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
