package io.yarnflink.state.checkpoint.segment;

import io.yarnflink.state.storage.StoredInput;
import java.io.IOException;

/**
 * Reads more at once the longer reads follow each other, and what is asked for where they do not: a read costs a distant
 * storage about as much as a hundred thousand bytes more in it. One thread.
 */
final class ReadAhead implements StoredInput {
    private static final int MOST = 1 << 20;

    private final StoredInput in;
    private final long length;
    private byte[] ahead = {};
    private long begin;
    private int filled;
    private long next = -1;
    private int window;

    ReadAhead(StoredInput in) throws IOException {
        this.in = in;
        this.length = in.length();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
        boolean follows = position == next;
        next = position + count;
        if (position < begin || next > begin + filled) {
            window = follows ? Math.min(MOST, 2 * Math.max(window, count)) : 0;
            if (window <= count || position > length - count) {
                in.readFully(position, target, offset, count);
                return;
            }
            fill(position, (int) Math.min(window, length - position));
        }
        System.arraycopy(ahead, (int) (position - begin), target, offset, count);
    }

    private void fill(long position, int count) throws IOException {
        if (ahead.length < count) {
            ahead = new byte[window];
        }
        filled = 0;
        in.readFully(position, ahead, 0, count);
        begin = position;
        filled = count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
