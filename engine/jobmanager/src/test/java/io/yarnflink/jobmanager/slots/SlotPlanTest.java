package io.yarnflink.jobmanager.slots;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.graph.JobGraph;
import io.yarnflink.jobmanager.JobGraphs;
import io.yarnflink.transport.rpc.Address;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotPlanTest {
    private final JobGraph graph = JobGraphs.graph(
            List.of(JobGraphs.vertex("Read", 3, "default"), JobGraphs.vertex("Count", 3, "default")),
            JobGraphs.allToAll(0, 1));
    private final SlotPlan plan = new SlotPlan(graph);

    @Test
    void whatSharedALostSlotSharesTheOneThatReplacesItAndAllElseStays() {
        Map<SubtaskId, Slot> before = plan.over(List.of(slot("a"), slot("b"), slot("c")));
        Map<SubtaskId, Slot> after = plan.over(List.of(slot("a"), slot("c"), slot("d")));
        assertThat(after).hasSize(6);
        before.forEach(
                (subtask, slot) -> assertThat(after.get(subtask)).isEqualTo(slot.equals(slot("b")) ? slot("d") : slot));
    }

    @Test
    void allSlotsMayBeReplaced() {
        plan.over(List.of(slot("a"), slot("b"), slot("c")));
        assertThat(plan.over(List.of(slot("x"), slot("y"), slot("z"))).values())
                .containsOnly(slot("x"), slot("y"), slot("z"));
    }

    private static Slot slot(String name) {
        return new Slot(
                "allocation-" + name,
                0,
                new TaskManagerPeer("tm-" + name, name, new Address(name, 1, "taskexecutor"), name, 2));
    }
}
