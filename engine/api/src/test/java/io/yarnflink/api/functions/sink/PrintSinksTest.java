package io.yarnflink.api.functions.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.functions.DefaultOpenContext;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.functions.TaskInfo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrintSinksTest {
    private final PrintStream standardOutput = System.out;
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void redirect() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(standardOutput);
        System.setErr(standardError);
    }

    @Test
    void functionsPrintAfterTheirIdentifierAndTheSubtaskWhenThereAreSeveral() throws Exception {
        print(new PrintSinkFunction<>(), 0, 1);
        print(new PrintSinkFunction<>(false), 1, 2);
        print(new PrintSinkFunction<>("words", false), 1, 2);
        print(new PrintSinkFunction<>("words", true), 0, 1);
        assertThat(lines(out)).containsExactly("v", "2> v", "words:2> v");
        assertThat(lines(err)).containsExactly("words> v");
        assertThat(new PrintSinkFunction<>()).hasToString("Print to System.out");
    }

    @Test
    void sinksPrintAlike() throws Exception {
        print(new PrintSink<>(), 0, 1);
        print(new PrintSink<>("words"), 1, 2);
        print(new PrintSink<>(true), 1, 2);
        print(new PrintSink<>("words", true), 0, 1);
        SinkWriter<String> old = new PrintSink<String>("old").createWriter(new Sink.InitContextWrapper(context(1, 2)));
        old.write("v", proxy(SinkWriter.Context.class, Map.of()));
        old.flush(true);
        assertThat(lines(out)).containsExactly("v", "words:2> v", "old:2> v");
        assertThat(lines(err)).containsExactly("2> v", "words> v");
        assertThat(new PrintSink<>(true)).hasToString("Print to System.err");
    }

    @Test
    void discardedRecordsLeaveNothingBehind() throws Exception {
        SinkWriter<String> writer =
                new io.yarnflink.api.functions.sink.v2.DiscardingSink<String>().createWriter(context(0, 1));
        writer.write("v", proxy(SinkWriter.Context.class, Map.of()));
        writer.flush(true);
        writer.close();
        new io.yarnflink.api.functions.sink.v2.DiscardingSink<String>()
                .createWriter(new Sink.InitContextWrapper(context(0, 1)))
                .flush(true);
        new DiscardingSink<String>().invoke("v");
        assertThat(lines(out)).isEmpty();
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void print(PrintSinkFunction<String> function, int subtask, int parallelism) throws Exception {
        function.setRuntimeContext(proxy(RuntimeContext.class, Map.of("getTaskInfo", task(subtask, parallelism))));
        function.open(DefaultOpenContext.INSTANCE);
        function.invoke("v");
    }

    private static void print(PrintSink<String> sink, int subtask, int parallelism) throws Exception {
        try (SinkWriter<String> writer = sink.createWriter(context(subtask, parallelism))) {
            writer.write("v", proxy(SinkWriter.Context.class, Map.of()));
            writer.flush(true);
        }
    }

    private static WriterInitContext context(int subtask, int parallelism) {
        return proxy(WriterInitContext.class, Map.of("getTaskInfo", task(subtask, parallelism)));
    }

    private static TaskInfo task(int subtask, int parallelism) {
        return proxy(
                TaskInfo.class, Map.of("getIndexOfThisSubtask", subtask, "getNumberOfParallelSubtasks", parallelism));
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return (T) Proxy.newProxyInstance(
                PrintSinksTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> answers.get(method.getName()));
    }
}
