package io.yarnflink.api.state;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map per key; its values may be null. */
public interface MapState<UK, UV> extends State {
    @Nullable
    UV get(UK key) throws Exception;

    void put(UK key, @Nullable UV value) throws Exception;

    void putAll(Map<UK, UV> map) throws Exception;

    void remove(UK key) throws Exception;

    boolean contains(UK key) throws Exception;

    /** The current key's entries, whose {@code setValue} writes through; empty, never null, when there are none. */
    Iterable<Map.Entry<UK, UV>> entries() throws Exception;

    Iterable<UK> keys() throws Exception;

    Iterable<UV> values() throws Exception;

    Iterator<Map.Entry<UK, UV>> iterator() throws Exception;

    boolean isEmpty() throws Exception;
}
