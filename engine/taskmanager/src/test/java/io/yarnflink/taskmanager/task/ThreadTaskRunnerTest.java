package io.yarnflink.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.taskmanager.exchange.Outlet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadTaskRunnerTest {

    @Test
    void aSignalThatComesWhileTheTaskWaitsForSpaceIsNotLost() throws Exception {
        TaskRunner.Lane lane = new ThreadTaskRunner().lane("waits", ThreadTaskRunnerTest.class.getClassLoader());
        CompletableFuture<Integer> steppedAgain = new CompletableFuture<>();
        lane.start(new Steps() {
            private int steps;

            @Override
            public Progress step() {
                steps++;
                if (steps == 1) {
                    lane.awaitSpace(new FullOnce(lane));
                    return Progress.IDLE;
                }
                steppedAgain.complete(steps);
                return Progress.DONE;
            }

            @Override
            public long idleNanos() {
                return Long.MAX_VALUE;
            }
        });
        assertThat(steppedAgain.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void nothingInterruptsATaskThatCleansUp() throws Exception {
        TaskRunner.Lane lane = new ThreadTaskRunner().lane("cleans", ThreadTaskRunnerTest.class.getClassLoader());
        CompletableFuture<List<Boolean>> interrupted = new CompletableFuture<>();
        lane.start(new Steps() {
            @Override
            public Progress step() {
                lane.cancel();
                boolean before = Thread.currentThread().isInterrupted();
                lane.beginCleanUp();
                boolean atFirst = Thread.currentThread().isInterrupted();
                lane.cancel();
                interrupted.complete(
                        List.of(before, atFirst, Thread.currentThread().isInterrupted()));
                return Progress.DONE;
            }

            @Override
            public long idleNanos() {
                return Long.MAX_VALUE;
            }
        });
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).containsExactly(true, false, false);
    }

    /** Has no space at first; when it is asked, input comes and space too, with one signal for both. */
    private static final class FullOnce implements Outlet {
        private final TaskRunner.Lane lane;
        private boolean asked;

        FullOnce(TaskRunner.Lane lane) {
            this.lane = lane;
        }

        @Override
        public boolean drain() {
            boolean hasSpace = asked;
            if (!asked) {
                asked = true;
                lane.wake();
            }
            return hasSpace;
        }

        @Override
        public void flush() {
            drain();
        }

        @Override
        public void flushIfConsumerIdle() {
            drain();
        }

        @Override
        public long records() {
            return 0;
        }

        @Override
        public long bytes() {
            return 0;
        }
    }
}
