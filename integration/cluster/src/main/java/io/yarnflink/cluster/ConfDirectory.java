package io.yarnflink.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes settings as the XML files Hadoop reads from a configuration directory. */
final class ConfDirectory {
    private ConfDirectory() {}

    /** Each key goes to the file that may set it: a later default file would undo it elsewhere. */
    static void write(Path dir, Map<String, String> settings) throws IOException {
        Map<String, StringBuilder> files = new TreeMap<>();
        new TreeMap<>(settings)
                .forEach((key, value) -> files.computeIfAbsent(fileOf(key), f -> new StringBuilder())
                        .append("  <property><name>")
                        .append(escaped(key))
                        .append("</name><value>")
                        .append(escaped(value))
                        .append("</value></property>\n"));
        Files.createDirectories(dir);
        for (Map.Entry<String, StringBuilder> file : files.entrySet()) {
            Files.writeString(
                    dir.resolve(file.getKey()),
                    "<?xml version=\"1.0\"?>\n<configuration>\n" + file.getValue() + "</configuration>\n");
        }
    }

    private static String fileOf(String key) {
        if (key.startsWith("dfs.")) {
            return "hdfs-site.xml";
        }
        if (key.startsWith("yarn.scheduler.capacity.")) {
            return "capacity-scheduler.xml";
        }
        return key.startsWith("yarn.") ? "yarn-site.xml" : "core-site.xml";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
