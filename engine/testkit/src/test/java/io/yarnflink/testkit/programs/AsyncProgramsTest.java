package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.AsyncDataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.async.AsyncFunction;
import io.yarnflink.api.functions.async.ResultFuture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asynchronous requests in running jobs, where only time can help. */
@Timeout(60)
class AsyncProgramsTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    /** Never answers. */
    private static final class Silent implements AsyncFunction<Integer, String> {
        @Override
        public void asyncInvoke(Integer input, ResultFuture<String> result) {}

        @Override
        public void timeout(Integer input, ResultFuture<String> result) {
            result.complete(List.of(input + " timed out"));
        }
    }

    @Test
    void requestsTimeOutAlsoWhileTheOperatorIsFullAndAfterTheEndOfInput() throws Exception {
        env.setParallelism(1);
        assertThat(AsyncDataStream.orderedWait(env.fromData(1, 2, 3), new Silent(), 20, TimeUnit.MILLISECONDS, 1)
                        .executeAndCollect(10))
                .containsExactly("1 timed out", "2 timed out", "3 timed out");
    }
}
