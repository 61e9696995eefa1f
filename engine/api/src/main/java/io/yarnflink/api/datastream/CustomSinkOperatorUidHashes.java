package io.yarnflink.api.datastream;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hashes under which the state of a sink's parts was kept. A sink is one operator here, with the state of its writer and of
 * what it commits, and has the first of the hashes that is set, in the order of the records' way.
 */
public class CustomSinkOperatorUidHashes {
    /** None is set. */
    public static final CustomSinkOperatorUidHashes DEFAULT = builder().build();

    private final @Nullable String writerUidHash;
    private final @Nullable String committerUidHash;
    private final @Nullable String globalCommitterUidHash;

    private CustomSinkOperatorUidHashes(SinkOperatorUidHashesBuilder builder) {
        writerUidHash = builder.writerUidHash;
        committerUidHash = builder.committerUidHash;
        globalCommitterUidHash = builder.globalCommitterUidHash;
    }

    public static SinkOperatorUidHashesBuilder builder() {
        return new SinkOperatorUidHashesBuilder();
    }

    public @Nullable String getWriterUidHash() {
        return writerUidHash;
    }

    public @Nullable String getCommitterUidHash() {
        return committerUidHash;
    }

    public @Nullable String getGlobalCommitterUidHash() {
        return globalCommitterUidHash;
    }

    Optional<String> ofSink() {
        return Stream.of(
                        Optional.ofNullable(writerUidHash),
                        Optional.ofNullable(committerUidHash),
                        Optional.ofNullable(globalCommitterUidHash))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Collects the hashes. */
    public static class SinkOperatorUidHashesBuilder {
        private @Nullable String writerUidHash;
        private @Nullable String committerUidHash;
        private @Nullable String globalCommitterUidHash;

        public SinkOperatorUidHashesBuilder() {}

        public SinkOperatorUidHashesBuilder setWriterUidHash(String uidHash) {
            writerUidHash = OperatorSettings.uidHash(uidHash);
            return this;
        }

        public SinkOperatorUidHashesBuilder setCommitterUidHash(String uidHash) {
            committerUidHash = OperatorSettings.uidHash(uidHash);
            return this;
        }

        public SinkOperatorUidHashesBuilder setGlobalCommitterUidHash(String uidHash) {
            globalCommitterUidHash = OperatorSettings.uidHash(uidHash);
            return this;
        }

        public CustomSinkOperatorUidHashes build() {
            return new CustomSinkOperatorUidHashes(this);
        }
    }
}
