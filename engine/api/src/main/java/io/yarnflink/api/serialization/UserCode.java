package io.yarnflink.api.serialization;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;

/** Java serialization of users' functions and values: the only class that uses object streams. */
public final class UserCode {
    private static final long MAX_DEPTH = 500;
    /** Collections make room for more than they hold: at most so many slots for each byte of their data, and a few. */
    private static final long SLOTS_PER_BYTE = 8;

    private static final long SPARE_SLOTS = 1_024;
    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "boolean", boolean.class,
            "byte", byte.class,
            "short", short.class,
            "char", char.class,
            "int", int.class,
            "long", long.class,
            "float", float.class,
            "double", double.class,
            "void", void.class);

    private UserCode() {}

    /** The bytes of {@code object}; {@code whatItIs} begins the sentence of a failure: "The function of map 'count'". */
    public static byte[] serialize(Object object, String whatItIs) {
        return serialize(object, whatItIs, ObjectOutputStream::new);
    }

    /** As {@link #serialize}, and objects in it that are not serializable, or not whole, are written field by field. */
    public static byte[] serializeValue(Object value, String whatItIs) {
        return serialize(value, whatItIs, ValueOutputStream::new);
    }

    /** Why values of the class can be written in no way; empty when they can. */
    public static Optional<String> obstacleOfValues(Class<?> type) {
        return TakenApart.refusal(type);
    }

    private static byte[] serialize(Object object, String whatItIs, StreamMaker maker) {
        var bytes = new ByteArrayOutputStream(512);
        try (ObjectOutputStream out = maker.over(bytes)) {
            out.writeObject(object);
        } catch (InvalidObjectException e) {
            throw new NotSerializableFunctionException(whatItIs + " cannot be serialized: " + e.getMessage(), e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new NotSerializableFunctionException(
                    whatItIs + " cannot be serialized: " + SerializationObstacle.describe(object, e), e);
        }
        return bytes.toByteArray();
    }

    /** The object that {@code bytes} hold, with its classes from {@code loader}; the data is bounded by its length. */
    public static <T> T deserialize(byte[] bytes, ClassLoader loader, Class<T> type) {
        try (var in = new LoaderInputStream(bytes, loader)) {
            in.setObjectInputFilter(limits(bytes.length));
            return type.cast(in.readObject());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "A serialized " + type.getName() + " needs class " + e.getMessage()
                            + ", which is not in the job's jar or on the class path",
                    e);
        } catch (ClassCastException e) {
            throw new IllegalStateException("Serialized data does not hold a " + type.getName() + ": " + e, e);
        } catch (IOException e) {
            throw new IllegalStateException("A serialized " + type.getName() + " cannot be read: " + e, e);
        }
    }

    /** Refuses data that would make more objects or longer arrays than its length can account for. */
    private static ObjectInputFilter limits(int length) {
        return info -> {
            boolean tooMuch = info.depth() > MAX_DEPTH
                    || info.references() > length
                    || info.streamBytes() > length
                    || info.arrayLength() > SLOTS_PER_BYTE * length + SPARE_SLOTS;
            return tooMuch ? ObjectInputFilter.Status.REJECTED : ObjectInputFilter.Status.UNDECIDED;
        };
    }

    /** Makes a stream of objects on one of bytes. */
    private interface StreamMaker {
        ObjectOutputStream over(OutputStream bytes) throws IOException;
    }

    /** Takes apart what is not serializable. */
    private static final class ValueOutputStream extends ObjectOutputStream {
        ValueOutputStream(OutputStream bytes) throws IOException {
            super(bytes);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) throws IOException {
            return TakenApart.isNeededFor(object) ? TakenApart.of(object) : object;
        }
    }

    /** Finds classes in the job's class loader, and puts together what was taken apart. */
    static final class LoaderInputStream extends ObjectInputStream {
        private final ClassLoader loader;
        private boolean hasParts;

        LoaderInputStream(byte[] bytes, ClassLoader loader) throws IOException {
            super(new ByteArrayInputStream(bytes));
            this.loader = loader;
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object object) throws IOException {
            if (object instanceof TakenApart apart) {
                return apart.together();
            }
            if (hasParts) {
                TakenApart.checkContents(object);
            }
            return object;
        }

        /** From now on collections may hold what is not put together yet. */
        void hasParts() {
            hasParts = true;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
            Class<?> primitive = PRIMITIVES.get(description.getName());
            return primitive != null ? primitive : Class.forName(description.getName(), false, loader);
        }

        @Override
        @SuppressWarnings("deprecation") // The stream asks for the proxy's class, not for an instance.
        protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
            var loaded = new Class<?>[interfaces.length];
            for (int i = 0; i < loaded.length; i++) {
                loaded[i] = Class.forName(interfaces[i], false, loader);
            }
            return Proxy.getProxyClass(loader, loaded);
        }
    }
}
