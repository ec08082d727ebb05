package io.podspace.bench;

import java.util.List;

/**
 * What one arm showed for one quantity.
 *
 * @param samples one per counted round, in the order of the rounds
 */
record Figure(String arm, String name, String unit, double median, double min, double max, List<Double> samples) {

    static Figure of(String arm, String name, String unit, List<Double> samples) {
        return new Figure(
                arm,
                name,
                unit,
                quantile(samples, 0.5),
                quantile(samples, 0),
                quantile(samples, 1),
                List.copyOf(samples));
    }

    /** Nearest-rank quantile; NaN of nothing. */
    static double quantile(List<Double> samples, double q) {
        if (samples.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = samples.stream().sorted().toList();
        int rank = (int) Math.ceil(q * sorted.size());
        return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
    }
}
