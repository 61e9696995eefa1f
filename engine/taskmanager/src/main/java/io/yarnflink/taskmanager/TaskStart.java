package io.yarnflink.taskmanager;

import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.task.TaskRunner;

/** What a task starts with. */
record TaskStart(
        TaskRunner.Lane lane, JobClasses classes, ProcessEnvironment process, JobExchange.TaskChannels channels) {}
