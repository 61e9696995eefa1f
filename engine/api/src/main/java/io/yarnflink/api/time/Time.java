package io.yarnflink.api.time;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A length of time as programs of release 1 write it; what takes one takes a {@link Duration} too. */
@Deprecated
@SuppressWarnings("AmbiguousMethodReference") // Users know both ways to a duration.
public final class Time implements Serializable {
    private final long size;
    private final TimeUnit unit;

    private Time(long size, TimeUnit unit) {
        this.size = size;
        this.unit = Objects.requireNonNull(unit, "time unit is null");
    }

    public static Time of(long size, TimeUnit unit) {
        return new Time(size, unit);
    }

    /** The duration in whole milliseconds. */
    public static Time fromDuration(Duration duration) {
        return milliseconds(duration.toMillis());
    }

    public static Time milliseconds(long milliseconds) {
        return of(milliseconds, TimeUnit.MILLISECONDS);
    }

    public static Time seconds(long seconds) {
        return of(seconds, TimeUnit.SECONDS);
    }

    public static Time minutes(long minutes) {
        return of(minutes, TimeUnit.MINUTES);
    }

    public static Time hours(long hours) {
        return of(hours, TimeUnit.HOURS);
    }

    public static Time days(long days) {
        return of(days, TimeUnit.DAYS);
    }

    public TimeUnit getUnit() {
        return unit;
    }

    public long getSize() {
        return size;
    }

    public long toMilliseconds() {
        return unit.toMillis(size);
    }

    public Duration toDuration() {
        return Duration.of(size, unit.toChronoUnit());
    }

    public static Duration toDuration(Time time) {
        return time.toDuration();
    }

    public long toSeconds() {
        return unit.toSeconds(size);
    }

    /** Times of the same length are equal, whatever their units. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Time that && toMilliseconds() == that.toMilliseconds();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(toMilliseconds());
    }

    @Override
    public String toString() {
        return toMilliseconds() + " ms";
    }
}
