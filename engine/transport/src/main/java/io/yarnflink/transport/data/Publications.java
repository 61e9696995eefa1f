package io.yarnflink.transport.data;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The subpartitions of this process, and the consumers that came before theirs was published; any thread. */
final class Publications {
    private static final int MAX_REMEMBERED = 4096;

    private final Map<SubpartitionId, DataNetwork.Producer> producers = new HashMap<>();
    private final Map<SubpartitionId, ProducingChannel> consumers = new HashMap<>();
    /** Those withdrawn lately, so that a consumer that comes too late need not wait for what will never be. */
    private final Set<SubpartitionId> withdrawn = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SubpartitionId, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    });

    void publish(SubpartitionId id, DataNetwork.Producer producer) {
        ProducingChannel waiting;
        synchronized (this) {
            if (producers.putIfAbsent(id, producer) != null) {
                throw new IllegalStateException(id + " is published already");
            }
            withdrawn.remove(id);
            waiting = consumers.get(id);
        }
        if (waiting != null) {
            waiting.attach(producer);
        }
    }

    void withdraw(SubpartitionId id) {
        ProducingChannel attached;
        synchronized (this) {
            producers.remove(id);
            withdrawn.add(id);
            attached = consumers.remove(id);
        }
        if (attached != null) {
            attached.gone("the producer withdrew the subpartition");
        }
    }

    /** Why {@code channel} may not consume its subpartition; empty when it may, now or as soon as it is published. */
    Optional<String> consume(ProducingChannel channel) {
        SubpartitionId id = channel.id();
        DataNetwork.@Nullable Producer producer;
        synchronized (this) {
            if (withdrawn.contains(id)) {
                return Optional.of("the producer has withdrawn the subpartition");
            }
            if (consumers.putIfAbsent(id, channel) != null) {
                return Optional.of("the subpartition has a consumer already");
            }
            producer = producers.get(id);
        }
        if (producer != null) {
            channel.attach(producer);
        }
        return Optional.empty();
    }

    /** {@code channel} consumes no more. */
    synchronized void release(ProducingChannel channel) {
        consumers.remove(channel.id(), channel);
    }
}
