package io.yarnflink.examples.flightdelays;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws delays by hour of the day: bars for all airports together, and a field for each hour of the busiest airports. */
final class DelayChart {
    private static final int AIRPORTS = 15;
    /** A mean of fewer flights says nothing. */
    private static final int ENOUGH = 10;

    private static final int LEFT = 110;
    private static final int CELL_WIDTH = 34;
    private static final int CELL_HEIGHT = 24;
    private static final int BARS_TOP = 110;
    private static final int BARS_HEIGHT = 150;
    private static final int FIELDS_TOP = 350;
    private static final int HOURS = 24;
    private static final int WIDTH = LEFT + HOURS * CELL_WIDTH + 40;
    private static final double WORST = 45;
    /** Of one hue order, from dark blue to yellow, that colour-blind eyes and grey printers keep apart too. */
    private static final int[][] COLOURS = {
        {0, 32, 77}, {49, 68, 107}, {102, 105, 112}, {149, 143, 120}, {201, 185, 101}, {255, 234, 70}
    };

    private final Delay[] ofHour = new Delay[HOURS];
    private final List<Airport> airports;
    private final StringBuilder svg = new StringBuilder();
    private int flights;
    private LocalDate first = LocalDate.MAX;
    private LocalDate last = LocalDate.MIN;

    DelayChart(List<HourlyDelay> hours) {
        Map<String, Airport> byName = new HashMap<>();
        for (int hour = 0; hour < HOURS; hour++) {
            ofHour[hour] = new Delay();
        }
        for (HourlyDelay one : hours) {
            int hour = one.hour().atOffset(ZoneOffset.UTC).getHour();
            LocalDate day = LocalDate.ofInstant(one.hour(), ZoneOffset.UTC);
            first = day.isBefore(first) ? day : first;
            last = day.isAfter(last) ? day : last;
            ofHour[hour].add(one);
            byName.computeIfAbsent(one.airport(), Airport::new).add(hour, one);
            flights += one.flights();
        }
        List<Airport> busiest = new ArrayList<>(byName.values());
        busiest.sort(Comparator.comparingInt((Airport airport) -> airport.whole.flights)
                .reversed()
                .thenComparing(airport -> airport.name));
        airports = new ArrayList<>(busiest.subList(0, Math.min(AIRPORTS, busiest.size())));
        airports.sort(Comparator.comparingDouble((Airport airport) -> airport.whole.mean())
                .reversed()
                .thenComparing(airport -> airport.name));
    }

    String html() {
        int height = FIELDS_TOP + airports.size() * CELL_HEIGHT + 110;
        text(LEFT, 36, "start", "title", "Delays of flights");
        text(
                LEFT,
                60,
                "start",
                "note",
                String.format(
                        Locale.ROOT,
                        "Mean delay in minutes by hour of departure, local time; %,d flights, %s to %s",
                        flights,
                        first,
                        last));
        bars();
        fields();
        legend(FIELDS_TOP + airports.size() * CELL_HEIGHT + 60);
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>Delays of flights</title><style>
                body { margin: 0; background: #fff }
                svg { display: block; margin: 0 auto; max-width: 100%%; font: 13px system-ui, sans-serif; fill: #222 }
                .title { font-size: 22px; font-weight: 600 } .head { font-weight: 600 } .note { fill: #555 }
                .value { font-size: 11px } .light { fill: #fff } .grid { stroke: #ddd } .axis { stroke: #888 } .none { fill: #f2f2f2 }
                </style></head><body>
                <svg viewBox="0 0 %d %d" width="%d" role="img" aria-label="Mean delay of flights by hour and airport">
                %s</svg></body></html>
                """.formatted(WIDTH, height, WIDTH, svg);
    }

    private void bars() {
        text(LEFT, BARS_TOP - 18, "start", "head", "All airports");
        double highest = 5;
        double lowest = 0;
        for (Delay delay : ofHour) {
            highest = Math.max(highest, delay.enough() ? delay.mean() : 0);
            lowest = Math.min(lowest, delay.enough() ? delay.mean() : 0);
        }
        int step = highest > 40 ? 20 : highest > 20 ? 10 : 5;
        int top = (int) Math.ceil(highest / step) * step;
        int bottom = (int) Math.floor(lowest / step) * step;
        double minute = (double) BARS_HEIGHT / (top - bottom);
        for (int tick = bottom; tick <= top; tick += step) {
            long y = Math.round(BARS_TOP + (top - tick) * minute);
            svg.append(String.format(
                    "<line class='%s' x1='%d' x2='%d' y1='%d' y2='%d'/>%n",
                    tick == 0 ? "axis" : "grid", LEFT, WIDTH - 40, y, y));
            text(LEFT - 8, (int) y + 4, "end", "note", tick + (tick == top ? " min" : ""));
        }
        for (int hour = 0; hour < HOURS; hour++) {
            Delay delay = ofHour[hour];
            double mean = delay.enough() ? delay.mean() : 0;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x='%d' y='%.1f' width='%d' height='%.1f' fill='#31446b'><title>%s</title></rect>%n",
                    LEFT + hour * CELL_WIDTH + 3,
                    BARS_TOP + (top - Math.max(0, mean)) * minute,
                    CELL_WIDTH - 6,
                    Math.abs(mean) * minute,
                    delay.words(hour, "all airports")));
        }
        hours(BARS_TOP + BARS_HEIGHT + 18);
    }

    private void fields() {
        text(LEFT, FIELDS_TOP - 18, "start", "head", "The " + airports.size() + " busiest airports, the latest first");
        for (int row = 0; row < airports.size(); row++) {
            Airport airport = airports.get(row);
            int y = FIELDS_TOP + row * CELL_HEIGHT;
            text(LEFT - 50, y + 16, "end", "head", airport.name);
            text(LEFT - 8, y + 16, "end", "note", String.format(Locale.ROOT, "%.1f", airport.whole.mean()));
            for (int hour = 0; hour < HOURS; hour++) {
                field(LEFT + hour * CELL_WIDTH, y, airport.hours[hour], airport.hours[hour].words(hour, airport.name));
            }
        }
        hours(FIELDS_TOP + airports.size() * CELL_HEIGHT + 16);
        text(LEFT - 8, FIELDS_TOP - 6, "end", "note", "mean, min");
    }

    private void field(int x, int y, Delay delay, String words) {
        String colour = delay.enough() ? "fill='" + colour(delay.mean()) + "'" : "class='none'";
        svg.append(String.format(
                "<rect x='%d' y='%d' width='%d' height='%d' %s><title>%s</title></rect>%n",
                x + 1, y + 1, CELL_WIDTH - 2, CELL_HEIGHT - 2, colour, words));
        if (delay.enough()) {
            String ink = delay.mean() < WORST / 2 ? "value light" : "value";
            text(x + CELL_WIDTH / 2, y + 16, "middle", ink, String.valueOf(Math.round(delay.mean())));
        }
    }

    private void hours(int y) {
        for (int hour = 0; hour < HOURS; hour++) {
            text(LEFT + hour * CELL_WIDTH + CELL_WIDTH / 2, y, "middle", "note", String.valueOf(hour));
        }
        text(LEFT - 8, y, "end", "note", "hour");
    }

    private void legend(int y) {
        int steps = 10;
        for (int step = 0; step < steps; step++) {
            svg.append(String.format(
                    "<rect x='%d' y='%d' width='30' height='14' fill='%s'/>%n",
                    LEFT + step * 30, y, colour(WORST * step / (steps - 1))));
        }
        text(LEFT, y + 30, "start", "note", "on time or early");
        text(LEFT + 300, y + 30, "end", "note", Math.round(WORST) + " min or more");
        svg.append(String.format("<rect class='none' x='%d' y='%d' width='30' height='14'/>%n", LEFT + 360, y));
        text(LEFT + 398, y + 12, "start", "note", "fewer than " + ENOUGH + " flights");
    }

    private void text(int x, int y, String anchor, String style, String words) {
        svg.append(String.format(
                "<text x='%d' y='%d' text-anchor='%s' class='%s'>%s</text>%n", x, y, anchor, style, escape(words)));
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String colour(double mean) {
        double place = Math.max(0, Math.min(1, mean / WORST)) * (COLOURS.length - 1);
        int below = Math.min(COLOURS.length - 2, (int) place);
        StringBuilder colour = new StringBuilder("#");
        for (int part = 0; part < 3; part++) {
            double from = COLOURS[below][part];
            colour.append(String.format(
                    "%02x", Math.round(from + (COLOURS[below + 1][part] - from) * (place - below))));
        }
        return colour.toString();
    }

    /** Flights and their delays. */
    private static final class Delay {
        private int flights;
        private int minutes;

        void add(HourlyDelay one) {
            flights += one.flights();
            minutes += one.minutes();
        }

        boolean enough() {
            return flights >= ENOUGH;
        }

        double mean() {
            return (double) minutes / flights;
        }

        String words(int hour, String where) {
            return flights == 0
                    ? escape(where) + ", " + hour + " h: no flights"
                    : String.format(
                            Locale.ROOT, "%s, %d h: %.1f min, %d flights", escape(where), hour, mean(), flights);
        }
    }

    /** An airport's delays by hour of the day. */
    private static final class Airport {
        private final String name;
        private final Delay whole = new Delay();
        private final Delay[] hours = new Delay[HOURS];

        Airport(String name) {
            this.name = name;
            for (int hour = 0; hour < HOURS; hour++) {
                hours[hour] = new Delay();
            }
        }

        void add(int hour, HourlyDelay one) {
            whole.add(one);
            hours[hour].add(one);
        }
    }
}
