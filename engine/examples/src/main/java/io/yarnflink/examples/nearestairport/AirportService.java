package io.yarnflink.examples.nearestairport;

import io.yarnflink.api.fs.Path;
import io.yarnflink.examples.data.Airport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** Stands for a service elsewhere: knows the airports of the United States, and answers after five milliseconds. */
final class AirportService {
    private static final Path AIRPORTS = new Path("classpath:///data/airports.csv.gz");
    private static final double EARTH_RADIUS_KILOMETRES = 6371;

    private final Executor afterAWhile = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);
    private final List<Airport> airports;

    AirportService(List<Airport> airports) {
        this.airports = airports;
    }

    static AirportService connect() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(AIRPORTS.getFileSystem().open(AIRPORTS)), StandardCharsets.UTF_8))) {
            return new AirportService(lines.lines().map(Airport::parse).toList());
        }
    }

    /** The airport nearest to a place; the future is completed on a thread of the service's. */
    CompletableFuture<Nearest> nearest(double latitude, double longitude) {
        return CompletableFuture.supplyAsync(
                () -> airports.stream()
                        .map(airport -> new Nearest(
                                airport.name(),
                                kilometres(latitude, longitude, airport.latitude(), airport.longitude())))
                        .min(Comparator.comparingDouble(Nearest::kilometres).thenComparing(Nearest::name))
                        .orElseThrow(),
                afterAWhile);
    }

    /** Along the surface, by the haversine formula. */
    static double kilometres(double latitude1, double longitude1, double latitude2, double longitude2) {
        double north = Math.sin(Math.toRadians(latitude2 - latitude1) / 2);
        double east = Math.sin(Math.toRadians(longitude2 - longitude1) / 2);
        double chord =
                north * north + Math.cos(Math.toRadians(latitude1)) * Math.cos(Math.toRadians(latitude2)) * east * east;
        return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.sqrt(chord));
    }

    /** An airport and how far away it is. */
    record Nearest(String name, double kilometres) {}
}
