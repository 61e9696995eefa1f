package io.yarnflink.api.typeutils;

import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The classes of records that the tests of types share, and random values of them. */
final class Samples {
    private Samples() {}

    enum Color {
        RED,
        GREEN {
            @Override
            boolean calm() {
                return true;
            }
        };

        boolean calm() {
            return false;
        }
    }

    record Point(int x, double y) {}

    record Shape(
            String name,
            Color color,
            Point center,
            @Nullable Long id) {}

    @SuppressWarnings("ArrayRecordComponent") // As users write them.
    record Bag(String owner, List<@Nullable String> items, int[] counts) {}

    record Box<T>(T content) {}

    /** A POJO with fields of many types. */
    @SuppressWarnings("NullAway.Init") // As users write them.
    public static class Ride {
        public long id;
        public @Nullable String driver;
        public @Nullable Integer passengers;
        public @Nullable Point start;
        public List<Tuple2<String, Integer>> stops;
        public Map<String, @Nullable Double> fees;
        private boolean open;
        private @Nullable Instant endTime;
        private transient int scratch;

        public Ride() {}

        public boolean isOpen() {
            return open;
        }

        public void setOpen(boolean open) {
            this.open = open;
        }

        public @Nullable Instant getEndTime() {
            return endTime;
        }

        public void setEndTime(@Nullable Instant endTime) {
            this.endTime = endTime;
        }

        int scratch() {
            return scratch;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Ride that
                    && that.getClass() == getClass()
                    && id == that.id
                    && open == that.open
                    && Objects.equals(driver, that.driver)
                    && Objects.equals(passengers, that.passengers)
                    && Objects.equals(start, that.start)
                    && Objects.equals(stops, that.stops)
                    && Objects.equals(fees, that.fees)
                    && Objects.equals(endTime, that.endTime);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(id);
        }

        @Override
        public String toString() {
            return getClass().getSimpleName() + id + driver + passengers + start + stops + fees + open + endTime;
        }
    }

    /** A subclass with a field more. */
    public static class NightRide extends Ride {
        public double surcharge;

        public NightRide() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other) && other instanceof NightRide that && surcharge == that.surcharge;
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    /** A generic POJO. */
    @SuppressWarnings("NullAway.Init")
    public static class Pair<A, B> {
        public A first;
        public B second;

        public Pair() {}

        public Pair(A first, B second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair<?, ?> that
                    && Objects.equals(first, that.first)
                    && Objects.equals(second, that.second);
        }

        @Override
        public int hashCode() {
            return Objects.hash(first, second);
        }
    }

    /** A tuple by another name. */
    @SuppressWarnings("unchecked") // Of copy(), which Tuple leaves to its caller to type.
    public static class WordCount extends Tuple2<String, Integer> {
        public WordCount() {}

        public WordCount(String word, int count) {
            super(word, count);
        }
    }

    /** A random value of a type; nested values may be null where the type can hold null. */
    static Object random(TypeInformation<?> type, Random random) {
        Class<?> c = type.getTypeClass();
        if (c == String.class) {
            return text(random);
        } else if (c == Integer.class) {
            return random.nextInt();
        } else if (c == Long.class) {
            return random.nextLong();
        } else if (c == Double.class) {
            return random.nextGaussian();
        } else if (c == Float.class) {
            return random.nextFloat();
        } else if (c == Boolean.class) {
            return random.nextBoolean();
        } else if (c == Byte.class) {
            return (byte) random.nextInt();
        } else if (c == Short.class) {
            return (short) random.nextInt();
        } else if (c == Character.class) {
            return (char) random.nextInt();
        } else if (c == BigInteger.class) {
            return new BigInteger(random.nextInt(200), random).negate();
        } else if (c == BigDecimal.class) {
            return new BigDecimal(new BigInteger(random.nextInt(90), random), random.nextInt(40) - 20);
        } else if (c == Instant.class) {
            return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        } else if (c == LocalDate.class) {
            return LocalDate.ofEpochDay(random.nextInt(100_000) - 50_000);
        } else if (c == Color.class) {
            return Color.values()[random.nextInt(2)];
        } else if (c == Point.class) {
            return new Point(random.nextInt(), random.nextDouble());
        } else if (c == Shape.class) {
            return new Shape(
                    text(random),
                    Color.RED,
                    new Point(random.nextInt(), 1),
                    random.nextBoolean() ? null : random.nextLong());
        } else if (type instanceof TupleTypeInfo<?> tuple) {
            var value = io.yarnflink.api.tuple.Tuple.newInstance(tuple.getArity());
            for (int i = 0; i < tuple.getArity(); i++) {
                value.setField(random(tuple.getTypeAt(i), random), i);
            }
            return value;
        } else if (type instanceof ListTypeInfo<?> list) {
            var value = new ArrayList<@Nullable Object>();
            for (int i = random.nextInt(5); i > 0; i--) {
                value.add(random.nextInt(4) == 0 ? null : random(list.getElementTypeInfo(), random));
            }
            return value;
        } else if (type instanceof MapTypeInfo<?, ?> map) {
            var value = new HashMap<@Nullable Object, @Nullable Object>();
            for (int i = random.nextInt(5); i > 0; i--) {
                value.put(
                        random.nextInt(9) == 0 ? null : random(map.getKeyTypeInfo(), random),
                        random.nextInt(4) == 0 ? null : random(map.getValueTypeInfo(), random));
            }
            return value;
        } else if (Ride.class.isAssignableFrom(c)) {
            return ride(random);
        }
        throw new IllegalArgumentException("no sample of " + type);
    }

    static Ride ride(Random random) {
        Ride ride = random.nextInt(3) == 0 ? night(random.nextDouble()) : new Ride();
        ride.id = random.nextLong();
        ride.driver = random.nextBoolean() ? null : text(random);
        ride.passengers = random.nextBoolean() ? null : random.nextInt();
        ride.start = random.nextBoolean() ? null : new Point(random.nextInt(), 0);
        ride.stops = new ArrayList<>(List.of(Tuple2.of(text(random), random.nextInt())));
        ride.fees = new HashMap<>(Map.of(text(random), random.nextDouble()));
        ride.setOpen(random.nextBoolean());
        ride.setEndTime(random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextInt()));
        return ride;
    }

    private static NightRide night(double surcharge) {
        var ride = new NightRide();
        ride.surcharge = surcharge;
        return ride;
    }

    private static String text(Random random) {
        int range = random.nextBoolean() ? 0x80 : 0x10000;
        return random.ints(random.nextInt(20), 0, range)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }
}
