package io.yarnflink.jobmanager.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobStateTest {
    private static final JobFailure FAILURE = JobFailure.engine("broken");
    private static final List<JobState> ALL = List.of(
            new JobState.WaitingForSlots(),
            new JobState.Deploying(0),
            new JobState.Running(),
            new JobState.Restarting(1, FAILURE),
            new JobState.Failing(FAILURE),
            new JobState.Cancelling(),
            new JobState.Finished(),
            new JobState.Canceled(),
            new JobState.Failed(FAILURE));

    @Test
    void exactlyTheseStepsAreAllowed() {
        List<String> allowed = ALL.stream()
                .flatMap(from -> ALL.stream().filter(to -> mayGo(from, to)).map(to -> name(from) + " -> " + name(to)))
                .toList();
        assertThat(allowed)
                .containsExactly(
                        "WaitingForSlots -> Deploying",
                        "WaitingForSlots -> Restarting",
                        "WaitingForSlots -> Failing",
                        "WaitingForSlots -> Cancelling",
                        "WaitingForSlots -> Finished",
                        "Deploying -> Running",
                        "Deploying -> Restarting",
                        "Deploying -> Failing",
                        "Deploying -> Cancelling",
                        "Running -> Restarting",
                        "Running -> Failing",
                        "Running -> Cancelling",
                        "Running -> Finished",
                        "Restarting -> Deploying",
                        "Restarting -> Restarting",
                        "Restarting -> Failing",
                        "Restarting -> Cancelling",
                        "Restarting -> Finished",
                        "Failing -> Failing",
                        "Failing -> Finished",
                        "Failing -> Failed",
                        "Cancelling -> Canceled");
    }

    @Test
    void aForbiddenStepIsNamed() {
        assertThatThrownBy(() -> new JobState.Finished().to(new JobState.Failing(FAILURE)))
                .hasMessageContaining("from Finished to Failing");
    }

    @Test
    void aFailureIsAlwaysOneLine() {
        assertThat(JobFailure.engine("first\n   second\r\nthird\n").line()).isEqualTo("first second third");
    }

    private static boolean mayGo(JobState from, JobState to) {
        try {
            return from.to(to) == to;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static String name(JobState state) {
        return state.getClass().getSimpleName();
    }
}
