package io.yarnflink.state.checkpoint.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.state.storage.StoredInput;
import java.io.EOFException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final int BLOCK = 32 << 10;

    private final byte[] stored = new byte[100 * BLOCK];
    private final Random random = new Random(5);
    private int reads;

    ReadAheadTest() {
        random.nextBytes(stored);
    }

    @Test
    void readsThatFollowEachOtherReachTheStorageAsFew() throws Exception {
        try (ReadAhead in = new ReadAhead(new Stored())) {
            for (int position = 0; position < stored.length; position += BLOCK) {
                assertRead(in, position, BLOCK);
            }
        }
        assertThat(reads).isLessThan(12);
    }

    @Test
    void whateverIsReadInWhateverOrderIsWhatIsStored() throws Exception {
        try (ReadAhead in = new ReadAhead(new Stored())) {
            int position = 0;
            for (int i = 0; i < 5_000; i++) {
                int count = random.nextInt(2 * BLOCK);
                boolean follows = random.nextInt(8) > 0 && position + count <= stored.length;
                position = follows ? position : random.nextInt(stored.length - count);
                assertRead(in, position, count);
                position += count;
            }
        }
    }

    @Test
    void whereTheFileEndsIsTold() throws Exception {
        try (ReadAhead in = new ReadAhead(new Stored())) {
            assertRead(in, stored.length - 2 * BLOCK, BLOCK);
            assertRead(in, stored.length - BLOCK, BLOCK);
            assertThatThrownBy(() -> in.readFully(stored.length - 1, new byte[2], 0, 2))
                    .isInstanceOf(EOFException.class);
        }
    }

    private void assertRead(ReadAhead in, int position, int count) throws Exception {
        byte[] read = new byte[count + 1];
        in.readFully(position, read, 1, count);
        assertThat(Arrays.equals(read, 1, count + 1, stored, position, position + count))
                .as("%s bytes at %s", count, position)
                .isTrue();
    }

    /** Counts the reads. */
    private final class Stored implements StoredInput {
        @Override
        public void readFully(long position, byte[] bytes, int offset, int length) throws EOFException {
            reads++;
            if (position + length > stored.length) {
                throw new EOFException();
            }
            System.arraycopy(stored, (int) position, bytes, offset, length);
        }

        @Override
        public long length() {
            return stored.length;
        }

        @Override
        public void close() {}
    }
}
