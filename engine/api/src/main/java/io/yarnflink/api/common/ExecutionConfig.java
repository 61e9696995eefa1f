package io.yarnflink.api.common;

import io.yarnflink.api.serialization.SerializerConfig;
import io.yarnflink.api.serialization.SerializerConfigImpl;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Settings of one program that reach every task. */
public class ExecutionConfig implements Serializable {
    /** Stands for "use the environment's parallelism". */
    public static final int PARALLELISM_DEFAULT = -1;

    private int parallelism = PARALLELISM_DEFAULT;
    private int maxParallelism = PARALLELISM_DEFAULT;
    private final SerializerConfigImpl serializerConfig = new SerializerConfigImpl();
    private boolean objectReuse;
    private long autoWatermarkInterval = Duration.ofMillis(200).toMillis();
    private GlobalJobParameters globalJobParameters = new GlobalJobParameters();

    public int getParallelism() {
        return parallelism;
    }

    public ExecutionConfig setParallelism(int parallelism) {
        if (parallelism < 1 && parallelism != PARALLELISM_DEFAULT) {
            throw new IllegalArgumentException("parallelism must be at least 1, was " + parallelism);
        }
        this.parallelism = parallelism;
        return this;
    }

    public int getMaxParallelism() {
        return maxParallelism;
    }

    public void setMaxParallelism(int maxParallelism) {
        if (maxParallelism < 1 || maxParallelism > 1 << 15) {
            throw new IllegalArgumentException("max parallelism must lie in 1..32768, was " + maxParallelism);
        }
        this.maxParallelism = maxParallelism;
    }

    /** A config of one program's serializers alone. */
    public static ExecutionConfig withSerializers(SerializerConfig config) {
        var execution = new ExecutionConfig();
        if (config.hasGenericTypesDisabled()) {
            execution.disableGenericTypes();
        }
        config.getRegisteredPojoTypes().forEach(execution::registerPojoType);
        return execution;
    }

    public SerializerConfig getSerializerConfig() {
        return serializerConfig;
    }

    /** Refuses types that only Java serialization can write, naming them, when the program is submitted. */
    public void disableGenericTypes() {
        serializerConfig.setGenericTypes(false);
    }

    public void enableGenericTypes() {
        serializerConfig.setGenericTypes(true);
    }

    public boolean hasGenericTypesDisabled() {
        return serializerConfig.hasGenericTypesDisabled();
    }

    /** Names a POJO class beforehand, which changes nothing: POJOs are found where they are used. */
    public void registerPojoType(Class<?> type) {
        serializerConfig.registerPojoType(type);
    }

    @SuppressWarnings("NonApiType") // The users' signature.
    public LinkedHashSet<Class<?>> getRegisteredPojoTypes() {
        return serializerConfig.getRegisteredPojoTypes();
    }

    /** Lets chained operators share one mutable object instead of copies. */
    public ExecutionConfig enableObjectReuse() {
        objectReuse = true;
        return this;
    }

    public ExecutionConfig disableObjectReuse() {
        objectReuse = false;
        return this;
    }

    /** How often watermarks are made periodically, in milliseconds; 0 for never. */
    public ExecutionConfig setAutoWatermarkInterval(long interval) {
        if (interval < 0) {
            throw new IllegalArgumentException("Auto watermark interval must not be negative, was " + interval);
        }
        autoWatermarkInterval = interval;
        return this;
    }

    public long getAutoWatermarkInterval() {
        return autoWatermarkInterval;
    }

    public boolean isObjectReuseEnabled() {
        return objectReuse;
    }

    public GlobalJobParameters getGlobalJobParameters() {
        return globalJobParameters;
    }

    /** Lets every function of the program read {@code parameters}, of which their map is kept. */
    public void setGlobalJobParameters(GlobalJobParameters parameters) {
        // The engine reads these settings without the program's classes, and so takes no class of theirs along.
        globalJobParameters = new MapParameters(parameters.toMap());
    }

    /** What a program's functions may read by name wherever they run. */
    public static class GlobalJobParameters implements Serializable {
        /** The parameters by name; empty unless a subclass has some. */
        public Map<String, String> toMap() {
            return Map.of();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other != null && getClass() == other.getClass();
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    /** Parameters as they travel. */
    private static final class MapParameters extends GlobalJobParameters {
        private final TreeMap<String, String> values;

        MapParameters(Map<String, String> values) {
            this.values = new TreeMap<>(values);
        }

        @Override
        public Map<String, String> toMap() {
            return Collections.unmodifiableMap(values);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof MapParameters parameters && parameters.values.equals(values);
        }

        @Override
        public int hashCode() {
            return values.hashCode();
        }
    }
}
