package io.yarnflink.connectors.files;

import io.yarnflink.api.io.SimpleVersionedSerializer;

/** Puts all records into the sink's own folder. */
public class BasePathBucketAssigner<T> implements BucketAssigner<T, String> {
    @Override
    public String getBucketId(T element, Context context) {
        return "";
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "BasePathBucketAssigner";
    }
}
