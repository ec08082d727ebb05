package io.podspace.reconcile;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ExecResult;
import io.podspace.host.HostRef;
import io.podspace.host.ObservedContainer;
import io.podspace.platform.PodSpaceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Ends containers: the pre-stop command, the stop within its grace, and what is to be kept of one before it goes. */
final class Termination {
    private static final int LAST_LINES = 50;
    private static final int LAST_LINES_LENGTH = 16_000;
    private static final int LONGEST_WORDS = 500;
    /** What the stop signal gets when the pre-stop command used all of the grace. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    private final ContainerDriver driver;
    private final Clock clock;

    Termination(ContainerDriver driver, Clock clock) {
        this.driver = driver;
        this.clock = clock;
    }

    /** @param preStopBegins puts on record that the pre-stop command runs now; false when it was on record already */
    Ending stop(HostRef host, Action.Stop stop, BooleanSupplier preStopBegins) {
        Instant end = clock.instant().plusSeconds(stop.graceSeconds());
        String said = stop.preStop().isEmpty() ? "" : preStop(host, stop, preStopBegins);
        Duration left = Duration.between(clock.instant(), end);
        driver.stop(host, stop.name(), stop.preStop().isEmpty() || left.compareTo(LEAST) > 0 ? left : LEAST);
        return harvest(host, stop.name()).after(said);
    }

    /** What an ended container left behind; nothing of one that is gone. */
    Ending harvest(HostRef host, String container) {
        Optional<ObservedContainer> last = driver.inspect(host, container);
        if (last.isEmpty()) {
            return Ending.NONE;
        }
        Optional<Integer> code = last.get().exitCode().stream().boxed().findFirst();
        return new Ending(code, last.get().outOfMemory(), lastLines(host, container));
    }

    private String lastLines(HostRef host, String container) {
        try {
            List<String> lines = driver.lastLines(host, container, LAST_LINES);
            String text = String.join("\n", lines);
            return text.length() <= LAST_LINES_LENGTH ? text : text.substring(text.length() - LAST_LINES_LENGTH);
        } catch (PodSpaceException e) {
            return "(its last lines could not be read: " + e.getMessage() + ")";
        }
    }

    /** It holds up no stop: what went wrong is told with the last lines. A process that died may have run it already. */
    private String preStop(HostRef host, Action.Stop stop, BooleanSupplier preStopBegins) {
        if (!preStopBegins.getAsBoolean()) {
            return "(the pre-stop command had been begun before the server was started anew, and was not run again)";
        }
        try {
            ExecResult result = driver.exec(
                    host, stop.name(), stop.preStop(), Duration.ofSeconds(Math.max(1, stop.graceSeconds())));
            if (result.notRun()) {
                return "(the pre-stop command could not be run: the image has no '%s' that can be executed)"
                        .formatted(stop.preStop().getFirst());
            }
            return result.exitCode() == 0
                    ? ""
                    : "(the pre-stop command ended with exit code %d: %s)"
                            .formatted(
                                    result.exitCode(), shortened(result.output().strip()));
        } catch (PodSpaceException e) {
            return "(the pre-stop command could not be run: %s)".formatted(shortened(e.getMessage()));
        }
    }

    private static String shortened(String words) {
        return words.substring(0, Math.min(LONGEST_WORDS, words.length()));
    }
}
