package io.yarnflink.taskmanager.channels;

import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.exchange.Backpressure;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.ElementCodec;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.exchange.InputChannel;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import io.yarnflink.taskmanager.exchange.Wakeup;
import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.data.SubpartitionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The channels of one job in one TaskManager. Whether two subtasks exchange by reference or through the network is
 * decided here and nowhere else: by whether they run in the same TaskManager. Any thread.
 */
public final class JobExchange {
    private final String taskManagerId;
    private final DataNetwork network;
    private final ExchangeSettings settings;
    private final Map<SubpartitionId, LocalChannel> localChannels = new ConcurrentHashMap<>();

    public JobExchange(String taskManagerId, DataNetwork network, ExchangeSettings settings) {
        this.taskManagerId = taskManagerId;
        this.network = network;
        this.settings = settings;
    }

    /** The ends of channels that one task holds; the task's thread opens them, whoever ends the task releases them. */
    public final class TaskChannels {
        private final Backpressure backpressure;
        private final Wakeup task;
        private final TaskBuffers buffers = new TaskBuffers(network);
        private final List<Runnable> releases = new ArrayList<>();

        private TaskChannels(Backpressure backpressure, Wakeup task) {
            this.backpressure = backpressure;
            this.task = task;
        }

        /** Begins to produce a subpartition for a consumer. */
        public OutputChannel<?> output(Consumer consumer, TypeSerializer<Object> serializer, boolean keyed) {
            if (isHere(consumer.taskManagerId())) {
                LocalChannel channel = localChannel(consumer.subpartition());
                channel.attachProducer(task);
                LocalOutput output = new LocalOutput(channel, serializer, keyed, settings, backpressure);
                releases.add(() -> letGo(consumer.subpartition(), channel, output));
                return output;
            }
            RemoteOutput output = new RemoteOutput(consumer, buffers, serializer, keyed, settings, backpressure, task);
            buffers.add(output);
            network.publish(consumer.subpartition(), output);
            releases.add(() -> output.close(() -> network.withdraw(consumer.subpartition())));
            return output;
        }

        /** The task is to consume a subpartition, which is nobody's when the task ends, begun or not. */
        public void consumes(SubpartitionId subpartition) {
            releases.add(() -> localChannels.remove(subpartition));
        }

        /** Begins to consume a subpartition. */
        public InputChannel input(Producer producer, TypeSerializer<Object> serializer) {
            if (isHere(producer.taskManagerId())) {
                LocalChannel channel = localChannel(producer.subpartition());
                channel.attachConsumer(task);
                return new LocalInput(channel, new ElementCodec(serializer));
            }
            RemoteInput input = RemoteInput.open(network, producer, serializer, settings.channelSlots(), task);
            releases.add(input::close);
            return input;
        }

        /** Lets go of all channels; after the task's last step. */
        public void release() {
            releases.forEach(Runnable::run);
            releases.clear();
        }
    }

    private record LocalInput(LocalChannel channel, ElementCodec codec) implements InputChannel {
        @Override
        public @Nullable Element poll() {
            return channel.poll();
        }

        @Override
        public long bytes() {
            return 0;
        }
    }

    public TaskChannels channelsOf(Backpressure backpressure, Wakeup task) {
        return new TaskChannels(backpressure, task);
    }

    /** How many subpartitions are handed over here. */
    int localSubpartitions() {
        return localChannels.size();
    }

    /** What ended before its time is of no use to a consumer that has not come yet, and perhaps went already. */
    private void letGo(SubpartitionId subpartition, LocalChannel channel, LocalOutput output) {
        if (!output.isThrough()) {
            localChannels.remove(subpartition, channel);
        }
    }

    private boolean isHere(String otherTaskManagerId) {
        return taskManagerId.equals(otherTaskManagerId);
    }

    private LocalChannel localChannel(SubpartitionId id) {
        return localChannels.computeIfAbsent(
                id, unused -> new LocalChannel(settings.channelSlots(), settings.channelBytes()));
    }
}
