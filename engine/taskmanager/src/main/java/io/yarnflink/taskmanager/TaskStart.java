package io.yarnflink.taskmanager;

import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.task.TaskRunner;

/** What a task starts with. */
record TaskStart(
        TaskRunner.Lane lane, ClassLoader userCode, ProcessEnvironment process, JobExchange.TaskChannels channels) {}
