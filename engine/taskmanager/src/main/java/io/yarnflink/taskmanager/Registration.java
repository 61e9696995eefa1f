package io.yarnflink.taskmanager;

import io.yarnflink.transport.protocol.RegisterTaskManager;
import io.yarnflink.transport.protocol.TaskManagerResources;
import io.yarnflink.transport.rpc.Address;
import java.time.Duration;
import java.util.function.Supplier;

/** What a TaskManager tells the ResourceManager about itself. */
record Registration(TaskExecutorConfig config, TaskManagerServices services, Supplier<Address> self) {

    RegisterTaskManager message() {
        SlotResources resources = config.resources();
        return RegisterTaskManager.newBuilder()
                .setTaskManagerId(config.taskManagerId())
                .setHost(services.process().host())
                .setTaskExecutor(TaskExecutor.peerAddress(self.get()))
                .setDataHost(services.network().host())
                .setDataPort(services.network().port())
                .setResources(new TaskManagerResources(
                        resources.slots(), resources.cpu(), resources.heap(), resources.managed(), resources.network()))
                .setStartedAt(config.startedAt())
                .setRegisteredAt(services.process().clock().wallMillis())
                .build();
    }

    String taskManagerId() {
        return config.taskManagerId();
    }

    Duration timeout() {
        return config.patience().registration();
    }
}
