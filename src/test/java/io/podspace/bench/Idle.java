package io.podspace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Waits until what one arm left behind has been worked off, so that the next does not pay for it. */
final class Idle {
    private static final Path TIMES = Path.of("/proc/stat");
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final double BUSY = 0.15;
    /** Places in the first line of the kernel's file, after its name. */
    private static final int IDLE = 3;

    private static final int WAITING = 4;

    private record Times(long busy, long all) {}

    private Idle() {}

    /**
     * Returns after a second in which all cores together were busy for less than a seventh of it.
     *
     * @throws TimeoutException when something else keeps the machine busy: then a round says nothing
     */
    static void await() throws Exception {
        Times[] last = {now()};
        Await.until("the machine is idle", LIMIT, Duration.ZERO, () -> {
            LockSupport.parkNanos(LOOK.toNanos());
            Times before = last[0];
            last[0] = now();
            return last[0].busy() - before.busy() < BUSY * (last[0].all() - before.all());
        });
    }

    private static Times now() throws IOException {
        long[] times = Arrays.stream(Files.readAllLines(TIMES).getFirst().split(" +"))
                .skip(1)
                .limit(8)
                .mapToLong(Long::parseLong)
                .toArray();
        long all = Arrays.stream(times).sum();
        long rest = IntStream.of(IDLE, WAITING).mapToLong(i -> times[i]).sum();
        return new Times(all - rest, all);
    }
}
