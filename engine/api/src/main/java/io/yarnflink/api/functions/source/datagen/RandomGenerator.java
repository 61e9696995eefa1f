package io.yarnflink.api.functions.source.datagen;

import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.state.FunctionInitializationContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes random values without end, different ones in each subtask. */
public abstract class RandomGenerator<T> implements DataGenerator<T> {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    protected transient @Nullable Random random;

    /** The share of nulls among the values, from 0 to 1. */
    protected float nullRate;

    /** Whether strings, arrays and maps may be shorter than the length given. */
    protected boolean varLen;

    @Override
    public void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext)
            throws Exception {
        random = new Random();
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    public RandomGenerator<T> withNullRate(float nullRate) {
        if (!(nullRate >= 0 && nullRate <= 1)) {
            throw new IllegalArgumentException("the share of nulls lies in 0..1, " + nullRate + " does not");
        }
        this.nullRate = nullRate;
        return this;
    }

    public RandomGenerator<T> withVarLen(boolean varLen) {
        this.varLen = varLen;
        return this;
    }

    /** A value, or null as often as the share of nulls has it. */
    protected @Nullable T nextWithNullRate(Supplier<T> supplier) {
        return nullRate > 0 && source().nextFloat() < nullRate ? null : supplier.get();
    }

    private Random source() {
        return Objects.requireNonNull(random, "open was not called");
    }

    private int length(int most) {
        return varLen && most > 0 ? 1 + source().nextInt(most) : most;
    }

    /** Makes a value from random bits. */
    private interface Maker<T> extends Serializable {
        T make(Random random);
    }

    /** Takes its values from a maker. */
    private static final class Made<T> extends RandomGenerator<T> {
        private final Maker<T> maker;

        Made(Maker<T> maker) {
            this.maker = maker;
        }

        @Override
        @SuppressWarnings("NullAway") // Nulls are what the share of nulls asks for.
        public T next() {
            return nextWithNullRate(() -> maker.make(Objects.requireNonNull(random, "open was not called")));
        }
    }

    /** Both bounds are included, as they are in all that follow. */
    public static RandomGenerator<Long> longGenerator(long min, long max) {
        return new Made<>(random -> between(random, min, max));
    }

    public static RandomGenerator<Integer> intGenerator(int min, int max) {
        return new Made<>(random -> (int) between(random, min, max));
    }

    public static RandomGenerator<Short> shortGenerator(short min, short max) {
        return new Made<>(random -> (short) between(random, min, max));
    }

    public static RandomGenerator<Byte> byteGenerator(byte min, byte max) {
        return new Made<>(random -> (byte) between(random, min, max));
    }

    public static RandomGenerator<Float> floatGenerator(float min, float max) {
        return new Made<>(random -> min + random.nextFloat() * (max - min));
    }

    public static RandomGenerator<Double> doubleGenerator(double min, double max) {
        return new Made<>(random -> min + random.nextDouble() * (max - min));
    }

    public static RandomGenerator<Boolean> booleanGenerator() {
        return new Made<>(Random::nextBoolean);
    }

    /** Strings of {@code len} hexadecimal digits. */
    public static RandomGenerator<String> stringGenerator(int len) {
        return new RandomGenerator<>() {
            @Override
            @SuppressWarnings("NullAway") // Nulls are what the share of nulls asks for.
            public String next() {
                return nextWithNullRate(() -> {
                    StringBuilder digits = new StringBuilder(len);
                    for (int left = super.length(len); left > 0; left--) {
                        digits.append(HEX[super.source().nextInt(HEX.length)]);
                    }
                    return digits.toString();
                });
            }
        };
    }

    public static <T> RandomGenerator<T[]> arrayGenerator(DataGenerator<T> generator, int len) {
        return new RandomGenerator<>() {
            @Override
            public void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext)
                    throws Exception {
                super.open(name, context, runtimeContext);
                generator.open(name, context, runtimeContext);
            }

            @Override
            @SuppressWarnings({"unchecked", "NullAway"}) // The array is of its elements' type.
            public T[] next() {
                return nextWithNullRate(() -> {
                    List<T> elements = new ArrayList<>(len);
                    for (int left = super.length(len); left > 0; left--) {
                        elements.add(generator.next());
                    }
                    T first = elements.stream()
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null);
                    Class<?> type = first == null ? Object.class : first.getClass();
                    return elements.toArray((T[]) java.lang.reflect.Array.newInstance(type, 0));
                });
            }
        };
    }

    public static <K, V> RandomGenerator<Map<K, V>> mapGenerator(
            DataGenerator<K> key, DataGenerator<V> value, int size) {
        return new RandomGenerator<>() {
            @Override
            public void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext)
                    throws Exception {
                super.open(name, context, runtimeContext);
                key.open(name + ".key", context, runtimeContext);
                value.open(name + ".value", context, runtimeContext);
            }

            @Override
            @SuppressWarnings("NullAway") // Nulls are what the share of nulls asks for.
            public Map<K, V> next() {
                return nextWithNullRate(() -> {
                    Map<K, V> entries = new HashMap<>();
                    for (int left = super.length(size); left > 0; left--) {
                        entries.put(key.next(), value.next());
                    }
                    return entries;
                });
            }
        };
    }

    private static long between(Random random, long min, long max) {
        if (max == Long.MAX_VALUE) {
            return min == Long.MIN_VALUE ? random.nextLong() : random.nextLong(min - 1, max) + 1;
        }
        return random.nextLong(min, max + 1);
    }
}
