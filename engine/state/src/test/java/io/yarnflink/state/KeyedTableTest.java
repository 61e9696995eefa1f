package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.state.VoidNamespace;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyedTableTest {
    @Test
    void theKeysOfAPageSpreadOverItsSlotsHoweverManyPagesThereAre() {
        Random random = new Random(7);
        for (int depth = 0; depth <= 10; depth++) {
            int pageBits = (1 << depth) - 1;
            BitSet homes = new BitSet();
            int keys = 0;
            while (keys < 1024) {
                // 128 key groups: the keys of one agree in the 7 lowest bits of their hashes.
                int mixed = KeyedTable.mixed(random.nextInt(1 << 24) << 7 | 5, null, false);
                if ((mixed & pageBits) == pageBits) {
                    homes.set(mixed >>> 21 & 1023);
                    keys++;
                }
            }
            // As many as by chance, which is 1 - 1/e of all.
            assertThat(homes.cardinality()).as("depth " + depth).isBetween(590, 710);
        }
    }

    /** Such a page has more slots than marks. */
    @Test
    void changesOfKeysWhoseHashesAreAllTheSameAreFoundInTheirOneLargePage() throws Exception {
        KeyedTable<Long, VoidNamespace, Long> table = new KeyedTable<>(false, LongSerializer.INSTANCE);
        for (long key = 0; key < 3000; key++) {
            table.put(key, 1, VoidNamespace.INSTANCE, 0L);
        }
        ByteArrayInputView whole = written(table.frozenWhole(true, value -> false));
        assertThat(removed(whole)).isEmpty();
        assertThat(entries(whole)).hasSize(3000);
        Map<Long, Long> changed = new HashMap<>();
        for (long key = 5; key < 3000; key += 700) {
            table.put(key, 1, VoidNamespace.INSTANCE, key);
            changed.put(key, key);
        }
        table.remove(6L, 1, VoidNamespace.INSTANCE);
        ByteArrayInputView changes = written(table.frozenChanges());
        assertThat(removed(changes)).containsExactly(6L);
        Map<Long, Long> found = entries(changes);
        assertThat(found).containsAllEntriesOf(changed).doesNotContainKey(6L);
        found.forEach((key, value) -> assertThat(value).isEqualTo(changed.getOrDefault(key, 0L)));
        assertThat(table.frozenChanges()).isNull();
    }

    private static ByteArrayInputView written(@Nullable FrozenTable frozen) throws IOException {
        Objects.requireNonNull(frozen);
        frozen.collect();
        ByteArrayOutputView target = new ByteArrayOutputView(1024);
        frozen.write(target, new TypeSerializer<?>[] {LongSerializer.INSTANCE, LongSerializer.INSTANCE});
        return new ByteArrayInputView(target.toByteArray());
    }

    private static List<Long> removed(ByteArrayInputView source) throws IOException {
        List<Long> removed = new ArrayList<>();
        for (int left = source.readInt(); left > 0; left--) {
            removed.add(source.readLong());
        }
        return removed;
    }

    private static Map<Long, Long> entries(ByteArrayInputView source) throws IOException {
        Map<Long, Long> entries = new HashMap<>();
        for (int left = source.readInt(); left > 0; left--) {
            entries.put(source.readLong(), source.readLong());
        }
        return entries;
    }
}
