package io.yarnflink.api.windowing.windows;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.SimpleTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.ImmutableSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The one window that everything belongs to. */
public class GlobalWindow extends Window {
    private static final GlobalWindow INSTANCE = new GlobalWindow();

    private GlobalWindow() {}

    public static GlobalWindow get() {
        return INSTANCE;
    }

    @Override
    public long maxTimestamp() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GlobalWindow;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "GlobalWindow";
    }

    /** Writes the window as one byte. */
    public static class Serializer extends ImmutableSerializer<GlobalWindow> {
        @Override
        public GlobalWindow createInstance() {
            return INSTANCE;
        }

        @Override
        public GlobalWindow copy(GlobalWindow from) {
            return from;
        }

        @Override
        public GlobalWindow copy(GlobalWindow from, GlobalWindow reuse) {
            return from;
        }

        @Override
        public GlobalWindow deserialize(GlobalWindow reuse, DataInputView source) throws IOException {
            return deserialize(source);
        }

        @Override
        public int getLength() {
            return Byte.BYTES;
        }

        @Override
        public void serialize(GlobalWindow window, DataOutputView target) throws IOException {
            target.writeByte(0);
        }

        @Override
        public GlobalWindow deserialize(DataInputView source) throws IOException {
            source.readByte();
            return INSTANCE;
        }

        @Override
        public TypeSerializerSnapshot<GlobalWindow> snapshotConfiguration() {
            return new GlobalWindowSerializerSnapshot();
        }

        /** The snapshot of the serializer, which has no configuration. */
        public static final class GlobalWindowSerializerSnapshot extends SimpleTypeSerializerSnapshot<GlobalWindow> {
            public GlobalWindowSerializerSnapshot() {
                super(Serializer::new);
            }
        }
    }
}
