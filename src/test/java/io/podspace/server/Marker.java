package io.podspace.server;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for the files by which the deployment scanner tells what it did. */
final class Marker {
    private Marker() {}

    /** @throws IOException when nothing of the kind happened in time */
    static void await(Path folder, BooleanSupplier there, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            folder.register(watch, ENTRY_CREATE, ENTRY_DELETE);
            while (!there.getAsBoolean()) {
                long left = end - System.nanoTime();
                WatchKey key = left > 0 ? watch.poll(left, TimeUnit.NANOSECONDS) : null;
                if (key == null) {
                    throw new IOException("The server said nothing for %s in %s.".formatted(patience, folder));
                }
                key.pollEvents();
                key.reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the server.", e);
        }
    }
}
