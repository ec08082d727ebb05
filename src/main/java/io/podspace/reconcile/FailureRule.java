package io.podspace.reconcile;

import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.service.Course;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The question: what proves the new revision bad? Its pods end again and again, their image cannot be fetched or has no
 * program for their check, none of them serves though all requests go to them, or they answer with server errors much more
 * often than the old ones.
 */
final class FailureRule {
    /** Ends in a row of one slot, or failed pulls, that prove a revision bad. */
    static final int TIMES = 3;

    private static final Duration COUNT_AGAIN = Duration.ofSeconds(5);

    private final Draft draft;
    private final Wanted wanted;
    private final List<PodRow> live;
    private final List<PodRow> current;
    private final Readiness readiness;

    /** @param current those of {@code live} that are of the wanted revision and do not leave */
    FailureRule(Draft draft, Wanted wanted, List<PodRow> live, List<PodRow> current, Readiness readiness) {
        this.draft = draft;
        this.wanted = wanted;
        this.live = live;
        this.current = current;
        this.readiness = readiness;
    }

    /** @return why it is bad; empty while nothing says so */
    Optional<String> whileRunning(RolloutRow row) {
        Optional<String> missing = MissingCheck.of(draft.snapshot, wanted, current);
        return Stream.of(missing, crashLoop(), pullFailure(), nothingServes(row), errors(row))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** After the exchange, when its image was there and its check could be run. */
    Optional<String> whileWatched(RolloutRow row) {
        return crashLoop().or(() -> errors(row));
    }

    private Optional<String> crashLoop() {
        return current.stream()
                .filter(pod -> pod.failures() >= TIMES && pod.phase() != PodPhase.READY)
                .findFirst()
                .map(pod -> "%s %s, %d times in a row."
                        .formatted(
                                Displays.name(draft.snapshot, pod), pod.ending().words(), pod.failures()));
    }

    /** All requests go to the new pods, and none of them takes any, while the old ones stand beside them. */
    private Optional<String> nothingServes(RolloutRow row) {
        boolean all = row.staging().since().isPresent()
                && row.staging().weight().equals(Optional.of(100))
                && wanted.stage().isPresent();
        return all
                        && live.stream().allMatch(draft.snapshot::reachable)
                        && current.stream().noneMatch(readiness::readyAndServes)
                ? Optional.of("No pod of revision #%d serves any more.%s".formatted(row.to(), worst()))
                : Optional.empty();
    }

    /**
     * By the proxies' own counters: of the new pods since the rollout began, of the old ones as long as is known. Looked at
     * again also where nothing was answered yet, so that it is written down up to where the counters were.
     */
    private Optional<String> errors(RolloutRow row) {
        if (row.from().isEmpty()) {
            return Optional.empty();
        }
        draft.lookIn(COUNT_AGAIN);
        Map<Integer, Course> traffic = draft.snapshot.answers().courses();
        return ErrorRule.judge(
                row.to(),
                traffic.getOrDefault(row.to(), Course.NONE).since(row.started()),
                traffic.getOrDefault(row.from().get(), Course.NONE).sum());
    }

    private Optional<String> pullFailure() {
        for (PodRow pod : current) {
            if (pod.phase() == PodPhase.STARTING
                    && pod.container().isEmpty()
                    && image(pod) instanceof ImageState.PullFailed failed
                    && failed.times() >= TIMES) {
                return Optional.of("The image %s could not be fetched: %s"
                        .formatted(wanted.template().image(), failed.message()));
            }
        }
        return Optional.empty();
    }

    private ImageState image(PodRow pod) {
        return pod.host()
                .flatMap(host -> draft.snapshot
                        .efforts()
                        .image(new ImageOn(
                                host, wanted.project(), wanted.template().image())))
                .orElse(null);
    }

    /** What the first pod that is not well says of itself, to follow another sentence; empty when none says anything. */
    String worst() {
        return current.stream()
                .filter(pod -> pod.display().status() != PodStatus.READY
                        && !pod.display().message().isEmpty())
                .findFirst()
                .map(pod -> " %s: %s%s"
                        .formatted(
                                Displays.name(draft.snapshot, pod),
                                pod.display().message(),
                                before(pod)))
                .orElse("");
    }

    /** An attempt that has just begun has nothing to tell yet; the one before it may say it all. */
    private static String before(PodRow pod) {
        return pod.failures() == 0 || pod.ending().equals(Ending.NONE)
                ? ""
                : " Before, it %s.".formatted(pod.ending().words());
    }
}
