package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Classes whose fields are of all kinds, and random values of them. */
@SuppressWarnings({"NullAway", "UnusedVariable", "ArrayRecordComponent"}) // As users write them, nulls among them.
final class GeneratedSamples {
    private GeneratedSamples() {}

    enum Size {
        SMALL,
        LARGE
    }

    /** All primitives, read and written by generated code. */
    public static class Primitives {
        public boolean b;
        public byte y;
        public short s;
        public char c;
        public int i;
        public long l;
        public float f;
        public double d;
    }

    /** Objects of many kinds, any of which may be null. */
    public static class Objects {
        public String text;
        public Boolean b;
        public Byte y;
        public Short s;
        public Character c;
        public Integer i;
        public Long l;
        public Float f;
        public Double d;
        public BigDecimal decimal;
        public Size size;
        public int[] ints;
        public String[] texts;
        public Spot[] spots;
        public List<String> list;
        public Map<String, Spot> map;
        public Spot spot;
        public Primitives primitives;
        public Tuple2<String, Long> tuple;
    }

    /** Private fields of its own, and a superclass's that nobody else sees. */
    public static class Hidden extends Parent {
        private int number;
        private String text;
        protected long inherited;

        public int getNumber() {
            return number;
        }

        public void setNumber(int number) {
            this.number = number;
        }

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }

        public long getInherited() {
            return inherited;
        }

        public void setInherited(long inherited) {
            this.inherited = inherited;
        }
    }

    /** Has a field that its subclass does not see. */
    public static class Parent {
        private int secret;
        private @Nullable String secretText;
        public double open;

        public int getSecret() {
            return secret;
        }

        public void setSecret(int secret) {
            this.secret = secret;
        }

        public @Nullable String getSecretText() {
            return secretText;
        }

        public void setSecretText(@Nullable String secretText) {
            this.secretText = secretText;
        }
    }

    /** A private record. */
    private record Secret(long id, @Nullable String name) {}

    static final Class<?> SECRET = Secret.class;

    record Spot(int x, @Nullable String name) {}

    record Everything(
            boolean b,
            byte y,
            short s,
            char c,
            int i,
            long l,
            float f,
            double d,
            @Nullable String text,
            @Nullable Long number,
            @Nullable Size size,
            @Nullable Spot spot,
            int @Nullable [] ints,
            @Nullable List<String> list) {}

    /** A tuple under another name. */
    @SuppressWarnings("unchecked")
    public static class Triple extends Tuple3<String, int[], Double> {}

    /** A value of the class with random fields, nulls among them where {@code nulls} says so. */
    static <T> T random(Class<T> type, Random random, boolean nulls) {
        try {
            return type.cast(value(type, type, random, nulls));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object value(Class<?> type, Type generic, Random random, boolean nulls)
            throws ReflectiveOperationException {
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        } else if (type == byte.class || type == Byte.class) {
            return (byte) random.nextInt();
        } else if (type == short.class || type == Short.class) {
            return (short) random.nextInt();
        } else if (type == char.class || type == Character.class) {
            return (char) random.nextInt();
        } else if (type == int.class || type == Integer.class) {
            return random.nextInt();
        } else if (type == long.class || type == Long.class) {
            return random.nextLong();
        } else if (type == float.class || type == Float.class) {
            return random.nextFloat();
        } else if (type == double.class || type == Double.class) {
            return random.nextDouble();
        } else if (type == String.class) {
            return random.nextBoolean() ? "text " + random.nextInt() : "\u20ac\ud800" + random.nextInt(9);
        } else if (type == BigDecimal.class) {
            return BigDecimal.valueOf(random.nextLong(), 3);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        } else if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), random.nextInt(4));
            for (int i = 0; i < Array.getLength(array); i++) {
                Array.set(array, i, value(type.getComponentType(), type.getComponentType(), random, nulls));
            }
            return array;
        } else if (type == List.class) {
            return new ArrayList<>(List.of(argument(generic, 0, random, nulls)));
        } else if (type == Map.class) {
            var map = new HashMap<>();
            map.put(argument(generic, 0, random, nulls), argument(generic, 1, random, nulls));
            return map;
        } else if (type == Tuple2.class) {
            return Tuple2.of("t" + random.nextInt(), random.nextLong());
        } else if (type == Triple.class) {
            var triple = new Triple();
            triple.setFields("f", new int[] {random.nextInt()}, random.nextDouble());
            return triple;
        }
        return type.isRecord() ? record(type, random, nulls) : pojo(type, random, nulls);
    }

    private static Object argument(Type generic, int index, Random random, boolean nulls)
            throws ReflectiveOperationException {
        Type argument = ((ParameterizedType) generic).getActualTypeArguments()[index];
        return java.util.Objects.requireNonNull(value((Class<?>) argument, argument, random, nulls));
    }

    private static Object record(Class<?> type, Random random, boolean nulls) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        var parameters = new Class<?>[components.length];
        var arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            parameters[i] = components[i].getType();
            boolean isNull = nulls && !parameters[i].isPrimitive() && random.nextInt(3) == 0;
            arguments[i] = isNull ? null : value(parameters[i], components[i].getGenericType(), random, nulls);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(parameters);
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    private static Object pojo(Class<?> type, Random random, boolean nulls) throws ReflectiveOperationException {
        Object pojo = type.getConstructor().newInstance();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                boolean isNull = nulls && !field.getType().isPrimitive() && random.nextInt(3) == 0;
                if (!Modifier.isStatic(field.getModifiers()) && !isNull) {
                    field.setAccessible(true);
                    field.set(pojo, value(field.getType(), field.getGenericType(), random, nulls));
                }
            }
        }
        return pojo;
    }
}
