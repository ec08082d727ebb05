package io.podspace.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An open-loop load on one route at a fixed rate: requests start when they are due, whether or not earlier ones have
 * ended, so that an outage is not hidden. Every other request opens a connection of its own. It ends by itself. The JVM
 * must allow the headers Host and Connection ({@code jdk.httpclient.allowRestrictedHeaders}).
 */
final class RouteLoad implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Pod name to wall-clock nanoseconds of its first answer. */
    final Map<String, Long> firstAnswers = new ConcurrentHashMap<>();

    /** Pod name to wall-clock nanoseconds from which on it listened, as it says itself. */
    final Map<String, Long> listening = new ConcurrentHashMap<>();

    /**
     * A request and what came of it.
     *
     * @param due wall-clock nanoseconds when it was to start
     * @param took nanoseconds from then to the end of its answer
     * @param pod that answered; empty: none
     * @param body of the answer; what went wrong, if there was none
     */
    record Visit(long due, long took, int status, String pod, String body) {
        boolean good() {
            return status == 200;
        }

        long end() {
            return due + took;
        }
    }

    final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
    final AtomicInteger requests = new AtomicInteger();
    final List<String> failures = new ArrayList<>();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread pacer;
    private volatile boolean going = true;

    /**
     * @param router base URL on loopback
     * @param host the route's host name
     * @param path what is asked for
     * @param rate requests per second
     */
    RouteLoad(URI router, String host, String path, int rate) {
        HttpRequest.Builder request = HttpRequest.newBuilder(router.resolve(path))
                .header("Host", host)
                .timeout(Duration.ofSeconds(30));
        HttpRequest kept = request.build();
        HttpRequest once = request.copy().header("Connection", "close").build();
        pacer = Thread.ofPlatform().daemon().start(() -> pace(rate, kept, once));
    }

    private void pace(int rate, HttpRequest kept, HttpRequest once) {
        long wall = Arm.wallNanos();
        long began = System.nanoTime();
        long total = LONGEST.toSeconds() * rate;
        for (long i = 0; going && i < total; i++) {
            long due = began + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            HttpRequest request = i % 2 == 0 ? kept : once;
            long start = wall + due - began;
            sender.submit(() -> send(request, start));
        }
    }

    private void send(HttpRequest request, long due) {
        requests.incrementAndGet();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            String pod = response.headers().firstValue("X-Pod").orElse("");
            visits.add(new Visit(
                    due,
                    Arm.wallNanos() - due,
                    response.statusCode(),
                    pod,
                    response.body().strip()));
            if (response.statusCode() == 200) {
                if (firstAnswers.putIfAbsent(pod, Arm.wallNanos()) == null) {
                    response.headers()
                            .firstValue("X-Listening-Since")
                            .ifPresent(since -> listening.put(pod, Math.round(Double.parseDouble(since) * 1e9)));
                }
            } else {
                fail("status " + response.statusCode());
            }
        } catch (Exception e) {
            visits.add(new Visit(due, Arm.wallNanos() - due, 0, "", e.toString()));
            fail(e.toString());
        }
    }

    /** What most of the failed requests of these loads met; empty when none failed. */
    static String trouble(RouteLoad... loads) {
        return Stream.of(loads)
                .flatMap(load -> load.failures.stream())
                .collect(Collectors.groupingBy(why -> why, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> most.getValue() + " times " + most.getKey())
                .orElse("");
    }

    private void fail(String why) {
        synchronized (failures) {
            failures.add(why);
        }
    }

    /** Ends the load and waits for the answers that are under way. */
    @Override
    public void close() throws InterruptedException {
        going = false;
        pacer.join();
        sender.close();
        client.close();
    }
}
