package io.yarnflink.taskmanager;

import io.yarnflink.state.checkpoint.SnapshotWriter;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.task.StateReader;
import io.yarnflink.taskmanager.task.TaskRunner;
import java.util.Optional;

/** What a task starts with; {@code snapshots} only when it takes checkpoints. */
record TaskStart(
        TaskRunner.Lane lane,
        JobClasses classes,
        ProcessEnvironment process,
        JobExchange.TaskChannels channels,
        StateReader state,
        Optional<SnapshotWriter> snapshots) {}
