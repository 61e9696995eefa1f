package io.yarnflink.state;

import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a {@link KeyedTable} as they were at one moment. The task reads which pages it holds, and changes them again
 * once it is released; everything else belongs to the thread that writes it.
 */
final class FrozenTable implements FrozenGroup {
    private static final int WHOLE = -1;

    private Page[] pages;
    private int count;
    private final List<Object> removed;
    private final int version;
    private final int epoch;
    private final Predicate<Object> leftOut;
    /** Keys, namespaces and values that are to be written, side by side, once pages are not needed for them. */
    private List<@Nullable Object> entries = List.of();

    private volatile boolean collected;
    private volatile boolean released;

    private FrozenTable(
            Page[] pages, int count, List<Object> removed, int version, int epoch, Predicate<Object> leftOut) {
        this.pages = pages;
        this.count = count;
        this.removed = removed;
        this.version = version;
        this.epoch = epoch;
        this.leftOut = leftOut;
    }

    /** All entries of a directory's pages, but for values left out. */
    @SuppressWarnings("unchecked") // The table's values are what the predicate is about.
    static FrozenTable whole(Page[] directory, int version, Predicate<?> leftOut) {
        return new FrozenTable(directory, directory.length, List.of(), version, WHOLE, (Predicate<Object>) leftOut);
    }

    /** What {@code epoch} has changed in {@code count} pages, and the keys and namespaces that it has removed. */
    static FrozenTable changes(Page[] pages, int count, List<Object> removed, int version, int epoch) {
        return new FrozenTable(pages, count, removed, version, epoch, value -> false);
    }

    /** Whether the page is one of those to be written; the task asks. */
    boolean holds(Page page) {
        return !collected && page.version <= version && (epoch == WHOLE || page.epoch == epoch);
    }

    /** Whether the values that the page's last epoch has changed are to be written, but the page is not; the task asks. */
    boolean sharesChanges(Page page) {
        return collected && !released && page.version <= version && page.epoch == epoch;
    }

    @Override
    public void collect() {
        if (epoch == WHOLE) {
            return;
        }
        List<@Nullable Object> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Page page = pages[i];
            for (int slot = next(page, 0); slot >= 0; slot = next(page, slot + 1)) {
                found.add(page.key(slot));
                if (page.isSpaced()) {
                    found.add(page.namespace(slot));
                }
                found.add(page.value(slot));
            }
        }
        entries = found;
        pages = new Page[0];
        count = 0;
        collected = true;
    }

    /** The next entry that is to be written; -1 when there is none. */
    private int next(Page page, int from) {
        return epoch == WHOLE ? page.nextEntry(from) : page.nextChanged(from);
    }

    @Override
    public void release() {
        released = true;
    }

    boolean isReleased() {
        return released;
    }

    @Override
    public void write(ByteArrayOutputView target, TypeSerializer<?>[] serializers) throws IOException {
        boolean spaced = serializers.length > ValueTable.NAMESPACES;
        target.writeInt(spaced ? removed.size() / 2 : removed.size());
        for (int i = 0; i < removed.size(); i++) {
            serialize(removed.get(i), serializers[spaced && i % 2 == 1 ? ValueTable.NAMESPACES : 0], target);
        }
        int countAt = target.position();
        target.writeInt(0);
        int written = 0;
        for (int i = 0; i < count; i++) {
            if (epoch != WHOLE || i >>> pages[i].depth() == 0) {
                written += write(pages[i], target, serializers);
            }
        }
        target.putInt(countAt, written + writeEntries(target, serializers));
    }

    private int writeEntries(ByteArrayOutputView target, TypeSerializer<?>[] serializers) throws IOException {
        int next = 0;
        while (next < entries.size()) {
            serialize(entries.get(next++), serializers[ValueTable.KEYS], target);
            if (serializers.length > ValueTable.NAMESPACES) {
                serialize(entries.get(next++), serializers[ValueTable.NAMESPACES], target);
            }
            serialize(entries.get(next++), serializers[ValueTable.VALUES], target);
        }
        return entries.size() / serializers.length;
    }

    private int write(Page page, ByteArrayOutputView target, TypeSerializer<?>[] serializers) throws IOException {
        int written = 0;
        for (int slot = next(page, 0); slot >= 0; slot = next(page, slot + 1)) {
            Object value = page.value(slot);
            if (leftOut.test(value)) {
                continue;
            }
            serialize(page.key(slot), serializers[ValueTable.KEYS], target);
            if (serializers.length > ValueTable.NAMESPACES) {
                serialize(page.namespace(slot), serializers[ValueTable.NAMESPACES], target);
            }
            serialize(value, serializers[ValueTable.VALUES], target);
            written++;
        }
        return written;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // What is in a page is of the serializer's type.
    private static void serialize(@Nullable Object part, TypeSerializer<?> serializer, ByteArrayOutputView target)
            throws IOException {
        ((TypeSerializer<Object>) serializer).serialize(part, target);
    }
}
