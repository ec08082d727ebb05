package io.podspace.console;

import io.podspace.report.RevisionCourse;
import io.podspace.service.Course;
import io.podspace.service.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Shares of server errors over the last quarter of an hour as SVG needs them, {@link #WIDTH} by {@link #HEIGHT}. Pure.
 *
 * @param lines one a revision; none while nothing was answered
 * @param top what the upper edge means, e.g. "5 %"
 * @param spoken the same in words
 */
public record ErrorChart(List<Line> lines, String top, String spoken) {
    static final int WIDTH = 300;
    static final int HEIGHT = 60;
    private static final double LEAST_TOP = 0.05;
    private static final Duration SPAN = Duration.ofMinutes(15);

    /** @param points of a polyline */
    public record Line(String css, String points, String legend) {}

    /** @param courses the old revision first */
    static ErrorChart of(List<RevisionCourse> courses, Instant now) {
        double top = courses.stream()
                .flatMap(each -> each.course().pieces().stream())
                .mapToDouble(piece -> piece.responses().rate())
                .reduce(LEAST_TOP, Math::max);
        List<Line> lines = courses.stream()
                .map(each -> new Line(
                        each == courses.getLast() ? "is-accent" : "is-pending",
                        each.course().pieces().stream()
                                .map(piece -> points(piece, top, now))
                                .collect(Collectors.joining(" ")),
                        "#%d: %s".formatted(each.revision(), each.course().sum())))
                .toList();
        String spoken = lines.stream().map(Line::legend).collect(Collectors.joining("; "));
        return new ErrorChart(lines, Math.round(100 * top) + " %", spoken);
    }

    /** A piece is a level line from its beginning to its end. */
    private static String points(Course.Piece piece, double top, Instant now) {
        double y = HEIGHT - piece.responses().rate() / top * HEIGHT;
        return "%s,%s %s,%s"
                .formatted(x(piece.from(), now), text(y), x(piece.from().plus(Traffic.PIECE), now), text(y));
    }

    private static String x(Instant at, Instant now) {
        double back = (double) Duration.between(at, now).toMillis() / SPAN.toMillis();
        return text(Math.clamp(WIDTH - back * WIDTH, 0.0, WIDTH));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
