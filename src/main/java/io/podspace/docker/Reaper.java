package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import io.podspace.host.HostRef;
import io.podspace.platform.PodSpaceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Ends a command whose client is gone. Engines cannot: they only know the process' number on their host. So a shell of the
 * container looks for the processes that carry this command's mark in their environment, as the same user, and signals
 * those and no others. A container without a shell keeps what does not end by the end of its input.
 */
final class Reaper {
    /** Variable that every process of a command inherits. */
    static final String MARK = "PODSPACE_SESSION";

    private static final Logger LOG = System.getLogger(Reaper.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int LARGEST_WORDS = 4096;
    private static final int LOOKS = 20;
    private static final long PAUSE_NANOS = 50_000_000;

    /** Only what a shell has built in, as images have little else; twice, for what was begun meanwhile. */
    private static final String SIGNAL = """
            for n in 1 2; do
                for d in /proc/[0-9]*; do
                    while IFS= read -r l || [ -n "$l" ]; do
                        case $l in *"$1"*) kill "-$2" "${d#/proc/}"; break ;; esac
                    done <"$d/environ"
                done
            done 2>/dev/null
            :""";

    private final HostRef host;
    private final Engine engine;
    private final String container;
    private final String mark;

    Reaper(HostRef host, Engine engine, String container, String mark) {
        this.host = host;
        this.engine = engine;
        this.container = container;
        this.mark = mark;
    }

    /** Hang-up, as when a terminal is closed; then kill. */
    void end(BooleanSupplier running) {
        signal("HUP");
        for (int i = 0; i < LOOKS && running.getAsBoolean(); i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        if (running.getAsBoolean()) {
            signal("KILL");
            LockSupport.parkNanos(PAUSE_NANOS);
            if (running.getAsBoolean()) {
                LOG.log(
                        Level.WARNING,
                        "A command in container {0} goes on though its client is gone; the image has no shell to end it.",
                        container);
            }
        }
    }

    private void signal(String signal) {
        Streams.Output words = new Streams.Output(LARGEST_WORDS);
        String exec = engine.ask(host, client -> command(client, signal));
        engine.streams().execStartCmd(exec).exec(words);
        try {
            words.text(host, LIMIT, "Ending a command");
        } catch (PodSpaceException e) {
            LOG.log(Level.DEBUG, "A command was signalled in vain.", e);
        }
    }

    private String command(DockerClient client, String signal) {
        List<String> words = List.of("sh", "-c", SIGNAL, "sh", MARK + "=" + mark, signal);
        return client.execCreateCmd(container)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(words.toArray(String[]::new))
                .exec()
                .getId();
    }
}
