package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import io.podspace.host.HostEvent;
import io.podspace.host.Labels;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Follows one engine's events on a virtual thread until closed. A stream that ends is opened again after a growing pause;
 * one that has been silent for {@link #SILENCE} is opened anew, since a cut TCP connection looks just like that. After
 * each opening a resync is delivered: whatever happened in between is unknown.
 */
final class Follower implements AutoCloseable {
    private static final String[] ACTIONS = {
        "create", "start", "die", "oom", "destroy", "pause", "unpause", "health_status"
    };
    private static final Duration SILENCE = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Supplier<DockerClient> client;
    private final String cluster;
    private final Consumer<HostEvent> onEvent;
    private final Thread thread;
    private volatile boolean closed;

    Follower(String name, Supplier<DockerClient> client, String cluster, Consumer<HostEvent> onEvent) {
        this.client = client;
        this.cluster = cluster;
        this.onEvent = onEvent;
        this.thread = Thread.ofVirtual().name("events-" + name).start(this::run);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!closed) {
                boolean opened = followOnce();
                pause = opened ? FIRST_PAUSE : longer(pause);
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** @return whether the engine answered */
    private boolean followOnce() throws InterruptedException {
        Callback callback = new Callback();
        try {
            client.get()
                    .eventsCmd()
                    .withEventTypeFilter(EventType.CONTAINER)
                    .withLabelFilter(Map.of(Labels.CLUSTER, cluster))
                    .withEventFilter(ACTIONS)
                    .exec(callback);
            callback.awaitEnd();
        } catch (RuntimeException e) {
            // An engine that is away is told by observe(), which also says why.
            return callback.opened;
        } finally {
            callback.close();
        }
        return callback.opened;
    }

    private final class Callback implements ResultCallback<Event> {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile Closeable stream = () -> {};
        private volatile boolean opened;
        private volatile long lastAt = System.nanoTime();

        @Override
        public void onStart(Closeable open) {
            stream = open;
            opened = true;
            deliver(HostEvent.resync());
        }

        @Override
        public void onNext(Event event) {
            lastAt = System.nanoTime();
            if (event.getId() != null && event.getAction() != null) {
                deliver(new HostEvent(event.getId(), event.getAction()));
            }
        }

        @Override
        public void onError(Throwable error) {
            ended.countDown();
        }

        @Override
        public void onComplete() {
            ended.countDown();
        }

        @Override
        public void close() {
            Streams.close(stream);
        }

        private void deliver(HostEvent event) {
            if (!closed) {
                onEvent.accept(event);
            }
        }

        void awaitEnd() throws InterruptedException {
            while (!ended.await(1, TimeUnit.SECONDS)) {
                if (System.nanoTime() - lastAt > SILENCE.toNanos()) {
                    return;
                }
            }
        }
    }
}
