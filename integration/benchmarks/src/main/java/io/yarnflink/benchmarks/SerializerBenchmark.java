package io.yarnflink.benchmarks;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.PojoSerializer;
import io.yarnflink.api.typeutils.serializers.RecordSerializer;
import io.yarnflink.api.typeutils.serializers.TupleSerializer;
import java.io.IOException;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Nanoseconds to write, read and copy a record, with generated code and by reflection, in turns. */
public final class SerializerBenchmark {
    private static final int RECORDS = 1_000;
    private static final int ROUNDS = 15;
    private static final int REPETITIONS = 1_000;

    private SerializerBenchmark() {}

    /** A POJO as many programs have one. */
    public static class Payment {
        public long id;
        public int customer;
        public double amount;
        public boolean refund;
        public String currency = "";
    }

    /** The same as a record. */
    public record Bill(long id, int customer, double amount, boolean refund, String currency) {}

    public static void main(String[] args) throws IOException {
        var payments =
                (PojoSerializer<Payment>) TypeInformation.of(Payment.class).createSerializer(new ExecutionConfig());
        compare("POJO of 5 fields", payments, payments.reflective(), i -> {
            var payment = new Payment();
            payment.id = i;
            payment.customer = (int) i;
            payment.amount = i / 3.0;
            payment.currency = "EUR";
            return payment;
        });
        var bills = (RecordSerializer<Bill>) TypeInformation.of(Bill.class).createSerializer(new ExecutionConfig());
        compare("record of 5 components", bills, bills.reflective(), i -> new Bill(i, (int) i, i / 3.0, false, "EUR"));
        var tuples = (TupleSerializer<Tuple2<String, Long>>)
                TypeInformation.of(new TypeHint<Tuple2<String, Long>>() {}).createSerializer(new ExecutionConfig());
        others();
        compare("Tuple2<String, Long>", tuples, tuples.reflective(), i -> Tuple2.of("word" + i, i));
    }

    /** Tuples of other types, as a TaskManager has them beside each other, so that no call has one target by luck. */
    private static void others() throws IOException {
        var three = (TupleSerializer<Tuple3<Integer, Double, Boolean>>)
                TypeInformation.of(new TypeHint<Tuple3<Integer, Double, Boolean>>() {})
                        .createSerializer(new ExecutionConfig());
        compare("Tuple3<Integer, Double, Boolean>", three, three.reflective(), i -> Tuple3.of((int) i, i / 3.0, true));
        var nested = (TupleSerializer<Tuple2<Tuple2<Long, Long>, int[]>>)
                TypeInformation.of(new TypeHint<Tuple2<Tuple2<Long, Long>, int[]>>() {})
                        .createSerializer(new ExecutionConfig());
        compare(
                "Tuple2<Tuple2<Long, Long>, int[]>",
                nested,
                nested.reflective(),
                i -> Tuple2.of(Tuple2.of(i, -i), new int[] {1}));
    }

    private static <T> void compare(
            String name, TypeSerializer<T> generated, TypeSerializer<T> reflective, LongFunction<T> maker)
            throws IOException {
        List<T> records = LongStream.range(0, RECORDS).mapToObj(maker).toList();
        var best = new double[2][3];
        for (int round = 0; round < ROUNDS; round++) {
            measure(generated, records, best[0], round);
            measure(reflective, records, best[1], round);
        }
        System.out.printf("%-34s %10s %10s %10s%n", name, "write", "read", "copy");
        for (int i = 0; i < 2; i++) {
            System.out.printf(
                    "%-34s %7.1f ns %7.1f ns %7.1f ns%n",
                    i == 0 ? "  generated" : "  by reflection", best[i][0], best[i][1], best[i][2]);
        }
    }

    /** Keeps the fastest of the rounds, because the machine may do other things. */
    private static <T> void measure(TypeSerializer<T> serializer, List<T> records, double[] best, int round)
            throws IOException {
        var view = new ByteArrayOutputView(1 << 20);
        long start = System.nanoTime();
        for (int i = 0; i < REPETITIONS; i++) {
            view.position(0);
            for (T value : records) {
                serializer.serialize(value, view);
            }
        }
        keep(best, 0, start, round);
        byte[] bytes = view.toByteArray();
        long hash = 0;
        start = System.nanoTime();
        for (int i = 0; i < REPETITIONS; i++) {
            var source = new ByteArrayInputView(bytes);
            for (int j = 0; j < records.size(); j++) {
                hash += serializer.deserialize(source) == null ? 1 : 0;
            }
        }
        keep(best, 1, start, round);
        start = System.nanoTime();
        for (int i = 0; i < REPETITIONS; i++) {
            for (T value : records) {
                hash += serializer.copy(value) == null ? 1 : 0;
            }
        }
        keep(best, 2, start, round);
        if (hash != 0) {
            throw new IllegalStateException("records are missing");
        }
    }

    private static void keep(double[] best, int index, long start, int round) {
        double nanos = (System.nanoTime() - start) / (double) (RECORDS * REPETITIONS);
        best[index] = round == 0 ? nanos : Math.min(best[index], nanos);
    }
}
