package io.yarnflink.examples.wordcount;

import io.yarnflink.api.fs.Path;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line asks for; without an input the works of Shakespeare that lie beside the program's jar. {@code top} is
 * empty when nothing is to be printed.
 */
record Options(List<Path> inputs, Optional<Path> output, double rate, OptionalInt top) {
    private static final int TOP = 10;

    private static final String USAGE =
            "usage: word-count.jar [--input PATH]... [--output FOLDER] [--rate LINES_PER_SECOND] [--top N]";

    static Options parse(String[] args) {
        List<Path> inputs = new ArrayList<>();
        Optional<Path> output = Optional.empty();
        double rate = 0;
        OptionalInt top = OptionalInt.empty();
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("'" + args[i] + "' needs a value; " + USAGE);
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--input" -> inputs.add(new Path(value));
                case "--output" -> output = Optional.of(new Path(value));
                case "--rate" -> rate = positive(args[i], value);
                case "--top" -> top = OptionalInt.of((int) positive(args[i], value));
                default -> throw new IllegalArgumentException("unknown option '" + args[i] + "'; " + USAGE);
            }
        }
        if (output.isEmpty() && top.isEmpty()) {
            top = OptionalInt.of(TOP);
        }
        return new Options(inputs.isEmpty() ? List.of(shakespeare()) : inputs, output, rate, top);
    }

    private static double positive(String option, String value) {
        double number = number(value);
        if (number > 0) {
            return number;
        }
        throw new IllegalArgumentException(option + " takes a number above 0, not '" + value + "'; " + USAGE);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static Path shakespeare() {
        try {
            java.nio.file.Path jar = java.nio.file.Path.of(WordCount.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            java.nio.file.Path text = jar.resolveSibling("data").resolve("shakespeare.txt");
            if (Files.exists(text)) {
                return new Path(text.toString());
            }
            throw new IllegalArgumentException("there is no " + text + ": name the input with --input PATH");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's jar has no path", e);
        }
    }
}
