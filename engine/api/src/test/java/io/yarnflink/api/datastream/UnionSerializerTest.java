package io.yarnflink.api.datastream;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.operators.windowing.TaggedUnion;
import io.yarnflink.api.typeutils.NestedCompatibility;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class UnionSerializerTest {
    private final CoGroupedStreams.UnionSerializer<String, Long> serializer =
            new CoGroupedStreams.UnionSerializer<>(StringSerializer.INSTANCE, LongSerializer.INSTANCE);

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
    void aRefusalSaysOfWhichInputTheRecordIs() throws IOException {
        var other = new CoGroupedStreams.UnionSerializer<>(StringSerializer.INSTANCE, StringSerializer.INSTANCE);
        assertThat(NestedCompatibility.resolve(other.snapshotConfiguration(), stored())
                        .getReason())
                .contains("a record of the second input: values were stored as nullable LongSerializer, but the program"
                        + " reads them as StringSerializer");
    }

    @Test
    void theSnapshotHasTheSerializersOfBothSides() throws IOException {
        var snapshot = new CoGroupedStreams.UnionSerializerSnapshot<String, Long>();
        assertThat(snapshot.getCurrentOuterSnapshotVersion()).isEqualTo(1);
        TypeSerializer<?>[] nested = snapshot.getNestedSerializers(serializer);
        assertThat(nested).hasSize(2);
        assertThat(snapshot.createOuterSerializerWithNestedSerializers(nested)).isEqualTo(serializer);
    }

    private TypeSerializerSnapshot<TaggedUnion<String, Long>> stored() throws IOException {
        var view = new ByteArrayOutputView(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(view, serializer.snapshotConfiguration());
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new ByteArrayInputView(view.toByteArray()), getClass().getClassLoader());
    }
}
