package io.podspace.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Many watches of one project, and changes at a steady rate, each of which carries the time of its request. A change that is
 * overtaken by the next one before it is told counts by that one's.
 */
final class WatchLoad {
    private static final Pattern SENT = Pattern.compile("\"at\":\"(\\d+)\"");
    private static final int PATIENCE_SECONDS = 60;
    private static final int MAPS = 20;

    private final ApiClient api;
    private final String path;
    private final List<Double> milliseconds = Collections.synchronizedList(new ArrayList<>());

    WatchLoad(ApiClient api, String project) {
        this.api = api;
        path = "/api/v1/namespaces/%s/configmaps".formatted(project);
    }

    /** Milliseconds from each request to its event at each watcher. */
    List<Double> run(int watchers, int rate, int seconds) throws Exception {
        for (int i = 0; i < MAPS; i++) {
            api.call("POST", path, "{\"metadata\":{\"name\":\"m%d\"},\"data\":{\"at\":\"0\"}}".formatted(i));
        }
        String version = api.get(path).at("/metadata/resourceVersion").asText();
        CountDownLatch ready = new CountDownLatch(watchers);
        for (int i = 0; i < watchers; i++) {
            Thread.ofVirtual().start(() -> watch(version, ready));
        }
        if (!ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(ready.getCount() + " watches were not opened");
        }
        long next = System.nanoTime();
        for (int i = 0; i < rate * seconds; i++) {
            next += TimeUnit.SECONDS.toNanos(1) / rate;
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
            String map = path + "/m" + i % MAPS;
            api.call("PATCH", map, "{\"data\":{\"at\":\"%d\"}}".formatted(System.nanoTime()));
        }
        int expected = watchers * rate * seconds * 9 / 10;
        Await.until("the last changes have arrived", Duration.ofSeconds(10), () -> milliseconds.size() >= expected);
        return List.copyOf(milliseconds);
    }

    private void watch(String version, CountDownLatch ready) {
        try (Stream<String> lines = api.watch(path + "?watch=true&resourceVersion=" + version)) {
            ready.countDown();
            lines.forEach(this::read);
        } catch (Exception e) {
            if (ready.getCount() > 0) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void read(String line) {
        Matcher sent = SENT.matcher(line);
        if (sent.find() && !sent.group(1).equals("0")) {
            milliseconds.add((System.nanoTime() - Long.parseLong(sent.group(1))) / 1e6);
        }
    }
}
