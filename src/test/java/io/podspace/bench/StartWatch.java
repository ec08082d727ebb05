package io.podspace.bench;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/** Collects the engine's own times of container starts for one label, since it was opened. */
final class StartWatch implements AutoCloseable {
    /** Container id to the engine's wall-clock time of its start in nanoseconds. */
    final Map<String, Long> starts = new ConcurrentHashMap<>();

    private final ResultCallback.Adapter<Event> callback;

    StartWatch(Engine engine, Map<String, String> labels) {
        callback = engine.client
                .eventsCmd()
                .withEventTypeFilter(EventType.CONTAINER)
                .withEventFilter("start")
                .withLabelFilter(labels)
                .exec(new ResultCallback.Adapter<>() {
                    @Override
                    public void onNext(Event event) {
                        synchronized (StartWatch.this) {
                            starts.put(event.getId(), event.getTimeNano());
                            StartWatch.this.notifyAll();
                        }
                    }
                });
    }

    /** Waits until so many containers have started. */
    synchronized void await(int count, Duration limit) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        while (starts.size() < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new TimeoutException(starts.size() + " of " + count + " containers started in " + limit);
            }
            wait(left);
        }
    }

    /** The engine's time of the last start. */
    long lastNanos() {
        return starts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        callback.close();
    }
}
