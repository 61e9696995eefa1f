package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
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
}
