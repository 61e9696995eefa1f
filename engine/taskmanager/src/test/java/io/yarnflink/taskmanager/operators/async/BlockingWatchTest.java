package io.yarnflink.taskmanager.operators.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BlockingWatchTest {
    private final BlockingWatch watch = new BlockingWatch("lookup");

    @Test
    void aFunctionThatBlocksAgainAndAgainIsNamedOnceWithWhatToDo() {
        assertThat(watch.took(TimeUnit.MILLISECONDS.toNanos(99))).isEmpty();
        assertThat(watch.took(TimeUnit.MILLISECONDS.toNanos(100))).isEmpty();
        assertThat(watch.took(TimeUnit.SECONDS.toNanos(3))).isEmpty();
        assertThat(watch.took(TimeUnit.MILLISECONDS.toNanos(150)))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains("'lookup'")
                        .contains("150 ms")
                        .contains("executor")
                        .contains("ResultFuture"));
        assertThat(watch.took(TimeUnit.SECONDS.toNanos(3))).isEmpty();
    }
}
