package com.example.program;

import io.yarnflink.api.functions.MapFunction;

/** Cannot read some of its input. */
public final class FailsOnNumber implements MapFunction<String, String> {
    @Override
    public String map(String value) {
        return String.valueOf(Integer.parseInt(value) + 1);
    }
}
