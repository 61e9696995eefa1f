package io.yarnflink.taskmanager;

import java.util.LinkedHashSet;
import java.util.Set;

/** Tasks that were canceled before they came; should a delayed message bring one, it must not start. Main thread only. */
final class CanceledEarly {
    /** Messages are not delayed for longer than it takes to cancel so many tasks. */
    private static final int MOST = 10_000;

    private final Set<String> executionIds = new LinkedHashSet<>();

    void add(String executionId) {
        executionIds.add(executionId);
        if (executionIds.size() > MOST) {
            executionIds.remove(executionIds.iterator().next());
        }
    }

    boolean contains(String executionId) {
        return executionIds.contains(executionId);
    }
}
