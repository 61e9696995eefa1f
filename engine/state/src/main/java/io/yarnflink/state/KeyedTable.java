package io.yarnflink.state;

import io.yarnflink.api.typeutils.TypeSerializer;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The values of one key group in pages that split one by one as they fill. A value belongs to a key, or to a key and a
 * namespace when the table is spaced. Freezing it for a snapshot takes no longer when it is large: a page that a snapshot
 * has not written yet is copied before it changes, and a value that can change before it is handed out. One thread, but
 * for what is frozen.
 */
final class KeyedTable<K, N, V> {
    private static final Page[] NO_PAGES = {};
    private static final int MOST_DEPTH = 24;
    private static final int FEW_REMOVED = 256;

    private final boolean spaced;
    /** Null when values cannot change. */
    private final @Nullable UnaryOperator<@Nullable Object> copier;

    /** By the lowest bits of the mixed hash; a page stands at each place that ends in the bits it shares. */
    private Page[] directory;
    /** The only page while there is one, which saves a look into the directory. */
    private @Nullable Page only;
    /** Whether a snapshot reads the directory, or did. */
    private boolean directoryFrozen;

    private int size;
    private int version;
    private int epoch;
    private final List<WeakReference<FrozenTable>> frozen = new ArrayList<>(0);

    // What has changed in this epoch, while the last snapshot can be built on.
    private boolean tracking;
    private Page[] changed = NO_PAGES;
    private int changedPages;
    private List<Object> removed = new ArrayList<>(0);

    private int sweptPage;
    private int sweptSlot = -1;

    /** {@code serializer} copies values. */
    @SuppressWarnings("unchecked") // The table's values are its serializer's.
    KeyedTable(boolean spaced, TypeSerializer<V> serializer) {
        this.spaced = spaced;
        copier = serializer.isImmutableType() ? null : value -> serializer.copy((V) value);
        Page first = new Page(spaced);
        directory = new Page[] {first};
        only = first;
    }

    int size() {
        return size;
    }

    /** The value in a slot where its key was found, which the caller may change when it is of a type that can. */
    @SuppressWarnings("unchecked") // Only put() writes pages.
    @Nullable
    V valueAt(Page page, int slot) {
        return (V) (copier == null ? page.value(slot) : handedOut(page, slot, copier));
    }

    /** The value in a slot where its key was found, which nobody changes. */
    @SuppressWarnings("unchecked") // Only put() writes pages.
    @Nullable
    V seenAt(Page page, int slot) {
        return (V) page.value(slot);
    }

    /** Sets the value in a slot where its key was found, since when no entry has come or gone. */
    void replaceAt(Page page, int slot, V value) {
        owned(page, slot).replace(slot, value);
    }

    private @Nullable Object handedOut(Page found, int slot, UnaryOperator<@Nullable Object> copy) {
        Page page = owned(found, slot);
        page.markChanged(slot);
        if (page.isShared(slot)) {
            forgetWritten();
            if (frozen.isEmpty()) {
                page.forgetSharing();
            } else {
                page.unshare(slot, copy);
            }
        }
        return page.value(slot);
    }

    /** Sets the value of a key that is there already; false when it is not. */
    boolean replace(Object key, int hash, Object namespace, V value) {
        int mixed = mixed(hash, namespace);
        Page page = page(mixed);
        int slot = page.find(key, mixed, namespace);
        if (slot < 0) {
            return false;
        }
        owned(page, slot).replace(slot, value);
        return true;
    }

    void put(K key, int hash, N namespace, V value) {
        int mixed = mixed(hash, namespace);
        Page page = page(mixed);
        int slot = page.find(key, mixed, namespace);
        if (slot >= 0) {
            owned(page, slot).replace(slot, value);
            return;
        }
        page = owned(page, mixed, page.depth());
        if (page.isFull()) {
            page = withRoom(page, mixed);
            slot = page.find(key, mixed, namespace);
        }
        page.insert(~slot, key, mixed, namespace, value);
        size++;
    }

    void remove(Object key, int hash, Object namespace) {
        int mixed = mixed(hash, namespace);
        Page page = page(mixed);
        int slot = page.find(key, mixed, namespace);
        if (slot >= 0) {
            remove(page, slot);
        }
    }

    private Page remove(Page found, int slot) {
        Page page = owned(found, slot);
        if (tracking && !page.isNew(slot)) {
            removed.add(existing(page.key(slot)));
            if (spaced) {
                removed.add(existing(page.namespace(slot)));
            }
        }
        page.remove(slot);
        size--;
        if (removed.size() > 2 * Math.max(FEW_REMOVED, size)) {
            // Whole, the next snapshot is smaller.
            stopTracking();
        }
        return page;
    }

    private static Object existing(@Nullable Object part) {
        if (part == null) {
            throw new IllegalStateException("an entry without its key or its namespace");
        }
        return part;
    }

    @SuppressWarnings("unchecked") // Only put() writes pages.
    void forEachKey(Consumer<? super K> visitor) {
        for (int i = 0; i < directory.length; i++) {
            Page page = directory[i];
            if (i >>> page.depth() != 0) {
                continue;
            }
            for (int slot = 0; slot < page.slots(); slot++) {
                if (page.isOccupied(slot)) {
                    visitor.accept((K) existing(page.key(slot)));
                }
            }
        }
    }

    /** Looks at the next {@code entries} slots in turn and removes the values that {@code isOver} says are over. */
    @SuppressWarnings("unchecked") // Only put() writes pages.
    void sweep(int entries, Predicate<? super V> isOver) {
        for (int looked = 0; looked < entries && size > 0; looked++) {
            Page page = directory[sweptPage & directory.length - 1];
            sweptSlot++;
            if (sweptSlot >= page.slots()) {
                sweptSlot = 0;
                sweptPage = sweptPage + 1 & directory.length - 1;
                page = directory[sweptPage];
            }
            while (page.isOccupied(sweptSlot) && isOver.test((V) page.value(sweptSlot))) {
                page = remove(page, sweptSlot);
            }
        }
    }

    /** Never 0; its lowest bits choose the page, its highest ones the slot. */
    static int mixed(int hash, @Nullable Object namespace, boolean spaced) {
        int both = spaced && namespace != null ? hash * 31 + namespace.hashCode() : hash;
        // All keys of a key group agree in the hash's remainder: the product's lower half tells them apart least.
        return (int) ((both * 0x9E3779B97F4A7C15L) >>> 32) | Integer.MIN_VALUE;
    }

    /** Where entries with that mixed hash are. */
    Page page(int mixed) {
        Page single = only;
        return single == null ? directory[mixed & directory.length - 1] : single;
    }

    int mixed(int hash, Object namespace) {
        return mixed(hash, namespace, spaced);
    }

    private Page owned(Page page, int slot) {
        return page.version == version ? page : owned(page, page.mixedHash(slot), page.depth());
    }

    /** The page to change instead of one whose entries' hashes end in the {@code depth} lowest bits of {@code mixed}. */
    private Page owned(Page page, int mixed, int depth) {
        if (page.version == version) {
            return page;
        }
        Page owned = page;
        if (isFrozen(page)) {
            owned = page.copy(copier != null);
            place(owned, mixed, depth);
            if (tracking && owned.epoch == epoch) {
                changed[owned.place] = owned;
            }
        } else if (page.epoch != epoch) {
            shareChanged(page);
        }
        owned.version = version;
        if (owned.epoch != epoch) {
            owned.epoch = epoch;
            owned.forgetChanges();
            noteChanged(owned);
        }
        return owned;
    }

    private void shareChanged(Page page) {
        if (copier == null) {
            return;
        }
        for (WeakReference<FrozenTable> each : frozen) {
            FrozenTable table = each.get();
            if (table != null && table.sharesChanges(page)) {
                page.shareChanged();
                return;
            }
        }
    }

    private boolean isFrozen(Page page) {
        forgetWritten();
        for (WeakReference<FrozenTable> each : frozen) {
            FrozenTable table = each.get();
            if (table != null && table.holds(page)) {
                return true;
            }
        }
        return false;
    }

    private void forgetWritten() {
        frozen.removeIf(each -> {
            FrozenTable table = each.get();
            return table == null || table.isReleased();
        });
    }

    private void noteChanged(Page page) {
        if (!tracking) {
            return;
        }
        if (changedPages == changed.length) {
            changed = Arrays.copyOf(changed, Math.max(8, changedPages * 2));
        }
        page.place = changedPages;
        changed[changedPages++] = page;
    }

    private void place(Page page, int mixed, int depth) {
        if (directoryFrozen) {
            directory = directory.clone();
            directoryFrozen = false;
        }
        int step = 1 << depth;
        for (int i = mixed & step - 1; i < directory.length; i += step) {
            directory[i] = page;
        }
        only = directory.length == 1 ? page : null;
    }

    /** Makes room for an entry with that hash in the page, or in one that it is split into. */
    private Page withRoom(Page full, int mixed) {
        Page page = full;
        while (page.isFull()) {
            if (!page.isLargest() || !maySplit(page)) {
                page.grow();
                continue;
            }
            if (1 << page.depth() == directory.length) {
                Page[] larger = Arrays.copyOf(directory, directory.length * 2);
                System.arraycopy(directory, 0, larger, directory.length, directory.length);
                directory = larger;
                directoryFrozen = false;
            }
            int bit = 1 << page.depth();
            Page other = page.split();
            place(other, (mixed & bit - 1) | bit, other.depth());
            noteChanged(other);
            page = (mixed & bit) == 0 ? page : other;
        }
        return page;
    }

    /** Not when hashes do not tell the entries apart: the directory would grow without end. */
    private boolean maySplit(Page page) {
        int moved = page.movedBySplit();
        return page.depth() < MOST_DEPTH
                && moved > page.size() / 8
                && moved < page.size() - page.size() / 8
                && (1 << page.depth() < directory.length || directory.length <= Math.max(16, size / 4));
    }

    /** Whether {@link #frozenChanges} can be asked. */
    boolean isTracking() {
        return tracking;
    }

    /** All entries as they are now, without those left out; null when there are none. {@code restart}: an epoch begins. */
    @Nullable
    FrozenTable frozenWhole(boolean restart, Predicate<? super V> leftOut) {
        FrozenTable whole = FrozenTable.whole(directory, version, leftOut);
        if (restart) {
            startEpoch();
        }
        if (size == 0) {
            return null;
        }
        directoryFrozen = true;
        freeze(whole);
        return whole;
    }

    /** What has changed in this epoch, which ends; null when nothing has. */
    @Nullable
    FrozenTable frozenChanges() {
        FrozenTable changes = FrozenTable.changes(changed, changedPages, removed, version, epoch);
        boolean isEmpty = changedPages == 0 && removed.isEmpty();
        startEpoch();
        if (isEmpty) {
            return null;
        }
        freeze(changes);
        return changes;
    }

    private void freeze(FrozenTable table) {
        version++;
        forgetWritten();
        frozen.add(new WeakReference<>(table));
    }

    private void startEpoch() {
        stopTracking();
        tracking = true;
        epoch++;
        version++;
    }

    private void stopTracking() {
        tracking = false;
        changed = NO_PAGES;
        changedPages = 0;
        removed = new ArrayList<>(0);
    }
}
