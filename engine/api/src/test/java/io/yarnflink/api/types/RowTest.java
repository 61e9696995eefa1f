package io.yarnflink.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowTest {
    private static Row named(String name, @Nullable Object value) {
        Row row = Row.withNames();
        row.setField(name, value);
        return row;
    }

    private static Row withBoth(Object... fields) {
        var positions = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < fields.length; i++) {
            positions.put("f" + i, i);
        }
        return RowUtils.createRowWithNamedPositions(RowKind.INSERT, fields, positions);
    }

    @Test
    void fieldsHavePositions() {
        Row row = new Row(2);
        row.setField(0, "a");
        assertThat(row.getArity()).isEqualTo(2);
        assertThat(row.getField(0)).isEqualTo("a");
        assertThat(row.<String>getFieldAs(0)).hasSize(1);
        assertThat(row.getField(1)).isNull();
        assertThat(row).hasToString("+I[a, null]").isEqualTo(Row.of("a", null));
        assertThat(row.getFieldNames(true)).isNull();
        assertThat(Row.withPositions(2)).isEqualTo(new Row(RowKind.INSERT, 2));
        assertThatThrownBy(() -> row.getField(2)).hasMessage("There is no field 2 in a row of 2 fields");
        assertThatThrownBy(() -> row.getField("x"))
                .hasMessageContaining("asked for by name, but the fields of this row have positions only")
                .hasMessageContaining("Types.ROW_NAMED");
        row.clear();
        assertThat(row).isEqualTo(Row.of(null, null));
    }

    @Test
    void fieldsHaveNamesInTheOrderOfSetting() {
        Row row = Row.withNames(RowKind.DELETE);
        row.setField("b", 1);
        row.setField("a", new int[] {1, 2});
        assertThat(row.getArity()).isEqualTo(2);
        assertThat(row.getField("b")).isEqualTo(1);
        assertThat(row.<Integer>getFieldAs("b")).isEqualTo(1);
        assertThat(row.getFieldNames(false)).containsExactly("b", "a");
        assertThat(row).hasToString("-D{b=1, a=[1, 2]}");
        assertThatThrownBy(() -> row.getField(0)).hasMessageContaining("have names only: [b, a]");
        assertThatThrownBy(() -> row.setField(0, 1)).hasMessageContaining("have names only");
        assertThatThrownBy(() -> row.getField("x")).hasMessage("There is no field 'x' in a row with the fields [b, a]");
        row.clear();
        assertThat(row.getArity()).isZero();
        assertThat(row.getKind()).isEqualTo(RowKind.DELETE);
    }

    @Test
    void rowsFromTypesWithNamesHaveBoth() {
        Row row = withBoth("x", 2);
        row.setField("f1", 3);
        assertThat(row.getField(1)).isEqualTo(3);
        row.setField(0, "y");
        assertThat(row.getField("f0")).isEqualTo("y");
        assertThat(row.getFieldNames(false)).isNull();
        assertThat(row.getFieldNames(true)).containsExactly("f0", "f1");
        assertThatThrownBy(() -> row.setField("g", 1)).hasMessageContaining("There is no field 'g'");
        assertThat(row).isEqualTo(Row.of("y", 3)).hasSameHashCodeAs(Row.of("y", 3));
        Row names = named("f1", 3);
        names.setField("f0", "y");
        assertThat(row).isEqualTo(names).hasSameHashCodeAs(names);
        assertThat(names).isEqualTo(row).isNotEqualTo(Row.of(3, "y"));
    }

    @Test
    void theKindIsPartOfARow() {
        Row row = Row.ofKind(RowKind.UPDATE_AFTER, 1);
        assertThat(row).hasToString("+U[1]").isNotEqualTo(Row.of(1));
        row.setKind(RowKind.INSERT);
        assertThat(row.getKind()).isEqualTo(RowKind.INSERT);
        assertThat(row).isEqualTo(Row.of(1));
        assertThat(Row.withPositions(RowKind.UPDATE_BEFORE, 1)).hasToString("-U[null]");
        for (RowKind kind : RowKind.values()) {
            assertThat(RowKind.fromByteValue(kind.toByteValue())).isEqualTo(kind);
            assertThat(RowKind.valueOf(kind.name()).shortString()).hasSize(2);
        }
        assertThatThrownBy(() -> RowKind.fromByteValue((byte) 4)).hasMessageContaining("no row kind 4");
    }

    @Test
    void equalityLooksIntoArraysListsAndMaps() {
        Row row = Row.of(new int[][] {{1}, {}}, Arrays.asList(1, null), Map.of("k", new byte[] {1}), Row.of(1));
        Row same = Row.of(new int[][] {{1}, {}}, Arrays.asList(1, null), Map.of("k", new byte[] {1}), Row.of(1));
        assertThat(row).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(row).hasToString("+I[[[1], []], [1, null], {k=[1]}, +I[1]]");
        assertThat(Row.of(Map.of("k", new byte[] {1}))).isNotEqualTo(Row.of(Map.of("k", new byte[] {2})));
        assertThat(Row.of((Object) new int[] {1})).isNotEqualTo(Row.of((Object) new Integer[] {1}));
        assertThat(Row.of(List.of(1, 2))).isNotEqualTo(Row.of(List.of(1)));
        assertThat(Row.of(Map.of(List.of(new byte[] {1}), 1))).isEqualTo(Row.of(Map.of(List.of(new byte[] {1}), 1)));
        assertThat(Row.of(1, 2)).isNotEqualTo(Row.of(1)).isNotEqualTo(named("a", 1));
        assertThat(Row.of(new Object[] {null})).isNotEqualTo(Row.of(1));
    }

    @Test
    void rowsAreCopiedProjectedAndJoined() {
        Row row = Row.ofKind(RowKind.DELETE, 1, "a", true);
        Row copy = Row.copy(row);
        copy.setField(0, 2);
        assertThat(row.getField(0)).isEqualTo(1);
        assertThat(Row.copy(named("a", 1))).isEqualTo(named("a", 1));
        assertThat(Row.project(row, new int[] {2, 0})).isEqualTo(Row.ofKind(RowKind.DELETE, true, 1));
        assertThat(Row.project(withBoth(1, 2), new String[] {"f1"})).isEqualTo(named("f1", 2));
        assertThat(Row.join(row, Row.of(7), Row.of())).isEqualTo(Row.ofKind(RowKind.DELETE, 1, "a", true, 7));
        Row names = Row.join(named("a", 1), named("b", 2));
        assertThat(names).hasToString("+I{a=1, b=2}");
        assertThatThrownBy(() -> Row.join(Row.of(1), named("a", 1))).hasMessageContaining("cannot be joined");
    }

    @Test
    void listsOfRowsAreComparedWithAndWithoutTheirOrder() {
        List<Row> rows = List.of(Row.of(1), Row.of(2), Row.of(2));
        List<Row> turned = List.of(Row.of(2), Row.of(1), Row.of(2));
        assertThat(RowUtils.compareRows(rows, turned)).isFalse();
        assertThat(RowUtils.compareRows(rows, List.copyOf(rows))).isTrue();
        assertThat(RowUtils.compareRows(rows, turned, true)).isTrue();
        assertThat(RowUtils.compareRows(rows, List.of(Row.of(1), Row.of(1), Row.of(2)), true))
                .isFalse();
        assertThat(RowUtils.compareRows(null, null)).isTrue();
        assertThat(RowUtils.compareRows(rows, null, true)).isFalse();
    }
}
