package io.yarnflink.api.types;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number of fields of any types, null among them, and what the row does to its table. Fields have positions, or names
 * only ({@link #withNames()}), or both once the row was written and read with type information that names them.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // The caller says what a field is.
public final class Row implements Serializable {
    private static final long serialVersionUID = 1L;
    private RowKind kind;
    private final @Nullable Object[] fields;
    /** The positions of the names, when fields have both. */
    private final @Nullable Map<String, Integer> positions;
    /** The fields of a row of names; null for rows with positions. */
    private final @Nullable Map<String, @Nullable Object> named;

    private Row(
            RowKind kind,
            @Nullable Object[] fields,
            @Nullable Map<String, Integer> positions,
            @Nullable Map<String, @Nullable Object> named) {
        this.kind = requireNonNull(kind, "row kind is null");
        this.fields = fields;
        this.positions = positions;
        this.named = named;
    }

    /** A row of {@code arity} nulls by position. */
    public Row(int arity) {
        this(RowKind.INSERT, arity);
    }

    public Row(RowKind kind, int arity) {
        this(kind, new @Nullable Object[arity], null, null);
    }

    public static Row withPositions(int arity) {
        return new Row(arity);
    }

    public static Row withPositions(RowKind kind, int arity) {
        return new Row(kind, arity);
    }

    /** A row that grows with the names that are set. */
    public static Row withNames() {
        return withNames(RowKind.INSERT);
    }

    public static Row withNames(RowKind kind) {
        return new Row(kind, new @Nullable Object[0], null, new LinkedHashMap<>());
    }

    public static Row of(@Nullable Object... values) {
        return ofKind(RowKind.INSERT, values);
    }

    public static Row ofKind(RowKind kind, @Nullable Object... values) {
        return new Row(kind, values.clone(), null, null);
    }

    /** For serializers: shares both arguments. */
    static Row withBoth(RowKind kind, @Nullable Object[] fields, Map<String, Integer> positions) {
        return new Row(kind, fields, positions, null);
    }

    public RowKind getKind() {
        return kind;
    }

    public void setKind(RowKind kind) {
        this.kind = requireNonNull(kind, "row kind is null");
    }

    public int getArity() {
        return named == null ? fields.length : named.size();
    }

    public @Nullable Object getField(int pos) {
        return fields[checked(pos)];
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // A field may be null whatever its type.
    public <T> T getFieldAs(int pos) {
        return (T) getField(pos);
    }

    public @Nullable Object getField(String name) {
        if (named == null) {
            return fields[position(name)];
        }
        if (!named.containsKey(name)) {
            throw unknown(name, named.keySet());
        }
        return named.get(name);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // A field may be null whatever its type.
    public <T> T getFieldAs(String name) {
        return (T) getField(name);
    }

    public void setField(int pos, @Nullable Object value) {
        fields[checked(pos)] = value;
    }

    /** Adds the name when this is a row of names; others must have it. */
    public void setField(String name, @Nullable Object value) {
        if (named == null) {
            fields[position(name)] = value;
        } else {
            named.put(name, value);
        }
    }

    /** The names of a row of names, and with {@code includeNamedPositions} those of fields with both; else null. */
    public @Nullable Set<String> getFieldNames(boolean includeNamedPositions) {
        if (named != null) {
            return Collections.unmodifiableSet(named.keySet());
        }
        return includeNamedPositions && positions != null ? Collections.unmodifiableSet(positions.keySet()) : null;
    }

    /** Makes all fields by position null, and a row of names empty; the kind stays. */
    public void clear() {
        Arrays.fill(fields, null);
        if (named != null) {
            named.clear();
        }
    }

    /** A row with the same fields; what they hold is shared. */
    public static Row copy(Row row) {
        return new Row(
                row.kind, row.fields.clone(), row.positions, row.named == null ? null : new LinkedHashMap<>(row.named));
    }

    /** A row by position of some fields of another, in the order of {@code fieldPositions}. */
    public static Row project(Row row, int[] fieldPositions) {
        Row projected = new Row(row.kind, fieldPositions.length);
        for (int i = 0; i < fieldPositions.length; i++) {
            projected.setField(i, row.getField(fieldPositions[i]));
        }
        return projected;
    }

    /** A row of names with some fields of another. */
    public static Row project(Row row, String[] fieldNames) {
        Row projected = withNames(row.kind);
        for (String name : fieldNames) {
            projected.setField(name, row.getField(name));
        }
        return projected;
    }

    /** The fields of all rows one after the other, by position, or by name when all are rows of names; the kind is the first one's. */
    public static Row join(Row first, Row... remainings) {
        List<Row> rows = new ArrayList<>(List.of(remainings));
        rows.add(0, first);
        if (rows.stream().allMatch(row -> row.named != null)) {
            Row joined = withNames(first.kind);
            rows.forEach(row -> requireNonNull(row.named).forEach(joined::setField));
            return joined;
        }
        if (rows.stream().anyMatch(row -> row.named != null)) {
            throw new IllegalArgumentException(
                    "Rows of names and rows of positions cannot be joined: make all of one kind");
        }
        Row joined = new Row(first.kind, rows.stream().mapToInt(Row::getArity).sum());
        int at = 0;
        for (Row row : rows) {
            System.arraycopy(row.fields, 0, joined.fields, at, row.fields.length);
            at += row.fields.length;
        }
        return joined;
    }

    /** Arrays, lists and maps count by what is in them; names count in rows that have only names. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Row that) || kind != that.kind || getArity() != that.getArity()) {
            return false;
        }
        if (named == null && that.named == null) {
            return DeepValues.equal(fields, that.fields);
        }
        return (named != null || positions != null)
                && (that.named != null || that.positions != null)
                && DeepValues.equal(byName(), that.byName());
    }

    /** Does not depend on the order of fields, because a row with positions and names may equal one of names. */
    @Override
    public int hashCode() {
        int hash = kind.toByteValue();
        for (Object field : named == null ? Arrays.asList(fields) : named.values()) {
            int mixed = DeepValues.hash(field) * 0x9E3779B9;
            hash += mixed ^ (mixed >>> 15);
        }
        return hash;
    }

    @Override
    public String toString() {
        return kind.shortString() + DeepValues.text(named == null ? fields : named);
    }

    private Map<String, @Nullable Object> byName() {
        if (named != null) {
            return named;
        }
        var map = new HashMap<String, @Nullable Object>();
        requireNonNull(positions).forEach((name, position) -> map.put(name, fields[position]));
        return map;
    }

    private int checked(int pos) {
        if (named != null) {
            throw new IllegalArgumentException("Field " + pos
                    + " is asked for by position, but the fields of this row have names only: " + named.keySet());
        }
        if (pos < 0 || pos >= fields.length) {
            throw new ArrayIndexOutOfBoundsException(
                    "There is no field " + pos + " in a row of " + fields.length + " fields");
        }
        return pos;
    }

    private int position(String name) {
        if (positions == null) {
            throw new IllegalArgumentException("Field '" + name
                    + "' is asked for by name, but the fields of this row have positions only; "
                    + "make it with Row.withNames(), or name the fields with Types.ROW_NAMED(...)");
        }
        Integer position = positions.get(name);
        if (position == null) {
            throw unknown(name, positions.keySet());
        }
        return position;
    }

    private static IllegalArgumentException unknown(String name, Set<String> names) {
        return new IllegalArgumentException("There is no field '" + name + "' in a row with the fields " + names);
    }
}
