package io.yarnflink.api.functions.windowing.delta;

import io.yarnflink.api.functions.windowing.delta.extractor.Extractor;

/** The length of the line between two points. */
public class EuclideanDistance<DATA> extends ExtractionAwareDeltaFunction<DATA, double[]> {
    public EuclideanDistance() {
        super(null);
    }

    public EuclideanDistance(Extractor<DATA, double[]> converter) {
        super(converter);
    }

    @Override
    public double getNestedDelta(double[] oldDataPoint, double[] newDataPoint) {
        double squares = 0;
        for (int i = 0; i < oldDataPoint.length; i++) {
            double difference = oldDataPoint[i] - newDataPoint[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
