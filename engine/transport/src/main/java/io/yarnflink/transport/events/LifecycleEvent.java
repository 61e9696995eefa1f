package io.yarnflink.transport.events;

import java.util.Map;
import java.util.TreeMap;

/** One step happened: where, when (milliseconds since the epoch, of that host's clock) and with which ids. */
public record LifecycleEvent(
        LifecycleStep step, String component, String host, long wallMillis, Map<String, String> ids) {
    public LifecycleEvent {
        ids = java.util.Collections.unmodifiableMap(new TreeMap<>(ids));
    }
}
