package io.yarnflink.it.programs;

import io.yarnflink.api.environment.StreamExecutionEnvironment;

/** A job that goes on for hours: about a hundred numbers a second, exchanged by key. */
public final class EndlessProgram {
    private EndlessProgram() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 100_000_000)
                .map(EndlessProgram::slowly)
                .name("Slow map")
                .keyBy(value -> value % 16)
                .reduce((first, second) -> second)
                .name("Last of each key")
                .print();
        env.execute("Endless job");
    }

    private static Long slowly(Long value) throws InterruptedException {
        java.util.concurrent.TimeUnit.MILLISECONDS.sleep(10);
        return value;
    }
}
