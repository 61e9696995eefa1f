package io.yarnflink.api.types;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares lists of rows, and makes rows for serializers. */
public final class RowUtils {
    private RowUtils() {}

    /** Whether both lists hold equal rows in the same order; two nulls are equal. */
    public static boolean compareRows(@Nullable List<Row> first, @Nullable List<Row> second) {
        return compareRows(first, second, false);
    }

    /** With {@code ignoreOrder}, rows need to appear equally often only. */
    public static boolean compareRows(@Nullable List<Row> first, @Nullable List<Row> second, boolean ignoreOrder) {
        if (first == null || second == null || !ignoreOrder) {
            return Objects.equals(first, second);
        }
        return counts(first).equals(counts(second));
    }

    /** A row whose fields can be asked for by position and by name; the arguments are shared. */
    @SuppressWarnings("NonApiType") // The users' signature; the order is that of the positions.
    public static Row createRowWithNamedPositions(
            RowKind kind, @Nullable Object[] fieldByPosition, LinkedHashMap<String, Integer> positionByName) {
        return Row.withBoth(kind, fieldByPosition, positionByName);
    }

    private static Map<Row, Integer> counts(List<Row> rows) {
        var counts = new HashMap<Row, Integer>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }
}
