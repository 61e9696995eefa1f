package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.transport.events.LifecycleEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the timeline of an application. */
@Command(
        name = "events",
        header = "Print the steps of an application with the milliseconds they took, during and after the run.")
final class EventsCommand extends ClusterCommand {
    @Mixin
    final ApplicationArgument application = new ApplicationArgument();

    EventsCommand(Session session) {
        super(session);
    }

    @Override
    void run(Cluster cluster) throws ClientException {
        List<LifecycleEvent> events = cluster.staging().events(application.id);
        if (events.isEmpty()) {
            ApplicationIds.check(application.id);
            throw new ClientException(
                    ExitCode.NOT_FOUND,
                    application.id + " has no events in the archive of "
                            + cluster.staging().user());
        }
        console().rows("event", timeline(events));
    }

    /** In the order of time; {@code durationMillis} is the time since the step before. */
    static List<Map<String, Object>> timeline(List<LifecycleEvent> events) {
        List<LifecycleEvent> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparingLong(LifecycleEvent::wallMillis).thenComparing(LifecycleEvent::step));
        List<Map<String, Object>> rows = new ArrayList<>();
        long first = ordered.get(0).wallMillis();
        long before = first;
        for (LifecycleEvent event : ordered) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("elapsedMillis", event.wallMillis() - first);
            row.put("durationMillis", event.wallMillis() - before);
            row.put("step", event.step().name());
            row.put("component", event.component());
            row.put("host", event.host());
            row.put("time", event.wallMillis());
            row.put("ids", ids(event));
            rows.add(row);
            before = event.wallMillis();
        }
        return rows;
    }

    private static String ids(LifecycleEvent event) {
        return event.ids().entrySet().stream()
                .map(id -> id.getKey() + "=" + id.getValue())
                .collect(Collectors.joining(" "));
    }
}
