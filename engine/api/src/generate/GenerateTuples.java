import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the sources of Tuple1 to Tuple25 into the directory given; run by the build through the source launcher. */
public final class GenerateTuples {
    private static final int MAX_ARITY = 25;

    private GenerateTuples() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]).resolve("io/yarnflink/api/tuple");
        Files.createDirectories(directory);
        for (int arity = 1; arity <= MAX_ARITY; arity++) {
            Path file = directory.resolve("Tuple" + arity + ".java");
            String source = source(arity);
            // An unchanged file keeps its time, so that the compiler has nothing to do.
            if (!Files.exists(file) || !Files.readString(file).equals(source)) {
                Files.writeString(file, source);
            }
        }
    }

    private static String source(int n) {
        String name = "Tuple" + n;
        String types = each(n, ", ", i -> "T" + i);
        String self = name + "<" + types + ">";
        String parameters = each(n, ", ", i -> "T" + i + " f" + i);
        String fields = each(n, ", ", i -> "f" + i);
        return """
                package io.yarnflink.api.tuple;

                import java.util.Objects;

                /** A mutable tuple of %1$d field%9$s. */
                @SuppressWarnings("unchecked") // Positions are not typed.
                public class %2$s<%3$s> extends Tuple {
                    private static final long serialVersionUID = 1L;

                %4$s

                    public %2$s() {}

                    public %2$s(%5$s) {
                %6$s
                    }

                    public static <%3$s> %7$s of(%5$s) {
                        return new %2$s<>(%8$s);
                    }

                    public void setFields(%5$s) {
                %6$s
                    }

                    @Override
                    public int getArity() {
                        return %1$d;
                    }

                    @Override
                    public <T> T getField(int pos) {
                        return switch (pos) {
                %10$s
                            default -> throw noField(pos);
                        };
                    }

                    @Override
                    public <T> void setField(T value, int pos) {
                        switch (pos) {
                %11$s
                            default -> throw noField(pos);
                        }
                    }

                    /** A shallow copy. */
                    @Override
                    public %7$s copy() {
                        return new %2$s<>(%8$s);
                    }
                %12$s
                    @Override
                    public boolean equals(Object other) {
                        return this == other
                                || (other instanceof %2$s<%13$s> that
                %14$s);
                    }

                    @Override
                    public int hashCode() {
                        int result = Objects.hashCode(f0);
                %15$s        return result;
                    }

                    @Override
                    public String toString() {
                        return %16$s;
                    }
                }
                """
                .formatted(
                        n,
                        name,
                        types,
                        each(n, "\n", i -> "    public T" + i + " f" + i + ";"),
                        parameters,
                        each(n, "\n", i -> "        this.f" + i + " = f" + i + ";"),
                        self,
                        fields,
                        n == 1 ? "" : "s",
                        each(n, "\n", i -> "            case " + i + " -> (T) f" + i + ";"),
                        each(n, "\n", i -> "            case " + i + " -> f" + i + " = (T" + i + ") value;"),
                        n == 2 ? SWAP : "",
                        each(n, ", ", i -> "?"),
                        each(n, "\n", i -> "                        && Objects.equals(f" + i + ", that.f" + i + ")"),
                        IntStream.range(1, n)
                                .mapToObj(i -> "        result = 31 * result + Objects.hashCode(f" + i + ");\n")
                                .collect(Collectors.joining()),
                        "\"(\" + " + each(n, " + \",\" + ", i -> "text(f" + i + ")") + " + \")\"");
    }

    private static final String SWAP =
            """

                /** A new tuple with the fields exchanged. */
                public Tuple2<T1, T0> swap() {
                    return new Tuple2<>(f1, f0);
                }
            """;

    private static String each(int n, String separator, IntFunction<String> part) {
        return IntStream.range(0, n).mapToObj(part).collect(Collectors.joining(separator));
    }
}
