package io.yarnflink.api.io;

import java.io.IOException;

/** Turns objects into bytes together with a version that later readers are given. */
public interface SimpleVersionedSerializer<E> {
    int getVersion();

    byte[] serialize(E obj) throws IOException;

    E deserialize(int version, byte[] serialized) throws IOException;
}
