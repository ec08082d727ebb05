package io.podspace.console;

import io.podspace.deployment.Hook.Moment;
import io.podspace.deployment.Hook.OnFailure;
import io.podspace.deployment.HookState;
import io.podspace.deployment.HookView;
import io.podspace.deployment.RolloutState;
import io.podspace.deployment.RolloutView;
import io.podspace.deployment.Stage;
import io.podspace.deployment.Staging;
import io.podspace.deployment.Strategy;
import io.podspace.pod.PodStatus;
import io.podspace.report.PodView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rollout as the steps that people watch. Pure. */
public final class RolloutSteps {
    /**
     * @param at when it was done, or of a command that runs: when it began; null before
     * @param command what is run; null where nothing is
     * @param lines what was printed; null where nothing was
     */
    public record Step(Look look, String text, Instant at, String command, String lines) {
        Step(Look look, String text, Instant at) {
            this(look, text, at, null, null);
        }
    }

    private final RolloutView rollout;
    private final Strategy strategy;
    private final int wanted;
    private final List<PodView> pods;
    private final List<Step> steps = new ArrayList<>();

    private RolloutSteps(RolloutView rollout, Strategy strategy, int wanted, List<PodView> pods) {
        this.rollout = rollout;
        this.strategy = strategy;
        this.wanted = wanted;
        this.pods = pods;
    }

    static List<Step> of(RolloutView rollout, Strategy strategy, int wanted, List<PodView> pods) {
        return new RolloutSteps(rollout, strategy, wanted, pods).steps();
    }

    private List<Step> steps() {
        done("Started by %s: %s".formatted(rollout.startedBy(), rollout.cause()), rollout.startedAt());
        switch (rollout.state()) {
            case RUNNING -> {
                HookLines.of(rollout, Moment.BEFORE).ifPresent(steps::add);
                stages(started());
                if (staged()) {
                    later("The rest of the pods");
                } else {
                    exchange(started());
                }
                HookLines.of(rollout, Moment.AFTER).ifPresent(steps::add);
                laterWatched();
                later("Complete");
            }
            case PAUSED -> {
                HookLines.of(rollout, Moment.BEFORE).ifPresent(steps::add);
                stages(false);
                steps.add(new Step(new Look("is-warning", "pi-pause", "Paused"), "Paused. " + exchange(), null));
                HookLines.of(rollout, Moment.AFTER).ifPresent(steps::add);
                laterWatched();
                later("Complete");
            }
            case WATCHED -> {
                exchanged();
                now("pi-eye", watch());
                later("Complete");
            }
            case COMPLETE -> {
                exchanged();
                rollout.reason()
                        .filter(why -> !why.isEmpty())
                        .ifPresent(why -> steps.add(
                                new Step(new Look("is-warning", "pi-exclamation-triangle", "Unseen"), why, null)));
                done("Complete", rollout.endedAt().orElse(null));
            }
            case ROLLING_BACK -> {
                failed();
                now("pi-replay", "Going back: %s".formatted(serving(from())));
            }
            case ROLLED_BACK -> {
                failed();
                done(rolledBack(), rollout.endedAt().orElse(null));
            }
            case FAILED -> failed();
            case SUPERSEDED ->
                done("A newer rollout took its place", rollout.endedAt().orElse(null));
        }
        return steps;
    }

    /** The hook before it holds nothing up any more. */
    private boolean started() {
        return rollout.hooks().stream()
                .filter(hook -> hook.moment() == Moment.BEFORE)
                .allMatch(hook -> hook.state().over());
    }

    /** That of a rollout that went another way: only what has begun is of interest. */
    private void ran(Moment moment) {
        rollout.hooks().stream()
                .filter(hook -> hook.moment() == moment && hook.state() != HookState.WAITING)
                .findFirst()
                .flatMap(hook -> HookLines.of(rollout, moment))
                .ifPresent(steps::add);
    }

    private boolean staged() {
        return rollout.staging().stage().isPresent()
                && rollout.staging().stage().get() < strategy.sequence().size();
    }

    /** @param goes whether the one it is in is what happens now */
    private void stages(boolean goes) {
        List<Stage> stages = rollout.staging().equals(Staging.NONE) ? List.of() : strategy.sequence();
        int here = rollout.staging().stage().orElse(stages.size());
        for (int i = 0; i < stages.size(); i++) {
            String text = stage(stages.get(i));
            if (i < here) {
                done(text, null);
            } else if (i > here) {
                later(text);
            } else if (rollout.staging().since().isEmpty()) {
                stageNow(goes, "%s: %s".formatted(text, exchange()));
            } else {
                stageNow(goes, "%s: %s".formatted(text, exchange()) + pause(stages.get(i)));
            }
        }
    }

    private void stageNow(boolean goes, String text) {
        if (goes) {
            now("pi-sync", text);
        } else {
            later(text);
        }
    }

    private static String pause(Stage stage) {
        return stage.waitsForPromotion() ? ". Waits for you to go on" : "";
    }

    private String stage(Stage stage) {
        if (strategy.kind() == Strategy.Kind.BLUE_GREEN) {
            return stage.weight() == 0
                    ? "A full second set beside the old one, without requests"
                    : "All requests go to #%d, the old pods stay for %d s"
                            .formatted(rollout.to(), stage.pauseSeconds());
        }
        String time = stage.waitsForPromotion() ? "until promoted" : "for %d s".formatted(stage.pauseSeconds());
        return "%d%% of the requests to #%d %s".formatted(stage.weight(), rollout.to(), time);
    }

    private void exchange(boolean goes) {
        if (goes) {
            now("pi-sync", exchange());
        } else {
            later(exchange());
        }
    }

    private void exchanged() {
        ran(Moment.BEFORE);
        done(
                "Every pod is of revision #%d".formatted(rollout.to()),
                rollout.hooks().stream().anyMatch(hook -> hook.moment() == Moment.AFTER)
                        ? null
                        : rollout.completedAt().orElse(null));
        ran(Moment.AFTER);
    }

    private void failed() {
        ran(Moment.BEFORE);
        ran(Moment.AFTER);
        if (rollout.hooks().stream().filter(RolloutSteps::turnedBack).anyMatch(this::isReason)) {
            return;
        }
        steps.add(new Step(
                new Look("is-error", "pi-times-circle", "Failed"),
                rollout.reason().orElse("Failed"),
                rollout.state() == RolloutState.FAILED ? rollout.endedAt().orElse(null) : null));
    }

    /** Its own step tells why, with all that it printed. */
    private static boolean turnedBack(HookView hook) {
        return hook.state() == HookState.FAILED && hook.hook().onFailure() != OnFailure.IGNORE;
    }

    /** Somebody may have aborted a paused rollout whose hook had failed, before that was judged. */
    private boolean isReason(HookView hook) {
        return rollout.reason()
                .filter(why -> why.startsWith(hook.moment().words()))
                .isPresent();
    }

    private String rolledBack() {
        boolean made = rollout.hooks().stream().noneMatch(hook -> hook.moment() == Moment.BEFORE && turnedBack(hook));
        return made
                ? "Rolled back: every pod is of revision #%d again".formatted(from())
                : "Rolled back: no pod of revision #%d was made, every pod is of revision #%d"
                        .formatted(rollout.to(), from());
    }

    private String exchange() {
        long old = pods.stream()
                .filter(pod -> pod.endedAt().isEmpty() && pod.revision() != rollout.to())
                .count();
        return "%s, %d of older revisions left".formatted(serving(rollout.to()), old) + waiting();
    }

    /** By recreation the stop time of each pod is the limit, which its own row tells. */
    private String waiting() {
        long pods = this.pods.stream()
                .filter(pod -> pod.endedAt().isEmpty() && pod.reason().equals(Optional.of("OpenConnections")))
                .count();
        if (pods == 0) {
            return "";
        }
        String limit =
                strategy.kind() == Strategy.Kind.RECREATE ? "" : ", %d s at most".formatted(strategy.drainSeconds());
        return ". %d %s for open connections%s".formatted(pods, pods == 1 ? "waits" : "wait", limit);
    }

    private String serving(int revision) {
        long ready = pods.stream()
                .filter(pod -> pod.endedAt().isEmpty())
                .filter(pod -> pod.revision() == revision && pod.status() == PodStatus.READY)
                .count();
        return "%d of %d pods of revision #%d serve".formatted(ready, wanted, revision);
    }

    private void laterWatched() {
        if (strategy.watchSeconds() > 0) {
            later(watch());
        }
    }

    private String watch() {
        return "Watched for %d s: a crash loop or a jump of server errors still rolls back"
                .formatted(strategy.watchSeconds());
    }

    private int from() {
        return rollout.from().orElse(0);
    }

    private void done(String text, Instant at) {
        steps.add(new Step(new Look("is-running", "pi-check-circle", "Done"), text, at));
    }

    private void now(String icon, String text) {
        steps.add(new Step(new Look("is-accent", icon, "Now"), text, null));
    }

    private void later(String text) {
        steps.add(new Step(new Look("is-pending", "pi-circle", "Later"), text, null));
    }
}
