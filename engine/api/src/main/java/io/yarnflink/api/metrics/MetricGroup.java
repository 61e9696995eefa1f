package io.yarnflink.api.metrics;

import java.util.Map;

/** Where a function registers its metrics; a name that is taken already keeps its first metric. */
public interface MetricGroup {
    default Counter counter(int name) {
        return counter(String.valueOf(name));
    }

    Counter counter(String name);

    default <C extends Counter> C counter(int name, C counter) {
        return counter(String.valueOf(name), counter);
    }

    <C extends Counter> C counter(String name, C counter);

    default <T, G extends Gauge<T>> G gauge(int name, G gauge) {
        return gauge(String.valueOf(name), gauge);
    }

    <T, G extends Gauge<T>> G gauge(String name, G gauge);

    default <H extends Histogram> H histogram(int name, H histogram) {
        return histogram(String.valueOf(name), histogram);
    }

    <H extends Histogram> H histogram(String name, H histogram);

    default <M extends Meter> M meter(int name, M meter) {
        return meter(String.valueOf(name), meter);
    }

    <M extends Meter> M meter(String name, M meter);

    default MetricGroup addGroup(int name) {
        return addGroup(String.valueOf(name));
    }

    MetricGroup addGroup(String name);

    /** A group for one value of a variable, such as a table's name. */
    MetricGroup addGroup(String key, String value);

    String[] getScopeComponents();

    Map<String, String> getAllVariables();

    String getMetricIdentifier(String metricName);

    String getMetricIdentifier(String metricName, CharacterFilter filter);
}
