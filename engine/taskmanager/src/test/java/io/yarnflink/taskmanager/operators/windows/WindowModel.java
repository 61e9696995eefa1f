package io.yarnflink.taskmanager.operators.windows;

import java.util.ArrayList;
import java.util.List;

/** Windows by brute force: each key's live windows with all their records in a list, looked through at every event. */
final class WindowModel {
    private final WindowModelTest.Settings settings;
    private final List<Live> live = new ArrayList<>();
    private final List<WindowModelTest.Firing> firings = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;

    /** A window that may still fire. */
    private record Live(int key, long start, long end, List<Long> records) {
        WindowModelTest.Firing fire() {
            return new WindowModelTest.Firing(
                    key,
                    start,
                    end,
                    records.size(),
                    records.stream().mapToLong(each -> each).sum());
        }
    }

    WindowModel(WindowModelTest.Settings settings) {
        this.settings = settings;
    }

    List<WindowModelTest.Firing> fired(List<WindowModelTest.Event> events) {
        for (WindowModelTest.Event event : events) {
            if (event.key() < 0) {
                advance(event.timestamp());
            } else {
                add(event.key(), event.timestamp());
            }
        }
        advance(Long.MAX_VALUE);
        return firings;
    }

    private void add(int key, long timestamp) {
        if (settings.gap() > 0) {
            addTo(key, timestamp, timestamp, timestamp + settings.gap());
            return;
        }
        for (long start = timestamp; start > timestamp - settings.size(); start--) {
            if (Math.floorMod(start, settings.slide()) == 0) {
                addTo(key, timestamp, start, start + settings.size());
            }
        }
    }

    private void addTo(int key, long timestamp, long start, long end) {
        long from = start;
        long to = end;
        List<Long> records = new ArrayList<>();
        List<Live> merged = new ArrayList<>();
        for (Live window : live) {
            boolean same = window.start() == start && window.end() == end;
            boolean touches = settings.gap() > 0 && window.start() <= end && window.end() >= start;
            if (window.key() == key && (same || touches)) {
                merged.add(window);
                from = Math.min(from, window.start());
                to = Math.max(to, window.end());
                records.addAll(window.records());
            }
        }
        if (isOver(to)) {
            return;
        }
        live.removeAll(merged);
        records.add(timestamp);
        Live window = new Live(key, from, to, records);
        live.add(window);
        if (to - 1 <= watermark) {
            firings.add(window.fire());
        }
    }

    private void advance(long to) {
        long before = watermark;
        watermark = Math.max(watermark, to);
        for (Live window : live) {
            if (window.end() - 1 > before && window.end() - 1 <= watermark) {
                firings.add(window.fire());
            }
        }
        live.removeIf(window -> isOver(window.end()));
    }

    private boolean isOver(long end) {
        return end - 1 + settings.lateness() <= watermark;
    }
}
