package io.yarnflink.am.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.jobmanager.resources.ContainerProvider;
import io.yarnflink.staging.launch.ContainerExit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class YarnContainersTest {
    private final SteppedMainThread mainThread = new SteppedMainThread();
    private final YarnContainers containers = new YarnContainers(mainThread);
    private final RecordingYarn yarn = new RecordingYarn();
    private final RecordingListener heard = new RecordingListener();

    @Test
    void whatIsWantedBeforeTheRegistrationIsRequestedAfterIt() {
        containers.start(heard);
        containers.want(2);
        mainThread.run();
        assertThat(yarn.calls).isEmpty();
        containers.registered(yarn, Map.of());
        mainThread.run();
        assertThat(yarn.calls).containsExactly("poll 50", "request 2");
    }

    @Test
    void whatAnEarlierAttemptStartedIsHeldAndCountsAgainstWhatIsWanted() {
        containers.start(heard);
        containers.want(3);
        containers.registered(yarn, Map.of("c1", "a", "c2", "b"));
        mainThread.run();
        assertThat(heard.calls).containsExactly("recovered {c1=a, c2=b}");
        assertThat(yarn.calls).containsExactly("poll 50", "request 1");
        containers.release("c1");
        containers.completed("c1", new ContainerExit(-100, "Container released by application"));
        mainThread.run();
        assertThat(yarn.calls).contains("release c1");
        assertThat(heard.calls.get(1)).startsWith("completed c1");
    }

    @Test
    void whoListensLaterHearsOfItToo() {
        containers.registered(yarn, Map.of("c1", "a"));
        containers.start(heard);
        mainThread.run();
        assertThat(heard.calls).containsExactly("recovered {c1=a}");
    }

    @Test
    void anAllocatedContainerWithdrawsItsRequestAndIsHeardOf() {
        startWith(2);
        containers.allocated("c1", "a");
        mainThread.run();
        assertThat(yarn.calls).containsExactly("request -1");
        assertThat(heard.calls).containsExactly("allocated c1 a");
    }

    @Test
    void aContainerBeyondWhatIsWantedIsReleasedAndNeverHeardOf() {
        startWith(1);
        containers.allocated("c1", "a");
        containers.allocated("c2", "a");
        containers.completed("c2", new ContainerExit(-100, "Container released by application"));
        mainThread.run();
        assertThat(yarn.calls).containsExactly("request -1", "poll 1000", "release c2");
        assertThat(heard.calls).containsExactly("allocated c1 a");
    }

    @Test
    void wantingFewerWithdrawsRequests() {
        startWith(3);
        containers.want(1);
        containers.want(0);
        mainThread.run();
        assertThat(yarn.calls).containsExactly("request -2", "request -1", "poll 1000");
    }

    @Test
    void aContainerIsLaunchedAndItsEndIsHeardOfWithItsCause() {
        startWith(1);
        containers.allocated("c1", "a");
        containers.launch("c1");
        containers.started("c1");
        containers.completed("c1", new ContainerExit(137, ""));
        containers.completed("c1", new ContainerExit(137, ""));
        mainThread.run();
        assertThat(yarn.calls).contains("start c1");
        assertThat(heard.calls)
                .containsExactly(
                        "allocated c1 a",
                        "completed c1 TASK_MANAGER_LOST killed (exit status 137, SIGKILL: by hand, or by the kernel"
                                + " for want of memory)");
    }

    @Test
    void aContainerThatHadTooLittleMemoryIsToldSo() {
        startWith(1);
        containers.allocated("c1", "a");
        containers.completed(
                "c1", new ContainerExit(3, "Terminating due to java.lang.OutOfMemoryError: Java heap space"));
        mainThread.run();
        assertThat(heard.calls)
                .endsWith(
                        "completed c1 CONTAINER_MEMORY ran out of Java heap or metaspace (exit status 3); raise"
                                + " taskmanager.memory.process.size: Terminating due to java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void aContainerThatCannotBeStartedIsReleased() {
        startWith(1);
        containers.allocated("c1", "a");
        containers.launch("c1");
        containers.startFailed("c1", "no route to host");
        mainThread.run();
        assertThat(yarn.calls).endsWith("start c1", "release c1");
        assertThat(heard.calls).endsWith("completed c1 TASK_MANAGER_LOST could not be started: no route to host");
    }

    @Test
    void aReleasedContainerIsHeardOfWhenYarnHasEndedIt() {
        startWith(1);
        containers.allocated("c1", "a");
        containers.release("c1");
        containers.release("unknown");
        mainThread.run();
        assertThat(yarn.calls).endsWith("poll 1000", "release c1");
        containers.completed("c1", new ContainerExit(-100, "Container released by application"));
        mainThread.run();
        assertThat(heard.calls)
                .endsWith("completed c1 TASK_MANAGER_LOST lost with its node, or released (exit status -100):"
                        + " Container released by application");
    }

    @Test
    void aFullClusterIsAskedCalmlyAfterAWhile() {
        startWith(1);
        mainThread.pass(Duration.ofSeconds(14));
        assertThat(yarn.calls).isEmpty();
        mainThread.pass(Duration.ofSeconds(1));
        assertThat(yarn.calls).containsExactly("poll 1000");
        containers.want(2);
        mainThread.run();
        assertThat(yarn.calls).containsExactly("poll 1000", "request 1", "poll 50");
    }

    @Test
    void aRefusalIsHeardOfWhenContainersAreWanted() {
        containers.start(heard);
        containers.refused("too large");
        mainThread.run();
        assertThat(heard.calls).isEmpty();
        containers.want(1);
        mainThread.run();
        assertThat(heard.calls).containsExactly("unavailable RESOURCES too large");
    }

    private void startWith(int wanted) {
        containers.start(heard);
        containers.registered(yarn, Map.of());
        containers.want(wanted);
        mainThread.run();
        yarn.calls.clear();
    }

    private static final class RecordingYarn implements YarnCluster {
        final List<String> calls = new ArrayList<>();

        @Override
        public void request(int count) {
            calls.add("request " + count);
        }

        @Override
        public void release(String containerId) {
            calls.add("release " + containerId);
        }

        @Override
        public void start(String containerId) {
            calls.add("start " + containerId);
        }

        @Override
        public void pollEvery(Duration interval) {
            calls.add("poll " + interval.toMillis());
        }
    }

    private static final class RecordingListener implements ContainerProvider.Listener {
        final List<String> calls = new ArrayList<>();

        @Override
        public void recovered(Map<String, String> found) {
            if (!found.isEmpty()) {
                calls.add("recovered " + new TreeMap<>(found));
            }
        }

        @Override
        public void allocated(String containerId, String host) {
            calls.add("allocated " + containerId + " " + host);
        }

        @Override
        public void completed(String containerId, String cause, String code) {
            calls.add("completed " + containerId + " " + code + " " + cause);
        }

        @Override
        public void unavailable(String cause, String code) {
            calls.add("unavailable " + code + " " + cause);
        }
    }
}
