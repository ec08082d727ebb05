package io.podspace.reconcile;

import io.podspace.deployment.Hook;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.PodTemplate.Resources;
import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Stage;
import io.podspace.deployment.Strategy;
import io.podspace.placement.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is wanted of one deployment, and what was last said about it.
 *
 * @param deployment row id
 * @param project row id
 * @param revision row id of the current revision
 * @param template of the current revision, without its environment
 * @param deleting its pods go, then its row
 * @param paused pods keep their revision
 * @param strategy how a new revision takes the place of the old one
 * @param others revisions beside the current one that attempts were made from, or may be again, by row id
 * @param rollout that is not over
 * @param removals attempts that somebody wants gone, by row id
 * @param hooks of the newest rollout, over or not, and those of older ones that still run
 * @param generation of the intent; a plan for an older one is not carried out
 * @param observedGeneration that {@code status} was said about
 */
record Wanted(
        long deployment,
        String uid,
        String name,
        long project,
        String projectName,
        long revision,
        int revisionNumber,
        PodTemplate template,
        int replicas,
        boolean deleting,
        boolean paused,
        Strategy strategy,
        Map<Long, Made> others,
        Optional<RolloutRow> rollout,
        Map<Long, Removal> removals,
        List<HookRow> hooks,
        long generation,
        long observedGeneration,
        DeploymentStatus status) {

    /** What attempts of a revision are made from. @param template without its environment */
    record Made(int number, PodTemplate template) {}

    /** Without removals. */
    Wanted(
            long deployment,
            String uid,
            String name,
            long project,
            String projectName,
            long revision,
            int revisionNumber,
            PodTemplate template,
            int replicas,
            boolean deleting,
            boolean paused,
            Strategy strategy,
            Map<Long, Made> others,
            Optional<RolloutRow> rollout,
            List<HookRow> hooks,
            long generation,
            long observedGeneration,
            DeploymentStatus status) {
        this(
                deployment,
                uid,
                name,
                project,
                projectName,
                revision,
                revisionNumber,
                template,
                replicas,
                deleting,
                paused,
                strategy,
                others,
                rollout,
                Map.of(),
                hooks,
                generation,
                observedGeneration,
                status);
    }

    Wanted {
        others = Map.copyOf(others);
        hooks = List.copyOf(hooks);
        removals = Map.copyOf(removals);
    }

    Wanted removing(Map<Long, Removal> attempts) {
        return new Wanted(
                deployment,
                uid,
                name,
                project,
                projectName,
                revision,
                revisionNumber,
                template,
                replicas,
                deleting,
                paused,
                strategy,
                others,
                rollout,
                attempts,
                hooks,
                generation,
                observedGeneration,
                status);
    }

    Optional<Removal> removal(PodRow pod) {
        return Optional.ofNullable(removals.get(pod.id()));
    }

    /** How long an attempt has from its stop signal on: what its template says, or whoever deleted it. */
    int graceSeconds(PodRow pod) {
        return removal(pod)
                .map(Removal::graceSeconds)
                .orElse(OptionalInt.empty())
                .orElse(template(pod).stopGraceSeconds());
    }

    /** What this attempt is made from: its own revision, which need not be the current one. */
    Made made(PodRow pod) {
        return made(pod.revision());
    }

    private Made made(long id) {
        return others.getOrDefault(id, new Made(revisionNumber, template));
    }

    PodTemplate template(PodRow pod) {
        return made(pod).template();
    }

    /** The same wish, about which something else was said. */
    Wanted told(DeploymentStatus now, long newGeneration, long observed) {
        return copy(strategy, others, rollout, hooks, newGeneration, observed, now);
    }

    Wanted with(Strategy other) {
        return copy(other, others, rollout, hooks, generation, observedGeneration, status);
    }

    Wanted with(Map<Long, Made> otherRevisions) {
        return copy(strategy, otherRevisions, rollout, hooks, generation, observedGeneration, status);
    }

    Wanted with(Optional<RolloutRow> open) {
        return copy(strategy, others, open, hooks, generation, observedGeneration, status);
    }

    Wanted with(List<HookRow> newHooks) {
        return copy(strategy, others, rollout, newHooks, generation, observedGeneration, status);
    }

    /** That of the newest rollout, while its revision is the wanted one. */
    Optional<HookRow> hook(Hook.Moment moment) {
        return hooks.stream()
                .filter(hook -> hook.moment() == moment && hook.revision() == revisionNumber)
                .filter(hook -> rollout.map(RolloutRow::id).orElse(hook.rollout()) == hook.rollout())
                .reduce((older, newer) -> newer);
    }

    /** The hook before the exchange has not passed, so nothing of the wanted revision may be made. */
    boolean gated() {
        return !deleting
                && hook(Hook.Moment.BEFORE).filter(hook -> !hook.passed()).isPresent();
    }

    /** The rollout failed or was aborted: the wanted revision is the one that it came from. */
    boolean goesBack() {
        return rollout.filter(row -> row.state() == RolloutState.ROLLING_BACK).isPresent();
    }

    /** In which stage the rollout is: old and new pods stand side by side. */
    Optional<Stage> stage() {
        List<Stage> stages = strategy.sequence();
        return rollout.filter(row -> row.state() == RolloutState.RUNNING || row.state() == RolloutState.PAUSED)
                .flatMap(row -> row.staging().stage())
                .filter(number -> number < stages.size())
                .map(stages::get);
    }

    /** Row id of the revision that the rollout came from, while it is known. */
    Optional<Long> before() {
        return rollout.flatMap(RolloutRow::from).flatMap(number -> others.entrySet().stream()
                .filter(other -> other.getValue().number() == number)
                .map(Map.Entry::getKey)
                .findFirst());
    }

    /** How many pods there may be beyond the wanted ones. */
    int surge() {
        return stage().map(stage -> stage.pods(pods())).orElseGet(() -> strategy.surge(pods()));
    }

    private Wanted copy(
            Strategy newStrategy,
            Map<Long, Made> newOthers,
            Optional<RolloutRow> newRollout,
            List<HookRow> newHooks,
            long newGeneration,
            long newObserved,
            DeploymentStatus newStatus) {
        return new Wanted(
                deployment,
                uid,
                name,
                project,
                projectName,
                revision,
                revisionNumber,
                template,
                replicas,
                deleting,
                paused,
                newStrategy,
                newOthers,
                newRollout,
                removals,
                newHooks,
                newGeneration,
                newObserved,
                newStatus);
    }

    /** How many pods there shall be. */
    int pods() {
        return deleting ? 0 : replicas;
    }

    /** What an attempt of that revision reserves. */
    Request request(long id) {
        Resources resources = made(id).template().resources();
        return new Request(resources.cpuRequestMillis(), resources.memoryRequestBytes());
    }
}
