package io.yarnflink.state;

/** Key groups from {@code first} to {@code last}, both included. */
public record KeyGroupRange(int first, int last) {
    public KeyGroupRange {
        if (first < 0 || last < first - 1) {
            throw new IllegalArgumentException("not a range of key groups: " + first + ".." + last);
        }
    }

    public int size() {
        return last - first + 1;
    }

    public boolean contains(int keyGroup) {
        return keyGroup >= first && keyGroup <= last;
    }

    public boolean overlaps(KeyGroupRange other) {
        return first <= other.last && other.first <= last;
    }

    @Override
    public String toString() {
        return first + ".." + last;
    }
}
