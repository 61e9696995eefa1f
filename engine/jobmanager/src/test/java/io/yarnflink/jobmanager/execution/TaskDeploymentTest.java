package io.yarnflink.jobmanager.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.graph.JobEdge;
import io.yarnflink.jobmanager.JobGraphs;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.jobmanager.slots.SlotSharing;
import io.yarnflink.jobmanager.slots.TaskManagerPeer;
import io.yarnflink.transport.protocol.ChannelSpec;
import io.yarnflink.transport.protocol.InputSpec;
import io.yarnflink.transport.protocol.OutputSpec;
import io.yarnflink.transport.protocol.PeerAddress;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.rpc.Address;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskDeploymentTest {
    private static final PeerAddress JOB_MASTER = new PeerAddress("am", 1, "jobmaster");

    @Test
    void channelsAndSubpartitionsOfAnExchangeNameOneAnother() {
        ExecutionGraph executions = deployed(JobGraphs.allToAll(0, 1));
        SubmitTask producer = describe(executions, 0, 1);
        SubmitTask consumer = describe(executions, 1, 0);

        OutputSpec output = producer.getOutputs().get(0);
        assertThat(output.getConsumerSubtasks()).containsExactly(0, 1);
        assertThat(output.getConsumerTaskManagers()).containsExactly("tm-a", "tm-b");
        assertThat(output.getConsumerMaxParallelism()).isEqualTo(128);

        List<ChannelSpec> channels = consumer.getInputs().get(0).getChannels();
        assertThat(channels).hasSize(2);
        ChannelSpec remote = channels.get(1);
        assertThat(remote.getProducerExecutionId()).isEqualTo(producer.getExecutionId());
        assertThat(remote.getProducerName()).isEqualTo("Read (2/2)");
        assertThat(remote.getSubpartition()).isZero();
        assertThat(remote.getTaskManagerId()).isEqualTo("tm-b");
        assertThat(remote.getDataHost()).isEqualTo("b.data");
    }

    @Test
    void aUnionOfAStreamWithItselfReadsTwoOutputsThroughOneInput() {
        JobEdge edge = JobGraphs.pointwise(0, 1);
        ExecutionGraph executions = deployed(edge, edge);
        assertThat(describe(executions, 0, 0).getOutputs())
                .extracting(OutputSpec::getOutput)
                .containsExactly(0, 1);
        List<InputSpec> inputs = describe(executions, 1, 0).getInputs();
        assertThat(inputs).hasSize(1);
        assertThat(inputs.get(0).getChannels())
                .extracting(ChannelSpec::getOutput)
                .containsExactly(0, 1);
    }

    private static ExecutionGraph deployed(JobEdge... edges) {
        ExecutionGraph executions = new ExecutionGraph(
                JobGraphs.graph(
                        List.of(JobGraphs.vertex("Read", 2, "default"), JobGraphs.vertex("Count", 2, "default")),
                        edges),
                1);
        executions.assign(SlotSharing.assign(executions.jobGraph(), List.of(slot("a", 1), slot("b", 0))));
        return executions;
    }

    private static Slot slot(String name, int index) {
        Address address = new Address(name, 7, "taskexecutor");
        return new Slot(
                "allocation-" + name, index, new TaskManagerPeer("tm-" + name, name, address, name + ".data", 8));
    }

    private static SubmitTask describe(ExecutionGraph executions, int vertex, int subtask) {
        return new TaskDeployment(executions, JOB_MASTER, TaskDeployment.Checkpoints.NONE)
                .describe(executions.executionsOf(vertex).get(subtask));
    }
}
