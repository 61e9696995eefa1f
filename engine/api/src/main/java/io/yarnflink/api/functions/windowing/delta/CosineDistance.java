package io.yarnflink.api.functions.windowing.delta;

import io.yarnflink.api.functions.windowing.delta.extractor.Extractor;
import java.util.Arrays;

/** How much two vectors differ in direction: from 0, the same, to 2, opposite. */
public class CosineDistance<DATA> extends ExtractionAwareDeltaFunction<DATA, double[]> {
    public CosineDistance() {
        super(null);
    }

    public CosineDistance(Extractor<DATA, double[]> converter) {
        super(converter);
    }

    @Override
    public double getNestedDelta(double[] oldDataPoint, double[] newDataPoint) {
        double lengths =
                Math.sqrt(product(oldDataPoint, oldDataPoint)) * Math.sqrt(product(newDataPoint, newDataPoint));
        if (lengths == 0 || Arrays.equals(oldDataPoint, newDataPoint)) {
            // A vector without length has no direction to differ in.
            return 0;
        }
        return 1 - product(oldDataPoint, newDataPoint) / lengths;
    }

    private static double product(double[] a, double[] b) {
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
        }
        return product;
    }
}
