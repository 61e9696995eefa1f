package io.yarnflink.it.programs;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import java.util.ArrayList;
import java.util.List;

/** A job whose function keeps a megabyte for each number. */
public final class HungryProgram {
    private static final List<byte[]> KEPT = new ArrayList<>();

    private HungryProgram() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 100_000_000)
                .map(HungryProgram::keep)
                .name("Hungry map")
                .print();
        env.execute("Hungry job");
    }

    private static synchronized Long keep(Long value) {
        KEPT.add(new byte[1 << 20]);
        return value;
    }
}
