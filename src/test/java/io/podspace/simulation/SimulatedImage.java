package io.podspace.simulation;

import io.podspace.host.ExecResult;
import io.podspace.host.ImageFacts;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An image in the simulated registry, with the script of what its containers do.
 *
 * @param facts what inspection tells
 * @param exit when its containers end by themselves; empty: never
 * @param log what its containers print
 * @param pullFailure thrown by each pull
 * @param gated pulls wait until {@link SimulatedContainerDriver#finishPull}
 * @param exec answers of commands
 */
public record SimulatedImage(
        ImageFacts facts,
        Optional<Exit> exit,
        List<String> log,
        Optional<PodSpaceException> pullFailure,
        boolean gated,
        Function<List<String>, ExecResult> exec) {

    static final String END = "end-after";

    /** A command that ends by itself, in any image. */
    public static List<String> ending(int seconds, int code) {
        return List.of(END, Integer.toString(seconds), Integer.toString(code));
    }

    /** The main process ends that long after each start. */
    public record Exit(Duration after, int code, boolean outOfMemory) {}

    /** A web server on port 8080 that runs until it is stopped. */
    public static SimulatedImage server(String name) {
        ImageFacts facts = new ImageFacts(
                "sha256:" + name,
                Optional.of("%s@sha256:%064x".formatted(name, Integer.toUnsignedLong(name.hashCode()))),
                List.of(8080),
                "",
                Map.of("PATH", "/bin"),
                List.of(),
                List.of("/bin/server"),
                "",
                4_000_000,
                Optional.empty(),
                Optional.empty());
        return new SimulatedImage(
                facts,
                Optional.empty(),
                List.of(name + " listens on 8080"),
                Optional.empty(),
                false,
                command -> new ExecResult(0, ""));
    }

    public SimulatedImage exiting(Duration after, int code) {
        return with(Optional.of(new Exit(after, code, false)), pullFailure, gated, exec);
    }

    public SimulatedImage outOfMemory(Duration after) {
        return with(Optional.of(new Exit(after, 137, true)), pullFailure, gated, exec);
    }

    /** Every pull fails so. */
    public SimulatedImage refusing(ErrorCode code, String message) {
        return with(exit, Optional.of(new PodSpaceException(code, message)), gated, exec);
    }

    /** Every pull lasts until the test says so. */
    public SimulatedImage slow() {
        return with(exit, pullFailure, true, exec);
    }

    public SimulatedImage answering(Function<List<String>, ExecResult> commands) {
        return with(exit, pullFailure, gated, commands);
    }

    public SimulatedImage printing(List<String> lines) {
        return new SimulatedImage(facts, exit, lines, pullFailure, gated, exec);
    }

    private SimulatedImage with(
            Optional<Exit> newExit,
            Optional<PodSpaceException> newFailure,
            boolean newGate,
            Function<List<String>, ExecResult> newExec) {
        return new SimulatedImage(facts, newExit, log, newFailure, newGate, newExec);
    }
}
