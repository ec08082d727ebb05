package io.podspace.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done now.
 *
 * @param actions in order
 * @param created rows of new attempts, without ids
 * @param changed rows as they shall be, of attempts that change in anything
 * @param status what to say about the deployment; empty when that was said already
 * @param rollout as it shall be; empty when nothing changes
 * @param hooks as they shall be, of those that change in anything
 * @param notes for the activity
 * @param strangers names of containers that no row knows, seen now
 * @param listAgain hosts of which a fresh listing would help
 * @param nextLook when time alone will make another plan
 * @param needsUsage pods wait for a place, but what is reserved was not read: read it and plan again
 */
record Plan(
        List<Action> actions,
        List<PodRow> created,
        List<PodRow> changed,
        Optional<DeploymentStatus> status,
        Optional<RolloutRow> rollout,
        List<HookRow> hooks,
        List<Note> notes,
        List<String> strangers,
        Set<Long> listAgain,
        Optional<Duration> nextLook,
        boolean needsUsage) {
    Plan {
        actions = List.copyOf(actions);
        created = List.copyOf(created);
        changed = List.copyOf(changed);
        hooks = List.copyOf(hooks);
        notes = List.copyOf(notes);
        strangers = List.copyOf(strangers);
        listAgain = Set.copyOf(listAgain);
    }

    /** Whether rows are to be written. */
    boolean records() {
        return !created.isEmpty()
                || !changed.isEmpty()
                || status.isPresent()
                || rollout.isPresent()
                || !hooks.isEmpty()
                || !notes.isEmpty()
                || removes();
    }

    boolean removes() {
        return actions.contains(new Action.RemoveDeployment());
    }

    List<Action.Effect> effects() {
        return actions.stream()
                .filter(Action.Effect.class::isInstance)
                .map(Action.Effect.class::cast)
                .toList();
    }
}
