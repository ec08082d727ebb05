package io.podspace.deployment;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the rollouts of a deployment stand, and so what may be decided about them now. Pure: the console offers what this
 * does not refuse, and the boundary refuses what the console does not offer.
 *
 * @param paused nothing is exchanged, and new revisions wait
 * @param newest rollout, over or not
 */
public record Standing(boolean paused, Strategy strategy, Optional<RolloutView> newest) {
    /** What does something now. */
    public Set<Decision> possible() {
        return Arrays.stream(Decision.values())
                .filter(decision -> refusal(decision).isEmpty())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Decision.class)));
    }

    /** Somebody paused the deployment while no rollout waited for anything, as the API may: the next change will wait. */
    public boolean holdsChanges() {
        return paused
                && newest.filter(rollout -> rollout.state() == RolloutState.PAUSED)
                        .isEmpty();
    }

    /** @return why a decision makes no sense now and what is left to do; empty when it does */
    Optional<String> refusal(Decision decision) {
        return switch (decision) {
            case RESUME ->
                paused ? Optional.empty() : Optional.of("Rollouts are not paused. There is nothing to resume.");
            case PAUSE -> paused ? Optional.of("Rollouts are paused already.") : ofNewest(decision);
            case RETRY ->
                paused
                        ? Optional.of("Rollouts are paused, so nothing can be tried now. Resume, then try again.")
                        : ofNewest(decision);
            case PROMOTE, ABORT -> ofNewest(decision);
        };
    }

    private Optional<String> ofNewest(Decision decision) {
        return newest.map(rollout -> refusal(decision, rollout))
                .orElseGet(() -> Optional.of("There was no rollout yet. Change the configuration to begin one."));
    }

    private Optional<String> refusal(Decision decision, RolloutView rollout) {
        boolean fits =
                switch (rollout.state()) {
                    case RUNNING -> decision != Decision.RETRY;
                    case PAUSED, WATCHED -> decision == Decision.ABORT;
                    case ROLLING_BACK -> decision == Decision.PAUSE;
                    case ROLLED_BACK, FAILED -> decision == Decision.RETRY;
                    case COMPLETE, SUPERSEDED -> false;
                };
        if (!fits) {
            return Optional.of(
                    "The rollout is %s, so there is nothing to %s.".formatted(words(rollout.state()), verb(decision)));
        }
        return switch (decision) {
            case PROMOTE -> early(rollout.staging());
            case ABORT -> noWayBack(rollout);
            case PAUSE, RESUME, RETRY -> Optional.empty();
        };
    }

    private Optional<String> early(Staging staging) {
        int stages = strategy.sequence().size();
        if (staging.stage().filter(stage -> stage < stages).isEmpty()) {
            return Optional.of(
                    "The rollout is in no stage of a canary or of blue/green, so there is nothing to promote.");
        }
        return staging.since().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "The pods of this stage have not all held ready yet, so it is too early to go on. Wait, or abort.");
    }

    private static Optional<String> noWayBack(RolloutView rollout) {
        return rollout.from().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "There is no good revision to go back to. Change the configuration, or choose a revision in the history.");
    }

    private static String words(RolloutState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String verb(Decision decision) {
        return decision == Decision.RETRY ? "try again" : decision.name().toLowerCase(Locale.ROOT);
    }
}
