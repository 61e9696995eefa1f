package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.transport.protocol.ListJobs;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class FencingTest {
    private final ControlPlane plane = new ControlPlane(ContainerConditions.good(), ControlPlane.resources(2));

    @Test
    void whoFollowsAnOlderLeaderIsRefusedByName() {
        CompletableFuture<SpecificRecord> answer = askUnder(ControlPlane.EPOCH - 1);
        assertThatThrownBy(answer::get)
                .cause()
                .isInstanceOfSatisfying(
                        RpcException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(RpcException.Code.STALE_EPOCH));
        assertThat(plane.superseded).isEmpty();
    }

    @Test
    void aMessageFromANewerLeaderMakesThisOneStepDown() {
        CompletableFuture<SpecificRecord> answer = askUnder(ControlPlane.EPOCH + 1);
        assertThat(answer).isCompletedExceptionally();
        assertThat(plane.superseded).containsExactly("epoch 6 follows this leader's epoch 5");
    }

    private CompletableFuture<SpecificRecord> askUnder(long epoch) {
        CompletableFuture<SpecificRecord> answer =
                plane.client.ask(plane.jobManager.dispatcherAddress(), epoch, new ListJobs(), Duration.ofSeconds(5));
        plane.until("answered", answer::isDone);
        return answer;
    }
}
