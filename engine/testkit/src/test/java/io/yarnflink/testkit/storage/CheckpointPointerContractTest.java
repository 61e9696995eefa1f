package io.yarnflink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.jobmanager.ha.CheckpointPointer;
import io.yarnflink.state.checkpoint.StaleEpochException;
import org.junit.jupiter.api.Test;

/** What every pointer promises, in memory and in ZooKeeper. */
abstract class CheckpointPointerContractTest {

    /** That of one job, as a process sees it that may lead under that epoch. */
    abstract CheckpointPointer pointer(long epoch) throws Exception;

    @Test
    void atFirstThereIsNone() throws Exception {
        assertThat(pointer(1).open()).isEmpty();
        assertThat(pointer(2).open()).isEmpty();
    }

    @Test
    void theNextLeaderReadsWhatTheLastOneNamed() throws Exception {
        CheckpointPointer first = pointer(1);
        first.open();
        first.moveTo(0);
        assertThat(pointer(2).open()).hasValue(0);
        CheckpointPointer third = pointer(3);
        third.open();
        third.moveTo(5);
        third.moveTo(9);
        assertThat(third.open()).hasValue(9);
        assertThat(pointer(7).open()).hasValue(9);
    }

    @Test
    void toNameTheSameAgainChangesNothing() throws Exception {
        CheckpointPointer pointer = pointer(1);
        pointer.open();
        pointer.moveTo(0);
        pointer.moveTo(3);
        pointer.moveTo(3);
        assertThat(pointer(2).open()).hasValue(3);
    }

    @Test
    void onceAnotherLeadsTheEarlierOneMovesNothing() throws Exception {
        CheckpointPointer earlier = pointer(1);
        earlier.open();
        earlier.moveTo(0);
        earlier.moveTo(1);
        CheckpointPointer later = pointer(2);
        assertThat(later.open()).hasValue(1);
        assertThatThrownBy(() -> earlier.moveTo(2)).isInstanceOf(StaleEpochException.class);
        later.moveTo(2);
        assertThatThrownBy(() -> earlier.moveTo(3)).isInstanceOf(StaleEpochException.class);
        assertThat(pointer(3).open()).hasValue(2);
    }

    @Test
    void whoseEpochIsBelowThatOfTheLeaderOpensNothing() throws Exception {
        pointer(2).open();
        assertThatThrownBy(() -> pointer(1).open())
                .isInstanceOf(StaleEpochException.class)
                .hasMessageContaining("Epoch 1 has been superseded");
    }
}
