package io.podspace.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/**
 * How a new version came, or went back, under load.
 *
 * @param failed requests, slow ones included, that were not answered with 200
 * @param before milliseconds, 99th percentile of the requests before it began
 * @param during milliseconds, 99th percentile of those until it was over
 * @param fewest pods in rotation at once
 * @param seconds until the last change of the rotation; of a version that went back, until that was over
 * @param metNew requests that the new version answered
 * @param cut WebSockets of the application itself that were closed
 * @param right whether a good version came to stay, and a bad one went
 * @param trouble what most of the failed requests met; empty when none failed
 */
record Rollout(
        int requests,
        int failed,
        double before,
        double during,
        int fewest,
        double seconds,
        int metNew,
        int cut,
        boolean right,
        String trouble) {
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int SAMPLE_MILLIS = 50;
    private static final int SLOW_RATE = 5;
    private static final int SECONDS_AROUND = 4;

    static Rollout of(Way way, Version version, int pods, int rate) throws Exception {
        way.fresh(pods, version);
        Site site = way.site();
        RouteLoad load = new RouteLoad(site.front(), site.host(), "/version", rate);
        RouteLoad slow = new RouteLoad(site.front(), site.host(), "/slow?ms=2000", SLOW_RATE);
        WebSockets sockets = new WebSockets(site.front(), site.host(), pods);
        RotationWatch watch = new RotationWatch(site.rotation(), SAMPLE_MILLIS);
        long began;
        long ended;
        Way.Outcome outcome;
        try (slow;
                load;
                sockets;
                watch) {
            awaitSeconds(load, rate);
            began = Arm.wallNanos();
            way.roll(version);
            awaitSeconds(load, rate); // what was before may still be said of it
            outcome = awaitEnd(way, version);
            ended = Arm.wallNanos();
            awaitSeconds(load, rate);
        }
        List<RouteLoad.Visit> visits = List.copyOf(load.visits);
        return new Rollout(
                visits.size() + slow.visits.size(),
                load.failures.size() + slow.failures.size(),
                p99(visits, Long.MIN_VALUE, began),
                p99(visits, began, ended),
                watch.fewest(),
                ((version.good ? watch.changes.getLast().at() : ended) - began) / 1e9,
                (int) visits.stream()
                        .filter(visit -> visit.body().equals(version.word()))
                        .count(),
                sockets.closed.get(),
                outcome.endsWith(version) && version.good == (outcome == Way.Outcome.NEW_ONE_IS_THERE),
                RouteLoad.trouble(load, slow));
    }

    /** One that does not come to an end within the limit stays under way, which is no right end. */
    private static Way.Outcome awaitEnd(Way way, Version version) throws Exception {
        try {
            Await.until(
                    version.title + " is over", LIMIT, LOOK, () -> way.outcome().endsWith(version));
            return way.outcome();
        } catch (TimeoutException e) {
            return Way.Outcome.UNDER_WAY;
        }
    }

    private static void awaitSeconds(RouteLoad load, int rate) throws Exception {
        int wanted = load.visits.size() + SECONDS_AROUND * rate;
        Await.until("answers", LIMIT, () -> load.visits.size() >= wanted);
    }

    private static double p99(List<RouteLoad.Visit> visits, long from, long to) {
        return Figure.quantile(
                visits.stream()
                        .filter(visit -> visit.due() >= from && visit.due() < to)
                        .map(visit -> visit.took() / 1e6)
                        .toList(),
                0.99);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d of %d failed, p99 %.0f before %.0f ms, fewest ready %d, %.1f s, new version met %d, own WebSockets cut %d%s",
                right ? "as it should" : "NOT AS IT SHOULD",
                failed,
                requests,
                during,
                before,
                fewest,
                seconds,
                metNew,
                cut,
                trouble.isEmpty() ? "" : "; " + trouble);
    }
}
