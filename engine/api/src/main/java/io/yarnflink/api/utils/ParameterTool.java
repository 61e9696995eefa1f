package io.yarnflink.api.utils;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.configuration.Configuration;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Parameters with one value each, from the command line, a properties file, a map or the JVM. */
public class ParameterTool extends AbstractParameterTool {
    protected final Map<String, String> data;

    private ParameterTool(Map<String, String> data) {
        this.data = copyOf(data);
        unrequestedParameters.addAll(data.keySet());
    }

    /** Reads {@code --name value} and {@code -name value}; of a name given twice the last value counts. */
    public static ParameterTool fromArgs(String[] args) {
        Map<String, String> map = new HashMap<>();
        readArguments(args, map::put);
        return new ParameterTool(map);
    }

    public static ParameterTool fromMap(Map<String, String> map) {
        return new ParameterTool(requireNonNull(map, "the map of parameters is null"));
    }

    public static ParameterTool fromPropertiesFile(String path) throws IOException {
        return fromPropertiesFile(new File(path));
    }

    public static ParameterTool fromPropertiesFile(File file) throws IOException {
        if (!file.exists()) {
            throw new FileNotFoundException("Properties file " + file.getAbsolutePath() + " does not exist");
        }
        try (InputStream in = new FileInputStream(file)) {
            return fromPropertiesFile(in);
        }
    }

    /** Does not close {@code inputStream}. */
    public static ParameterTool fromPropertiesFile(InputStream inputStream) throws IOException {
        Properties properties = new Properties();
        properties.load(inputStream);
        return of(properties);
    }

    public static ParameterTool fromSystemProperties() {
        return of(System.getProperties());
    }

    private static ParameterTool of(Properties properties) {
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return new ParameterTool(map);
    }

    @Override
    public int getNumberOfParameters() {
        return data.size();
    }

    @Override
    public @Nullable String get(String key) {
        requested(key);
        return data.get(key);
    }

    @Override
    public boolean has(String value) {
        requested(value);
        return data.containsKey(value);
    }

    public Configuration getConfiguration() {
        return Configuration.fromMap(data);
    }

    public Properties getProperties() {
        Properties properties = new Properties();
        properties.putAll(data);
        return properties;
    }

    /** As {@link #createPropertiesFile(String, boolean)}, replacing the file. */
    public void createPropertiesFile(String pathToFile) throws IOException {
        createPropertiesFile(pathToFile, true);
    }

    /** Writes the parameters that were asked for, with their defaults: a file to begin with. */
    public void createPropertiesFile(String pathToFile, boolean overwrite) throws IOException {
        Path path = Path.of(pathToFile);
        if (!overwrite && Files.exists(path)) {
            throw new RuntimeException("File " + pathToFile + " exists and overwriting is not allowed");
        }
        Properties defaults = new Properties();
        defaults.putAll(defaultData);
        try (OutputStream out =
                Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            defaults.store(out, "The parameters of the program and their defaults");
        }
    }

    /** Both parameters' values; those of {@code other} win. */
    public ParameterTool mergeWith(ParameterTool other) {
        Map<String, String> both = new HashMap<>(data);
        both.putAll(other.data);
        return requestedInEither(new ParameterTool(both), data.keySet(), other, other.data.keySet());
    }

    @Override
    public Map<String, String> toMap() {
        return data;
    }

    @Override
    protected Object clone() throws CloneNotSupportedException {
        return new ParameterTool(data);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterTool tool
                && getClass() == tool.getClass()
                && data.equals(tool.data)
                && defaultData.equals(tool.defaultData)
                && unrequestedParameters.equals(tool.unrequestedParameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(data, defaultData, unrequestedParameters);
    }
}
