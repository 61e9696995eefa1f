package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** One version of a program's classes in package {@code p}, compiled from source, in a class loader of its own. */
final class Compiled extends ClassLoader {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** Opening the JDK's classes takes longer than compiling one. */
    private static final StandardJavaFileManager JDK = COMPILER.getStandardFileManager(null, null, null);

    private static final Map<List<String>, Map<String, byte[]>> KNOWN = new HashMap<>();

    private final Map<String, byte[]> classes;

    private Compiled(Map<String, byte[]> classes) {
        super(Compiled.class.getClassLoader());
        this.classes = classes;
    }

    /** Each source is the declaration of one public type. */
    static synchronized Compiled of(String... declarations) {
        return new Compiled(KNOWN.computeIfAbsent(List.of(declarations), Compiled::compiled));
    }

    private static Map<String, byte[]> compiled(List<String> declarations) {
        var messages = new StringWriter();
        var files = new Files(JDK);
        boolean done = COMPILER.getTask(
                        messages,
                        files,
                        null,
                        List.of("-proc:none", "-Xlint:none", "-g:none"),
                        null,
                        declarations.stream().map(Source::new).toList())
                .call();
        assertThat(done).as(messages.toString()).isTrue();
        Map<String, byte[]> classes = new HashMap<>();
        files.written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    Class<?> type(String simpleName) {
        try {
            return loadClass("p." + simpleName);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @SuppressWarnings("unchecked")
    TypeSerializer<Object> serializer(String simpleName) {
        return within(() ->
                (TypeSerializer<Object>) TypeInformation.of(type(simpleName)).createSerializer(new ExecutionConfig()));
    }

    /** What the static method {@code make()} of the class gives. */
    Object make(String simpleName) {
        try {
            return type(simpleName).getMethod("make").invoke(null);
        } catch (IllegalAccessException | NoSuchMethodException | InvocationTargetException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Runs as a task of the program does. */
    <V> V within(Callable<V> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The fields' values by name. */
    static Map<String, Object> fields(Object value) {
        var fields = new HashMap<String, Object>();
        try {
            for (Field field : value.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                fields.put(field.getName(), field.get(value));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        }
        return fields;
    }

    /** Bytes of values and the snapshot of their serializer, as they are stored. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Stored(byte[] values, byte[] snapshot) {
        <T> TypeSerializerSnapshot<T> snapshotIn(ClassLoader loader) {
            try {
                var view = new ByteArrayInputView(snapshot);
                TypeSerializerSnapshot<T> read = TypeSerializerSnapshot.readVersionedSnapshot(view, loader);
                assertThat(view.remaining()).isZero();
                return read;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static <T> Stored store(TypeSerializer<T> serializer, T value) {
        try {
            var values = new ByteArrayOutputView(64);
            serializer.serialize(value, values);
            var snapshot = new ByteArrayOutputView(64);
            TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, serializer.snapshotConfiguration());
            return new Stored(values.toByteArray(), snapshot.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String declaration) {
            super(URI.create("mem:///p/" + name(declaration) + ".java"), Kind.SOURCE);
            text = "package p; import java.util.*; import io.yarnflink.api.tuple.*; public " + declaration;
        }

        private static String name(String declaration) {
            return declaration.replaceFirst("^(abstract )?(class|record|enum|interface) (\\w+)(?s:.*)", "$3");
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Files extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Files(JavaFileManager others) {
            super(others);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
