package io.yarnflink.api.utils;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parameters that may be given several times, each with another value. */
public class MultipleParameterTool extends AbstractParameterTool {
    protected final Map<String, Collection<String>> data;

    private MultipleParameterTool(Map<String, Collection<String>> data) {
        this.data = copyOf(data);
        unrequestedParameters.addAll(data.keySet());
    }

    /** Reads {@code --name value} and {@code -name value}; all values of a name count, in their order. */
    public static MultipleParameterTool fromArgs(String[] args) {
        Map<String, Collection<String>> map = new HashMap<>();
        readArguments(args, (key, value) -> add(map, key, List.of(value)));
        return new MultipleParameterTool(map);
    }

    public static MultipleParameterTool fromMultiMap(Map<String, Collection<String>> multiMap) {
        return new MultipleParameterTool(requireNonNull(multiMap, "the map of parameters is null"));
    }

    private static void add(Map<String, Collection<String>> map, String key, Collection<String> values) {
        map.computeIfAbsent(key, unknown -> new ArrayList<>()).addAll(values);
    }

    @Override
    public int getNumberOfParameters() {
        return data.size();
    }

    /** Null when the parameter is not there; fails when it has several values. */
    @Override
    public @Nullable String get(String key) {
        Collection<String> values = getMultiParameter(key);
        if (values == null) {
            return null;
        }
        if (values.size() != 1) {
            throw new IllegalStateException("Key " + key + " should have one value only, but has " + values);
        }
        return values.iterator().next();
    }

    @Override
    public boolean has(String value) {
        requested(value);
        return data.containsKey(value);
    }

    /** All values of the parameter, or null when it is not there. */
    public @Nullable Collection<String> getMultiParameter(String key) {
        requested(key);
        return data.get(key);
    }

    public Collection<String> getMultiParameterRequired(String key) {
        Collection<String> values = getMultiParameter(key);
        if (values == null) {
            throw new RuntimeException("No data for required key '" + key + "': give it as --" + key + " VALUE");
        }
        return values;
    }

    public Map<String, Collection<String>> toMultiMap() {
        return data;
    }

    /** Both parameters' values, those of {@code other} behind the others. */
    public MultipleParameterTool mergeWith(MultipleParameterTool other) {
        Map<String, Collection<String>> both = new HashMap<>();
        data.forEach((key, values) -> add(both, key, values));
        other.data.forEach((key, values) -> add(both, key, values));
        return requestedInEither(new MultipleParameterTool(both), data.keySet(), other, other.data.keySet());
    }

    /** The last value of each parameter. */
    @Override
    public Map<String, String> toMap() {
        Map<String, String> last = new HashMap<>();
        data.forEach((key, values) -> {
            last.put(key, NO_VALUE_KEY);
            values.forEach(value -> last.put(key, value));
        });
        return last;
    }

    @Override
    protected Object clone() throws CloneNotSupportedException {
        return new MultipleParameterTool(data);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MultipleParameterTool tool
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
