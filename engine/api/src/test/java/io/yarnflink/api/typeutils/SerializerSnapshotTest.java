package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.Samples.Bag;
import io.yarnflink.api.typeutils.Samples.NightRide;
import io.yarnflink.api.typeutils.Samples.Ride;
import io.yarnflink.api.typeutils.serializers.IntSerializer;
import io.yarnflink.api.typeutils.serializers.ListSerializer;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"NullAway", "JavaUtilDate"}) // Nulls and old dates are among what is tested.
class SerializerSnapshotTest {
    private static final ClassLoader LOADER = SerializerSnapshotTest.class.getClassLoader();

    static Stream<TypeInformation<?>> types() {
        return Stream.concat(
                SerializersTest.randomTypes(),
                Stream.of(
                        Types.VOID,
                        TypeInformation.of(Date.class),
                        TypeInformation.of(UUID.class),
                        TypeInformation.of(int[].class),
                        TypeInformation.of(String[].class),
                        TypeInformation.of(Bag.class),
                        TypeInformation.of(new TypeHint<Set<Tuple2<Long, int[]>>>() {})));
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void everySerializerIsTheSameAfterItsSnapshotWasStored(TypeInformation<T> type) throws IOException {
        TypeSerializer<T> serializer = type.createSerializer(new ExecutionConfig());
        TypeSerializerSnapshot<T> snapshot = stored(serializer.snapshotConfiguration());
        TypeSerializer<T> restored = snapshot.restoreSerializer();
        assertThat(restored).isEqualTo(serializer).hasSameHashCodeAs(serializer);
        assertThat(resolve(type, snapshot)).hasToString("compatible as is");
        assertThat(stored(restored.snapshotConfiguration()).restoreSerializer()).isEqualTo(serializer);
    }

    @Test
    @SuppressWarnings("unchecked")
    void restoredSerializersReadAndWriteRandomValuesAsTheOriginalsDo() throws IOException {
        Random random = new Random(5);
        for (TypeInformation<?> type : SerializersTest.randomTypes().toList()) {
            var serializer = (TypeSerializer<Object>) type.createSerializer(new ExecutionConfig());
            TypeSerializer<Object> restored =
                    stored(serializer.snapshotConfiguration()).restoreSerializer();
            Object value = Samples.random(type, random);
            byte[] bytes = SerializerAssert.bytes(serializer, value);
            assertThat(SerializerAssert.read(restored, bytes)).isEqualTo(value);
            assertThat(SerializerAssert.bytes(restored, value)).isEqualTo(bytes);
            assertThat(restored.copy(value)).isEqualTo(value);
        }
    }

    @Test
    void aSnapshotHoldsTheSubclassesMetSoFar() throws IOException {
        TypeSerializer<Ride> serializer = TypeInformation.of(Ride.class).createSerializer(new ExecutionConfig());
        int before = bytes(serializer.snapshotConfiguration()).length;
        SerializerAssert.bytes(serializer, new NightRide());
        assertThat(bytes(serializer.snapshotConfiguration())).hasSizeGreaterThan(before);
        assertThat(resolve(TypeInformation.of(Ride.class), stored(serializer.snapshotConfiguration()))
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void aSimpleSnapshotIsCompatibleWithItsOwnClassAlone() throws IOException {
        var snapshot = new UserSerializers.Plain();
        assertThat(snapshot)
                .isEqualTo(new UserSerializers.Plain())
                .hasSameHashCodeAs(new UserSerializers.Plain())
                .isNotEqualTo(new UserSerializers.Silent());
        assertThat(snapshot).hasToString(UserSerializers.Plain.class.getName());
        assertThat(snapshot.getCurrentVersion()).isEqualTo(1);
        assertThat(snapshot.restoreSerializer()).isSameAs(LongSerializer.INSTANCE);
        assertThat(stored(snapshot).resolveSchemaCompatibility(snapshot).isCompatibleAsIs())
                .isTrue();
        assertThat(snapshot.resolveSchemaCompatibility(LongSerializer.INSTANCE.snapshotConfiguration()))
                .hasToString("incompatible: values were stored as LongSerializer, but the program reads them as "
                        + UserSerializers.Plain.class.getName());
        assertThatThrownBy(() -> snapshot.readSnapshot(9, new ByteArrayInputView(new byte[0]), LOADER))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has version 9, but this release reads versions 1 to 1");
        var empty = new ByteArrayOutputView(0);
        snapshot.writeSnapshot(empty);
        assertThat(empty.position()).isZero();
    }

    @Test
    void aCompositeSnapshotOfAUserHasAnOuterPartAndNestedOnes() throws IOException {
        var serializer = new UserSerializers.Tagged<>("t1", IntSerializer.INSTANCE);
        TypeSerializerSnapshot<List<Integer>> snapshot = stored(serializer.snapshotConfiguration());
        assertThat(snapshot.restoreSerializer()).isEqualTo(serializer);
        assertThat(snapshot).hasToString("UserSerializers$Tagged$Snapshot<IntSerializer>");
        assertThat(snapshot.getCurrentVersion()).isEqualTo(1);
        assertThat(UserSerializers.Tagged.Snapshot.outcomes())
                .isEqualTo("[COMPATIBLE_AS_IS, COMPATIBLE_AFTER_MIGRATION, INCOMPATIBLE]");
        assertThat(((UserSerializers.Tagged.Snapshot<?>) snapshot).getNestedSerializerSnapshots())
                .hasSize(1);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(snapshot)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(new UserSerializers.Tagged<>("t2", IntSerializer.INSTANCE)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(snapshot)
                        .isCompatibleAfterMigration())
                .isTrue();
        assertThat(new UserSerializers.Tagged<>("other", IntSerializer.INSTANCE)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(snapshot)
                        .getReason()
                        .orElseThrow())
                .contains("whose settings do not fit those of");
        var strings = new UserSerializers.Tagged<>("t1", StringSerializer.INSTANCE).snapshotConfiguration();
        assertThat(NestedCompatibility.resolve(strings, snapshot).getReason())
                .contains(
                        "part 0: values were stored as IntSerializer, but the program reads them as StringSerializer");
    }

    /** As programs of the older line say it: the stored snapshot is asked about the new serializer. */
    @Test
    @SuppressWarnings("deprecation")
    void theOlderWayToAskForCompatibilityWorksToo() throws IOException {
        var old = stored(new UserSerializers.Older(false).snapshotConfiguration());
        assertThat(new UserSerializers.Older(false)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(new UserSerializers.Older(true)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isIncompatible())
                .isTrue();
        var strict = new UserSerializers.Older(true).snapshotConfiguration();
        assertThat(strict.resolveSchemaCompatibility(new UserSerializers.Older(false))
                        .isCompatibleAfterMigration())
                .isTrue();
        assertThat(old.resolveSchemaCompatibility(new UserSerializers.Older(false))
                        .isCompatibleAsIs())
                .isTrue();
        TypeSerializerSnapshot<Long> longs = LongSerializer.INSTANCE.snapshotConfiguration();
        assertThat(longs.resolveSchemaCompatibility(LongSerializer.INSTANCE).isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void aSnapshotThatAnswersNeitherQuestionIsNamed() {
        assertThatThrownBy(() -> new UserSerializers.Silent().resolveSchemaCompatibility(new UserSerializers.Silent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(UserSerializers.Silent.class.getName()
                        + " does not say which older snapshots it is compatible with;"
                        + " override resolveSchemaCompatibility(TypeSerializerSnapshot)");
    }

    @Test
    void aReconfiguredPartReconfiguresTheWhole() {
        var moody = new UserSerializers.Moody();
        TypeSerializerSnapshot<List<Long>> lists = new ListSerializer<>(moody).snapshotConfiguration();
        TypeSerializerSchemaCompatibility<List<Long>> verdict = lists.resolveSchemaCompatibility(lists);
        assertThat(verdict).hasToString("compatible with a reconfigured serializer");
        assertThat(verdict.isCompatibleWithReconfiguredSerializer()).isTrue();
        assertThat(verdict.getReconfiguredSerializer()).isEqualTo(new ListSerializer<>(LongSerializer.INSTANCE));
    }

    @Test
    void verdictsSayWhatTheyAre() {
        TypeSerializerSchemaCompatibility<Long> asIs = TypeSerializerSchemaCompatibility.compatibleAsIs();
        assertThat(asIs.isCompatibleAsIs()).isTrue();
        assertThat(asIs.isCompatibleAfterMigration()).isFalse();
        assertThat(asIs.isCompatibleWithReconfiguredSerializer()).isFalse();
        assertThat(asIs.isIncompatible()).isFalse();
        assertThatThrownBy(asIs::getReconfiguredSerializer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("this is compatible as is");
        TypeSerializerSchemaCompatibility<Long> after = TypeSerializerSchemaCompatibility.compatibleAfterMigration();
        assertThat(after.isCompatibleAfterMigration()).isTrue();
        assertThat(after).hasToString("compatible after migration");
        TypeSerializerSchemaCompatibility<Long> reconfigured =
                TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(LongSerializer.INSTANCE);
        assertThat(reconfigured.getReconfiguredSerializer()).isSameAs(LongSerializer.INSTANCE);
        TypeSerializerSchemaCompatibility<Long> no = TypeSerializerSchemaCompatibility.incompatible();
        assertThat(no.isIncompatible()).isTrue();
        assertThat(no.getReason()).isEmpty();
        assertThat(no).hasToString("incompatible");
    }

    @Test
    void aSerializerWithSettingsMustSayThem() {
        assertThatThrownBy(() -> new UserSerializers.Configured(3).snapshotConfiguration())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Configured has settings")
                .hasMessageContaining("override snapshotConfiguration()");
    }

    @Test
    void aSnapshotOfAnUnknownOrWrongClassIsRefusedByName() throws IOException {
        assertThatThrownBy(() -> read("no.such.Snapshot"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no.such.Snapshot")
                .hasMessageContaining("is not on the class path; was it renamed, or its jar left out?");
        assertThatThrownBy(() -> read("java.lang.String")).hasMessageContaining("it is no snapshot of a serializer");
        assertThatThrownBy(() -> read(UserSerializers.NoConstructor.class.getName()))
                .hasMessageContaining("it has no constructor without parameters");
        var view = new ByteArrayOutputView(8);
        view.writeUTF(StatelessSerializerSnapshot.class.getName());
        view.writeInt(1);
        view.writeUTF("no.such.Serializer");
        assertThatThrownBy(() -> TypeSerializerSnapshot.readVersionedSnapshot(
                        new ByteArrayInputView(view.toByteArray()), LOADER))
                .hasMessageContaining("The serializer no.such.Serializer that wrote the stored values cannot be made");
    }

    private static TypeSerializerSnapshot<?> read(String className) throws IOException {
        var view = new ByteArrayOutputView(8);
        view.writeUTF(className);
        view.writeInt(1);
        return TypeSerializerSnapshot.readVersionedSnapshot(new ByteArrayInputView(view.toByteArray()), LOADER);
    }

    private static <T> TypeSerializerSchemaCompatibility<T> resolve(
            TypeInformation<T> type, TypeSerializerSnapshot<T> old) {
        return type.createSerializer(new ExecutionConfig())
                .snapshotConfiguration()
                .resolveSchemaCompatibility(old);
    }

    private static byte[] bytes(TypeSerializerSnapshot<?> snapshot) throws IOException {
        var view = new ByteArrayOutputView(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(view, snapshot);
        return view.toByteArray();
    }

    private static <T> TypeSerializerSnapshot<T> stored(TypeSerializerSnapshot<T> snapshot) throws IOException {
        return TypeSerializerSnapshot.readVersionedSnapshot(new ByteArrayInputView(bytes(snapshot)), LOADER);
    }
}
