package io.podspace.api;

import io.podspace.platform.PodSpaceException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks every second whether a session may go on, and now and then whether its client is still there. */
final class SessionWatch {
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    private static final int NOT_ALLOWED = 1008;

    private static final int ASK_SECONDS = 1;
    /** In so many seconds: two that are not answered are noticed before half a minute is over. */
    private static final int PING_EVERY = 12;

    private static final Duration SILENT = Duration.ofSeconds(36);

    private final StreamSocket socket;
    private final BooleanSupplier allowed;
    private final BooleanSupplier alive;
    private final CountDownLatch over = new CountDownLatch(1);

    /** Tells the client why. */
    interface Goodbye {
        void say(int code, String why);
    }

    /**
     * @param allowed whether the owner may have the session still
     * @param alive whether what the session is with is still there
     */
    SessionWatch(StreamSocket socket, BooleanSupplier allowed, BooleanSupplier alive) {
        this.socket = socket;
        this.allowed = allowed;
        this.alive = alive;
    }

    /** The session is over. Not by an interrupt: that would break the connection to the database by which it asks. */
    void stop() {
        over.countDown();
    }

    /** Blocks until the session is over, or has to be; then the goodbye was said. */
    void run(Goodbye goodbye) {
        try {
            for (int second = 1; socket.open() && !over.await(ASK_SECONDS, TimeUnit.SECONDS); second++) {
                if (!allowed.getAsBoolean()) {
                    goodbye.say(NOT_ALLOWED, "Your token or your role in the project is gone, and so is this session.");
                    break;
                }
                if (!alive.getAsBoolean()) {
                    goodbye.say(GOING_AWAY, "The pod has ended, and so has this session.");
                    break;
                }
                if (second % PING_EVERY == 0) {
                    socket.ping();
                }
                if (socket.silentNanos() > SILENT.toNanos()) {
                    socket.cut();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (PodSpaceException e) {
            goodbye.say(GOING_AWAY, "PodSpace cannot find out whether you may go on. Try again.");
        }
    }
}
