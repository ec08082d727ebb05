package io.podspace.bench;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** What may happen to a copy of the demo application. */
enum Fault {
    PROCESS_KILLED("process killed", 0),
    CONTAINER_KILLED("container killed", 0),
    OUT_OF_MEMORY("out of memory", 0),
    STOPPED("stopped (SIGSTOP)", Application.DETECTED_SECONDS),
    ANSWERS_500("answers 500", Application.DETECTED_SECONDS),
    REFUSES("refuses connections", Application.DETECTED_SECONDS);

    final String title;
    /** The checks may take so long to notice it; an exit is noticed without them. */
    final double detectedSeconds;

    Fault(String title, double detectedSeconds) {
        this.title = title;
        this.detectedSeconds = detectedSeconds;
    }

    /** As an option names it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean exits() {
        return detectedSeconds == 0;
    }

    /** @return wall-clock nanoseconds when it had happened: of an exit, when the process was gone */
    long inject(Engine engine, String container) throws Exception {
        ProcessHandle process = ProcessHandle.of(process(engine, container)).orElseThrow();
        long asked = Arm.wallNanos();
        act(engine, container);
        if (exits()) {
            Await.until("the process is gone", Healing.LIMIT, Duration.ofMillis(1), () -> !process.isAlive());
        }
        return exits() ? Arm.wallNanos() : asked;
    }

    private void act(Engine engine, String container) throws Exception {
        switch (this) {
            case PROCESS_KILLED -> signal(engine, container, "KILL");
            case CONTAINER_KILLED -> engine.client.killContainerCmd(container).exec();
            case OUT_OF_MEMORY -> ask(engine, container, "/memory?mb=1000");
            case STOPPED -> signal(engine, container, "STOP");
            case ANSWERS_500 -> ask(engine, container, "/health/fail");
            case REFUSES -> ask(engine, container, "/refuse");
        }
    }

    private static long process(Engine engine, String container) {
        return engine.client.inspectContainerCmd(container).exec().getState().getPidLong();
    }

    /** To the process on this machine, past the engine. */
    private static void signal(Engine engine, String container, String signal) throws Exception {
        long process = process(engine, container);
        if (new ProcessBuilder("kill", "-" + signal, Long.toString(process))
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException("The process " + process + " could not be sent " + signal);
        }
    }

    /** From inside the container, so that no load balancer chooses another. */
    private static void ask(Engine engine, String container, String path) {
        String exec = engine.client
                .execCreateCmd(container)
                .withCmd("wget", "-qO", "/dev/null", "http://127.0.0.1:8080" + path)
                .exec()
                .getId();
        engine.client.execStartCmd(exec).withDetach(true).exec(new ResultCallback.Adapter<>());
    }
}
