package io.yarnflink.staging;

import io.yarnflink.api.configuration.Configuration;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The effective configuration as a flat properties file, sorted by key. */
public final class SettingsFile {
    private SettingsFile() {}

    public static byte[] write(Configuration configuration) {
        Properties properties = new Properties();
        configuration.toMap().forEach(properties::setProperty);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        // The store's first line is the time of writing, which would make equal settings differ.
        return text.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    public static Configuration read(byte[] bytes) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return Configuration.fromMap(values);
    }
}
