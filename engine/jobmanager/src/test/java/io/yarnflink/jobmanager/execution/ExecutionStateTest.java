package io.yarnflink.jobmanager.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.jobmanager.JobGraphs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExecutionStateTest {

    @ParameterizedTest
    @EnumSource
    void aTerminalStateIsNeverLeftAndEveryOtherCanEnd(ExecutionState state) {
        if (state.isTerminal()) {
            assertThat(ExecutionState.values()).noneMatch(state::mayBecome);
        } else {
            assertThat(state.mayBecome(ExecutionState.CANCELED)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noStateFollowsItselfOrLeadsBackToTheStart(ExecutionState state) {
        assertThat(state.mayBecome(state)).isFalse();
        assertThat(state.mayBecome(ExecutionState.CREATED)).isFalse();
    }

    @Test
    void anExecutionRefusesAForbiddenStepAndNamesItself() {
        ExecutionGraph graph = new ExecutionGraph(JobGraphs.graph(List.of(JobGraphs.vertex("Count", 2, "default"))), 1);
        Execution execution = graph.executionsOf(0).get(1);
        assertThatThrownBy(() -> execution.become(ExecutionState.RUNNING))
                .hasMessageContaining("Count (2/2)")
                .hasMessageContaining("CREATED to RUNNING");
    }
}
