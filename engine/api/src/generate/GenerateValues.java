import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the sources of the mutable values of primitive types into the directory given; run by the build through the source launcher. */
public final class GenerateValues {
    /** One class: its primitive type, its box, its length in bytes, and its bits in the order of its values (empty: none). */
    private record Kind(String primitive, String box, String stream, int bytes, String orderedBits) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("boolean", "Boolean", "Boolean", 1, "value ? 1 : 0"),
            new Kind("byte", "Byte", "Byte", 1, "value ^ Byte.MIN_VALUE"),
            new Kind("short", "Short", "Short", 2, "value ^ Short.MIN_VALUE"),
            new Kind("int", "Integer", "Int", 4, "value ^ Integer.MIN_VALUE"),
            new Kind("long", "Long", "Long", 8, "value ^ Long.MIN_VALUE"),
            new Kind("float", "Float", "Float", 4, ""),
            new Kind("double", "Double", "Double", 8, ""),
            new Kind("char", "Character", "Char", 2, "value"));

    private GenerateValues() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]).resolve("io/yarnflink/api/types");
        Files.createDirectories(directory);
        for (Kind kind : KINDS) {
            Path file = directory.resolve(kind.stream + "Value.java");
            String source = source(kind);
            // An unchanged file keeps its time, so that the compiler has nothing to do.
            if (!Files.exists(file) || !Files.readString(file).equals(source)) {
                Files.writeString(file, source);
            }
        }
    }

    private static String source(Kind kind) {
        boolean ordered = !kind.orderedBits.isEmpty();
        boolean isBoolean = kind.primitive.equals("boolean");
        String name = kind.stream + "Value";
        return TEMPLATE
                .replace("$MEMORY", ordered ? "import io.yarnflink.api.memory.MemorySegment;\n" : "")
                .replace("$KEY", ordered ? "NormalizableKey<$NAME>" : "Key<$NAME>")
                .replace("$CONSTANTS", isBoolean ? CONSTANTS : "")
                .replace("$SHORT_NAMES", isBoolean ? SHORT_NAMES : "")
                .replace("$NORMALIZED", ordered ? NORMALIZED : "")
                // Booleans hash as numbers, so that their key groups are those that users have seen.
                .replace("$HASH", isBoolean ? "value ? 1 : 0" : "$BOX.hashCode(value)")
                .replace("$NAME", name)
                .replace("$TYPE", kind.primitive)
                .replace("$BOX", kind.box)
                .replace("$STREAM", kind.stream)
                .replace("$BYTES", String.valueOf(kind.bytes))
                .replace("$BITS", kind.orderedBits);
    }

    private static final String TEMPLATE =
            """
            package io.yarnflink.api.types;

            import io.yarnflink.api.memory.DataInputView;
            import io.yarnflink.api.memory.DataOutputView;
            $MEMORYimport java.io.IOException;
            import org.jspecify.annotations.Nullable;

            /** A $TYPE that can be changed and used again; $BYTES bytes when written. */
            public class $NAME implements $KEY, ResettableValue<$NAME>, CopyableValue<$NAME> {
                private static final long serialVersionUID = 1L;
            $CONSTANTS
                private $TYPE value;

                public $NAME() {}

                public $NAME($TYPE value) {
                    this.value = value;
                }

                public $TYPE getValue() {
                    return value;
                }

                public void setValue($TYPE value) {
                    this.value = value;
                }

                @Override
                public void setValue($NAME value) {
                    this.value = value.value;
                }
            $SHORT_NAMES
                @Override
                public void read(DataInputView in) throws IOException {
                    value = in.read$STREAM();
                }

                @Override
                public void write(DataOutputView out) throws IOException {
                    out.write$STREAM(value);
                }

                @Override
                public int getBinaryLength() {
                    return $BYTES;
                }

                @Override
                public void copyTo($NAME target) {
                    target.value = value;
                }

                @Override
                public $NAME copy() {
                    return new $NAME(value);
                }

                @Override
                public void copy(DataInputView source, DataOutputView target) throws IOException {
                    target.write(source, $BYTES);
                }

                @Override
                public int compareTo($NAME other) {
                    return $BOX.compare(value, other.value);
                }
            $NORMALIZED
                @Override
                public boolean equals(@Nullable Object other) {
                    return other instanceof $NAME that && $BOX.compare(value, that.value) == 0;
                }

                @Override
                public int hashCode() {
                    return $HASH;
                }

                @Override
                public String toString() {
                    return String.valueOf(value);
                }
            }
            """;

    private static final String CONSTANTS =
            """

                public static final BooleanValue TRUE = new BooleanValue(true);
                public static final BooleanValue FALSE = new BooleanValue(false);
            """;

    private static final String SHORT_NAMES =
            """

                public boolean get() {
                    return value;
                }

                public void set(boolean value) {
                    this.value = value;
                }
            """;

    private static final String NORMALIZED =
            """

                @Override
                public int getMaxNormalizedKeyLen() {
                    return $BYTES;
                }

                @Override
                public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
                    memory.putHighBytes(offset, len, $BITS, $BYTES);
                }
            """;
}
