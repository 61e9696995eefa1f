import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the sources of Tuple1 to Tuple25, of the builders of arrays of tuples and of the projections to tuples into the
 * first directory given, and a test of them into the second; run by the build through the source launcher.
 */
public final class GenerateTuples {
    private static final int MAX_ARITY = 25;

    private GenerateTuples() {}

    public static void main(String[] args) throws IOException {
        Path tuples = Path.of(args[0]).resolve("io/yarnflink/api/tuple");
        for (int arity = 0; arity <= MAX_ARITY; arity++) {
            if (arity > 0) {
                write(tuples.resolve("Tuple" + arity + ".java"), source(arity));
            }
            write(tuples.resolve("builder/Tuple" + arity + "Builder.java"), builder(arity));
        }
        write(Path.of(args[0]).resolve("io/yarnflink/api/datastream/TupleProjections.java"), projections());
        write(Path.of(args[1]).resolve("io/yarnflink/api/tuple/TupleMembersTest.java"), test());
    }

    private static void write(Path file, String source) throws IOException {
        // An unchanged file keeps its time, so that the compiler has nothing to do.
        if (!Files.exists(file) || !Files.readString(file).equals(source)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, source);
        }
    }

    private static String builder(int n) {
        String types = n == 0 ? "" : "<" + each(n, ", ", i -> "T" + i) + ">";
        return """
                package io.yarnflink.api.tuple.builder;

                import io.yarnflink.api.tuple.Tuple%1$d;
                import java.util.ArrayList;
                import java.util.List;

                /** Collects tuples of %1$d field%5$s into an array. */
                public class Tuple%1$dBuilder%2$s {
                    private final List<Tuple%1$d%2$s> tuples = new ArrayList<>();

                    public Tuple%1$dBuilder%2$s add(%3$s) {
                        tuples.add(new Tuple%1$d%6$s(%4$s));
                        return this;
                    }

                    %7$spublic Tuple%1$d%2$s[] build() {
                        return tuples.toArray(new Tuple%1$d[0]);
                    }
                }
                """
                .formatted(
                        n,
                        types,
                        each(n, ", ", i -> "T" + i + " f" + i),
                        each(n, ", ", i -> "f" + i),
                        n == 1 ? "" : "s",
                        n == 0 ? "" : "<>",
                        n == 0
                                ? ""
                                : "@SuppressWarnings({\"unchecked\", \"rawtypes\"}) // Arrays of generic types are raw.\n    ");
    }

    private static String projections() {
        String methods = IntStream.rangeClosed(1, MAX_ARITY)
                .mapToObj(n -> """

                            public <%1$s> SingleOutputStreamOperator<Tuple%2$d<%1$s>> projectTuple%2$d() {
                                return projected(%2$d);
                            }
                        """.formatted(each(n, ", ", i -> "T" + i), n))
                .collect(Collectors.joining());
        return """
                package io.yarnflink.api.datastream;

                import io.yarnflink.api.tuple.*;

                /** A projection to tuples of each length. */
                abstract class TupleProjections {
                    /** The tuples of that many fields. */
                    abstract <OUT extends Tuple> SingleOutputStreamOperator<OUT> projected(int arity);
                """
                + methods + "}\n";
    }

    private static String test() {
        return """
                package io.yarnflink.api.tuple;

                import static org.assertj.core.api.Assertions.assertThat;

                %s
                import org.junit.jupiter.api.Test;

                /** Calls each member of each tuple class. */
                class TupleMembersTest {
                %s
                    @Test
                    void buildersOfTuplesWithoutFieldsCountThem() {
                        assertThat(new Tuple0Builder().add().add().build()).containsExactly(new Tuple0(), new Tuple0());
                    }
                }
                """
                .formatted(
                        IntStream.rangeClosed(0, MAX_ARITY)
                                .mapToObj(n -> "import io.yarnflink.api.tuple.builder.Tuple" + n + "Builder;")
                                .sorted()
                                .collect(Collectors.joining("\n")),
                        IntStream.rangeClosed(1, MAX_ARITY)
                                .mapToObj(GenerateTuples::test)
                                .collect(Collectors.joining()));
    }

    private static String test(int n) {
        return """
                    @Test
                    void tuple%1$dKeepsItsFields() {
                        Tuple%1$d<%2$s> tuple = Tuple%1$d.of(%3$s);
                        var set = new Tuple%1$d<%2$s>();
                        assertThat(set.getArity()).isEqualTo(%1$d);
                        set.setFields(%3$s);
                        assertThat(set.equals(tuple)).isTrue();
                        assertThat(set.hashCode()).isEqualTo(tuple.hashCode());
                        assertThat(set.toString()).isEqualTo(%4$s);
                        Tuple%1$d<%2$s> copy = tuple.copy();
                        copy.setField("other", %5$d);
                        assertThat(copy.<String>getField(%5$d)).isEqualTo("other");
                        assertThat(tuple).isEqualTo(new Tuple%1$d<>(%3$s)).isNotEqualTo(copy);
                        Tuple%1$d<%2$s>[] built = new Tuple%1$dBuilder<%2$s>()
                                .add(%3$s)
                                .add(%6$s)
                                .build();
                        assertThat(built).containsExactly(tuple, copy);
                    }

                """
                .formatted(
                        n,
                        each(n, ", ", i -> "String"),
                        each(n, ", ", i -> "\"v" + i + "\""),
                        "\"(" + each(n, ",", i -> "v" + i) + ")\"",
                        n - 1,
                        each(n, ", ", i -> i == n - 1 ? "\"other\"" : "\"v" + i + "\""));
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
