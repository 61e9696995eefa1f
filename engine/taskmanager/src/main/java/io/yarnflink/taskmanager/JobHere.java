package io.yarnflink.taskmanager;

import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.transport.protocol.SubmitTask;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tasks of one job here share. Main thread only. */
final class JobHere {
    private final JobClasses classes;
    private final JobExchange exchange;
    private final Set<String> started = new HashSet<>();
    private @Nullable JobCheckpoints checkpoints;

    JobHere(JobClasses classes, JobExchange exchange) {
        this.classes = classes;
        this.exchange = exchange;
    }

    JobClasses classes() {
        return classes;
    }

    JobExchange exchange() {
        return exchange;
    }

    /** All that ever were here, however they ended. */
    Set<String> started() {
        return started;
    }

    /** The checkpoints of the job, when its tasks take any. */
    Optional<JobCheckpoints> checkpoints() {
        return Optional.ofNullable(checkpoints);
    }

    /** As above, for a task that the leader of that epoch begins. */
    Optional<JobCheckpoints> checkpoints(SubmitTask task, SnapshotServices services, String taskManagerId, long epoch) {
        if (checkpoints != null) {
            checkpoints.follow(epoch);
        } else if (task.getCheckpoints() != null) {
            checkpoints = JobCheckpoints.open(task.getCheckpoints(), services, taskManagerId, epoch);
        }
        return checkpoints();
    }
}
