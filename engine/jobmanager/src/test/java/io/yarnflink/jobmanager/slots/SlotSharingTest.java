package io.yarnflink.jobmanager.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.graph.JobGraph;
import io.yarnflink.jobmanager.JobGraphs;
import io.yarnflink.transport.rpc.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotSharingTest {

    @Test
    void aSlotHoldsOneSubtaskOfEachVertexOfItsGroup() {
        JobGraph graph = JobGraphs.graph(List.of(
                JobGraphs.vertex("Read", 2, "default"),
                JobGraphs.vertex("Count", 4, "default"),
                JobGraphs.vertex("Alone", 1, "isolated")));
        Map<SubtaskId, Slot> assigned = SlotSharing.assign(graph, slots(5, 1));
        assertThat(assigned).hasSize(7);
        for (int vertex = 0; vertex < 3; vertex++) {
            int index = vertex;
            List<Slot> used = assigned.entrySet().stream()
                    .filter(entry -> entry.getKey().vertex() == index)
                    .map(Map.Entry::getValue)
                    .toList();
            assertThat(used).doesNotHaveDuplicates();
        }
        assertThat(assigned.entrySet().stream()
                        .filter(entry -> entry.getKey().vertex() < 2)
                        .map(Map.Entry::getValue))
                .doesNotContain(assigned.get(new SubtaskId(2, 0)));
    }

    @Test
    void aNarrowVertexIsSpreadOverTheTaskManagers() {
        JobGraph graph = JobGraphs.graph(
                List.of(JobGraphs.vertex("Read", 2, "default"), JobGraphs.vertex("Count", 4, "default")));
        Map<SubtaskId, Slot> assigned = SlotSharing.assign(graph, slots(2, 2));
        assertThat(assigned.entrySet().stream()
                        .filter(entry -> entry.getKey().vertex() == 0)
                        .map(entry -> entry.getValue().taskManager().id()))
                .containsExactlyInAnyOrder("tm-0", "tm-1");
    }

    @Test
    void groupsTakeTheirSlotsFromAllTaskManagers() {
        JobGraph graph =
                JobGraphs.graph(List.of(JobGraphs.vertex("Read", 2, "first"), JobGraphs.vertex("Count", 2, "second")));
        Map<SubtaskId, Slot> assigned = SlotSharing.assign(graph, slots(2, 2));
        assertThat(assigned.values().stream()
                        .limit(2)
                        .map(slot -> slot.taskManager().id()))
                .containsExactly("tm-0", "tm-1");
    }

    @Test
    void theNumberOfSlotsMustFit() {
        JobGraph graph = JobGraphs.graph(List.of(JobGraphs.vertex("Read", 2, "default")));
        assertThatThrownBy(() -> SlotSharing.assign(graph, slots(3, 1)))
                .hasMessageContaining("needs 2 slots")
                .hasMessageContaining("3");
    }

    @Test
    void aPoolTakesNoMoreThanItNeedsAndTheSameSlotTwice() {
        SlotPool pool = new SlotPool(2);
        List<Slot> offered = slots(3, 1);
        assertThat(offered.stream().map(pool::offer)).containsExactly(true, true, false);
        assertThat(pool.offer(offered.get(0))).isTrue();
        assertThat(pool.removeTaskManager("tm-0")).containsExactly(offered.get(0));
        assertThat(pool.isComplete()).isFalse();
        assertThat(pool.offer(offered.get(2))).isTrue();
        assertThat(pool.clear()).containsExactly(offered.get(1), offered.get(2));
        assertThat(pool.held()).isZero();
    }

    private static List<Slot> slots(int taskManagers, int each) {
        List<Slot> slots = new ArrayList<>();
        for (int tm = 0; tm < taskManagers; tm++) {
            for (int slot = 0; slot < each; slot++) {
                Address address = new Address("host-" + tm, 7, "taskexecutor");
                TaskManagerPeer peer = new TaskManagerPeer("tm-" + tm, "host-" + tm, address, "host-" + tm, 8);
                slots.add(new Slot("allocation-" + tm + "-" + slot, slot, peer));
            }
        }
        return slots;
    }
}
