package io.podspace.reconcile;

import io.podspace.health.Check;
import io.podspace.health.Method;
import java.util.List;
import java.util.Optional;

/** The question: is the command of a pod's check no program that its image has? Then no waiting will ever help. */
final class MissingCheck {
    private MissingCheck() {}

    /** @return why the pod's check cannot be run, once that was tried */
    static Optional<String> of(Snapshot snapshot, Wanted wanted, PodRow pod) {
        Optional<String> command = wanted.template(pod)
                .checks()
                .command()
                .map(Check::method)
                .filter(Method.Command.class::isInstance)
                .map(method -> ((Method.Command) method).words().getFirst());
        return command.filter(
                        program -> snapshot.effort(pod).orElse(null) instanceof Effort.Tried tried && tried.missing())
                .map(("It runs, but its check cannot: the image has no '%s' that can be executed."
                        + " Change the check's command, or the image.")::formatted);
    }

    /** The same of the first of some pods, with its name. */
    static Optional<String> of(Snapshot snapshot, Wanted wanted, List<PodRow> pods) {
        return pods.stream()
                .flatMap(
                        pod -> of(snapshot, wanted, pod)
                                .map(why -> "%s: %s".formatted(Displays.name(snapshot, pod), why))
                                .stream())
                .findFirst();
    }
}
