package io.yarnflink.api.configuration;

import java.util.function.Function;

/** How an option's text becomes a value, and what to say when it does not. */
record OptionType<T>(String expectation, Function<String, T> parser, Function<T, String> formatter) {
    T parse(String text) {
        return parser.apply(text);
    }

    String format(T value) {
        return formatter.apply(value);
    }
}
