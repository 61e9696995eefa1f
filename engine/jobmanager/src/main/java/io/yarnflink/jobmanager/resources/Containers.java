package io.yarnflink.jobmanager.resources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers of this application and how many more are asked for. ResourceManager's main thread only. */
final class Containers {
    private final ContainerProvider provider;
    private final Map<String, Container> all = new LinkedHashMap<>();
    private boolean allKnown;
    private int wanted;

    /** Where a container is on its way. */
    enum Phase {
        /** Its TaskManager has not registered yet. */
        STARTING,
        /** Of a leader before this one; its TaskManager has not registered here yet. */
        RECOVERED,
        REGISTERED,
        /** Told to end, or given back. */
        STOPPING
    }

    /** One container, and what it is doing. */
    record Container(String id, String host, Phase phase) {}

    Containers(ContainerProvider provider) {
        this.provider = provider;
    }

    /** Says how many more are wanted; returns whether that is more than before. */
    boolean want(int count) {
        if (count == wanted) {
            return false;
        }
        boolean more = count > wanted;
        wanted = count;
        provider.want(count);
        return more;
    }

    int wanted() {
        return wanted;
    }

    /** How many will have a TaskManager soon. */
    int starting() {
        return withoutTaskManager().size();
    }

    /** Takes over what an earlier leader started. */
    void recovered(String id, String host) {
        all.putIfAbsent(id, new Container(id, host, Phase.RECOVERED));
    }

    /** There are none but those heard of so far, and those to be allocated. */
    void allAreKnown() {
        allKnown = true;
    }

    boolean areAllKnown() {
        return allKnown;
    }

    /** Starts a TaskManager in the new container, or gives it back when none is wanted: YARN may grant too many. */
    boolean allocated(String id, String host) {
        if (all.containsKey(id)) {
            return false;
        }
        if (wanted == 0) {
            provider.release(id);
            return false;
        }
        wanted--;
        all.put(id, new Container(id, host, Phase.STARTING));
        provider.launch(id);
        return true;
    }

    Optional<Container> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** Its TaskManager may go on only if the container is known and not on its way out. */
    boolean registered(String id) {
        Container container = all.get(id);
        if (container == null || container.phase() == Phase.STOPPING) {
            return false;
        }
        all.put(id, new Container(id, container.host(), Phase.REGISTERED));
        return true;
    }

    void stopping(String id) {
        all.computeIfPresent(id, (key, container) -> new Container(id, container.host(), Phase.STOPPING));
    }

    /** Gives the container back, whatever runs in it. */
    void release(String id) {
        if (all.containsKey(id)) {
            stopping(id);
            provider.release(id);
        }
    }

    Optional<Container> completed(String id) {
        return Optional.ofNullable(all.remove(id));
    }

    /** The {@code count} that are starting and came last. */
    List<String> lastStarting(int count) {
        List<String> starting = new ArrayList<>(all.values().stream()
                .filter(container -> container.phase() == Phase.STARTING)
                .map(Container::id)
                .toList());
        return starting.subList(Math.max(0, starting.size() - count), starting.size());
    }

    /** Those whose TaskManagers have not registered. */
    List<String> withoutTaskManager() {
        return all.values().stream()
                .filter(container -> container.phase() == Phase.STARTING || container.phase() == Phase.RECOVERED)
                .map(Container::id)
                .toList();
    }

    List<String> ids() {
        return List.copyOf(all.keySet());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
