package io.podspace.reconcile;

import io.podspace.deployment.Hook.Moment;
import io.podspace.deployment.HookState;
import java.util.Collection;
import java.util.Optional;

/** What a deployment's status says of its hooks. Pure. */
final class HookWords {
    private HookWords() {}

    /**
     * @param hooks as they are by now
     * @param waits why one whose moment has come cannot begin; empty: none does
     * @return empty when there is nothing to say
     */
    static Optional<String> of(Collection<HookRow> hooks, String waits) {
        Optional<String> running = hooks.stream()
                .filter(hook -> hook.state() == HookState.RUNNING)
                .findFirst()
                .map(hook -> hook.words() + " runs.");
        return running.or(
                () -> Optional.of(waits).filter(words -> !words.isEmpty()).map(words -> "A hook waits. " + words));
    }

    /** Why nothing of the wanted revision is made, when that is not for now only. */
    static Optional<String> barred(Wanted wanted) {
        return wanted.hook(Moment.BEFORE)
                .filter(hook -> wanted.gated() && wanted.rollout().isEmpty())
                .map(hook -> "%s No pod of revision #%d is made. Try the rollout again, or change the configuration."
                        .formatted(HookSteps.why(hook), hook.revision()));
    }
}
