package io.yarnflink.api.transformation;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.operators.ChainingStrategy;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.MissingTypeInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One step of a program: what it makes from its inputs, and how it shall run. */
public abstract sealed class Transformation<T>
        permits SourceTransformation,
                TwoInputTransformation,
                SideOutputTransformation,
                OneInputTransformation,
                UnionTransformation,
                PartitionTransformation,
                SinkTransformation {
    private final int id;
    private String name;
    private @Nullable TypeInformation<T> outputType;
    private @Nullable String description;
    private @Nullable String uid;
    private @Nullable String uidHash;
    private final Map<String, String> metricVariables = new HashMap<>();
    private long bufferTimeout = -1;
    private @Nullable String slotSharingGroup;
    private int parallelism = ExecutionConfig.PARALLELISM_DEFAULT;
    private int maxParallelism = ExecutionConfig.PARALLELISM_DEFAULT;
    private ChainingStrategy chainingStrategy = ChainingStrategy.ALWAYS;

    /** {@code outputType} null or a stand-in means "cannot be inferred": using it before {@code returns(..)} fails. */
    protected Transformation(int id, String name, @Nullable TypeInformation<T> outputType) {
        this.id = id;
        this.name = name;
        this.outputType = outputType;
    }

    public abstract List<Transformation<?>> inputs();

    /** Unique within one environment, in the order of creation. */
    public int id() {
        return id;
    }

    public String name() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** Empty while it is not known. */
    public Optional<TypeInformation<T>> outputType() {
        return missingType().isPresent() ? Optional.empty() : Optional.ofNullable(outputType);
    }

    /** Why the output type is not known, where that is known. */
    public Optional<MissingTypeInfo> missingType() {
        TypeInformation<?> type = outputType;
        return type instanceof MissingTypeInfo missing ? Optional.of(missing) : Optional.empty();
    }

    public void setOutputType(TypeInformation<T> outputType) {
        this.outputType = outputType;
    }

    /** What the operator does, for people; the name when there is none. */
    public String description() {
        return description == null ? name : description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public Optional<String> uid() {
        return Optional.ofNullable(uid);
    }

    public void setUid(String uid) {
        this.uid = uid;
    }

    /** The operator's id itself, 32 hexadecimal digits. */
    public Optional<String> uidHash() {
        return Optional.ofNullable(uidHash);
    }

    public void setUidHash(String uidHash) {
        this.uidHash = uidHash;
    }

    public Map<String, String> metricVariables() {
        return Map.copyOf(metricVariables);
    }

    public void addMetricVariable(String key, String value) {
        metricVariables.put(key, value);
    }

    /** The longest that records may wait to be sent, in milliseconds; -1 when the environment's bound applies. */
    public long bufferTimeout() {
        return bufferTimeout;
    }

    public void setBufferTimeout(long bufferTimeout) {
        this.bufferTimeout = bufferTimeout;
    }

    public Optional<String> slotSharingGroup() {
        return Optional.ofNullable(slotSharingGroup);
    }

    public void setSlotSharingGroup(String slotSharingGroup) {
        this.slotSharingGroup = slotSharingGroup;
    }

    /** {@link ExecutionConfig#PARALLELISM_DEFAULT} when the environment's applies. */
    public int parallelism() {
        return parallelism;
    }

    public void setParallelism(int parallelism) {
        this.parallelism = parallelism;
    }

    public int maxParallelism() {
        return maxParallelism;
    }

    public void setMaxParallelism(int maxParallelism) {
        this.maxParallelism = maxParallelism;
    }

    public ChainingStrategy chainingStrategy() {
        return chainingStrategy;
    }

    public void setChainingStrategy(ChainingStrategy chainingStrategy) {
        this.chainingStrategy = chainingStrategy;
    }
}
