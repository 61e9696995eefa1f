package io.yarnflink.api.configuration;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values by key; typed through {@link ConfigOption}s. */
public class Configuration implements ReadableConfig, Serializable {
    private final TreeMap<String, String> values;

    public Configuration() {
        values = new TreeMap<>();
    }

    public Configuration(Configuration other) {
        values = new TreeMap<>(other.values);
    }

    public static Configuration fromMap(Map<String, String> map) {
        Configuration configuration = new Configuration();
        configuration.values.putAll(map);
        return configuration;
    }

    @Override
    public <T> T get(ConfigOption<T> option) {
        return getOptional(option)
                .or(() -> Optional.ofNullable(option.defaultValue()))
                .orElseThrow(() -> new IllegalArgumentException(option.key() + " is not set and has no default"));
    }

    public <T> T get(ConfigOption<T> option, T overrideDefault) {
        return getOptional(option).orElse(overrideDefault);
    }

    @Override
    public <T> Optional<T> getOptional(ConfigOption<T> option) {
        return Optional.ofNullable(values.get(option.key())).map(option::parse);
    }

    public <T> Configuration set(ConfigOption<T> option, T value) {
        values.put(option.key(), option.format(value));
        return this;
    }

    /** Forgets the value; says whether there was one. */
    public <T> boolean removeConfig(ConfigOption<T> option) {
        return values.remove(option.key()) != null;
    }

    public void setString(String key, String value) {
        values.put(key, value);
    }

    public @Nullable String getString(String key, @Nullable String defaultValue) {
        return values.getOrDefault(key, defaultValue);
    }

    public boolean contains(ConfigOption<?> option) {
        return values.containsKey(option.key());
    }

    public boolean containsKey(String key) {
        return values.containsKey(key);
    }

    /** Values of {@code other} win. */
    public void addAll(Configuration other) {
        values.putAll(other.values);
    }

    /** All values, sorted by key. */
    public Map<String, String> toMap() {
        return new TreeMap<>(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Configuration configuration && configuration.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
