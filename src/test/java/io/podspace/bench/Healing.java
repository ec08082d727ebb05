package io.podspace.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * How a fault of one copy was got over. Seconds are counted from the fault, as {@link Fault#inject} tells it; {@link #LIMIT} stands for what had not come by
 * then.
 *
 * @param out until HAProxy sent no more requests to it
 * @param lastBad when the last request was due that failed or was late; 0: none
 * @param failed requests that were not answered with 200
 * @param late requests that were answered, after more than {@link #LATE_NANOS}
 * @param replaced until as many copies as before were in rotation again
 * @param trouble what most of the failed requests met; empty when none failed
 */
record Healing(double out, double lastBad, int requests, int failed, int late, double replaced, String trouble) {
    static final long LATE_NANOS = 2_000_000_000L;
    static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SAMPLE_MILLIS = 10;
    /** Before the fault, so that connections are warm; and after it, so that a second blow would show. */
    private static final int REQUESTS_AROUND = 200;

    static Healing of(Engine engine, Site site, Fault fault, String victim, int copies, int rate) throws Exception {
        String address = site.containers().entrySet().stream()
                .filter(each -> each.getValue().equals(victim))
                .findFirst()
                .orElseThrow()
                .getKey();
        long began;
        double out;
        double replaced;
        RouteLoad load = new RouteLoad(site.front(), site.host(), "/health", rate);
        try (load;
                RotationWatch watch = new RotationWatch(site.rotation(), SAMPLE_MILLIS)) {
            awaitMore(load);
            long asked = Arm.wallNanos();
            began = fault.inject(engine, victim);
            long left = until(watch, began, asked, now -> !now.contains(address));
            out = seconds(began, left);
            replaced = seconds(began, until(watch, began, left, now -> now.size() >= copies));
            awaitMore(load);
        }
        List<RouteLoad.Visit> visits = List.copyOf(load.visits);
        return new Healing(
                out,
                visits.stream()
                        .filter(visit -> !visit.good() || visit.took() > LATE_NANOS)
                        .mapToDouble(visit -> (visit.due() - began) / 1e9)
                        .max()
                        .orElse(0),
                visits.size(),
                (int) visits.stream().filter(visit -> !visit.good()).count(),
                (int) visits.stream()
                        .filter(visit -> visit.good() && visit.took() > LATE_NANOS)
                        .count(),
                replaced,
                RouteLoad.trouble(load));
    }

    /** @return when the rotation was so at or after a time, or what stands for never */
    private static long until(RotationWatch watch, long began, long from, Predicate<Set<String>> state)
            throws Exception {
        try {
            Await.until("the rotation has changed", LIMIT, () -> watch.first(from, state)
                    .isPresent());
            return watch.first(from, state).orElseThrow();
        } catch (TimeoutException e) {
            return began + LIMIT.toNanos();
        }
    }

    private static double seconds(long began, long at) {
        return Math.max(0, at - began) / 1e9;
    }

    /** Whether it was got over at all: else the next fault would meet a copy too few. */
    boolean whole() {
        return out < LIMIT.toSeconds() && replaced < LIMIT.toSeconds();
    }

    private static void awaitMore(RouteLoad load) throws Exception {
        int wanted = load.visits.size() + REQUESTS_AROUND;
        Await.until("answers", LIMIT, () -> load.visits.size() >= wanted);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "out %.2f s, last bad %.2f s, failed %d and late %d of %d, replaced %.2f s%s%s",
                out,
                lastBad,
                failed,
                late,
                requests,
                replaced,
                whole() ? "" : " (NOT GOT OVER)",
                trouble.isEmpty() ? "" : "; " + trouble);
    }
}
