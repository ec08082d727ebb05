package io.podspace.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How a fault of one copy was got over. Seconds are counted from the fault.
 *
 * @param out until HAProxy sent no more requests to it
 * @param lastBad when the last request was due that failed or was late; 0: none
 * @param failed requests that were not answered with 200
 * @param late requests that were answered, after more than {@link #LATE_NANOS}
 * @param replaced until as many copies as before were in rotation again
 */
record Healing(double out, double lastBad, int requests, int failed, int late, double replaced) {
    static final long LATE_NANOS = 2_000_000_000L;
    private static final Duration LIMIT = Duration.ofSeconds(90);
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
        long out;
        long replaced;
        RouteLoad load = new RouteLoad(site.front(), site.host(), "/health", rate);
        try (load;
                RotationWatch watch = new RotationWatch(site, SAMPLE_MILLIS)) {
            awaitMore(load);
            began = Arm.wallNanos();
            fault.inject(engine, victim);
            Await.until("it left rotation", LIMIT, () -> watch.first(began, now -> !now.contains(address))
                    .isPresent());
            out = watch.first(began, now -> !now.contains(address)).getAsLong();
            long left = out;
            Await.until("it was replaced", LIMIT, () -> watch.first(left, now -> now.size() >= copies)
                    .isPresent());
            replaced = watch.first(left, now -> now.size() >= copies).getAsLong();
            awaitMore(load);
        }
        List<RouteLoad.Visit> visits = List.copyOf(load.visits);
        return new Healing(
                seconds(out - began),
                visits.stream()
                        .filter(visit -> !visit.good() || visit.took() > LATE_NANOS)
                        .mapToDouble(visit -> seconds(visit.due() - began))
                        .max()
                        .orElse(0),
                visits.size(),
                (int) visits.stream().filter(visit -> !visit.good()).count(),
                (int) visits.stream()
                        .filter(visit -> visit.good() && visit.took() > LATE_NANOS)
                        .count(),
                seconds(replaced - began));
    }

    private static void awaitMore(RouteLoad load) throws Exception {
        int wanted = load.visits.size() + REQUESTS_AROUND;
        Await.until("answers", LIMIT, () -> load.visits.size() >= wanted);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "out %.2f s, last bad %.2f s, failed %d and late %d of %d, replaced %.2f s",
                out,
                lastBad,
                failed,
                late,
                requests,
                replaced);
    }
}
