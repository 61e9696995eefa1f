package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.serializers.ListSerializer;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serializers and snapshots as programs write them. */
final class UserSerializers {
    private UserSerializers() {}

    /** A user's snapshot of a serializer without settings. */
    public static final class Plain extends SimpleTypeSerializerSnapshot<Long> {
        public Plain() {
            super(() -> LongSerializer.INSTANCE);
        }
    }

    /** A snapshot that can only be written. */
    public static final class NoConstructor extends SimpleTypeSerializerSnapshot<Long> {
        public NoConstructor(int unused) {
            super(() -> LongSerializer.INSTANCE);
        }
    }

    /** A user's serializer of lists with a setting; tags of the same first letter can be migrated. */
    static final class Tagged<E> extends Lists<E> {
        private final String tag;

        Tagged(String tag, TypeSerializer<E> element) {
            super(element);
            this.tag = tag;
        }

        @Override
        public TypeSerializerSnapshot<List<E>> snapshotConfiguration() {
            return new Snapshot<>(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other) && other instanceof Tagged<?> that && tag.equals(that.tag);
        }

        @Override
        public int hashCode() {
            return tag.hashCode();
        }

        /** As its users write one. */
        public static final class Snapshot<E> extends CompositeTypeSerializerSnapshot<List<E>, Tagged<E>> {
            private String tag = "";

            public Snapshot() {}

            Snapshot(Tagged<E> serializer) {
                super(serializer);
                tag = serializer.tag;
            }

            @Override
            protected int getCurrentOuterSnapshotVersion() {
                return 7;
            }

            @Override
            protected void writeOuterSnapshot(DataOutputView out) throws IOException {
                out.writeUTF(tag);
            }

            @Override
            protected void readOuterSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
                assertThat(version).isEqualTo(7);
                assertThat(loader).isSameAs(UserSerializers.class.getClassLoader());
                tag = in.readUTF();
            }

            @Override
            protected TypeSerializer<?>[] getNestedSerializers(Tagged<E> serializer) {
                return new TypeSerializer<?>[] {serializer.element};
            }

            @Override
            @SuppressWarnings("unchecked")
            protected Tagged<E> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
                return new Tagged<>(tag, (TypeSerializer<E>) nested[0]);
            }

            @Override
            protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(TypeSerializerSnapshot<List<E>> old) {
                String before = ((Snapshot<E>) old).tag;
                if (before.equals(tag)) {
                    return OuterSchemaCompatibility.COMPATIBLE_AS_IS;
                }
                return OuterSchemaCompatibility.valueOf(
                        before.charAt(0) == tag.charAt(0) ? "COMPATIBLE_AFTER_MIGRATION" : "INCOMPATIBLE");
            }

            /** The verdicts that there are on the outer part. */
            static String outcomes() {
                return Arrays.toString(OuterSchemaCompatibility.values());
            }
        }
    }

    /** As users of the older line write it. */
    static final class Older extends Lists<String> {
        private final boolean strict;

        Older(boolean strict) {
            super(StringSerializer.INSTANCE);
            this.strict = strict;
        }

        @Override
        public TypeSerializerSnapshot<List<String>> snapshotConfiguration() {
            return new OlderSnapshot(this);
        }

        /** Answers about the new serializer. */
        public static final class OlderSnapshot extends CompositeTypeSerializerSnapshot<List<String>, Older> {
            private boolean strict;

            @SuppressWarnings("deprecation")
            public OlderSnapshot() {
                super(Older.class);
            }

            OlderSnapshot(Older serializer) {
                super(serializer);
                strict = serializer.strict;
            }

            @Override
            protected int getCurrentOuterSnapshotVersion() {
                return 1;
            }

            @Override
            protected TypeSerializer<?>[] getNestedSerializers(Older serializer) {
                return new TypeSerializer<?>[] {serializer.element};
            }

            @Override
            protected Older createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
                return new Older(strict);
            }

            @Override
            @SuppressWarnings("deprecation")
            protected boolean isOuterSnapshotCompatible(Older newSerializer) {
                return newSerializer.strict == strict;
            }

            @Override
            @SuppressWarnings("deprecation")
            protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(Older newSerializer) {
                return strict && !newSerializer.strict
                        ? OuterSchemaCompatibility.COMPATIBLE_AFTER_MIGRATION
                        : super.resolveOuterSchemaCompatibility(newSerializer);
            }
        }
    }

    /** Says nothing about compatibility. */
    public static final class Silent implements TypeSerializerSnapshot<Long> {
        @Override
        public int getCurrentVersion() {
            return 1;
        }

        @Override
        public void writeSnapshot(DataOutputView out) {}

        @Override
        public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) {}

        @Override
        public TypeSerializer<Long> restoreSerializer() {
            return LongSerializer.INSTANCE;
        }
    }

    /** Wants to be replaced. */
    static final class Moody extends Longs {
        @Override
        public TypeSerializerSnapshot<Long> snapshotConfiguration() {
            return new SimpleTypeSerializerSnapshot<Long>(Moody::new) {
                @Override
                public TypeSerializerSchemaCompatibility<Long> resolveSchemaCompatibility(
                        TypeSerializerSnapshot<Long> old) {
                    return TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
                            LongSerializer.INSTANCE);
                }
            };
        }
    }

    /** Has a setting and no snapshot of its own. */
    static final class Configured extends Longs {
        Configured(int setting) {
            assertThat(setting).isPositive();
        }
    }

    private abstract static class Longs extends TypeSerializer<Long> {
        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public TypeSerializer<Long> duplicate() {
            return this;
        }

        @Override
        public Long createInstance() {
            return 0L;
        }

        @Override
        public Long copy(Long from) {
            return from;
        }

        @Override
        public int getLength() {
            return Long.BYTES;
        }

        @Override
        public void serialize(Long value, DataOutputView target) throws IOException {
            target.writeLong(value);
        }

        @Override
        public Long deserialize(DataInputView source) throws IOException {
            return source.readLong();
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) throws IOException {
            target.writeLong(source.readLong());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other != null && other.getClass() == getClass();
        }

        @Override
        public int hashCode() {
            return Objects.hash(getClass());
        }
    }

    private abstract static class Lists<E> extends TypeSerializer<List<E>> {
        final TypeSerializer<E> element;

        Lists(TypeSerializer<E> element) {
            this.element = element;
        }

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public TypeSerializer<List<E>> duplicate() {
            return this;
        }

        @Override
        public List<E> createInstance() {
            return new ArrayList<>();
        }

        @Override
        public List<E> copy(List<E> from) {
            return new ArrayList<>(from);
        }

        @Override
        public int getLength() {
            return -1;
        }

        @Override
        public void serialize(List<E> value, DataOutputView target) throws IOException {
            new ListSerializer<>(element).serialize(value, target);
        }

        @Override
        public List<E> deserialize(DataInputView source) throws IOException {
            return new ListSerializer<>(element).deserialize(source);
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) throws IOException {
            new ListSerializer<>(element).copy(source, target);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Lists<?> that && that.getClass() == getClass() && element.equals(that.element);
        }

        @Override
        public int hashCode() {
            return element.hashCode();
        }
    }
}
