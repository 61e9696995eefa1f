package io.yarnflink.api.configuration;

import java.io.Serializable;
import java.util.Locale;

/** A number of bytes, not negative. */
public record MemorySize(long bytes) implements Serializable, Comparable<MemorySize> {
    public MemorySize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a memory size must not be negative: " + bytes);
        }
    }

    public static MemorySize ofMebiBytes(long mebiBytes) {
        return new MemorySize(mebiBytes << 20);
    }

    /** Reads {@code 512m}, {@code 1 gb}, {@code 64kb} or a plain number of bytes; units are powers of 1024. */
    public static MemorySize parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < plain.length() && Character.isDigit(plain.charAt(end))) {
            end++;
        }
        if (end == 0) {
            throw new IllegalArgumentException("not a memory size: '" + text + "'");
        }
        int shift = switch (plain.substring(end).strip()) {
            case "", "b", "bytes" -> 0;
            case "k", "kb", "kib" -> 10;
            case "m", "mb", "mib" -> 20;
            case "g", "gb", "gib" -> 30;
            case "t", "tb", "tib" -> 40;
            default -> throw new IllegalArgumentException("not a memory size: '" + text + "'");
        };
        long number = Long.parseLong(plain.substring(0, end));
        return new MemorySize(Math.multiplyExact(number, 1L << shift));
    }

    public long getBytes() {
        return bytes;
    }

    public int getMebiBytes() {
        return (int) (bytes >> 20);
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** In the largest unit that keeps it whole. */
    @Override
    public String toString() {
        String[] units = {"b", "kb", "mb", "gb", "tb"};
        long number = bytes;
        int unit = 0;
        while (number != 0 && number % 1024 == 0 && unit < units.length - 1) {
            number /= 1024;
            unit++;
        }
        return number + " " + units[unit];
    }
}
