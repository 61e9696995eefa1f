package io.yarnflink.taskmanager;

import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.classes.JobFiles;
import io.yarnflink.taskmanager.classes.UserClasses;
import io.yarnflink.taskmanager.task.TaskRunner;
import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.rpc.RpcService;
import java.util.function.Supplier;

/** What a TaskManager stands on. */
public record TaskManagerServices(
        RpcService rpc,
        DataNetwork network,
        TaskRunner taskRunner,
        UserClasses userClasses,
        Supplier<JobFiles> jobFiles,
        ProcessEnvironment process,
        LoadMeter load,
        SnapshotServices snapshots) {}
