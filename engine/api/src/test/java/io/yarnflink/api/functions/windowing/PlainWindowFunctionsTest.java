package io.yarnflink.api.functions.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.functions.AbstractRichFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.DefaultOpenContext;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RichJoinFunction;
import io.yarnflink.api.functions.co.RichCoMapFunction;
import io.yarnflink.api.windowing.windows.GlobalWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainWindowFunctionsTest {
    private final List<String> out = new ArrayList<>();

    private static final class Output implements Collector<String> {
        private final List<String> out;

        Output(List<String> out) {
            this.out = out;
        }

        @Override
        public void collect(String value) {
            out.add(value);
        }

        @Override
        public void close() {}
    }

    @Test
    void windowFunctionsAreCalledWithTheirWindow() throws Exception {
        WindowFunction<String, String, Integer, GlobalWindow> plain =
                (key, window, input, collector) -> collector.collect(key + " " + window + " " + input);
        plain.apply(1, GlobalWindow.get(), List.of("a"), new Output(out));
        AllWindowFunction<String, String, GlobalWindow> all =
                (window, input, collector) -> collector.collect(window + " " + input);
        all.apply(GlobalWindow.get(), List.of("b"), new Output(out));
        assertThat(out).containsExactly("1 GlobalWindow [a]", "GlobalWindow [b]");
    }

    @Test
    void richOnesOpenFirst() throws Exception {
        class Rich extends RichWindowFunction<String, String, Integer, GlobalWindow> {
            private String prefix = "";

            @Override
            public void open(OpenContext context) {
                prefix = "opened ";
            }

            @Override
            public void apply(Integer key, GlobalWindow window, Iterable<String> input, Collector<String> collector) {
                collector.collect(prefix + key);
            }
        }
        class RichAll extends RichAllWindowFunction<String, String, GlobalWindow> {
            private String prefix = "";

            @Override
            public void open(OpenContext context) {
                prefix = "opened ";
            }

            @Override
            public void apply(GlobalWindow window, Iterable<String> values, Collector<String> collector) {
                collector.collect(prefix + values);
            }
        }
        class RichJoin extends RichJoinFunction<String, String, String> {
            @Override
            public String join(String first, String second) {
                return first + second;
            }
        }
        class RichCo extends RichCoMapFunction<String, Integer, String> {
            @Override
            public String map1(String value) {
                return value;
            }

            @Override
            public String map2(Integer value) {
                return "" + value;
            }
        }
        class Bare extends AbstractRichFunction {}
        Rich rich = new Rich();
        rich.open(DefaultOpenContext.INSTANCE);
        rich.apply(1, GlobalWindow.get(), List.of(), new Output(out));
        RichAll all = new RichAll();
        all.open(DefaultOpenContext.INSTANCE);
        all.apply(GlobalWindow.get(), List.of("a"), new Output(out));
        assertThat(out).containsExactly("opened 1", "opened [a]");
        assertThat(new RichJoin().join("a", "b")).isEqualTo("ab");
        assertThat(new RichCo().map1("a") + new RichCo().map2(2)).isEqualTo("a2");
        Bare bare = new Bare();
        bare.open(DefaultOpenContext.INSTANCE);
        bare.close();
    }
}
