package io.yarnflink.connectors.files;

/** Ends part files at every checkpoint, and whenever else a subclass has it. */
public abstract class CheckpointRollingPolicy<IN, BucketID> implements RollingPolicy<IN, BucketID> {
    @Override
    public final boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) {
        return true;
    }

    /** What builders of such policies have in common. */
    public abstract static class PolicyBuilder<IN, BucketID, T extends PolicyBuilder<IN, BucketID, T>> {
        @SuppressWarnings("unchecked") // A builder extends this with itself.
        protected T self() {
            return (T) this;
        }

        public abstract CheckpointRollingPolicy<IN, BucketID> build();
    }
}
