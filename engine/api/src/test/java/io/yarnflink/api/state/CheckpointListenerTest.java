package io.yarnflink.api.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointListenerTest {
    @Test
    void aListenerHearsOfCompletionsAndOnlyOnRequestOfAbortions() throws Exception {
        List<Long> completed = new ArrayList<>();
        CheckpointListener listener = completed::add;
        listener.notifyCheckpointComplete(3);
        listener.notifyCheckpointAborted(4);
        assertThat(completed).containsExactly(3L);
    }
}
