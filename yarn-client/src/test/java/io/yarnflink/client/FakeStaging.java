package io.yarnflink.client;

import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.staging.launch.ContainerFile;
import io.yarnflink.transport.events.LifecycleEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;

/** Files in memory. */
public final class FakeStaging implements Staging {
    /** What lies in the application's folder. */
    public final Map<String, byte[]> files = new ConcurrentHashMap<>();

    /** What lies in staging of any application. */
    public final List<ApplicationStaging.Staged> staged = new CopyOnWriteArrayList<>();

    public final List<LifecycleEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final List<String> calls;
    private volatile boolean full;
    private volatile boolean slow;

    FakeStaging(List<String> calls) {
        this.calls = calls;
    }

    /** From now on nothing can be written. */
    public void fill() {
        full = true;
    }

    /** From now on the archive takes its time. */
    public void slowDown() {
        slow = true;
    }

    public void store(Outcome outcome) {
        outcomes.put(outcome.applicationId(), outcome);
    }

    @Override
    public CachedFiles cache(List<LocalFile> locals) {
        calls.add("cache");
        List<ContainerFile> cached = new ArrayList<>();
        locals.forEach(local -> cached.add(file(local.link())));
        return new CachedFiles(cached, 10, 1000);
    }

    @Override
    public Folders create(String applicationId) {
        calls.add("stage");
        return new Folders("hdfs://nn/staging/" + applicationId, "hdfs://nn/history");
    }

    @Override
    public ContainerFile write(String applicationId, String name, byte[] content) throws ClientException {
        if (full) {
            throw new ClientException(ExitCode.STAGING, name + " cannot be written: quota exceeded");
        }
        files.put(name, content);
        return file(name);
    }

    @Override
    public CachedFiles bring(String applicationId, String link, String path) {
        files.put(link, path.getBytes(StandardCharsets.UTF_8));
        return new CachedFiles(List.of(file(link), file(link + "/below")), 5, 0);
    }

    private static ContainerFile file(String link) {
        return new ContainerFile(link, URI.create("hdfs://nn/x"), 1, 1, LocalResourceVisibility.APPLICATION);
    }

    @Override
    public Optional<byte[]> read(String applicationId, String name) {
        return Optional.ofNullable(files.get(name));
    }

    @Override
    public void remove(String applicationId) {
        calls.add("remove");
        staged.removeIf(folder -> folder.applicationId().equals(applicationId));
        files.clear();
    }

    @Override
    public List<ApplicationStaging.Staged> staged() {
        return List.copyOf(staged);
    }

    @Override
    public byte[] jobSite() {
        return "<configuration/>".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String user() {
        return "alice";
    }

    @Override
    public void archiveEvents(String applicationId, List<LifecycleEvent> archived) {
        if (slow) {
            LockSupport.parkNanos(500_000_000);
        }
        events.addAll(archived);
    }

    @Override
    public List<LifecycleEvent> events(String applicationId) {
        return applicationId.equals(FakeCluster.APPLICATION) ? List.copyOf(events) : List.of();
    }

    @Override
    public Optional<Outcome> outcome(String applicationId) {
        return Optional.ofNullable(outcomes.get(applicationId));
    }
}
