package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.io.CleanupWhenUnsuccessful;
import io.yarnflink.api.common.io.OutputFormat;
import io.yarnflink.api.common.io.RichOutputFormat;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.sink.OutputFormatSinkFunction;
import io.yarnflink.api.functions.sink.WriteFormat;
import io.yarnflink.api.functions.sink.WriteFormatAsCsv;
import io.yarnflink.api.functions.sink.WriteFormatAsText;
import io.yarnflink.api.functions.sink.WriteSinkFunction;
import io.yarnflink.api.functions.sink.WriteSinkFunctionByMillis;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.InputTypeConfigurable;
import io.yarnflink.testkit.harness.operators.StreamSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sinks that older programs write files and outside systems with. */
class OlderSinksTest {
    private static final List<String> HEARD = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path folder;

    @BeforeEach
    void forget() {
        HEARD.clear();
    }

    /** Writes two records at a time. */
    private static class InPairs<T> extends WriteSinkFunction<T> {
        InPairs(String path, WriteFormat<T> format) {
            super(path, format);
        }

        @Override
        protected boolean updateCondition() {
            return tupleList.size() == 2;
        }

        @Override
        protected void resetParameters() {
            tupleList.clear();
        }

        @Override
        protected void cleanFile(String path) {
            HEARD.add("clean " + Path.of(path).getFileName());
            super.cleanFile(path);
        }
    }

    @Test
    void recordsAreAddedToAnEmptiedFileWheneverTheConditionHoldsAndAtTheEnd() throws Exception {
        Path file = Files.writeString(folder.resolve("out"), "old");
        var sink = new InPairs<>(file.toString(), new WriteFormatAsText<>());
        assertThat(HEARD).containsExactly("clean out");
        assertThat(file).isEmptyFile();
        try (var harness = new OneInputStreamOperatorTestHarness<>(new StreamSink<>(sink))) {
            harness.open();
            harness.processElement(Tuple2.of("a", 1));
            assertThat(file).isEmptyFile();
            harness.processElement(Tuple2.of("b", 2));
            assertThat(file).hasContent("(a,1)\n(b,2)\n");
            harness.processElement(Tuple2.of("c", 3));
            harness.endInput();
        }
        assertThat(file).hasContent("(a,1)\n(b,2)\n(c,3)\n");
        sink.invoke(Tuple2.of("d", 4));
        sink.invoke(Tuple2.of("e", 5));
        assertThat(Files.readAllLines(file)).hasSize(5);
        assertThatThrownBy(() -> new InPairs<>(folder.resolve("no/out").toString(), new WriteFormatAsText<>()))
                .hasMessageContaining("cannot write to the file " + folder.resolve("no/out"));
    }

    /** A format of the program's own in front of the given ones. */
    private static final class Heard extends WriteFormatAsCsv<Tuple2<String, Integer>> {
        @Override
        @SuppressWarnings("NonApiType") // As the users of this API know it.
        protected void write(String path, ArrayList<Tuple2<String, Integer>> tupleList) {
            HEARD.add("write " + tupleList);
            super.write(path, tupleList);
        }
    }

    /** Says whether it is time. */
    private static final class Timed extends WriteSinkFunctionByMillis<Tuple2<String, Integer>> {
        Timed(String path, long millis) {
            super(path, new Heard(), millis);
        }

        boolean isTime() {
            return updateCondition();
        }

        void start() {
            resetParameters();
        }
    }

    @Test
    void filesOfRowsAreWrittenWhenTheirTimeHasCome() throws Exception {
        Path file = folder.resolve("rows");
        Timed atOnce = new Timed(file.toString(), 0);
        atOnce.invoke(Tuple2.of("a", 1));
        assertThat(file).hasContent("a,1\n");
        Timed never = new Timed(file.toString(), Long.MAX_VALUE / 1_000_000);
        never.start();
        never.invoke(Tuple2.of("b", 2));
        assertThat(never.isTime()).isFalse();
        assertThat(file).isEmptyFile();
        never.finish();
        assertThat(file).hasContent("b,2\n");
        assertThat(HEARD).containsExactly("write [(a,1)]", "write [(b,2)]");
        Path text = folder.resolve("text");
        new WriteFormatAsText<String>().write(text.toString(), new ArrayList<>(List.of("x", "y")));
        assertThat(text).hasContent("x\ny\n");
    }

    /** Tells what becomes of it; fails at the records that say so. */
    private static final class TestFormat extends RichOutputFormat<String>
            implements InputTypeConfigurable, CleanupWhenUnsuccessful {
        @Override
        public void setInputType(TypeInformation<?> type, ExecutionConfig executionConfig) {
            HEARD.add("type " + type);
        }

        @Override
        public void configure(Configuration parameters) {
            HEARD.add("configure " + parameters.toMap());
        }

        @Override
        public void open(InitializationContext context) throws IOException {
            assertThat(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask())
                    .isEqualTo(context.getTaskNumber());
            HEARD.add("open " + context.getTaskNumber() + " of " + context.getNumTasks() + ", attempt "
                    + context.getAttemptNumber());
        }

        @Override
        public void writeRecord(String record) throws IOException {
            HEARD.add(record);
            if (record.equals("full")) {
                throw new IOException("no space");
            }
        }

        @Override
        public void close() throws IOException {
            HEARD.add("close");
            if (HEARD.contains("cannot close")) {
                throw new IOException("still no space");
            }
        }

        @Override
        public void tryCleanupOnError() {
            HEARD.add("clean up");
            throw new IllegalStateException("gone already");
        }
    }

    @Test
    void anOutputFormatIsOpenedWrittenAndClosedAndTakesBackWhatItFailedAt() throws Exception {
        TestFormat format = new TestFormat();
        OutputFormatSinkFunction<String> sink = new OutputFormatSinkFunction<>(format);
        assertThat(sink.getFormat()).isSameAs(format);
        assertThatThrownBy(format::getRuntimeContext).hasMessageContaining("has not been initialized");
        sink.setInputType(Types.STRING, new ExecutionConfig());
        try (var harness = new OneInputStreamOperatorTestHarness<>(new StreamSink<>(sink), 128, 2, 1)) {
            harness.open();
            harness.processElement("a");
            assertThatThrownBy(() -> harness.processElement("full")).hasMessage("no space");
        }
        assertThat(HEARD)
                .containsExactly(
                        "type String", "configure {}", "open 1 of 2, attempt 0", "a", "full", "clean up", "close");
        HEARD.clear();
        HEARD.add("cannot close");
        OutputFormatSinkFunction<String> closing = new OutputFormatSinkFunction<>(new TestFormat());
        assertThatThrownBy(closing::close).hasMessage("still no space");
        assertThat(HEARD).containsExactly("cannot close", "close", "clean up");
    }

    /** Opened as release 1 has it. */
    private static final class Older implements OutputFormat<String> {
        @Override
        public void configure(Configuration parameters) {}

        @Override
        public void open(int taskNumber, int numTasks) throws IOException {
            HEARD.add("open " + taskNumber + " of " + numTasks);
        }

        @Override
        public void writeRecord(String record) {
            HEARD.add(record);
        }

        @Override
        public void close() {
            HEARD.add("close");
        }
    }

    /** Has neither way to open. */
    private static final class Unopened implements OutputFormat<String> {
        @Override
        public void configure(Configuration parameters) {}

        @Override
        public void writeRecord(String record) {}

        @Override
        public void close() {}
    }

    @Test
    void aStreamIsWrittenThroughAnOutputFormat() throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
        env.fromData("a", "b").writeUsingOutputFormat(new TestFormat());
        env.fromData("c").writeUsingOutputFormat(new Older());
        env.execute();
        assertThat(HEARD)
                .contains("type String", "open 0 of 1, attempt 0", "a", "b", "open 0 of 1", "c")
                .doesNotContain("clean up");
        assertThat(Collections.frequency(HEARD, "close")).isEqualTo(2);
        env.fromData("d").writeUsingOutputFormat(new Unopened());
        assertThatThrownBy(env::execute).hasMessageContaining("Unopened must override open(InitializationContext)");
    }
}
