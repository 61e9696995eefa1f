package io.yarnflink.state;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one key group whose mixed hashes share their lowest bits: an open-addressing table with linear probing that
 * keeps the hashes, so that most probes end without calling {@code equals}. Keys and values lie side by side, because
 * who finds a key wants its value. It belongs to a {@link KeyedTable}, until that freezes it for a snapshot.
 */
final class Page {
    private static final int FEWEST_SLOTS = 8;
    /** So many that the headers of pages and arrays are few, and few enough to be copied in a microsecond. */
    private static final int MOST_SLOTS = 1024;

    /** 0 where there is no entry; mixed hashes are never 0. */
    private int[] hashes = new int[FEWEST_SLOTS];

    private @Nullable Object[] entries = new @Nullable Object[2 * FEWEST_SLOTS];
    private @Nullable Object @Nullable [] namespaces;
    private int size;
    /** How many of the lowest bits of their hashes all entries share. */
    private int depth;

    /** The version of the table in which it may be changed in place. */
    int version;
    /** The epoch of the table that its marks are about. */
    int epoch;
    /** Its place among the pages that the epoch changed. */
    int place;

    // A bit for each slot. Pages that hash codes without any spread made larger share each bit among several slots:
    // more entries count as changed or shared there than are, and none as new.
    private long[] changed = new long[1];
    private long[] added = new long[1];
    private long[] shared = new long[1];

    Page(boolean spaced) {
        namespaces = spaced ? new @Nullable Object[FEWEST_SLOTS] : null;
    }

    /** The same arrays. */
    private Page(Page other) {
        hashes = other.hashes;
        entries = other.entries;
        namespaces = other.namespaces;
        size = other.size;
        depth = other.depth;
        epoch = other.epoch;
        place = other.place;
        changed = other.changed;
        added = other.added;
        shared = other.shared;
    }

    /** The same entries in other arrays; {@code sharing}: their values are still those of this page. */
    Page copy(boolean sharing) {
        Page copy = new Page(this);
        copy.hashes = hashes.clone();
        copy.entries = entries.clone();
        copy.namespaces = namespaces == null ? null : namespaces.clone();
        copy.changed = changed.clone();
        copy.added = added.clone();
        copy.shared = new long[shared.length];
        if (sharing) {
            Arrays.fill(copy.shared, -1);
        }
        return copy;
    }

    int size() {
        return size;
    }

    int slots() {
        return hashes.length;
    }

    int depth() {
        return depth;
    }

    boolean isSpaced() {
        return namespaces != null;
    }

    boolean isOccupied(int slot) {
        return hashes[slot] != 0;
    }

    int mixedHash(int slot) {
        return hashes[slot];
    }

    @Nullable
    Object key(int slot) {
        return entries[2 * slot];
    }

    @Nullable
    Object value(int slot) {
        return entries[2 * slot + 1];
    }

    @Nullable
    Object namespace(int slot) {
        return namespaces == null ? null : namespaces[slot];
    }

    /** The slot that holds the key; if there is none, what {@code ~} makes the free one where it would go. */
    int find(Object key, int mixed, Object namespace) {
        int[] found = hashes;
        int mask = found.length - 1;
        int slot = home(mixed, found.length);
        while (true) {
            int hash = found[slot];
            if (hash == mixed
                    && key.equals(entries[2 * slot])
                    && (namespaces == null || namespace.equals(namespaces[slot]))) {
                return slot;
            }
            if (hash == 0) {
                return ~slot;
            }
            slot = slot + 1 & mask;
        }
    }

    /** The highest bits below the sign, which is the same in all; the lowest bits are those that a page shares. */
    private static int home(int mixed, int slots) {
        return mixed >>> Integer.numberOfLeadingZeros(slots) & slots - 1;
    }

    /** Whether the next entry needs more room. */
    boolean isFull() {
        return size * 4 >= hashes.length * 3;
    }

    boolean isLargest() {
        return hashes.length >= MOST_SLOTS;
    }

    /** Puts a new entry into a free slot. */
    void insert(int slot, Object key, int mixed, Object namespace, Object value) {
        fill(slot, key, mixed, namespace, value);
        size++;
        mark(changed, slot);
        if (isExact()) {
            mark(added, slot);
            clear(shared, slot);
        }
    }

    private void fill(int slot, @Nullable Object key, int mixed, @Nullable Object namespace, @Nullable Object value) {
        hashes[slot] = mixed;
        entries[2 * slot] = key;
        entries[2 * slot + 1] = value;
        if (namespaces != null) {
            namespaces[slot] = namespace;
        }
    }

    void replace(int slot, Object value) {
        entries[2 * slot + 1] = value;
        mark(changed, slot);
        if (isExact()) {
            clear(shared, slot);
        }
    }

    private static void mark(long[] marks, int slot) {
        marks[(slot & MOST_SLOTS - 1) >>> 6] |= 1L << slot;
    }

    private static void clear(long[] marks, int slot) {
        marks[(slot & MOST_SLOTS - 1) >>> 6] &= ~(1L << slot);
    }

    private static boolean isMarked(long[] marks, int slot) {
        return (marks[(slot & MOST_SLOTS - 1) >>> 6] & (1L << slot)) != 0;
    }

    private boolean isExact() {
        return hashes.length <= MOST_SLOTS;
    }

    void markChanged(int slot) {
        mark(changed, slot);
    }

    /** The first entry from a slot on; -1 when there is none. */
    int nextEntry(int from) {
        int slot = from;
        while (slot < hashes.length && hashes[slot] == 0) {
            slot++;
        }
        return slot < hashes.length ? slot : -1;
    }

    /** The first entry from a slot on that this epoch has changed; -1 when there is none. */
    int nextChanged(int from) {
        int slot = from;
        while (slot < hashes.length) {
            long rest = changed[(slot & MOST_SLOTS - 1) >>> 6] >>> slot;
            if (rest == 0) {
                slot = (slot | Long.SIZE - 1) + 1;
                continue;
            }
            slot += Long.numberOfTrailingZeros(rest);
            // Where marks are exact, reading the hash of what is marked would be a cache miss for nothing.
            if (isExact() || isOccupied(slot)) {
                return slot;
            }
            slot++;
        }
        return -1;
    }

    /** Whether the entry came in this epoch. */
    boolean isNew(int slot) {
        return isMarked(added, slot);
    }

    /** A new epoch, or one that nobody will ask about: nothing has changed yet. */
    void forgetChanges() {
        Arrays.fill(changed, 0);
        Arrays.fill(added, 0);
    }

    /** The values that this epoch has changed are to be copied before they are handed out again. */
    void shareChanged() {
        for (int i = 0; i < changed.length; i++) {
            shared[i] |= changed[i];
        }
    }

    boolean isShared(int slot) {
        return isMarked(shared, slot);
    }

    void forgetSharing() {
        Arrays.fill(shared, 0);
    }

    /** Gives the values that share the slot's mark copies of their own. */
    void unshare(int slot, UnaryOperator<@Nullable Object> copier) {
        for (int each = slot & MOST_SLOTS - 1; each < hashes.length; each += MOST_SLOTS) {
            if (hashes[each] != 0) {
                entries[2 * each + 1] = copier.apply(entries[2 * each + 1]);
            }
        }
        clear(shared, slot);
    }

    /** Doubles the room. */
    void grow() {
        Page before = new Page(this);
        empty(hashes.length * 2);
        for (int slot = 0; slot < before.hashes.length; slot++) {
            if (before.hashes[slot] != 0) {
                take(before, slot);
            }
        }
        if (!isExact()) {
            Arrays.fill(added, 0);
        }
    }

    /** How many entries a split would move. */
    int movedBySplit() {
        int moved = 0;
        for (int hash : hashes) {
            moved += (hash >>> depth) & 1;
        }
        return moved;
    }

    /** Keeps the entries whose next bit is 0; the new page has the others. */
    Page split() {
        Page before = new Page(this);
        Page other = new Page(namespaces != null);
        int moved = movedBySplit();
        other.empty(slotsFor(moved));
        other.version = version;
        other.epoch = epoch;
        empty(slotsFor(before.size - moved));
        depth++;
        other.depth = depth;
        for (int slot = 0; slot < before.hashes.length; slot++) {
            int hash = before.hashes[slot];
            if (hash != 0) {
                Page owner = (hash & (1 << (depth - 1))) == 0 ? this : other;
                owner.take(before, slot);
            }
        }
        return other;
    }

    private static int slotsFor(int entries) {
        int slots = FEWEST_SLOTS;
        while (entries * 4 >= slots * 3) {
            slots *= 2;
        }
        return slots;
    }

    private void empty(int slots) {
        hashes = new int[slots];
        entries = new @Nullable Object[2 * slots];
        namespaces = namespaces == null ? null : new @Nullable Object[slots];
        size = 0;
        int words = Math.max(1, Math.min(slots, MOST_SLOTS) >>> 6);
        changed = new long[words];
        added = new long[words];
        shared = new long[words];
    }

    private void take(Page from, int slot) {
        int mask = hashes.length - 1;
        int free = home(from.hashes[slot], hashes.length);
        while (hashes[free] != 0) {
            free = free + 1 & mask;
        }
        fill(free, from.key(slot), from.hashes[slot], from.namespace(slot), from.value(slot));
        size++;
        takeMark(from.changed, slot, changed, free);
        takeMark(from.added, slot, added, free);
        takeMark(from.shared, slot, shared, free);
    }

    /** Removes an entry and moves later ones of its probe chain back, so that nothing marks where it was. */
    void remove(int removed) {
        int mask = hashes.length - 1;
        int gap = removed;
        int slot = removed;
        while (true) {
            slot = slot + 1 & mask;
            int hash = hashes[slot];
            if (hash == 0) {
                break;
            }
            int distanceFromHome = slot - home(hash, hashes.length) & mask;
            if (distanceFromHome >= (slot - gap & mask)) {
                fill(gap, key(slot), hash, namespace(slot), value(slot));
                moveMark(changed, slot, gap);
                moveMark(added, slot, gap);
                moveMark(shared, slot, gap);
                gap = slot;
            }
        }
        fill(gap, null, 0, null, null);
        if (isExact()) {
            clear(changed, gap);
            clear(added, gap);
            clear(shared, gap);
        }
        size--;
    }

    private void moveMark(long[] marks, int from, int to) {
        if (isExact()) {
            clear(marks, to);
        }
        takeMark(marks, from, marks, to);
    }

    private static void takeMark(long[] from, int slot, long[] to, int target) {
        if (isMarked(from, slot)) {
            mark(to, target);
        }
    }
}
