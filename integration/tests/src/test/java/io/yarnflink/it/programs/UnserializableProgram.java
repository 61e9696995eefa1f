package io.yarnflink.it.programs;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.MapFunction;

/** A job whose function holds something that cannot travel. */
public final class UnserializableProgram {
    private UnserializableProgram() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 10).map(new HoldsAThread()).name("Holder").print();
        env.execute();
    }

    /** Keeps a thread in a field. */
    public static final class HoldsAThread implements MapFunction<Long, Long> {
        @SuppressWarnings("serial")
        private final Thread worker = Thread.currentThread();

        @Override
        public Long map(Long value) {
            return value + worker.getPriority();
        }
    }
}
