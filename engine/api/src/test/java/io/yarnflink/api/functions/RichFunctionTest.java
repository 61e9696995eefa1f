package io.yarnflink.api.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.configuration.Configuration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // Release 1's open is tested too.
class RichFunctionTest {
    private final List<String> calls = new ArrayList<>();

    private static final class Twice extends RichMapFunction<String, String> {
        @Override
        public String map(String value) {
            return value + value;
        }
    }

    @Test
    void aFunctionThatOverridesNeitherOpensAndCloses() throws Exception {
        Twice function = new Twice();
        function.open(DefaultOpenContext.INSTANCE);
        function.open(new DefaultOpenContext());
        function.open(new Configuration());
        function.close();
        assertThatThrownBy(function::getRuntimeContext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The runtime context is there only between open() and close()");
    }

    @Test
    void aFunctionOfReleaseOneIsOpenedOnce() throws Exception {
        RichFunction function = new RichFilterFunction<String>() {
            @Override
            public void open(Configuration parameters) throws Exception {
                super.open(parameters);
                calls.add("configuration " + parameters.toMap());
            }

            @Override
            public boolean filter(String value) {
                return true;
            }
        };
        function.open(DefaultOpenContext.INSTANCE);
        assertThat(calls).containsExactly("configuration {}");
        Configuration configuration = new Configuration();
        configuration.setString("k", "v");
        WithConfigurationOpenContext context = new WithConfigurationOpenContext(configuration);
        assertThat(context.getConfiguration()).isSameAs(configuration);
        function.open(context);
        assertThat(calls).containsExactly("configuration {}", "configuration {k=v}");
    }

    @Test
    void aFunctionOfReleaseTwoIsOpenedOnce() throws Exception {
        RichFunction function = new RichFlatMapFunction<String, String>() {
            @Override
            public void open(OpenContext openContext) throws Exception {
                super.open(openContext);
                calls.add("context");
            }

            @Override
            public void flatMap(String value, Collector<String> out) {}
        };
        function.open(DefaultOpenContext.INSTANCE);
        assertThat(calls).containsExactly("context");
    }

    @Test
    void aFunctionThatImplementsTheInterfaceItselfOverridesEither() throws Exception {
        RichFunction old = new Bare() {
            @Override
            public void open(Configuration parameters) {
                calls.add("configuration");
            }
        };
        RichFunction current = new Bare() {
            @Override
            public void open(OpenContext openContext) {
                calls.add("context");
            }
        };
        old.open(DefaultOpenContext.INSTANCE);
        current.open(DefaultOpenContext.INSTANCE);
        old.close();
        assertThat(calls).containsExactly("configuration", "context");
    }

    private static class Bare implements RichFunction {
        @Override
        public void close() {}

        @Override
        public RuntimeContext getRuntimeContext() {
            throw new AssertionError("nobody asks");
        }

        @Override
        public void setRuntimeContext(RuntimeContext context) {}
    }
}
