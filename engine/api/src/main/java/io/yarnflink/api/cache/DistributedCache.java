package io.yarnflink.api.cache;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.ConfigurationTexts;
import io.yarnflink.api.configuration.PipelineOptions;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.tuple.Tuple2;
import java.io.File;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The files that a program registered, as they lie where a function runs; any thread. */
public class DistributedCache {
    private final Map<String, Future<Path>> files;

    /** A file or folder that was registered, and whether it is to be executable. */
    public static class DistributedCacheEntry implements Serializable {
        private static final long serialVersionUID = 1L;

        public String filePath;
        public Boolean isExecutable;

        public DistributedCacheEntry(String filePath, Boolean isExecutable) {
            this.filePath = Objects.requireNonNull(filePath, "file path is null");
            this.isExecutable = Objects.requireNonNull(isExecutable, "executable is null");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof DistributedCacheEntry entry
                    && entry.filePath.equals(filePath)
                    && entry.isExecutable.equals(isExecutable);
        }

        @Override
        public int hashCode() {
            return Objects.hash(filePath, isExecutable);
        }

        @Override
        public String toString() {
            return filePath + (isExecutable ? " (executable)" : "");
        }
    }

    /** {@code files} are the local copies by name, some of them still on their way. */
    public DistributedCache(Map<String, Future<Path>> files) {
        this.files = Map.copyOf(files);
    }

    /** The local copy of what was registered under {@code name}; waits for it. */
    public File getFile(String name) {
        Future<Path> file = files.get(Objects.requireNonNull(name, "name is null"));
        if (file == null) {
            throw new IllegalArgumentException("No file '" + name + "' was registered with registerCachedFile, only "
                    + files.keySet().stream().sorted().toList());
        }
        try {
            return new File(file.get().getPath());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the cached file '" + name + "'", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("the cached file '" + name + "' is not here: " + cause, cause);
        }
    }

    /** Adds one to the files that {@code configuration} registers. */
    public static void writeFileInfoToConfig(String name, DistributedCacheEntry entry, Configuration configuration) {
        List<String> texts = new ArrayList<>(configuration.get(PipelineOptions.CACHED_FILES, List.of()));
        texts.add(text(name, entry));
        configuration.set(PipelineOptions.CACHED_FILES, texts);
    }

    /** The files that {@code configuration} registers, by name. */
    public static Set<Map.Entry<String, DistributedCacheEntry>> readFileInfoFromConfig(Configuration configuration) {
        Map<String, DistributedCacheEntry> entries = new LinkedHashMap<>();
        parseCachedFilesFromString(configuration.get(PipelineOptions.CACHED_FILES, List.of()))
                .forEach(file -> entries.putIfAbsent(file.f0, file.f1));
        return entries.entrySet();
    }

    /** Reads texts such as {@code name:model,path:'hdfs:///model',executable:false}. */
    public static List<Tuple2<String, DistributedCacheEntry>> parseCachedFilesFromString(List<String> files) {
        return files.stream().map(DistributedCache::parse).toList();
    }

    private static Tuple2<String, DistributedCacheEntry> parse(String text) {
        Map<String, String> parts = ConfigurationTexts.pairs(text);
        String name = parts.get("name");
        String path = parts.get("path");
        if (name == null || path == null) {
            throw new IllegalArgumentException(
                    "a cached file needs a name and a path, as in name:model,path:'hdfs:///model', but got " + text);
        }
        return Tuple2.of(name, new DistributedCacheEntry(path, Boolean.valueOf(parts.get("executable"))));
    }

    private static String text(String name, DistributedCacheEntry entry) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("name", Objects.requireNonNull(name, "name is null"));
        parts.put("path", entry.filePath);
        parts.put("executable", String.valueOf(entry.isExecutable));
        return ConfigurationTexts.format(parts);
    }

    /** The name of a cached file on any local disk: the same wherever nothing speaks against it. */
    public static String fileName(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("..", "%2E%2E")
                .replaceAll("^\\.$", "%2E");
    }
}
