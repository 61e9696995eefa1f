package io.yarnflink.it.programs;

import io.yarnflink.api.environment.StreamExecutionEnvironment;

/** A program that executes nothing. */
public final class EmptyProgram {
    private EmptyProgram() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment.getExecutionEnvironment().execute();
    }
}
