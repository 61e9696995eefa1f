package io.yarnflink.taskmanager.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.NestedCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import io.yarnflink.api.windowing.evictors.TimestampedValue;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TimestampedValueSerializerTest {
    private final TimestampedValueSerializer<Long> serializer =
            new TimestampedValueSerializer<>(LongSerializer.INSTANCE);

    @Test
    void itsSnapshotRestoresIt() throws IOException {
        assertThat(stored().restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(stored())
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void anotherValueTypeIsRefused() throws IOException {
        var other = new TimestampedValueSerializer<>(StringSerializer.INSTANCE);
        assertThat(NestedCompatibility.resolve(other.snapshotConfiguration(), stored())
                        .getReason())
                .contains("a value with a timestamp: values were stored as nullable LongSerializer, but the program"
                        + " reads them as StringSerializer");
    }

    private TypeSerializerSnapshot<TimestampedValue<Long>> stored() throws IOException {
        var view = new ByteArrayOutputView(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(view, serializer.snapshotConfiguration());
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new ByteArrayInputView(view.toByteArray()), getClass().getClassLoader());
    }
}
