package io.yarnflink.it.programs;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.MapFunction;

/** A job whose map function throws at the 500th number. */
public final class FailingProgram {
    private FailingProgram() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 1_000).map(new Picky()).name("Picky map").print();
        env.execute("Failing job");
    }

    /** Accepts all numbers but one. */
    public static final class Picky implements MapFunction<Long, Long> {
        @Override
        public Long map(Long value) {
            if (value == 500) {
                throw new NumberFormatException("I do not like 500");
            }
            return value;
        }
    }
}
